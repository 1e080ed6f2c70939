"""What approvals and the outbox tell us, and what we tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.approvals import registry as approvals
from kentongan.content import states
from kentongan.content.desk import desk_of
from kentongan.content.fingerprint import hash_of
from kentongan.content.models import Change, Post, Version
from kentongan.content.rules import state_from
from kentongan.content.selectors import media_of, versions_of, writers_of
from kentongan.content.services import changing
from kentongan.content.services.commenting import comment_first
from kentongan.content.services.guard import APPROVAL_SUBJECT, CHANGE_SUBJECT, COMMENT_SUBJECT, DELIVERY_SUBJECT
from kentongan.content.services.review import on_approved, on_changes_asked
from kentongan.organizations.actor import system
from kentongan.outbox import registry as outbox
from kentongan.outbox.models import Delivery
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from kentongan.approvals.models import Approval
    from kentongan.organizations.actor import Actor

NEWS = {
    states.PUBLISHED: (Notice.Kind.NEWS, "“{title}” sudah terbit di semua kanalnya"),
    states.PARTLY: (Notice.Kind.ACTION, "“{title}” terbit hanya di sebagian kanal"),
    states.NEEDS_PERSON: (Notice.Kind.ACTION, "“{title}” perlu diperiksa: belum pasti terbit atau tidak"),
    states.NOT_OUT: (Notice.Kind.ACTION, "“{title}” tidak terbit"),
}


def register() -> None:
    """Introduce posts to approvals and to the outbox. Called once, when the apps are ready."""
    approvals.register_subject(
        APPROVAL_SUBJECT,
        approvals.Subject(
            authors=writers_of,
            content_hash=_content_hash,
            approved=on_approved,
            changes_asked=on_changes_asked,
            preview=_preview,
        ),
    )
    approvals.register_subject(
        CHANGE_SUBJECT,
        approvals.Subject(
            authors=_askers,
            content_hash=_change_hash,
            approved=changing.on_change_approved,
            changes_asked=changing.on_change_sent_back,
            preview=_change_preview,
        ),
    )
    outbox.register_subject(
        DELIVERY_SUBJECT, outbox.Subject(published=_published, settled=follow_delivery, describe=_describe)
    )
    outbox.register_subject(
        COMMENT_SUBJECT,
        outbox.Subject(published=_commented, settled=lambda _delivery: None, describe=_describe_comment),
    )


def _content_hash(government_id: int, subject_id: str) -> str:
    post = Post.objects.get(government_id=government_id, pk=int(subject_id))
    return hash_of(post, versions_of(post), [row.asset for row in media_of(post)])


def _preview(actor: Actor, approval: Approval) -> tuple[str, dict[str, Any]]:
    posts = Post.objects.select_related("agency", "author")
    post = posts.get(government_id=approval.government_id, pk=int(approval.subject_id))
    desk = desk_of(actor, post, whose=post.submitted_by_id or post.author_id)
    return "content/_approval_preview.html", {"desk": desk, "post": post}


def _askers(government_id: int, change_id: str) -> frozenset[int]:
    rows = Change.objects.filter(government_id=government_id, pk=int(change_id))
    return frozenset(rows.values_list("asked_by_id", flat=True))


def _change_hash(government_id: int, change_id: str) -> str:
    return changing.hash_of_change(Change.objects.get(government_id=government_id, pk=int(change_id)))


def _change_preview(_actor: Actor, approval: Approval) -> tuple[str, dict[str, Any]]:
    return "content/_change_preview.html", {"change": changing.change_of(approval)}


def _published(delivery: Delivery, remote_id: str, _permalink: str) -> None:
    comment_first(delivery, remote_id)
    follow_delivery(delivery)


def follow_delivery(delivery: Delivery) -> None:
    """Let the post's state follow its deliveries; tell its people when it ended or needs them."""
    version = Version.objects.filter(government_id=delivery.government_id, pk=int(delivery.subject_id)).first()
    if version is None:
        return
    post = Post.objects.select_for_update(of=("self",)).get(government_id=delivery.government_id, pk=version.post_id)
    if post.state in {states.DRAFT, states.IN_REVIEW, states.CHANGES_ASKED, states.WITHDRAWN}:
        return
    follow(post)


def follow(post: Post) -> None:
    """Bring a scheduled post's state up to date with the ledger."""
    ids = [str(pk) for pk in versions_of(post).values_list("pk", flat=True)]
    rows = Delivery.objects.filter(government_id=post.government_id, subject_type=DELIVERY_SUBJECT, subject_id__in=ids)
    found = list(rows.values_list("state", flat=True))
    state = state_from(found) if found else post.state
    if state == post.state or not states.POST.allows(post.state, state):
        return
    post.state = state
    post.save(update_fields=["state"])
    _tell(post)


def _tell(post: Post) -> None:
    if post.state not in NEWS:
        return
    kind, sentence = NEWS[post.state]
    people = {post.author_id, post.submitted_by_id or post.author_id}
    notify(
        actor=system(post.government_id),
        person_ids=people,
        kind=kind,
        sentence=sentence.format(title=post.headline),
        path=f"/kiriman/{post.pk}/",
    )


def _commented(_delivery: Delivery, _remote_id: str, _permalink: str) -> None:
    """Nothing follows a first comment."""


def _describe_comment(delivery: Delivery) -> tuple[str, str]:
    headline, path = _describe(delivery)
    return f"Komentar pertama: {headline}", path


def _describe(delivery: Delivery) -> tuple[str, str]:
    version = Version.objects.filter(government_id=delivery.government_id, pk=int(delivery.subject_id))
    found = version.select_related("post").first()
    if found is None:
        return "Kiriman yang kanalnya sudah dilepas", "/kiriman/"
    return found.post.headline, f"/kiriman/{found.post_id}/"
