"""What people fill in about files. Every problem says what happened, why, and what to do."""

from __future__ import annotations

from typing import Any

from django import forms

from kentongan.media.blurring import MOST_AREAS, Area
from kentongan.media.consenting import Agreement
from kentongan.media.keeping import Card
from kentongan.media.models import Consent
from kentongan.media.rights import LICENCES, PEOPLE, SOCIAL, USES

NEEDED = "Bagian ini masih kosong. Isi dulu, lalu simpan lagi."
NOT_A_DAY = "Tanggal ini tidak terbaca. Pilih dari kalender, atau tulis seperti 2026-11-30."
NO_GUARDIAN = "Nama wali masih kosong. Persetujuan untuk anak diberikan orang tua atau walinya. Tulis namanya."
NO_USE = "Belum ada pemakaian yang dipilih, jadi tidak ada yang disetujui. Pilih paling sedikit satu."
BACKWARDS = "Tanggal akhirnya ada sebelum persetujuan diberikan. Periksa kedua tanggal."


def _day(**more: Any) -> forms.DateField:  # noqa: ANN401 - Django's own arguments
    widget = forms.DateInput(format="%Y-%m-%d")
    widget.input_type = "date"
    return forms.DateField(widget=widget, error_messages={"required": NEEDED, "invalid": NOT_A_DAY}, **more)


def _uses(**more: Any) -> forms.MultipleChoiceField:  # noqa: ANN401 - as above
    return forms.MultipleChoiceField(choices=list(USES.items()), widget=forms.CheckboxSelectMultiple, **more)


class CardForm(forms.Form):
    """Rights and words of one file."""

    title = forms.CharField(label="Judul", max_length=160, required=False)
    alt_text = forms.CharField(
        label="Apa yang tampak?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dibacakan kepada warga yang tidak melihatnya.",
    )
    tags = forms.CharField(label="Label", max_length=400, required=False, help_text="Pisahkan dengan koma.")
    owner = forms.CharField(label="Pemilik hak", max_length=160, required=False)
    credit = forms.CharField(
        label="Kredit", max_length=160, required=False, help_text="Seperti dicetak, misalnya “Foto: Dinas Kesehatan”."
    )
    licence = forms.ChoiceField(
        label="Dasar pemakaian", choices=[("", "Belum diketahui"), *LICENCES.items()], required=False
    )
    terms = forms.CharField(
        label="Syarat dan catatan",
        max_length=300,
        required=False,
        help_text="Nomor surat izin, syarat pemilik, atau dasar lain.",
    )
    uses = _uses(label="Boleh dipakai untuk", required=False)
    rights_until = _day(label="Hak berlaku sampai", required=False)
    people = forms.ChoiceField(
        label="Orang yang tampak",
        choices=[("", "Belum diperiksa"), *PEOPLE.items()],
        required=False,
        widget=forms.RadioSelect,
    )
    shared = forms.BooleanField(
        label="Bagikan kepada semua dinas",
        required=False,
        help_text="Dinas lain dapat mencari dan memakainya, tetapi tidak mengubahnya.",
    )

    def clean_tags(self) -> list[str]:
        """One tag between commas each."""
        return str(self.cleaned_data.get("tags", "")).split(",")

    def clean(self) -> dict[str, Any]:
        """A basis without a use allows nothing."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("licence") and not told.get("uses"):
            self.add_error("uses", "Dasar pemakaian sudah dipilih, tetapi belum untuk apa. Pilih paling sedikit satu.")
        return told

    def card(self) -> Card:
        """What the service takes."""
        return Card(**self.cleaned_data)


class ConsentForm(forms.Form):
    """What one recognisable person agreed to."""

    person_name = forms.CharField(label="Nama orang yang tampak", max_length=120, error_messages={"required": NEEDED})
    is_child = forms.BooleanField(label="Ia belum berusia 18 tahun", required=False)
    guardian = forms.CharField(
        label="Nama orang tua atau wali", max_length=120, required=False, help_text="Hanya untuk anak."
    )
    how = forms.ChoiceField(label="Cara memberi persetujuan", choices=Consent.How.choices, widget=forms.RadioSelect)
    proof = forms.CharField(
        label="Tempat buktinya disimpan",
        max_length=200,
        error_messages={"required": NEEDED},
        help_text="Misalnya nomor formulir dan mapnya.",
    )
    uses = _uses(label="Disetujui untuk", initial=[SOCIAL], error_messages={"required": NO_USE})
    given_on = _day(label="Diberikan pada")
    until = _day(label="Berlaku sampai", required=False)

    def clean(self) -> dict[str, Any]:
        """A child cannot agree by itself, and nothing ends before it begins."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("is_child") and not told.get("guardian"):
            self.add_error("guardian", NO_GUARDIAN)
        if told.get("until") and told.get("given_on") and told["until"] < told["given_on"]:
            self.add_error("until", BACKWARDS)
        return told

    def agreement(self) -> Agreement:
        """What the service takes."""
        facts = dict(self.cleaned_data)
        return Agreement(**facts | {"guardian": facts["guardian"] if facts["is_child"] else ""})


class WithdrawForm(forms.Form):
    """Why a consent no longer stands."""

    reason = forms.CharField(label="Mengapa ditarik?", max_length=300, error_messages={"required": NEEDED})


class FocusForm(forms.Form):
    """The point that must stay in every crop, in percent."""

    x = forms.IntegerField(label="Dari kiri ke kanan", min_value=0, max_value=100)
    y = forms.IntegerField(label="Dari atas ke bawah", min_value=0, max_value=100)


class BlurForm(forms.Form):
    """Who can still be recognised once the marked parts are blurred. The parts come as `left`, `top`, `width`, `height`."""

    people = forms.ChoiceField(
        label="Sesudah disamarkan, siapa yang masih dapat dikenali?",
        choices=list(PEOPLE.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Belum dijawab, jadi salinannya tidak dapat dipakai dengan tenang. Pilih satu."},
    )

    def areas(self) -> list[Area]:
        """The marked parts that lie on the picture."""
        sides: list[list[str]] = [self.data.getlist(name) for name in SIDES] if hasattr(self.data, "getlist") else []
        read = (Area.read(" ".join(parts)) for parts in zip(*sides, strict=False))
        return [area for area in read if area][:MOST_AREAS]


SIDES = ("left", "top", "width", "height")
