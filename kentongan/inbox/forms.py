"""What people fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.inbox.answering.wish import Wish
from kentongan.inbox.models import Kind
from kentongan.inbox.readings.forms import ReadingFields
from kentongan.organizations.forms import PlainSelect, PlainSelectMultiple
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.inbox.models import Disposition
    from kentongan.organizations.actor import Actor

LONGEST = 10_000


class DispositionForm(forms.Form):
    """To which agency, with what instruction."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Teruskan ke", widget=PlainSelect,
        error_messages={"required": "Pilih dinas yang akan menangani."},
    )  # fmt: skip
    instruction = forms.CharField(
        label="Instruksi untuk dinas",
        required=False,
        max_length=2000,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": "Misalnya: cek lokasi hari ini, jawab dengan rencana perbaikan."}
        ),
    )

    due = forms.DateField(
        label="Tenggat lain", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    partners = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label="Ikut menangani", required=False, widget=PlainSelectMultiple
    )
    part_due = forms.DateField(
        label="Tenggat bagian mereka", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    copies = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label="Tembusan", required=False, widget=PlainSelectMultiple
    )

    def __init__(
        self,
        actor: Actor,
        *args: object,
        units: QuerySet[Agency] | None = None,
        part: Disposition | None = None,
        **kwargs: object,
    ) -> None:
        self.part = part
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if part is not None:
            self.auto_id = "bagian_%s"
        agencies = units_of(actor) if units is None else units
        self.units = listed = [(one.pk, str(one)) for one in agencies]
        for name in ("agency", "partners", "copies"):
            self.fields[name].queryset = agencies  # type: ignore[attr-defined]
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", "Pilih unit"), *listed]  # type: ignore[attr-defined]


class PassOnForm(DispositionForm):
    """The same for what waits already: without an agency it stays where it is, and others are asked for their part."""

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(actor, *args, **kwargs)  # type: ignore[arg-type]
        self.fields["agency"].required = False

    def clean(self) -> dict[str, Any]:
        """Somebody has to be asked."""
        told = self.cleaned_data
        if not told.get("agency") and not told.get("partners") and "agency" not in self.errors:
            self.add_error("agency", "Pilih dinas yang akan menangani, atau unit yang ikut menangani.")
        return told


class ForwardForm(DispositionForm, ReadingFields):
    """The same, with what the citizen wants and the rest of the reading."""

    kind = forms.ChoiceField(label="Jenis", choices=Kind.choices, widget=PlainSelect)


class AnswerForm(forms.Form):
    """The answer as typed."""

    text = forms.CharField(
        label="Jawaban untuk warga", required=False, max_length=LONGEST, widget=forms.Textarea, strip=False
    )
    closes = forms.BooleanField(label="Selesai dengan jawaban ini", required=False)
    revision = forms.IntegerField(required=False, min_value=0)
    private = forms.BooleanField(label="Lanjutkan lewat pesan pribadi", required=False)
    template = forms.IntegerField(required=False, min_value=0)
    save = forms.CharField(required=False, max_length=40)

    @property
    def wish(self) -> Wish:
        """What is asked beside the words; those of further conversations are named after them."""
        told = {name: str(value)[:LONGEST] for name, value in self.data.items() if name.startswith("salinan-")}
        words = {int(key): value for name, value in told.items() if (key := name.removeprefix("salinan-")).isdecimal()}
        left_out = {name.removeprefix("lewati-") for name in self.data if name.startswith("lewati-")}
        return Wish(
            private=self.cleaned_data["private"],
            words=words,
            skipped=frozenset(int(key) for key in left_out if key.isdecimal()),
            template_id=self.cleaned_data["template"] or 0,
            save=self.cleaned_data["save"],
            unheard=frozenset(self.data.get("unheard", "")[:LONGEST].split()),
        )


class ReturnForm(forms.Form):
    """Why it is not this unit's, and whose it is."""

    reason = forms.CharField(max_length=1000, error_messages={"required": "Tulis alasannya."})
    proposed = forms.ModelChoiceField(Agency.objects.none(), required=False)
    outside = forms.CharField(required=False, max_length=120)

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["proposed"].queryset = units_of(actor)  # type: ignore[attr-defined]


def units_of(actor: Actor) -> QuerySet[Agency]:
    """The units something may be passed to."""
    agencies = Agency.objects.filter(government_id=actor.government_id).exclude(kind=Agency.Kind.LEADER)
    return agencies.order_by("kind", "name")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Alasan", max_length=1000, error_messages={"required": "Tulis alasannya."})
