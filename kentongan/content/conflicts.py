"""Two writers, or two windows, on one post: both texts side by side, and both in one where they touch different words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.extra_fields import extras_in
from kentongan.content.extras import fitted
from kentongan.content.forms import number_in
from kentongan.content.models import Revision
from kentongan.content.selectors import media_of, versions_of
from kentongan.core.wording import compared, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kentongan.content.models import Post, Version
    from kentongan.core.wording import Piece
    from kentongan.organizations.actor import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """One text that can be used instead of the one that stands."""

    word: str
    head: str
    button: str
    title: str
    story: str
    pillar: str


@dataclass(frozen=True, slots=True)
class Field:
    """A smaller text that both have, and differently."""

    name: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Both:
    """What was typed here beside what stands."""

    own: bool  #: what stands was typed by the same person
    choices: tuple[Choice, ...]
    sides: tuple[Field, ...]
    pieces: tuple[Piece, ...]
    said: frozenset[str]  #: fields that need not be carried along: shown above, or not touched here

    @property
    def together(self) -> bool:
        """Both can be had in one."""
        return len(self.choices) > 1


def both_of(actor: Actor, theirs: Post, typed: Mapping[str, str]) -> Both:
    """Compare what a form says with the post as it stands."""
    base = _base(theirs, str(typed.get("revision", "")))
    versions = list(versions_of(theirs))
    sides = tuple(
        one for one in _sides(theirs, versions, typed) if one.mine != one.theirs and one.mine != _was(base, one)
    )
    story = str(typed.get("story", theirs.story)).replace("\r\n", "\n")
    return Both(
        own=theirs.changed_by_id == actor.person_id,
        choices=tuple(_choices(theirs, typed, base)),
        sides=sides,
        pieces=tuple(compared(theirs.story, story)) if story.strip() != theirs.story else (),
        said=frozenset(one.name for one in sides) | frozenset(_untouched(base, versions, typed)),
    )


def _base(post: Post, number: str) -> Revision | None:
    rows = Revision.objects.filter(government_id=post.government_id, post=post)
    return rows.filter(number=number_in(number)).first()


def _choices(theirs: Post, typed: Mapping[str, str], base: Revision | None) -> Iterator[Choice]:
    title, story = str(typed.get("title", theirs.title)), str(typed.get("story", theirs.story)).replace("\r\n", "\n")
    pillar = str(typed.get("pillar", theirs.pillar))
    if base:
        titles, stories = merged(base.title, title, theirs.title), merged(base.story, story.strip(), theirs.story)
        if titles is not None and stories is not None and (titles, stories) != (title, story.strip()):
            yield Choice("both", "Gabungan keduanya", "Pakai gabungan", titles, stories, theirs.pillar)
    yield Choice("mine", "Tulisan di jendela ini", "Pakai tulisan saya", title, story, pillar)


def _sides(post: Post, versions: list[Version], typed: Mapping[str, str]) -> Iterator[Field]:
    for version in versions:
        name = f"v-{version.channel_id}-text"
        if name in typed and version.by_hand:
            label = f"Tulisan khusus {version.channel.platform_name}"
            yield Field(name, label, str(typed[name]).replace("\r\n", "\n").strip(), version.text)
    for row in media_of(post):
        name = f"alt-{row.asset_id}"
        if name in typed:
            mine = " ".join(str(typed[name]).split())
            yield Field(name, f"Teks alternatif “{row.asset.name}”", mine, row.asset.alt_text)


def _was(base: Revision | None, field: Field) -> str | None:
    """What that text was when this window began; None: not known."""
    kept = {f"v-{one['channel']}-text": str(one["text"]) for one in base.versions} if base else {}
    return kept.get(field.name)


def _untouched(base: Revision | None, versions: list[Version], typed: Mapping[str, str]) -> Iterator[str]:
    """Fields of channels on which this window changed nothing: there, what stands may stay."""
    if base is None:
        return
    before = {int(one["channel"]): one for one in base.versions}
    extras = extras_in(typed)
    for version in versions:
        was, prefix = before.get(version.channel_id), f"v-{version.channel_id}-"
        if was is None:
            continue
        text = str(typed.get(f"{prefix}text", was["text"])).replace("\r\n", "\n").strip()
        same_words = text == was["text"]
        extra, able = extras.get(version.channel_id), registry.capabilities(Platform(version.channel.platform))
        same_extra = extra is None or fitted(able, extra).as_json() == was["extra"]
        for name in typed:
            if name.startswith(prefix):
                words = name in {f"{prefix}text", f"{prefix}title"}
                if same_words if words else same_extra:
                    yield name
