"""What a platform can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kentongan.connectors.contract.acts import Act, Format
from kentongan.connectors.contract.outcomes import ReconcileRule


class Counting(StrEnum):
    """How a platform counts a text's length."""

    CODE_POINTS = "code_points"
    UTF16 = "utf16"
    UTF8_BYTES = "utf8_bytes"
    X_WEIGHTED = "x_weighted"
    GRAPHEMES = "graphemes"  #: signs as a person sees them


@dataclass(frozen=True, slots=True)
class TextLimit:
    """Greatest length and the way of counting. `source` is the page the number was read on."""

    maximum: int
    counting: Counting
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of the platform's own that the author makes (who may see it, made for children, …). Words are Indonesian."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]  #: value and label
    default: str = ""  #: empty: the author has to choose
    asked_of_account: bool = False  #: the account itself says which of the options it has; ask it before offering
    unseen: frozenset[str] = frozenset()  #: values with which the public cannot see the post


COVER_PHOTO = "photo"
"""The cover is the first picture beside the video."""


@dataclass(frozen=True, slots=True)
class VideoLimit:
    """How a video has to be made. What is empty or 0 the platform does not say, or we do not know."""

    codecs: frozenset[str] = frozenset()  #: as ffmpeg names them: h264, hevc, vp8, vp9, av1
    audio: frozenset[str] = frozenset()  #: no sound is always well
    fps: tuple[float, float] = (0.0, 0.0)
    least: tuple[int, int] = (0, 0)  #: shorter and longer side in pixels, whichever way it stands
    most: tuple[int, int] = (0, 0)
    source: str = ""


@dataclass(frozen=True, slots=True)
class FormatLimit:
    """What one format takes. Nothing said here means: as in the feed."""

    images: int = 0
    videos: int = 1
    covers: int = 0  #: pictures that may stand for its video before it plays, see `Capabilities.cover`
    video_seconds: tuple[float, float] = (0.0, 0.0)
    aspect: tuple[float, float] | None = None  #: width ÷ height, least and greatest
    video: VideoLimit | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PollLimit:
    """What a poll may be."""

    options: tuple[int, int]
    option_length: int
    minutes: tuple[int, int]
    source: str


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What can be done on this platform through its API. Screens, limits and checks read this and nothing else."""

    post_text: TextLimit
    reply_text: TextLimit | None  #: None: answers cannot be sent through the API
    title: TextLimit | None = None  #: a separate title exists and is required
    text_only: bool = False  #: a post without media is possible
    images: int = 0  #: most pictures in one post
    videos: int = 0
    image_types: frozenset[str] = frozenset()
    video_types: frozenset[str] = frozenset()
    image_bytes: int = 0
    video_bytes: int = 0
    video_seconds: tuple[float, float] = (0.0, 0.0)
    image_aspect: tuple[float, float] | None = None  #: width ÷ height, least and greatest
    image_best: float = 1.0  #: width ÷ height that shows largest in a feed there, where there is a choice
    image_most: tuple[int, int] = (0, 0)  #: shorter and longer side in pixels; (0, 0): as large as one likes
    video_made: VideoLimit | None = None
    alt_text: bool = False
    acts: frozenset[Act] = frozenset({Act.PUBLISH})  #: REPLY is told by `reply_text`
    deletes: frozenset[str] = frozenset({"post", "comment"})  #: what DELETE takes away, see `Outbound.target_kind`
    deletes_others: bool = False  #: and it takes away a citizen's comment under a post of ours, not only what we said
    formats: Mapping[Format, FormatLimit] = field(default_factory=dict)  #: beside the feed
    video_first: bool = False  #: takes pictures or a video, and of a post that has both the video
    mixed_media: bool = False  #: pictures and videos in one post
    needs_video: bool = False  #: no post without a video; a picture beside it is its cover
    link: bool = False  #: a link may be given beside the text
    thread: int = 1  #: most posts in one thread
    poll: PollLimit | None = None
    settings: tuple[Choice, ...] = ()
    cover: str = (
        ""  #: the choice that says what stands for a video before it plays: a moment in milliseconds, or `COVER_PHOTO`
    )
    cannot: Mapping[Act, str] = field(
        default_factory=dict
    )  #: why not, and what to do instead, where there is more to say
    reads_comments: bool = False
    reads_mentions: bool = False
    reads_messages: bool = False
    pushes_comments: bool = False
    private_reply_days: int = 0  #: for so long after a comment its writer takes one private message; 0: never
    message_hours: int = (
        0  #: for so long after a person wrote in private they may be answered; 0: no such limit is known
    )
    by_hand: bool = False  #: no API: a person does everything; only the limits matter
    reconcile: ReconcileRule = field(default_factory=ReconcileRule)

    def unseen_by(self, chosen: Mapping[str, str]) -> Choice | None:
        """The choice by which the public cannot see the post; None: it can."""
        return next((one for one in self.settings if chosen.get(one.name, one.default) in one.unseen), None)
