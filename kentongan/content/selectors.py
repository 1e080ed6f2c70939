"""Reading posts, scoped to who asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.audit.selectors import entries_about
from kentongan.channels.models import Channel, Grant
from kentongan.channels.selectors import channels_for
from kentongan.content import states
from kentongan.content.models import Post, PostMedia, Version, VersionMedia, Writer
from kentongan.content.rules import shown_as
from kentongan.core import clock
from kentongan.organizations.roles import Role
from kentongan.outbox.selectors import states_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from kentongan.audit.models import Entry
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

WRITERS = (Role.ADMIN, Role.REVIEWER, Role.COORDINATOR, Role.LEADER_TEAM)
STOPPERS = (*WRITERS, Role.APPROVER)
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
    """The posts of the agencies this actor sees, also those they write together with another; latest change first."""
    posts = Post.objects.filter(government_id=actor.government_id).select_related(
        "agency", "co_agency", "author", "changed_by", "programme", "campaign"
    )
    posts = posts.order_by("-changed_at", "-pk")
    if actor.sees_every_agency:
        return posts
    return posts.filter(Q(agency_id__in=actor.agencies) | Q(co_agency_id__in=actor.agencies))


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
    return with_standing(found[:PAGE]), f"{more[0].changed_at.astimezone(UTC):{KEY}}-{more[0].pk}" if more else ""


def _key(text: str) -> tuple[datetime, int] | None:
    moment, _, post_id = text.partition("-")
    try:
        return datetime.strptime(moment, KEY).replace(tzinfo=UTC), int(post_id)
    except ValueError:
        return None


def with_standing(posts: Iterable[Post]) -> list[Post]:
    """The same posts; those going out know what they wait for. Two queries for any number."""
    found = list(posts)
    moving = [post for post in found if post.state in {states.SCHEDULED, states.GOING_OUT}]
    if moving:
        rows = Version.objects.filter(government_id=moving[0].government_id, post__in=moving)
        of_post: dict[int, list[str]] = {}
        owners = {str(version): post for version, post in rows.values_list("pk", "post_id")}
        for subject, state in states_of(moving[0].government_id, states.DELIVERY_SUBJECT, owners):
            of_post.setdefault(owners[subject], []).append(state)
        for post in moving:
            post.shown = shown_as(of_post[post.pk]) if post.pk in of_post else ""
    return found


def drafts_of(actor: Actor) -> QuerySet[Post]:
    """What this person has on the desk."""
    mine = posts_for(actor).filter(author_id=actor.person_id, state__in=[states.DRAFT, states.CHANGES_ASKED])
    return mine[:RECENT_DRAFTS]


def may_write(actor: Actor) -> bool:
    """Tell whether this actor writes posts at all."""
    return actor.has(*WRITERS)


def may_stop(actor: Actor) -> bool:
    """Tell whether this actor may end the repetition of a post of these agencies."""
    return actor.has(*STOPPERS)


def channels_to_choose(actor: Actor, post: Post) -> Sequence[Channel]:
    """The channels a post can go to: those of its agencies, those this actor holds a grant for, and those it has."""
    chosen = Version.objects.filter(government_id=actor.government_id, post=post).values("channel_id")
    more = Q(pk__in=chosen)
    if post.co_agency_id:
        theirs = channels_for(actor).filter(agency_id=post.co_agency_id)
        more |= Q(pk__in=theirs.values("pk"))
    return channels_near(actor, post.agency_id, more)


def channels_near(actor: Actor, agency_id: int, more: Q | None = None) -> Sequence[Channel]:
    """The channels of an agency, and those this actor holds a grant for, as far as the actor sees them. `more`: others."""
    granted = Grant.objects.filter(government_id=actor.government_id, person_id=actor.person_id, revoked_on=None)
    near = Q(agency_id=agency_id) | Q(pk__in=granted.values("channel_id"))
    visible = Q(pk__in=channels_for(actor).filter(near).values("pk"))
    return list(
        Channel.objects.filter(visible | more if more else visible, government_id=actor.government_id)
        .select_related("agency")
        .order_by("platform", "name")
    )


def versions_of(post: Post) -> QuerySet[Version]:
    """A fresh reading of a post's versions."""
    rows = Version.objects.filter(government_id=post.government_id, post_id=post.pk).select_related("channel")
    return rows.order_by("channel__platform", "channel_id")


def with_copies(versions: Iterable[Version]) -> list[Version]:
    """The same versions; they know the files that were made for them. One query for any number."""
    found = list(versions)
    if found:
        rows = VersionMedia.objects.filter(government_id=found[0].government_id, version__in=found)
        made: dict[int, dict[int, Asset]] = {version.pk: {} for version in found}
        for row in rows.select_related("made"):
            made[row.version_id][row.asset_id] = row.made
        for version in found:
            version.copies = made[version.pk]
    return found


def media_of(post: Post) -> QuerySet[PostMedia]:
    """A fresh reading of a post's media, in order."""
    rows = PostMedia.objects.filter(government_id=post.government_id, post_id=post.pk).select_related("asset")
    return rows.order_by("position", "pk")


def pictured_together(actor: Actor) -> QuerySet[PostMedia, int]:
    """Files of the posts that this actor's agency writes together with another."""
    mine = Q(post__co_agency_id__in=actor.agencies)
    mine |= Q(post__agency_id__in=actor.agencies, post__co_agency__isnull=False)
    return PostMedia.objects.filter(mine, government_id=actor.government_id).values_list("asset_id", flat=True)


def copied_together(actor: Actor) -> QuerySet[VersionMedia, int]:
    """The copies of such files that single channels send."""
    posts = Q(version__post__co_agency_id__in=actor.agencies)
    posts |= Q(version__post__agency_id__in=actor.agencies, version__post__co_agency__isnull=False)
    return VersionMedia.objects.filter(posts, government_id=actor.government_id).values_list("made_id", flat=True)


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
