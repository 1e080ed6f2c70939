"""What the pages of the register accept. Every problem says what happened and what to do."""

from __future__ import annotations

from typing import Any

from django import forms

from kentongan.hoaxes.models import Claim
from kentongan.hoaxes.services import Told
from kentongan.hoaxes.states import VERDICTS
from kentongan.organizations.forms import NEEDED

ADDRESS = "Alamatnya tidak lengkap. Salin dari peramban, mulai dari https://."


class Address(forms.URLField):
    """An address somebody pasted."""

    def __init__(self, label: str, *, required: bool = False, help_text: str = "") -> None:
        told = {"invalid": ADDRESS, "required": NEEDED}
        super().__init__(
            label=label,
            max_length=500,
            required=required,
            help_text=help_text,
            assume_scheme="https",
            error_messages=told,
        )


class Paragraph(forms.CharField):
    """Several lines."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "", rows: int = 3) -> None:
        super().__init__(
            label=label,
            max_length=4000,
            required=required,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": NEEDED},
        )


class RecordForm(forms.Form):
    """A new claim."""

    title = forms.CharField(
        label="Judul singkat",
        max_length=160,
        error_messages={"required": NEEDED},
        help_text="Tanpa mengulang kalimat kabar palsunya. Misalnya: Bantuan tunai lewat tautan pesan.",
    )
    said = Paragraph(
        "Apa yang beredar?",
        help_text="Dengan kata-kata sendiri, tanpa nama warga. NIK dan nomor telepon ditutup dengan sendirinya.",
    )
    found_at = Address("Dilihat di mana?", help_text="Alamat berita atau unggahannya.")

    def told(self) -> Told:
        """The same as the service takes it."""
        return Told(self.cleaned_data["title"], self.cleaned_data["said"])

    @property
    def source(self) -> str:
        """An address: news; none: somebody said so."""
        return Claim.Source.NEWS if self.cleaned_data.get("found_at") else Claim.Source.HAND


class CheckForm(forms.Form):
    """What the check found."""

    title = forms.CharField(label="Judul singkat", max_length=160, error_messages={"required": NEEDED})
    said = Paragraph("Apa yang beredar?", help_text="Dibaca warga. Tanpa nama orang.")
    verdict = forms.ChoiceField(
        label="Putusan", choices=list(VERDICTS.items()), required=False, widget=forms.RadioSelect
    )
    explanation = Paragraph(
        "Apa yang benar, dan bagaimana kita tahu?", required=False, help_text="Mulai dari faktanya.", rows=5
    )

    def told(self) -> Told:
        """The same as the service takes it."""
        return Told(**self.cleaned_data)


class EvidenceForm(forms.Form):
    """A source, or a picture of one."""

    label = forms.CharField(
        label="Bukti apa?",
        max_length=200,
        error_messages={"required": NEEDED},
        help_text="Misalnya: Pernyataan Dinas Sosial, 28 November 2026.",
    )
    url = Address("Alamatnya")
    file = forms.FileField(label="Atau tangkapan layarnya", required=False)
    public = forms.BooleanField(label="Boleh dibuka warga pada halaman cek fakta", required=False, initial=True)

    def facts(self) -> dict[str, Any]:
        """The same as the service takes it."""
        told = self.cleaned_data
        return {"label": told["label"], "url": told["url"], "upload": told["file"], "public": told["public"]}


class SpreadForm(forms.Form):
    """One more place where it is passed on."""

    url = Address("Alamatnya", required=True)
    note = forms.CharField(label="Keterangan", max_length=200, required=False)
