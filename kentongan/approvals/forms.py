"""What the pages accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.approvals.models import REASON, AfterAudit, Delegation
from kentongan.approvals.registry import Said
from kentongan.organizations.roles import LABELS, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.approvals.registry import Passage
    from kentongan.organizations.models import Agency, Person

Lists = tuple["Sequence[Person]", "Sequence[Person]", "Sequence[Agency]"]
LONGEST_REMARK = 2_000
EMPTY = "Tulis apa yang perlu diperbaiki, atau beri catatan pada satu kalimat, supaya penulis tahu harus berbuat apa."
SMALL = {"rows": 3}


class ApproveForm(forms.Form):
    """The fingerprint of what the page showed, and why where the step asks that."""

    content_hash = forms.CharField(max_length=64)
    reason = forms.CharField(max_length=REASON, required=False)


class ChangeForm(forms.Form):
    """Why it goes back: in general, and sentence by sentence (`said-<number>`)."""

    reason = forms.CharField(
        label="Apa yang perlu diperbaiki?",
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs=SMALL),
    )
    content_hash = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, passages: Sequence[Passage] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.passages = passages

    def said(self) -> list[Said]:
        """The remarks that say something."""
        words = [(one, self.data.get(f"said-{n}", "").strip()) for n, one in enumerate(self.passages)]
        return [Said(one, text[:LONGEST_REMARK]) for one, text in words if text]

    def rows(self) -> list[tuple[int, Passage, str]]:
        """Each sentence with what was typed about it."""
        return [(n, one, self.data.get(f"said-{n}", "")) for n, one in enumerate(self.passages)]

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        cleaned = super().clean() or {}
        if not cleaned.get("reason", "").strip() and not self.said():
            self.add_error("reason", EMPTY)
        return cleaned


class AuditForm(forms.Form):
    """What the look afterwards found."""

    finding = forms.ChoiceField(
        label="Apa hasilnya?",
        choices=AfterAudit.Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu hasil."},
    )
    note = forms.CharField(
        label="Catatan",
        max_length=REASON,
        widget=forms.Textarea(attrs=SMALL),
        error_messages={"required": "Tulis dasarnya, supaya orang lain dapat belajar darinya."},
    )


class DelegationForm(forms.Form):
    """What a letter of assignment says."""

    of = forms.TypedChoiceField(label="Menggantikan siapa?", coerce=int)
    to = forms.TypedChoiceField(label="Siapa penggantinya?", coerce=int)
    kind = forms.ChoiceField(
        label="Sebagai",
        choices=[
            (Delegation.Kind.DAILY, "Pelaksana harian (Plh)"),
            (Delegation.Kind.TASK, "Pelaksana tugas (Plt)"),
        ],
    )
    number = forms.CharField(
        label="Nomor surat", max_length=80, error_messages={"required": "Tulis nomor surat penugasannya."}
    )
    starts = forms.DateField(label="Mulai", widget=forms.DateInput(attrs={"type": "date"}))
    ends = forms.DateField(label="Sampai dengan", widget=forms.DateInput(attrs={"type": "date"}))
    role = forms.ChoiceField(label="Untuk peran", required=False)
    agency = forms.TypedChoiceField(label="Untuk kiriman milik", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, lists: Lists, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        of, to, agencies = lists
        self.fields["of"].choices = [(one.pk, f"{one.name}, {one.agency.short_name}") for one in of]  # type: ignore[attr-defined]
        self.fields["to"].choices = [(one.pk, f"{one.name}, {one.agency.short_name}") for one in to]  # type: ignore[attr-defined]
        roles = (Role.APPROVER, Role.COORDINATOR, Role.HEAD, Role.REVIEWER, Role.PPID)
        self.fields["role"].choices = [("", "Semua perannya"), *((role, LABELS[role]) for role in roles)]  # type: ignore[attr-defined]
        near = [(one.pk, one.short_name) for one in agencies]
        self.fields["agency"].choices = [("", "Semua yang diputusnya"), *near]  # type: ignore[attr-defined]
