"""Whether a case is one, of which class, and whose: verified, archived for a stated reason, not ours, or for the inspectorate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_handler, people_of, sorters_of
from kentongan.inbox.classes import ArchiveReason, ReportClass
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.pausing import let_go
from kentongan.inbox.clocks.rules import COMPLETION, FOLLOW_UP, PART, VERIFY
from kentongan.inbox.models import Case, Disposition
from kentongan.inbox.services.asking import ANSWER_TASK, ask_sorters, path_of
from kentongan.inbox.services.way import DispositionRefusedError, conversations_of
from kentongan.inbox.states import ARCHIVED, CASE, INFORMED, NOT_OURS, OPEN, RETURNED, VERIFIED
from kentongan.inbox.waiting import refresh_waiting
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import agency_and_below
from kentongan.work.services import close_tasks, open_task, withdraw_notices

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency

register_action("inbox.case.verified", "{actor} memverifikasi kasus {code} sebagai {kind}")
register_action("inbox.case.archived", "{actor} mengarsipkan kasus {code}: {reason}")
register_action(
    "inbox.case.not_ours", "{actor} menyatakan kasus {code} bukan wewenang pemerintah ini, melainkan {outside}"
)
register_action("inbox.case.classified", "{actor} mengubah golongan kasus {code} menjadi {kind}")


@transaction.atomic
def verify(*, actor: Actor, case: Case) -> Case:
    """Confirm that a case is one; the clock of its class starts. NotAllowedError without the right."""
    case = _locked(actor, case)
    CASE.check(case.state, VERIFIED)
    case.state = VERIFIED
    case.save(update_fields=["state"])
    at = clock.now()
    keeping.keep(case, at, {VERIFY})
    keeping.start_completion(case, at, "Terverifikasi")
    data = {"code": case.code, "kind": case.get_report_class_display().lower()}
    record(actor=actor, action="inbox.case.verified", subject_type="case", subject_id=case.pk, data=data)
    return case


@transaction.atomic
def archive(*, actor: Actor, case: Case, reason: str) -> Case:
    """Put a case away for one of the reasons of the closed list; ValueError for any other."""
    case, why = _locked(actor, case), ArchiveReason(reason)
    _end(actor, case, ARCHIVED, why.label)
    case.archive_reason = why
    case.save(update_fields=["archive_reason"])
    conversations_of(case).update(state=ARCHIVED)
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk)
    refresh_waiting(case.government_id)
    data = {"code": case.code, "reason": why.label.lower()}
    record(actor=actor, action="inbox.case.archived", subject_type="case", subject_id=case.pk, data=data)
    return case


@transaction.atomic
def not_ours(*, actor: Actor, case: Case, outside: str) -> Case:
    """Say that a matter is another body's. The citizen is still to be told which: no door is the wrong one (ADU-11)."""
    case = _locked(actor, case)
    if not outside.strip():
        raise DispositionRefusedError("Tulis wewenang siapa ini, supaya warga dapat diberi tahu ke mana laporannya.")
    _end(actor, case, NOT_OURS, f"Bukan wewenang: {outside.strip()}")
    case.outside, case.agency = outside.strip()[:120], None
    case.save(update_fields=["outside", "agency"])
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk)
    open_task(
        actor=actor, kind=ANSWER_TASK, subject_type="case", subject_id=case.pk, title=f"“{case.title}”",
        detail=f"Beri tahu warga: ini wewenang {case.outside}", path=path_of(case), person_id=actor.person_id,
    )  # fmt: skip
    data = {"code": case.code, "outside": case.outside}
    record(actor=actor, action="inbox.case.not_ours", subject_type="case", subject_id=case.pk, data=data)
    return case


@transaction.atomic
def classify(*, actor: Actor, case: Case, report_class: str, reported: Agency | None = None) -> Case:
    """Give a case its class: clocks follow it. One for the inspectorate leaves everybody else's sight at once."""
    case, chosen = _locked(actor, case), ReportClass(report_class)
    if case.watched and chosen != ReportClass.OVERSIGHT and not actor.has(Role.INSPECTOR):
        raise DispositionRefusedError("Laporan berkadar pengawasan hanya dilepas oleh inspektorat.")
    if (
        chosen == ReportClass.OVERSIGHT
        and reported
        and reported.pk in agency_and_below(case.government_id, actor.agency_id)
    ):
        raise DispositionRefusedError("Anda bekerja di unit yang dilaporkan. Minta rekan dari unit lain memilahnya.")
    case.report_class, case.watched = chosen, chosen == ReportClass.OVERSIGHT
    case.reported_agency = reported if case.watched else None
    case.save(update_fields=["report_class", "watched", "reported_agency"])
    conversations_of(case).update(watched=case.watched)
    if keeping.running_of(case).filter(code__in=COMPLETION.values()).exists():
        keeping.start_completion(case, case.opened_at, f"Golongan diubah menjadi {chosen.label.lower()}")
    if case.watched:
        _withdraw(actor, case)
    data = {"code": case.code, "kind": chosen.label.lower()}
    record(actor=actor, action="inbox.case.classified", subject_type="case", subject_id=case.pk, data=data)
    return case


def _withdraw(actor: Actor, case: Case) -> None:
    """Take a case from units that are not the inspectorate: tasks and lines about it go too."""
    rows = Disposition.objects.filter(government_id=case.government_id, case=case, state__in=(OPEN, INFORMED))
    kept = set()
    for row in rows.select_related("to_agency"):
        if people_of(row.to_agency, watched=True).exists():
            kept.add(row.to_agency_id)
        elif row.state == OPEN:
            row.state, row.ended_at, row.ended_by_id = RETURNED, clock.now(), actor.person_id or None
            row.reason = "Ditarik: laporan ini untuk inspektorat"
            row.save(update_fields=["state", "ended_at", "ended_by", "reason"])
    for one in Disposition.objects.filter(government_id=case.government_id, case=case).exclude(to_agency__in=kept):
        keeping.end_part(case, one, "Ditarik: laporan ini untuk inspektorat")
    if case.agency_id in kept:
        return
    case.agency = None
    if CASE.allows(case.state, VERIFIED):
        case.state = VERIFIED
    case.save(update_fields=["agency", "state"])
    close_tasks(actor=actor, subject_type="case", subject_id=case.pk)
    withdraw_notices(government_id=case.government_id, path=path_of(case), keep=[one.pk for one in sorters_of(case)])
    ask_sorters(actor, case, f"Laporan {case.code} berkadar pengawasan: teruskan ke inspektorat")


def _end(actor: Actor, case: Case, state: str, note: str) -> None:
    CASE.check(case.state, state)
    at = clock.now()
    let_go(case)
    case.state, case.closed_at, case.closing_note = state, at, note
    case.save(update_fields=["state", "closed_at", "closing_note", "pause_kind"])
    keeping.keep(case, at, {VERIFY})
    keeping.drop(case, {FOLLOW_UP, PART, *COMPLETION.values()}, note)
    rows = Disposition.objects.filter(government_id=case.government_id, case=case, state=OPEN)
    rows.update(state=RETURNED, ended_at=at, ended_by_id=actor.person_id or None, reason=note)


def _locked(actor: Actor, case: Case) -> Case:
    found = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, found)
    return found
