"""What the outbox tells about comments hidden, shown and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.inbox import changes
from kentongan.inbox.models import Message
from kentongan.inbox.services.moderating import SUBJECT
from kentongan.organizations.actor import system
from kentongan.outbox.acts import DONE
from kentongan.outbox.registry import Subject, register_subject
from kentongan.outbox.targets import TITLES
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from kentongan.outbox.models import Delivery

LONGEST = 80


def register() -> None:
    """Hear about comments that were acted on."""
    register_subject(SUBJECT, Subject(published=_done, settled=_settled, describe=_describe))


def path_of(message: Message) -> str:
    """Where people look at one comment."""
    return f"/kotak-masuk/komentar/{message.pk}/"


def _message(delivery: Delivery) -> Message:
    # The same comment may be hidden and shown many times; each turn after the first has its number behind a slash.
    number = delivery.subject_id.partition("/")[0]
    rows = Message.objects.select_related("conversation", "channel")
    return rows.get(government_id=delivery.government_id, pk=number)


def _done(delivery: Delivery, _remote_id: str, _permalink: str) -> None:
    message, act, at = _message(delivery), Act(delivery.act), clock.now()
    if act is Act.DELETE:
        changes.remove(message, at)
    else:
        changes.show(message, at, hidden=act is Act.HIDE)
    _tell(delivery, message, Notice.Kind.NEWS, f"{DONE[act]}: {_words(message)} ({delivery.channel})")


def _settled(delivery: Delivery) -> None:
    message = _message(delivery)
    _tell(delivery, message, Notice.Kind.ACTION, f"{_title(delivery)} belum berhasil: {delivery.sentence}")


def _tell(delivery: Delivery, message: Message, kind: Notice.Kind, sentence: str) -> None:
    actor = system(delivery.government_id)
    notify(actor=actor, person_ids=[delivery.person_id], kind=kind, sentence=sentence, path=path_of(message))


def _describe(delivery: Delivery) -> tuple[str, str]:
    return _title(delivery), path_of(_message(delivery))


def _title(delivery: Delivery) -> str:
    act = Act(delivery.act)
    title = "Hapus komentar" if act is Act.DELETE else TITLES[act]
    return f"{title}: {_words(_message(delivery))}"


def _words(message: Message) -> str:
    return shorten(" ".join(message.text.split()), LONGEST)
