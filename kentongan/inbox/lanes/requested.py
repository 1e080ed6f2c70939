"""What a citizen asks for in all they wrote of a case: the words of the PPID's register, and what they wrote besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.inbox.lanes.wording import covered, said_in
from kentongan.inbox.models import Conversation, Message

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kentongan.channels.models import Channel
    from kentongan.inbox.lanes.ppid_models import InformationRequest
    from kentongan.inbox.models import Case
    from kentongan.organizations.actor import Actor

MOST_COMMENTS = 200
OTHERS = "komentar lain dari pemohon"


@dataclass(frozen=True, slots=True)
class Besides:
    """One comment of the citizen that the register does not hold, with numbers of people covered."""

    at: datetime
    channel: Channel
    text: str


def comments_of(case: Case) -> QuerySet[Message]:
    """What the citizen who asked first wrote in any conversation of the case and left standing, oldest first.

    The same author on the same platform; where it tells no author, the same name in that conversation.
    """
    first, here = case.conversation, Q(case=case) | Q(pk=case.conversation_id)
    talks = Conversation.objects.filter(here, government_id=case.government_id).order_by().values("pk")
    rows = Message.objects.filter(
        government_id=case.government_id, conversation__in=talks, ours=False, removed_at=None, author_id=first.author_id
    )
    if first.author_id:
        rows = rows.filter(channel__platform=first.channel.platform)
    else:
        rows = rows.filter(conversation=first, author_name=first.author_name)
    return rows.select_related("channel").order_by("at", "pk")[:MOST_COMMENTS]


def asked_in(actor: Actor, case: Case) -> str:
    """The citizen's request in all their comments, numbers covered; where they took all away, as it was said first."""
    said = [one.text for one in comments_of(case) if one.text.strip()]
    return "\n\n".join(said_in(actor, said or [case.conversation.excerpt], OTHERS))


def besides(actor: Actor, request: InformationRequest) -> list[Besides]:
    """What the citizen wrote in the case and the register does not hold: later, in other words, or too much for it.

    Whoever reads the register need not see the case, so of a matter for the inspectorate there is nothing.
    """
    if request.case.watched:
        return []
    held = f"\n\n{request.asked.strip()}\n\n"
    said = [Besides(one.at, one.channel, covered(actor, one.text)) for one in comments_of(request.case)]
    return [one for one in said if one.text and f"\n\n{one.text}\n\n" not in held]
