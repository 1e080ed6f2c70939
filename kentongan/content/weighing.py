"""The impact analysis of a post: what the post itself tells, and how its analysis stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.compliance.impact.knowing import Facts
from kentongan.compliance.impact.selectors import Standing, Subject, archived_with, periods_on, standing
from kentongan.content.approving import class_of, is_emergency
from kentongan.content.services.guard import APPROVAL_SUBJECT
from kentongan.media import library
from kentongan.media.rights import ADULTS, CHILDREN
from kentongan.organizations.rules import national_holidays

if TYPE_CHECKING:
    from kentongan.compliance.impact.models import ImpactArchive
    from kentongan.content.desk import Desk
    from kentongan.content.models import Post


def standing_of(desk: Desk) -> Standing:
    """How the analysis of a post stands for exactly what is on the desk."""
    return standing(subject_of(desk), facts_of(desk))


def subject_of(desk: Desk) -> Subject:
    """The post with its fingerprint, as analyses know it."""
    return Subject(desk.post.government_id, APPROVAL_SUBJECT, desk.post.pk, desk.content_hash)


def archived_of(post: Post, content_hash: str) -> ImpactArchive | None:
    """The analysis that went with exactly this content."""
    return archived_with(post.government_id, APPROVAL_SUBJECT, post.pk, content_hash)


def facts_of(desk: Desk) -> Facts:
    """Everything about a post that answers a question before anybody does."""
    post, day = desk.post, desk.day
    papers = library.papers_of(post.government_id, desk.assets).values()
    return Facts(
        content_class=class_of(post),
        text=f"{post.title}\n{post.story}",
        emergency=is_emergency(post),
        audiences=tuple(post.audiences),
        channels=len(desk.chosen),
        warnings=tuple(check.title for check in desk.checks if check.rule),
        children=sum(one.people == CHILDREN for one in papers),
        people=sum(one.people == ADULTS for one in papers),
        consents=sum(not agreed.withdrawn for one in papers for agreed in one.consents),
        holiday=national_holidays(day.year).get(day, ""),
        periods=periods_on(post.government_id, day),
    )
