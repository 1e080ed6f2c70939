"""Reading the library, scoped to who asks: pages, search, what is alike, where a file is used, and its papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q

from kentongan.core import clock
from kentongan.media import registry, rights, wording
from kentongan.media.models import Asset, AssetWord, Consent
from kentongan.media.selectors import assets_for
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from kentongan.media.registry import Use
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.ADMIN, Role.REVIEWER, Role.COORDINATOR, Role.LEADER_TEAM)
PAGE = 24
ALIKE = 7
MOST_ALIKE = 6
MOST_USES = 20
GENERATIONS = 4
RIGHTS = {
    "lengkap": "Hak lengkap",
    "segera": "Segera berakhir",
    "berakhir": "Sudah berakhir",
    "belum": "Belum lengkap",
}


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for. Empty parts ask for nothing."""

    words: str = ""
    kind: str = ""
    rights: str = ""
    agency_id: int = 0


def today_of(actor: Actor) -> date:
    """The day it is where the actor works."""
    return clock.now().astimezone(actor.zone).date()


def listed_for(actor: Actor) -> QuerySet[Asset]:
    """What stands in the library for this actor, newest first."""
    return assets_for(actor).filter(listed=True)


def page_of(actor: Actor, search: Search, before: str = "") -> tuple[list[Asset], str]:
    """One page of what is looked for, and the key of the next page (empty: no more)."""
    found = _narrowed(actor, listed_for(actor), search)
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    rows = list(found.select_related("agency")[: PAGE + 1])
    return rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""


def _narrowed(actor: Actor, assets: QuerySet[Asset], search: Search) -> QuerySet[Asset]:
    if search.kind in Asset.Kind.values:
        assets = assets.filter(kind=search.kind)
    if search.agency_id:
        assets = assets.filter(agency_id=search.agency_id)
    if search.rights in RIGHTS:
        assets = assets.filter(_by_rights(search.rights, today_of(actor)))
    for word in wording.asked_for(search.words):
        named = AssetWord.objects.filter(government_id=actor.government_id, asset_id=OuterRef("pk"))
        assets = assets.filter(Exists(named.filter(word__gte=word, word__lt=wording.after(word))))
    return assets


def _by_rights(wanted: str, today: date) -> Q:
    complete = Q(standing=rights.COMPLETE)
    return {
        "lengkap": complete & (Q(good_until=None) | Q(good_until__gte=today)),
        "segera": complete & Q(good_until__gte=today, good_until__lte=today + rights.SOON),
        "berakhir": Q(good_until__lt=today),
        "belum": Q(standing=rights.LACKING),
    }[wanted]


def alike(actor: Actor, asset: Asset) -> list[Asset]:
    """What in the library looks like this file, nearest first. A look-up by four bands of the hash, never a scan."""
    if asset.likeness is None:
        return []
    same_band = Q(band_1=asset.band_1) | Q(band_2=asset.band_2) | Q(band_3=asset.band_3) | Q(band_4=asset.band_4)
    differ = Func(
        F("likeness").bitxor(asset.likeness),
        template="bit_count((%(expressions)s)::bit(64))",
        output_field=IntegerField(),
    )
    kin = [pk for pk in (asset.pk, asset.made_from_id) if pk]
    near = listed_for(actor).filter(same_band).exclude(pk__in=kin).exclude(made_from_id=asset.pk)
    return list(near.annotate(differ=differ).filter(differ__lte=ALIKE).order_by("differ", "-pk")[:MOST_ALIKE])


def may_keep(actor: Actor, asset: Asset | None = None) -> bool:
    """Tell whether this actor looks after files; after this one, which need not be its agency's when it is shared."""
    return actor.has(*KEEPERS) and (asset is None or actor.sees(asset.agency_id))


def consents_of(actor: Actor, asset: Asset) -> QuerySet[Consent]:
    """What people seen in a file agreed to, latest first; only for those who see the agency it belongs to."""
    found = Consent.objects.filter(government_id=actor.government_id, asset=asset).order_by("-given_on", "-pk")
    return found if actor.sees(asset.agency_id) else found.none()


def uses_of(actor: Actor, asset: Asset) -> tuple[list[Use], int]:
    """Where a file or a copy of it is used, as far as the actor sees it; and how many other places there are."""
    family = family_of(asset)
    uses = registry.uses_of(actor.government_id, family)
    seen = [use for use in uses if actor.sees(use.agency_id)]
    return seen[:MOST_USES], len(uses) - len(seen[:MOST_USES])


def family_of(asset: Asset) -> list[int]:
    """A file and what was made from it without getting a place of its own in the library."""
    family, born = [asset.pk], [asset.pk]
    for _ in range(GENERATIONS):
        made = Asset.objects.filter(government_id=asset.government_id, made_from_id__in=born, listed=False)
        born = list(made.values_list("pk", flat=True)) if born else []
        family += born
    return family


def papers_of(government_id: int, assets: Iterable[Asset]) -> Mapping[int, rights.Papers]:
    """The papers of each file; a copy goes by those of the file in the library it was made from."""
    roots = {asset.pk: _root(asset) for asset in assets}
    wanted = {root.pk for root in roots.values()}
    consents: dict[int, list[rights.Agreed]] = {}
    if wanted:
        rows = Consent.objects.filter(government_id=government_id, asset_id__in=wanted).order_by("given_on", "pk")
        for row in rows:
            consents.setdefault(row.asset_id, []).append(_agreed(row))
    return {pk: _papers(root, consents.get(root.pk, [])) for pk, root in roots.items()}


def may_have_lapsed(government_id: int, asset_ids: Iterable[int]) -> QuerySet[Asset]:
    """Of these files, those whose papers (their own, or of what they were made from) hold anything that can end."""
    path, ending = "", Q()
    for _ in range(GENERATIONS):
        people = Q(**{f"{path}people__in": [rights.ADULTS, rights.CHILDREN]})
        ending |= people | Q(**{f"{path}rights_until__isnull": False})
        path += "made_from__"
    rows = Asset.objects.filter(ending, government_id=government_id, pk__in=list(asset_ids))
    return rows.select_related("made_from__made_from")


def _root(asset: Asset) -> Asset:
    root = asset
    for _ in range(GENERATIONS):
        if root.listed or root.made_from_id is None or root.made_from is None:
            break
        root = root.made_from
    return root


def _agreed(row: Consent) -> rights.Agreed:
    return rights.Agreed(row.person_name, row.is_child, row.uses, row.until, row.withdrawn_at is not None)


def _papers(asset: Asset, consents: Sequence[rights.Agreed]) -> rights.Papers:
    return rights.Papers(asset.headline, asset.licence, asset.uses, asset.rights_until, asset.people, consents)
