"""When the reader is newer than what was read, older conversations are read again, in small batches, newest first.

What a person checked keeps what the person said; only its side facts (language, tone, personal data) follow.
"""

from __future__ import annotations

from django.db import transaction

from kentongan.core import clock
from kentongan.inbox.models import Conversation
from kentongan.inbox.readings.models import Rereading
from kentongan.inbox.readings.reader import GovernmentReader
from kentongan.inbox.states import NEW

BATCH = 200
SIDE = ("language", "sentiment", "abuse", "threat", "claims", "personal", "reading", "evidence", "read_with")
ADVICE = ("kind", "kind_sure", "topic", "topic_sure", "outside", "place", "spam", "urgency", "suggested_agency")
NEWEST = 2**62


@transaction.atomic
def read_some_again(government_id: int) -> int:
    """Read one batch again; return how many. 0: all has been read by the newest reader. Runs inside its walls."""
    reader = GovernmentReader(government_id)
    kept, _ = Rereading.objects.select_for_update().get_or_create(
        government_id=government_id, defaults={"read_with": "", "last_id": 0}
    )
    if kept.read_with != reader.version:
        kept.read_with, kept.last_id, kept.finished_at = reader.version, NEWEST, None
    if kept.finished_at is not None:
        return 0
    older = Conversation.objects.select_for_update(of=("self",)).select_related("channel")
    older = older.filter(government_id=government_id, pk__lt=kept.last_id)
    rows = list(older.order_by("-pk")[:BATCH])
    stale = [row for row in rows if row.read_with != reader.version]
    _read(reader, [row for row in stale if row.state == NEW and row.checked_at is None], (*ADVICE, *SIDE))
    _read(reader, [row for row in stale if row.state != NEW or row.checked_at is not None], SIDE)
    kept.last_id = rows[-1].pk if rows else 0
    kept.finished_at = clock.now() if len(rows) < BATCH else None
    kept.save()
    return len(rows)


def _read(reader: GovernmentReader, rows: list[Conversation], columns: tuple[str, ...]) -> None:
    if rows:
        reader.read(rows)
        Conversation.objects.bulk_update(rows, columns)
