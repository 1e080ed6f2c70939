"""Submitting what came of an import, as far as it is ready."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content import services as content
from kentongan.content import states as post_states
from kentongan.content.importing.selectors import posts_of
from kentongan.content.importing.services import locked_for_owner, told_of
from kentongan.content.models import Version
from kentongan.content.rules import misfits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.content.models import Import, Post
    from kentongan.organizations.actor import Actor

AT_ONCE = 50
register_action("imports.submitted", "{actor} mengajukan {submitted} kiriman dari impor “{file}”")


@dataclass(slots=True)
class HandedIn:
    """What became of an attempt to submit. `left`: posts that are ready in all likelihood, for the next go."""

    submitted: int = 0
    left: int = 0
    lacking: list[tuple[Post, str]] = field(default_factory=list)


@transaction.atomic
def submit(*, actor: Actor, found: Import) -> HandedIn:
    """Submit the drafts of an import that are ready, at most fifty in one go; the others say what they lack."""
    found = locked_for_owner(actor, found, to="mengajukan impor ini")
    told = HandedIn()
    drafts = [row.post for row in posts_of(found).filter(post__state=post_states.DRAFT, live=True)]
    lacks = _untouched_and_lacking(drafts)
    told.lacking += [(post, lacks[post.pk]) for post in drafts if post.pk in lacks]
    for post in [post for post in drafts if post.pk not in lacks]:
        if told.submitted == AT_ONCE:
            told.left += 1
            continue
        try:
            content.submit_for_review(actor=actor, post=post, revision=post.revision)
        except content.NotReadyError as refusal:
            told.lacking.append((post, refusal.checks[0].title))
        else:
            told.submitted += 1
    if told.submitted:
        told_of(actor, "imports.submitted", found, submitted=told.submitted)
    return told


def _untouched_and_lacking(drafts: Sequence[Post]) -> dict[int, str]:
    """Of the drafts nobody has opened since, those a channel cannot carry without more: told at once, not tried one by one."""
    fresh = {post.pk: post for post in drafts if post.revision == 1}
    lacks: dict[int, str] = {}
    rows = Version.objects.filter(post_id__in=fresh).select_related("channel")
    for version in rows.filter(government_id__in={post.government_id for post in drafts}):
        channel, able = version.channel, registry.capabilities(Platform(version.channel.platform))
        if found := misfits(channel.platform_name, able, version.text, version.title, (), version.more):
            lacks.setdefault(version.post_id, found[0].sentence)
    return lacks
