"""What a person answers about a delivery in doubt."""

from __future__ import annotations

from typing import Any

from django import forms

ANSWERS = [
    ("published", "Sudah tayang: saya melihatnya di platform"),
    ("send_again", "Belum tayang: kirim lagi"),
    ("cancel", "Belum tayang: jangan dikirim"),
]
NO_LINK = "Tautannya belum ada. Buka kirimannya di platform, salin alamatnya, dan tempelkan di sini sebagai bukti."


class DecisionForm(forms.Form):
    """One of three answers, with a reason; the link is the proof of the first."""

    decision = forms.ChoiceField(
        label="Apa yang Anda lihat?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu jawaban, supaya pengiriman ini dapat diselesaikan."},
    )
    permalink = forms.URLField(
        label="Tautan kiriman",
        help_text="Wajib bila sudah tayang.",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": NO_LINK},
    )
    reason = forms.CharField(
        label="Alasan",
        help_text="Dicatat bersama nama Anda.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Alasannya belum ada. Tulis satu kalimat: apa yang Anda lihat dan di mana."},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the link where it is the proof."""
        told = super().clean() or {}
        if told.get("decision") == "published" and not told.get("permalink") and "permalink" not in self.errors:
            self.add_error("permalink", NO_LINK)
        return told
