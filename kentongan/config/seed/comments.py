"""Citizens' comments and the cases some became: taken in, sorted, passed on and answered through the inbox's own services.

Answers that were released are left to the worker, which really sends them to the sandbox when the demo starts.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from kentongan.channels.models import Channel, RemoteObject
from kentongan.config.seed import citizens, sandbox
from kentongan.config.seed.actors import actors_of
from kentongan.config.seed.citizens import ANSWERED, ARCHIVED, ASSIGNED, RELEASED, RETURNED, WAITING, Voice
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Answer, Case, Conversation, Kind, Message
from kentongan.inbox.services import answers, disposisi, sorting
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.work.services import mark_read

SORTER = "eko"
LIAISONS = {
    "dinas-pu": "fitri",
    "dinas-kesehatan": "udin",
    "disdukcapil": "wulan",
    "dlh": "vina",
    "dishub": "yoga",
}
RELEASERS = {"kepala-daerah": "gilang", "diskominfo": "eko", "dinas-kesehatan": "ayu", "dinas-pu": "citra"}
INSTRUCTION = "Mohon ditindaklanjuti dan dijawab langsung, dengan bukti bila sudah dikerjakan."
TOLD_AT_MOST = 500


def seed(government: Government) -> None:
    """Let citizens write and officials work on what is older; what was told of that counts as read."""
    now, actors = clock.now(), actors_of(government)
    oldest_first = sorted(citizens.voices(), key=lambda it: -it.hours)
    for voice in (voice for voice in oldest_first if voice.fate != WAITING):
        _live(government, voice, actors, now)
    for reader in actors.values():
        mark_read(actor=reader)
    for voice in (voice for voice in oldest_first if voice.fate == WAITING):
        _live(government, voice, actors, now)


def _live(government: Government, voice: Voice, actors: dict[str, Actor], now: datetime) -> None:
    at = now - timedelta(hours=voice.hours)
    with clock.stopped_at(at):
        conversation = _write(government, voice, at)
    if conversation is not None and voice.fate != WAITING:
        _work(voice, conversation, actors, at)


def _write(government: Government, voice: Voice, at: datetime) -> Conversation | None:
    """Put a comment under the account's latest post of that time. None when it had none."""
    channel = Channel.objects.get(government=government, agency__code=voice.owner, platform=voice.platform)
    posts = RemoteObject.objects.filter(government=government, channel=channel, kind="post", published_at__lt=at)
    post = posts.order_by("-published_at").first()
    if post is None:
        return None
    comment = RemoteComment(
        remote_id=_comment_id(channel, post.remote_id, voice),
        post_id=post.remote_id,
        text=voice.text,
        created_at=at,
        author_id=f"9{_number(voice.author) % 10**14:014}",
        author_name=voice.author,
        permalink=sandbox.permalink(channel.world, channel.platform, post.remote_id),
    )
    store_polled(channel, [comment])
    process(government.pk)
    return Conversation.objects.filter(government=government, channel=channel, root_id=comment.remote_id).first()


def _comment_id(channel: Channel, post_id: str, voice: Voice) -> str:
    digits = _number(voice.author + voice.text)
    if channel.platform == "facebook":
        return f"{post_id.rpartition('_')[2]}_7{digits % 10**14:014}"
    return f"178{digits % 10**14:014}" if channel.platform == "instagram" else f"19{digits % 10**17:017}"


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def _work(voice: Voice, conversation: Conversation, actors: dict[str, Actor], at: datetime) -> None:
    """Take a conversation as far as it has come: an hour to sort, some hours to answer, one more to release."""
    sorter = actors[SORTER]
    with clock.stopped_at(at + timedelta(hours=1)):
        if voice.fate == ARCHIVED:
            sorting.archive(actor=sorter, conversation=conversation, reason="Tidak memerlukan tindak lanjut")
            return
        agency = Agency.objects.get(government_id=sorter.government_id, code=voice.agency)
        kind = conversation.kind if conversation.kind != Kind.OTHER else Kind.QUESTION
        case = sorting.forward(
            actor=sorter, conversation=conversation, to_agency=agency, instruction=INSTRUCTION, kind=kind
        )
    if voice.fate == ASSIGNED:
        return
    with clock.stopped_at(at + timedelta(hours=20)):
        _reply(voice, case, actors[LIAISONS[voice.agency]])
    if voice.fate == RELEASED:
        with clock.stopped_at(at + timedelta(hours=21)):
            answer = Answer.objects.get(government_id=sorter.government_id, case=case)
            answers.release(actor=actors[RELEASERS[voice.owner]], answer=answer)


def _reply(voice: Voice, case: Case, liaison: Actor) -> None:
    if voice.fate == RETURNED:
        waiting = disposisi.current(case)
        assert waiting is not None  # noqa: S101 - forwarded above
        disposisi.send_back(actor=liaison, disposition=waiting, reason=voice.answer)
    elif voice.fate in {ANSWERED, RELEASED}:
        answers.submit_answer(actor=liaison, case=case, text=voice.answer, closes=True, revision=0)


def tell(government: Government) -> int:
    """Let the sandbox show what citizens wrote under the posts it holds; what is there stays."""
    with within(government.pk):
        told = _said(government)
    if told:
        sandbox.tell("POST", f"/dunia/{government.code}/warga", told)
    return len(told)


def _said(government: Government) -> list[dict[str, Any]]:
    posts = RemoteObject.objects.filter(government=government, kind="post", channel__world=government.code)
    there = set(posts.values_list("remote_id", flat=True))
    said = Message.objects.filter(government=government, ours=False).select_related("conversation", "channel")
    newest = sorted(said.order_by("-at")[:TOLD_AT_MOST], key=lambda message: message.at)
    return [_as_citizen(message) for message in newest if message.conversation.post_id in there]


def _as_citizen(message: Message) -> dict[str, Any]:
    root = message.conversation.root_id
    return {
        "platform": message.channel.platform,
        "post_id": message.conversation.post_id,
        "author_id": message.author_id,
        "author_name": message.author_name,
        "text": message.text,
        "at": message.at.isoformat(),
        "remote_id": message.remote_id,
        "parent_id": "" if message.remote_id == root else root,
    }
