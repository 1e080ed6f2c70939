"""What the ledger's end does to the post: its state, its people's news, its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from kentongan.channels.models import Channel, RemoteObject
from kentongan.connectors.contract import OutcomeUnknown, Reason, Rejected
from kentongan.content import states
from kentongan.content.models import Post
from kentongan.content.services import Draft, NotEditableError, save_draft, withdraw
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.outbox import governor
from kentongan.outbox.doors import real
from kentongan.outbox.models import ChannelBucket
from kentongan.outbox.runner import run_once
from kentongan.outbox.tests.fake import FakePlatform, doors
from kentongan.work.selectors import notices_for

pytestmark = [pytest.mark.as_worker]


def work(platform: FakePlatform, post: Post, after: timedelta = timedelta(0)) -> None:
    """Let the ledger live at the post's moment, or later."""
    assert post.publish_at
    moment = post.publish_at + after
    ways = replace(doors(platform), media_files=real().media_files)
    with clock.stopped_at(moment):
        for _ in range(8):
            run_once(moment, doors=ways)
    post.refresh_from_db()


def test_a_post_goes_out_at_its_moment_and_not_before(scheduled: Post, platform: FakePlatform, ayu_acts: Actor) -> None:
    work(platform, scheduled, timedelta(minutes=-1))
    assert (platform.public, scheduled.state) == ([], states.SCHEDULED)
    work(platform, scheduled)
    assert scheduled.state == states.PUBLISHED
    assert len(platform.public) == 1
    remembered = RemoteObject.objects.get(subject_type="content.version")
    assert remembered.text == scheduled.story
    assert "sudah terbit" in notices_for(ayu_acts)[0].sentence


def test_a_post_that_waits_for_a_budget_says_so_on_its_own_page(
    scheduled: Post, platform: FakePlatform, ayu: Person, instagram: Channel, screen_of: Callable[[Person], Client]
) -> None:
    governor.ensure_bucket(instagram)
    assert scheduled.publish_at
    ChannelBucket.objects.filter(channel=instagram).update(tokens=0, refilled_at=scheduled.publish_at)
    work(platform, scheduled)
    with clock.stopped_at(scheduled.publish_at):
        page = screen_of(ayu).get(f"/g/wajo/kiriman/{scheduled.pk}/").content.decode()
    assert "Menunggu jatah platform" in page
    assert "Menunggu jatah Instagram Dinas Kesehatan: 50 kiriman per hari sudah terpakai" in page
    assert "dicoba lagi sekitar" in page
    assert "Segera dikirim" not in page


def test_a_refusal_by_the_platform_is_no_publication_and_ayu_is_told(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor
) -> None:
    platform.script = {step: [Rejected(Reason.POLICY)] for step in ("container", "publish")}
    work(platform, scheduled)
    assert scheduled.state == states.NOT_OUT
    assert "tidak terbit" in notices_for(ayu_acts)[0].sentence


def test_a_post_that_is_public_or_in_doubt_can_be_neither_edited_nor_withdrawn(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor
) -> None:
    platform.script = {"publish": [OutcomeUnknown(Reason.TIMEOUT)]}
    work(platform, scheduled)
    assert scheduled.state != states.PUBLISHED
    words = Draft(title=scheduled.title, story="Lain.", pillar=scheduled.pillar, publish_at=scheduled.publish_at)
    with pytest.raises(NotEditableError):
        save_draft(actor=ayu_acts, post=scheduled, revision=scheduled.revision, draft=words)
    with pytest.raises(NotEditableError):
        withdraw(actor=ayu_acts, post=scheduled, reason="batal")
    scheduled.refresh_from_db()
    assert scheduled.story != "Lain."


def test_a_post_withdrawn_in_time_never_reaches_the_platform(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor
) -> None:
    withdraw(actor=ayu_acts, post=scheduled, reason="acara batal")
    work(platform, scheduled)
    assert (platform.public, scheduled.state) == ([], states.WITHDRAWN)


def test_a_post_that_lost_its_day_is_not_published_late(
    scheduled: Post, platform: FakePlatform, tomorrow: datetime
) -> None:
    work(platform, scheduled, timedelta(hours=25))
    assert (platform.public, scheduled.state) == ([], states.NOT_OUT)
