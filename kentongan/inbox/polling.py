"""Asking the platforms for comments: what no webhook told, and what one may have missed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection

from kentongan.channels.accounts import account_of, connector_for
from kentongan.channels.freshness import polled, reads_deeper
from kentongan.channels.models import Channel, Credential
from kentongan.channels.selectors import recent_posts
from kentongan.channels.services import mark_disconnected
from kentongan.channels.states import ACTIVE
from kentongan.connectors.contract import Unread
from kentongan.core import clock
from kentongan.inbox.differences import store_differences
from kentongan.inbox.intake import store_polled
from kentongan.inbox.listening import ensure_bookmarks
from kentongan.inbox.models import Message
from kentongan.organizations.actor import system
from kentongan.outbox.governor import reading_rests
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.connectors.contract import Account, Connector, RemoteComment

INTERVAL = timedelta(seconds=60)
POSTS, PAGES = 8, 5
DEEP_POSTS, DEEP_PAGES = 40, 40
"""After a gap, or when webhooks were found missing."""
BATCH = 8
CLAIM = """UPDATE channels_channel SET next_poll_at = %s WHERE (government_id, id) IN (
    SELECT government_id, id FROM channels_channel WHERE next_poll_at <= %s AND state = 'active'
    ORDER BY next_poll_at LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING government_id, id"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read one channel outside any transaction."""

    channel: Channel
    account: Account
    connector: Connector
    posts: tuple[str, ...]
    began_at: datetime
    pages: int = PAGES


def poll_due(at: datetime | None = None) -> int:
    """Read the comments of channels whose time has come; return how many were new."""
    moment = at or clock.now()
    next_at = moment + INTERVAL * (1 + secrets.randbelow(20) / 100)
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [next_at, moment, BATCH])
        claimed = cursor.fetchall()
    return sum(poll(government_id, channel_id) for government_id, channel_id in claimed)


def poll(government_id: int, channel_id: int) -> int:
    """Read one channel's latest posts; return how many comments were new. The calls happen outside any transaction."""
    reading = _prepare(government_id, channel_id)
    if reading is None:
        return 0
    found: list[RemoteComment] = []
    for post_id in reading.posts:
        answer = _read(reading, post_id)
        if isinstance(answer, Unread):
            return _give_up(reading, answer)
        found.extend(answer)
    return _keep(reading, found)


def _prepare(government_id: int, channel_id: int) -> Reading | None:
    with within(government_id):
        channel = Channel.objects.get(government_id=government_id, pk=channel_id)
        try:
            account = account_of(channel)
        except Credential.DoesNotExist:
            return None
        connector = connector_for(channel)
        if channel.state == ACTIVE:
            ensure_bookmarks(channel, connector.capabilities)
        if channel.state != ACTIVE or not connector.capabilities.reads_comments:
            return None
        if rests := reading_rests(channel, clock.now(), units=POSTS):
            Channel.objects.filter(pk=channel.pk, government_id=government_id).update(next_poll_at=rests)
            return None
        posts, pages = (DEEP_POSTS, DEEP_PAGES) if reads_deeper(channel, clock.now()) else (POSTS, PAGES)
        named = tuple(post.remote_id for post in recent_posts(channel, posts))
        return Reading(channel, account, connector, named, clock.now(), pages)


def _read(reading: Reading, post_id: str) -> list[RemoteComment] | Unread:
    found: list[RemoteComment] = []
    cursor = ""
    for _ in range(reading.pages):
        page = reading.connector.comments(post_id, reading.account, cursor)
        if isinstance(page, Unread):
            return page
        found.extend(page.comments)
        cursor = page.cursor
        if not cursor:
            break
    return found


def _keep(reading: Reading, found: list[RemoteComment]) -> int:
    channel = reading.channel
    with within(channel.government_id):
        rows = Message.objects.filter(
            government_id=channel.government_id, channel=channel, remote_id__in=[one.remote_id for one in found]
        )
        known = {row.remote_id: row for row in rows}
        unknown = [one for one in found if one.remote_id not in known]
        new = store_polled(channel, unknown)
        store_differences(
            channel, ((known[one.remote_id], one) for one in found if one.remote_id in known), reading.began_at
        )
        polled(channel, (one.created_at for one in unknown) if new else ())
    return new


def _give_up(reading: Reading, answer: Unread) -> int:
    channel = reading.channel
    with within(channel.government_id):
        if answer.expired:
            mark_disconnected(actor=system(channel.government_id), channel=channel, reason=answer.detail or answer.code)
        else:
            later = clock.now() + max(answer.retry_after, INTERVAL)
            Channel.objects.filter(pk=channel.pk, government_id=channel.government_id).update(next_poll_at=later)
    return 0
