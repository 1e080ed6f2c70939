"""What the pages of proposals accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.inbox.aspirations.services.gathering import Wish
from kentongan.inbox.aspirations.states import RESPONSES
from kentongan.organizations.forms import NEEDED, PlainSelect
from kentongan.organizations.models import Agency
from kentongan.planning.selectors import programmes_for

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor


class WishForm(forms.Form):
    """A proposal in our words."""

    title = forms.CharField(
        label="Usulnya apa?",
        max_length=160,
        error_messages={"required": NEEDED},
        help_text="Satu kalimat, tanpa nama orang. Misalnya: Zebra cross di depan sekolah dasar.",
    )
    gist = forms.CharField(
        label="Ringkasan untuk dinas dan warga",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang diharapkan, di mana, mengapa. Dibaca semua orang bila diumumkan.",
    )
    programme = forms.ModelChoiceField(
        Agency.objects.none(), label="Program", required=False, empty_label="Bukan tentang program", widget=PlainSelect
    )
    policy = forms.CharField(
        label="Atau kebijakan",
        max_length=160,
        required=False,
        help_text="Bila tidak ada programnya. Misalnya: jam buka layanan, larangan parkir.",
    )
    owner = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Dinas pemilik",
        required=False,
        empty_label="Ikuti pemilik program",
        widget=PlainSelect,
        help_text="Yang akan menanggapi.",
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(government_id=actor.government_id).exclude(kind=Agency.Kind.LEADER)
        self.fields["programme"].queryset = programmes_for(actor)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = agencies.order_by("kind", "name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody has to answer: the owner said here, or the programme's."""
        told: dict[str, Any] = super().clean() or {}
        programme = told.get("programme")
        told["owner"] = told.get("owner") or (programme.owner if programme else None)
        if not programme and not told.get("policy", "").strip():
            self.add_error("programme", "Pilih programnya, atau tulis nama kebijakannya di bawah.")
        elif told["owner"] is None:
            self.add_error("owner", "Belum ada yang akan menanggapi. Pilih dinas pemiliknya.")
        return told

    def wish(self) -> Wish:
        """The same as the service takes it."""
        return Wish(**self.cleaned_data)


class ResponseForm(forms.Form):
    """What the owner says."""

    response = forms.ChoiceField(
        label="Tanggapan dinas",
        choices=list(RESPONSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih dahulu salah satu tanggapan."},
    )
    words = forms.CharField(
        label="Penjelasan",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": NEEDED},
        help_text="Dibaca warga: apa yang akan atau sudah dilakukan, kapan, atau mengapa belum dapat.",
    )
