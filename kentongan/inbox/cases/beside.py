"""Everything that stands beside a case, asked in one question: the page would need a dozen otherwise.

PostgreSQL hands each kind over as JSON; here they become plain mappings with moments and words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject

from kentongan.inbox.access import WRITERS
from kentongan.inbox.cases.models import CaseDocument, CaseFile, ChecklistItem, Follower, Merge, Note
from kentongan.inbox.clocks.models import CasePause, DeadlineChange, Escalation, LadderStep
from kentongan.inbox.clocks.words import NAMES
from kentongan.inbox.models import Case, Conversation, Deadline
from kentongan.organizations.models import Person, RoleHolding
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

Row = dict[str, Any]
HERE = {"government_id": OuterRef("government_id"), "case_id": OuterRef("pk")}
MOMENTS = frozenset({"at", "opened_at", "started_at", "ended_at", "until", "done_at", "merged_at", "undone_at"})
MOMENTS |= {"due_at", "met_at"}
KINDS = ("talks", "notes", "items", "files", "documents", "pauses", "merges", "escalations", "deadlines", "people")


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows by kind, oldest first; `people`: who answers for the unit that has the case."""

    talks: list[Row]
    notes: list[Row]
    items: list[Row]
    files: list[Row]
    documents: list[Row]
    pauses: list[Row]
    merges: list[Row]
    escalations: list[Row]
    deadlines: list[Row]
    people: list[str]
    follows: bool

    @property
    def pause(self) -> Row | None:
        """The pause that runs."""
        return next((one for one in self.pauses if one["ended_at"] is None), None)


def beside_rows(actor: Actor, case: Case) -> QuerySet[Case, Any]:
    """The question: one row, for a case the actor was found to see."""
    following = Follower.objects.filter(**HERE, person_id=actor.person_id)
    questions = _questions(case)
    asked = [*(ArraySubquery(questions[name]) for name in KINDS), Exists(following)]
    return Case.objects.filter(government_id=case.government_id, pk=case.pk).values_list(*asked)


def beside(rows: QuerySet[Case, Any]) -> Beside:
    """What the answer says."""
    row = rows[0]
    kinds = {name: [_with_moments(one) for one in told] for name, told in zip(KINDS, row, strict=False)}
    for one in kinds["files"]:
        one["label"] = CaseFile.Kind(one["kind"]).label
    for one in kinds["pauses"]:
        one["label"] = CasePause.Kind(one["kind"]).label
    for one in kinds["escalations"]:
        one["label"] = LadderStep.Target(one["target"]).label.lower()
    for one in kinds["deadlines"]:
        one["name"] = f"Bagian {one['unit']}" if one["unit"] else NAMES.get(one["code"], "Tenggat")
    people = [f"{one['honorific']} {one['name'].split()[0]}".strip() for one in kinds.pop("people")]
    return Beside(**kinds, people=people, follows=row[-1])


def _questions(case: Case) -> Mapping[str, QuerySet[Any, Any]]:
    return {
        "talks": _json(
            Conversation.objects.filter(
                # By values, not by the outer row: an "or" of two of its columns would read every conversation there is.
                Q(case_id=case.pk) | Q(pk=case.conversation_id), government_id=case.government_id
            ).order_by("opened_at", "pk"),
            "id", "author_name", "excerpt", "opened_at",
            platform="channel__platform", channel="channel__name",
        ),
        "notes": _json(
            Note.objects.filter(**HERE), "text", "at", author="author__name", unit="author__agency__short_name"
        ),
        "items": _json(ChecklistItem.objects.filter(**HERE), "id", "text", "done_at", done_by="done_by__name"),
        "files": _json(
            CaseFile.objects.filter(**HERE, removed_at=None), "id", "kind", "said", "taken_on",
            unit="unit__short_name", media="asset__kind", poster="asset__has_poster",
        ),
        "documents": _json(
            CaseDocument.objects.filter(**HERE, removed_at=None), "id", "said", "dated_on", "size", unit="unit__short_name"
        ),
        "pauses": _json(
            CasePause.objects.filter(**HERE), "kind", "reason", "started_at", "until", "ended_at",
            started_by="started_by__name", ended_by="ended_by__name",
        ),
        "merges": _json(
            Merge.objects.filter(
                Q(source_id=OuterRef("pk")) | Q(target_id=OuterRef("pk")), government_id=OuterRef("government_id")
            ),
            "id", "source_id", "target_id", "merged_at", "undone_at", "reason", by="merged_by__name",
            undone_by="undone_by__name", source_number="source__number", source_year="source__year",
            target_number="target__number", target_year="target__year",
        ),
        "escalations": _json(
            Escalation.objects.filter(government_id=OuterRef("government_id"), deadline__case_id=OuterRef("pk")),
            "target", "told", "at",
        ),
        "deadlines": _json(
            Deadline.objects.filter(**HERE).order_by("due_at", "pk").annotate(moved=ArraySubquery(_reasons())),
            "id", "code", "due_at", "met_at", "pausable", "dropped_why", "moved", "disposition_id",
            unit="disposition__to_agency__short_name",
        ),
        "people": _json(_people(case), "name", "honorific"),
    }  # fmt: skip


def _reasons() -> QuerySet[DeadlineChange, Any]:
    rows = DeadlineChange.objects.filter(government_id=OuterRef("government_id"), deadline_id=OuterRef("pk"))
    return rows.order_by("pk").values("why")


def _people(case: Case) -> QuerySet[Person]:
    roles = (Role.INSPECTOR,) if case.watched else WRITERS
    holding = RoleHolding.objects.filter(
        government_id=OuterRef("government_id"), person_id=OuterRef("pk"), role__in=roles
    )
    rows = Person.objects.filter(Exists(holding), government_id=OuterRef("government_id"), active=True)
    return rows.filter(agency_id=OuterRef("agency_id")).order_by("pk")[:3]


def _json(rows: QuerySet[Any], *fields: str, **named: str) -> QuerySet[Any, Any]:
    ordered = rows if rows.query.order_by else rows.order_by("pk")
    told = JSONObject(**{name: F(name) for name in fields}, **{name: F(path) for name, path in named.items()})
    return ordered.values_list(told)


def _with_moments(row: Row) -> Row:
    return {key: datetime.fromisoformat(it) if it and key in MOMENTS else it for key, it in row.items()}
