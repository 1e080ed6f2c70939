"""From six answers to drafts: a title, a lead in plain Indonesian, a caption, a short form, hashtags. Pure rules of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.core.days import day_name, written
from kentongan.core.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, timedelta

    Measure = Callable[[str], int]

LONGEST_TITLE = 100
MOST_TAGS, LONGEST_TAG = 4, 40
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
HOUR = 3600
IN_A_PLACE = ("di ", "dari ", "secara ", "lewat ", "melalui ")
AT_A_TIME = ("pada ", "sejak ", "mulai ", "hari ini", "kemarin", "tadi ", "selama ")
BECAUSE = ("agar ", "supaya ", "untuk ", "karena ", "sebab ", "demi ", "guna ", "dalam rangka ")
ATTENDING = ("hadir", "diikuti", "dihadiri", "bersama")


@dataclass(frozen=True, slots=True)
class Answers:
    """What was noted: who, what, when, where, why, how; as typed. `title`: the event's name in the agenda."""

    title: str
    what: str = ""
    who: str = ""
    when: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    credit: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A draft: its title and its three lengths. `long` is the story."""

    title: str
    long: str
    caption: str
    short: str


def write(said: Answers, limit: int, measure: Measure) -> Words:
    """Write the draft. `limit`: the greatest length of the short form, as `measure` counts."""
    tags = " ".join(hashtags(said.programme))
    credit = f"Foto: {_flat(said.credit)}" if said.credit.strip() else ""
    body, whole = _body(said), _sentence(said.how)
    long = _paragraphs(" ".join(body), whole, credit, tags)
    return Words(
        title=title_of(said),
        long=long,
        caption=_paragraphs(title_of(said), " ".join(body), credit, tags),
        short=fitted([body[0], *body[1:]], hashtags(said.programme)[:1], limit, measure),
    )


def title_of(said: Answers) -> str:
    """The first sentence of what happened where it is short enough to be a title, otherwise the event's name."""
    first = re.split(r"(?<=[.!?])\s", _flat(said.what), maxsplit=1)[0].rstrip(".")
    return _capital(first) if first and len(first) <= LONGEST_TITLE else said.title


def lead(said: Answers) -> str:
    """Say in one sentence what happened, where and when; what the writer said already is not said twice."""
    what = _flat(said.what).rstrip(".") or said.title
    where, when = _flat(said.where).rstrip("."), _flat(said.when).rstrip(".")
    if where and where.lower() not in what.lower():
        what += f" {where}" if where.lower().startswith(IN_A_PLACE) else f" di {where}"
    if when and when.lower() not in what.lower():
        what += f" {when}" if when.lower().startswith(AT_A_TIME) else f" pada {when}"
    return _capital(what) + ("" if what.endswith(("!", "?")) else ".")


def hashtags(programme: str) -> list[str]:
    """The programme's name as hashtags, where it is short enough for one; several are separated by commas. "Wajo Sehat 2027" → "#WajoSehat2027"."""
    names = re.split(r"[,;\n]", programme)
    joined = ("".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", name)) for name in names)
    return list(
        dict.fromkeys(f"#{name}" for name in joined if name and not name.isdecimal() and len(name) < LONGEST_TAG)
    )[:MOST_TAGS]


def fitted(parts: list[str], tags: list[str], limit: int, measure: Measure) -> str:
    """As many sentences, first ones first, as the limit carries, and the tag; the first sentence is cut at a word if it must be."""
    end = f" {tags[0]}" if tags else ""
    text = parts[0]
    for part in parts[1:]:
        if measure(f"{text} {part}{end}") > limit:
            break
        text = f"{text} {part}"
    if measure(text + end) <= limit:
        return text + end
    return _cut(text, limit, measure)


def announced(title: str, place: str, time: tuple[datetime, datetime], notes: str, programme: str) -> str:
    """Tell that it will take place. The moments are on the government's clock."""
    invitation = f"{title} berlangsung {span(*time)}{_at(place)}."
    return _paragraphs(invitation, _sentence(notes), " ".join(hashtags(programme)))


def reminded(title: str, place: str, time: tuple[datetime, datetime], said_at: datetime, programme: str) -> str:
    """Tell once more, shortly before; "besok" only where it is."""
    tomorrow = (time[0].date() - said_at.date()).days == 1
    lead_in = "Besok" if tomorrow else "Sebentar lagi"
    return _paragraphs(f"{lead_in}: {title}, {span(*time)}{_at(place)}.", " ".join(hashtags(programme)))


def recapped(said: Answers) -> str:
    """Look back: what it was, who took part, what it is good for."""
    parts = [f"Rekap kegiatan: {lead(said)}", *_body(said)[1:]]
    return _paragraphs(" ".join(parts), _sentence(said.how), " ".join(hashtags(said.programme)))


def span(starts: datetime, ends: datetime) -> str:
    """Say from when to when: "Senin, 30 November 2026, pukul 09.00–11.00 WITA"."""
    zone = _zone(starts.utcoffset())
    if starts.date() == ends.date():
        return f"{day_name(starts)}, {written(starts)}, pukul {starts:%H.%M}–{ends:%H.%M} {zone}".rstrip()
    return f"{day_name(starts)}, {written(starts)}, sampai {day_name(ends)}, {written(ends)}"


def begun(starts: datetime) -> str:
    """Say when it began: "Senin, 30 November 2026, pukul 09.00 WITA"."""
    return f"{day_name(starts)}, {written(starts)}, pukul {starts:%H.%M} {_zone(starts.utcoffset())}".rstrip()


def _zone(offset: timedelta | None) -> str:
    return ZONES.get(int(offset.total_seconds() // HOUR), "") if offset else ""


def _body(said: Answers) -> list[str]:
    return [lead(said), *_who(said.who), *_why(said.why)]


def _who(who: str) -> Iterator[str]:
    text = _flat(who).rstrip(".")
    if text:
        yield _sentence(text) if text.lower().startswith(ATTENDING) else f"Kegiatan ini diikuti {text}."


def _why(why: str) -> Iterator[str]:
    text = _flat(why).rstrip(".")
    if text:
        small = text[0].lower() + text[1:]
        yield f"Kegiatan ini diadakan {small}." if small.startswith(BECAUSE) else f"Tujuannya: {text}."


def _cut(text: str, limit: int, measure: Measure) -> str:
    """Cut at a word until it fits. Counts differ by platform, so the length is tried, not computed."""
    size = min(len(text), limit)
    while size > 1 and measure(shorten(text, size)) > limit:
        size -= max(1, (measure(shorten(text, size)) - limit) // 2)
    return shorten(text, size)


def _at(place: str) -> str:
    text = _flat(place)
    return f" di {text}" if text else ""


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _sentence(text: str) -> str:
    flat = "\n".join(line.strip() for line in text.strip().splitlines())
    return _capital(flat) + ("" if not flat or flat.endswith((".", "!", "?", ":")) else ".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _flat(text: str) -> str:
    return " ".join(text.split())
