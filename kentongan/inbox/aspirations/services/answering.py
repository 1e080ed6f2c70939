"""What the owner answers, and what the public is told: "Anda usul, kami tindak lanjuti"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.compliance.selectors import findings_in
from kentongan.core import clock
from kentongan.inbox.aspirations.access import check_answerer, check_publisher
from kentongan.inbox.aspirations.models import Backing, PassedOn, Proposal
from kentongan.inbox.aspirations.rules import names_in
from kentongan.inbox.aspirations.services.gathering import THING, ProposalRefusedError, covered, locked, tell
from kentongan.inbox.aspirations.states import ANSWERED, PROPOSAL, PUBLISHED, RESPONSES
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

PUBLISH_TASK = "inbox.proposal_publish"
register_task_kind(PUBLISH_TASK, group="Jawab", verb="Umumkan tanggapan", order=25)
register_action("inbox.proposal.answered", "{actor} menanggapi usul “{title}”: {response}")
register_action("inbox.proposal.published", "{actor} mengumumkan tanggapan atas usul “{title}”")
register_action("inbox.proposal.withdrawn", "{actor} menarik pengumuman usul “{title}”: {reason}")
SHORTEST = 10


@transaction.atomic
def answer(*, actor: Actor, proposal: Proposal, response: str, words: str) -> Proposal:
    """Keep what the owner says. What was announced before is taken back until somebody announces the new words."""
    held = locked(actor, proposal)
    check_answerer(actor, held)
    if response not in RESPONSES:
        raise ProposalRefusedError(
            "Pilih dahulu tanggapannya: diterima, dipertimbangkan, belum dapat, atau sudah dilakukan."
        )
    said = covered(actor, words)
    if len(said) < SHORTEST:
        raise ProposalRefusedError("Tulis alasannya dalam satu kalimat: warga membaca mengapa, bukan hanya apa.")
    PROPOSAL.check(held.state, ANSWERED)
    at = clock.now()
    held.state, held.response, held.response_words = ANSWERED, response, said
    held.responded_by_id, held.responded_at = actor.person_id, at
    held.published_by, held.published_at = None, None
    _keep(held)
    open_ones = PassedOn.objects.filter(government_id=actor.government_id, proposal=held, answered_at=None)
    open_ones.update(answered_at=at)
    close_tasks(actor=actor, subject_type=THING, subject_id=held.pk)
    _ask_to_publish(actor, held)
    tell(actor, "inbox.proposal.answered", held, response=RESPONSES[response].lower())
    return held


@transaction.atomic
def publish(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Tell the public. Refused while the words show anyone's data or name somebody whose comment stands behind it."""
    held = locked(actor, proposal)
    check_publisher(actor, held)
    text = f"{held.title}\n{held.gist}\n{held.response_words}"
    if found := next((one for one in findings_in(actor.government_id, text) if one.covers), None):
        raise ProposalRefusedError(f"Belum dapat diumumkan: {found.title}. Hapus dahulu bagian itu.")
    names = Backing.objects.filter(government_id=actor.government_id, proposal=held)
    if named := names_in(text, names.values_list("conversation__author_name", flat=True)):
        raise ProposalRefusedError(f"Belum dapat diumumkan: nama warga ({named}) disebut. Hapus dahulu namanya.")
    PROPOSAL.check(held.state, PUBLISHED)
    held.state, held.published_by_id, held.published_at = PUBLISHED, actor.person_id, clock.now()
    _keep(held)
    close_tasks(actor=actor, subject_type=THING, subject_id=held.pk)
    people = {held.begun_by_id, held.responded_by_id or held.begun_by_id}
    sentence = f"Tanggapan atas usul “{held.title}” sudah diumumkan"
    notify(actor=actor, person_ids=people, kind=Notice.Kind.NEWS, sentence=sentence, path=f"/usulan/{held.pk}/")
    tell(actor, "inbox.proposal.published", held)
    return held


@transaction.atomic
def withdraw(*, actor: Actor, proposal: Proposal, reason: str) -> Proposal:
    """Take it from the public page; the trail keeps why."""
    held = locked(actor, proposal)
    check_publisher(actor, held)
    if not reason.strip():
        raise ProposalRefusedError("Alasannya belum ditulis. Tulis satu kalimat, lalu coba lagi.")
    PROPOSAL.check(held.state, ANSWERED)
    held.state, held.published_by, held.published_at = ANSWERED, None, None
    _keep(held)
    tell(actor, "inbox.proposal.withdrawn", held, reason=reason.strip()[:300])
    return held


def _keep(proposal: Proposal) -> None:
    proposal.revision += 1
    proposal.changed_at = clock.now()
    proposal.save()


def _ask_to_publish(actor: Actor, proposal: Proposal) -> None:
    path = f"/usulan/{proposal.pk}/"
    open_task(
        actor=actor,
        kind=PUBLISH_TASK,
        subject_type=THING,
        subject_id=proposal.pk,
        title=f"Umumkan tanggapan: {proposal.title}",
        detail=f"{RESPONSES[proposal.response]}, ditulis {actor.name}",
        path=path,
        role=Role.COORDINATOR,
    )
    people = holders_of(actor.government_id, Role.COORDINATOR).values_list("pk", flat=True)
    sentence = f"{proposal.owner.short_name} menanggapi usul “{proposal.title}”"
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=path)
