"""What a coordinator fills in while connecting an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.channels.connecting import Pick
from kentongan.channels.models import PLATFORM_NAMES
from kentongan.connectors.contract import Platform
from kentongan.connectors.permissions import listed
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Offer

    Choice = forms.ModelChoiceField[Agency]
else:
    Choice = forms.ModelChoiceField

NO_OWNER = "Pemilik akun belum dipilih. Pilih perangkat daerah yang bertanggung jawab atas akun ini."
NO_LOGIN = "Bagian ini masih kosong. Isi dulu, lalu sambungkan lagi."
NO_NAME = "Nama akun masih kosong. Tulis nama yang dikenal warga."
NO_ADDRESS = "Alamat ini tidak terbaca. Salin dari peramban, diawali https://."
WITHOUT_ADDRESS = {Platform.PRESS, Platform.RADIO, Platform.VIDEOTRON, Platform.PRINT, Platform.NOTICE_BOARD}
NOTHING_PICKED = "Belum ada akun yang dipilih. Centang sedikitnya satu."


class AgencyChoice(Choice):
    """An agency by its whole name."""

    def label_from_instance(self, obj: Agency) -> str:
        """Say its name."""
        return obj.name


def _owner(agencies: QuerySet[Agency], **kwargs: Any) -> AgencyChoice:  # noqa: ANN401 - Django's own arguments
    told = {"required": NO_OWNER, "invalid_choice": NO_OWNER}
    return AgencyChoice(
        label="Pemilik", queryset=agencies, empty_label="Pilih perangkat daerah", error_messages=told, **kwargs
    )


class ByHandForm(forms.Form):
    """An account on which a person does by hand what was approved."""

    platform = forms.ChoiceField(label="Jenis", choices=list(PLATFORM_NAMES.items()))
    name = forms.CharField(label="Nama", max_length=80, error_messages={"required": NO_NAME})
    handle = forms.CharField(label="Nama akun di platform", max_length=80, required=False, help_text="Tanpa tanda @.")
    address = forms.URLField(
        label="Alamat", max_length=300, required=False, assume_scheme="https", error_messages={"invalid": NO_ADDRESS},
        help_text="Halaman tempat akun ini dibuka, misalnya https://www.threads.net/@dinkes.",
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["agency"] = _owner(agencies)

    def clean(self) -> dict[str, Any]:
        """Whoever uploads must be able to open the account."""
        told: dict[str, Any] = super().clean() or {}
        told["handle"] = told.get("handle", "").lstrip("@")
        needs = told.get("platform") not in WITHOUT_ADDRESS
        if needs and not told.get("address") and "address" not in self.errors:
            self.add_error("address", "Alamat masih kosong. Petugas memerlukannya untuk membuka akun saat mengunggah.")
        return told


class SignInForm(forms.Form):
    """A name and an app password, for a platform without a consent page."""

    name = forms.CharField(label="Nama akun", max_length=80, error_messages={"required": NO_LOGIN})
    password = forms.CharField(
        label="Kata sandi aplikasi", max_length=200, error_messages={"required": NO_LOGIN},
        help_text="Bukan kata sandi akun. Buat di pengaturan akun, bagian kata sandi aplikasi; dapat dicabut kapan saja.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class PickForm(forms.Form):
    """Which of the accounts that were offered, and whose each is."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        offers: Sequence[Offer],
        owned: dict[str, Channel],
        refused: dict[str, str],
        agencies: QuerySet[Agency],
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers, self.owned, self.refused = offers, owned, refused
        only = len([offer for offer in offers if offer.remote_id not in refused]) == 1
        for number, offer in enumerate(offers):
            if offer.remote_id in refused:
                continue
            self.fields[f"pick_{number}"] = forms.BooleanField(label=offer.name, required=False, initial=only)
            if offer.remote_id not in owned:
                self.fields[f"agency_{number}"] = _owner(agencies, required=False)
        if any(offer.missing for offer in offers):
            self.fields["although_missing"] = forms.BooleanField(
                label="Sambungkan walau izinnya belum lengkap", required=False
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each account as the page shows it."""
        return [
            {
                "offer": offer,
                "lacking": listed(offer.missing),
                "refused": self.refused.get(offer.remote_id, ""),
                "owner": self.owned.get(offer.remote_id),
                "pick": self[f"pick_{number}"] if f"pick_{number}" in self.fields else None,
                "agency": self[f"agency_{number}"] if f"agency_{number}" in self.fields else None,
            }
            for number, offer in enumerate(self.offers)
        ]

    def picks(self) -> list[Pick]:
        """What was picked."""
        told = self.cleaned_data
        return [
            Pick(offer.remote_id, self._agency(number, offer))
            for number, offer in enumerate(self.offers)
            if told.get(f"pick_{number}")
        ]

    def _agency(self, number: int, offer: Offer) -> Agency:
        owner = self.owned.get(offer.remote_id)
        agency: Agency = owner.agency if owner else self.cleaned_data[f"agency_{number}"]
        return agency

    def clean(self) -> dict[str, Any]:
        """What is picked has an owner."""
        told: dict[str, Any] = super().clean() or {}
        picked = [number for number in range(len(self.offers)) if told.get(f"pick_{number}")]
        if not picked:
            self.add_error(None, NOTHING_PICKED)
        for number in picked:
            if f"agency_{number}" in self.fields and not told.get(f"agency_{number}"):
                self.add_error(f"agency_{number}", NO_OWNER)
        return told
