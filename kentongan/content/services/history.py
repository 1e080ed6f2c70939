"""What a post said after each save, and bringing an earlier wording back. No part of what is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.content.models import Revision
from kentongan.content.selectors import versions_of
from kentongan.content.side_models import TAB

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kentongan.content.models import Post, Version

BEGUN = "mulai menulis"
KEPT = 10
"""Saves of the sitting under way that are kept one by one: what another window may have begun from."""


def keep_revision(post: Post, what: str, *, opens: bool, tab: str = "", nth: int = 0) -> None:
    """Note the post's words as they stand after a save. Part of the transaction of that save."""
    revision_of(post, what, versions_of(post), opens=opens, tab=tab, nth=nth).save()
    if not opens and post.revision % KEPT == 0:
        _forget_steps(post)


def revision_of(
    post: Post, what: str, versions: Iterable[Version], *, opens: bool, tab: str = "", nth: int = 0
) -> Revision:
    """A post's words as they stand, not stored yet."""
    return Revision(
        government_id=post.government_id,
        post=post,
        number=post.revision,
        person_id=post.changed_by_id,
        at=post.changed_at,
        what=what[:80],
        opens=opens,
        tab=tab[:TAB],
        nth=nth,
        title=post.title,
        story=post.story,
        versions=[_kept(version) for version in versions],
    )


def _kept(version: Version) -> dict[str, object]:
    return {
        "channel": version.channel_id,
        "text": version.text,
        "title": version.title,
        "by_hand": version.by_hand,
        "extra": version.extra,
    }


def _forget_steps(post: Post) -> None:
    """A save every second is no history: of the sitting under way, keep its beginning and the latest."""
    rows = Revision.objects.filter(government_id=post.government_id, post=post)
    began = rows.filter(opens=True).order_by("-number").values_list("number", flat=True).first() or 0
    rows.filter(number__gt=began, number__lt=post.revision - KEPT, opens=False).delete()


def overtaken(post: Post, tab: str, nth: int) -> bool:
    """Tell whether a later save of the same window is kept already: one that was sent first may arrive last."""
    rows = Revision.objects.filter(government_id=post.government_id, post=post, tab=tab, nth__gt=nth)
    return bool(tab and nth) and rows.exists()


def typed_in(post: Post, revision: int, person_id: int, tab: str) -> bool:
    """Tell whether every save since `revision` was made by this person in this window, so that its writer knows them all."""
    rows = Revision.objects.filter(government_id=post.government_id, post=post, number__gt=revision)
    since = list(rows.values_list("person_id", "tab"))
    return len(since) == post.revision - revision and set(since) == {(person_id, tab)}
