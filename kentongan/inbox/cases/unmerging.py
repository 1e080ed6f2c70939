"""Taking a merge back while nothing was answered: the case stands as it stood, with the parts that units owe in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.cases.merging import MergeRefusedError, both_locked, why_dropped
from kentongan.inbox.cases.models import Follower, Merge
from kentongan.inbox.clocks import keeping
from kentongan.inbox.clocks.reading import calendar_of, ladder_of
from kentongan.inbox.clocks.rules import next_moment
from kentongan.inbox.models import Answer, Case, Conversation, Deadline
from kentongan.inbox.services import parts
from kentongan.inbox.services.asking import ask, ask_sorters
from kentongan.inbox.services.way import current
from kentongan.inbox.states import CASE, DRAFT, ENDED, SUBMITTED

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

register_action("inbox.case.merge_undone", "{actor} membatalkan penggabungan kasus {code} ke kasus {into}")


@transaction.atomic
def undo(*, actor: Actor, merge: Merge) -> Case:
    """Take a merge back while nothing was answered; MergeRefusedError afterwards."""
    row = Merge.objects.select_for_update().get(government_id=actor.government_id, pk=merge.pk)
    source, target = both_locked(actor, row.source_id, row.target_id)
    if row.undone_at is not None or source.merged_into_id != target.pk:
        raise MergeRefusedError("Penggabungan ini sudah dibatalkan.")
    if answered_since(row):
        raise MergeRefusedError("Warga sudah dijawab sesudah digabung. Pisahkan komentarnya satu per satu kalau perlu.")
    if target.state in ENDED:
        raise MergeRefusedError(f"Kasus {target.code} sudah berakhir. Buka kembali dahulu.")
    _stand_again(row, source, target)
    row.undone_at, row.undone_by_id = clock.now(), actor.person_id or None
    row.save(update_fields=["undone_at", "undone_by"])
    _ask_again(actor, row, source)
    data = {"code": source.code, "into": target.code}
    record(actor=actor, action="inbox.case.merge_undone", subject_type="case", subject_id=source.pk, data=data)
    return source


def answered_since(row: Merge) -> bool:
    """Whether an answer went out, or is on its way, after two cases became one."""
    answers = Answer.objects.filter(government_id=row.government_id, case_id=row.target_id)
    return answers.exclude(state__in=(DRAFT, SUBMITTED)).filter(released_at__gte=row.merged_at).exists()


def _stand_again(row: Merge, source: Case, target: Case) -> None:
    CASE.check(source.state, row.state_before)
    talks = Conversation.objects.filter(government_id=source.government_id, case=target, pk__in=row.conversations)
    talks.update(case=source)
    Follower.objects.filter(government_id=source.government_id, case=target, person_id__in=row.followers).delete()
    source.state, source.merged_into, source.closed_at = row.state_before, None, None
    source.save(update_fields=["state", "merged_into", "closed_at"])
    _deadlines_run_again(row, source, why_dropped(target))


def _deadlines_run_again(row: Merge, case: Case, why: str) -> None:
    """Those of the case and of its parts that this merge ended; what an earlier one ended, or people did, stays."""
    calendar, ladder = calendar_of(case.government_id), ladder_of(case.government_id)
    rows = Deadline.objects.filter(government_id=case.government_id, case=case, met_at__gte=row.merged_at)
    for one in rows.filter(dropped_why=why):
        one.met_at, one.dropped_why = None, ""
        one.next_step_at = next_moment(calendar, one.due_at, one.code, one.step, ladder)
        one.save(update_fields=["met_at", "dropped_why", "next_step_at"])
    keeping.refresh(case)


def _ask_again(actor: Actor, row: Merge, source: Case) -> None:
    """Whoever had the case is asked anew, and each unit for the part it still owes."""
    waiting, sentence = current(source), f"Kasus {source.code} berdiri sendiri lagi"
    if waiting:
        ask(actor, source, waiting, sentence)
    else:
        ask_sorters(actor, source, sentence)
    parts.ask_again(actor, source, row.merged_at, f"{sentence}: bagian unit Anda masih ditunggu")
