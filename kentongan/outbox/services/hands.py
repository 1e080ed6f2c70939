"""What people say of rows they carry to the platform themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.channels.selectors import may
from kentongan.channels.states import PAUSED
from kentongan.connectors.contract import Act
from kentongan.core import clock
from kentongan.media.services import store_upload
from kentongan.organizations.access import NotAllowedError
from kentongan.outbox import rules, states
from kentongan.outbox.acts import LEAVES
from kentongan.outbox.contents import contents
from kentongan.outbox.doors import real
from kentongan.outbox.doubts import may_be_out, place_of, was_carried
from kentongan.outbox.grounds import grounds_of
from kentongan.outbox.hands import hand_over
from kentongan.outbox.ledger import SUBJECT, TASK, described, move, publish
from kentongan.outbox.media_rights import lapsed
from kentongan.outbox.models import Delivery
from kentongan.outbox.news import tell
from kentongan.outbox.sentences import what_to_do, why
from kentongan.outbox.services.deciding import DecisionRefusedError, check_decider
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from kentongan.organizations.actor import Actor

MOVED_ON = "Keadaan pengiriman ini baru saja berubah. Muat ulang halaman ini, lalu lihat apa yang masih perlu."
NO_PROOF = "Buktinya belum ada. Tempelkan tautan kirimannya, atau unggah tangkapan layar atau fotonya."
IN_DOUBT = (
    "Kiriman ini mungkin sudah tayang. Lihat dulu di platform. Bila memang belum ada, pilih “Belum tayang: kirim lagi”."
)

register_action("outbox.hand.taken", "{actor} memilih mengunggah sendiri {title} di {channel}: {reason}")
register_action("outbox.hand.uploaded", "{actor} mencatat {title} sudah diunggah di {channel}")
register_action("outbox.hand.given_up", "{actor} tidak jadi mengunggah {title} di {channel}: {reason}")


@transaction.atomic
def take_in_hand(*, actor: Actor, delivery: Delivery, reason: str) -> Delivery:
    """Do by hand what the connection cannot. DecisionRefusedError while it may be public, or where nothing may go out."""
    check_decider(actor, delivery)
    current = _locked(actor, delivery)
    if current.state not in states.TO_HAND or current.channel.state == PAUSED:
        raise DecisionRefusedError(MOVED_ON)
    if may_be_out(current):
        raise DecisionRefusedError(IN_DOUBT)
    at = clock.now()
    _check_obstacles(actor, current, at)
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=current.pk, kinds=[TASK])
    current.person_id = actor.person_id
    said = {"by": actor.name, "reason": reason}
    hand_over(
        current, at, why="person_by_hand", by=actor, data=said, person_id=actor.person_id, by_hand=True, failures=0
    )
    _record(actor, current, "taken", reason=reason)
    return current


@transaction.atomic
def note_uploaded(
    *, actor: Actor, delivery: Delivery, permalink: str = "", screenshot: UploadedFile[Any] | None = None
) -> Delivery:
    """Write that a person has done it, with a link or a picture as proof. MediaRefusedError for a useless picture.

    Who was asked and uploaded it just before it was stopped (a freeze, a withdrawal) can still say so: it is public.
    """
    check_decider(actor, delivery)
    current, at, link = _locked(actor, delivery), clock.now(), permalink.strip()
    anyway = was_carried(current)
    if current.state != states.BY_HAND and not anyway:
        raise DecisionRefusedError(MOVED_ON)
    if Act(current.act) in LEAVES and not (link or screenshot):
        raise DecisionRefusedError(NO_PROOF)
    if screenshot:
        proof = store_upload(actor=actor, upload=screenshot, alt_text="Bukti unggahan", agency_id=current.agency_id)
        Delivery.objects.filter(government_id=actor.government_id, pk=current.pk).update(proof=proof)
    remote_id, known = place_of(current, link)
    why_so = "uploaded_anyway" if anyway else "uploaded"
    said = {"by": actor.name, "reason": ""}
    publish(current, remote_id=remote_id, permalink=link[:500], why=why_so, at=at, data=said, known=known)
    tell(current, by=actor)
    _record(actor, current, "uploaded", permalink=link)
    return current


@transaction.atomic
def give_up(*, actor: Actor, delivery: Delivery, reason: str) -> Delivery:
    """Leave undone what waited to be uploaded."""
    check_decider(actor, delivery)
    current, at = _locked(actor, delivery), clock.now()
    if current.state != states.BY_HAND:
        raise DecisionRefusedError(MOVED_ON)
    said = {"by": actor.name, "reason": reason}
    move(current, states.CANCELLED, why="person_gave_up", at=at, data=said, revoked_at=at)
    tell(current)
    _record(actor, current, "given_up", reason=reason)
    return current


def _locked(actor: Actor, delivery: Delivery) -> Delivery:
    row = Delivery.objects.select_for_update(of=("self",)).select_related("channel")
    return row.get(government_id=actor.government_id, pk=delivery.pk)


def _check_obstacles(actor: Actor, delivery: Delivery, at: datetime) -> None:
    """What would stop the connection stops a person as well, but for the account's lost permission."""
    verdict = may(actor.person_id, delivery.right, delivery.channel, at)
    if not verdict:
        raise NotAllowedError(verdict.sentence, verdict.remedy)
    _, written = contents(delivery, real())
    standing = grounds_of(delivery.government_id, at, asking=()).standing(delivery, at, written)
    media = lapsed(delivery.government_id, [delivery], at).get(delivery.pk, "")
    stop = rules.obstacle(replace(standing, channel_active=True, media_right=media))
    if stop:
        raise DecisionRefusedError(f"{why(stop[1])}. {what_to_do(stop[1])}")


def _record(actor: Actor, delivery: Delivery, what: str, **told: str) -> None:
    title, _ = described(delivery)
    data = {"channel": str(delivery.channel), "title": title, **told}
    record(actor=actor, action=f"outbox.hand.{what}", subject_type=SUBJECT, subject_id=delivery.pk, data=data)
