"""What the pages accept."""

from __future__ import annotations

from django import forms

from kentongan.compliance.detect import digits_of

FEWEST_DIGITS = 3


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
