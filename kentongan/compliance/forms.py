"""What the pages accept about numbers, addresses and elections."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kentongan.compliance.checking.numbers import digits_of
from kentongan.organizations.forms import DayField

FEWEST_DIGITS = 3
MOST_NAMES = 60
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}")


class OfficialNumberForm(forms.Form):
    """A hotline and what it is for."""

    number = forms.CharField(label="Nomor", max_length=30)
    label = forms.CharField(label="Nama layanan", max_length=80)

    def clean_number(self) -> str:
        """Insist on something that can be dialled."""
        number: str = self.cleaned_data["number"].strip()
        if len(digits_of(number)) < FEWEST_DIGITS:
            raise forms.ValidationError("Tulis nomornya dengan angka, misalnya 0812 3456 7890.")
        return number


class OfficialDomainForm(forms.Form):
    """An address and whose it is."""

    name = forms.CharField(label="Alamat", max_length=200)
    label = forms.CharField(label="Untuk apa", max_length=80)

    def clean_name(self) -> str:
        """Take the host out of whatever was pasted."""
        told: str = self.cleaned_data["name"].strip().lower()
        host = told.partition("://")[2] or told
        host = host.partition("/")[0].partition(":")[0].removeprefix("www.")
        if not _DOMAIN.fullmatch(host):
            raise forms.ValidationError("Tulis alamatnya saja, misalnya perumda-tirta.co.id.")
        return host


class ElectionForm(forms.Form):
    """Days, and who stands."""

    title = forms.CharField(label="Pemilihan apa", max_length=120)
    starts = DayField(label="Mulai")
    ends = DayField(label="Sampai")
    names = forms.CharField(
        label="Nama calon, satu per baris",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
    )

    def clean_names(self) -> list[str]:
        """One name a line."""
        return lines(self.cleaned_data["names"])[:MOST_NAMES]

    def clean(self) -> dict[str, Any]:
        """Refuse a window that ends before it starts."""
        told = super().clean() or {}
        starts, ends = told.get("starts"), told.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Tanggal akhirnya sebelum tanggal mulainya.")
        return told


def lines(text: str) -> list[str]:
    """The lines of a field that say something, each once."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
