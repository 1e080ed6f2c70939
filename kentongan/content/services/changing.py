"""After publishing: other words for what stands there, approved first; and taking it away, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals import services as approvals
from kentongan.audit.registry import register_action
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import may
from kentongan.compliance.rules import Draft
from kentongan.compliance.selectors import check
from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Platform
from kentongan.content.approving import facts_of_change
from kentongan.content.models import Change
from kentongan.content.rules import used
from kentongan.content.selectors import WRITERS
from kentongan.content.services.guard import CHANGE_SUBJECT, told
from kentongan.content.services.writing import tidy
from kentongan.core import clock
from kentongan.core.hashing import fingerprint
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.organizations.actor import system
from kentongan.organizations.selectors import actor_for
from kentongan.outbox import services as outbox
from kentongan.outbox.services import ActRefusedError
from kentongan.tenancy.models import Government
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from kentongan.approvals.models import Approval
    from kentongan.channels.models import Channel, RemoteObject
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery

LONGEST_REASON = 300
register_action(
    "content.correction_asked", "{actor} meminta tulisan yang sudah tayang di {channel} diperbaiki: {reason}"
)


def can(channel: Channel, act: Act) -> bool:
    """Tell whether a post on this channel can be changed, or taken away, from here."""
    able = registry.capabilities(Platform(channel.platform))
    return act in able.acts and (act is not Act.DELETE or "post" in able.deletes)


@transaction.atomic
def ask_for_correction(*, actor: Actor, post: Post, remote: RemoteObject, text: str, reason: str) -> Change:
    """Ask for approval of other words for what stands there. ActRefusedError, NotAllowedError, NobodyCanApproveError."""
    require_role(actor, *WRITERS, to="memperbaiki kiriman")
    _check_right(actor, remote.channel)
    words = tidy(text)
    _check_words(remote, words)
    change = Change.objects.create(
        government_id=actor.government_id,
        post=post,
        remote=remote,
        text=words,
        reason=reason.strip()[:LONGEST_REASON],
        asked_by_id=actor.person_id,
        asked_at=clock.now(),
    )
    approvals.request_approval(
        actor=actor,
        subject_type=CHANGE_SUBJECT,
        subject_id=change.pk,
        content_hash=hash_of_change(change),
        agency_id=post.agency_id,
        co_agency_id=post.co_agency_id,
        title=f"Perbaikan di {remote.channel}: {post.headline}"[:160],
        path=f"/kiriman/{post.pk}/",
        facts=facts_of_change(post, remote.channel, words),
    )
    told(actor, "content.correction_asked", post, channel=str(remote.channel), reason=change.reason)
    return change


@transaction.atomic
def take_down(*, actor: Actor, remote: RemoteObject, reason: str) -> Delivery:
    """Take it away as soon as possible: what must not be read any more does not wait for an approval."""
    require_role(actor, *WRITERS, to="menghapus kiriman")
    if not can(remote.channel, Act.DELETE):
        raise ActRefusedError(f"{remote.channel.platform_name} tidak dapat menghapusnya dari sini. Hapus di sana.")
    return outbox.act_on(actor=actor, remote=remote, act=Act.DELETE, reason=reason.strip()[:LONGEST_REASON])


def hash_of_change(change: Change) -> str:
    """What exactly is approved: these words, in that place."""
    return fingerprint({"remote": change.remote_id, "text": change.text})


def on_change_approved(_actor: Actor, approval: Approval) -> str:
    """Send the words there, under the right of whoever asked."""
    change = change_of(approval)
    asker = actor_for(change.asked_by.user_id, Government.objects.get(pk=change.government_id))
    if asker is None:
        return _tell(change, "Yang meminta perbaikan tidak bertugas lagi.")
    try:
        outbox.act_on(actor=asker, remote=change.remote, act=Act.EDIT, reason=change.reason, text=change.text)
    except ActRefusedError as refusal:
        return _tell(change, str(refusal))
    except NotAllowedError as refusal:
        return _tell(change, refusal.sentence)
    return f"Tulisan “{change.post.headline}” segera diganti di {change.remote.channel}."


def on_change_sent_back(_actor: Actor, _approval: Approval) -> None:
    """Approvals tell the asker why; what stands there stays as it is."""


def change_of(approval: Approval) -> Change:
    """What a request for approval is about."""
    rows = Change.objects.select_related("post", "remote", "remote__channel", "asked_by")
    return rows.get(government_id=approval.government_id, pk=int(approval.subject_id))


def _check_right(actor: Actor, channel: Channel) -> None:
    verdict = may(actor.person_id, ChannelAct.PUBLISH, channel)
    if not verdict:
        raise NotAllowedError(verdict.sentence, verdict.remedy)


def _check_words(remote: RemoteObject, words: str) -> None:
    channel = remote.channel
    limit = registry.capabilities(Platform(channel.platform)).post_text
    if remote.removed_at or not can(channel, Act.EDIT):
        raise ActRefusedError(f"Tulisan di {channel.platform_name} tidak dapat diubah dari sini.")
    if not words:
        raise ActRefusedError("Tulisannya masih kosong.")
    if words == remote.text.strip():
        raise ActRefusedError("Tulisannya masih sama. Ubah dulu, lalu ajukan.")
    if (over := used(limit, words) - limit.maximum) > 0:
        raise ActRefusedError(f"Tulisannya lewat {over} huruf menurut hitungan {channel.platform_name}.")
    for finding in check(remote.government_id, Draft((("", words),), agency_id=channel.agency_id)):
        if finding.blocks:
            raise ActRefusedError(f"{finding.title}: {finding.told}")


def _tell(change: Change, why: str) -> str:
    sentence, path = f"Perbaikan “{change.post.headline}” tidak dikirim. {why}", f"/kiriman/{change.post_id}/"
    who = system(change.government_id)
    notify(actor=who, person_ids=[change.asked_by_id], kind=Notice.Kind.ACTION, sentence=sentence, path=path)
    return sentence
