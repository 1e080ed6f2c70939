"""What the desk and the approver see of a repeated post: its next times, its words on each, what keeps it from being approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Platform
from kentongan.content import recurrence
from kentongan.content.series import RUNNING, last_of, schedule_of
from kentongan.core import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.content.extras import Words
    from kentongan.content.models import Post
    from kentongan.content.series import Schedule

REFUSES_THE_SAME = frozenset({Platform.X.value, Platform.FACEBOOK.value})
"""They answer a repeated text with "duplicate" (403 and 506)."""
NOT_REPEATED = "Hanya kiriman yang diulang mengisinya dengan tanggal dan hari terbit. Tulis tanggalnya sendiri."


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next times of a post. Of one that goes out once there are none, and its words stay as they are."""

    schedule: Schedule | None
    times: Sequence[datetime]
    widest: Callable[[str], str]
    latest: datetime | None = None

    def said(self, words: Words) -> Words:
        """The words as the public reads them next, or has read them last."""
        shown = self.times[0] if self.times else self.latest
        return self.schedule.words(words, shown) if self.schedule and shown else words


@dataclass(frozen=True, slots=True)
class Spoken:
    """The same words on some channels."""

    channels: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Time:
    """One of the next times. `spoken`: what is said then, once for channels that say the same."""

    at: datetime
    spoken: tuple[Spoken, ...]


def ahead_of(post: Post) -> Ahead:
    """Read the next times of a post."""
    schedule = schedule_of(post)
    if schedule is None:
        return Ahead(None, (), lambda text: text)
    widest = recurrence.widest(schedule.days())
    if post.state not in RUNNING:
        return Ahead(schedule, (), widest, last_of(post))
    return Ahead(schedule, schedule.coming(clock.now()), widest)


def times_of(ahead: Ahead, said: Sequence[tuple[str, Words]]) -> list[Time]:
    """The next times with the words filled in. `said`: channel → words, as they stand on the desk."""
    return [Time(at, _spoken(ahead.schedule, at, said)) for at in ahead.times if ahead.schedule]


def _spoken(schedule: Schedule, at: datetime, said: Sequence[tuple[str, Words]]) -> tuple[Spoken, ...]:
    found: list[Spoken] = []
    for name, plain in said:
        words = schedule.words(plain, at)
        same = next((one for one in found if one.words == words), None)
        if same:
            found[found.index(same)] = Spoken((*same.channels, name), words)
        else:
            found.append(Spoken((name,), words))
    return tuple(found)


def series_checks(ahead: Ahead, said: Sequence[tuple[str, str, Words]]) -> Iterator[tuple[str, str, bool, str]]:
    """What to look at: title, why, whether it stops, where it is put right. `said`: platform, its channel's key, words."""
    if ahead.schedule is None:
        if any(_varies(words) for _, _, words in said):
            yield "{tanggal} dan {hari} tidak diisi di kiriman ini", NOT_REPEATED, False, "story"
        return
    gaps = list(recurrence.gaps(ahead.schedule.rule, ahead.schedule.day(clock.now())))
    for gap in gaps:
        yield gap.title, gap.why, True, "repeat"
    if not gaps and not ahead.times:
        yield "Tidak ada waktu terbit yang tersisa", "Pilih hari terakhir yang lebih jauh.", True, "repeat"
    for platform, key, words in said:
        if platform in REFUSES_THE_SAME and not _varies(words):
            yield from _same(platform, key)


def _same(platform: str, key: str) -> Iterator[tuple[str, str, bool, str]]:
    name = "X" if platform == Platform.X.value else "Facebook"
    why = "Tulis {tanggal} atau {hari} di dalamnya: keduanya diisi dengan tanggal dan hari terbit, jadi tiap kali berbeda."
    yield f"{name} dapat menolak tulisan yang sama persis", why, False, f"v-{key}"


def _varies(words: Words) -> bool:
    return recurrence.varies(words.text, words.title, *words.more.sayings())
