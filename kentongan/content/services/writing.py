"""Writing: the story, its channels, and versions changed by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import rights
from kentongan.compliance.rules import mask
from kentongan.compliance.selectors import findings_in
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.extras import Extra, fitted
from kentongan.content.models import Post, Version, VersionMedia, Writer
from kentongan.content.regional import LANGUAGES, with_caption
from kentongan.content.selectors import WRITERS, channels_to_choose, versions_of
from kentongan.content.series import next_times
from kentongan.content.services.guard import OvertakenError, back_to_desk, changed, for_change, told
from kentongan.content.services.history import BEGUN, keep_revision, overtaken
from kentongan.core import clock
from kentongan.organizations.access import require_role
from kentongan.planning.pillars import Pillar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from kentongan.channels.models import Channel
    from kentongan.content.recurrence import Recurrence
    from kentongan.organizations.actor import Actor

register_action("content.started", "{actor} mulai menulis “{title}”")


@dataclass(frozen=True, slots=True)
class Regional:
    """The story in a language of the region, and which of the channels asked about carry it below the Indonesian text."""

    language: str
    text: str
    channels: Collection[int]
    asked: Collection[int]


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
    recurrence: Recurrence | None = None  #: None: it goes out once
    regional: Regional | None = None  #: None: as it is
    tab: str = ""  #: the window it was typed in
    nth: int = 0  #: how much had been typed there


@transaction.atomic
def start_post(
    *, actor: Actor, title: str = "", story: str = "", pillar: str = Pillar.SERVICE, co_agency_id: int | None = None
) -> Post:
    """Begin a post of the actor's agency, for every channel of it on which the actor may publish.

    `co_agency_id`: the agency whose people see and write it too; approvers of the actor's agency decide.
    """
    require_role(actor, *WRITERS, to="menulis kiriman")
    now = clock.now()
    post = Post.objects.create(
        government_id=actor.government_id,
        agency_id=actor.agency_id,
        co_agency_id=co_agency_id if co_agency_id != actor.agency_id else None,
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
    put_channels(actor, post, wanted)
    keep_revision(post, BEGUN, opens=True)
    told(actor, "content.started", post)
    return post


@transaction.atomic
def save_draft(*, actor: Actor, post: Post, revision: int, draft: Draft) -> Post:
    """Keep what was typed. Saving what already stands changes nothing, not even the revision. OvertakenError."""
    post = for_change(actor, post, revision, draft.tab)
    if overtaken(post, draft.tab, draft.nth):
        raise OvertakenError(post)
    before = _words(post)
    post.title, post.story, post.pillar = draft.title.strip(), tidy(draft.story), draft.pillar
    _plan(post, draft)
    spread = _write_regional(post, draft.regional)
    moved = draft.channels is not None and put_channels(actor, post, draft.channels)
    edited = _write_versions(post, draft.by_hand)
    added = _write_extras(post, draft.extras)
    if before == _words(post) and not (spread or moved or edited or added):
        return post
    return changed(actor, post, "tulisan", quiet=True, tab=draft.tab, nth=draft.nth)


@transaction.atomic
def choose_channels(*, actor: Actor, post: Post, revision: int, channels: Collection[int]) -> Post:
    """Say where the post goes; a channel taken away loses its version."""
    post = for_change(actor, post, revision)
    if not put_channels(actor, post, channels):
        return post
    return changed(actor, post, "kanal")


@transaction.atomic
def edit_version(*, actor: Actor, post: Post, revision: int, channel_id: int, text: str, title: str = "") -> Post:
    """Write one channel's version by hand; from now on it no longer follows the story."""
    post = for_change(actor, post, revision)
    write_by_hand(post, channel_id, text, title)
    return changed(actor, post, "versi satu kanal", quiet=True)


@transaction.atomic
def reset_version(*, actor: Actor, post: Post, revision: int, channel_id: int) -> Post:
    """Let one channel's version follow the story again."""
    post = for_change(actor, post, revision)
    versions_of(post).filter(channel_id=channel_id).update(by_hand=False)
    follow(post)
    return changed(actor, post, "versi satu kanal")


def put_words_back(actor: Actor, post: Post, kept: Sequence[Mapping[str, Any]]) -> None:
    """Give the post the versions of an earlier day, as far as its channels are still there. Part of a write."""
    put_channels(actor, post, [one["channel"] for one in kept])
    by_channel = {one["channel"]: one for one in kept}
    for version in versions_of(post):
        if one := by_channel.get(version.channel_id):
            version.by_hand, version.text, version.title = one["by_hand"], one["text"], one["title"]
            version.save(update_fields=["by_hand", "text", "title"])
            _keep_extra(version, Extra.from_json(one["extra"]))
    follow(post)


@transaction.atomic
def cover_numbers(*, actor: Actor, post: Post, revision: int) -> Post:
    """Cover every personal number the rules find, in the story and in versions written by hand."""
    post = for_change(actor, post, revision)
    post.title, post.story, post.regional = (_covered(post, one) for one in (post.title, post.story, post.regional))
    for version in versions_of(post).filter(by_hand=True):
        version.text, version.title = _covered(post, version.text), _covered(post, version.title)
        version.save(update_fields=["text", "title"])
    for version in versions_of(post):
        _keep_extra(version, version.more.reworded(partial(_covered, post)))
    follow(post)
    return changed(actor, post, "nomor pribadi ditutupi")


def tidy(text: str) -> str:
    """The text as platforms will get it: plain line ends, no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _words(post: Post) -> tuple[object, ...]:
    when = post.recurrence or post.publish_at
    return (post.title, post.story, post.pillar, when, post.regional, post.regional_language)


def _write_regional(post: Post, given: Regional | None) -> bool:
    """Keep the other language; tell whether another channel carries it now."""
    if given is None:
        return False
    post.regional = tidy(given.text)
    post.regional_language = given.language if post.regional and given.language in LANGUAGES else ""
    moved = False
    for version in versions_of(post).filter(channel_id__in=given.asked):
        carries = version.channel_id in given.channels
        if version.with_regional != carries:
            version.with_regional, moved = carries, True
            version.save(update_fields=["with_regional"])
    return moved


def _plan(post: Post, draft: Draft) -> None:
    """Keep the moment, or the schedule. The time that a schedule has reached is no word of the writer's."""
    before, post.recurrence = post.recurrence, draft.recurrence.as_json() if draft.recurrence else None
    if post.recurrence is None:
        post.publish_at = draft.publish_at
    elif post.recurrence != before:
        post.publish_at = next(iter(next_times(post)), None)


def put_channels(actor: Actor, post: Post, wanted: Collection[int]) -> bool:
    """Give the post a version for each of these channels it can go to, and no other. Part of a write."""
    allowed = {channel.pk: channel for channel in channels_to_choose(actor, post)}
    chosen = set(versions_of(post).values_list("channel_id", flat=True))
    target = set(wanted) & set(allowed)
    gone = versions_of(post).filter(channel_id__in=chosen - target)
    if gone:
        back_to_desk(actor, post)
        VersionMedia.objects.filter(government_id=post.government_id, version__in=gone).delete()
        gone.delete()
    for channel_id in sorted(target - chosen):
        Version.objects.create(government_id=post.government_id, post=post, channel=allowed[channel_id])
    follow(post)
    return target != chosen


def _write_versions(post: Post, by_hand: Mapping[int, tuple[str, str]]) -> bool:
    edited = [write_by_hand(post, channel_id, *words) for channel_id, words in by_hand.items()]
    follow(post)
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


def write_by_hand(post: Post, channel_id: int, text: str, title: str) -> bool:
    """Give one channel words of its own; tell whether that changed anything. Part of a write."""
    version = versions_of(post).filter(channel_id=channel_id).first()
    if version is None:
        return False
    words = (tidy(text), title.strip()[:160] if has_title(version.channel) else "", True)
    if words == (version.text, version.title, version.by_hand):
        return False
    version.text, version.title, version.by_hand = words
    version.save(update_fields=["text", "title", "by_hand"])
    return True


def follow(post: Post) -> None:
    """Versions not written by hand say what the story says."""
    for version in versions_of(post).filter(by_hand=False):
        story = with_caption(post.story, post.regional_language, post.regional) if version.with_regional else post.story
        words = (story, post.title if has_title(version.channel) else "")
        if words != (version.text, version.title):
            version.text, version.title = words
            version.save(update_fields=["text", "title"])


def has_title(channel: Channel) -> bool:
    """Tell whether the platform shows a title beside the text."""
    return registry.capabilities(Platform(channel.platform)).title is not None


def _covered(post: Post, text: str) -> str:
    return mask(text, findings_in(post.government_id, text))
