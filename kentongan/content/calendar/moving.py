"""Another moment for a post, chosen in the calendar: what stands in the way, what it costs, and the move itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import rights
from kentongan.content import states
from kentongan.content.selectors import may_write
from kentongan.content.services import NotEditableError, reschedule
from kentongan.content.services.guard import for_change
from kentongan.core import clock
from kentongan.core.days import day_name, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor

FARTHEST = timedelta(days=366)
AFTERWARDS = "kiriman kembali menjadi draf dan perlu diajukan lagi"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a post cannot go there: what happened, why, what to do."""

    title: str
    why: str
    todo: str

    @property
    def sentence(self) -> str:
        """All three in one breath."""
        return f"{self.title}. {self.why} {self.todo}"


class CannotMoveError(Exception):
    """The post stays where it is."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.sentence)


class NeedsConsentError(Exception):
    """The move undoes what others did; whoever moves has to say that they know. `sentence` tells what."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


GONE_OUT = Obstacle(
    "Kiriman ini tidak dapat dipindah lagi",
    "Kiriman sedang terbit atau sudah terbit.",
    "Buka kirimannya untuk melihat apa yang masih dapat dilakukan.",
)
REPEATED = Obstacle(
    "Kiriman berulang tidak dipindah di kalender",
    "Semua waktunya ditentukan oleh jadwalnya.",
    "Ubah jadwalnya di halaman Tulis.",
)
PASSED = Obstacle(
    "Waktu itu sudah lewat", "Kiriman hanya dapat terbit pada waktu yang akan datang.", "Pilih waktu yang lain."
)
TOO_FAR = Obstacle(
    "Waktu itu terlalu jauh",
    "Persetujuan berlaku paling lama 366 hari.",
    "Pilih waktu dalam 366 hari dari sekarang.",
)
COSTS = {
    states.IN_REVIEW: "Kiriman ini sedang menunggu persetujuan. Bila dipindah, permintaan itu batal: ",
    states.SCHEDULED: "Kiriman ini sudah disetujui, termasuk waktunya. Bila dipindah, persetujuan itu batal: ",
    states.NOT_OUT: "Kiriman ini tidak terbit. Bila dipindah, ",
    states.WITHDRAWN: "Kiriman ini ditarik. Bila dipindah, ",
}


def cost_of(post: Post) -> str:
    """What moving undoes, as a sentence to agree to; empty when it undoes nothing."""
    return f"{COSTS[post.state]}{AFTERWARDS}." if post.state in COSTS else ""


def held_fast(post: Post) -> Obstacle | None:
    """Why a post cannot be moved anywhere, None when it can."""
    if post.recurrence:
        return REPEATED
    return None if post.editable else GONE_OUT


def in_the_way(post: Post, moment: datetime) -> Obstacle | None:
    """Why a post cannot go out at `moment`, None when it can."""
    return in_time(moment) or _no_right(post, moment)


def closed_days(post: Post, moments: Sequence[datetime]) -> dict[date, Obstacle]:
    """Of some moments, in order, those at which the post cannot go out. Rights are asked for until the first day they hold."""
    found: dict[date, Obstacle] = {}
    holds = False
    for moment in reversed(moments):
        why = in_time(moment) or (None if holds else _no_right(post, moment))
        if why:
            found[moment.date()] = why
        else:
            holds = True
    return found


def in_time(moment: datetime) -> Obstacle | None:
    """Why nothing at all can go out at `moment`."""
    now = clock.now()
    if moment <= now:
        return PASSED
    return TOO_FAR if moment - now > FARTHEST else None


@transaction.atomic
def move(*, actor: Actor, post: Post, revision: int, to: datetime, sure: bool = False) -> Post:
    """Give the post another moment. StaleError, NotAllowedError, CannotMoveError; NeedsConsentError unless `sure`."""
    try:
        post = for_change(actor, post, revision)
    except NotEditableError:
        raise CannotMoveError(GONE_OUT) from None
    if post.publish_at == to and not post.recurrence:
        return post
    if why := held_fast(post) or in_the_way(post, to):
        raise CannotMoveError(why)
    if (cost := cost_of(post)) and not sure:
        raise NeedsConsentError(cost)
    try:
        return reschedule(actor=actor, post=post, revision=post.revision, publish_at=to)
    except NotEditableError:
        raise CannotMoveError(GONE_OUT) from None


def may_move(actor: Actor, post: Post) -> bool:
    """Tell whether this person could move this post at all."""
    return may_write(actor) and held_fast(post) is None


def said(moment: datetime) -> str:
    """A moment as the calendar says it: "Kamis, 3 Desember 2026 pukul 10.00"."""
    return f"{day_name(moment)}, {written(moment)} pukul {moment:%H.%M}"


def _no_right(post: Post, moment: datetime) -> Obstacle | None:
    """A right that whoever answers for the post has today and will have lost by then."""
    person_id = post.submitted_by_id or post.author_id
    channels = [version.channel for version in post.versions]
    if not channels:
        return None
    then = rights(post.government_id, person_id, channels, ChannelAct.PUBLISH, moment)
    if all(then):
        return None
    today = rights(post.government_id, person_id, channels, ChannelAct.PUBLISH)
    lost = [str(channel) for channel, now, later in zip(channels, today, then, strict=True) if now and not later]
    if not lost:
        return None
    return Obstacle(
        "Pada hari itu haknya sudah berakhir",
        f"SK, pelatihan, atau izin akun dari penulisnya untuk {lost[0]} tidak lagi berlaku pada {written(moment)}.",
        "Pilih hari yang lebih awal, atau minta Admin sistem memperpanjangnya.",
    )
