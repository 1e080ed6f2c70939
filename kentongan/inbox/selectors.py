"""Reading conversations and cases: everyone sees what arrives on their accounts and what was passed on to them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from kentongan.channels.models import RemoteObject
from kentongan.channels.selectors import channels_for
from kentongan.inbox.models import Answer, Case, Conversation, Deadline, Disposition, Message, Share
from kentongan.inbox.states import OPEN
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

SEES_WATCHED = (Role.COORDINATOR, Role.INSPECTOR, Role.AUDITOR)


def conversations_for(actor: Actor) -> QuerySet[Conversation]:
    """Conversations this actor sees. Matters for the inspectorate stay with it, coordinators and auditors."""
    rows = Conversation.objects.filter(government_id=actor.government_id).select_related(
        "channel", "suggested_agency", "checked_by", "case__agency", "case__opened_by"
    )
    if not actor.has(*SEES_WATCHED):
        rows = rows.filter(watched=False)
    elif not actor.has(Role.INSPECTOR):
        rows = rows.exclude(watched=True, case__reported_agency__in=actor.agencies)
    if actor.sees_every_agency:
        return rows
    given = Disposition.objects.filter(
        government_id=actor.government_id, case=OuterRef("case"), to_agency_id__in=actor.agencies
    )
    seen: Q = Q(channel__in=channels_for(actor)) | Q(Exists(given))
    if actor.has(Role.INSPECTOR):
        seen |= Q(watched=True)
    return rows.filter(seen)


def conversation_for(actor: Actor, conversation_id: int) -> Conversation | None:
    """One conversation, or None when it is not this actor's to see."""
    return conversations_for(actor).filter(pk=conversation_id).first()


def make_key(conversation: Conversation) -> str:
    """Where the next page begins."""
    return f"{conversation.last_at.isoformat()}_{conversation.pk}"


def read_key(text: str) -> tuple[datetime, int] | None:
    """Read `make_key`'s text; anything else begins at the start."""
    moment, _, number = text.rpartition("_")
    try:
        at = datetime.fromisoformat(moment.replace(" ", "+"))
        return (at, int(number)) if at.tzinfo else None
    except ValueError:
        return None


def messages_of(conversation: Conversation) -> QuerySet[Message]:
    """What was said, oldest first."""
    rows = Message.objects.filter(government_id=conversation.government_id, conversation=conversation)
    return rows.select_related("conversation").order_by("at", "pk")


def message_for(actor: Actor, message_id: int) -> Message | None:
    """One message, or None when its conversation is not this actor's to see."""
    rows = Message.objects.filter(government_id=actor.government_id, pk=message_id)
    return rows.filter(conversation__in=conversations_for(actor)).select_related("conversation", "channel").first()


def opener_of(conversation: Conversation, said: Sequence[Message]) -> Message | None:
    """The message a conversation is called by: its top one or, where that was never told, the first citizen's."""
    top = next((one for one in said if one.remote_id == conversation.root_id), None)
    return top or next((one for one in said if not one.ours), None)


def posts_of(conversation: Conversation) -> QuerySet[RemoteObject]:
    """Our post under which it was said: one or none."""
    return RemoteObject.objects.filter(
        government_id=conversation.government_id,
        channel_id=conversation.channel_id,
        kind="post",
        remote_id=conversation.post_id,
    ).order_by("pk")


def same_topic(actor: Actor, conversation: Conversation) -> QuerySet[Case]:
    """Recent cases of the same topic: among them the similar ones are looked for."""
    rows = cases_for(actor)
    if not conversation.topic:
        return rows.none()
    return rows.filter(topic=conversation.topic).exclude(conversation=conversation).order_by("-pk")[:20]


def similar_to(conversation: Conversation, rows: QuerySet[Case], limit: int = 3) -> list[Case]:
    """Of `same_topic` those of the same place first."""
    return sorted(rows, key=lambda case: case.place != conversation.place)[:limit]


def case_of(conversation: Conversation) -> Case | None:
    """The case a conversation belongs to."""
    cases = Case.objects.filter(government_id=conversation.government_id, pk=conversation.case_id or 0)
    return cases.select_related("agency", "opened_by").first()


def talks_of(case: Case) -> list[Conversation]:
    """Every conversation of a case somebody was found to see, the one that was opened first before the others."""
    here = Q(case=case) | Q(pk=case.conversation_id)
    return list(Conversation.objects.filter(here, government_id=case.government_id).order_by("opened_at", "pk"))


def cases_for(actor: Actor) -> QuerySet[Case]:
    """Cases this actor sees."""
    rows = Case.objects.filter(government_id=actor.government_id)
    if not actor.has(*SEES_WATCHED):
        rows = rows.filter(watched=False)
    elif not actor.has(Role.INSPECTOR):
        rows = rows.exclude(watched=True, reported_agency__in=actor.agencies)
    if not actor.sees_every_agency:
        rows = rows.filter(_case_is_seen(actor))
    return rows.select_related("agency", "opened_by", "conversation__channel").order_by("-pk")


def _case_is_seen(actor: Actor) -> Q:
    given = Disposition.objects.filter(
        government_id=actor.government_id, case=OuterRef("pk"), to_agency_id__in=actor.agencies
    )
    seen: Q = Q(conversation__channel__in=channels_for(actor)) | Q(Exists(given))
    return seen | Q(watched=True) if actor.has(Role.INSPECTOR) else seen


def case_for(actor: Actor, case_id: int) -> Case | None:
    """One case, or None when it is not this actor's to see."""
    return cases_for(actor).filter(pk=case_id).first()


def dispositions_of(case: Case) -> QuerySet[Disposition]:
    """The way the case went, oldest first."""
    rows = Disposition.objects.filter(government_id=case.government_id, case=case).order_by("pk")
    return rows.select_related(
        "from_agency", "from_person", "to_agency", "ended_by", "proposed_agency", "parent__to_agency"
    )


def waiting_disposition(case: Case) -> Disposition | None:
    """The disposition that waits now."""
    return dispositions_of(case).filter(state=OPEN, share=Share.LEAD).first()


def deadlines_of(case: Case) -> QuerySet[Deadline]:
    """Every promise in time, the nearest first."""
    return Deadline.objects.filter(government_id=case.government_id, case=case).order_by("due_at")


def answers_of(case: Case) -> QuerySet[Answer]:
    """Every answer of a case, oldest first."""
    rows = Answer.objects.filter(government_id=case.government_id, case=case).order_by("pk")
    return rows.select_related("author", "author__agency", "released_by")


def answer_at_work(case: Case) -> Answer | None:
    """The answer being written, waiting or on its way."""
    return answers_of(case).exclude(state="sent").last()
