"""A path as a form: for what it is, and its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.approvals.rules import (
    ANYWHERE,
    LINE,
    MOST_HOURS,
    MOST_STEPS,
    PERSON,
    RISKS,
    Conditions,
    Facts,
    Party,
    Path,
    PathError,
    Step,
)
from kentongan.channels.models import PLATFORM_NAMES
from kentongan.compliance.impact.knowing import CLASSES
from kentongan.compliance.impact.rules import LOW
from kentongan.organizations.roles import LABELS, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.approvals.models import ApprovalPath
    from kentongan.channels.models import Channel
    from kentongan.organizations.models import Agency, Person

STEPS = MOST_STEPS
NEAR = (Role.APPROVER, Role.REVIEWER, Role.LIAISON, Role.HEAD)
FAR = (Role.COORDINATOR, Role.REVIEWER, Role.HEAD, Role.PPID, Role.INSPECTOR, Role.CRISIS_LEAD, Role.LEADER_TEAM)
EITHER = [("", "Tidak dibedakan"), ("ya", "Ya"), ("tidak", "Tidak")]
READ = {"": None, "ya": True, "tidak": False}
SAID = {None: "", True: "ya", False: "tidak"}
MANY = forms.CheckboxSelectMultiple


@dataclass(frozen=True, slots=True)
class Known:
    """What a path can name."""

    agencies: Sequence[Agency]
    channels: Sequence[Channel]
    people: Sequence[Person]

    def parties(self, nobody: str) -> list[Any]:
        """Whom a step can ask, in groups."""
        line = [(str(Party(LINE, role)), f"{LABELS[role]} dinas atau atasannya") for role in NEAR]
        anywhere = [(str(Party(ANYWHERE, role)), LABELS[role]) for role in FAR]
        people = [(str(Party(PERSON, person_id=one.pk)), f"{one.name}, {one.agency.short_name}") for one in self.people]
        groups = (("Di dinas kiriman itu", line), ("Di mana saja", anywhere), ("Orang tertentu", people))
        return [("", nobody), *groups]


class PathForm(forms.Form):
    """For what a path is, and how long things hold on it."""

    name = forms.CharField(
        label="Nama jalur",
        max_length=80,
        error_messages={"required": "Beri jalur ini nama, supaya orang mengenalinya."},
    )
    position = forms.IntegerField(
        label="Urutan", min_value=1, max_value=999, initial=10, help_text="Yang lebih kecil dicoba lebih dulu."
    )
    classes = forms.MultipleChoiceField(
        label="Jenis kiriman", required=False, choices=list(CLASSES.items()), widget=MANY
    )
    risks = forms.MultipleChoiceField(label="Risiko", required=False, choices=list(RISKS.items()), widget=MANY)
    platforms = forms.MultipleChoiceField(
        label="Platform", required=False, choices=list(PLATFORM_NAMES.items()), widget=MANY
    )
    agencies = forms.TypedMultipleChoiceField(label="Milik dinas (dan bawahannya)", required=False, coerce=int)
    channels = forms.TypedMultipleChoiceField(label="Akun tertentu", required=False, coerce=int)
    emergency = forms.ChoiceField(label="Darurat?", required=False, choices=EITHER)
    election = forms.ChoiceField(label="Dalam masa pemilu?", required=False, choices=EITHER)
    days = forms.IntegerField(label="Permintaan gugur setelah (hari)", min_value=1, max_value=60, initial=7)
    valid_days = forms.IntegerField(
        label="Persetujuan berlaku paling lama (hari)",
        min_value=0,
        max_value=366,
        initial=0,
        help_text="0: selama kirimannya masih berguna.",
    )
    audit_hours = forms.IntegerField(
        label="Diperiksa sesudah terbit, dalam (jam)", min_value=0, max_value=720, initial=0, help_text="0: tidak."
    )
    same_person = forms.BooleanField(label="Satu orang boleh memutus lebih dari satu langkah", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["agencies"].choices = [(one.pk, one.short_name) for one in known.agencies]  # type: ignore[attr-defined]
        self.fields["channels"].choices = [(one.pk, str(one)) for one in known.channels]  # type: ignore[attr-defined]

    def conditions(self) -> Conditions:
        """As the rules read them."""
        given = self.cleaned_data
        sets = {name: frozenset(given[name]) for name in ("classes", "risks", "platforms", "agencies", "channels")}
        return Conditions(**sets, emergency=READ[given["emergency"]], election=READ[given["election"]])


class StepForm(forms.Form):
    """One step; without anybody asked it is left out."""

    name = forms.CharField(label="Nama langkah", max_length=60, required=False)
    first = forms.ChoiceField(label="Diputus oleh", required=False)
    second = forms.ChoiceField(label="dan/atau", required=False)
    third = forms.ChoiceField(label="dan/atau yang lain", required=False)
    needs = forms.ChoiceField(
        label="Siapa yang harus memutus?",
        required=False,
        choices=[("any", "Salah satu cukup"), ("all", "Semuanya")],
    )
    hours = forms.IntegerField(label="Tenggat (jam)", required=False, min_value=0, max_value=MOST_HOURS)
    working = forms.BooleanField(label="Hitung jam kerja saja", required=False)
    escalate = forms.ChoiceField(label="Bila lewat tenggat, teruskan ke", required=False)
    asks_reason = forms.BooleanField(label="Minta alasan saat menyetujui", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name in ("first", "second", "third", "escalate"):
            self.fields[name].choices = known.parties("Tidak ada")  # type: ignore[attr-defined]

    def step(self) -> Step | None:
        """As the rules read it. PathError."""
        given = self.cleaned_data
        parties = [given[name] for name in ("first", "second", "third") if given.get(name)]
        if not parties:
            return None
        told = {name: given.get(name) for name in ("hours", "working", "escalate", "asks_reason")}
        name = given.get("name") or "Persetujuan"
        return Step.from_json({"name": name, "parties": parties, "needs_all": given.get("needs") == "all"} | told)


@dataclass(slots=True)
class PathPage:
    """Both together."""

    path: PathForm
    steps: list[StepForm]

    @classmethod
    def begin(cls, known: Known, found: ApprovalPath | None, data: Any = None) -> PathPage:  # noqa: ANN401 - a QueryDict
        """From what is kept, or from what was typed."""
        head, steps = _initial(found.rule, found.position) if found else ({}, [{"hours": 8, "working": True}])
        rows = [StepForm(data, prefix=f"s{n}", known=known, initial=_at(steps, n)) for n in range(STEPS)]
        return cls(PathForm(data, known=known, initial=head), rows)

    def read(self) -> Path | None:
        """The path; None where the forms say what is wrong."""
        if not all([self.path.is_valid(), *(step.is_valid() for step in self.steps)]):
            return None
        given = self.path.cleaned_data
        try:
            steps = tuple(step for form in self.steps if (step := form.step()))
        except PathError as problem:
            self.path.add_error(None, str(problem))
            return None
        if not steps:
            self.path.add_error(None, "Jalur ini belum punya langkah. Pilih paling sedikit satu yang memutus.")
            return None
        limits = {name: given[name] for name in ("days", "valid_days", "audit_hours", "same_person")}
        return Path(given["name"], steps, self.path.conditions(), **limits)


def _at(steps: Sequence[dict[str, Any]], number: int) -> dict[str, Any]:
    return steps[number] if number < len(steps) else {}


def _initial(path: Path, position: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    where = path.conditions
    head = where.as_json() | {"emergency": SAID[where.emergency], "election": SAID[where.election]}
    head |= {name: getattr(path, name) for name in ("name", "days", "valid_days", "audit_hours", "same_person")}
    places = ("first", "second", "third")
    steps = [
        step.as_json()
        | dict(zip(places, step.as_json()["parties"], strict=False))
        | {"needs": "all" if step.needs_all else "any"}
        for step in path.steps
    ]
    return head | {"position": position}, steps


class TryForm(forms.Form):
    """A post that could be."""

    content_class = forms.ChoiceField(label="Jenis", choices=list(CLASSES.items()))
    agency = forms.TypedChoiceField(label="Milik", coerce=int)
    risk = forms.ChoiceField(label="Risiko", choices=list(RISKS.items()), initial=LOW)
    platform = forms.ChoiceField(label="Platform", required=False)
    election = forms.BooleanField(label="Dalam masa pemilu", required=False)

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(one.pk, one.short_name) for one in agencies]  # type: ignore[attr-defined]
        self.fields["platform"].choices = [("", "Mana saja"), *PLATFORM_NAMES.items()]  # type: ignore[attr-defined]

    def facts(self) -> Facts:
        """What its path is chosen by."""
        given = self.cleaned_data
        platforms = frozenset({given["platform"]} - {""})
        urgent = given["content_class"] == "darurat"
        return Facts(
            given["content_class"], given["agency"], frozenset(), platforms, given["risk"], urgent, given["election"]
        )
