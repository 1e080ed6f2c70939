"""Asking the platforms for mentions and private messages: newest first, back to where the last walk began, at a calm rhythm."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection

from kentongan.channels.accounts import account_of, connector_for
from kentongan.channels.models import Credential
from kentongan.channels.services import mark_disconnected
from kentongan.channels.states import ACTIVE
from kentongan.connectors.contract import Reason, Unread
from kentongan.core import clock
from kentongan.inbox.intake import store_polled
from kentongan.inbox.listening_models import Bookmark
from kentongan.inbox.models import Message, SaidAs
from kentongan.organizations.actor import system
from kentongan.outbox.governor import reading_rests
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Account, Capabilities, CommentPage, Connector, RemoteComment

RHYTHM = timedelta(minutes=5)
NO_RIGHT = timedelta(hours=6)
"""Where the account was connected without the right to read these."""
HISTORY = timedelta(days=7)
"""What is older when an account is first read is history, not news."""
PAGES, WANTED = 5, 20
BATCH = 8
CLAIM = """UPDATE inbox_bookmark SET next_at = %s WHERE (government_id, id) IN (
    SELECT b.government_id, b.id FROM inbox_bookmark b
    JOIN channels_channel c ON c.government_id = b.government_id AND c.id = b.channel_id
    WHERE b.next_at <= %s AND c.state = 'active'
    ORDER BY b.next_at LIMIT %s FOR UPDATE OF b SKIP LOCKED) RETURNING government_id, id"""


@dataclass(slots=True)
class Walk:
    """One reading, outside any transaction: from the newest, or where the last one had to stop, back to what is known."""

    mark: Bookmark
    account: Account
    connector: Connector
    found: list[RemoteComment] = field(default_factory=list)
    cursor: str = ""
    top: datetime | None = None
    asked: list[str] = field(default_factory=list)  #: of those wanted, the ones that need not be asked for again

    def page(self, cursor: str) -> CommentPage | Unread:
        """Read one page."""
        ask = self.connector.mentions if self.mark.said_as == SaidAs.MENTION else self.connector.messages
        return ask(self.account, cursor)


def doors(able: Capabilities) -> tuple[SaidAs, ...]:
    """What can be read on a platform beside comments."""
    return tuple(
        door for door, reads in ((SaidAs.MENTION, able.reads_mentions), (SaidAs.MESSAGE, able.reads_messages)) if reads
    )


def ensure_bookmarks(channel: Channel, able: Capabilities) -> None:
    """Begin to listen on an account. Part of the caller's transaction."""
    at = clock.now()
    rows = (
        Bookmark(
            government_id=channel.government_id,
            channel=channel,
            said_as=door,
            next_at=at,
            since=at - HISTORY,
            read_until=at - HISTORY,
        )
        for door in doors(able)
    )
    Bookmark.objects.bulk_create(rows, ignore_conflicts=True)


def listen_due(at: datetime | None = None) -> int:
    """Read on where the time has come; return how many mentions and messages were new."""
    moment = at or clock.now()
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [moment + RHYTHM, moment, BATCH])
        claimed = cursor.fetchall()
    return sum(listen(government_id, mark_id) for government_id, mark_id in claimed)


def listen(government_id: int, mark_id: int) -> int:
    """Read the mentions or messages of one channel; return how many were new. The calls happen outside any transaction."""
    walk = _prepare(government_id, mark_id)
    if walk is None:
        return 0
    trouble = _ask_for_wanted(walk) or _go(walk)
    return _keep(walk, trouble)


def _prepare(government_id: int, mark_id: int) -> Walk | None:
    with within(government_id):
        mark = Bookmark.objects.select_related("channel").get(government_id=government_id, pk=mark_id)
        channel = mark.channel
        connector = connector_for(channel)
        if channel.state != ACTIVE or mark.said_as not in doors(connector.capabilities):
            return None
        try:
            account = account_of(channel)
        except Credential.DoesNotExist:
            return None
        if rests := reading_rests(channel, clock.now()):
            _later(mark, rests)
            return None
        return Walk(mark, account, connector, cursor=mark.cursor, top=mark.walk_top)


def _ask_for_wanted(walk: Walk) -> Unread | None:
    """What was pushed by its id alone; a push is the only one who names it."""
    for remote_id in walk.mark.wanted[:WANTED]:
        page = walk.page(remote_id)
        if isinstance(page, Unread):
            if page.code != Reason.GONE:
                return page
        else:
            walk.found.extend(page.comments)
        walk.asked.append(remote_id)
    return None


def _go(walk: Walk) -> Unread | None:
    for _ in range(PAGES):
        page = walk.page(walk.cursor)
        if isinstance(page, Unread):
            return page
        walk.found.extend(one for one in page.comments if one.created_at >= walk.mark.since)
        met = [one.created_at for one in page.comments] + ([walk.top] if walk.top else [])
        walk.top = max(met, default=None)
        walk.cursor = "" if _is_known(walk.mark, page) else page.cursor
        if not walk.cursor:
            return None
    return None


def _is_known(mark: Bookmark, page: CommentPage) -> bool:
    """Tell whether this page reaches what earlier walks read. Messages come by conversation, so all of a page must be old."""
    moments = [one.created_at for one in page.comments]
    reach = min if mark.said_as == SaidAs.MENTION else max
    return not moments or reach(moments) <= mark.read_until


def _keep(walk: Walk, trouble: Unread | None) -> int:
    mark, channel = walk.mark, walk.mark.channel
    with within(channel.government_id):
        ids = [one.remote_id for one in walk.found]
        rows = Message.objects.filter(government_id=channel.government_id, channel=channel, remote_id__in=ids)
        known = set(rows.values_list("remote_id", flat=True))
        new = store_polled(channel, (one for one in walk.found if one.remote_id not in known))
        fresh = Bookmark.objects.select_for_update(of=("self",)).get(government_id=mark.government_id, pk=mark.pk)
        fresh.wanted = [one for one in fresh.wanted if one not in walk.asked]
        if trouble:
            _note_trouble(fresh, walk, trouble)
        else:
            _move(fresh, walk)
        fresh.save()
    return new


def _move(mark: Bookmark, walk: Walk) -> None:
    mark.read_at, mark.trouble = clock.now(), ""
    mark.cursor, mark.walk_top = walk.cursor, walk.top
    if not walk.cursor:
        mark.read_until, mark.walk_top = max(mark.read_until, walk.top or mark.read_until), None
    if mark.wanted or walk.cursor:
        mark.next_at = clock.now() + RHYTHM / 5


def _note_trouble(mark: Bookmark, walk: Walk, trouble: Unread) -> None:
    """Wait. A walk that cannot go on begins anew from the newest: platforms let their page marks die."""
    mark.cursor, mark.trouble = "", trouble.code[:40]
    missing = trouble.code in {Reason.PERMISSION, Reason.UNSUPPORTED}
    mark.next_at = clock.now() + (NO_RIGHT if missing else max(trouble.retry_after, RHYTHM))
    if trouble.expired and not missing:
        mark_disconnected(
            actor=system(mark.government_id), channel=walk.mark.channel, reason=trouble.detail or trouble.code
        )


def _later(mark: Bookmark, at: datetime) -> None:
    Bookmark.objects.filter(government_id=mark.government_id, pk=mark.pk).update(next_at=at)
