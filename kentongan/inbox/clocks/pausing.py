"""Stopping a case's clocks for a reason, and letting them go on with the time added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_handler
from kentongan.inbox.clocks.keeping import move, refresh, running_of
from kentongan.inbox.clocks.models import CasePause
from kentongan.inbox.clocks.reading import calendar_of
from kentongan.inbox.clocks.rules import prolonged
from kentongan.inbox.models import Case
from kentongan.inbox.states import CASE, ENDED, POSTPONED
from kentongan.inbox.wording import in_trail

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.organizations.actor import Actor

register_action("inbox.case.paused", "{actor} menghentikan tenggat kasus {code} ({kind}): {reason}")
register_action("inbox.case.resumed", "Tenggat kasus {code} berjalan lagi, ditambah waktu berhentinya")


class PauseRefusedError(Exception):
    """The clocks cannot be stopped so; the message is a sentence for people."""


@transaction.atomic
def pause(*, actor: Actor, case: Case, kind: str, reason: str, until: datetime | None = None) -> CasePause:
    """Stop the clocks: the citizen is asked for more, or the case is put off until a day. NotAllowedError without the right."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, case)
    at = clock.now()
    _check(case, kind, reason, until)
    standing = CasePause.objects.create(
        government_id=case.government_id, case=case, kind=kind, reason=reason.strip(), state_before=case.state,
        started_at=at, until=until, started_by_id=actor.person_id or None,
    )  # fmt: skip
    if kind == CasePause.Kind.POSTPONED:
        CASE.check(case.state, POSTPONED)
        case.state = POSTPONED
    case.pause_kind = kind
    case.save(update_fields=["state", "pause_kind"])
    running_of(case).filter(pausable=True).update(next_step_at=None)
    data = {"code": case.code, "kind": CasePause.Kind(kind).label.lower(), "reason": in_trail(case, reason.strip())}
    record(actor=actor, action="inbox.case.paused", subject_type="case", subject_id=case.pk, data=data)
    return standing


@transaction.atomic
def resume(*, actor: Actor, case: Case) -> Case:
    """Let the clocks go on; each deadline moves by the time its clock stood. Nothing happens to a case that is not paused."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    standing = CasePause.objects.filter(government_id=case.government_id, case=case, ended_at=None).first()
    if standing is None:
        return case
    at = clock.now()
    standing.ended_at, standing.ended_by_id = at, actor.person_id or None
    standing.save(update_fields=["ended_at", "ended_by"])
    if case.state == POSTPONED:
        case.state = standing.state_before
    case.pause_kind = ""
    case.save(update_fields=["state", "pause_kind"])
    calendar = calendar_of(case.government_id)
    for row in running_of(case).filter(pausable=True):
        stood = (max(standing.started_at, row.starts_at), at)
        move(
            row,
            prolonged(calendar, row.due_at, row.unit, stood),
            f"{standing.get_kind_display()}: waktunya ditambahkan",
        )
    refresh(case)
    data = {"code": case.code}
    record(actor=actor, action="inbox.case.resumed", subject_type="case", subject_id=case.pk, data=data)
    return case


def let_go(case: Case) -> None:
    """End a pause with the case itself: nothing is waited for any more. Part of the caller's transaction."""
    rows = CasePause.objects.filter(government_id=case.government_id, case=case, ended_at=None)
    rows.update(ended_at=clock.now())
    case.pause_kind = ""


def _check(case: Case, kind: str, reason: str, until: datetime | None) -> None:
    if case.state in ENDED:
        raise PauseRefusedError("Kasus ini sudah berakhir; tidak ada tenggat yang berjalan.")
    if case.pause_kind:
        raise PauseRefusedError("Tenggat kasus ini sudah berhenti. Lanjutkan dahulu kalau alasannya berubah.")
    if not reason.strip():
        raise PauseRefusedError("Tulis alasannya, supaya warga dan rekan tahu mengapa kasus ini menunggu.")
    if kind == CasePause.Kind.POSTPONED and (until is None or until <= clock.now()):
        raise PauseRefusedError("Pilih tanggal sesudah hari ini: pada hari itu kasus ini kembali kepada Anda.")
