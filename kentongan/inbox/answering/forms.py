"""What people fill in: templates, service facts, and the citizen's own page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms

from kentongan.core import clock
from kentongan.inbox.answering.access import may_keep
from kentongan.inbox.answering.keeping import Told, Words
from kentongan.inbox.answering.variables import VARIABLES
from kentongan.organizations.models import Agency
from kentongan.triage.topics import TOPICS

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

LONGEST_TEMPLATE, LONGEST_NOTE = 2_000, 2_000
TOO_LONG = "Terlalu panjang. Ringkas dahulu; tulisan Anda masih ada di bawah."
EVERYONE = "Semua dinas"
REVIEW_EVERY = timedelta(days=180)
TOPIC_CHOICES = [("", "Semua topik"), *((one.name, one.name) for one in TOPICS)]


def _agencies(actor: Actor) -> list[tuple[str, str]]:
    """Those this actor keeps things for."""
    rows = Agency.objects.filter(government_id=actor.government_id).order_by("kind", "name")
    return [(str(one.pk), one.name) for one in rows if may_keep(actor, one.pk)]


class TemplateForm(forms.Form):
    """A template as written."""

    name = forms.CharField(
        label="Nama templat", max_length=80, error_messages={"required": "Beri nama, supaya mudah dicari."}
    )
    text = forms.CharField(
        label="Kata-katanya",
        max_length=LONGEST_TEMPLATE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Tulis kata-katanya.", "max_length": TOO_LONG},
    )
    topic = forms.ChoiceField(label="Untuk topik", required=False, choices=TOPIC_CHOICES)
    agency = forms.ChoiceField(label="Dipakai", error_messages={"required": "Pilih siapa yang memakainya."})

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        shared = [("semua", EVERYONE)] if may_keep(actor, None) else []
        self.fields["agency"].choices = [*shared, *_agencies(actor)]  # type: ignore[attr-defined]
        self.fields["text"].help_text = "Isian yang dikenal: " + ", ".join(f"{{{one}}}" for one in VARIABLES) + "."

    @property
    def words(self) -> Words:
        """What was filled in."""
        told = self.cleaned_data
        whose = None if told["agency"] == "semua" else int(told["agency"])
        return Words(told["name"], told["text"], whose, told["topic"])


def _day(label: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": "Tulis tanggalnya, misalnya 2026-12-31."},
    )


class InfoForm(forms.Form):
    """A service's facts as written."""

    service = forms.CharField(label="Layanan", max_length=120, error_messages={"required": "Tulis nama layanannya."})
    agency = forms.ChoiceField(label="Dinas", error_messages={"required": "Pilih dinasnya."})
    topic = forms.ChoiceField(label="Topik", required=False, choices=TOPIC_CHOICES)
    hours = forms.CharField(label="Jam layanan", max_length=200, required=False)
    requirements = forms.CharField(
        label="Syarat", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    fee = forms.CharField(label="Biaya", max_length=200, required=False)
    link = forms.URLField(
        label="Tautan", max_length=500, required=False, assume_scheme="https",
        error_messages={"invalid": "Tulis alamat lengkap, misalnya https://disdukcapil.wajokab.go.id."},
    )  # fmt: skip
    contact = forms.CharField(label="Kontak kantor", max_length=200, required=False)
    words = forms.CharField(
        label="Kata lain yang dipakai warga",
        max_length=300,
        required=False,
        help_text="Misalnya: e-KTP, kartu penduduk",
    )
    source = forms.CharField(
        label="Sumber",
        max_length=200,
        help_text="Di mana ini tertulis, misalnya “SK Standar Pelayanan 2026, halaman 4”.",
        error_messages={"required": "Tulis sumbernya, supaya dapat diperiksa lagi."},
    )
    reviewed_on = _day("Diperiksa tanggal", "Tulis kapan isinya diperiksa.")
    review_by = _day("Periksa lagi paling lambat", "Tulis kapan isinya harus diperiksa lagi.")

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["agency"].choices = _agencies(actor)  # type: ignore[attr-defined]
        today = clock.now().astimezone(actor.zone).date()
        self.fields["reviewed_on"].initial = today
        self.fields["review_by"].initial = today + REVIEW_EVERY

    @property
    def told(self) -> Told:
        """What was filled in."""
        rest = {name: self.cleaned_data[name] for name in Told.__slots__ if name != "agency_id"}
        return Told(agency_id=int(self.cleaned_data["agency"]), **rest)


class NoteForm(forms.Form):
    """What a citizen adds."""

    text = forms.CharField(
        label="Keterangan tambahan",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis dahulu keterangannya.", "max_length": TOO_LONG},
    )


class UnfinishedForm(NoteForm):
    """What is still not done."""

    text = forms.CharField(
        label="Apa yang belum selesai?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang belum selesai, supaya petugas tahu.", "max_length": TOO_LONG},
    )


class RatingForm(forms.Form):
    """One question."""

    score = forms.TypedChoiceField(
        label="Bagaimana penyelesaiannya?",
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(4, "Sangat baik"), (3, "Baik"), (2, "Kurang"), (1, "Tidak menyelesaikan")],
        error_messages={"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu."},
    )
