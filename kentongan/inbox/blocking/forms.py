"""What the pages of the register accept. Every problem says what happened and what to do."""

from __future__ import annotations

from django import forms

from kentongan.inbox.blocking.services import Told
from kentongan.inbox.grounds import CRITICISM_STAYS, GROUNDS
from kentongan.inbox.lanes.forms import Line
from kentongan.organizations.forms import DayField


class BlockForm(forms.Form):
    """A block that somebody made on the platform."""

    ground = forms.ChoiceField(
        label="Apa alasannya?",
        choices=list(GROUNDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": f"Pilih alasannya. {CRITICISM_STAYS}"},
    )
    since = DayField(label="Diblokir tanggal")
    review_on = DayField(
        label="Ditinjau lagi tanggal",
        help_text="Admin koordinator diingatkan. Paling lama 180 hari, lebih pendek lebih baik.",
    )
    note = Line("Catatan", 300, required=False)

    def told(self) -> Told:
        """The same as the service takes it."""
        return Told(**self.cleaned_data)


class KeepForm(forms.Form):
    """That it stands a while longer."""

    why = Line("Mengapa masih perlu?", 300)
    review_on = DayField(label="Ditinjau lagi tanggal")


class EndForm(forms.Form):
    """That it was lifted."""

    why = Line("Mengapa dibuka?", 300)
