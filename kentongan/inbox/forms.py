"""What people fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from kentongan.inbox.models import Kind
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

LONGEST = 10_000


class DispositionForm(forms.Form):
    """To which agency, with what instruction."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Teruskan ke", error_messages={"required": "Pilih dinas yang akan menangani."}
    )
    instruction = forms.CharField(
        label="Instruksi untuk dinas",
        required=False,
        max_length=2000,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": "Misalnya: cek lokasi hari ini, jawab dengan rencana perbaikan."}
        ),
    )

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        agencies = Agency.objects.filter(government_id=actor.government_id).exclude(kind=Agency.Kind.LEADER)
        self.fields["agency"].queryset = agencies.order_by("kind", "name")  # type: ignore[attr-defined]


class ForwardForm(DispositionForm):
    """The same, with what the citizen wants."""

    kind = forms.ChoiceField(label="Jenis", choices=Kind.choices)


class AnswerForm(forms.Form):
    """The answer as typed."""

    text = forms.CharField(
        label="Jawaban untuk warga", required=False, max_length=LONGEST, widget=forms.Textarea, strip=False
    )
    closes = forms.BooleanField(label="Selesai dengan jawaban ini", required=False)
    revision = forms.IntegerField(required=False, min_value=0)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Alasan", max_length=1000, error_messages={"required": "Tulis alasannya."})
