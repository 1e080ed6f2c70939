"""What a conversation's page shows of its reading; also masks personal data for whoever need not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.inbox.readings.guarding import guard, may_read_personal, personal_names
from kentongan.inbox.readings.saying import reading_said
from kentongan.inbox.readings.selectors import case_to_join, same_matter
from kentongan.inbox.states import NEW
from kentongan.organizations.selectors import bare_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.inbox.models import Case, Conversation, Message
    from kentongan.organizations.actor import Actor


def reading_facts(
    actor: Actor, found: Conversation, case: Case | None, said: Sequence[Message], places: Sequence[str]
) -> dict[str, Any]:
    """Everything of the page that comes of the reading. Call it before the words are marked: it may mask them.

    `places`: the full names of the government's places.
    """
    sees_personal = may_read_personal(actor, found, case)
    if not sees_personal:
        guard(found, said)
    others, how_many = same_matter(actor, found)
    return {
        "personal": personal_names(found),
        "sees_personal": sees_personal,
        "same_matter": others,
        "same_matter_count": how_many,
        "to_join": case_to_join(actor, found),
        "read": reading_said(found),
        "places": tuple(bare_name(name) for name in places) if found.state == NEW else (),
    }
