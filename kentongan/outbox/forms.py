"""What people answer about deliveries, and what they note of their own uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.connectors.contract import Act
from kentongan.outbox import states
from kentongan.outbox.acts import LEAVES

if TYPE_CHECKING:
    from kentongan.outbox.models import Delivery

BY_HAND = ("by_hand", "Saya unggah sendiri di platform")
WHOLE = [
    ("published", "Sudah tayang: saya melihatnya di platform"),
    ("send_again", "Belum tayang: kirim lagi"),
    ("cancel", "Belum tayang: jangan dikirim"),
]
REFUSED = [
    ("send_again", "Kirim lagi"),
    ("cancel", "Jangan dikirim"),
    ("published", "Ternyata sudah tayang: saya melihatnya di platform"),
]
PARTLY = [
    ("send_again", "Lanjutkan sisanya"),
    ("published", "Biarkan seperti sekarang, sisanya tidak dikirim"),
]
CHANGE = [
    ("published", "Sudah: saya melihat hasilnya di platform"),
    ("send_again", "Belum: coba lagi"),
    ("cancel", "Belum: batalkan"),
]
NO_LINK = "Tautannya belum ada. Buka kirimannya di platform, salin alamatnya, dan tempelkan di sini sebagai bukti."
NO_REASON = "Alasannya belum ada. Tulis satu kalimat."


def answers_for(delivery: Delivery, *, by_hand: bool) -> list[tuple[str, str]]:
    """The answers that make sense. `by_hand`: the person may upload it themselves."""
    if delivery.remote_id:
        return PARTLY
    if delivery.state == states.CHANNEL_PAUSED:
        return [BY_HAND] if by_hand else []
    answers = WHOLE if Act(delivery.act) in LEAVES else CHANGE
    if delivery.state == states.REJECTED and answers is WHOLE:
        answers = REFUSED
    return [answers[0], BY_HAND, *answers[1:]] if by_hand else answers


def reason_field(help_text: str = "Dicatat bersama nama Anda.", problem: str = NO_REASON) -> forms.CharField:
    """Why, in a sentence."""
    return forms.CharField(
        label="Alasan",
        help_text=help_text,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": problem},
    )


class DecisionForm(forms.Form):
    """One of the answers, with a reason; the link is the proof that something stands on the platform."""

    decision = forms.ChoiceField(
        label="Apa yang Anda lihat?",
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
    reason = reason_field(problem="Alasannya belum ada. Tulis satu kalimat: apa yang Anda lihat dan di mana.")

    def __init__(self, *args: Any, delivery: Delivery, by_hand: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        answers = answers_for(delivery, by_hand=by_hand)
        self.fields["decision"].choices = answers  # type: ignore[attr-defined]
        if delivery.state in {states.REJECTED, states.CHANNEL_PAUSED} or delivery.remote_id:
            self.fields["decision"].label = "Apa yang harus dilakukan?"
        if len(answers) == 1:
            self.fields["decision"].initial = answers[0][0]
        self.needs_link = Act(delivery.act) in LEAVES and not delivery.remote_id
        if not self.needs_link or not any(value == "published" for value, _ in answers):
            del self.fields["permalink"]

    def clean(self) -> dict[str, Any]:
        """Ask for the link where it is the proof."""
        told = super().clean() or {}
        wanted = self.needs_link and told.get("decision") == "published"
        if wanted and not told.get("permalink") and "permalink" not in self.errors:
            self.add_error("permalink", NO_LINK)
        return told


class UploadedForm(forms.Form):
    """The proof of an upload by hand: a link, or a picture of it."""

    permalink = forms.URLField(
        label="Tautan kiriman",
        help_text="Buka kirimannya di platform, salin alamatnya, tempelkan di sini.",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": NO_LINK},
    )
    screenshot = forms.FileField(
        label="Atau tangkapan layar",
        help_text="Foto juga boleh, misalnya papan pengumuman atau koran. Data lokasi di dalamnya dihapus.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )


class ReasonForm(forms.Form):
    """Why, in a sentence."""

    reason = reason_field()


class FreezeForm(forms.Form):
    """What is frozen, and why."""

    scope = forms.ChoiceField(
        label="Apa yang dibekukan?",
        error_messages={
            "required": "Pilih apa yang dibekukan.",
            "invalid_choice": "Pilih salah satu dari daftar, lalu bekukan.",
        },
    )
    reason = reason_field(
        "Semua orang di pemda ini membacanya bersama nama Anda.", "Alasannya belum ada. Tulis mengapa kiriman ditahan."
    )

    def __init__(self, *args: Any, scopes: list[Any], **kwargs: Any) -> None:  # noqa: ANN401 - choices of a field
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]


class LimitForm(forms.Form):
    """The most a government pays in a month; an empty field lifts the limit."""

    ceiling = forms.DecimalField(
        label="Batas sebulan, dalam dolar AS",
        help_text="Kosongkan bila tanpa batas.",
        required=False,
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
        error_messages={"invalid": "Tulis angka saja, misalnya 25 atau 25.50."},
    )
    reason = reason_field()
