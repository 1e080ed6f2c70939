"""What approvals and the outbox tell us, and what we tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.approvals import registry as approvals
from kentongan.compliance import registry as compliance
from kentongan.compliance.impact.selectors import archived_for
from kentongan.connectors.contract import Act
from kentongan.content.approving import passages_of, shown_of, shown_of_change
from kentongan.content.desk import desk_of
from kentongan.content.desk_rules import case_for_exemption, may_see
from kentongan.content.fingerprint import hash_of
from kentongan.content.library_use import uses_in_posts
from kentongan.content.models import Change, Occurrence, Post, Version
from kentongan.content.planned import PostsOfThePlan
from kentongan.content.recurrence import filled
from kentongan.content.selectors import (
    copied_together,
    media_of,
    pictured_together,
    versions_of,
    with_copies,
    writers_of,
)
from kentongan.content.services import answering, changing
from kentongan.content.services.commenting import comment_first, comment_occurrence
from kentongan.content.services.following import follow_delivery, follow_occurrence
from kentongan.content.services.guard import (
    APPROVAL_SUBJECT,
    CHANGE_SUBJECT,
    COMMENT_SUBJECT,
    DELIVERY_SUBJECT,
    OCCURRENCE_SUBJECT,
)
from kentongan.content.services.lapsing import follow_papers
from kentongan.content.weighing import archived_of
from kentongan.media.registry import register_papers, register_shown, register_uses
from kentongan.outbox import registry as outbox
from kentongan.planning import registry as planning

if TYPE_CHECKING:
    from kentongan.approvals.models import Approval
    from kentongan.compliance.impact.models import ImpactArchive
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery

CHECKS = ("content/_approval_checks.html", "compliance/impact/_archived.html")
"""What the page of a request shows below the previews and what changed."""


def register() -> None:
    """Introduce posts to approvals, to the outbox, to the plan and to the library. Called once, when the apps are ready."""
    compliance.register_subject(APPROVAL_SUBJECT, case_for_exemption, may_see)
    planning.register_posts(PostsOfThePlan())
    register_uses(uses_in_posts)
    register_papers(follow_papers)
    register_shown(pictured_together)
    register_shown(copied_together)
    approvals.register_subject(
        APPROVAL_SUBJECT,
        approvals.Subject(
            authors=writers_of,
            content_hash=_content_hash,
            approved=answering.on_approved,
            changes_asked=answering.on_changes_asked,
            preview=_preview,
            shown=shown_of,
            passages=passages_of,
            remarked=answering.on_remarked,
            lapsed=answering.on_lapsed,
            hold=answering.hold,
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
            shown=shown_of_change,
        ),
    )
    outbox.register_subject(
        DELIVERY_SUBJECT, outbox.Subject(published=_published, settled=follow_delivery, describe=_describe)
    )
    outbox.register_subject(
        OCCURRENCE_SUBJECT,
        outbox.Subject(published=_occurrence_published, settled=follow_occurrence, describe=_describe_occurrence),
    )
    outbox.register_subject(
        COMMENT_SUBJECT,
        outbox.Subject(published=_commented, settled=lambda _delivery: None, describe=_describe_comment),
    )


def _content_hash(government_id: int, subject_id: str) -> str:
    post = Post.objects.get(government_id=government_id, pk=int(subject_id))
    return hash_of(post, with_copies(versions_of(post)), [row.asset for row in media_of(post)])


def _preview(actor: Actor, approval: Approval) -> tuple[str, dict[str, Any]]:
    posts = Post.objects.select_related("agency", "author")
    post = posts.get(government_id=approval.government_id, pk=int(approval.subject_id))
    desk = desk_of(actor, post, whose=post.submitted_by_id or post.author_id)
    impact = archived_of(post, approval.content_hash)
    facts = {
        "parts": CHECKS,
        "desk": desk,
        "post": post,
        "times": desk.times,
        "impact": impact,
        "earlier": _earlier(post, impact),
    }
    return "content/_approval_preview.html", facts


def _earlier(post: Post, impact: ImpactArchive | None) -> ImpactArchive | None:
    """The analysis archived before this one, where the content changed since."""
    rows = archived_for(post.government_id, APPROVAL_SUBJECT, post.pk)
    return rows.filter(pk__lt=impact.pk).first() if impact else None


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


def _occurrence_published(delivery: Delivery, remote_id: str, _permalink: str) -> None:
    comment_occurrence(delivery, remote_id)
    follow_occurrence(delivery)


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


def _describe_occurrence(delivery: Delivery) -> tuple[str, str]:
    rows = Occurrence.objects.filter(government_id=delivery.government_id, pk=int(delivery.subject_id))
    found = rows.select_related("post", "post__government").get()
    day = found.at.astimezone(found.post.government.zone).date()
    headline = filled(found.post.headline, day)
    told = headline if Act(delivery.act) is Act.PUBLISH else f"Komentar pertama: {headline}"
    return told, f"/kiriman/{found.post_id}/"
