"""Reading what a post said before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kentongan.content.models import Revision
from kentongan.content.selectors import versions_of
from kentongan.core.wording import compared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.content.models import Post
    from kentongan.core.wording import Piece

MOST_SITTINGS, MOST_TAGS = 100, 500


def sittings_of(post: Post) -> list[Revision]:
    """The last save of each sitting, newest first; what was done by a button is a line of its own."""
    rows = Revision.objects.filter(government_id=post.government_id, post=post).select_related("person")
    saves = list(rows.defer("story", "versions").order_by("number"))
    ends = (one for one, next_ in pairwise(saves) if next_.opens or (one.opens and one.what != next_.what))
    kept = [*ends, *saves[-1:]]
    return kept[::-1][:MOST_SITTINGS]


def revision_of(post: Post, number: int) -> Revision | None:
    """One save of a post."""
    rows = Revision.objects.filter(government_id=post.government_id, post=post, number=number)
    return rows.select_related("person").first()


@dataclass(frozen=True, slots=True)
class Difference:
    """One text of a post, compared with how it was."""

    label: str
    pieces: tuple[Piece, ...]


def differences(post: Post, before: Revision | None, after: Revision) -> list[Difference]:
    """What a sitting changed, text by text; those that stayed are left out."""
    names = {version.channel_id: version.channel.platform_name for version in versions_of(post)}
    old, new = dict(_texts(before, names)), dict(_texts(after, names))
    found = ((label, old.get(label, ""), new.get(label, "")) for label in dict.fromkeys([*new, *old]))
    return [Difference(label, tuple(compared(was, now))) for label, was, now in found if was != now]


def _texts(revision: Revision | None, names: dict[int, str]) -> Iterator[tuple[str, str]]:
    if revision is None:
        return
    yield "Judul", revision.title
    yield "Tulisan utama", revision.story
    for one in revision.versions:
        name = names.get(one["channel"], "kanal yang sudah dilepas")
        if one["by_hand"]:
            yield f"Tulisan khusus {name}", one["text"]
        for number, part in enumerate(one["extra"].get("parts", ()), 1):
            yield f"Lanjutan {number} di {name}", part
        if comment := one["extra"].get("first_comment"):
            yield f"Komentar pertama di {name}", comment
    yield "Kanal", ", ".join(sorted(names.get(one["channel"], "kanal yang sudah dilepas") for one in revision.versions))
