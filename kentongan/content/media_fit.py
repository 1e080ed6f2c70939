"""Whether a file is made as a channel wants it, and what it would have to become.

Size in bytes, type, length and a picture's shape are judged in `rules`; here is what beside them a platform asks of a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kentongan.connectors.contract import Format
from kentongan.content.extras import shaped
from kentongan.content.fitting import Misfit, called
from kentongan.media import coding
from kentongan.media.mending import Need, can_be_sized, crop_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kentongan.channels.models import Channel
    from kentongan.connectors.contract import Capabilities, VideoLimit
    from kentongan.content.desk import Desk, Side
    from kentongan.content.models import Version
    from kentongan.media.models import Asset

ROUNDING = 0.1
SAME_SHAPE = 0.005
CODECS = {"h264": "H.264", "hevc": "H.265 (HEVC)", "av1": "AV1", "vp9": "VP9", "vp8": "VP8"}
BY_HAND = "Simpan ulang videonya sebagai MP4 {wish} di aplikasi video, lalu unggah lagi."


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of how a file was made. What nobody could measure is empty or 0 and keeps nothing back."""

    kind: str
    size: int
    width: int
    height: int
    codec: str
    audio: str
    fps: float

    @classmethod
    def of(cls, medium: Any) -> Made:  # noqa: ANN401 - an asset, or whatever else has been measured
        """Read what a file tells of itself."""
        known = (getattr(medium, "codec", ""), getattr(medium, "audio", ""), getattr(medium, "fps", 0.0))
        return cls(medium.kind, medium.size, medium.width, medium.height, *known)

    @property
    def sides(self) -> tuple[int, int]:
        """Shorter and longer side."""
        return min(self.width, self.height), max(self.width, self.height)


def limit_of(able: Capabilities, form: Format) -> VideoLimit | None:
    """How the platform wants a video of this format made."""
    own = able.formats.get(form)
    return (own.video if own else None) or able.video_made


def made_misfits(name: str, able: Capabilities, form: Format, media: Iterable[Any]) -> Iterator[Misfit]:
    """Everything about how the files were made that keeps a channel from taking them, a plain sentence each."""
    here, limit = called(name, form), limit_of(able, form)
    for medium in media:
        made = Made.of(medium)
        if made.kind == "image":
            yield from _large_picture(here, able, made)
        elif limit:
            yield from _codecs(here, limit, made)
            yield from _rate(here, limit, made)
            yield from _sides(here, limit, made)


def _large_picture(here: str, able: Capabilities, made: Made) -> Iterator[Misfit]:
    if _over(made.sides, able.image_most):
        short, long = able.image_most
        sentence = f"Fotonya {made.width} × {made.height} piksel; {here} menerima paling besar {long} × {short}."
        yield Misfit(sentence, "Perkecil fotonya, lalu unggah lagi.", "media")


def _codecs(here: str, limit: VideoLimit, made: Made) -> Iterator[Misfit]:
    if made.codec and limit.codecs and made.codec not in limit.codecs:
        sentence = f"Video ini berformat {spoken(made.codec)}, yang tidak diterima {here}."
        yield Misfit(sentence, BY_HAND.format(wish="(H.264)"), "media")
    if made.audio and limit.audio and made.audio not in limit.audio:
        yield Misfit(
            f"Suara video ini tidak dapat diputar di {here}.", BY_HAND.format(wish="dengan suara AAC"), "media"
        )


def _rate(here: str, limit: VideoLimit, made: Made) -> Iterator[Misfit]:
    least, most = limit.fps
    if made.fps and most and not least - ROUNDING <= made.fps <= most + ROUNDING:
        wanted = f"{least:.0f} sampai {most:.0f}" if least else f"paling banyak {most:.0f}"
        sentence = f"{here} menerima video {wanted} gambar per detik; video ini {made.fps:.0f}."
        yield Misfit(sentence, BY_HAND.format(wish="30 gambar per detik (30 fps)"), "media")


def _sides(here: str, limit: VideoLimit, made: Made) -> Iterator[Misfit]:
    now = f"video ini {made.width} × {made.height}"
    if _over(made.sides, limit.most):
        short, long = limit.most
        wish = "dengan ukuran lebih kecil, misalnya 1280 × 720"
        sentence = f"{here} menerima video paling besar {long} × {short} piksel; {now}."
        yield Misfit(sentence, BY_HAND.format(wish=wish), "media")
    elif any(side < least for side, least in zip(made.sides, limit.least, strict=True)):
        short, long = limit.least
        sentence = f"{here} menerima video paling kecil {short} × {long} piksel; {now}."
        yield Misfit(sentence, "Pakai rekaman aslinya, atau rekam lagi dengan mutu lebih tinggi.", "media")


def spoken(codec: str) -> str:
    """A codec as people find it in their video programs."""
    name, _, pixels = codec.partition(" ")
    return f"{CODECS.get(name, name.upper())} {pixels}".strip()


def picture_need(able: Capabilities, form: Format, medium: Any) -> Need | None:  # noqa: ANN401 - as above
    """What a picture has to become; None when it is well as it is."""
    made, own = Made.of(medium), able.formats.get(form)
    aspect = (own.aspect if own else None) or shaped(able, form).image_aspect
    wrong_shape = (
        aspect is not None and not aspect[0] - SAME_SHAPE <= made.width / made.height <= aspect[1] + SAME_SHAPE
    )
    too_heavy = bool(able.image_bytes) and made.size > able.image_bytes
    if wrong_shape or too_heavy or _over(made.sides, able.image_most):
        return Need(aspect=aspect, most_bytes=able.image_bytes, most=able.image_most)
    return None


def video_need(able: Capabilities, form: Format, medium: Any) -> Need | None:  # noqa: ANN401 - as above
    """What a video has to become; None when it is well as it is, or when no coding would make it fit."""
    made, limit = Made.of(medium), limit_of(able, form)
    too_heavy = bool(able.video_bytes) and made.size > able.video_bytes
    wrong_type = bool(able.video_types) and medium.mime not in able.video_types
    if not (too_heavy or wrong_type or any(made_misfits("", able, form, [medium]))):
        return None
    if limit is None:
        return Need(most_bytes=able.video_bytes)
    if not can_be_sized(made.width, made.height, limit.least, limit.most):
        return None
    return Need(most_bytes=able.video_bytes, least=limit.least, most=limit.most, fps=limit.fps)


def need_of(able: Capabilities, form: Format, medium: Any) -> Need | None:  # noqa: ANN401 - as above
    """What a file has to become for one channel; None when nothing has to, or nothing we do would help."""
    return (picture_need if medium.kind == "image" else video_need)(able, form, medium)


def _over(sides: Sequence[int], most: Sequence[int]) -> bool:
    return any(limit and side > limit for side, limit in zip(sides, most, strict=True))


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done here so that one channel takes a file. `verb`: what the button says."""

    version: Version
    verb: str
    need: Need

    @property
    def channel(self) -> Channel:
        """The channel it is done for."""
        channel: Channel = self.version.channel
        return channel


def offers_for(desk: Desk, asset: Asset) -> tuple[Offer, ...]:
    """What can be done about one file for each chosen channel that would refuse it."""
    return tuple(offer for side in desk.chosen if (offer := offer_of(side, asset)))


def fitted_sides(desk: Desk, asset: Asset) -> tuple[Side, ...]:
    """The channels that send a copy of a file made for them alone."""
    return tuple(side for side in desk.chosen if asset.pk in side.copies)


def offer_of(side: Side, asset: Asset) -> Offer | None:
    """What can be done so that this channel takes the file; None when nothing has to be, or can be."""
    sent, form = side.copies.get(asset.pk, asset), side.extra.format
    if side.version is None or sent not in side.media or not (asset.is_image or coding.available()):
        return None
    if need_of(side.able, form, sent) is None:
        return None  # what this channel sends is well, be it a copy
    need, here = need_of(side.able, form, asset), called(side.channel.platform_name, form)
    return Offer(side.version, _verb(asset, need).format(here=here), need) if need else None


def _verb(asset: Asset, need: Need) -> str:
    if not asset.is_image:
        return "Ubah agar diterima {here}"
    whole = crop_of(asset.width, asset.height, need.aspect)
    cut = (whole.width, whole.height) != (asset.width, asset.height)
    return "Potong untuk {here}" if cut else "Perkecil untuk {here}"
