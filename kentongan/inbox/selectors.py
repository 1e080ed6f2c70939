"""Reading conversations and cases: everyone sees what arrives on their accounts and what was passed on to them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from kentongan.channels.models import RemoteObject
from kentongan.channels.selectors import channels_for
from kentongan.inbox.models import Answer, Case, Conversation, Deadline, Disposition, Message
from kentongan.inbox.states import ARCHIVED, CLOSED, DONE, NEW, NOT_OURS, OPEN, READY, WITH_AGENCY
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "pilah": ("Dipilah", (NEW,)),
    "dinas": ("Di dinas", (WITH_AGENCY,)),
    "siap": ("Siap kirim", (READY,)),
    "selesai": ("Selesai", (DONE, ARCHIVED)),
}
SEES_WATCHED = (Role.COORDINATOR, Role.INSPECTOR, Role.AUDITOR)


def conversations_for(actor: Actor) -> QuerySet[Conversation]:
    """Conversations this actor sees. Matters for the inspectorate stay with it, coordinators and auditors."""
    rows = Conversation.objects.filter(government_id=actor.government_id).select_related("channel", "suggested_agency")
    if not actor.has(*SEES_WATCHED):
        rows = rows.filter(watched=False)
    if actor.sees_every_agency:
        return rows
    given = Disposition.objects.filter(
        government_id=actor.government_id, case__conversation=OuterRef("pk"), to_agency_id__in=actor.agencies
    )
    seen: Q = Q(channel__in=channels_for(actor)) | Q(Exists(given))
    if actor.has(Role.INSPECTOR):
        seen |= Q(watched=True)
    return rows.filter(seen)


def conversation_for(actor: Actor, conversation_id: int) -> Conversation | None:
    """One conversation, or None when it is not this actor's to see."""
    return conversations_for(actor).filter(pk=conversation_id).first()


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many conversations stand behind each tab."""
    by_state = conversations_for(actor).order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    counts = dict(by_state)
    return {tab: sum(counts.get(state, 0) for state in states) for tab, (_, states) in TABS.items()}


def page_of(actor: Actor, tab: str, words: str, before: str, size: int = 25) -> tuple[list[Conversation], str]:
    """One page of a tab, newest first, and the key of the next one (empty: this is the last)."""
    rows = conversations_for(actor).filter(state__in=TABS[tab][1])
    if words:
        rows = rows.filter(Q(excerpt__icontains=words) | Q(author_name__icontains=words) | Q(place__icontains=words))
    if key := read_key(before):
        at, pk = key
        rows = rows.filter(Q(last_at__lt=at) | Q(last_at=at, pk__lt=pk))
    found = list(rows.order_by("-last_at", "-pk")[: size + 1])
    more = len(found) > size
    return found[:size], make_key(found[size - 1]) if more else ""


def newer_than(actor: Actor, tab: str, latest_id: int) -> int:
    """How many conversations of a tab arrived after the one with that key."""
    return conversations_for(actor).filter(state__in=TABS[tab][1], pk__gt=latest_id).count()


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


def messages_of(conversation: Conversation) -> list[Message]:
    """What was said, oldest first."""
    rows = Message.objects.filter(government_id=conversation.government_id, conversation=conversation)
    return list(rows.select_related("conversation").order_by("at", "pk"))


def message_for(actor: Actor, message_id: int) -> Message | None:
    """One message, or None when its conversation is not this actor's to see."""
    rows = Message.objects.filter(government_id=actor.government_id, pk=message_id)
    return rows.filter(conversation__in=conversations_for(actor)).select_related("conversation", "channel").first()


def opener_of(conversation: Conversation, said: list[Message]) -> Message | None:
    """The message a conversation is called by: its top one or, where that was never told, the first citizen's."""
    top = next((one for one in said if one.remote_id == conversation.root_id), None)
    return top or next((one for one in said if not one.ours), None)


def post_of(conversation: Conversation) -> RemoteObject | None:
    """Our post under which it was said."""
    return RemoteObject.objects.filter(
        government_id=conversation.government_id,
        channel_id=conversation.channel_id,
        kind="post",
        remote_id=conversation.post_id,
    ).first()


def similar_to(actor: Actor, conversation: Conversation, limit: int = 3) -> list[Case]:
    """Recent cases of the same topic, those of the same place first."""
    if not conversation.topic:
        return []
    rows = cases_for(actor).filter(topic=conversation.topic).exclude(conversation=conversation)
    return sorted(rows.order_by("-pk")[:20], key=lambda case: case.place != conversation.place)[:limit]


def case_of(conversation: Conversation) -> Case | None:
    """The case a conversation became."""
    cases = Case.objects.filter(government_id=conversation.government_id, conversation=conversation)
    return cases.select_related("agency", "opened_by").first()


def cases_for(actor: Actor) -> QuerySet[Case]:
    """Cases this actor sees."""
    rows = Case.objects.filter(government_id=actor.government_id, conversation__in=conversations_for(actor))
    if not actor.has(*SEES_WATCHED):
        rows = rows.filter(watched=False)
    return rows.select_related("agency", "opened_by", "conversation__channel").order_by("-pk")


def case_for(actor: Actor, case_id: int) -> Case | None:
    """One case, or None when it is not this actor's to see."""
    return cases_for(actor).filter(pk=case_id).first()


def cases_page(actor: Actor, *, finished: bool, before: int, size: int = 25) -> tuple[list[Case], int]:
    """One page of open or finished cases, newest first, and the key of the next (0: this is the last)."""
    ended = Q(state__in=(CLOSED, NOT_OURS))
    rows = cases_for(actor).filter(ended if finished else ~ended)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else 0


def dispositions_of(case: Case) -> QuerySet[Disposition]:
    """The way the case went, oldest first."""
    rows = Disposition.objects.filter(government_id=case.government_id, case=case).order_by("pk")
    return rows.select_related("from_agency", "from_person", "to_agency", "ended_by")


def waiting_disposition(case: Case) -> Disposition | None:
    """The disposition that waits now."""
    return dispositions_of(case).filter(state=OPEN).order_by("-pk").first()


def deadlines_of(case: Case) -> QuerySet[Deadline]:
    """Every promise in time, the nearest first."""
    return Deadline.objects.filter(government_id=case.government_id, case=case).order_by("due_at")


def next_deadlines(cases: list[Case]) -> dict[int, datetime]:
    """The nearest running deadline of each case."""
    if not cases:
        return {}
    rows = Deadline.objects.filter(government_id=cases[0].government_id, case__in=cases, met_at=None).order_by(
        "-due_at"
    )
    return dict(rows.values_list("case_id", "due_at"))


def answers_of(case: Case) -> QuerySet[Answer]:
    """Every answer of a case, oldest first."""
    rows = Answer.objects.filter(government_id=case.government_id, case=case).order_by("pk")
    return rows.select_related("author", "author__agency", "released_by")


def answer_at_work(case: Case) -> Answer | None:
    """The answer being written, waiting or on its way."""
    return answers_of(case).exclude(state="sent").last()


def waiting_count(actor: Actor) -> int:
    """How many conversations wait to be sorted by this actor."""
    return conversations_for(actor).filter(state=NEW, spam=False).count()
