"""What the settings page of the impact analysis accepts."""

from __future__ import annotations

from django import forms

from kentongan.compliance.impact.knowing import CLASSES, PERIODS
from kentongan.compliance.impact.services import Days
from kentongan.organizations.forms import NEEDED, DayField


class PeriodForm(forms.Form):
    """Days to be careful on."""

    kind = forms.ChoiceField(label="Masa apa?", choices=list(PERIODS.items()))
    name = forms.CharField(
        label="Namanya",
        max_length=120,
        error_messages={"required": NEEDED},
        help_text="Misalnya: Berkabung atas korban banjir.",
    )
    starts = DayField(label="Hari pertama")
    ends = DayField(label="Hari terakhir")

    def days(self) -> Days:
        """The same as the service takes it."""
        return Days(**self.cleaned_data)


class OptionalForm(forms.Form):
    """Classes of content for which the analysis may be left out."""

    optional = forms.MultipleChoiceField(
        label="Boleh dilewati untuk",
        choices=list(CLASSES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
