"""Taking the next rows to work on: one statement, every worker on every machine may run it at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection
from psycopg import Cursor

from kentongan.channels.states import ACTIVE
from kentongan.outbox import states
from kentongan.outbox.acts import TAKE_AWAY
from kentongan.outbox.rates import FULL
from kentongan.tenancy.scope import across_governments


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on one row while its fence stays this."""

    government_id: int
    delivery_id: UUID
    fence: int


TAKEN_AWAY = ", ".join(f"'{act}'" for act in sorted(TAKE_AWAY))
FROZEN = f"""(d.act NOT IN ({TAKEN_AWAY}) AND EXISTS (SELECT FROM outbox_freeze f WHERE f.government_id = d.government_id AND f.ended_at IS NULL
    AND (f.agency_id IS NULL OR f.agency_id = d.agency_id) AND (f.channel_id IS NULL OR f.channel_id = d.channel_id)))"""
"""The words of "a freeze is in force" for a delivery `d`. A freeze stops speaking; taking something away goes on."""

REFILLED = "least(b.capacity, b.tokens + b.per_second * greatest(0, extract(epoch FROM %(now)s - b.refilled_at)))"

MONTH = "date_trunc('month', %(now)s::timestamptz AT TIME ZONE 'UTC')::date"
LEFT = f"""(SELECT l.ceiling - coalesce((SELECT s.spent FROM outbox_spending s WHERE s.government_id = d.government_id
        AND s.platform = c.platform AND s.month = {MONTH}), 0) FROM outbox_spendinglimit l
    WHERE l.government_id = d.government_id AND l.platform = c.platform AND d.price > 0 AND d.attempt = 0)"""  # noqa: S608
"""What a government may still spend on the platform of `d`; NULL when the row is free, paid already, or nobody set a limit."""

ONCE = "(d.attempt = 0)::int"
"""A budget pays for an act once: asking again whether a platform is done, or trying again, is not another post."""

# Three steps, so that the cost follows the channels that have something due and the rows taken, never the ledger's size:
#   heads   each channel's first due row, found by jumping from channel to channel along the index `delivery_claim`
#   fair    the order to go through them: urgent first, then every agency's first, every agency's second, …; what an agency
#           already has at work counts as served, so none waits longer because another has more due
#   picked  the first of them that may go out now, checked and locked one after the other until there are enough
# A head that may not go out (revoked, frozen, late) is moved away by `sweep.tidy` within a second. Whoever comes second finds
# the state changed (READ COMMITTED looks again) or, at worst, meets the unique index of one row at work per channel.
COLUMNS = "government_id, channel_id, agency_id, priority, run_at, id"
INDEX_ORDER = "government_id, channel_id, priority, run_at, id"
CLAIM = f"""
WITH RECURSIVE heads AS (
    (SELECT {COLUMNS} FROM outbox_delivery WHERE state = '{states.DUE}' ORDER BY {INDEX_ORDER} LIMIT 1)
    UNION ALL
    SELECT n.* FROM heads h CROSS JOIN LATERAL (
        SELECT {COLUMNS} FROM outbox_delivery d
        WHERE state = '{states.DUE}' AND (d.government_id, d.channel_id) > (h.government_id, h.channel_id)
        ORDER BY {INDEX_ORDER} LIMIT 1) n),
busy AS MATERIALIZED (
    SELECT government_id, agency_id, count(*) AS n FROM outbox_delivery
    WHERE state IN ('{states.CLAIMED}', '{states.SENDING}') GROUP BY government_id, agency_id),
fair AS MATERIALIZED (
    SELECT h.id, h.priority, h.run_at, coalesce(busy.n, 0) + row_number() OVER (
        PARTITION BY h.government_id, h.agency_id ORDER BY h.priority, h.run_at, h.id) AS turn
    FROM heads h LEFT JOIN busy ON busy.government_id = h.government_id AND busy.agency_id = h.agency_id
    ORDER BY h.priority, turn, h.run_at, h.id),
app AS MATERIALIZED (
    SELECT b.platform, {REFILLED} AS tokens, b.used >= {FULL} AND coalesce(b.told_until > %(now)s, false) AS rests
    FROM outbox_appbucket b ORDER BY b.platform FOR UPDATE),
picked AS MATERIALIZED (
    SELECT p.*, f.priority, f.turn, f.run_at FROM fair f CROSS JOIN LATERAL (
        SELECT d.id, d.government_id, c.platform, {LEFT} AS money,
            d.app_tokens * {ONCE} AS app_tokens, d.units * {ONCE} AS units, d.price * {ONCE} AS price
        FROM outbox_delivery d
        JOIN channels_channel c ON c.government_id = d.government_id AND c.id = d.channel_id
        LEFT JOIN outbox_channelbucket b ON b.government_id = d.government_id AND b.channel_id = d.channel_id
        WHERE d.id = f.id AND d.state = '{states.DUE}' AND c.state = '{ACTIVE}'
          AND (b.id IS NULL OR ((d.attempt > 0 OR {REFILLED} >= 1) AND coalesce(b.blocked_until, %(now)s) <= %(now)s))
          AND coalesce((SELECT NOT app.rests AND app.tokens >= d.app_tokens * {ONCE} FROM app
            WHERE app.platform = c.platform), true)
          AND coalesce((SELECT app.tokens FROM app WHERE app.platform = c.platform || ':units'), d.units) >= d.units * {ONCE}
          AND coalesce({LEFT}, d.price) >= d.price
          AND (d.remote_id <> '' OR (d.revoked_at IS NULL AND d.payload_hash = d.approved_hash
            AND coalesce(d.valid_until, %(now)s) >= %(now)s AND coalesce(d.useless_at, %(now)s) >= %(now)s AND NOT {FROZEN}))
          AND NOT EXISTS (SELECT FROM outbox_delivery w WHERE w.government_id = d.government_id
            AND w.channel_id = d.channel_id AND w.state IN ('{states.CLAIMED}', '{states.SENDING}'))
        LIMIT 1 FOR UPDATE OF d SKIP LOCKED) p
    LIMIT %(limit)s),
afforded AS (
    SELECT r.id FROM (
        SELECT picked.*, sum(app_tokens) OVER here AS acts, sum(units) OVER here AS units_so_far,
            sum(price) OVER (PARTITION BY government_id, platform ORDER BY priority, turn, run_at, id) AS dollars
        FROM picked WINDOW here AS (PARTITION BY platform ORDER BY priority, turn, run_at, id)) r
    LEFT JOIN app ON app.platform = r.platform LEFT JOIN app shared ON shared.platform = r.platform || ':units'
    WHERE coalesce(app.tokens, r.acts) >= r.acts AND coalesce(shared.tokens, r.units_so_far) >= r.units_so_far
      AND coalesce(r.money, r.dollars) >= r.dollars),
claimed AS (
    UPDATE outbox_delivery d SET state = '{states.CLAIMED}', fence = d.fence + 1, attempt = d.attempt + 1,
        lease_until = %(lease_until)s
    FROM afforded JOIN picked ON picked.id = afforded.id WHERE d.id = afforded.id
    RETURNING d.government_id, d.id, d.fence, d.channel_id, picked.platform, d.attempt,
        picked.app_tokens, picked.units, picked.price),
noted AS (
    INSERT INTO outbox_deliveryevent (government_id, delivery_id, source, target, at, why, data)
    SELECT government_id, id, '{states.DUE}', '{states.CLAIMED}', %(now)s, 'claimed', '{{}}' FROM claimed),
spent_here AS (
    UPDATE outbox_channelbucket b SET tokens = greatest(0, {REFILLED} - 1), refilled_at = %(now)s
    FROM claimed WHERE claimed.attempt = 1
      AND b.government_id = claimed.government_id AND b.channel_id = claimed.channel_id),
spent_there AS (
    UPDATE outbox_appbucket b SET tokens = greatest(0, {REFILLED} - used.n), refilled_at = %(now)s
    FROM (SELECT platform, sum(app_tokens) AS n FROM claimed GROUP BY platform
          UNION ALL SELECT platform || ':units', sum(units) FROM claimed GROUP BY platform) used
    WHERE b.platform = used.platform AND used.n > 0),
paid AS (
    INSERT INTO outbox_spending (government_id, platform, month, spent, acts)
    SELECT government_id, platform, {MONTH}, sum(price), count(*) FROM claimed WHERE price > 0 AND attempt = 1
    GROUP BY government_id, platform
    ON CONFLICT (government_id, platform, month)
    DO UPDATE SET spent = outbox_spending.spent + excluded.spent, acts = outbox_spending.acts + excluded.acts)
SELECT government_id, id, fence FROM claimed"""  # noqa: S608 - constants of this module

# A row in doubt stays in its state while one worker asks the platform; the lease says who.
CLAIM_DOUBTS = f"""
UPDATE outbox_delivery d SET fence = d.fence + 1, lease_until = %(lease_until)s
WHERE d.id IN (SELECT id FROM outbox_delivery WHERE state = '{states.UNKNOWN}' AND next_at <= %(now)s
    AND coalesce(lease_until, %(now)s) <= %(now)s ORDER BY next_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING d.government_id, d.id, d.fence"""  # noqa: S608 - as above

# A row that is being written at this moment is left out: it ends, gets a lease with its next step, or meets the next round.
KEEP = f"""
UPDATE outbox_delivery d SET lease_until = %(until)s WHERE d.id IN (
    SELECT mine.id FROM outbox_delivery mine
    JOIN unnest(%(ids)s::uuid[], %(fences)s::bigint[]) AS held(id, fence) ON held.id = mine.id AND held.fence = mine.fence
    WHERE mine.state IN ('{states.CLAIMED}', '{states.SENDING}', '{states.UNKNOWN}')
    ORDER BY mine.id FOR UPDATE OF mine SKIP LOCKED)"""  # noqa: S608 - as above


def claim(*, at: datetime, lease: timedelta, limit: int) -> list[Claim]:
    """Take up to `limit` due rows, at most one a channel. A lost race gives nothing; the next round finds what is left."""
    return _take(CLAIM, at, lease, limit)


def claim_doubts(*, at: datetime, lease: timedelta, limit: int) -> list[Claim]:
    """Take up to `limit` rows of unknown outcome whose next look at the platform has come."""
    return _take(CLAIM_DOUBTS, at, lease, limit)


def renew(claims: Collection[Claim], *, until: datetime) -> int:
    """Keep the rows that this process still works on; a fence that has moved on is left alone. How many were kept."""
    if not claims:
        return 0
    ids, fences = [one.delivery_id for one in claims], [one.fence for one in claims]
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(KEEP, {"ids": ids, "fences": fences, "until": until})
        return int(cursor.rowcount)


def _take(statement: str, at: datetime, lease: timedelta, limit: int) -> list[Claim]:
    params: dict[str, datetime | int] = {"now": at, "lease_until": at + lease, "limit": limit}
    try:
        with across_governments(), connection.wrap_database_errors, Cursor(connection.connection) as cursor:
            cursor.execute(statement, params, prepare=True)  # planning it takes as long as running it
            return [Claim(*row) for row in cursor.fetchall()]
    except IntegrityError:
        return []
