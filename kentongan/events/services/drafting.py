"""From what was noted to drafts: one story, and a version for every channel the writer may write for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content import services as content
from kentongan.content.models import Pillar
from kentongan.content.rules import used
from kentongan.content.selectors import WRITERS, post_for, versions_of
from kentongan.core import clock
from kentongan.events import wording
from kentongan.events.models import Coverage, EventPost
from kentongan.events.selectors import SUBJECT, coverage_of, photos_of, post_kinds
from kentongan.events.services.guard import locked, set_state, told
from kentongan.events.services.series import begin_post
from kentongan.events.states import ASSIGNED, CANCELLED, COVERING, DRAFTED, PLANNED
from kentongan.organizations.access import NotAllowedError, require_role
from kentongan.work.services import close_tasks

if TYPE_CHECKING:
    from kentongan.channels.models import Channel
    from kentongan.content.models import Post
    from kentongan.events.models import Event
    from kentongan.organizations.actor import Actor

SHORT_FORM = 500
"""A channel whose texts may not be longer gets the short form."""


class DraftEditedError(Exception):
    """Somebody wrote on the draft since it was made; it is not written over. `post` is that draft."""

    def __init__(self, post: Post) -> None:
        self.post = post
        super().__init__(f"post {post.pk}")


@transaction.atomic
def make_drafts(*, actor: Actor, event: Event) -> Post:
    """Write the story and its versions from what was noted. Again: the same post, as long as nobody wrote on it since."""
    require_role(actor, *WRITERS, to="membuat draf liputan")
    event = locked(event)
    if event.state == CANCELLED:
        raise NotAllowedError("Kegiatan ini dibatalkan, jadi tidak ada draf yang dibuat.", "Admin dinas penyelenggara")
    if event.state in {PLANNED, ASSIGNED}:
        set_state(event, COVERING)
    row = coverage_of(event) or Coverage(government_id=event.government_id, event=event, changed_at=clock.now())
    post = _post(actor, event, row)
    said = answers(event, row)
    try:
        post = _write(actor, post, said)
    except (content.StaleError, content.NotEditableError) as meanwhile:
        raise DraftEditedError(post) from meanwhile
    assets = [photo.asset for photo in photos_of(event)]
    post = content.attach_kept(actor=actor, post=post, revision=post.revision, assets=assets)
    row.drafted = post.revision
    row.save()
    _recap(actor, event, said)
    if event.state == COVERING:
        set_state(event, DRAFTED)
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=event.pk)
    told(actor, "events.drafted", event, channels=versions_of(post).count())
    return post


def answers(event: Event, row: Coverage) -> wording.Answers:
    """What the templates are given; what was not answered is taken from the agenda."""
    when = row.when or wording.begun(event.starts_at.astimezone(event.government.zone))
    return wording.Answers(
        title=event.title,
        what=row.what,
        who=row.who,
        when=when,
        where=row.where or event.place,
        why=row.why,
        how=row.how,
        credit=row.credit,
        programme=event.programme,
    )


def _post(actor: Actor, event: Event, row: Coverage) -> Post:
    """The coverage post: the one of the series, the one made before, or a new one."""
    known = post_kinds(event).get(EventPost.Kind.COVERAGE)
    if known is None:
        return begin_post(actor, event, EventPost.Kind.COVERAGE, None)
    post = post_for(actor, known)
    if post is None:
        raise NotAllowedError("Draf liputan ini ditulis dinas lain.", "Admin dinas penyelenggara")
    if (row.drafted and post.revision != row.drafted) or (not row.drafted and post.story) or not post.editable:
        raise DraftEditedError(post)
    return post


def _write(actor: Actor, post: Post, said: wording.Answers) -> Post:
    channels = [version.channel for version in versions_of(post)]
    by_hand = {channel.pk: _version(channel, said) for channel in channels}
    words = wording.write(said, SHORT_FORM, len)
    draft = content.Draft(
        title=words.title,
        story=words.long,
        pillar=Pillar.ACTIVITY,
        publish_at=post.publish_at,
        by_hand={key: version for key, version in by_hand.items() if version[0] != words.long},
    )
    return content.save_draft(actor=actor, post=post, revision=post.revision, draft=draft)


def _version(channel: Channel, said: wording.Answers) -> tuple[str, str]:
    """The length that suits a channel, by what its platform can carry: short, a caption under a picture, or the story."""
    able = registry.capabilities(Platform(channel.platform))
    limit = able.post_text
    words = wording.write(said, limit.maximum, lambda text: used(limit, text))
    if limit.maximum <= SHORT_FORM:
        return words.short, words.title
    fits = used(limit, words.long) <= limit.maximum
    if not able.text_only:
        return (words.caption if used(limit, words.caption) <= limit.maximum else words.short), words.title
    return (words.long if fits else words.short), words.title


def _recap(actor: Actor, event: Event, said: wording.Answers) -> None:
    """A recap of the series that nobody wrote yet gets its words too."""
    known = post_kinds(event).get(EventPost.Kind.RECAP)
    post = post_for(actor, known) if known else None
    if post is None or post.story or not post.editable:
        return
    draft = content.Draft(post.title, wording.recapped(said), post.pillar, publish_at=post.publish_at)
    content.save_draft(actor=actor, post=post, revision=post.revision, draft=draft)
