"""The right to act on a channel: appointment, training and grant, each told in a sentence.

Every condition can be switched off by a government; what is missing is always named first, with who can put it right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


class ChannelAct(StrEnum):
    """What a person may want to do on a channel."""

    PUBLISH = "publish"
    RELEASE = "release"


NEEDED_LEVEL = {ChannelAct.PUBLISH: 1, ChannelAct.RELEASE: 1}
VERBS = {ChannelAct.PUBLISH: "mengajukan kiriman untuk", ChannelAct.RELEASE: "mengirim jawaban di"}


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the decision rests on, read beforehand. Dates are days in the government's zone; None: no such fact."""

    person: str
    channel: str
    appointment_number: str | None
    appointment_ends: date | None
    level: int
    granted: bool
    needs_appointment: bool = True
    needs_competency: bool = True
    needs_grant: bool = True
    connected: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """May they? `sentence` explains either answer; `remedy` says who can change a no."""

    allowed: bool
    sentence: str
    remedy: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def last_heard(polled_at: datetime | None, pushed_at: datetime | None) -> datetime | None:
    """The later of the last answer to our question and the last word of the platform's own; None when there was neither."""
    return max((at for at in (polled_at, pushed_at) if at is not None), default=None)


def judge(act: ChannelAct, facts: Facts) -> Verdict:
    """Decide from facts alone."""
    doing = f"{VERBS[act]} {facts.channel}"
    if facts.needs_appointment and facts.appointment_number is None:
        why = f"{facts.person} belum dapat {doing}: tidak ada SK yang berlaku hari ini."
        return Verdict(allowed=False, sentence=why, remedy="Admin sistem mencatat SK di halaman Orang.")
    if facts.needs_competency and facts.level < NEEDED_LEVEL[act]:
        why = f"{facts.person} belum dapat {doing}: pelatihan tingkat {NEEDED_LEVEL[act]} belum tercatat atau sudah habis."
        return Verdict(
            allowed=False, sentence=why, remedy="Admin sistem mencatat sertifikat pelatihan di halaman Orang."
        )
    if facts.needs_grant and not facts.granted:
        why = f"{facts.person} belum dapat {doing}: tidak memegang izin atas kanal ini."
        return Verdict(allowed=False, sentence=why, remedy="Admin koordinator memberi izin di halaman Akun.")
    return Verdict(allowed=True, sentence=f"{facts.person} boleh {doing}: {_grounds(facts)}.")


def _grounds(facts: Facts) -> str:
    grounds = []
    if facts.appointment_number and facts.appointment_ends:
        grounds.append(f"SK {facts.appointment_number} berlaku sampai {facts.appointment_ends:%d/%m/%Y}")
    if facts.level:
        grounds.append(f"pelatihan tingkat {facts.level} tercatat")
    if facts.granted:
        grounds.append("izin kanal masih berlaku")
    return ", ".join(grounds) or "pemda ini tidak mensyaratkan apa pun"


SHORTEST_MARGIN, LONGEST_MARGIN = timedelta(minutes=5), timedelta(days=10)


def renewal_at(at: datetime, expires_in: timedelta) -> datetime:
    """When keys that were given at `at` are renewed: with a fifth of their life left, between 5 minutes and 10 days."""
    margin: timedelta = max(SHORTEST_MARGIN, min(LONGEST_MARGIN, expires_in / 5))
    life: timedelta = max(expires_in - margin, timedelta(0))
    return at + life


FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(minutes=30)


def retry_renewal_at(at: datetime, failures: int) -> datetime:
    """When a renewal that failed `failures` times in a row is tried again: 1, 2, 4 … at most 30 minutes later."""
    return at + min(FIRST_RETRY * (1 << min(max(failures - 1, 0), 10)), LAST_RETRY)


FAR, NEAR, RECHECK = timedelta(hours=24), timedelta(hours=1), timedelta(minutes=10)


def check_needed(due: datetime, checked_at: datetime | None, at: datetime, *, troubled: bool) -> bool:
    """Tell whether an account is asked before a post that is due: once in its last day, again in its last hour.

    Where there was trouble it is asked every ten minutes, so that people see their repair at once.
    """
    if not at <= due <= at + FAR:
        return False
    if checked_at is None:
        return True
    window = NEAR if due - at <= NEAR else FAR
    return checked_at < due - window or (troubled and at - checked_at >= RECHECK)
