"""The month of plan: every post goes through the same doors as a person's would, at the hour it says.

Past posts are settled in the ledger as published under made-up ids of the platform's own form; the sandbox is then told
to hold them (`past.py`). What is planned ahead really goes out when its time comes.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from kentongan.approvals import services as approvals
from kentongan.approvals.selectors import approval_in_force
from kentongan.channels.models import Channel
from kentongan.config.seed import drawings, sandbox, stories
from kentongan.config.seed.actors import actors_of
from kentongan.config.seed.stories import CHANGES, DRAFT, PUBLISHED, WAITING, Story
from kentongan.content import services as content
from kentongan.content.models import Post
from kentongan.content.selectors import versions_of
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.outbox import states
from kentongan.outbox.ledger import move, publish
from kentongan.outbox.models import Delivery
from kentongan.outbox.news import tell
from kentongan.tenancy.models import Government
from kentongan.work.services import mark_read

BEFORE = {"wrote": timedelta(hours=26), "asked": timedelta(hours=25), "decided": timedelta(hours=20)}
LATELY = {"wrote": timedelta(hours=5), "asked": timedelta(hours=3), "decided": timedelta(hours=2)}
REASON = "Sebutkan tanggal dan tempat pelatihannya, supaya warga tahu kapan hasilnya dipakai."
X_BEGAN = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)


def is_empty(government: Government) -> bool:
    """Nobody has written here yet."""
    return not Post.objects.filter(government=government).exists()


def seed(government: Government, *, ahead: bool) -> None:
    """Write, submit, approve and settle what is past; or write what is still ahead."""
    actors, now = actors_of(government), clock.now()
    for story in sorted(stories.stories(), key=lambda it: it.days):
        if (story.days > 0) == ahead:
            _live(government, story, actors[story.author], actors[story.approver], now)


def _live(government: Government, story: Story, author: Actor, approver: Actor, now: datetime) -> None:
    """Take one story as far as it has come."""
    today = now.astimezone(government.zone).date()
    at = datetime.combine(today + timedelta(days=story.days), time(story.hour), government.zone)
    begun = {step: min(at - BEFORE[step], now - LATELY[step]) for step in BEFORE}
    with clock.stopped_at(begun["wrote"]):
        post = write(author, story, at)
    if story.end == DRAFT:
        return
    with clock.stopped_at(begun["asked"]):
        post = content.submit_for_review(actor=author, post=post, revision=post.revision)
    if story.end != WAITING:
        with clock.stopped_at(begun["decided"]):
            _decide(approver, post, story)
    if story.end == PUBLISHED:
        with clock.stopped_at(at):
            settle(government, post, at)
            for reader in (author, approver):
                mark_read(actor=reader)


def write(author: Actor, story: Story, at: datetime) -> Post:
    post = content.start_post(actor=author, title=story.title, story=story.text, pillar=story.pillar)
    channels = Channel.objects.filter(government_id=author.government_id, agency_id=author.agency_id)
    chosen = list(channels.filter(platform__in=story.channels).values_list("pk", flat=True))
    draft = content.Draft(story.title, story.text, story.pillar, at, chosen)
    post = content.save_draft(actor=author, post=post, revision=post.revision, draft=draft)
    if story.has_picture:
        picture = SimpleUploadedFile("gambar.jpg", drawings.draw(story.pillar, story.title), "image/jpeg")
        post, _ = content.attach(
            actor=author, post=post, revision=post.revision, upload=picture, alt_text=drawings.WORDS[story.pillar]
        )
    return post


def _decide(approver: Actor, post: Post, story: Story) -> None:
    approval = approval_in_force(post.government_id, "content.post", post.pk)
    assert approval is not None  # noqa: S101 - asked for above
    if story.end == CHANGES:
        approvals.ask_for_change(actor=approver, approval=approval, reason=REASON)
    else:
        approvals.approve(actor=approver, approval=approval, content_hash=approval.content_hash)


def settle(government: Government, post: Post, at: datetime) -> None:
    """Walk each delivery of a past post to its end, as the worker would have."""
    for version in versions_of(post):
        rows = Delivery.objects.filter(government=government, subject_type="content.version")
        delivery = rows.select_related("channel").get(subject_id=str(version.pk))
        move(delivery, states.DUE, why="time_came", at=at)
        move(delivery, states.CLAIMED, why="claimed", at=at, lease_until=at + timedelta(minutes=2), fence=1)
        move(delivery, states.SENDING, why="first_step", at=at, attempt=1)
        remote_id = remote_id_of(version.channel, post.title, at)
        permalink = sandbox.permalink(version.channel.world, version.channel.platform, remote_id)
        publish(delivery, remote_id=remote_id, permalink=permalink, why="published", at=at)
        tell(delivery)


def remote_id_of(channel: Channel, title: str, at: datetime) -> str:
    """Make up a post's id in the platform's own form, the same each time."""
    number = int(hashlib.sha256(f"{channel.remote_id}/{title}".encode()).hexdigest(), 16)
    if channel.platform == "x":
        return str((int((at - X_BEGAN).total_seconds() * 1000) << 22) | number % (1 << 22))
    if channel.platform == "facebook":
        return f"{channel.remote_id}_12{number % 10**13:013}"
    return f"179{number % 10**14:014}"
