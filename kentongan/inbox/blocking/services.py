"""Noting that a citizen was blocked on a platform, looking at it again, and noting that the block was lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import holders, may
from kentongan.core import clock
from kentongan.core.days import written
from kentongan.inbox.blocking.models import Block
from kentongan.inbox.blocking.rules import problem_with_days, problem_with_review
from kentongan.inbox.grounds import CRITICISM_STAYS, GROUNDS
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify

if TYPE_CHECKING:
    from datetime import date, datetime

    from kentongan.channels.models import Channel
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

SUBJECT, REVIEW_TASK = "inbox.block", "inbox.block_review"
register_thing(SUBJECT, "Pemblokiran warga", "/kotak-masuk/blokir/{id}/")
register_task_kind(REVIEW_TASK, group="Perlu diperiksa", verb="Tinjau", order=30)
register_action("inbox.block.noted", "{actor} mencatat {author} diblokir di {channel}: {ground}")
register_action("inbox.block.kept", "{actor} mempertahankan pemblokiran {author} di {channel} sampai {day}: {why}")
register_action("inbox.block.ended", "{actor} mencatat {author} tidak lagi diblokir di {channel}: {why}")


class BlockRefusedError(Exception):
    """It cannot be noted so; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a block they made on the platform."""

    ground: str
    since: date
    review_on: date
    note: str = ""


@transaction.atomic
def note_block(*, actor: Actor, conversation: Conversation, told: Told) -> Block:
    """Note that a citizen was blocked on the account of a conversation. BlockRefusedError; NotAllowedError.

    It is done by hand on the platform: no connector of ours blocks. Coordinators are told at once.
    """
    channel = conversation.channel
    check_keeper(actor, channel)
    if problem := _problem(actor, conversation, told):
        raise BlockRefusedError(problem)
    block, fresh = Block.objects.get_or_create(
        government_id=actor.government_id,
        channel=channel,
        author_id=conversation.author_id,
        ended_at=None,
        defaults={
            "author_name": conversation.author_name,
            "conversation": conversation,
            "ground": told.ground,
            "note": told.note.strip()[:300],
            "since": told.since,
            "review_on": told.review_on,
            "noted_by_id": actor.person_id,
            "noted_at": clock.now(),
        },
    )
    if not fresh:
        raise BlockRefusedError(f"Warga ini sudah tercatat diblokir di {channel} sejak {written(block.since)}.")
    ground = GROUNDS[told.ground]
    people = [one.pk for one in holders_of(actor.government_id, Role.COORDINATOR)]
    sentence = f"{actor.name} mencatat {block.author_name} diblokir di {channel}: {ground}"
    notify(actor=actor, person_ids=people, kind=Notice.Kind.NEWS, sentence=sentence, path=path_of(block))
    _tell(actor, "inbox.block.noted", block, ground=ground)
    return block


@transaction.atomic
def keep_block(*, actor: Actor, block: Block, review_on: date, why: str) -> Block:
    """Look at it and let it stand until another day, with a reason. BlockRefusedError; NotAllowedError."""
    locked = _locked(actor, block)
    why = _needed(why, "Tulis mengapa blokir ini masih perlu; tanpa alasan, bukalah.")
    if problem := problem_with_review(review_on, _today(actor)):
        raise BlockRefusedError(problem)
    locked.review_on, locked.kept_why = review_on, why
    locked.save(update_fields=["review_on", "kept_why"])
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=locked.pk)
    _tell(actor, "inbox.block.kept", locked, day=written(review_on), why=why)
    return locked


@transaction.atomic
def end_block(*, actor: Actor, block: Block, why: str) -> Block:
    """Note that the block was lifted on the platform, with a reason. BlockRefusedError; NotAllowedError."""
    locked = _locked(actor, block)
    why = _needed(why, "Tulis mengapa blokirnya dibuka.")
    locked.ended_at, locked.ended_by_id, locked.ended_why = clock.now(), actor.person_id or None, why
    locked.save(update_fields=["ended_at", "ended_by", "ended_why"])
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=locked.pk)
    _tell(actor, "inbox.block.ended", locked, why=why)
    return locked


def notable(conversation: Conversation) -> bool:
    """Whether its writer could be noted as blocked at all: a known account, and no matter for the inspectorate."""
    return bool(conversation.author_id) and not conversation.watched


def may_keep(actor: Actor, channel: Channel) -> bool:
    """Whoever may answer on the account keeps its register, and coordinators that of every account."""
    return actor.has(Role.COORDINATOR) or bool(may(actor.person_id, ChannelAct.RELEASE, channel))


def check_keeper(actor: Actor, channel: Channel) -> None:
    """Raise NotAllowedError unless the actor keeps the register of this account."""
    if not may_keep(actor, channel):
        people = [*holders(channel)[:2], *holders_of(actor.government_id, Role.COORDINATOR)[:2]]
        names = ", ".join(person.polite_name for person in people)
        raise NotAllowedError("Mencatat pemblokiran adalah tugas pemegang izin akun ini dan admin koordinator.", names)


def path_of(block: Block) -> str:
    """Where people look at it."""
    return f"/kotak-masuk/blokir/{block.pk}/"


def _problem(actor: Actor, conversation: Conversation, told: Told) -> str:
    if conversation.watched:
        return "Laporan berkadar pengawasan tidak menjadi alasan memblokir pelapornya. Teruskan ke inspektorat."
    if not conversation.author_id:
        return "Platform tidak memberi tahu siapa penulisnya, jadi tidak ada akun yang dapat dicatat."
    if told.ground not in GROUNDS:
        return f"Pilih alasannya. {CRITICISM_STAYS}"
    return problem_with_days(told.since, told.review_on, _today(actor))


def _locked(actor: Actor, block: Block) -> Block:
    rows = Block.objects.select_for_update(of=("self",)).select_related("channel")
    locked = rows.get(government_id=actor.government_id, pk=block.pk)
    check_keeper(actor, locked.channel)
    if locked.ended_at is not None:
        by = locked.ended_by.polite_name if locked.ended_by else "orang lain"
        raise BlockRefusedError(f"{by} sudah mencatat blokir ini dibuka, {written(_day(actor, locked.ended_at))}.")
    return locked


def _needed(words: str, otherwise: str) -> str:
    if not words.strip():
        raise BlockRefusedError(otherwise)
    return words.strip()[:300]


def _today(actor: Actor) -> date:
    return _day(actor, clock.now())


def _day(actor: Actor, at: datetime) -> date:
    return at.astimezone(actor.zone).date()


def _tell(actor: Actor, action: str, block: Block, **data: object) -> None:
    facts = {"author": block.author_name, "channel": str(block.channel)} | data
    record(actor=actor, action=action, subject_type=SUBJECT, subject_id=block.pk, data=facts)
