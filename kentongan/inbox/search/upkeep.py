"""Keeping the search table: one statement for a batch of messages, at their arrival and when their words change."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection

from kentongan.core import clock
from kentongan.inbox.search.asking import quoted
from kentongan.inbox.search.words import MOST, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kentongan.inbox.models import Message

WEEK_SECONDS, WEEKS_A_QUARTER = 7 * 24 * 3600, 13
AUTHOR_AT = 16_000
"""Where names stand in a document: behind every word of the text, so that no phrase runs into them."""
KEEP = "SELECT inbox_search_keep(%s, %s, %s)"


def keep(messages: Sequence[Message]) -> None:
    """Make citizens' messages findable; what they said before stays findable too. Part of the caller's transaction."""
    citizens = [message for message in messages if not message.ours]
    if not citizens:
        return
    at = clock.now()
    columns = (
        [message.pk for message in citizens],
        [message.conversation_id for message in citizens],
        [document(message, at) for message in citizens],
    )
    with connection.cursor() as cursor:
        cursor.execute(KEEP, columns)


def document(message: Message, at: datetime) -> str:
    """A message as PostgreSQL keeps it: its words with their places, its author, its account, and when it came."""
    prefix = prefix_of(message.government_id)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(islice(words_of(message.text), MOST), start=1):
        for form in word.forms:
            places.setdefault(form, []).append(place)
    for place, word in enumerate(words_of(message.author_name), start=AUTHOR_AT):
        for form in word.forms:
            places.setdefault(form, []).append(place)
            places.setdefault(f"@{form}", []).append(place)
    told = [f"{quoted(prefix + form)}:{','.join(map(str, at_places[:200]))}" for form, at_places in places.items()]
    return " ".join([*told, quoted(channel_word(prefix, message.channel_id)), *map(quoted, period_words(prefix, at))])


def prefix_of(government_id: int) -> str:
    """What every word of a government begins with in the index: another's words are other words."""
    return f"g{government_id}."


def channel_word(prefix: str, channel_id: int) -> str:
    """The word that all of an account's messages share."""
    return f"{prefix}:c{channel_id}"


def agency_word(prefix: str, agency_id: int) -> str:
    """The word of what was passed to an agency; the database itself adds and takes it (migration 0019)."""
    return f"{prefix}:a{agency_id}"


def period_words(prefix: str, at: datetime) -> tuple[str, str]:
    """The week and the quarter a message came in: the search goes through them newest first."""
    week = int(at.timestamp()) // WEEK_SECONDS
    return f"{prefix}:w{week}", f"{prefix}:q{week // WEEKS_A_QUARTER}"
