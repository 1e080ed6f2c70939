"""What may be asked of a platform: acts, their content, the account they are done on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

Memory = Mapping[str, str]
"""What earlier steps of one delivery left behind (container id, upload session, publish id)."""


class Platform(StrEnum):
    """Where a government speaks. The first six have a connector; on the others a person does it by hand."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    X = "x"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"
    BLUESKY = "bluesky"
    THREADS = "threads"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    WEBSITE = "website"
    PRESS = "press"
    RADIO = "radio"
    VIDEOTRON = "videotron"
    PRINT = "print"
    NOTICE_BOARD = "notice_board"


class Act(StrEnum):
    """An outbound act on a platform."""

    PUBLISH = "publish"
    COMMENT = "comment"  #: our own comment under our own post (`post_id`)
    REPLY = "reply"  #: a public answer to a comment or mention (`reply_to`)
    MESSAGE = "message"  #: a private answer in a conversation (`target_id`)
    EDIT = "edit"  #: new words for something of ours (`target_id`)
    DELETE = "delete"  #: take away a post of ours, or a comment (`target_id`)
    HIDE = "hide"  #: hide a citizen's comment (`target_id`)
    UNHIDE = "unhide"


ON_A_TARGET = frozenset({Act.EDIT, Act.DELETE, Act.HIDE, Act.UNHIDE})
"""Acts on something that stands on the platform already. Doing one twice is doing it once: none of their steps is a COMMIT."""


class Format(StrEnum):
    """The place on the platform a post goes to."""

    FEED = "feed"
    REEL = "reel"
    STORY = "story"


class Safety(StrEnum):
    """What may be done when a step's end is not known."""

    REPEATABLE = "repeatable"  #: Run it again: nothing becomes public through it.
    RESUMABLE = "resumable"  #: Run it again: it first asks the platform where it stopped, and never starts over.
    COMMIT = "commit"  #: It makes the act public: never run again after an unknown end; ask the platform instead.


@dataclass(frozen=True, slots=True)
class Step:
    """One call, or one resumable upload, of a platform's flow."""

    name: str
    safety: Safety


@dataclass(frozen=True, slots=True)
class Secret:
    """A token that never prints itself."""

    value: str

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True)
class AppKeys:
    """The installation's application at one platform (client id and secret)."""

    client_id: str
    client_secret: Secret


@dataclass(frozen=True, slots=True)
class Account:
    """One official account as a connector needs it. `hosts` maps a vendor's host name to the base URL in use."""

    remote_id: str
    token: Secret
    hosts: Mapping[str, str]
    app: AppKeys
    refresh_token: Secret | None = None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One checked file. `url` is public and expires (Instagram fetches it); `path` is the same bytes on this machine."""

    kind: str  #: "image" or "video"
    mime: str
    size: int  #: bytes
    sha256: str
    path: Path
    url: str
    alt_text: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Poll:
    """A question's answers, open for so many minutes."""

    options: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Outbound:
    """Exactly what was approved to be said or done, on one account."""

    act: Act
    key: str  #: the delivery's id; stable over every attempt
    text: str
    title: str = ""
    media: tuple[MediaFile, ...] = ()
    reply_to: str = ""  #: remote id of the comment answered (act REPLY)
    post_id: str = ""  #: remote id of the post under which `reply_to` stands, or which COMMENT goes under
    target_id: str = ""  #: remote id of what is edited, deleted or hidden; for MESSAGE the person it goes to
    target_kind: str = "post"  #: "post" or "comment"
    format: Format = Format.FEED
    link: str = ""  #: shown as a card where the platform has a field for it
    parts: tuple[str, ...] = ()  #: further posts of a thread, after `text`
    poll: Poll | None = None
    settings: Mapping[str, str] = field(
        default_factory=dict
    )  #: the platform's own choices, see `Capabilities.settings`
