"""What a coordinator fills in about an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.organizations.forms import DayField
from kentongan.organizations.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Choice = forms.ModelChoiceField[Person]
else:
    Choice = forms.ModelChoiceField

NOBODY = "Belum ada orang yang dipilih. Izin selalu atas nama satu orang; pilih dari daftar."


class PersonChoice(Choice):
    """A person with their agency."""

    def label_from_instance(self, obj: Person) -> str:
        """Say who works where."""
        return f"{obj.name} ({obj.agency.short_name})"


class GrantForm(forms.Form):
    """Who gets a grant on an account, from when to when."""

    person = PersonChoice(
        label="Orang",
        queryset=None,
        empty_label="Pilih orang",
        error_messages={"required": NOBODY, "invalid_choice": NOBODY},
    )
    starts = DayField(label="Berlaku sejak")
    ends = DayField(label="Berlaku sampai (boleh kosong)", required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, PersonChoice)  # noqa: S101 - for the type checker
        field.queryset = people

    def clean(self) -> dict[str, Any]:
        """A grant ends after it begins."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("ends") and told.get("starts") and told["ends"] < told["starts"]:
            self.add_error(
                "ends", "Tanggal akhir ada sebelum tanggal awal. Periksa kedua tanggal, atau kosongkan akhirnya."
            )
        return told
