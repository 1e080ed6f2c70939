"""One matter, many comments: joining them to a case, and merging cases. How that is taken back: `unmerging`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_handler, check_sorter
from kentongan.inbox.cases.models import Follower, Merge
from kentongan.inbox.clocks import keeping, unsorted
from kentongan.inbox.models import Answer, Case, Conversation, Disposition, Share
from kentongan.inbox.services.way import conversations_of
from kentongan.inbox.states import ENDED, INFORMED, MERGED, READY, WITH_AGENCY
from kentongan.inbox.waiting import refresh_waiting
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

register_action("inbox.case.joined", "{actor} menambahkan komentar {author} ke kasus {code}")
register_action("inbox.case.merged", "{actor} menggabungkan kasus {code} ke kasus {into}")


class MergeRefusedError(Exception):
    """These do not belong together, or no longer apart; the message is a sentence for people."""


@transaction.atomic
def join(*, actor: Actor, conversation: Conversation, case: Case) -> Case:
    """Let a conversation that waits to be sorted belong to a case that runs. NotAllowedError without the right to sort."""
    locked = Conversation.objects.select_for_update().get(government_id=actor.government_id, pk=conversation.pk)
    check_sorter(actor, locked)
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    if locked.case_id:
        raise MergeRefusedError("Komentar ini sudah menjadi bagian sebuah kasus.")
    if case.state in ENDED:
        raise MergeRefusedError(f"Kasus {case.code} sudah berakhir. Buka kembali dahulu, atau buat kasus baru.")
    _check_same_sight(locked.watched, case)
    locked.case, locked.state = case, case.conversation.state if case.conversation.state == READY else WITH_AGENCY
    locked.save(update_fields=["case", "state"])
    unsorted.settle(locked)
    refresh_waiting(case.government_id)
    data = {"author": locked.author_name, "code": case.code}
    record(actor=actor, action="inbox.case.joined", subject_type="case", subject_id=case.pk, data=data)
    return case


@transaction.atomic
def merge(*, actor: Actor, source: Case, target: Case, reason: str = "") -> Merge:
    """Put one case into another: its conversations and followers go along, and the earlier of two deadlines stands."""
    source, target = both_locked(actor, source.pk, target.pk)
    _check_together(source, target)
    moved, at = list(conversations_of(source).values_list("pk", flat=True)), clock.now()
    followers = _followers_along(source, target)
    row = Merge.objects.create(
        government_id=actor.government_id, source=source, target=target, conversations=moved, followers=followers,
        state_before=source.state, reason=reason.strip()[:300], merged_by_id=actor.person_id, merged_at=at,
    )  # fmt: skip
    conversations_of(source).update(case=target)
    _copy_to_holder(actor, source, target)
    _earlier_deadlines(source, target)
    keeping.drop(source, {one.code for one in keeping.running_of(source)}, why_dropped(target))
    source.state, source.merged_into, source.closed_at = MERGED, target, at
    source.save(update_fields=["state", "merged_into", "closed_at"])
    close_tasks(actor=actor, subject_type="case", subject_id=source.pk)
    data = {"code": source.code, "into": target.code}
    record(actor=actor, action="inbox.case.merged", subject_type="case", subject_id=target.pk, data=data)
    return row


def both_locked(actor: Actor, source_id: int, target_id: int) -> tuple[Case, Case]:
    """Two cases that this actor handles, held until the transaction ends. NotAllowedError."""
    if source_id == target_id:
        raise MergeRefusedError("Pilih kasus yang lain: sebuah kasus tidak dapat digabung dengan dirinya sendiri.")
    rows = Case.objects.select_for_update().filter(government_id=actor.government_id, pk__in=(source_id, target_id))
    found = {case.pk: case for case in rows.order_by("pk")}
    for case in found.values():
        check_handler(actor, case)
    return found[source_id], found[target_id]


def _check_together(source: Case, target: Case) -> None:
    for case in (source, target):
        if case.state in ENDED:
            raise MergeRefusedError(
                f"Kasus {case.code} sudah berakhir. Buka kembali dahulu kalau masih perlu digabung."
            )
    if source.pause_kind:
        raise MergeRefusedError(f"Tenggat kasus {source.code} sedang berhenti. Lanjutkan dahulu, lalu gabungkan.")
    if Answer.objects.filter(government_id=source.government_id, case=source).exclude(state="sent").exists():
        raise MergeRefusedError(
            f"Kasus {source.code} punya draf jawaban. Gabungkan ke arah sebaliknya, atau kirim jawabannya dahulu."
        )
    _check_same_sight(source.watched, target)


def _check_same_sight(watched: bool, case: Case) -> None:  # noqa: FBT001 - a column of the one compared with the other's
    if watched != case.watched:
        raise MergeRefusedError(
            "Laporan untuk inspektorat tidak digabung dengan kasus lain, supaya pelapornya terlindungi."
        )


def _followers_along(source: Case, target: Case) -> list[int]:
    there = set(
        Follower.objects.filter(government_id=target.government_id, case=target).values_list("person_id", flat=True)
    )
    rows = Follower.objects.filter(government_id=source.government_id, case=source)
    new = [key for key in rows.values_list("person_id", flat=True) if key not in there]
    Follower.objects.bulk_create(
        Follower(government_id=target.government_id, case=target, person_id=key, since=clock.now()) for key in new
    )
    return new


def _copy_to_holder(actor: Actor, source: Case, target: Case) -> None:
    """Whoever had the merged case goes on seeing what becomes of it."""
    rows = Disposition.objects.filter(government_id=target.government_id, case=target)
    if source.agency_id and not rows.filter(to_agency_id=source.agency_id).exists():
        at = clock.now()
        Disposition.objects.create(
            government_id=target.government_id, case=target, from_agency_id=actor.agency_id,
            from_person_id=actor.person_id, to_agency_id=source.agency_id, share=Share.COPY, state=INFORMED,
            instruction=f"Kasus {source.code} digabung ke sini", given_at=at, due_at=target.due_at or at,
        )  # fmt: skip


def _earlier_deadlines(source: Case, target: Case) -> None:
    theirs = {row.code: row for row in keeping.running_of(source).filter(disposition=None)}
    for row in keeping.running_of(target).filter(code__in=theirs, disposition=None):
        older = theirs[row.code]
        if older.due_at < row.due_at:
            row.starts_at = older.starts_at
            keeping.move(row, older.due_at, f"Kasus {source.code} yang lebih dahulu digabung")
    keeping.refresh(target)


def why_dropped(target: Case) -> str:
    """What a promise says that ended because its case went into another."""
    return f"Digabung ke kasus {target.code}"
