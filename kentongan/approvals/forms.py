"""What the pages accept."""

from __future__ import annotations

from django import forms


class ApproveForm(forms.Form):
    """The fingerprint of what the page showed."""

    content_hash = forms.CharField(max_length=64)


class ChangeForm(forms.Form):
    """Why it goes back."""

    reason = forms.CharField(
        label="Apa yang perlu diperbaiki?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang perlu diperbaiki, supaya penulis tahu harus berbuat apa."},
    )
