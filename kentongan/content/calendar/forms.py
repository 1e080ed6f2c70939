"""What the calendar's pages post."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.content.calendar.models import LONGEST_SLOT
from kentongan.content.calendar.rules import Limits

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class MoveForm(forms.Form):
    """Another day and hour. `sure`: whoever moves knows what it undoes."""

    day = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Pilih tanggalnya.", "invalid": "Tanggal ini tidak ada. Pilih tanggal yang lain."},
    )
    time = forms.TimeField(
        label="Jam",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Tulis jamnya.", "invalid": "Tulis jamnya seperti 09:30."},
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False)

    def moment(self, zone: ZoneInfo) -> datetime:
        """The chosen moment in the government's zone."""
        given: dict[str, Any] = self.cleaned_data
        return datetime.combine(given["day"], given["time"], zone)


class ProbeForm(forms.Form):
    """Which days somebody is dragging over, and at what hour."""

    first = forms.DateField()
    last = forms.DateField()
    time = forms.TimeField()


class LimitsForm(forms.Form):
    """What a government calls too much, too near or too late."""

    quiet_from = forms.TimeField(
        label="Jam tenang mulai", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label="Jam tenang sampai",
        help_text="Isi jam yang sama di keduanya bila tidak ada jam tenang.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    per_channel = forms.IntegerField(
        label="Paling banyak per akun sehari", help_text="0 berarti tanpa batas.", min_value=0, max_value=100
    )
    per_agency = forms.IntegerField(
        label="Paling banyak per dinas sehari", help_text="0 berarti tanpa batas.", min_value=0, max_value=500
    )
    slot_minutes = forms.IntegerField(
        label="Dua dinas dengan hal yang sama berjarak paling sedikit (menit)", min_value=5, max_value=LONGEST_SLOT
    )

    def limits(self) -> Limits:
        """What was typed."""
        return Limits(**self.cleaned_data)
