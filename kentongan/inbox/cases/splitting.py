"""A conversation that turns out to be another matter gets a case of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_handler
from kentongan.inbox.answering.closing import part_from
from kentongan.inbox.cases.merging import MergeRefusedError
from kentongan.inbox.cases.models import Merge
from kentongan.inbox.clocks import keeping
from kentongan.inbox.models import Answer, Case, Conversation
from kentongan.inbox.services.asking import ask_sorters
from kentongan.inbox.services.sorting import write_down
from kentongan.inbox.states import MERGED, RELEASED, VERIFIED, WITH_AGENCY

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

register_action("inbox.case.split", "{actor} memisahkan komentar {author} dari kasus {code} menjadi kasus {new}")


@transaction.atomic
def split(*, actor: Actor, case: Case, conversation: Conversation) -> Case:
    """Give one conversation of a case a case of its own, verified and not yet passed on. The first one stays where it is."""
    case = Case.objects.select_for_update().get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, case)
    found = Conversation.objects.filter(government_id=actor.government_id, pk=conversation.pk, case=case).first()
    if found is None:
        raise MergeRefusedError("Komentar itu sudah tidak di kasus ini; muat ulang halaman untuk melihat keadaannya.")
    if found.pk == case.conversation_id:
        raise MergeRefusedError("Komentar pertama tetap di kasusnya. Pisahkan komentar yang lain.")
    if Answer.objects.filter(government_id=case.government_id, case=case, state=RELEASED).exists():
        raise MergeRefusedError("Jawaban kasus ini sedang dikirim. Tunggu sebentar, lalu pisahkan.")
    new = _own_again(actor, found) or write_down(actor, found, kind=case.kind, watched=case.watched)
    new.reported_agency_id = case.reported_agency_id
    new.save(update_fields=["reported_agency"])
    Conversation.objects.filter(government_id=case.government_id, pk=found.pk).update(case=new, state=WITH_AGENCY)
    part_from(actor, case, found, new.code)
    ask_sorters(actor, new, f"Kasus {new.code} dipisahkan dari kasus {case.code}: teruskan ke dinas")
    data = {"author": found.author_name, "code": case.code, "new": new.code}
    record(actor=actor, action="inbox.case.split", subject_type="case", subject_id=new.pk, data=data)
    return new


def _own_again(actor: Actor, conversation: Conversation) -> Case | None:
    """The case the conversation had before it was merged: it stands again rather than a second one for the same words."""
    rows = Case.objects.select_for_update().filter(government_id=actor.government_id, state=MERGED)
    case = rows.filter(conversation=conversation).first()
    if case is None:
        return None
    case.state, case.merged_into, case.closed_at, case.agency = VERIFIED, None, None, None
    case.save(update_fields=["state", "merged_into", "closed_at", "agency"])
    Merge.objects.filter(government_id=actor.government_id, source=case, undone_at=None).update(
        undone_at=clock.now(), undone_by_id=actor.person_id or None
    )
    keeping.start_completion(case, clock.now(), "Dipisahkan lagi")
    return case
