"""Places without a connector: what fits there, so that screens, limits and checks treat them like any other.

A person carries what was approved. Where nobody published a number, `source` says that the limit is our own caution.
"""

from __future__ import annotations

from kentongan.connectors.contract import Act, Capabilities, Counting, Platform, TextLimit

MEGABYTE = 1024 * 1024
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
VIDEOS = frozenset({"video/mp4", "video/quicktime"})
LASTING = frozenset({Act.PUBLISH, Act.EDIT, Act.DELETE})
"""Online, what stands there can be changed and taken away."""
OWN = "own caution; no published number"


def _text(maximum: int, source: str = OWN, counting: Counting = Counting.CODE_POINTS) -> TextLimit:
    return TextLimit(maximum, counting, source)


_THREADS = Capabilities(
    # Emojis count as their UTF-8 bytes there; counting bytes throughout is never too generous.
    post_text=_text(500, "developers.facebook.com documentation/threads/posts, read 2026-11", Counting.UTF8_BYTES),
    reply_text=None,
    text_only=True,
    images=20,
    videos=1,
    image_types=PICTURES,
    video_types=VIDEOS,
    image_bytes=8 * MEGABYTE,
    video_bytes=1024 * MEGABYTE,
    video_seconds=(0.0, 300.0),
    acts=frozenset({Act.PUBLISH, Act.DELETE}),
    by_hand=True,
)
_WHATSAPP = Capabilities(
    post_text=_text(4000),
    reply_text=None,
    text_only=True,
    images=10,
    videos=1,
    image_types=PICTURES,
    video_types=VIDEOS,
    image_bytes=16 * MEGABYTE,
    video_bytes=64 * MEGABYTE,
    acts=LASTING,
    by_hand=True,
)
_TELEGRAM = Capabilities(
    post_text=_text(
        4096, "the Bot API's sendMessage as other pages tell it; not read at core.telegram.org", Counting.UTF16
    ),
    reply_text=None,
    text_only=True,
    images=10,
    videos=1,
    image_types=PICTURES,
    video_types=VIDEOS,
    image_bytes=10 * MEGABYTE,
    video_bytes=2000 * MEGABYTE,
    acts=LASTING,
    by_hand=True,
)
_WEBSITE = Capabilities(
    post_text=_text(20_000),
    reply_text=None,
    title=_text(150),
    text_only=True,
    images=10,
    videos=1,
    image_types=PICTURES,
    video_types=VIDEOS,
    acts=LASTING,
    by_hand=True,
)
_PRESS = Capabilities(
    post_text=_text(10_000),
    reply_text=None,
    title=_text(150),
    text_only=True,
    images=5,
    image_types=PICTURES,
    by_hand=True,
)
_RADIO = Capabilities(
    # Read aloud at about 15 characters a second this is a minute and a half.
    post_text=_text(1350),
    reply_text=None,
    text_only=True,
    by_hand=True,
)
_VIDEOTRON = Capabilities(
    post_text=_text(200),
    reply_text=None,
    text_only=True,
    images=1,
    videos=1,
    image_types=PICTURES,
    video_types=VIDEOS,
    video_seconds=(0.0, 60.0),
    by_hand=True,
)
_PRINT = Capabilities(
    post_text=_text(5000),
    reply_text=None,
    title=_text(100),
    text_only=True,
    images=4,
    image_types=PICTURES,
    by_hand=True,
)
_NOTICE_BOARD = Capabilities(
    post_text=_text(2500),
    reply_text=None,
    title=_text(100),
    text_only=True,
    images=2,
    image_types=PICTURES,
    by_hand=True,
)

PRESETS: dict[Platform, Capabilities] = {
    Platform.THREADS: _THREADS,
    Platform.WHATSAPP: _WHATSAPP,
    Platform.TELEGRAM: _TELEGRAM,
    Platform.WEBSITE: _WEBSITE,
    Platform.PRESS: _PRESS,
    Platform.RADIO: _RADIO,
    Platform.VIDEOTRON: _VIDEOTRON,
    Platform.PRINT: _PRINT,
    Platform.NOTICE_BOARD: _NOTICE_BOARD,
}
