"""What stands on a version's card under "Pilihan Instagram": only what that platform can do. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Format
from kentongan.connectors.counting import count
from kentongan.content.extras import DAY, may_comment, offers
from kentongan.content.fitting import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.connectors.contract import Capabilities, Choice
    from kentongan.content.extras import Extra

DURATIONS = {60: "1 jam", 360: "6 jam", 720: "12 jam", DAY: "1 hari", 3 * DAY: "3 hari", 7 * DAY: "7 hari"}


@dataclass(frozen=True, slots=True)
class Picked:
    """One option of a choice."""

    value: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice of the platform's own. `open`: nothing is chosen yet, and nothing holds by itself."""

    name: str
    label: str
    options: tuple[Picked, ...]
    open: bool

    @property
    def said(self) -> str:
        """What was chosen, in words."""
        return next((option.label for option in self.options if option.on), "belum dipilih")


@dataclass(frozen=True, slots=True)
class Part:
    """A further post of a thread; the last of them is a spare that is still empty."""

    number: int
    text: str
    used: int
    spare: bool


@dataclass(frozen=True, slots=True)
class Options:
    """The fields, filled in. Empty where the platform has no such thing."""

    formats: tuple[Picked, ...] = ()
    link: bool = False
    parts: tuple[Part, ...] = ()
    poll: tuple[tuple[int, str], ...] = ()
    option_length: int = 0
    durations: tuple[Picked, ...] = ()
    settings: tuple[Setting, ...] = ()
    comment: bool = False
    comment_limit: int = 0
    comment_used: int = 0
    words: tuple[str, ...] = ()  #: what was chosen, in a few words

    @property
    def poll_lasts(self) -> str:
        """How long the poll is open, in words."""
        return next((one.label for one in self.durations if one.on), "")


def options_of(able: Capabilities, extra: Extra, choices: Sequence[Choice]) -> Options | None:
    """The card's fields; None where there is nothing to choose."""
    if not offers(able):
        return None
    answer = able.reply_text or able.post_text
    return Options(
        formats=_formats(able, extra),
        link=able.link,
        parts=_parts(able, extra) if able.thread > 1 else (),
        poll=_poll(able, extra),
        option_length=able.poll.option_length if able.poll else 0,
        durations=_durations(able, extra),
        settings=tuple(setting_of(choice, extra) for choice in choices),
        comment=may_comment(able, Format.FEED),
        comment_limit=answer.maximum,
        comment_used=count(extra.first_comment, answer.counting),
        words=tuple(_words(extra, choices)),
    )


def setting_of(choice: Choice, extra: Extra) -> Setting:
    """A choice with what was chosen."""
    value = extra.settings.get(choice.name) or choice.default
    options = tuple(Picked(key, label, key == value) for key, label in choice.options)
    return Setting(choice.name, choice.label, options, not any(option.on for option in options))


def _formats(able: Capabilities, extra: Extra) -> tuple[Picked, ...]:
    known = [Format.FEED, *(one for one in Format if one in able.formats)] if able.formats else []
    return tuple(Picked(one.value, FORMATS[one], one is extra.format) for one in known)


def _parts(able: Capabilities, extra: Extra) -> tuple[Part, ...]:
    counting = able.post_text.counting
    there = [Part(number, text, count(text, counting), spare=False) for number, text in enumerate(extra.parts, 1)]
    spare = [Part(len(there) + 1, "", 0, spare=True)] if len(there) + 1 < able.thread else []
    return (*there, *spare)


def _poll(able: Capabilities, extra: Extra) -> tuple[tuple[int, str], ...]:
    if able.poll is None:
        return ()
    filled = extra.poll.options if extra.poll else ()
    most = max(able.poll.options[1], len(filled))
    return tuple((number + 1, filled[number] if number < len(filled) else "") for number in range(most))


def _durations(able: Capabilities, extra: Extra) -> tuple[Picked, ...]:
    if able.poll is None:
        return ()
    least, most = able.poll.minutes
    chosen = extra.poll.minutes if extra.poll else DAY
    offered = {minutes: label for minutes, label in DURATIONS.items() if least <= minutes <= most}
    offered.setdefault(chosen, f"{chosen} menit")
    return tuple(Picked(str(minutes), label, minutes == chosen) for minutes, label in offered.items())


def _words(extra: Extra, choices: Sequence[Choice]) -> Iterator[str]:
    if extra.format is not Format.FEED:
        yield FORMATS[extra.format]
    if extra.parts:
        yield f"utas {len(extra.parts) + 1} bagian"
    if extra.poll:
        yield "jajak pendapat"
    if extra.link:
        yield "tautan"
    if extra.first_comment:
        yield "komentar pertama"
    for choice in choices:
        if label := dict(choice.options).get(extra.settings.get(choice.name, "")):
            yield f"{choice.label}: {label}"
