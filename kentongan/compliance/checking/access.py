"""Whether everyone can read it: tags, emoji, descriptions of pictures, captions, facts that stand in a picture only. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.compliance.checking import shared
from kentongan.compliance.checking.looks_alike import fold
from kentongan.compliance.checking.reading import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kentongan.compliance.checking.reading import Given, Reading
    from kentongan.compliance.rules import Draft, Picture

LEAST_TAG, LONG_TAG = 9, 15
LEAST_ALT_WORDS = 3
LONGEST_EMOJI = 16
LEAST_WORDS_IN_PICTURE = 12
LONG_NUMBER = 12  #: a longer one may be somebody's; other rules look at those
_TAG = re.compile(r"(?<![\w&/])#([^\W_]\w{1,79})")
_PART = r"(?:[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\u2300-\u23FF\u25A0-\u25FF\u3030\u303D\u203C\u2049][\uFE0F\uFE0E]?[\U0001F3FB-\U0001F3FF]?)"
_EMOJI = rf"(?:[\U0001F1E6-\U0001F1FF]{{2}}|[0-9#*]\uFE0F?\u20E3|{_PART}(?:\u200D{_PART}){{0,5}})"
_SIGNS = "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u25a0-\u25ff\u3030\u303d\u203c\u2049"
_RUN = re.compile(f"[{_SIGNS}][{_SIGNS}\ufe0e\ufe0f\u200d\u200b ]+")
_ONE_NEAR = re.compile(_EMOJI)
_FILE_NAME = re.compile(
    r"^(?:img|dsc|dscn|wa|image|foto|photo|screenshot|whatsapp image|pxl|vid)?[ _-]?[\w .-]{0,40}\.(?:jpe?g|png|webp|heic|mp4)$|^(?:img|dsc|wa|pxl)[_-]?\d",
    re.IGNORECASE,
)
_FACT = re.compile(r"\d+(?:[.,:/-]\d+)*")
_WORD = re.compile(r"[a-z]{5,}")


@dataclass(frozen=True, slots=True)
class Miss:
    """Something of a draft that has no place in its words. `key`: of the picture."""

    where: str
    note: str
    key: str = ""


def joined_tags(reading: Reading, given: Given) -> Iterator[Hit]:
    """Tags of several words without a capital at each."""
    single = given.listed("satu_kata")
    for found in _TAG.finditer(reading.plain):
        tag = found.group(1)
        plain = tag.lower().rstrip("0123456789")
        if len(tag) < LEAST_TAG or "_" in tag or not tag.isalnum() or _has_inner_capitals(tag) or plain in single:
            continue
        if len(plain) >= LONG_TAG or _parts(plain):
            yield reading.hit(*found.span())


def _has_inner_capitals(tag: str) -> bool:
    return any(sign.isupper() for sign in tag[1:]) and any(sign.islower() for sign in tag)


def _parts(tag: str) -> bool:
    """It can be cut into two or more common words."""
    reached = [0] + [-1] * len(tag)
    for end in range(2, len(tag) + 1):
        for start in range(max(0, end - 14), end - 1):
            if reached[start] >= 0 and tag[start:end] in shared.words("kata-tagar"):
                reached[end] = max(reached[end], reached[start] + 1)
    return reached[len(tag)] > 1


def emoji_runs(reading: Reading, given: Given) -> Iterator[Hit]:
    """More emoji one after the other than a screen reader should have to say."""
    most = given.number("paling_banyak", 3)
    for found in _RUN.finditer(reading.text):
        if len(_ONE_NEAR.findall(found.group()[: LONGEST_EMOJI * (most + 1)])) > most:
            yield Hit(found.start(), found.start() + len(found.group().rstrip()))


def undescribed(draft: Draft, _readings: Sequence[Reading], given: Given) -> Iterator[Miss]:
    """Pictures without a description, or with one that describes nothing."""
    empty = given.listed("kosong")
    for picture in (one for one in draft.pictures if not one.is_video):
        alt = " ".join(picture.alt.split())
        if not alt:
            yield Miss(_called(picture), "Belum ada teks alternatif.", picture.key)
        elif alt.lower().strip(".") in empty or _FILE_NAME.match(alt) or len(alt.split()) < LEAST_ALT_WORDS:
            yield Miss(_called(picture), f"Teks alternatif “{alt[:60]}” belum menggambarkan isinya.", picture.key)


def uncaptioned(draft: Draft, _readings: Sequence[Reading], _given: Given) -> Iterator[Miss]:
    """Videos of which nobody said that what is spoken can be read, and that are not without speech."""
    for picture in (one for one in draft.pictures if one.is_video and not one.captioned):
        yield Miss(_called(picture), "Belum ada keterangan bahwa ucapannya dapat dibaca.", picture.key)


def only_in_picture(draft: Draft, readings: Sequence[Reading], given: Given) -> Iterator[Miss]:
    """A picture with much text whose dates, hours, numbers or words the caption does not say."""
    said = "\n".join([*(one.low for one in readings), *(fold(picture.alt)[0].lower() for picture in draft.pictures)])
    facts, words = set(_FACT.findall(said)), set(_WORD.findall(said))
    for picture in (one for one in draft.pictures if one.words):
        low = fold(picture.words)[0].lower()
        if len(low.split()) < given.number("paling_sedikit", LEAST_WORDS_IN_PICTURE):
            continue
        missing = sorted(fact for fact in set(_FACT.findall(low)) - facts if 1 < len(fact) < LONG_NUMBER)
        strange = set(_WORD.findall(low)) - words
        if missing:
            yield Miss(_called(picture), f"Hanya ada di gambar: {', '.join(missing[:6])}.", picture.key)
        elif len(strange) > 0.6 * len(set(_WORD.findall(low))):
            yield Miss(_called(picture), "Sebagian besar isinya hanya ada di gambar.", picture.key)


def _called(picture: Picture) -> str:
    return f"{'video' if picture.is_video else 'foto'} “{picture.name}”" if picture.name else ""
