"""Writing: the story, its channels, and versions changed by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import rights
from kentongan.compliance.rules import mask
from kentongan.compliance.selectors import findings_in
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.extras import fitted
from kentongan.content.models import Pillar, Post, Version, Writer
from kentongan.content.selectors import WRITERS, channels_to_choose, versions_of
from kentongan.content.services.guard import back_to_desk, changed, for_change, told
from kentongan.core import clock
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from kentongan.channels.models import Channel
    from kentongan.content.extras import Extra
    from kentongan.organizations.actor import Actor

register_action("content.started", "{actor} mulai menulis “{title}”")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the desk posts: the words, the moment, the channels, and the text of versions written by hand."""

    title: str
    story: str
    pillar: str
    publish_at: datetime | None = None
    channels: Collection[int] | None = None  #: None: as they are
    by_hand: Mapping[int, tuple[str, str]] = field(default_factory=dict)  #: channel id → (text, title)
    extras: Mapping[int, Extra] = field(default_factory=dict)  #: channel id → what goes beside the words


@transaction.atomic
def start_post(*, actor: Actor, title: str = "", story: str = "", pillar: str = Pillar.SERVICE) -> Post:
    """Begin a post of the actor's agency, for every channel of it on which the actor may publish."""
    require_role(actor, *WRITERS, to="menulis kiriman")
    now = clock.now()
    post = Post.objects.create(
        government_id=actor.government_id,
        agency_id=actor.agency_id,
        author_id=actor.person_id,
        changed_by_id=actor.person_id,
        title=title.strip(),
        story=tidy(story),
        pillar=pillar,
        created_at=now,
        changed_at=now,
    )
    Writer.objects.create(government_id=actor.government_id, post=post, person_id=actor.person_id)
    near = channels_to_choose(actor, post)
    verdicts = rights(actor.government_id, actor.person_id, near, ChannelAct.PUBLISH)
    wanted = [channel.pk for channel, verdict in zip(near, verdicts, strict=True) if verdict]
    _choose(actor, post, wanted)
    told(actor, "content.started", post)
    return post


@transaction.atomic
def save_draft(*, actor: Actor, post: Post, revision: int, draft: Draft) -> Post:
    """Keep what was typed. Saving what already stands changes nothing, not even the revision."""
    post = for_change(actor, post, revision)
    before = _words(post)
    post.title, post.story, post.pillar = draft.title.strip(), tidy(draft.story), draft.pillar
    post.publish_at = draft.publish_at
    moved = draft.channels is not None and _choose(actor, post, draft.channels)
    edited = _write_versions(post, draft.by_hand)
    added = _write_extras(post, draft.extras)
    if before == _words(post) and not (moved or edited or added):
        return post
    return changed(actor, post, "tulisan", quiet=True)


@transaction.atomic
def choose_channels(*, actor: Actor, post: Post, revision: int, channels: Collection[int]) -> Post:
    """Say where the post goes; a channel taken away loses its version."""
    post = for_change(actor, post, revision)
    if not _choose(actor, post, channels):
        return post
    return changed(actor, post, "kanal")


@transaction.atomic
def edit_version(*, actor: Actor, post: Post, revision: int, channel_id: int, text: str, title: str = "") -> Post:
    """Write one channel's version by hand; from now on it no longer follows the story."""
    post = for_change(actor, post, revision)
    _by_hand(post, channel_id, text, title)
    return changed(actor, post, "versi satu kanal", quiet=True)


@transaction.atomic
def reset_version(*, actor: Actor, post: Post, revision: int, channel_id: int) -> Post:
    """Let one channel's version follow the story again."""
    post = for_change(actor, post, revision)
    versions_of(post).filter(channel_id=channel_id).update(by_hand=False)
    _follow(post)
    return changed(actor, post, "versi satu kanal")


@transaction.atomic
def cover_numbers(*, actor: Actor, post: Post, revision: int) -> Post:
    """Cover every personal number the rules find, in the story and in versions written by hand."""
    post = for_change(actor, post, revision)
    post.title, post.story = _covered(post, post.title), _covered(post, post.story)
    for version in versions_of(post).filter(by_hand=True):
        version.text, version.title = _covered(post, version.text), _covered(post, version.title)
        version.save(update_fields=["text", "title"])
    for version in versions_of(post):
        _keep_extra(version, version.more.reworded(partial(_covered, post)))
    _follow(post)
    return changed(actor, post, "nomor pribadi ditutupi")


def tidy(text: str) -> str:
    """The text as platforms will get it: plain line ends, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _words(post: Post) -> tuple[object, ...]:
    return (post.title, post.story, post.pillar, post.publish_at)


def _choose(actor: Actor, post: Post, wanted: Collection[int]) -> bool:
    allowed = {channel.pk: channel for channel in channels_to_choose(actor, post)}
    chosen = set(versions_of(post).values_list("channel_id", flat=True))
    target = set(wanted) & set(allowed)
    gone = versions_of(post).filter(channel_id__in=chosen - target)
    if gone:
        back_to_desk(actor, post)
        gone.delete()
    for channel_id in sorted(target - chosen):
        Version.objects.create(government_id=post.government_id, post=post, channel=allowed[channel_id])
    _follow(post)
    return target != chosen


def _write_versions(post: Post, by_hand: Mapping[int, tuple[str, str]]) -> bool:
    edited = [_by_hand(post, channel_id, *words) for channel_id, words in by_hand.items()]
    _follow(post)
    return any(edited)


def _write_extras(post: Post, extras: Mapping[int, Extra]) -> bool:
    versions = versions_of(post).filter(channel_id__in=list(extras))
    edited = [_keep_extra(version, extras[version.channel_id].reworded(tidy)) for version in versions]
    return any(edited)


def _keep_extra(version: Version, given: Extra) -> bool:
    """Keep what the platform knows of; tell whether that changed anything."""
    kept = fitted(registry.capabilities(Platform(version.channel.platform)), given).as_json()
    if kept == version.extra:
        return False
    version.extra = kept
    version.save(update_fields=["extra"])
    return True


def _by_hand(post: Post, channel_id: int, text: str, title: str) -> bool:
    version = versions_of(post).filter(channel_id=channel_id).first()
    if version is None:
        return False
    words = (tidy(text), title.strip()[:160] if _has_title(version.channel) else "", True)
    if words == (version.text, version.title, version.by_hand):
        return False
    version.text, version.title, version.by_hand = words
    version.save(update_fields=["text", "title", "by_hand"])
    return True


def _follow(post: Post) -> None:
    """Versions not written by hand say what the story says."""
    for version in versions_of(post).filter(by_hand=False):
        words = (post.story, post.title if _has_title(version.channel) else "")
        if words != (version.text, version.title):
            version.text, version.title = words
            version.save(update_fields=["text", "title"])


def _has_title(channel: Channel) -> bool:
    return registry.capabilities(Platform(channel.platform)).title is not None


def _covered(post: Post, text: str) -> str:
    return mask(text, findings_in(post.government_id, text))
