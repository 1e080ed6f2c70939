"""Does an account still tell us what citizens say? By webhook, by reading, and how long each has been quiet.

We read every active account about once a minute (`inbox.polling`); a webhook tells at once where the platform has one. An
account from which neither came for 15 minutes is silent: red. Comments that only our reading found, half a minute and
more after they were written, mean that webhooks do not arrive: amber, and the next reading goes further back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import connection

from kentongan.channels import trouble
from kentongan.channels.models import Channel
from kentongan.channels.states import ACTIVE
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

RHYTHM = timedelta(seconds=60)
SILENT_AFTER = timedelta(minutes=15)
GAP = timedelta(minutes=5)
"""Between two readings; after a longer one the next reading goes further back."""
WEBHOOK_GRACE = timedelta(seconds=30)
"""Shorter than the rhythm, so that our reading can notice; a webhook that comes later still ends the amber."""
BATCH = 200
SILENT = "Sudah {minutes} menit tidak ada kabar dari platform, baik yang dikirimnya maupun yang kita baca sendiri."
CHANGED = """SELECT government_id, id FROM channels_channel
    WHERE NOT by_hand AND platform = ANY(%(readable)s) AND CASE
      WHEN silent_since IS NULL THEN state = 'active' AND
        coalesce(greatest(polled_at, pushed_at, connected_at), '-infinity') <= %(silent)s
      ELSE state <> 'active' OR coalesce(greatest(polled_at, pushed_at, connected_at), '-infinity') > %(silent)s
    END ORDER BY government_id, id LIMIT %(most)s"""


class Freshness(StrEnum):
    """How an account's news arrive."""

    FRESH = "fresh"
    MUFFLED = "muffled"  #: webhooks do not arrive, our reading does
    SILENT = "silent"
    UNREAD = "unread"  #: nothing is read here: paused, by hand, or the platform shows no comments


@dataclass(frozen=True, slots=True)
class News:
    """When an account's news last came, and how. All moments in UTC, None: never."""

    by_webhook: datetime | None
    by_poll: datetime | None
    missed: datetime | None = None
    since: datetime | None = None  #: active since
    reads: bool = True

    @property
    def last(self) -> datetime | None:
        """The latest sign of life, or since when one may be expected."""
        return max((at for at in (self.by_webhook, self.by_poll, self.since) if at is not None), default=None)


def judge(news: News, at: datetime) -> Freshness:
    """How fresh an account is. Silent: 15 minutes without a sign of life. Muffled: a webhook missed something and none came since."""
    if not news.reads:
        return Freshness.UNREAD
    if news.last is None or at - news.last >= SILENT_AFTER:
        return Freshness.SILENT
    if news.missed is not None and (news.by_webhook is None or news.by_webhook < news.missed):
        return Freshness.MUFFLED
    return Freshness.FRESH


def is_gap(polled_at: datetime | None, at: datetime) -> bool:
    """Tell whether so long passed since the last reading that more than the usual may have been said."""
    return polled_at is None or at - polled_at > GAP


def is_missed(written_at: datetime, at: datetime) -> bool:
    """Tell whether a comment that our reading found first is so old that a webhook should have told it."""
    return at - written_at >= WEBHOOK_GRACE


# ------------------------------------------------------------------ of channels


def readable() -> list[str]:
    """Platforms that show comments to their API."""
    return sorted(platform for platform in registry.PLATFORMS if registry.capabilities(platform).reads_comments)


def has_webhook(platform: str) -> bool:
    """Tell whether the platform tells of comments by itself."""
    return platform in registry.PLATFORMS and registry.webhook(Platform(platform)) is not None


def news_of(channel: Channel) -> News:
    """What is known of a channel's news."""
    reads = channel.state == ACTIVE and not channel.by_hand and channel.platform in readable()
    return News(channel.pushed_at, channel.polled_at, channel.missed_at, channel.connected_at, reads)


def freshness_of(channel: Channel, at: datetime | None = None) -> Freshness:
    """How fresh a channel is now."""
    return judge(news_of(channel), at or clock.now())


def reads_deeper(channel: Channel, at: datetime) -> bool:
    """Tell whether the next reading should go further back than usual."""
    return channel.read_deeper or is_gap(channel.polled_at, at)


def polled(channel: Channel, written: Iterable[datetime]) -> None:
    """Note a reading that succeeded. `written`: when the comments were written that nobody had told us of."""
    at = clock.now()
    facts: dict[str, object] = {"polled_at": at, "read_deeper": False}
    usual = has_webhook(channel.platform) and not reads_deeper(channel, at)
    if usual and any(is_missed(moment, at) for moment in written):
        facts |= {"missed_at": at, "read_deeper": judge(news_of(channel), at) is not Freshness.MUFFLED}
    Channel.objects.filter(government_id=channel.government_id, pk=channel.pk).update(**facts)


# ------------------------------------------------------------------ watching


def watch(at: datetime | None = None) -> int:
    """Ask coordinators to look at accounts that fell silent; take it back of those that speak again. Return how many."""
    moment = at or clock.now()
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(CHANGED, {"readable": readable(), "silent": moment - SILENT_AFTER, "most": BATCH})
        changed = cursor.fetchall()
    for government_id, channel_id in changed:
        with within(government_id):
            _change(government_id, channel_id, moment)
    return len(changed)


def _change(government_id: int, channel_id: int, at: datetime) -> None:
    rows = Channel.objects.select_for_update(of=("self",), skip_locked=True)
    channel = rows.filter(government_id=government_id, pk=channel_id).first()
    if channel is None:
        return
    actor, news = system(government_id), news_of(channel)
    if judge(news, at) is Freshness.SILENT:
        minutes = int((at - (news.last or at - SILENT_AFTER)).total_seconds() // 60)
        trouble.tell_of_silence(actor, channel, SILENT.format(minutes=minutes))
        facts: dict[str, object] = {"silent_since": news.last or at, "read_deeper": True}
    else:
        trouble.well_again(actor, channel, (trouble.SILENT,))
        facts = {"silent_since": None}
    Channel.objects.filter(government_id=government_id, pk=channel_id).update(**facts)
