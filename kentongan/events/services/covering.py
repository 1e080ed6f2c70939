"""At the event: six answers as typed, photos as taken."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.content.selectors import WRITERS
from kentongan.core import clock
from kentongan.events.models import Coverage, Photo
from kentongan.events.selectors import coverage_of, photos_of
from kentongan.events.services.guard import locked, set_state, told
from kentongan.events.states import ASSIGNED, PLANNED
from kentongan.events.states import COVERING as AT_WORK
from kentongan.media import services as media
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kentongan.events.models import Event
    from kentongan.organizations.actor import Actor

MOST_PHOTOS = 20
LONGEST = 4000
SITTING = timedelta(minutes=15)
TO = "meliput kegiatan"


class StaleCoverageError(Exception):
    """Somebody, or another window, wrote since. `coverage` is what stands now."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        super().__init__(f"coverage {coverage.pk} is at revision {coverage.revision}")


class TooManyPhotosError(Exception):
    """An event carries no more photos."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The six answers, and whose photos they are."""

    what: str = ""
    who: str = ""
    when: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    credit: str = ""

    @classmethod
    def of(cls, row: Coverage) -> Noted:
        """What stands in a row."""
        return cls(row.what, row.who, row.when, row.where, row.why, row.how, row.credit)


@transaction.atomic
def save_answers(*, actor: Actor, event: Event, revision: int, noted: Noted) -> Coverage:
    """Keep what was typed. `revision` 0: nothing was noted when typing began. StaleCoverageError when something else stands."""
    event = _at_work(actor, event)
    row = coverage_of(event) or Coverage(
        government_id=event.government_id, event=event, revision=0, changed_at=clock.now()
    )
    wanted = _tidy(noted)
    if row.pk and Noted.of(row) == wanted:
        return row
    if row.revision != revision:
        raise StaleCoverageError(row)
    quiet = row.changed_by_id == actor.person_id and clock.now() - row.changed_at < SITTING
    for name, value in asdict(wanted).items():
        setattr(row, name, value)
    row.revision += 1
    row.changed_by_id, row.changed_at = actor.person_id, clock.now()
    row.save()
    if not quiet:
        told(actor, "events.noted", event)
    return row


@transaction.atomic
def add_photo(*, actor: Actor, event: Event, upload: UploadedFile[Any], token: str) -> Photo:
    """Keep a photo or video. The same `token` again is the same photo. MediaRefusedError, TooManyPhotosError."""
    event = _at_work(actor, event)
    kept = photos_of(event).filter(token=token).first()
    if kept is not None:
        return kept
    if photos_of(event).count() >= MOST_PHOTOS:
        raise TooManyPhotosError
    asset = media.store_upload(actor=actor, upload=upload, agency_id=event.agency_id)
    photo = Photo.objects.create(government_id=event.government_id, event=event, asset=asset, token=token)
    told(actor, "events.photographed", event)
    return photo


@transaction.atomic
def remove_photo(*, actor: Actor, event: Event, photo: Photo) -> None:
    """Take a photo off the event; the file itself stays in the store, and posts that carry it keep it."""
    event = _at_work(actor, event)
    photo.delete()
    told(actor, "events.photo_removed", event)


@transaction.atomic
def describe_photo(*, actor: Actor, photo: Photo, alt_text: str) -> None:
    """Say in words what a photo of the event shows."""
    require_role(actor, *WRITERS, to=TO)
    if photo.asset.alt_text != " ".join(alt_text.split())[:1000]:
        media.describe(actor=actor, asset=photo.asset, alt_text=alt_text)


def _at_work(actor: Actor, event: Event) -> Event:
    """Hold the event; the first word or photo says that it is being covered."""
    require_role(actor, *WRITERS, to=TO)
    event = locked(event)
    if event.state in {PLANNED, ASSIGNED}:
        set_state(event, AT_WORK)
    return event


def _tidy(noted: Noted) -> Noted:
    return Noted(**{name: _plain(value, 80 if name == "credit" else LONGEST) for name, value in asdict(noted).items()})


def _plain(text: str, most: int) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")[:most]
