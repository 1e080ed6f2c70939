"""What every change to a post passes through: the right, the revision, and what an edit undoes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.approvals import services as approvals
from kentongan.audit.registry import register_action, register_thing
from kentongan.audit.services import record
from kentongan.content import states
from kentongan.content.models import Occurrence, Post, Version, Writer
from kentongan.content.selectors import WRITERS, just_saved, versions_of
from kentongan.content.services.history import keep_revision, typed_in
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.outbox import services as outbox
from kentongan.outbox.models import Delivery
from kentongan.outbox.states import AT_WORK, CANCELLED, EXPIRED, NEEDS_PERSON, PUBLISHED, UNKNOWN
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from kentongan.organizations.actor import Actor

APPROVAL_SUBJECT = "content.post"
DELIVERY_SUBJECT = states.DELIVERY_SUBJECT
COMMENT_SUBJECT = "content.first_comment"
OCCURRENCE_SUBJECT = Occurrence.SUBJECT
CHANGE_SUBJECT = "content.change"
OUT_OF_REACH = AT_WORK | {UNKNOWN, NEEDS_PERSON, PUBLISHED}

register_thing("content.post", "Kiriman", "/kiriman/{id}/")
register_action("content.changed", "{actor} mengubah kiriman: {what}")


ECHO = timedelta(seconds=15)


class StaleError(Exception):
    """Someone else changed the post since this page was opened. `post` is what stands now."""

    def __init__(self, post: Post) -> None:
        self.post = post
        super().__init__(f"post {post.pk} is at revision {post.revision}")


class OvertakenError(Exception):
    """A later save of the same window has arrived before this one. `post` is what stands now, and it stays."""

    def __init__(self, post: Post) -> None:
        self.post = post
        super().__init__(f"post {post.pk} has later words of this window")


class NotEditableError(Exception):
    """The post has gone out, or is going out; its words cannot change any more."""


def for_change(actor: Actor, post: Post, revision: int, tab: str = "") -> Post:
    """Lock the post for a change that began from `revision`, in window `tab`. StaleError, NotEditableError, NotAllowedError."""
    require_role(actor, *WRITERS, to="menulis kiriman")
    locked = Post.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=post.pk)
    if locked.revision != revision and not own_echo(actor, locked, revision, tab):
        raise StaleError(locked)
    if not locked.editable:
        raise NotEditableError
    return locked


def own_echo(actor: Actor, post: Post, revision: int, tab: str = "") -> bool:
    """Tell whether the changes since `revision` are the actor's own: saves of this window whose answer never arrived.

    Without a window's name (no JavaScript): the one change, a moment ago.
    """
    if tab:
        return typed_in(post, revision, actor.person_id, tab)
    own = post.changed_by_id == actor.person_id and post.revision == revision + 1
    return own and clock.now() - post.changed_at < ECHO


def changed(actor: Actor, post: Post, what: str, *, quiet: bool = False, tab: str = "", nth: int = 0) -> Post:
    """Close a change: next revision, the writer noted, approval and deliveries taken back. Told in the trail once a sitting."""
    same_sitting = quiet and post.changed_by_id == actor.person_id and just_saved(post)
    was = post.state
    back_to_desk(actor, post)
    post.revision += 1
    post.changed_by_id, post.changed_at = actor.person_id, clock.now()
    post.save()
    Writer.objects.get_or_create(government_id=actor.government_id, post=post, person_id=actor.person_id)
    opens = not (same_sitting and was == post.state)
    keep_revision(post, what, opens=opens, tab=tab, nth=nth)
    if opens:
        told(actor, "content.changed", post, what=what)
    return post


def back_to_desk(actor: Actor, post: Post) -> None:
    """Make a post that was submitted or approved a draft again; nothing of it may go out any more."""
    if post.state in {states.DRAFT, states.CHANGES_ASKED}:
        return
    set_state(post, states.DRAFT)  # first, so that what the outbox tells about its withdrawals is no news
    take_back(actor, post, "kiriman diubah")


def set_state(post: Post, state: str) -> None:
    """Move the post, if its machine allows it."""
    states.POST.check(post.state, state)
    post.state = state
    post.save(update_fields=["state"])


def take_back(actor: Actor, post: Post, reason: str) -> None:
    """Void the approval and revoke every delivery that has not gone out. NotEditableError when one is under way."""
    approvals.void(actor=actor, subject_type=APPROVAL_SUBJECT, subject_id=post.pk, reason=reason)
    versions = list(versions_of(post))
    withdraw_versions(actor, versions, reason)
    withdraw_occurrences(actor, post, reason)
    if under_way(post, versions) or occurrence_under_way(post):
        raise NotEditableError


def withdraw_versions(actor: Actor, versions: Iterable[Version], reason: str) -> None:
    """Revoke the deliveries of these versions."""
    for version in versions:
        outbox.withdraw(actor=actor, subject_type=DELIVERY_SUBJECT, subject_id=version.pk, reason=reason)


def under_way(post: Post, versions: Iterable[Version]) -> bool:
    """Tell whether a delivery is public, may be, or is being worked on at this moment."""
    rows = Delivery.objects.filter(government_id=post.government_id, subject_type=DELIVERY_SUBJECT)
    about = rows.filter(subject_id__in=[str(version.pk) for version in versions])
    return about.filter(Q(state__in=OUT_OF_REACH) | ~Q(remote_id="")).exists()


def withdraw_occurrences(actor: Actor, post: Post, reason: str) -> None:
    """Revoke what has not gone out of a repeated post; a time of which nothing went out is taken back."""
    planned = Occurrence.objects.filter(government_id=post.government_id, post=post, state=states.PLANNED)
    ended = (CANCELLED, EXPIRED, PUBLISHED)
    unsent = deliveries_of(post).exclude(state__in=ended).values_list("subject_id", flat=True)
    for occurrence in planned.filter(pk__in={int(key) for key in unsent}):
        outbox.withdraw(actor=actor, subject_type=OCCURRENCE_SUBJECT, subject_id=occurrence.pk, reason=reason)
        left = deliveries_of(post).filter(subject_id=str(occurrence.pk)).exclude(state=CANCELLED)
        if not left.exists():
            states.OCCURRENCE.check(occurrence.state, states.TAKEN_BACK)
            occurrence.state = states.TAKEN_BACK
            occurrence.save(update_fields=["state"])


def occurrence_under_way(post: Post) -> bool:
    """Tell whether one time of a repeated post is being worked on, or asked after, at this moment."""
    return deliveries_of(post).filter(state__in=AT_WORK | {UNKNOWN}).exists()


def deliveries_of(post: Post) -> QuerySet[Delivery]:
    """The deliveries of every time that a repeated post went out, or is to."""
    times = Occurrence.objects.filter(government_id=post.government_id, post=post)
    keys = [str(pk) for pk in times.values_list("pk", flat=True)]
    return Delivery.objects.filter(
        government_id=post.government_id, subject_type=OCCURRENCE_SUBJECT, subject_id__in=keys
    )


def finish_tasks(actor: Actor, post: Post) -> None:
    """Close what was asked of the writers."""
    close_tasks(actor=actor, subject_type=APPROVAL_SUBJECT, subject_id=post.pk)


def told(actor: Actor, action: str, post: Post, **data: object) -> None:
    """One entry in the trail."""
    facts = {"title": post.headline, "revision": post.revision} | data
    record(actor=actor, action=action, subject_type=APPROVAL_SUBJECT, subject_id=post.pk, data=facts)
