"""Reading what was said about passages of a post."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kentongan.content.models import Remark, RemarkAnswer
from kentongan.content.selectors import versions_of
from kentongan.core.wording import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kentongan.content.models import Post

MOST_SITTINGS, MOST_TAGS = 100, 500


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of a post with the open remarks on it."""

    channel_id: int | None
    label: str
    text: str
    parts: tuple[tuple[str, int], ...]  #: (words, the remark's number on the page, 0: none)


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with what was answered."""

    remark: Remark
    label: str
    place: int | None
    answers: Sequence[RemarkAnswer]
    number: int


def open_remarks(post: Post) -> int:
    """How many remarks wait for the writers."""
    return Remark.objects.filter(government_id=post.government_id, post=post, resolved_at=None).count()


def remark_of(post: Post, remark_id: int) -> Remark | None:
    """One remark of a post."""
    return Remark.objects.filter(government_id=post.government_id, post=post, pk=remark_id).first()


def text_of(post: Post, channel_id: int | None) -> str | None:
    """The text of the story, or of a channel's version."""
    if channel_id is None:
        return post.story
    version = versions_of(post).filter(channel_id=channel_id).first()
    return version.text if version else None


def texts_of(post: Post) -> list[tuple[int | None, str, str]]:
    """The texts of a post on which something can be said: the story, and versions that say something else."""
    own = [one for one in versions_of(post) if one.by_hand]
    return [
        (None, "Tulisan utama", post.story),
        *((one.channel_id, f"Tulisan khusus {one.channel.platform_name}", one.text) for one in own),
    ]


def threads_of(post: Post) -> list[Thread]:
    """Every remark on a post: open ones first, each where it stands now."""
    rows = Remark.objects.filter(government_id=post.government_id, post=post)
    remarks = list(rows.select_related("by", "resolved_by", "channel").order_by("resolved_at", "at"))
    remarks.sort(key=lambda one: one.resolved_at is not None)
    replies = RemarkAnswer.objects.filter(government_id=post.government_id, remark__in=remarks)
    answers = {
        key: list(rows)
        for key, rows in groupby(replies.select_related("by").order_by("remark", "at"), lambda row: row.remark_id)
    }
    texts = {channel_id: (label, text) for channel_id, label, text in texts_of(post)}
    return [
        _thread(
            one,
            number,
            texts.get(one.channel_id, ("Kanal yang kini mengikuti tulisan utama", "")),
            answers.get(one.pk, []),
        )
        for number, one in enumerate(remarks, 1)
    ]


def _thread(remark: Remark, number: int, text: tuple[str, str], answers: Sequence[RemarkAnswer]) -> Thread:
    return Thread(remark, text[0], place_of(text[1], remark.quote, remark.before, remark.after), answers, number)


def marked(post: Post, threads: Iterable[Thread]) -> list[Marked]:
    """The texts of a post; passages that open remarks are about are told apart."""
    known = [one for one in threads if one.place is not None and one.remark.resolved_at is None]
    return [
        Marked(
            channel_id, label, text, tuple(_parts(text, [one for one in known if one.remark.channel_id == channel_id]))
        )
        for channel_id, label, text in texts_of(post)
    ]


def _parts(text: str, threads: Sequence[Thread]) -> Iterator[tuple[str, int]]:
    at = 0
    for one in sorted(threads, key=lambda thread: thread.place or 0):
        place = one.place or 0
        if place < at:
            continue  # inside a passage that is marked already
        yield text[at:place], 0
        at = place + len(one.remark.quote)
        yield text[place:at], one.number
    yield text[at:], 0
