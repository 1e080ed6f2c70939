"""Answering, confirming and archiving an analysis; days to be careful on. Whoever calls has checked the right on the thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.compliance.impact.knowing import CLASSES, PERIODS, known
from kentongan.compliance.impact.models import ImpactArchive, ImpactDraft, ImpactSetting, SensitivePeriod
from kentongan.compliance.impact.rules import FORMULA, LEVELS, clean
from kentongan.compliance.impact.selectors import standing
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kentongan.compliance.impact.knowing import Facts
    from kentongan.compliance.impact.selectors import Standing, Subject
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
SITTING = timedelta(minutes=15)
HOW = ImpactArchive.How

register_thing("compliance.impact_setting", "Pengaturan analisis dampak", "/aturan/dampak/pengaturan/")
register_action("compliance.impact.answered", "{actor} mengisi analisis dampak")
register_action("compliance.impact.confirmed", "{actor} mengonfirmasi analisis dampak: {level}, {points} dari 100")
register_action(
    "compliance.impact.archived", "Analisis dampak diarsipkan bersama pengajuan: {level}, {points} dari 100"
)
register_action("compliance.impact.setting", "{actor} mengatur analisis dampak: boleh dilewati untuk {classes}")
register_action("compliance.impact.period", "{actor} mencatat {kind}: {name}, {starts} sampai {ends}")
register_action("compliance.impact.period_removed", "{actor} menghapus {kind}: {name}")


class UnfinishedError(Exception):
    """Something still has to be answered. `missing` names all of it."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__("; ".join(missing))


class PeriodError(Exception):
    """A period that cannot be; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days to be careful on, as somebody notes it."""

    kind: str
    name: str
    starts: date
    ends: date


@transaction.atomic
def keep_answers(*, actor: Actor, subject: Subject, facts: Facts, answers: Mapping[str, Any]) -> ImpactDraft:
    """Keep what is answered so far, as far as the facts do not say it already. Other answers need confirming again."""
    told, now = known(facts), clock.now()
    said = {name: value for name, value in clean(answers).items() if name not in told or told[name].value != value}
    draft, new = ImpactDraft.objects.select_for_update().get_or_create(
        government_id=subject.government_id,
        subject_type=subject.subject_type,
        subject_id=str(subject.subject_id),
        defaults={"answers": said, "changed_by_id": actor.person_id, "changed_at": now},
    )
    if not new and draft.answers == said:
        return draft
    opens = new or draft.changed_by_id != actor.person_id or now - draft.changed_at > SITTING
    if not new:
        draft.confirmed_hash, draft.confirmed_by, draft.confirmed_at = "", None, None
    draft.answers, draft.changed_by_id, draft.changed_at = said, actor.person_id, now
    draft.save()
    if opens:
        _told(actor, "compliance.impact.answered", subject)
    return draft


@transaction.atomic
def confirm(*, actor: Actor, subject: Subject, facts: Facts, answers: Mapping[str, Any]) -> Standing:
    """Stand by the answers for exactly this content. UnfinishedError with what is missing; the answers are kept all the same."""
    draft = keep_answers(actor=actor, subject=subject, facts=facts, answers=answers)
    now = standing(subject, facts)
    if not now.missing:
        draft.confirmed_hash, draft.confirmed_by_id = subject.content_hash, actor.person_id
        draft.confirmed_at = clock.now()
        draft.save(update_fields=["confirmed_hash", "confirmed_by", "confirmed_at"])
        _told(actor, "compliance.impact.confirmed", subject, **_result(now))
    return standing(subject, facts)


@transaction.atomic
def archive(*, actor: Actor, subject: Subject, facts: Facts) -> ImpactArchive:
    """Keep the analysis with a request for approval, for ever. UnfinishedError when it must be confirmed first."""
    now = standing(subject, facts)
    if now.stops:
        raise UnfinishedError(now.missing)
    how = HOW.BEFORE if now.confirmed else HOW.WITH if now.harmless else HOW.WITHOUT
    draft = now.draft if now.confirmed else None
    kept = ImpactArchive.objects.create(
        government_id=subject.government_id,
        subject_type=subject.subject_type,
        subject_id=str(subject.subject_id),
        content_hash=subject.content_hash,
        content_class=facts.content_class,
        answers=dict(now.answers),
        told=now.told,
        points=now.scored.points,
        level=now.scored.level,
        formula=FORMULA,
        how=how,
        confirmed_by_id=draft.confirmed_by_id if draft else (actor.person_id or None) if how == HOW.WITH else None,
        confirmed_at=draft.confirmed_at if draft else clock.now() if how == HOW.WITH else None,
        archived_at=clock.now(),
    )
    _told(actor, "compliance.impact.archived", subject, **_result(now))
    return kept


@transaction.atomic
def set_optional(*, actor: Actor, classes: Collection[str]) -> ImpactSetting:
    """Say for which classes of content the analysis may be left out."""
    require_role(actor, *KEEPERS, to="mengatur analisis dampak")
    chosen = [code for code in CLASSES if code in classes]
    kept = ImpactSetting.objects.update_or_create(
        government_id=actor.government_id,
        defaults={"optional_for": chosen, "changed_by_id": actor.person_id, "changed_at": clock.now()},
    )[0]
    names = ", ".join(CLASSES[code].lower() for code in chosen) or "tidak ada"
    _set(actor, "compliance.impact.setting", kept.pk, classes=names)
    return kept


@transaction.atomic
def note_period(*, actor: Actor, days: Days) -> SensitivePeriod:
    """Note days to be careful on. PeriodError when they end before they begin."""
    require_role(actor, *KEEPERS, to="mencatat hari yang peka")
    if days.ends < days.starts:
        raise PeriodError("Hari terakhirnya sebelum hari pertamanya. Periksa kedua tanggalnya.")
    kept = SensitivePeriod.objects.create(
        government_id=actor.government_id,
        kind=days.kind,
        name=days.name,
        starts=days.starts,
        ends=days.ends,
        recorded_by_id=actor.person_id,
        recorded_at=clock.now(),
    )
    _set(actor, "compliance.impact.period", kept.pk, **_of_period(kept))
    return kept


@transaction.atomic
def remove_period(*, actor: Actor, period: SensitivePeriod) -> None:
    """Forget it: it was noted by mistake."""
    require_role(actor, *KEEPERS, to="menghapus hari yang peka")
    _set(actor, "compliance.impact.period_removed", period.pk, **_of_period(period))
    period.delete()


def _of_period(period: SensitivePeriod) -> dict[str, str]:
    kind = PERIODS[period.kind].lower()
    return {"kind": kind, "name": period.name, "starts": str(period.starts), "ends": str(period.ends)}


def _result(now: Standing) -> dict[str, object]:
    return {"level": LEVELS[now.scored.level].lower(), "points": now.scored.points}


def _told(actor: Actor, action: str, subject: Subject, **data: object) -> None:
    record(actor=actor, action=action, subject_type=subject.subject_type, subject_id=subject.subject_id, data=data)


def _set(actor: Actor, action: str, key: int, **data: object) -> None:
    record(actor=actor, action=action, subject_type="compliance.impact_setting", subject_id=key, data=data)
