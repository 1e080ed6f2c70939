"""One line of health for an account: a shape, words, and the facts behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from kentongan.channels import agenda
from kentongan.channels.freshness import Freshness, freshness_of, has_webhook
from kentongan.channels.health import at_risk, permission_ends
from kentongan.channels.models import Credential, RemoteObject
from kentongan.channels.rules import last_heard
from kentongan.channels.states import ACTIVE, DISCONNECTED, PAUSED
from kentongan.core import clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from kentongan.channels.models import Channel

WELL, LOOK, BROKEN = "", "ask", "off"
"""Marks on the strip of health: as it should be, somebody should look, nothing comes or goes."""
BY_HAND = "Diunggah sendiri"
CONNECTED = "Tersambung"
LET_GO = "Diputus"
AGAIN = "Perlu disambung ulang"
HALTED = "Dijeda"


@dataclass(frozen=True, slots=True)
class Line:
    """How one account is. `risk`: why the next post may fail; `reads`: whether comments are read here."""

    channel: Channel
    shape: str
    words: str
    mark: str
    freshness: Freshness
    credential: Credential | None = None
    risk: str = ""
    published_at: datetime | None = None
    next_at: datetime | None = None

    @property
    def heard(self) -> datetime | None:
        """When it last told us anything."""
        return last_heard(self.channel.polled_at, self.channel.pushed_at)

    @property
    def reads(self) -> bool:
        """Tell whether citizens' comments come in from here."""
        return self.freshness is not Freshness.UNREAD

    @property
    def silent(self) -> bool:
        """Tell whether it fell silent."""
        return self.freshness is Freshness.SILENT

    @property
    def muffled(self) -> bool:
        """Tell whether webhooks do not arrive."""
        return self.freshness is Freshness.MUFFLED

    @property
    def has_webhook(self) -> bool:
        """Tell whether the platform tells of comments by itself."""
        return has_webhook(self.channel.platform)

    @property
    def ends_at(self) -> datetime | None:
        """When its keys end; None: never, or the platform does not say."""
        return self.credential.expires_at if self.credential else None

    @property
    def permission_ends(self) -> datetime | None:
        """When only a person can go on, by connecting again."""
        return permission_ends(self.credential) if self.credential else None

    @property
    def renews(self) -> bool:
        """Tell whether its keys are renewed without anybody."""
        return bool(self.credential and self.credential.renew_at)


def lines(channels: Sequence[Channel]) -> list[Line]:
    """The line of each of one government's channels, in their order, with the same few queries for any number."""
    if not channels:
        return []
    government_id, keys = channels[0].government_id, [channel.pk for channel in channels]
    held = {one.channel_id: one for one in Credential.objects.filter(government_id=government_id, channel_id__in=keys)}
    posts = RemoteObject.objects.filter(government_id=government_id, channel_id__in=keys, kind="post")
    published = dict(posts.values_list("channel_id").annotate(Max("published_at")))
    due = agenda.next_due(government_id, keys)
    return [_line(channel, held.get(channel.pk), published, due) for channel in channels]


def line(channel: Channel) -> Line:
    """The line of one channel."""
    return lines([channel])[0]


def _line(
    channel: Channel,
    credential: Credential | None,
    published: Mapping[int, datetime],
    due: Mapping[int, datetime],
) -> Line:
    freshness, next_at = freshness_of(channel, clock.now()), due.get(channel.pk)
    risk = at_risk(credential, next_at) if credential and channel.state == ACTIVE else ""
    shape, words, mark = _said(channel, credential, freshness, risk)
    return Line(channel, shape, words, mark, freshness, credential, risk, published.get(channel.pk), next_at)


def _said(channel: Channel, credential: Credential | None, freshness: Freshness, risk: str) -> tuple[str, str, str]:
    reason = f": {channel.state_reason}" if channel.state_reason else ""
    if channel.state == PAUSED:
        return "frozen", HALTED + reason, LOOK
    if channel.state == DISCONNECTED:
        return ("failed", AGAIN + reason, BROKEN) if credential else ("ended", LET_GO + reason, BROKEN)
    if channel.by_hand:
        return "draft", BY_HAND, WELL
    if freshness is Freshness.SILENT:
        return "failed", f"{CONNECTED}, tetapi diam", BROKEN
    if risk:
        return "ask", f"{CONNECTED}, perlu dilihat", LOOK
    return (
        ("ask", f"{CONNECTED}, dibaca lebih lambat", LOOK)
        if freshness is Freshness.MUFFLED
        else ("done", CONNECTED, WELL)
    )
