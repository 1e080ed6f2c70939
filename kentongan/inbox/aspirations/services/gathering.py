"""Beginning a proposal and gathering the comments behind it, then giving it to whoever owns the programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.rules import mask
from kentongan.compliance.selectors import findings_in
from kentongan.core import clock
from kentongan.inbox.aspirations.access import check_gatherer
from kentongan.inbox.aspirations.models import Backing, PassedOn, Proposal
from kentongan.inbox.aspirations.selectors import proposals_for
from kentongan.inbox.aspirations.states import HANDED, PROPOSAL
from kentongan.inbox.selectors import conversations_for
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import deadline_for, holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Collection

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.models import Agency
    from kentongan.planning.models import Programme

THING, TASK, REMIND = "inbox.proposal", "inbox.proposal", "inbox.proposal_handover"
ANSWER_DAYS = 14
ASKED_ROLES = (Role.LIAISON, Role.ADMIN)
register_thing(THING, "Usul warga", "/usulan/{id}/")
register_task_kind(TASK, group="Jawab", verb="Tanggapi usul", order=25)
register_task_kind(REMIND, group="Jawab", verb="Serahkan usul", order=30)
register_action("inbox.proposal.begun", "{actor} mengumpulkan usul warga “{title}” untuk {owner}")
register_action("inbox.proposal.changed", "{actor} mengubah usul warga “{title}”")
register_action("inbox.proposal.gathered", "{actor} memasukkan {count} komentar ke usul “{title}”")
register_action("inbox.proposal.let_go", "{actor} mengeluarkan satu komentar dari usul “{title}”")
register_action("inbox.proposal.handed", "{actor} menyerahkan usul “{title}” ({count} komentar) ke {owner}")


class ProposalRefusedError(Exception):
    """Something must be put right first; the message says what happened, why, and what to do."""


class StaleProposalError(Exception):
    """Somebody else changed the proposal since the page was opened."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A proposal in our words, about a programme or a policy, and whose it is."""

    title: str
    owner: Agency
    programme: Programme | None = None
    policy: str = ""
    gist: str = ""


@transaction.atomic
def begin(*, actor: Actor, wish: Wish, conversation_ids: Collection[int] = ()) -> Proposal:
    """Begin a proposal, with comments if some are known already."""
    check_gatherer(actor)
    now = clock.now()
    proposal = Proposal(
        government_id=actor.government_id, begun_by_id=actor.person_id, begun_at=now, changed_at=now, revision=0
    )
    _write(actor, proposal, wish)
    tell(actor, "inbox.proposal.begun", proposal, owner=wish.owner.short_name)
    if conversation_ids:
        gather(actor=actor, proposal=proposal, conversation_ids=conversation_ids)
    return proposal


@transaction.atomic
def change(*, actor: Actor, proposal: Proposal, wish: Wish, revision: int) -> Proposal:
    """Keep other words or another owner. StaleProposalError; ProposalRefusedError once its owner has it."""
    check_gatherer(actor)
    held = locked(actor, proposal)
    if held.revision != revision:
        raise StaleProposalError
    if held.state == HANDED and held.owner_id != wish.owner.pk:
        raise ProposalRefusedError(f"{held.owner.short_name} sedang menanggapi usul ini. Tunggu tanggapannya dahulu.")
    if held.published_at:
        raise ProposalRefusedError("Usul ini sudah diumumkan. Tarik pengumumannya dahulu, baru ubah kata-katanya.")
    _write(actor, held, wish)
    tell(actor, "inbox.proposal.changed", held)
    return held


@transaction.atomic
def gather(*, actor: Actor, proposal: Proposal, conversation_ids: Collection[int]) -> int:
    """Put comments behind a proposal; to do so is to have read them. Those elsewhere already stay there. How many came new."""
    check_gatherer(actor)
    held = locked(actor, proposal)
    wanted = conversations_for(actor).filter(pk__in=list(conversation_ids), watched=False)
    taken = Backing.objects.filter(government_id=actor.government_id).values("conversation")
    found = list(wanted.exclude(pk__in=taken))
    if not found:
        raise ProposalRefusedError(
            "Belum ada komentar yang masuk: yang dipilih sudah berada di sebuah usul. Pilih yang lain."
        )
    now = clock.now()
    Backing.objects.bulk_create(
        (
            Backing(
                government_id=actor.government_id,
                proposal=held,
                conversation=one,
                added_by_id=actor.person_id,
                added_at=now,
            )
            for one in found
        ),
        ignore_conflicts=True,
    )
    _touch(held)
    tell(actor, "inbox.proposal.gathered", held, count=len(found))
    return len(found)


@transaction.atomic
def let_go(*, actor: Actor, proposal: Proposal, backing_id: int) -> None:
    """Take a comment out again, while its owner has not got it."""
    check_gatherer(actor)
    held = locked(actor, proposal)
    row = Backing.objects.filter(government_id=actor.government_id, proposal=held, pk=backing_id).first()
    if row is None:
        raise ProposalRefusedError("Komentar itu sudah tidak ada di usul ini.")
    if row.passed_on_id:
        raise ProposalRefusedError("Komentar ini sudah diserahkan ke dinas, jadi tetap tercatat di sini.")
    row.delete()
    _touch(held)
    tell(actor, "inbox.proposal.let_go", held)


@transaction.atomic
def hand_over(*, actor: Actor, proposal: Proposal) -> PassedOn:
    """Give what has come together to the owner, and ask for an answer. ProposalRefusedError when nothing is new."""
    check_gatherer(actor)
    held = locked(actor, proposal)
    fresh = Backing.objects.filter(government_id=actor.government_id, proposal=held, passed_on=None)
    count = fresh.filter(conversation__watched=False).count()
    if not count:
        raise ProposalRefusedError(
            "Belum ada komentar baru sejak penyerahan terakhir. Kumpulkan dahulu, baru serahkan."
        )
    if not held.gist.strip():
        raise ProposalRefusedError("Belum ada ringkasan usulnya. Tulis dahulu dengan kata-kata kita, baru serahkan.")
    if held.state != HANDED:
        PROPOSAL.check(held.state, HANDED)
    at = clock.now()
    due = deadline_for(actor, at, ANSWER_DAYS)
    passed = PassedOn.objects.create(
        government_id=actor.government_id,
        proposal=held,
        to_agency=held.owner,
        by_id=actor.person_id,
        at=at,
        due_at=due,
    )
    fresh.update(passed_on=passed)
    held.state = HANDED
    _touch(held)
    _settle_reminder(actor)
    _ask(actor, held, passed, count)
    tell(actor, "inbox.proposal.handed", held, count=count, owner=held.owner.short_name)
    return passed


def hand_over_all(*, actor: Actor, owner: Agency) -> int:
    """The periodic hand-over: every proposal of an owner that has something new. How many went."""
    went = 0
    for proposal in proposals_for(actor).filter(owner=owner).exclude(gist=""):
        try:
            hand_over(actor=actor, proposal=proposal)
        except ProposalRefusedError:
            continue
        went += 1
    return went


def locked(actor: Actor, proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("owner", "programme", "responded_by")
    return rows.get(government_id=actor.government_id, pk=proposal.pk)


def tell(actor: Actor, action: str, proposal: Proposal, **data: object) -> None:
    facts = {"title": proposal.title} | data
    record(actor=actor, action=action, subject_type=THING, subject_id=proposal.pk, data=facts)


def covered(actor: Actor, text: str) -> str:
    plain = text.replace("\r\n", "\n").strip()
    return mask(plain, findings_in(actor.government_id, plain))


def _write(actor: Actor, proposal: Proposal, wish: Wish) -> None:
    if wish.programme is None and not wish.policy.strip():
        raise ProposalRefusedError("Pilih programnya, atau tulis nama kebijakan yang diusulkan warga.")
    proposal.title, proposal.gist = covered(actor, wish.title), covered(actor, wish.gist)
    proposal.programme, proposal.owner = wish.programme, wish.owner
    proposal.policy = "" if wish.programme else wish.policy.strip()
    _touch(proposal)


def _touch(proposal: Proposal) -> None:
    proposal.revision += 1
    proposal.changed_at = clock.now()
    proposal.save()


def _settle_reminder(actor: Actor) -> None:
    if not Backing.objects.filter(government_id=actor.government_id, passed_on=None).exists():
        month = clock.now().astimezone(actor.zone)
        close_tasks(actor=actor, subject_type=THING, subject_id=f"{month:%Y-%m}", kinds=[REMIND])


def _ask(actor: Actor, proposal: Proposal, passed: PassedOn, count: int) -> None:
    path = f"/usulan/{proposal.pk}/"
    close_tasks(actor=actor, subject_type=THING, subject_id=proposal.pk)
    for role in ASKED_ROLES:
        open_task(
            actor=actor,
            kind=TASK,
            subject_type=THING,
            subject_id=proposal.pk,
            title=f"Usul warga: {proposal.title}",
            detail=f"{count} komentar baru tentang {proposal.about}",
            path=path,
            role=role,
            agency_id=proposal.owner_id,
            due_at=passed.due_at,
        )
    people = holders_of(actor.government_id, *ASKED_ROLES, agency_ids=frozenset({proposal.owner_id}))
    sentence = f"{actor.name} menyerahkan usul warga “{proposal.title}” untuk ditanggapi"
    keys = people.values_list("pk", flat=True)
    notify(actor=actor, person_ids=keys, kind=Notice.Kind.ACTION, sentence=sentence, path=path)
