"""Renewing keys before they end, one worker an account, the platform asked outside any transaction.

A rotating platform takes back the old pair as it gives the new one. When its answer is lost we try once more with the same
pair (platforms allow that for a moment), then ask whether the old key still works, then a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection

from kentongan.channels import keys, refusals, trouble
from kentongan.channels.accounts import account_with, opener_of
from kentongan.channels.models import Credential
from kentongan.channels.rules import LAST_RETRY, retry_renewal_at
from kentongan.channels.services import connection_lost, renewed
from kentongan.channels.states import DISCONNECTED
from kentongan.connectors.contract import (
    AuthorizationExpired,
    Health,
    Keys,
    OutcomeUnknown,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
)
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from datetime import datetime

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Account, Opener, Refusal

BATCH = 8
HOLD = timedelta(minutes=4)
"""Longer than two calls and a question may take, so that nobody else uses the same pair meanwhile."""
TELL_AFTER = 3
LOST = frozenset({Reason.TIMEOUT, Reason.CONNECTION_LOST, Reason.UNREADABLE})
CLAIM = """UPDATE channels_credential SET held_until = %s WHERE (government_id, id) IN (
    SELECT government_id, id FROM channels_credential
    WHERE renew_at <= %s AND (held_until IS NULL OR held_until <= %s)
    ORDER BY renew_at LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING government_id, id"""
STILL_WORKS = "Kunci penggantinya tidak sampai ke Kentongan; kunci yang sekarang masih berlaku, tetapi tidak dapat diperpanjang lagi."
NOT_YET = "Kuncinya sudah {times} kali gagal diperpanjang. {why}"


@dataclass(frozen=True, slots=True)
class Held:
    """One account whose keys this worker renews. `token` is the key as it lies in the database: who changes it, wins."""

    credential: Credential
    channel: Channel
    account: Account
    opener: Opener

    @property
    def government_id(self) -> int:
        """Its government."""
        return self.channel.government_id


def renew_due(at: datetime | None = None) -> int:
    """Renew the keys whose time has come; return how many were renewed."""
    moment = at or clock.now()
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [moment + HOLD, moment, moment, BATCH])
        claimed = cursor.fetchall()
    return sum(_renew(government_id, key) for government_id, key in claimed)


def _renew(government_id: int, key: int) -> bool:
    with within(government_id):
        held = _prepare(government_id, key)
    if held is None:
        return False
    answer, was_lost = held.opener.refresh(held.account), False
    if _is_lost(answer):
        answer, was_lost = held.opener.refresh(held.account), True
    ended_early = isinstance(answer, AuthorizationExpired) and held.channel.state != DISCONNECTED
    if not isinstance(answer, Keys) and (was_lost or ended_early):
        return _doubt(held, answer)
    with within(government_id):
        return _keep(held, answer)


def _prepare(government_id: int, key: int) -> Held | None:
    credential = Credential.objects.select_related("channel__agency").get(government_id=government_id, pk=key)
    opener = opener_of(credential.channel.platform)
    if opener is None:
        _write(credential, renew_at=None, held_until=None)
        return None
    return Held(credential, credential.channel, account_with(credential.channel, credential), opener)


def _is_lost(answer: Keys | Refusal) -> bool:
    return isinstance(answer, OutcomeUnknown) or (isinstance(answer, Retryable) and answer.code in LOST)


def _keep(held: Held, answer: Keys | Refusal) -> bool:
    """Store the new pair, or what came instead. Somebody who connected it again meanwhile has newer keys than ours."""
    now = Credential.objects.select_for_update(of=("self",)).filter(pk=held.credential.pk).first()
    if now is None or now.token != held.credential.token:
        return False
    if isinstance(answer, Keys):
        now.held_until, now.renew_at = None, None
        keys.renew(now, answer, clock.now())
        renewed(actor=system(held.government_id), channel=held.channel)
        return True
    _refused(held, now, answer)
    return False


def _refused(held: Held, credential: Credential, refusal: Refusal) -> None:
    at, failures = clock.now(), credential.refresh_failures + 1
    why = refusals.say_of_keys(refusal, held.channel.platform_name)
    if isinstance(refusal, AuthorizationExpired):
        _write(credential, renew_at=None, held_until=None, refresh_failures=failures)
        connection_lost(actor=system(held.government_id), channel=held.channel, reason=why)
        return
    if isinstance(refusal, RateLimited):
        next_at = at + max(refusal.retry_after, timedelta(minutes=1))
    elif isinstance(refusal, Rejected):
        next_at = at + LAST_RETRY
    else:
        next_at = retry_renewal_at(at, failures)
    _write(credential, renew_at=next_at, held_until=None, refresh_failures=failures)
    if failures == TELL_AFTER or (isinstance(refusal, Rejected) and failures == 1):
        _tell(held, NOT_YET.format(times=failures, why=why))


def _doubt(held: Held, refusal: Refusal) -> bool:
    """The answer was lost twice, or our pair gives no new keys: does the key we have still work?"""
    health = held.opener.health(held.account)
    with within(held.government_id):
        now = Credential.objects.select_for_update(of=("self",)).filter(pk=held.credential.pk).first()
        if now is None or now.token != held.credential.token:
            return False
        if isinstance(health, Health) and isinstance(refusal, AuthorizationExpired):
            _write(now, renew_at=None, held_until=None, refresh_failures=now.refresh_failures + 1, note=STILL_WORKS)
            _tell(held, STILL_WORKS)
        elif isinstance(health, Health) or not health.expired:
            _refused(held, now, Retryable(Reason.CONNECTION_LOST) if _is_lost(refusal) else refusal)
        else:
            _refused(held, now, AuthorizationExpired(Reason.TOKEN))
    return False


def _tell(held: Held, why: str) -> None:
    actor = system(held.government_id)
    if held.channel.state == DISCONNECTED:
        trouble.ask_to_reconnect(actor, held.channel, why)
    else:
        trouble.tell_of_risk(actor, held.channel, why)


def _write(credential: Credential, **values: object) -> None:
    Credential.objects.filter(government_id=credential.government_id, pk=credential.pk).update(**values)
