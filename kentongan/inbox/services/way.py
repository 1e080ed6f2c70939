"""The steps every disposition is made of. Parts of the transaction of the act they belong to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.core import clock
from kentongan.inbox.access import check_handler, may_take_part, people_of
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.rules import FOLLOW_UP
from kentongan.inbox.models import Case, Conversation, Disposition, Share
from kentongan.inbox.states import CASE, DISPOSITION, ENDED, INFORMED, OPEN, WITH_AGENCY
from kentongan.inbox.waiting import refresh_waiting
from kentongan.organizations.selectors import agency_and_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency


LONGEST = timedelta(days=366)


class DispositionRefusedError(Exception):
    """The case cannot take this way; the message is a sentence for people."""


def current(case: Case) -> Disposition | None:
    """The disposition that waits, or None while nobody has the case."""
    waiting = Disposition.objects.filter(government_id=case.government_id, case=case, state=OPEN, share=Share.LEAD)
    return waiting.select_related("to_agency", "from_agency", "from_person", "parent__to_agency").first()


def conversations_of(case: Case) -> QuerySet[Conversation]:
    """Every conversation the case holds."""
    return Conversation.objects.filter(government_id=case.government_id, case=case)


def end(actor: Actor, disposition: Disposition, state: str, reason: str = "") -> None:
    """End a disposition, with who and when."""
    DISPOSITION.check(disposition.state, state)
    disposition.state, disposition.reason = state, reason
    disposition.ended_at, disposition.ended_by_id = clock.now(), actor.person_id or None
    disposition.touched_at = disposition.touched_at or disposition.ended_at
    disposition.save(update_fields=["state", "reason", "ended_at", "ended_by", "touched_at"])


def wait_again(disposition: Disposition) -> None:
    """What was passed on, or seemed settled, is waited for again."""
    DISPOSITION.check(disposition.state, OPEN)
    disposition.state, disposition.ended_at, disposition.ended_by = OPEN, None, None
    disposition.save(update_fields=["state", "ended_at", "ended_by"])


def place(case: Case, agency: Agency | None, state: str) -> None:
    """Say who has a case now."""
    if case.state != state:
        CASE.check(case.state, state)
    case.agency, case.state = agency, state
    case.save(update_fields=["agency", "state"])
    conversations_of(case).update(state=WITH_AGENCY)
    refresh_waiting(case.government_id)


def sheet(
    actor: Actor,
    case: Case,
    parent: Disposition | None,
    to_agency: Agency,
    *,
    instruction: str,
    due_at: datetime | None,
    share: str = Share.LEAD,
) -> Disposition:
    """Write one disposition down."""
    at = clock.now()
    return Disposition.objects.create(
        government_id=actor.government_id,
        case=case,
        parent=parent,
        from_agency_id=actor.agency_id,
        from_person_id=actor.person_id,
        to_agency=to_agency,
        share=share,
        state=INFORMED if share == Share.COPY else OPEN,
        instruction=instruction.strip(),
        given_at=at,
        due_at=due_at or keeping.due_after(case, FOLLOW_UP, at),
    )


def check_way(
    case: Case, held: Disposition | None, agencies: Sequence[Agency], dues: Iterable[datetime | None]
) -> None:
    """DispositionRefusedError when what is `held` cannot go to these agencies, or not until then."""
    at = clock.now()
    said = [one for one in dues if one is not None]
    if any(one <= at for one in said):
        raise DispositionRefusedError("Tenggat itu sudah lewat. Pilih hari yang masih akan datang.")
    if any(one > at + LONGEST for one in said):
        raise DispositionRefusedError("Tenggat itu lebih dari setahun lagi. Periksa tahunnya.")
    if held and held.to_agency_id in {one.pk for one in agencies}:
        what = "Kasus" if held.share == Share.LEAD else "Bagian"
        raise DispositionRefusedError(f"{what} ini sudah ada di {held.to_agency.short_name}.")
    if len({one.pk for one in agencies}) < len(agencies):
        raise DispositionRefusedError("Satu unit disebut dua kali. Pilih tiap unit sekali saja.")
    for agency in agencies:
        _check_watched(case, agency)


def _check_watched(case: Case, agency: Agency) -> None:
    if not case.watched:
        return
    if not people_of(agency, watched=True).exists():
        raise DispositionRefusedError("Laporan ini hanya diteruskan ke inspektorat, supaya pelapornya terlindungi.")
    reported = case.reported_agency_id
    if reported and reported in agency_and_above(case.government_id, agency.pk):
        raise DispositionRefusedError(
            f"{agency.short_name} termasuk yang dilaporkan; laporan ini tidak diteruskan ke sana."
        )


def check_waits(case: Case, disposition: Disposition) -> None:
    """DispositionRefusedError when nobody waits for this any more."""
    if disposition.state != OPEN or case.state in ENDED:
        raise DispositionRefusedError(
            "Disposisi ini sudah tidak menunggu lagi; muat ulang halaman untuk melihat keadaannya."
        )


def check_part(actor: Actor, case: Case, disposition: Disposition) -> None:
    """NotAllowedError unless the actor works for the unit a disposition went to, or handles the case."""
    if disposition.share == Share.LEAD or not may_take_part(actor, case, disposition):
        check_handler(actor, case)
