"""Asking a platform whether an account could act, without acting: before posts are due, or because somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kentongan.channels import agenda, trouble
from kentongan.channels.accounts import account_with, opener_of
from kentongan.channels.models import Credential
from kentongan.channels.rules import FAR, NEAR, check_needed
from kentongan.channels.services import mark_disconnected
from kentongan.channels.states import DISCONNECTED
from kentongan.connectors.contract import Health, Unread
from kentongan.connectors.permissions import listed
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Account, Opener

BATCH = 20
ENDED = "Izin platform sudah berakhir"
WAITING = "Akun ini belum disambungkan ulang."
UNANSWERED = "Platform belum menjawab waktu akun ini diperiksa."
LACKING = "Yang belum diizinkan di platform: {names}."
TOO_SHORT = "Kuncinya berakhir sebelum kiriman berikutnya dan tidak dapat diperpanjang sendiri."
ENDS_SOON = "Izinnya berakhir dalam {days} hari dan hanya dapat diperpanjang oleh orang: sambungkan ulang."
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Question:
    """One account to ask after. `due`: when its next post goes out, None when nothing does soon."""

    channel: Channel
    account: Account
    opener: Opener
    due: datetime | None


def preflight_due(at: datetime | None = None) -> int:
    """Ask after accounts with something due in the next day, again in the last hour; return how many were asked."""
    moment = at or clock.now()
    with across_governments():
        near = _to_ask(agenda.earliest(moment, moment + FAR), moment)
    return sum(check(government_id, channel_id, due) for government_id, channel_id, due in near)


def _to_ask(near: Sequence[tuple[int, int, datetime]], at: datetime) -> list[tuple[int, int, datetime]]:
    """Those whose turn it is, taken by this worker: whoever writes `checked_at` first asks."""
    due = {channel_id: (government_id, moment) for government_id, channel_id, moment in near}
    taken: list[tuple[int, int, datetime]] = []
    for one in Credential.objects.filter(channel_id__in=due).only("checked_at", "missing", "note", "channel_id"):
        government_id, moment = due[one.channel_id]
        troubled = bool(one.missing or one.note)
        if len(taken) < BATCH and check_needed(moment, one.checked_at, at, troubled=troubled):
            mine = Credential.objects.filter(government_id=government_id, pk=one.pk, checked_at=one.checked_at)
            if mine.update(checked_at=at):
                taken.append((government_id, one.channel_id, moment))
    return taken


def check(government_id: int, channel_id: int, due: datetime | None = None) -> bool:
    """Ask after one account, outside any transaction, and keep what is said; False when there is nobody to ask."""
    with within(government_id):
        question = _prepare(government_id, channel_id, due)
    if question is None:
        return False
    told = question.opener.health(question.account)
    with within(government_id):
        _keep(question, told)
    return True


def _prepare(government_id: int, channel_id: int, due: datetime | None) -> Question | None:
    kept = Credential.objects.filter(government_id=government_id, channel_id=channel_id)
    credential = kept.select_related("channel__agency").first()
    if credential is None:
        return None
    channel, opener = credential.channel, opener_of(credential.channel.platform)
    if channel.state == DISCONNECTED and due:
        trouble.ask_to_reconnect(system(government_id), channel, WAITING)
    if channel.state == DISCONNECTED or opener is None:
        return None
    return Question(channel, account_with(channel, credential), opener, due)


def _keep(question: Question, told: Health | Unread) -> None:
    channel, at = question.channel, clock.now()
    actor = system(channel.government_id)
    credential = Credential.objects.select_for_update(of=("self",)).filter(channel=channel).first()
    if credential is None:
        return
    if isinstance(told, Unread) and told.expired:
        mark_disconnected(actor=actor, channel=channel, reason=ENDED)
        return
    credential.checked_at = at
    if isinstance(told, Health):
        _note(credential, told, at)
    elif not credential.note:
        credential.note = UNANSWERED
    credential.save(update_fields=["checked_at", "missing", "note", "expires_at", "refresh_expires_at"])
    why = at_risk(credential, question.due)
    near = question.due is not None and question.due - at <= NEAR
    if why and (near or credential.note != UNANSWERED or credential.missing):
        trouble.tell_of_risk(actor, channel, why)
    elif not why:
        trouble.well_again(actor, channel, (trouble.RECONNECT, trouble.KEYS))


def _note(credential: Credential, told: Health, at: datetime) -> None:
    credential.missing = list(told.missing)
    if (
        told.expires_in is not None
    ):  # of the permission: with a refresh token the key itself ends sooner, and is renewed
        ends = "refresh_expires_at" if credential.refresh_token else "expires_at"
        setattr(credential, ends, at + told.expires_in)
    if not is_stuck(credential):
        credential.note = told.note[:300]


def is_stuck(credential: Credential) -> bool:
    """Tell whether its keys end for good: a renewal failed and none is to come."""
    return credential.refresh_failures > 0 and credential.renew_at is None


def at_risk(credential: Credential, due: datetime | None) -> str:
    """Why the next post may fail, in sentences; empty when nothing is known against it."""
    said = []
    if credential.missing:
        said.append(LACKING.format(names=listed(credential.missing)))
    if credential.note:
        said.append(credential.note)
    ends = permission_ends(credential)
    if ends and due and ends < due:
        said.append(TOO_SHORT)
    elif ends and ends - clock.now() < SOON:
        said.append(ENDS_SOON.format(days=max((ends - clock.now()).days, 0)))
    return " ".join(said)


def permission_ends(credential: Credential) -> datetime | None:
    """When only a person can go on, by connecting again; None: never, or not told."""
    if credential.refresh_token:
        return credential.refresh_expires_at
    return credential.expires_at if credential.renew_at is None else None
