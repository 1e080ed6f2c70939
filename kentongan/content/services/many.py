"""Beginning many posts at once: what `start_post` and `save_draft` do for one, with the questions asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content import states
from kentongan.content.extras import Extra, fitted
from kentongan.content.models import Post, Revision, Version, Writer
from kentongan.content.selectors import WRITERS, channels_near
from kentongan.content.services.guard import NotEditableError, told
from kentongan.content.services.history import BEGUN, revision_of
from kentongan.content.services.placing import Placing
from kentongan.content.services.writing import has_title, tidy
from kentongan.core import clock
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kentongan.channels.models import Channel
    from kentongan.content.services.writing import Draft
    from kentongan.organizations.actor import Actor


@transaction.atomic
def start_many(*, actor: Actor, drafts: Sequence[Draft], placings: Sequence[Placing] = ()) -> list[Post]:
    """Begin a post of the actor's agency for each draft, in their order. Each stands in the trail as begun.

    `placings`: where each stands in the plan; none: nowhere yet.
    """
    require_role(actor, *WRITERS, to="menulis kiriman")
    near = {channel.pk: channel for channel in channels_near(actor, actor.agency_id)}
    places = placings or [Placing()] * len(drafts)
    begun = (_post(actor, draft, place) for draft, place in zip(drafts, places, strict=True))
    posts = Post.objects.bulk_create(begun)
    Writer.objects.bulk_create(
        Writer(government_id=actor.government_id, post=post, person_id=actor.person_id) for post in posts
    )
    pairs = zip(posts, drafts, strict=True)
    versions = {post.pk: list(_versions(post, draft, near)) for post, draft in pairs}
    Version.objects.bulk_create(version for of_post in versions.values() for version in of_post)
    Revision.objects.bulk_create(revision_of(post, BEGUN, versions[post.pk], opens=True) for post in posts)
    for post in posts:
        told(actor, "content.started", post)
    return posts


@transaction.atomic
def withdraw_many(*, actor: Actor, posts: Collection[int], reason: str) -> int:
    """Withdraw drafts that were never submitted: no approval, delivery or task of them can exist. NotEditableError, and none is."""
    require_role(actor, *WRITERS, to="menarik kiriman")
    rows = Post.objects.select_for_update(of=("self",)).filter(government_id=actor.government_id, pk__in=posts)
    found = list(rows.order_by("pk"))
    if any(post.state != states.DRAFT or post.submitted_by_id for post in found):
        raise NotEditableError
    states.POST.check(states.DRAFT, states.WITHDRAWN)
    rows.update(state=states.WITHDRAWN, revision=F("revision") + 1)
    for post in found:
        told(actor, "content.withdrawn", post, reason=reason)
    return len(found)


def _post(actor: Actor, draft: Draft, place: Placing) -> Post:
    now = clock.now()
    return Post(
        government_id=actor.government_id,
        agency_id=actor.agency_id,
        author_id=actor.person_id,
        changed_by_id=actor.person_id,
        title=draft.title.strip(),
        story=tidy(draft.story),
        pillar=draft.pillar,
        publish_at=draft.publish_at,
        programme_id=place.programme_id,
        campaign_id=place.campaign_id,
        audiences=list(place.audiences),
        created_at=now,
        changed_at=now,
    )


def _versions(post: Post, draft: Draft, near: Mapping[int, Channel]) -> Iterator[Version]:
    for channel_id in sorted(set(draft.channels or ()) & set(near)):
        channel = near[channel_id]
        given = draft.extras.get(channel_id, Extra()).reworded(tidy)
        yield Version(
            government_id=post.government_id,
            post=post,
            channel=channel,
            text=post.story,
            title=post.title if has_title(channel) else "",
            extra=fitted(registry.capabilities(Platform(channel.platform)), given).as_json(),
        )
