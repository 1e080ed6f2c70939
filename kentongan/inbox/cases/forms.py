"""What people fill in beside the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from kentongan.inbox.cases.models import CaseFile
from kentongan.inbox.classes import ReportClass
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.organizations.actor import Actor

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ClassForm(forms.Form):
    """Which class, and about whom where it is for the inspectorate."""

    report_class = forms.ChoiceField(label="Golongan", choices=ReportClass.choices)
    reported = forms.ModelChoiceField(
        Agency.objects.none(), label="Unit yang dilaporkan", required=False, empty_label="Tidak disebut"
    )

    def __init__(self, actor: Actor, units: Sequence[tuple[int, str]] = (), *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        agencies = Agency.objects.filter(government_id=actor.government_id).order_by("kind", "name")
        self.fields["reported"].queryset = agencies  # type: ignore[attr-defined]
        if units:
            self.fields["reported"].choices = [("", "Tidak disebut"), *units]  # type: ignore[attr-defined]


class PauseForm(forms.Form):
    """Why the clocks stand, and until when."""

    reason = forms.CharField(label="Alasan", max_length=500, error_messages={"required": "Tulis alasannya."})
    until = forms.DateField(label="Sampai tanggal", required=False, widget=DAY)


class FileForm(forms.Form):
    """A photo, video or PDF, what it shows, and the day."""

    file = forms.FileField(
        label="Foto, video, atau PDF", error_messages={"required": "Pilih foto, video, atau PDF-nya."}
    )
    kind = forms.ChoiceField(label="Jenis", choices=CaseFile.Kind.choices, initial=CaseFile.Kind.AFTER)
    taken_on = forms.DateField(
        label="Tanggal foto atau dokumennya", widget=DAY, error_messages={"required": "Pilih tanggal berkasnya."}
    )
    said = forms.CharField(label="Keterangan", max_length=200, required=False)


class NumberForm(forms.Form):
    """The number of a case as people write it: 0012/2026."""

    number = forms.RegexField(
        r"^\s*0*(\d{1,9})\s*/\s*(\d{4})\s*$",
        label="Nomor kasus",
        error_messages={
            "required": "Tulis nomor kasus tujuannya.",
            "invalid": "Tulis nomornya seperti 0012/2026.",
        },
    )
    reason = forms.CharField(label="Alasan", required=False, max_length=300)

    def clean_number(self) -> tuple[int, int]:
        """The number and the year."""
        number, year = str(self.cleaned_data["number"]).split("/")
        return int(number), int(year)
