"""What the agenda's pages post."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.core import clock
from kentongan.events.models import Event, EventPost
from kentongan.events.rules import LONGEST, USUAL_LENGTH
from kentongan.events.selectors import agencies_kept_by, officers_for
from kentongan.events.services import Facts
from kentongan.organizations.selectors import agencies_for
from kentongan.planning.selectors import programmes_for

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kentongan.organizations.actor import Actor

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
NEAR = timedelta(days=400)


def _when(label: str, **more: Any) -> forms.DateTimeField:  # noqa: ANN401 - Django's own arguments
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMATS[0])
    wrong = {"invalid": "Tanggal dan jamnya belum lengkap. Pilih keduanya."}
    return forms.DateTimeField(label=label, input_formats=FORMATS, widget=widget, error_messages=wrong, **more)


class EventForm(forms.Form):
    """An event of the agenda. Times are on the government's clock."""

    agency: Any = forms.ModelChoiceField(None, label="Penyelenggara", empty_label=None)
    title = forms.CharField(
        label="Nama kegiatan",
        max_length=160,
        error_messages={"required": "Tulis nama kegiatannya, misalnya “Posyandu remaja”."},
    )
    starts_at = _when("Mulai")
    ends_at = _when("Selesai", required=False, help_text="Bila dikosongkan: dua jam setelah mulai.")
    place = forms.CharField(label="Tempat", max_length=160, required=False)
    programme = forms.CharField(
        label="Program",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "program-rencana"}),
        help_text="Tagarnya dibuat dari sini, dan kirimannya ditempatkan pada program rencana yang bernama sama.",
    )
    co_agency: Any = forms.ModelChoiceField(
        None,
        label="Bersama dinas lain",
        required=False,
        empty_label="Tidak ada",
        help_text="Penulis kedua dinas melihat dan menyunting kegiatan ini dan drafnya.",
    )
    notes = forms.CharField(
        label="Keterangan", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, event: Event | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.zone: ZoneInfo = actor.zone
        kept: Any = self.fields["agency"]
        kept.queryset = agencies_kept_by(actor)
        other: Any = self.fields["co_agency"]
        other.queryset = agencies_for(actor)
        kept.label_from_instance = other.label_from_instance = lambda agency: agency.short_name
        self.programmes = list(programmes_for(actor).values_list("name", flat=True)[:200])
        if event is not None:
            del self.fields["agency"]
            self.initial = _shown(event, actor.zone)
        else:
            self.initial.setdefault("agency", actor.agency_id)

    def clean(self) -> dict[str, Any]:
        """Put the times on the government's clock, and see that they make sense."""
        given = super().clean() or {}
        starts, ends = (self._local(given.get(name)) for name in ("starts_at", "ends_at"))
        if starts is None:
            return given
        ends = ends or starts + USUAL_LENGTH
        if abs(starts - clock.now()) > NEAR:
            self.add_error("starts_at", "Tanggalnya lebih dari setahun dari sekarang. Periksa tahunnya.")
        if not timedelta() < ends - starts <= LONGEST:
            self.add_error("ends_at", "Selesainya harus sesudah mulai, paling lama 60 hari.")
        return given | {"starts_at": starts, "ends_at": ends}

    def facts(self) -> Facts:
        """What was typed, as the service takes it."""
        given: dict[str, Any] = self.cleaned_data
        other = given.get("co_agency")
        names = ("title", "starts_at", "ends_at", "place", "programme", "notes")
        return Facts(co_agency_id=other.pk if other else None, **{name: given[name] for name in names})

    def _local(self, moment: datetime | None) -> datetime | None:
        return moment.replace(tzinfo=self.zone) if moment else None


def _shown(event: Event, zone: ZoneInfo) -> dict[str, Any]:
    names = ("title", "place", "programme", "notes")
    shown: dict[str, Any] = {name: getattr(event, name) for name in names} | {"co_agency": event.co_agency_id}
    times = {name: getattr(event, name).astimezone(zone).replace(tzinfo=None) for name in ("starts_at", "ends_at")}
    return shown | times


class AssignForm(forms.Form):
    """Who covers an event; nobody: let the one who does go."""

    person: Any = forms.ModelChoiceField(None, required=False)
    anyway = forms.BooleanField(required=False)

    def __init__(self, *args: Any, actor: Actor, event: Event, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = officers_for(actor, event)


class SeriesForm(forms.Form):
    """The moments of the four posts; an empty one is left out."""

    announce = _when("Umumkan", required=False)
    remind = _when("Sehari sebelumnya", required=False)
    coverage = _when("Liputan", required=False)
    recap = _when("Rekap", required=False)

    def plan(self, zone: ZoneInfo) -> dict[str, datetime]:
        """Kind of post → its moment."""
        kinds = [kind.value for kind in EventPost.Kind]
        return {kind: at.replace(tzinfo=zone) for kind in kinds if (at := self.cleaned_data.get(kind))}


class ReasonForm(forms.Form):
    """Why an event is called off."""

    reason = forms.CharField(
        label="Alasan", max_length=200, error_messages={"required": "Tulis alasannya dengan singkat."}
    )


class FileForm(forms.Form):
    """An agenda's file, and whose agenda it is."""

    agency: Any = forms.ModelChoiceField(None, label="Agenda dari", empty_label=None)
    file = forms.FileField(
        label="Berkas iCal (.ics) atau XLSX",
        allow_empty_file=True,
        error_messages={"required": "Pilih berkasnya dulu."},
        widget=forms.FileInput(
            attrs={
                "accept": ".ics,.xlsx,text/calendar,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        kept: Any = self.fields["agency"]
        kept.queryset = agencies_kept_by(actor)
        kept.label_from_instance = lambda agency: agency.short_name
        self.initial.setdefault("agency", actor.agency_id)


class CoverageForm(forms.Form):
    """Six answers as typed. Nothing is required: what is there is kept."""

    revision = forms.IntegerField(min_value=0)
    what = forms.CharField(required=False, strip=False, max_length=4000)
    who = forms.CharField(required=False, strip=False, max_length=4000)
    when = forms.CharField(required=False, strip=False, max_length=4000)
    where = forms.CharField(required=False, strip=False, max_length=4000)
    why = forms.CharField(required=False, strip=False, max_length=4000)
    how = forms.CharField(required=False, strip=False, max_length=4000)
    credit = forms.CharField(required=False, strip=False, max_length=80)


class PhotoForm(forms.Form):
    """One photo or video, under the phone's own name for it."""

    file = forms.FileField(allow_empty_file=True)
    token = forms.RegexField(r"^[0-9A-Za-z-]{8,40}$")


class AltForm(forms.Form):
    """What a photo shows."""

    alt = forms.CharField(required=False, max_length=1000)
