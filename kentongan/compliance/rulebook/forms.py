"""What the rulebook's pages accept."""

from __future__ import annotations

from django import forms

from kentongan.compliance.rulebook.services import Told
from kentongan.organizations.forms import NEEDED, DayField


class ChapterForm(forms.Form):
    """A government's own rule."""

    title = forms.CharField(label="Judul bab", max_length=160, error_messages={"required": NEEDED})
    law = forms.CharField(
        label="Nama peraturannya",
        max_length=120,
        error_messages={"required": NEEDED},
        help_text="Jenis, nomor, dan tahun. Misalnya: Surat edaran Sekda 5/2026.",
    )
    body = forms.CharField(
        label="Isinya dengan kata-kata sendiri",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": NEEDED},
    )
    url = forms.URLField(
        label="Alamat naskahnya",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Alamatnya tidak lengkap. Salin dari peramban, mulai dari https://."},
    )
    starts = DayField(label="Berlaku sejak")
    ends = DayField(label="Berlaku sampai", required=False)
    read_on = DayField(label="Naskahnya dibaca pada")

    def told(self) -> Told:
        """The same as the service takes it."""
        return Told(**self.cleaned_data)
