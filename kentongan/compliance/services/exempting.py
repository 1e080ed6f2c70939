"""Exceptions: a named officer, who did not write it, lets a passage stand, for these words and this version of the rule only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.models import Exemption
from kentongan.compliance.registry import case_for, case_of
from kentongan.compliance.selectors import check, exemptions_of
from kentongan.compliance.states import EXEMPTION, GRANTED, REFUSED, VOID, WAITING
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from kentongan.compliance.registry import Case
    from kentongan.compliance.rules import Finding
    from kentongan.organizations.actor import Actor

SUBJECT = "compliance.exemption"
TASK = "compliance.exempt"
register_task_kind(TASK, group="Setujui", verb="Jawab pengecualian", order=15)
register_thing(SUBJECT, "Pengecualian", "/aturan/pengecualian/{id}/")
register_action("compliance.exemption.asked", "{actor} meminta pengecualian dari “{rule}” kepada {officer}: {reason}")
register_action("compliance.exemption.granted", "{actor} mengizinkan pengecualian dari “{rule}”: {reason}")
register_action("compliance.exemption.refused", "{actor} menolak pengecualian dari “{rule}”: {reason}")


class ExemptionRefusedError(Exception):
    """It cannot be asked, or not be answered any more; the message is a sentence for people."""


def officers_for(actor: Actor, case: Case) -> list[Person]:
    """PPID of the government and approvers of the thing's agency and those above it, who did not write it."""
    line = frozenset(_line(actor.government_id, case.agency_id))
    found = {
        person.pk: person
        for people in (
            holders_of(actor.government_id, Role.PPID),
            holders_of(actor.government_id, Role.APPROVER, agency_ids=line),
        )
        for person in people
    }
    return [person for key, person in found.items() if key not in {*case.writers, actor.person_id}]


@transaction.atomic
def ask_exemption(
    *, actor: Actor, subject_type: str, subject_id: str, rule_id: str, officer_id: int, reason: str
) -> Exemption:
    """Ask one officer about one finding. ExemptionRefusedError where the rule, or the officer, does not allow it."""
    case = case_for(actor, subject_type, subject_id)
    if case is None:
        raise ExemptionRefusedError("Tulisan ini tidak ada, atau bukan urusan Anda.")
    finding = _finding(actor, case, subject_type, subject_id, rule_id)
    officer = next((person for person in officers_for(actor, case) if person.pk == officer_id), None)
    if officer is None:
        raise ExemptionRefusedError("Pilih PPID atau pejabat penyetuju yang tidak ikut menulis.")
    _void_earlier(actor, subject_type, subject_id, rule_id)
    asked = Exemption.objects.create(
        government_id=actor.government_id,
        rule_id=rule_id,
        rule_version=finding.rule.version,
        rule_title=finding.rule.title,
        subject_type=subject_type,
        subject_id=str(subject_id),
        subject_title=case.title[:240],
        path=case.path,
        content_hash=case.draft.hash,
        found=finding.found[:400],
        reason=reason.strip(),
        asked_by_id=actor.person_id,
        asked_at=clock.now(),
        officer=officer,
    )
    _ask(actor, asked)
    return asked


@transaction.atomic
def decide_exemption(*, actor: Actor, exemption: Exemption, grant: bool, decision: str) -> Exemption:
    """Answer a request. Only the officer asked may, while they hold the office and the words still stand."""
    locked = (
        Exemption.objects.select_for_update(of=("self",))
        .select_related("officer", "asked_by")
        .get(government_id=actor.government_id, pk=exemption.pk)
    )
    if locked.state != WAITING:
        raise ExemptionRefusedError(f"Permintaan ini sudah selesai: {locked.get_state_display().lower()}.")
    case = case_of(actor.government_id, locked.subject_type, locked.subject_id)
    _check_officer(actor, locked, case)
    if case is None or case.draft.hash != locked.content_hash:
        _close(actor, locked, VOID, "Tulisannya sudah berubah.")
        return locked
    _close(actor, locked, GRANTED if grant else REFUSED, decision.strip())
    action = "compliance.exemption.granted" if grant else "compliance.exemption.refused"
    _told(actor, action, locked, decision.strip())
    said = "mengizinkan" if grant else "menolak"
    sentence = f"{actor.name} {said} pengecualian untuk “{locked.subject_title}”: {locked.decision}"
    notify(actor=actor, person_ids=[locked.asked_by_id], kind=Notice.Kind.ACTION, sentence=sentence, path=locked.path)
    return locked


def _finding(actor: Actor, case: Case, subject_type: str, subject_id: str, rule_id: str) -> Finding:
    found = check(actor.government_id, case.draft, about=(subject_type, subject_id))
    ours = [finding for finding in found if finding.rule.id == rule_id and finding.blocks]
    if not ours:
        raise ExemptionRefusedError("Aturan ini tidak menghentikan tulisan ini, jadi tidak perlu dikecualikan.")
    if not ours[0].rule.overridable:
        raise ExemptionRefusedError(
            f"“{ours[0].rule.title}” tidak dapat dikecualikan oleh siapa pun. Hapus atau tutupi."
        )
    return ours[0]


def _check_officer(actor: Actor, exemption: Exemption, case: Case | None) -> None:
    if actor.person_id != exemption.officer_id:
        raise NotAllowedError("Yang menjawab hanya pejabat yang diminta.", exemption.officer.polite_name)
    if not actor.has(Role.PPID, Role.APPROVER) or (case is not None and actor.person_id in case.writers):
        raise NotAllowedError("Untuk menjawab diperlukan peran PPID atau Pejabat penyetuju, dan tidak ikut menulis.")


def _void_earlier(actor: Actor, subject_type: str, subject_id: str, rule_id: str) -> None:
    """One waiting request a rule: a new one takes the place of an old one."""
    for old in exemptions_of(actor.government_id, subject_type, subject_id).filter(state=WAITING, rule_id=rule_id):
        _close(actor, old, VOID, "Diganti permintaan baru.")


def _close(actor: Actor, exemption: Exemption, state: str, decision: str) -> None:
    EXEMPTION.check(exemption.state, state)
    exemption.state, exemption.decided_at, exemption.decision = state, clock.now(), decision
    exemption.save(update_fields=["state", "decided_at", "decision"])
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=exemption.pk)


def _ask(actor: Actor, asked: Exemption) -> None:
    path = f"/aturan/pengecualian/{asked.pk}/"
    open_task(
        actor=actor,
        kind=TASK,
        subject_type=SUBJECT,
        subject_id=asked.pk,
        title=f"Pengecualian untuk “{asked.subject_title}”",
        detail=f"{asked.rule_title} · diminta {actor.name}",
        path=path,
        person_id=asked.officer_id,
    )
    sentence = f"{actor.name} meminta pengecualian dari “{asked.rule_title}”"
    notify(actor=actor, person_ids=[asked.officer_id], kind=Notice.Kind.ACTION, sentence=sentence, path=path)
    _told(actor, "compliance.exemption.asked", asked, asked.reason)


def _told(actor: Actor, action: str, exemption: Exemption, reason: str) -> None:
    data = {
        "rule": exemption.rule_title,
        "rule_id": exemption.rule_id,
        "rule_version": exemption.rule_version,
        "content_hash": exemption.content_hash,
        "officer": exemption.officer.polite_name,
        "reason": reason,
    }
    record(actor=actor, action=action, subject_type=SUBJECT, subject_id=exemption.pk, data=data)


def _line(government_id: int, agency_id: int) -> list[int]:
    """The agency and those above it."""
    found: list[int] = []
    at: int | None = agency_id
    while at and at not in found:
        found.append(at)
        at = Agency.objects.filter(government_id=government_id, pk=at).values_list("parent_id", flat=True).first()
    return found
