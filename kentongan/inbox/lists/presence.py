"""Who is writing about a conversation right now, and what each person has read. Neither is anybody's business later: no trail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kentongan.core import clock
from kentongan.inbox.lists.models import Presence, Seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

LASTS = timedelta(seconds=25)
"""The page says it every ten seconds while somebody types."""
SAY_SEEN = """INSERT INTO inbox_seen (government_id, person_id, conversation_id, until)
    SELECT %s, %s, c, %s FROM unnest(%s) AS c
    ON CONFLICT (government_id, person_id, conversation_id) DO UPDATE SET until = excluded.until
    WHERE inbox_seen.until < excluded.until"""


@transaction.atomic
def writes(*, actor: Actor, conversation: Conversation) -> None:
    """Say that this person writes; what ran out about this conversation goes."""
    at, rows = clock.now(), Presence.objects.filter(government_id=actor.government_id, conversation=conversation)
    rows.filter(until__lt=at).delete()
    Presence.objects.update_or_create(
        government_id=actor.government_id,
        conversation=conversation,
        person_id=actor.person_id,
        defaults={"until": at + LASTS},
    )


def writers_of(actor: Actor, conversation_id: int) -> QuerySet[Presence, str]:
    """The others who write about it now, by name."""
    rows = Presence.objects.filter(
        government_id=actor.government_id, conversation=conversation_id, until__gte=clock.now()
    )
    return rows.exclude(person=actor.person_id).order_by("pk").values_list("person__name", flat=True)


def writing_now(actor: Actor, keys: Sequence[int]) -> dict[int, str]:
    """By conversation: somebody else who writes about it now."""
    rows = Presence.objects.filter(
        government_id=actor.government_id, conversation__in=keys, until__gte=clock.now()
    ).exclude(person=actor.person_id)
    return dict(rows.values_list("conversation_id", "person__name"))


def note_seen(*, actor: Actor, keys: Sequence[int]) -> None:
    """Note that the actor has read these up to now."""
    with connection.cursor() as cursor:
        cursor.execute(SAY_SEEN, [actor.government_id, actor.person_id, clock.now(), list(keys)])


def forget_seen(*, actor: Actor, keys: Sequence[int]) -> None:
    """Show these to the actor as unread again."""
    Seen.objects.filter(government_id=actor.government_id, person=actor.person_id, conversation__in=keys).delete()
