"""Where a post stands in the plan: no part of what is approved, so that voids nothing. Its class chooses the path, so that does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.compliance.impact.knowing import CLASSES
from kentongan.content.approving import class_of
from kentongan.content.models import Post
from kentongan.content.selectors import WRITERS
from kentongan.content.services.guard import changed, for_change, told
from kentongan.organizations.access import require_role
from kentongan.planning.selectors import audiences_for, campaigns_for, line_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from kentongan.organizations.actor import Actor


@dataclass(frozen=True, slots=True)
class Placing:
    """A place in the plan that is known to exist."""

    programme_id: int | None = None
    campaign_id: int | None = None
    audiences: tuple[str, ...] = ()


register_action("content.placed", "{actor} menempatkan “{title}” dalam rencana: {place}")


@transaction.atomic
def place_in_plan(
    *, actor: Actor, post: Post, programme_id: int | None, campaign_id: int | None, audiences: Collection[str]
) -> Post:
    """Say which programme and campaign a post serves, and for whom it is. What the plan does not know is left out."""
    require_role(actor, *WRITERS, to="menempatkan kiriman dalam rencana")
    if (programme_id, campaign_id, set(audiences)) == (post.programme_id, post.campaign_id, set(post.audiences)):
        return post
    post = Post.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=post.pk)
    line = line_for(actor, programme_id) if programme_id else None
    programme = line if line and line.level == line.Level.PROGRAMME else None
    campaign = campaigns_for(actor).filter(pk=campaign_id).first() if campaign_id else None
    known = audiences_for(actor) | dict.fromkeys(post.audiences, "")
    meant = [code for code in known if code in set(audiences)]
    before = (post.programme_id, post.campaign_id, post.audiences)
    post.programme, post.campaign, post.audiences = programme, campaign, meant
    if before == (post.programme_id, post.campaign_id, post.audiences):
        return post
    post.save(update_fields=["programme", "campaign", "audiences"])
    place = "; ".join(
        filter(None, [str(programme or ""), str(campaign or ""), ", ".join(known[code] for code in meant)])
    )
    told(actor, "content.placed", post, place=place or "tanpa program")
    return post


@transaction.atomic
def classify(*, actor: Actor, post: Post, revision: int, content_class: str, tab: str = "") -> Post:
    """Say what kind of message it is. The path of approval hangs on it, so a request or an approval becomes void."""
    if content_class not in CLASSES or content_class == class_of(post):
        return post
    post = for_change(actor, post, revision, tab)
    post.content_class = content_class
    return changed(actor, post, f"jenis kiriman: {CLASSES[content_class].lower()}", tab=tab)
