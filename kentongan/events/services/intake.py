"""Taking an agenda's file in: read first, shown, taken in only as a whole and only when asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.events import ical, sheet, workbook
from kentongan.events.models import Event, Intake
from kentongan.events.reading import FileRefusedError
from kentongan.events.services.agenda import require_keeper
from kentongan.events.services.duties import ask_officer
from kentongan.media.services import plain_name

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kentongan.events.reading import Reading
    from kentongan.organizations.actor import Actor

ZIP = b"PK\x03\x04"
KEPT_PROBLEMS = 500


class NotTakenInError(Exception):
    """The file has rows that cannot be taken in, or was taken in before."""


@transaction.atomic
def read_file(*, actor: Actor, agency_id: int, upload: UploadedFile[Any]) -> Intake:
    """Read an iCal or XLSX file without changing the agenda. FileRefusedError when it cannot be read as a whole."""
    require_keeper(actor, agency_id)
    is_sheet = upload.read(len(ZIP)) == ZIP
    upload.seek(0)
    reading = (
        _read_sheet(actor, upload) if is_sheet else ical.read(upload.read(ical.BYTES + 1), clock.now(), actor.zone)
    )
    intake = Intake.objects.create(
        government_id=actor.government_id,
        agency_id=agency_id,
        made_by_id=actor.person_id,
        made_at=clock.now(),
        name=plain_name(upload.name or "", "agenda")[:120],
        source=Event.Source.XLSX if is_sheet else Event.Source.ICAL,
        rows=[row.as_json() for row in reading.rows],
        problems=[list(problem) for problem in reading.problems[:KEPT_PROBLEMS]],
        remarks=reading.remarks,
    )
    _told(actor, "events.file_read", intake, problems=len(reading.problems))
    return intake


def _read_sheet(actor: Actor, upload: UploadedFile[Any]) -> Reading:
    if upload.file is None or (upload.size or 0) > workbook.BYTES:
        raise FileRefusedError(workbook.TOO_LARGE)
    return sheet.read(upload.file, clock.now(), actor.zone)


def blocked(intake: Intake) -> bool:
    """Tell whether a file may not be taken in: a table with a bad row, nothing to take, or taken in before."""
    return bool(intake.taken_at or not intake.rows or (intake.source == Event.Source.XLSX and intake.problems))


@transaction.atomic
def take_in(*, actor: Actor, intake: Intake) -> tuple[int, int]:
    """Put all entries of a file into the agenda; return how many are new, and how many were there and are up to date now."""
    require_keeper(actor, intake.agency_id)
    intake = Intake.objects.select_for_update().get(government_id=actor.government_id, pk=intake.pk)
    if blocked(intake):
        raise NotTakenInError
    made = [_put(actor, intake, row) for row in intake.rows]
    intake.taken_at = clock.now()
    intake.save(update_fields=["taken_at"])
    _told(actor, "events.taken_in", intake)
    return sum(made), len(made) - sum(made)


def _put(actor: Actor, intake: Intake, row: dict[str, Any]) -> bool:
    """Note one entry, or bring the event it became before up to date; tell whether it is new."""
    key = {"government_id": intake.government_id, "agency_id": intake.agency_id, "source_key": row["key"]}
    words = {name: row[name] for name in ("title", "place", "programme", "notes")}
    times = {name: datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at")}
    made = {"source": intake.source, "made_by_id": actor.person_id, "made_at": clock.now()}
    event, new = Event.objects.get_or_create(**key, defaults=words | times | made)
    if new:
        return True
    moved = (event.starts_at, event.ends_at, event.place) != (times["starts_at"], times["ends_at"], words["place"])
    for name, value in (words | times).items():
        setattr(event, name, value)
    if moved:
        event.told_before = event.told_start = False
    event.save()
    if moved and event.officer_id and event.open:
        ask_officer(actor, event, f"Waktu atau tempat “{event.title}” berubah. Anda meliputnya")
    return False


def _told(actor: Actor, action: str, intake: Intake, **data: object) -> None:
    facts = {"name": intake.name, "rows": len(intake.rows)} | data
    record(actor=actor, action=action, subject_type="events.intake", subject_id=intake.pk, data=facts)
