"""Taking the next rows to work on: one statement, every worker on every machine may run it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection

from kentongan.channels.states import ACTIVE
from kentongan.outbox import states
from kentongan.tenancy.scope import across_governments


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on one row while its fence stays this."""

    government_id: int
    delivery_id: UUID
    fence: int


FROZEN = """EXISTS (SELECT FROM outbox_freeze f WHERE f.government_id = d.government_id AND f.ended_at IS NULL
    AND (f.agency_id IS NULL OR f.agency_id = d.agency_id) AND (f.channel_id IS NULL OR f.channel_id = d.channel_id))"""
"""The words of "a freeze is in force" for a delivery `d`."""

REFILLED = "least(b.capacity, b.tokens + b.per_second * greatest(0, extract(epoch FROM %(now)s - b.refilled_at)))"

# The first due row of each idle channel that may go out now, as many per platform as its application has tokens for.
# DISTINCT ON cannot stand beside FOR UPDATE, so rows are chosen first and locked after; whoever comes second finds the
# state changed (READ COMMITTED looks again) or, at worst, meets the unique index of one row at work per channel.
CLAIM = f"""
WITH app AS MATERIALIZED (
    SELECT b.platform, {REFILLED} AS tokens FROM outbox_appbucket b ORDER BY b.platform FOR UPDATE),
first AS (
    SELECT DISTINCT ON (d.government_id, d.channel_id) d.id, d.priority, d.run_at, c.platform
    FROM outbox_delivery d
    JOIN channels_channel c ON c.government_id = d.government_id AND c.id = d.channel_id
    LEFT JOIN outbox_channelbucket b ON b.government_id = d.government_id AND b.channel_id = d.channel_id
    WHERE d.state = '{states.DUE}' AND c.state = '{ACTIVE}'
      AND (b.id IS NULL OR ({REFILLED} >= 1 AND coalesce(b.blocked_until, %(now)s) <= %(now)s))
      AND (d.remote_id <> '' OR (d.revoked_at IS NULL AND d.payload_hash = d.approved_hash
        AND coalesce(d.valid_until, %(now)s) >= %(now)s AND coalesce(d.useless_at, %(now)s) >= %(now)s AND NOT {FROZEN}))
      AND NOT EXISTS (SELECT FROM outbox_delivery w WHERE w.government_id = d.government_id
        AND w.channel_id = d.channel_id AND w.state IN ('{states.CLAIMED}', '{states.SENDING}'))
    ORDER BY d.government_id, d.channel_id, d.priority, d.run_at, d.id),
ranked AS (SELECT *, row_number() OVER (PARTITION BY platform ORDER BY priority, run_at, id) AS place FROM first),
picked AS (
    SELECT d.id FROM outbox_delivery d JOIN ranked r ON r.id = d.id LEFT JOIN app ON app.platform = r.platform
    WHERE d.state = '{states.DUE}' AND (app.platform IS NULL OR r.place <= app.tokens)
    ORDER BY r.priority, r.run_at, r.id LIMIT %(limit)s FOR UPDATE OF d SKIP LOCKED),
claimed AS (
    UPDATE outbox_delivery d SET state = '{states.CLAIMED}', fence = d.fence + 1, attempt = d.attempt + 1,
        lease_until = %(lease_until)s
    FROM picked WHERE d.id = picked.id RETURNING d.government_id, d.id, d.fence, d.channel_id),
noted AS (
    INSERT INTO outbox_deliveryevent (government_id, delivery_id, source, target, at, why, data)
    SELECT government_id, id, '{states.DUE}', '{states.CLAIMED}', %(now)s, 'claimed', '{{}}' FROM claimed),
spent_here AS (
    UPDATE outbox_channelbucket b SET tokens = greatest(0, {REFILLED} - 1), refilled_at = %(now)s
    FROM claimed WHERE b.government_id = claimed.government_id AND b.channel_id = claimed.channel_id),
spent_there AS (
    UPDATE outbox_appbucket b SET tokens = greatest(0, {REFILLED} - used.n), refilled_at = %(now)s
    FROM (SELECT c.platform, count(*) AS n FROM claimed
          JOIN channels_channel c ON c.government_id = claimed.government_id AND c.id = claimed.channel_id
          GROUP BY c.platform) used
    WHERE b.platform = used.platform)
SELECT government_id, id, fence FROM claimed"""  # noqa: S608 - constants of this module

# A row in doubt stays in its state while one worker asks the platform; the lease says who.
CLAIM_DOUBTS = f"""
UPDATE outbox_delivery d SET fence = d.fence + 1, lease_until = %(lease_until)s
WHERE d.id IN (SELECT id FROM outbox_delivery WHERE state = '{states.UNKNOWN}' AND next_at <= %(now)s
    AND coalesce(lease_until, %(now)s) <= %(now)s ORDER BY next_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING d.government_id, d.id, d.fence"""  # noqa: S608 - as above


def claim(*, at: datetime, lease: timedelta, limit: int) -> list[Claim]:
    """Take up to `limit` due rows, at most one a channel. A lost race gives nothing; the next round finds what is left."""
    return _take(CLAIM, at, lease, limit)


def claim_doubts(*, at: datetime, lease: timedelta, limit: int) -> list[Claim]:
    """Take up to `limit` rows of unknown outcome whose next look at the platform has come."""
    return _take(CLAIM_DOUBTS, at, lease, limit)


def _take(statement: str, at: datetime, lease: timedelta, limit: int) -> list[Claim]:
    params: dict[str, datetime | int] = {"now": at, "lease_until": at + lease, "limit": limit}
    try:
        with across_governments(), connection.cursor() as cursor:
            cursor.execute(statement, params)
            return [Claim(*row) for row in cursor.fetchall()]
    except IntegrityError:
        return []
