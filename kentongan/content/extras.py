"""What a version carries beside its words: format, link, thread, poll, the platform's own choices, first comment. Pure.

Only what says something is kept, so that a version without extras is the version it always was, fingerprint and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kentongan.connectors.contract import Act, Format, Poll

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kentongan.connectors.contract import Capabilities, Choice

LONGEST = 10_000
LONGEST_LINK = 2_000
LONGEST_OPTION = 100
LONGEST_VALUE = 60
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Extra:
    """Words are as they will be sent. `settings`: what was chosen, where it differs from what holds anyway."""

    format: Format = Format.FEED
    link: str = ""
    parts: tuple[str, ...] = ()
    poll: Poll | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    first_comment: str = ""

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Extra:
        """Read what `as_json` wrote."""
        poll = kept.get("poll")
        return cls(
            format=Format(kept.get("format", Format.FEED)),
            link=kept.get("link", ""),
            parts=tuple(kept.get("parts", ())),
            poll=Poll(tuple(poll["options"]), poll["minutes"]) if poll else None,
            settings=dict(kept.get("settings", {})),
            first_comment=kept.get("first_comment", ""),
        )

    def as_json(self) -> dict[str, Any]:
        """The form kept with the version; empty when there is nothing beside its words."""
        told: dict[str, Any] = {name: value for name, value in asdict(self).items() if value not in ("", (), {}, None)}
        if self.format is Format.FEED:
            del told["format"]
        if self.parts:
            told["parts"] = list(self.parts)
        if self.poll:
            told["poll"] = {"options": list(self.poll.options), "minutes": self.poll.minutes}
        return told

    def sayings(self) -> Iterator[str]:
        """Every word of it that the public would read."""
        yield from (self.link, *self.parts, *(self.poll.options if self.poll else ()), self.first_comment)

    def reworded(self, put: Callable[[str], str]) -> Extra:
        """The same with other words."""
        poll = replace(self.poll, options=tuple(map(put, self.poll.options))) if self.poll else None
        parts = tuple(map(put, self.parts))
        return replace(self, link=put(self.link), parts=parts, poll=poll, first_comment=put(self.first_comment))


@dataclass(frozen=True, slots=True)
class Words:
    """All that a version says: its text, its title, and what goes beside them."""

    text: str
    title: str
    more: Extra

    def reworded(self, put: Callable[[str], str]) -> Words:
        """The same with other words."""
        return Words(put(self.text), put(self.title), self.more.reworded(put))


def fitted(able: Capabilities, given: Extra) -> Extra:
    """What was given, without anything the platform, or the chosen format, knows nothing of."""
    form = given.format if given.format in able.formats else Format.FEED
    feed = form is Format.FEED
    return Extra(
        format=form,
        link=given.link.strip()[:LONGEST_LINK] if able.link and feed else "",
        parts=_without_last_blanks([part.strip()[:LONGEST] for part in given.parts])
        if able.thread > 1 and feed
        else (),
        poll=_poll(given.poll) if able.poll and feed else None,
        settings=_chosen(able.settings, given.settings),
        first_comment=given.first_comment.strip()[:LONGEST] if may_comment(able, form) else "",
    )


def may_comment(able: Capabilities, form: Format) -> bool:
    """Tell whether a comment of ours can stand under a post of this format; nobody sees comments under a story."""
    return Act.COMMENT in able.acts and form is not Format.STORY


def offers(able: Capabilities) -> bool:
    """Tell whether there is anything to choose beside the words."""
    more = able.formats or able.link or able.thread > 1 or able.poll or able.settings
    return bool(more) or may_comment(able, Format.FEED)


UPRIGHT = 9 / 16


def shaped(able: Capabilities, form: Format) -> Capabilities:
    """What the platform can do in one format. A story or reel is one picture or video, and the video goes first."""
    limit = able.formats.get(form)
    if limit is None:
        return able
    return replace(
        able,
        images=limit.images,
        videos=limit.videos,
        video_seconds=limit.video_seconds if any(limit.video_seconds) else able.video_seconds,
        image_aspect=None if limit.aspect else able.image_aspect,
        image_best=UPRIGHT,
        needs_video=not limit.images,
        video_first=True,
        mixed_media=False,
        text_only=False,
    )


def _poll(poll: Poll | None) -> Poll | None:
    options = tuple(option.strip()[:LONGEST_OPTION] for option in poll.options if option.strip()) if poll else ()
    return Poll(options, poll.minutes) if poll and options else None


def _without_last_blanks(parts: Sequence[str]) -> tuple[str, ...]:
    last = max((place for place, part in enumerate(parts, 1) if part), default=0)
    return tuple(parts[:last])


def _chosen(choices: Sequence[Choice], given: Mapping[str, str]) -> dict[str, str]:
    kept = {one.name: str(given.get(one.name, ""))[:LONGEST_VALUE] for one in choices}
    return {one.name: kept[one.name] for one in choices if kept[one.name] not in {"", one.default}}
