"""Reading posts, scoped to who asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.audit.selectors import entries_about
from kentongan.channels.models import Channel, Grant
from kentongan.channels.selectors import channels_for
from kentongan.content import states
from kentongan.content.models import Post, PostMedia, Version, Writer
from kentongan.core import clock
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.audit.models import Entry
    from kentongan.organizations.actor import Actor

WRITERS = (Role.ADMIN, Role.REVIEWER, Role.COORDINATOR, Role.LEADER_TEAM)
PAGE = 25
RECENT_DRAFTS = 8
KEY = "%Y%m%d%H%M%S%f"

FILTERS: dict[str, tuple[str, frozenset[str]]] = {
    "": ("Semua", frozenset()),
    "draf": ("Draf", frozenset({states.DRAFT, states.CHANGES_ASKED})),
    "menunggu": ("Menunggu", frozenset({states.IN_REVIEW})),
    "terjadwal": ("Terjadwal", frozenset({states.SCHEDULED, states.GOING_OUT})),
    "terbit": ("Terbit", frozenset({states.PUBLISHED, states.PARTLY})),
    "periksa": ("Perlu diperiksa", frozenset({states.NEEDS_PERSON, states.NOT_OUT})),
}


def posts_for(actor: Actor) -> QuerySet[Post]:
    """The posts of the agencies this actor sees, latest change first."""
    posts = Post.objects.filter(government_id=actor.government_id).select_related("agency", "author", "changed_by")
    posts = posts.order_by("-changed_at", "-pk")
    return posts if actor.sees_every_agency else posts.filter(agency_id__in=actor.agencies)


def post_for(actor: Actor, post_id: int) -> Post | None:
    """One post, or None when it is not this actor's to see."""
    return posts_for(actor).filter(pk=post_id).first()


def page_of(actor: Actor, chosen: str, before: str) -> tuple[list[Post], str]:
    """One page of posts in the states behind a filter, and the key of the next page (empty: no more)."""
    posts = posts_for(actor)
    if wanted := FILTERS.get(chosen, FILTERS[""])[1]:
        posts = posts.filter(state__in=wanted)
    if key := _key(before):
        moment, post_id = key
        posts = posts.filter(Q(changed_at__lt=moment) | Q(changed_at=moment, pk__lt=post_id))
    found = list(posts[: PAGE + 1])
    more = found[PAGE - 1 : PAGE] if len(found) > PAGE else []
    return found[:PAGE], f"{more[0].changed_at.astimezone(UTC):{KEY}}-{more[0].pk}" if more else ""


def _key(text: str) -> tuple[datetime, int] | None:
    moment, _, post_id = text.partition("-")
    try:
        return datetime.strptime(moment, KEY).replace(tzinfo=UTC), int(post_id)
    except ValueError:
        return None


def agenda_for(actor: Actor, start: datetime, end: datetime) -> QuerySet[Post]:
    """What goes out, or was planned to, in a span of time; in its order."""
    planned = posts_for(actor).filter(publish_at__gte=start, publish_at__lt=end).exclude(state=states.WITHDRAWN)
    return planned.order_by("publish_at", "pk")


def drafts_of(actor: Actor) -> QuerySet[Post]:
    """What this person has on the desk."""
    mine = posts_for(actor).filter(author_id=actor.person_id, state__in=[states.DRAFT, states.CHANGES_ASKED])
    return mine[:RECENT_DRAFTS]


def may_write(actor: Actor) -> bool:
    """Tell whether this actor writes posts at all."""
    return actor.has(*WRITERS)


def channels_to_choose(actor: Actor, post: Post) -> Sequence[Channel]:
    """The channels a post can go to: those of its agency, and those this actor holds a grant for."""
    granted = Grant.objects.filter(government_id=actor.government_id, person_id=actor.person_id, revoked_on=None)
    chosen = Version.objects.filter(government_id=actor.government_id, post=post).values("channel_id")
    near = Q(agency_id=post.agency_id) | Q(pk__in=granted.values("channel_id"))
    visible = channels_for(actor).filter(near)
    return list(
        Channel.objects.filter(Q(pk__in=visible.values("pk")) | Q(pk__in=chosen), government_id=actor.government_id)
        .select_related("agency")
        .order_by("platform", "name")
    )


def versions_of(post: Post) -> QuerySet[Version]:
    """A fresh reading of a post's versions."""
    rows = Version.objects.filter(government_id=post.government_id, post_id=post.pk).select_related("channel")
    return rows.order_by("channel__platform", "channel_id")


def media_of(post: Post) -> QuerySet[PostMedia]:
    """A fresh reading of a post's media, in order."""
    rows = PostMedia.objects.filter(government_id=post.government_id, post_id=post.pk).select_related("asset")
    return rows.order_by("position", "pk")


def writers_of(government_id: int, post_id: str) -> frozenset[int]:
    """Everyone who wrote a part of a post."""
    rows = Writer.objects.filter(government_id=government_id, post_id=int(post_id))
    return frozenset(rows.values_list("person_id", flat=True))


def history_of(actor: Actor, post: Post) -> Sequence[Entry]:
    """What was done with a post, latest first."""
    return list(entries_about(actor.government_id, "content.post", post.pk).reverse()[:50])


def just_saved(post: Post) -> bool:
    """Tell whether the last change is so recent that the trail need not be told again by the same person."""
    return clock.now() - post.changed_at < timedelta(minutes=15)
