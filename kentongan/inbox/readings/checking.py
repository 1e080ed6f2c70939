"""A person confirms or corrects what triage read: the stamp *diperiksa manusia* (PDP-14, PDP-15), and what is learned from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_sorter
from kentongan.inbox.clocks import unsorted
from kentongan.inbox.models import Conversation, Kind
from kentongan.inbox.readings.alarms import settle
from kentongan.inbox.readings.bearers import BY_CODE, Bearer
from kentongan.inbox.readings.models import Correction, Part, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.organizations.actor import Actor

register_action("inbox.reading.checked", "{actor} memeriksa bacaan komentar {author}: {what}")
NOTHING, SPAM = "tidak ada", "spam"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a person says of a reading; None: nothing was said of that part. `topic`: its code, empty for none."""

    kind: str | None = None
    topic: str | None = None
    place: str | None = None
    urgency: str | None = None
    bearer: Bearer | None = None

    def said(self) -> Iterator[tuple[Part, str]]:
        """Each part something was said of, as a correction keeps it."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None:
                yield (Part.AGENCY, value.key) if isinstance(value, Bearer) else (Part(field.name), value)


@transaction.atomic
def check(*, actor: Actor, conversation: Conversation, checked: Checked) -> Conversation:
    """Confirm or correct the reading of a conversation. NotAllowedError without the right to sort it."""
    check_sorter(actor, conversation)
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("suggested_agency")
    stamped = stamp(actor, rows.get(government_id=actor.government_id, pk=conversation.pk), checked)
    unsorted.settle(stamped)
    return stamped


def stamp(actor: Actor, locked: Conversation, checked: Checked) -> Conversation:
    """Put the stamp on a locked row, with what was said. Part of the caller's transaction, after its check of rights."""
    at, told = clock.now(), {part: _kept(locked, part, value) for part, value in checked.said()}
    advised = {part: _advised(locked, part) for part in told}
    for part, chosen in told.items():
        Correction.objects.update_or_create(
            government_id=actor.government_id,
            conversation=locked,
            part=part,
            defaults={"chosen": chosen[:120], "by_id": actor.person_id or None, "at": at},
            create_defaults={
                "chosen": chosen[:120],
                "by_id": actor.person_id or None,
                "at": at,
                "advised": advised[part][:120],
                "read_with": locked.read_with,
            },
        )
    _apply(locked, checked)
    locked.checked_by_id, locked.checked_at = actor.person_id or None, at
    locked.save()
    settle(actor, locked.pk)
    data = {"author": locked.author_name, "what": _in_words(locked, told, advised)}
    record(actor=actor, action="inbox.reading.checked", subject_type="conversation", subject_id=locked.pk, data=data)
    return locked


def _kept(row: Conversation, part: Part, chosen: str) -> str:
    """What was chosen, in triage's words: gambling talk is "other" to a person and "spam" to the reader."""
    return SPAM if part is Part.KIND and chosen == Kind.OTHER and row.spam else chosen


def _advised(row: Conversation, part: Part) -> str:
    """What triage said of a part, as a correction keeps it; what was read before parts were kept counts by its columns."""
    kept = row.reading.get(part, {}).get("value")
    if kept is not None:
        return str(kept)
    return str({Part.KIND: row.kind, Part.PLACE: row.place, Part.URGENCY: row.urgency}.get(part, ""))


def _apply(row: Conversation, checked: Checked) -> None:
    if checked.kind is not None:
        row.kind, row.kind_sure = checked.kind, "sure"
        row.spam = row.spam and checked.kind == Kind.OTHER
    if checked.topic is not None:
        topic = BY_CODE.get(checked.topic)
        row.topic, row.topic_sure = (topic.name if topic else ""), "sure"
        row.watched = row.watched or bool(topic and topic.watched)
    if checked.place is not None:
        row.place = checked.place
    if checked.urgency is not None:
        row.urgency = checked.urgency
    if checked.bearer is not None:
        row.suggested_agency, row.outside = checked.bearer.agency, checked.bearer.outside


def _in_words(row: Conversation, told: dict[Part, str], advised: dict[Part, str]) -> str:
    if not told:
        return "dibaca, tanpa mengubah"
    return ", ".join(_part_in_words(row, part, chosen, advised[part]) for part, chosen in told.items())


def _part_in_words(row: Conversation, part: Part, chosen: str, advised: str) -> str:
    bearer = row.suggested_agency.name if row.suggested_agency else row.outside
    now = {
        Part.KIND: Kind(row.kind).label,
        Part.TOPIC: row.topic,
        Part.PLACE: row.place,
        Part.URGENCY: Urgency(row.urgency).label,
        Part.AGENCY: bearer,
    }[part]
    return f"{part.label.lower()} {now or NOTHING}{'' if chosen == advised else ' (dibetulkan)'}"
