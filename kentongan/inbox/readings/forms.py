"""What a person confirms or corrects of a reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.inbox.models import Kind
from kentongan.inbox.readings.bearers import BY_NAME, Bearer
from kentongan.inbox.readings.checking import Checked
from kentongan.inbox.readings.models import KnownPlace, Urgency
from kentongan.organizations.forms import PlainSelect
from kentongan.organizations.models import Agency
from kentongan.organizations.selectors import agencies_for
from kentongan.triage.topics import TOPICS

if TYPE_CHECKING:
    from django.http import QueryDict

    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

NO_TOPIC = "-"
LONGEST_PLACE = 120


class ReadingFields(forms.Form):
    """Topic, place and urgency beside kind and agency; a part that was not sent was not looked at."""

    topic = forms.ChoiceField(
        label="Pokok",
        required=False,
        widget=PlainSelect,
        choices=[(NO_TOPIC, "Belum dikenali"), *((topic.code, topic.name) for topic in TOPICS)],
    )
    place = forms.CharField(
        label="Tempat",
        required=False,
        max_length=LONGEST_PLACE,
        widget=forms.TextInput(attrs={"list": "tempat-dikenal", "autocomplete": "off"}),
    )
    urgency = forms.ChoiceField(label="Kesegeraan", required=False, choices=Urgency.choices, widget=PlainSelect)

    def checked(self) -> Checked:
        """What was said of those parts that were sent."""
        sent = {name: self.cleaned_data[name] for name in ("topic", "place", "urgency") if name in self.data}
        if "topic" in sent:
            sent["topic"] = "" if sent["topic"] in {"", NO_TOPIC} else sent["topic"]
        if not sent.get("urgency"):
            sent.pop("urgency", None)
        return Checked(**sent)


class CheckForm(ReadingFields):
    """All of a reading, without sending it on. The agency is another form's choice: an empty one leaves it as advised."""

    kind = forms.ChoiceField(label="Jenis", choices=Kind.choices, widget=PlainSelect)

    def all_checked(self, bearer: Bearer) -> Checked:
        """The same with the kind and who answers."""
        return replace(self.checked(), kind=self.cleaned_data["kind"], bearer=bearer)


class PlaceForm(forms.Form):
    """A place people name."""

    name = forms.CharField(
        label="Nama tempat", max_length=LONGEST_PLACE, error_messages={"required": "Tulis nama tempatnya."}
    )
    level = forms.ChoiceField(label="Apa itu", choices=KnownPlace.Level.choices, initial=KnownPlace.Level.LANDMARK)
    within = forms.CharField(label="Di kecamatan", required=False, max_length=LONGEST_PLACE)
    aliases = forms.CharField(label="Sebutan lain, dipisah koma", required=False, max_length=300)
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Dilayani oleh", required=False)

    def __init__(self, actor: Actor, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_place_%s")
        units = (Agency.Kind.DISTRICT, Agency.Kind.VILLAGE)
        self.fields["agency"].queryset = agencies_for(actor).filter(kind__in=units)  # type: ignore[attr-defined]

    def place(self) -> dict[str, Any]:
        """What the service takes."""
        told = {name: self.cleaned_data[name] for name in ("name", "level", "within", "aliases")}
        agency = self.cleaned_data["agency"]
        return told | {"agency_id": agency.pk if agency else None}


def first_values(conversation: Conversation) -> dict[str, Any]:
    """What the forms show at first: the advice, or what a person said before."""
    topic = BY_NAME.get(conversation.topic)
    return {
        "agency": conversation.suggested_agency_id,
        "kind": conversation.kind,
        "topic": topic.code if topic else NO_TOPIC,
        "place": conversation.place,
        "urgency": conversation.urgency,
    }


def bearer_of(conversation: Conversation, chosen: Agency | None) -> Bearer:
    """Who answers by what was chosen; without a choice a body outside stays as advised."""
    if chosen is not None:
        return Bearer(chosen)
    return Bearer(None, conversation.outside) if conversation.outside else Bearer(conversation.suggested_agency)
