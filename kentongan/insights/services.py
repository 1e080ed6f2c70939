"""Reading figures from the platforms and keeping them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from kentongan.channels.accounts import account_of, connector_for
from kentongan.channels.models import Credential, RemoteObject
from kentongan.channels.selectors import usable
from kentongan.connectors.contract import Unread
from kentongan.core import clock
from kentongan.insights.models import METRICS, Daily, Provenance, Reading, Sample
from kentongan.insights.rules import next_reading
from kentongan.outbox.governor import reading_rests
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.connectors.contract import Figures

ENROL = """INSERT INTO insights_reading (government_id, post_id, next_at, trouble)
    SELECT o.government_id, o.id, %s, '' FROM channels_remoteobject o
    WHERE o.kind = 'post' AND o.removed_at IS NULL AND o.remote_id NOT LIKE 'manual:%%' AND o.published_at > %s - interval '30 days'
      AND NOT EXISTS (SELECT FROM insights_reading r WHERE r.government_id = o.government_id AND r.post_id = o.id)
    ON CONFLICT DO NOTHING"""
CLAIM = """UPDATE insights_reading SET next_at = %s + interval '5 minutes' WHERE (government_id, id) IN (
    SELECT government_id, id FROM insights_reading WHERE next_at <= %s ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING government_id, id"""


def read_due(*, at: datetime | None = None, limit: int = 50) -> int:
    """Read the figures of posts whose time has come, of all governments; return how many were read."""
    moment = at or clock.now()
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(ENROL, [moment, moment])
        cursor.execute(CLAIM, [moment, moment, limit])
        claimed = cursor.fetchall()
    return sum(read_one(government_id, reading_id, moment) for government_id, reading_id in claimed)


def read_one(government_id: int, reading_id: int, at: datetime) -> bool:
    """Read one post's figures. The call to the platform happens outside any transaction."""
    with within(government_id):
        reading = Reading.objects.select_related("post__channel").get(government_id=government_id, pk=reading_id)
        post, channel = reading.post, reading.post.channel
        if not usable(channel):
            return False
        if rests := reading_rests(channel, at):
            Reading.objects.filter(government_id=government_id, pk=reading_id).update(next_at=rests)
            return False
        try:
            account = account_of(channel)
        except Credential.DoesNotExist:
            return False
    answer = connector_for(channel).figures(post.remote_id, account)
    with within(government_id):
        if isinstance(answer, Unread):
            _note_trouble(reading, answer)
            return False
        keep_figures(post=post, figures=answer, at=at)
        reading.next_at, reading.read_at, reading.trouble = next_reading(post.published_at, at), at, ""
        reading.save(update_fields=["next_at", "read_at", "trouble"])
    return True


@transaction.atomic
def keep_figures(*, post: RemoteObject, figures: Figures, at: datetime) -> None:
    """Store what the platform said, as samples and as the day's last value. Doing it twice leaves one row each."""
    day = at.astimezone(Government.objects.get(pk=post.government_id).zone).date()
    for metric in METRICS:
        value = getattr(figures, metric)
        if value is None:
            continue
        key: dict[str, Any] = {"government_id": post.government_id, "post": post, "metric": metric}
        told: dict[str, Any] = {"value": value, "provenance": Provenance.API}
        vendor_name = figures.names.get(metric, "")[:80]
        Sample.objects.update_or_create(**key, read_at=at, defaults=told | {"vendor_name": vendor_name})
        Daily.objects.update_or_create(**key, day=day, defaults=told)


def _note_trouble(reading: Reading, answer: Unread) -> None:
    reading.trouble = f"{answer.code} {answer.detail}"[:200]
    reading.next_at = clock.now() + answer.retry_after
    reading.save(update_fields=["trouble", "next_at"])
