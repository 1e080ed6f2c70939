"""Which version fits its channel, and what a post's deliveries make of the post. Pure."""

from __future__ import annotations

from functools import partial
from math import log
from typing import TYPE_CHECKING, Protocol, TypeVar

from kentongan.connectors.contract import COVER_PHOTO, Format
from kentongan.connectors.counting import count
from kentongan.content import states
from kentongan.content.extras import Extra, shaped
from kentongan.content.fitting import Misfit, called, extra_misfits
from kentongan.content.media_fit import made_misfits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from kentongan.connectors.contract import Capabilities, Choice, Counting, TextLimit

MEGABYTE = 1024 * 1024
NOTHING = Extra()
SLACK = 0.005
REFUSED = 100.0
REFUSED_BY_X = frozenset("\ufeff\ufffe\uffff")
"""Signs with which X takes no post at all (twitter-text, "invalid characters")."""
UNITS = {"utf8_bytes": "bita"}
SETTLED = frozenset({"published", "rejected", "cancelled", "expired"})
MOVING = frozenset({"due", "claimed", "sending", "waiting", "unknown"})
"""Deliveries that go on by themselves within minutes."""


class Medium(Protocol):
    """What the fit of a picture or video depends on. `kind`: "image" or "video"; sizes in bytes, pixels and seconds."""

    @property
    def kind(self) -> str: ...

    @property
    def mime(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def seconds(self) -> float: ...


M = TypeVar("M", bound=Medium)


def one_of_each(able: Capabilities, media: Sequence[M]) -> tuple[M, ...]:
    """Of files that show one thing in several shapes the one that suits the channel, in the place of the first of them."""
    sets: dict[str, list[M]] = {}
    for number, medium in enumerate(media):
        sets.setdefault(getattr(medium, "one_of", "") or f"{number}", []).append(medium)
    return tuple(min(same, key=partial(_strangeness, able)) for same in sets.values())


def _strangeness(able: Capabilities, medium: Medium) -> float:
    """How far a shape is from the one that suits the channel; what it refuses is farther than all else."""
    shape = medium.width / medium.height if medium.height else 1.0
    least, greatest = able.image_aspect or (shape, shape)
    refused = not least - SLACK <= shape <= greatest + SLACK
    return abs(log(shape / able.image_best)) + (REFUSED if refused else 0)


def carried(able: Capabilities, media: Sequence[M]) -> tuple[M, ...]:
    """The part of a post's media that a channel takes: both where it takes both, else pictures, otherwise the first video."""
    media = one_of_each(able, media)
    pictures = [medium for medium in media if medium.kind == "image"][: able.images]
    videos = [medium for medium in media if medium.kind == "video"][: able.videos]
    if able.mixed_media and not able.needs_video:
        return tuple(one for one in media if one in pictures or one in videos)[: max(able.images, able.videos)]
    if able.needs_video:
        covers = [picture for picture in pictures if not able.image_types or picture.mime in able.image_types]
        return tuple(videos + covers) if videos else ()
    return tuple((videos or pictures) if able.video_first else (pictures or videos))


def taken(able: Capabilities, extra: Extra, media: Sequence[M]) -> tuple[M, ...]:
    """The part of a post's media that a version takes, a cover last. A poll stands without any."""
    if extra.poll:
        return ()
    found = carried(shaped(able, extra.format), media)
    return (*found, *cover_beside(able, extra, media)) if found else ()


def cover_beside(able: Capabilities, extra: Extra, media: Sequence[M]) -> tuple[M, ...]:
    """The picture that its author made the cover of a video; empty where there is none."""
    limit = able.formats.get(extra.format)
    if limit is None or not limit.covers or extra.settings.get(able.cover) != COVER_PHOTO:
        return ()
    shapes = one_of_each(shaped(able, extra.format), media)
    return tuple(medium for medium in shapes if medium.kind == "image")[: limit.covers]


def misfits(
    name: str,
    able: Capabilities,
    text: str,
    title: str,
    media: Sequence[Medium],
    extra: Extra = NOTHING,
    choices: Sequence[Choice] | None = None,
) -> tuple[Misfit, ...]:
    """Everything that keeps the channel `name` from carrying this version; empty when it fits.

    `choices`: the platform's own choices as the account has them.
    """
    found = [*_text_misfits(name, able, text, title)]
    if not (extra.poll and able.text_only and text.strip()):
        shape = shaped(able, extra.format)
        found += _media_misfits(called(name, extra.format), shape, text, media)
        found += _shape_misfits(name, able, extra.format, carried(shape, media))
        found += made_misfits(name, able, extra.format, carried(shape, media))
        found += _cover_misfits(name, able, extra, carried(shape, media), media)
    return (*found, *extra_misfits(name, able, extra, able.settings if choices is None else choices))


def used(limit: TextLimit, text: str) -> int:
    """Length as the platform counts it."""
    return count(text, limit.counting)


def unit_of(counting: Counting) -> str:
    """What is counted, in the words of the counter."""
    return UNITS.get(counting, "huruf")


def _text_misfits(name: str, able: Capabilities, text: str, title: str) -> Iterable[Misfit]:
    over = used(able.post_text, text) - able.post_text.maximum
    if over > 0:
        unit = unit_of(able.post_text.counting)
        yield Misfit(
            f"Versi {name} lewat {over} {unit} menurut hitungan {name}.",
            f"Pendekkan, atau sunting khusus untuk {name}.",
            "text",
        )
    if able.post_text.counting == "x_weighted" and not REFUSED_BY_X.isdisjoint(text):
        sentence = f"Versi {name} memuat tanda tak terlihat yang ditolak {name}."
        yield Misfit(sentence, "Hapus bagian yang disalin dari tempat lain, lalu ketik ulang.", "text")
    if able.title is None:
        return
    if not title.strip():
        yield Misfit(f"{name} memerlukan judul.", "Tulis judul.", "title")
    elif (over := used(able.title, title) - able.title.maximum) > 0:
        yield Misfit(f"Judul untuk {name} lewat {over} {unit_of(able.title.counting)}.", "Pendekkan judulnya.", "title")


def _media_misfits(name: str, able: Capabilities, text: str, media: Sequence[Medium]) -> Iterable[Misfit]:
    taken = carried(able, media)
    if not taken:
        if not (able.text_only and text.strip()):
            yield _missing(name, able)
        return
    for medium in taken:
        yield from (
            _picture_misfits(name, able, medium) if medium.kind == "image" else _video_misfits(name, able, medium)
        )


def _missing(name: str, able: Capabilities) -> Misfit:
    if able.images and able.videos and not able.needs_video:
        return Misfit(
            f"{name} memerlukan foto atau video.", "Tambahkan foto atau video, atau lepas kanal ini.", "media"
        )
    word = "foto" if able.images and not able.needs_video else "video"
    return Misfit(f"{name} hanya memuat kiriman dengan {word}.", f"Tambahkan {word}, atau lepas kanal ini.", "media")


def _picture_misfits(name: str, able: Capabilities, medium: Medium) -> Iterable[Misfit]:
    if able.image_types and medium.mime not in able.image_types:
        yield Misfit(f"{name} tidak menerima jenis foto ini.", "Unggah lagi fotonya.", "media")
    if able.image_bytes and medium.size > able.image_bytes:
        yield Misfit(
            f"Fotonya terlalu besar untuk {name}: paling besar {able.image_bytes // MEGABYTE} MB.",
            "Perkecil fotonya.",
            "media",
        )
    if able.image_aspect:
        least, greatest = able.image_aspect
        shape = medium.width / medium.height
        if shape < least - SLACK:
            yield Misfit(
                f"Fotonya terlalu tinggi untuk {name}.",
                "Potong menjadi paling tinggi 4 banding 5, lalu unggah lagi.",
                "media",
            )
        elif shape > greatest + SLACK:
            yield Misfit(
                f"Fotonya terlalu lebar untuk {name}.", "Potong menjadi lebih persegi, lalu unggah lagi.", "media"
            )


def _video_misfits(name: str, able: Capabilities, medium: Medium) -> Iterable[Misfit]:
    shortest, longest = able.video_seconds
    if able.video_types and medium.mime not in able.video_types:
        yield Misfit(
            f"{name} tidak menerima jenis video ini.", "Simpan videonya sebagai MP4, lalu unggah lagi.", "media"
        )
    if able.video_bytes and medium.size > able.video_bytes:
        yield Misfit(
            f"Videonya terlalu besar untuk {name}: paling besar {able.video_bytes // MEGABYTE} MB.",
            "Kompres videonya.",
            "media",
        )
    if longest and not shortest <= medium.seconds <= longest:
        yield Misfit(
            f"Panjang video untuk {name} {shortest:.0f} sampai {longest:.0f} detik; video ini {medium.seconds:.0f} detik.",
            "Potong videonya.",
            "media",
        )


def _shape_misfits(name: str, able: Capabilities, form: Format, media: Sequence[Medium]) -> Iterable[Misfit]:
    limit = able.formats.get(form)
    if limit is None or limit.aspect is None:
        return
    least, greatest = limit.aspect
    for medium in media:
        shape = medium.width / medium.height if medium.height else least
        if not least - SLACK <= shape <= greatest + SLACK:
            word = "Fotonya" if medium.kind == "image" else "Videonya"
            wish = "tegak, 9 banding 16" if greatest < 1 else "lebih persegi"
            sentence = f"{word} terlalu {'lebar' if shape > greatest else 'tinggi'} untuk {called(name, form)}."
            yield Misfit(sentence, f"Potong menjadi {wish}, lalu unggah lagi, atau pilih Kiriman.", "media")


def _cover_misfits(
    name: str, able: Capabilities, extra: Extra, media: Sequence[Medium], every: Sequence[Medium]
) -> Iterable[Misfit]:
    chosen = extra.settings.get(able.cover, "") if able.cover else ""
    if not chosen or len(media) != 1 or media[0].kind != "video":
        return  # a carousel has no cover of its own
    if chosen == COVER_PHOTO and not cover_beside(able, extra, every):
        limit = able.formats.get(extra.format)
        wish = "Tambahkan foto" if limit and limit.covers else "Pilih Reel"
        yield Misfit(f"Sampul {name} belum ada fotonya.", f"{wish}, atau pilih sampul lain.", f"set-{able.cover}")
    elif chosen.isdecimal() and media[0].seconds and int(chosen) >= 1000 * media[0].seconds:
        sentence = (
            f"Sampul {name} di detik ke-{int(chosen) // 1000}, tetapi videonya hanya {media[0].seconds:.0f} detik."
        )
        yield Misfit(sentence, "Pilih sampul yang lebih awal.", f"set-{able.cover}")


def shown_as(deliveries: Collection[str]) -> str:
    """What to say of a post (`states.SHOWN`): its state, or what it waits for while it is going out."""
    state, still_open = state_from(deliveries), set(deliveries) - SETTLED
    if state != states.GOING_OUT:
        return state
    if not still_open & MOVING:
        if "by_hand" in still_open:
            return states.CARRIED
        if still_open & {"held", "channel_paused"}:
            return states.HALTED
    return states.LOOKED_AT if still_open == {"unknown"} else state


def too_late(publish_at: datetime | None, now: datetime) -> bool:
    """Tell whether a chosen moment has passed. None means as soon as approved, which never passes."""
    return publish_at is not None and publish_at <= now


def state_from(deliveries: Collection[str]) -> str:
    """What a post is, given the states of its deliveries (at least one)."""
    if "needs_person" in deliveries:
        return states.NEEDS_PERSON
    if SETTLED.issuperset(deliveries):
        if "published" not in deliveries:
            return states.NOT_OUT
        return states.PUBLISHED if set(deliveries) == {"published"} else states.PARTLY
    still_open = set(deliveries) - SETTLED
    return states.SCHEDULED if still_open == {"scheduled"} and "published" not in deliveries else states.GOING_OUT


def state_after_series(deliveries: Collection[str], *, skipped: bool) -> str:
    """What a repeated post is once no further time is planned. `skipped`: one was left out while nothing ran."""
    state = state_from(deliveries) if deliveries else states.NOT_OUT
    if state == states.SCHEDULED:
        return states.GOING_OUT
    return states.PARTLY if skipped and state == states.PUBLISHED else state
