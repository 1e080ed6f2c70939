"""What is asked before an act on several conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from kentongan.inbox.forms import DispositionForm
from kentongan.inbox.models import Kind

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

REASONS = (
    "pujian atau sapaan",
    "judi daring atau iklan",
    "tidak berkaitan dengan pemerintah daerah",
    "sudah dijawab",
)
"""Why a conversation needs no agency."""
WANTED = {"arsipkan": {"reason"}, "teruskan": {"agency", "instruction"}, "jenis": {"kind"}}


class ManyForm(DispositionForm):
    """The fields that one act needs, and no others."""

    reason = forms.ChoiceField(
        label="Mengapa?",
        choices=[(one, one.capitalize()) for one in REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu alasan."},
    )
    kind = forms.ChoiceField(label="Jenis", choices=Kind.choices, widget=forms.RadioSelect)

    def __init__(self, actor: Actor, act: str, data: object = None) -> None:
        super().__init__(actor, data)
        for name in set(self.fields) - WANTED.get(act, set()):
            del self.fields[name]
