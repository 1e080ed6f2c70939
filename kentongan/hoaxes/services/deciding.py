"""The verdict: proposed by whoever checked, decided by a second person, taken back where it was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.compliance.selectors import findings_in
from kentongan.core import clock
from kentongan.hoaxes.access import DECIDERS, check_decider
from kentongan.hoaxes.models import Claim, Evidence
from kentongan.hoaxes.rules import lacking, names_someone
from kentongan.hoaxes.services.checking import change_claim
from kentongan.hoaxes.services.guard import THING, ClaimRefusedError, Told, keep, locked_claim, move, tell
from kentongan.hoaxes.states import CHECKING, CLOSED, PROPOSED, PUBLISHED, RETRACTED, VERDICTS
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

TASK = "hoaxes.decide"
LONGEST = 600
register_task_kind(TASK, group="Setujui", verb="Putuskan", order=15)
register_action("hoaxes.proposed", "{actor} mengusulkan putusan “{title}”: {verdict}")
register_action("hoaxes.published", "{actor} mengumumkan putusan “{title}”: {verdict}")
register_action("hoaxes.moved", "{actor} mengubah keadaan “{title}” menjadi {state}: {reason}")


@transaction.atomic
def propose(*, actor: Actor, claim: Claim, revision: int, told: Told) -> Claim:
    """Hand the verdict to a second person. The words are kept even where something is missing."""
    locked = change_claim(actor=actor, claim=claim, revision=revision, told=told)
    count = Evidence.objects.filter(government_id=actor.government_id, claim=locked).count()
    missing = lacking(locked.title, locked.said, locked.verdict, locked.explanation, count)
    if missing:
        raise ClaimRefusedError(f"Putusan belum dapat diusulkan. Masih kurang: {', '.join(missing)}.")
    move(locked, PROPOSED)
    locked.checked_by_id, locked.checked_at, locked.reason = actor.person_id, clock.now(), ""
    keep(locked)
    _ask(actor, locked)
    tell(actor, "hoaxes.proposed", locked, verdict=VERDICTS[locked.verdict])
    return locked


@transaction.atomic
def publish(*, actor: Actor, claim: Claim, revision: int) -> Claim:
    """Tell the public. Refused while the words name a citizen or show anyone's data."""
    require_role(actor, *DECIDERS, to="mengumumkan putusan")
    locked = locked_claim(actor, claim, revision)
    check_decider(actor, locked)
    _check_public(locked)
    move(locked, PUBLISHED)
    locked.decided_by_id, locked.published_at = actor.person_id, clock.now()
    keep(locked)
    _settle(actor, locked, f"{actor.name} mengumumkan putusan “{locked.title}”")
    tell(actor, "hoaxes.published", locked, verdict=VERDICTS[locked.verdict])
    return locked


@transaction.atomic
def send_back(*, actor: Actor, claim: Claim, revision: int, reason: str) -> Claim:
    """Ask for a better check."""
    return _end(actor, claim, revision, CHECKING, reason)


@transaction.atomic
def close(*, actor: Actor, claim: Claim, revision: int, reason: str) -> Claim:
    """End it without telling the public: no claim, or not worth spreading further."""
    return _end(actor, claim, revision, CLOSED, reason)


@transaction.atomic
def retract(*, actor: Actor, claim: Claim, revision: int, reason: str) -> Claim:
    """Take a published verdict from the public list; the trail keeps it."""
    return _end(actor, claim, revision, RETRACTED, reason)


def _end(actor: Actor, claim: Claim, revision: int, state: str, reason: str) -> Claim:
    require_role(actor, *DECIDERS, to="memutuskan kabar")
    if not reason.strip():
        raise ClaimRefusedError("Alasannya belum ditulis. Tulis satu kalimat, lalu coba lagi.")
    locked = locked_claim(actor, claim, revision)
    move(locked, state)
    locked.reason = reason.strip()[:LONGEST]
    keep(locked)
    label = locked.get_state_display().lower()
    _settle(actor, locked, f"“{locked.title}” sekarang {label}: {locked.reason}")
    tell(actor, "hoaxes.moved", locked, state=label, reason=locked.reason)
    return locked


def _check_public(claim: Claim) -> None:
    text = f"{claim.title}\n{claim.said}\n{claim.explanation}"
    if found := findings_in(claim.government_id, text):
        raise ClaimRefusedError(f"Belum dapat diumumkan: {found[0].title}. Kembalikan agar bagian itu dihapus.")
    teller = claim.conversation.author_name if claim.conversation else ""
    if teller and names_someone(text, [teller]):
        raise ClaimRefusedError("Belum dapat diumumkan: nama warga disebut di dalamnya. Kembalikan agar dihapus.")


def _ask(actor: Actor, claim: Claim) -> None:
    path, title = f"/hoaks/{claim.pk}/", f"Putusan: {claim.title}"
    facts: dict[str, Any] = {"kind": TASK, "subject_type": THING, "subject_id": claim.pk, "title": title, "path": path}
    open_task(actor=actor, role=Role.COORDINATOR, detail=f"Diusulkan {actor.name}", **facts)
    people = holders_of(actor.government_id, Role.COORDINATOR, Role.PPID).values_list("pk", flat=True)
    sentence = f"{actor.name} mengusulkan putusan atas “{claim.title}”"
    notify(actor=actor, person_ids=people, kind=Notice.Kind.ACTION, sentence=sentence, path=path)


def _settle(actor: Actor, claim: Claim, sentence: str) -> None:
    close_tasks(actor=actor, subject_type=THING, subject_id=claim.pk, kinds=[TASK])
    people = {claim.recorded_by_id, claim.checked_by_id or claim.recorded_by_id}
    notify(actor=actor, person_ids=people, kind=Notice.Kind.NEWS, sentence=sentence, path=f"/hoaks/{claim.pk}/")
