"""Changing, taking away, hiding: acts on something that stands on a platform already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.selectors import channel_for, may
from kentongan.connectors.contract import ON_A_TARGET, Act
from kentongan.core import clock
from kentongan.core.text import shorten
from kentongan.organizations.access import NotAllowedError
from kentongan.outbox import states
from kentongan.outbox.acts import right_for
from kentongan.outbox.ledger import SUBJECT
from kentongan.outbox.models import Delivery
from kentongan.outbox.payload import Payload
from kentongan.outbox.services.scheduling import promise
from kentongan.outbox.targets import REMOTE

if TYPE_CHECKING:
    from kentongan.channels.models import Channel, RemoteObject
    from kentongan.organizations.actor import Actor

LONGEST = 80
PRIORITY = 2
"""Before what is planned: what must not be read any more is read every second."""

register_action("outbox.asked.edit", "{actor} meminta tulisan diubah di {channel}: {what} ({reason})")
register_action("outbox.asked.delete", "{actor} meminta dihapus dari {channel}: {what} ({reason})")
register_action("outbox.asked.hide", "{actor} meminta komentar disembunyikan di {channel}: {what} ({reason})")
register_action("outbox.asked.unhide", "{actor} meminta komentar ditampilkan lagi di {channel}: {what} ({reason})")


class ActRefusedError(Exception):
    """It cannot be done so. The message is a sentence for the person."""


@transaction.atomic
def act_on(*, actor: Actor, remote: RemoteObject, act: Act, reason: str, text: str = "") -> Delivery:
    """Change, take away, hide or show something of ours as soon as possible, under the actor's own right.

    NotAllowedError without the right; ActRefusedError where there is nothing (left) to do. Asking twice gives the same row.
    """
    if remote.removed_at:
        raise ActRefusedError("Ini sudah dihapus dari platform.")
    if act is Act.EDIT and text.strip() == remote.text.strip():
        raise ActRefusedError("Tulisannya masih sama. Ubah dulu, lalu simpan.")
    return act_on_target(
        actor=actor,
        channel=remote.channel,
        act=act,
        target_id=remote.remote_id,
        target_kind=remote.kind,
        about=remote.text,
        subject_id=remote.pk,
        reason=reason,
        text=text,
    )


@transaction.atomic
def act_on_target(  # noqa: PLR0913 - what is done to what, and why
    *,
    actor: Actor,
    channel: Channel,
    act: Act,
    target_id: str,
    target_kind: str,
    about: str,
    subject_id: object,
    reason: str,
    text: str = "",
    post_id: str = "",
    subject_type: str = REMOTE,
) -> Delivery:
    """As `act_on`, for what the caller knows by itself (a citizen's comment). `about`: its words, for people.

    `post_id`: the post a comment stands under; some platforms want to be told.
    """
    if act not in ON_A_TARGET:
        raise ValueError(act)
    _check(actor, channel, act, target_kind)
    if act is Act.EDIT and not text.strip():
        raise ActRefusedError("Tulisannya masih kosong.")
    title = "" if act is Act.EDIT else shorten(" ".join(about.split()), LONGEST)
    payload = Payload(text, title=title, target_id=target_id, target_kind=target_kind, post_id=post_id)
    key: dict[str, object] = {"channel": channel, "act": act.value, "subject_type": subject_type}
    key["subject_id"] = _turn(actor.government_id, key, str(subject_id))
    at = clock.now()
    terms = {"run_at": at, "person_id": actor.person_id, "agency_id": channel.agency_id, "priority": PRIORITY}
    delivery, changed = promise(actor, key, payload, terms | {"valid_until": None, "useless_at": None}, reason)
    if not changed and delivery.payload != payload.as_json():
        raise ActRefusedError("Perubahan sebelumnya masih dikerjakan. Tunggu sebentar, lalu coba lagi.")
    if changed:
        told = {"channel": str(channel), "what": shorten(about or text, LONGEST), "reason": reason}
        record(actor=actor, action=f"outbox.asked.{act}", subject_type=SUBJECT, subject_id=delivery.pk, data=told)
    return delivery


def _check(actor: Actor, channel: Channel, act: Act, target_kind: str) -> None:
    if channel_for(actor, channel.pk) is None:
        raise NotAllowedError("Akun ini bukan milik instansi Anda.", "Admin koordinator")
    verdict = may(actor.person_id, right_for(act, target_kind), channel)
    if not verdict:
        raise NotAllowedError(verdict.sentence, verdict.remedy)
    if act in {Act.HIDE, Act.UNHIDE} and target_kind != "comment":
        raise ActRefusedError("Yang dapat disembunyikan hanya komentar.")


def _turn(government_id: int, key: dict[str, object], subject_id: str) -> str:
    """A thing may be changed, or hidden and shown, many times: each time is a row of its own, once the last is done."""
    rows = Delivery.objects.filter(government_id=government_id, state=states.PUBLISHED, **key)
    done = sum(
        row == subject_id or row.startswith(f"{subject_id}/") for row in rows.values_list("subject_id", flat=True)
    )
    return f"{subject_id}/{done + 1}" if done else subject_id
