"""Services of the library: what a file may be used for, which part matters, faces made unrecognisable, loans."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.media import blurring, examining, looks, rights, store, wording
from kentongan.media.library import KEEPERS, may_keep, papers_of
from kentongan.media.models import Asset
from kentongan.media.registry import papers_changed
from kentongan.media.rules import MediaRefusedError
from kentongan.media.selectors import file_of
from kentongan.media.services import keep, row_of
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.organizations.actor import Actor

register_action("media.filed", "{actor} mencatat hak dan keterangan {name}")
register_action("media.shared", "{actor} membagikan {name} kepada semua dinas")
register_action("media.unshared", "{actor} tidak lagi membagikan {name} kepada semua dinas")
register_action("media.focused", "{actor} menandai bagian terpenting {name}")
register_action("media.blurred", "{actor} menyamarkan {count} bagian {name} di salinan baru")
register_action("media.lent", "{actor} mengambil {name} dari pustaka dinas lain")

MOST_TAGS, LONGEST_TAG = 20, 40


@dataclass(frozen=True, slots=True)
class Card:
    """Everything people write about a file."""

    title: str = ""
    alt_text: str = ""
    owner: str = ""
    credit: str = ""
    licence: str = ""
    terms: str = ""
    uses: Sequence[str] = ()
    rights_until: date | None = None
    people: str = ""
    tags: Sequence[str] = ()
    shared: bool = False


@transaction.atomic
def write_card(*, actor: Actor, asset: Asset, card: Card) -> Asset:
    """Write down whose a file is, what it may be used for, and what it shows. NotAllowedError."""
    asset = own(actor, asset, "mencatat hak pakai")
    was_shared = asset.shared
    for name, value in asdict(card).items():
        setattr(asset, name, value)
    asset.uses, asset.tags = [use for use in rights.USES if use in card.uses], _plain_tags(card.tags)
    sum_up(asset)
    asset.save()
    wording.index(asset)
    action = "media.filed" if was_shared == asset.shared else "media.shared" if asset.shared else "media.unshared"
    told(actor, action, asset, licence=asset.licence, people=asset.people, uses=asset.uses)
    papers_changed(actor, asset)
    return asset


@transaction.atomic
def set_focus(*, actor: Actor, asset: Asset, x: int, y: int) -> Asset:
    """Say which point of a picture must stay when it is cropped, in percent from the left and the top. NotAllowedError."""
    asset = own(actor, asset, "menandai bagian terpenting")
    asset.focus_x, asset.focus_y = (min(max(place, 0), 100) for place in (x, y))
    asset.save(update_fields=["focus_x", "focus_y"])
    told(actor, "media.focused", asset)
    return asset


@transaction.atomic
def blur_faces(*, actor: Actor, asset: Asset, areas: Sequence[blurring.Area], people: str) -> Asset:
    """Make a copy with these parts unrecognisable. `people`: who can still be recognised in it. MediaRefusedError."""
    asset = own(actor, asset, "menyamarkan wajah")
    if not asset.is_image or not areas:
        raise MediaRefusedError("Belum ada bagian yang ditandai. Tandai wajahnya dulu, lalu simpan salinannya.")
    code = Government.objects.get(pk=actor.government_id).code
    with store.workbench(code) as bench:
        clean = bench / "clean"
        facts = blurring.blur(file_of(code, asset), clean, areas)
        made = row_of(facts, clean, asset.name, asset.alt_text)
        _inherit(made, asset, actor)
        made.agency_id, made.listed, made.people = asset.agency_id, True, people
        made.title = f"{asset.headline}, wajah disamarkan"[:160]
        examining.note(made, looks.measure(clean))
        sum_up(made)
        keep(code, made, clean, bench)
    made.save(force_insert=True)
    wording.index(made)
    told(actor, "media.blurred", asset, count=len(areas), made=made.pk)
    return made


@transaction.atomic
def lend(*, actor: Actor, asset: Asset, agency_id: int) -> Asset:
    """The row by which an agency uses a file: its own one, or for a shared file a row that goes by the owner's papers."""
    if asset.agency_id == agency_id:
        return asset
    require_role(actor, *KEEPERS, to="memakai berkas dari pustaka")
    lent = Asset.objects.filter(
        government_id=actor.government_id, made_from=asset, agency_id=agency_id, listed=False, made_for=""
    ).first()
    if lent is not None:
        return lent
    copied = (
        "kind",
        "mime",
        "sha256",
        "size",
        "width",
        "height",
        "seconds",
        "codec",
        "audio",
        "fps",
        "rotation",
        "plays",
    )
    lent = Asset(**{name: getattr(asset, name) for name in copied}, name=asset.name, alt_text=asset.alt_text)
    _inherit(lent, asset, actor)
    lent.agency_id, lent.listed, lent.shared = agency_id, False, False
    lent.read_by, lent.examined, lent.has_poster, lent.hints = asset.read_by, True, asset.has_poster, asset.hints
    lent.save(force_insert=True)
    told(actor, "media.lent", asset)
    return lent


@transaction.atomic
def take_out(*, actor: Actor, one_of: str) -> int:
    """Take the shapes of one thing out of the library, because the thing is gone; the files stay, for what used them."""
    require_role(actor, *KEEPERS, to="mengeluarkan berkas dari pustaka")
    return Asset.objects.filter(government_id=actor.government_id, one_of=one_of).update(listed=False)


def _inherit(made: Asset, asset: Asset, actor: Actor) -> None:
    made.government_id, made.uploaded_by_id, made.uploaded_at = actor.government_id, actor.person_id, clock.now()
    made.made_from = asset
    for name in ("title", "owner", "credit", "licence", "terms", "uses", "rights_until", "tags", "focus_x", "focus_y"):
        setattr(made, name, getattr(asset, name))


def own(actor: Actor, asset: Asset, to: str) -> Asset:
    """Lock a file for a change by who looks after it. NotAllowedError; `to` finishes the sentence."""
    require_role(actor, *KEEPERS, to=to)
    if not may_keep(actor, asset):
        raise NotAllowedError(
            f"“{asset.headline}” milik {asset.agency.short_name} dan dibagikan untuk dipakai, bukan untuk diubah.",
            f"Admin media sosial {asset.agency.short_name}",
        )
    return Asset.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=asset.pk)


def sum_up(asset: Asset) -> None:
    """Work out what lists show of a file's rights; not yet saved."""
    papers = papers_of(asset.government_id, [asset])[asset.pk] if asset.pk else _bare(asset)
    asset.standing, asset.good_until = rights.summary(papers)


def _bare(asset: Asset) -> rights.Papers:
    return rights.Papers(asset.headline, asset.licence, asset.uses, asset.rights_until, asset.people)


def _plain_tags(tags: Sequence[str]) -> list[str]:
    plain = (" ".join(tag.lower().split())[:LONGEST_TAG] for tag in tags)
    return list(dict.fromkeys(tag for tag in plain if tag))[:MOST_TAGS]


def told(actor: Actor, action: str, asset: Asset, **data: object) -> None:
    """Tell the trail what was done with a file."""
    facts = {"name": asset.headline} | data
    record(actor=actor, action=action, subject_type="asset", subject_id=asset.pk, data=facts)
