"""What the administrator fills in about people. Every problem says what happened, why, and what to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from kentongan.organizations.roles import LABELS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms.renderers import BaseRenderer
    from django.utils.safestring import SafeString

LEVELS = [(1, "Tingkat 1 (dasar)"), (2, "Tingkat 2 (lanjutan)"), (3, "Tingkat 3 (pelatih)")]
GIVEN_BY_HAND = [(role, label) for role, label in LABELS.items() if role != Role.OPERATOR]
NEEDED = "Bagian ini masih kosong. Isi dulu, lalu simpan lagi."
NOT_A_DAY = "Tanggal ini tidak terbaca. Pilih dari kalender, atau tulis seperti 2026-11-30."


class PlainSelect(forms.Select):
    """A list drawn in one go: Django's own asks a template for every option, and there are hundreds of accounts."""

    def render(
        self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The element; its choices are not grouped."""
        del renderer
        more = {"name": name} | ({"multiple": True} if self.allow_multiple_selected else {}) | (attrs or {})
        options = options_of(self.choices, self.format_value(value))
        return format_html("<select{}>{}</select>", flatatt(self.build_attrs(self.attrs, more)), options)


class PlainSelectMultiple(PlainSelect, forms.SelectMultiple):
    """The same, of which several may be chosen."""


def options_of(choices: Iterable[tuple[Any, Any]], chosen: Iterable[str]) -> SafeString:
    """The options of a list, those chosen marked."""
    held = set(chosen)
    rows = [
        f'<option value="{escape("" if key is None else key)}"{" selected" if str(key) in held else ""}>{escape(label)}</option>'
        for key, label in choices
    ]
    return mark_safe("".join(rows))  # noqa: S308 - every part of it is escaped above


class DayInput(forms.DateInput):
    """The device's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, told plainly when it cannot be read."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        told = {"required": NEEDED, "invalid": NOT_A_DAY}
        super().__init__(widget=DayInput(), error_messages=told, **kwargs)


class TermForm(forms.Form):
    """A number and a term: what decrees and certificates have in common."""

    number = forms.CharField(max_length=80, error_messages={"required": NEEDED})
    starts = DayField(label="Berlaku sejak")
    ends = DayField(label="Berlaku sampai")

    def clean(self) -> dict[str, Any]:
        """A term ends after it begins."""
        told: dict[str, Any] = super().clean() or {}
        starts, ends = told.get("starts"), told.get("ends")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            self.add_error(
                "ends", "Tanggal akhir ada sebelum tanggal awal, jadi masa berlakunya kosong. Periksa kedua tanggal."
            )
        return told


class AppointmentForm(TermForm):
    """A decree (SK)."""

    field_order = ("number", "starts", "ends")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["number"].label = "Nomor SK"
        self.fields["number"].help_text = "Seperti tertulis pada SK, misalnya 188.45/120/2026."


class CompetencyForm(TermForm):
    """A certificate of training."""

    level = forms.TypedChoiceField(label="Tingkat pelatihan", choices=LEVELS, coerce=int)
    field_order = ("level", "number", "starts", "ends")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["number"].label = "Nomor sertifikat"


class ReasonForm(forms.Form):
    """Why a right ends."""

    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        min_length=5,
        help_text="Satu kalimat. Alasan ini tersimpan di jejak dan dapat dibaca auditor.",
        error_messages={
            "required": "Alasan masih kosong. Pencabutan tanpa alasan tidak dapat dipertanggungjawabkan; tulis satu kalimat.",
            "min_length": "Alasannya terlalu pendek untuk dipahami auditor. Tulis satu kalimat.",
        },
    )


class RolesForm(forms.Form):
    """Which roles a person holds."""

    roles = forms.MultipleChoiceField(
        label="Peran",
        choices=GIVEN_BY_HAND,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Peran menentukan halaman dan tombol yang terlihat. Hak atas sebuah akun tetap perlu SK, pelatihan, dan izin.",
    )
