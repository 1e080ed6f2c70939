"""What a card says: shapes, numbers as they are written here, text made safe to set, the description for those who do not see it. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from kentongan.cards.kinds import Kind
from kentongan.core.text import shorten
from kentongan.documents import colours

LONGEST_ALT = 1000
VERY_LONG = re.compile(r"\S{16,}")
SYLLABLES = 6
YEARS = range(1900, 2101)
CONTROLS = {"Cc", "Cf", "Cs", "Co", "Cn"}
JOINERS = "\u200d"  #: holds the parts of an emoji together
WHOLE = re.compile(r"(?<![\d.,])\d{4,15}(?![\d.,])")
ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?(?![\d.,])")
POINT = re.compile(r"(?<![\d.,])(\d+)\.(\d{1,2})(?![\d.,])")
RANGE = re.compile(r"(?<=\d)\s?[–-]\s?(?=\d)")


@dataclass(frozen=True, slots=True)
class Ratio:
    """One shape of a card, in pixels, and where it is used."""

    code: str
    label: str
    width: int
    height: int
    used_for: str


RATIOS: dict[str, Ratio] = {
    ratio.code: ratio
    for ratio in (
        Ratio("4x5", "4:5", 1080, 1350, "Instagram, Facebook"),
        Ratio("1x1", "1:1", 1080, 1080, "semua kanal"),
        Ratio("9x16", "9:16", 1080, 1920, "TikTok, Cerita"),
        Ratio("16x9", "16:9", 1600, 900, "X, Bluesky, YouTube"),
        Ratio("191x100", "1,91:1", 1200, 630, "pratinjau tautan"),
    )
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a government's cards look."""

    ground: str = "#123c39"
    ink: str = "#ffffff"
    accent: str = "#f2b544"
    footer: str = ""


def palette(look: Look) -> dict[str, str]:
    """Every colour a template needs, each readable where it is used. ValueError for what is no colour."""
    ground, ink = look.ground, look.ink
    panel = _panel(ground, ink)
    return {
        "ground": ground,
        "ink": ink,
        "accent": look.accent,
        "on_accent": colours.on(look.accent),
        "accent_text": colours.readable(look.accent, ground),
        "quiet": _quiet(ink, ground, panel),
        "hair": colours.mixed(ground, ink, 0.24),
        "panel": panel,
        "footer": look.footer,
    }


def _panel(ground: str, ink: str) -> str:
    """A ground beside the ground: a little towards the ink, or away from it where the ink would be lost on it."""
    lighter = colours.contrast(ink, "#000000") > colours.contrast(ground, "#000000")
    near = colours.mixed(ground, ink, 0.07)
    return (
        near
        if colours.contrast(ink, near) >= colours.TEXT
        else colours.mixed(ground, "#000000" if lighter else "#ffffff", 0.1)
    )


def _quiet(ink: str, *grounds: str) -> str:
    """The ink held back as far as it can still be read on every ground."""
    softer = (colours.mixed(ink, grounds[0], share / 100) for share in range(30, 0, -3))
    good = (soft for soft in softer if all(colours.contrast(soft, ground) >= colours.TEXT for ground in grounds))
    return next(good, ink)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A colour that cannot be read where it is used: which, how little it stands off, and one that would do."""

    field: str
    sentence: str
    instead: str


def unreadable(look: Look) -> Iterator[Unreadable]:
    """What in these colours people with weak sight could not read."""
    for field, name, least in (("ink", "Warna tulisan", colours.TEXT), ("accent", "Warna aksen", colours.LARGE)):
        wanted = getattr(look, field)
        found = colours.contrast(wanted, look.ground)
        if found < least:
            instead = colours.readable(wanted, look.ground, least)
            sentence = (
                f"{name} terlalu mirip dengan warna latar. Bedanya {decimal(found)} banding 1, padahal warga yang "
                f"penglihatannya lemah memerlukan {decimal(least)}. Pakai {instead}, atau pilih warna lain."
            )
            yield Unreadable(field, sentence, instead)


def decimal(value: float) -> str:
    """With one decimal, as it is written here: 4,5."""
    return f"{value:.1f}".replace(".", ",")


def tidy(text: str, *, several_lines: bool) -> str:
    """The text without what is not seen: control and direction signs, runs of space, more than one empty line."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in kept if c in "\n\t" or c in JOINERS or unicodedata.category(c) not in CONTROLS)
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    if not several_lines:
        return " ".join(line for line in lines if line)
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def indonesian(number: str) -> str:
    """Digits as they are written here: 12480 → 12.480, 98.2% → 98,2%. Years and what is written so already stay."""
    number = ENGLISH.sub(lambda found: found[0].replace(",", ";").replace(".", ",").replace(";", "."), number)
    number = WHOLE.sub(lambda found: _grouped(found[0], alone=found[0] == number), number)
    return POINT.sub(r"\1,\2", number)


def _grouped(digits: str, *, alone: bool) -> str:
    year = alone and len(digits) == len("2026") and int(digits) in YEARS
    return digits if year or digits.startswith("0") else f"{int(digits):,}".replace(",", ".")


def breakable(text: str) -> str:
    """The same text with places where a very long word may break, and ranges that stay together."""
    held = RANGE.sub("\u2060–\u2060", text)
    return VERY_LONG.sub(lambda found: _broken(found[0]), held)


def _broken(word: str) -> str:
    if re.search(r"[./@:_-]", word):
        return re.sub(r"([./@:_-]+)", "\\1\u200b", word)
    pieces = [word[at : at + SYLLABLES] for at in range(0, len(word), SYLLABLES)]
    if len(pieces[-1]) < SYLLABLES // 2:
        pieces[-2:] = [pieces[-2] + pieces[-1]]
    return "\u00ad".join(pieces)


def texts(fields: Mapping[str, Any]) -> list[str]:
    """Everything a card says, in order."""
    said: list[str] = []
    for value in fields.values():
        if isinstance(value, str):
            said.append(value)
        elif isinstance(value, list):
            said += [str(part) for item in value for part in item.values()]
    return [text for text in said if text]


def headline(kind: Kind, fields: Mapping[str, Any]) -> str:
    """What a card is called in lists."""
    said = fields.get("title") or fields.get("fact") or fields.get("quote") or ""
    return shorten(str(said), 120) or f"{kind.label} tanpa judul"


def alt_text(kind: Kind, fields: Mapping[str, Any], speaker: str) -> str:
    """What a screen reader says of the card: all of its words, in the order they are read."""
    return shorten(f"Kartu {kind.label.lower()} {speaker}. {_SAID[kind.code](fields)}", LONGEST_ALT)


def _sentence(*parts: str) -> str:
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in (part.strip() for part in parts) if part)


def _said_announcement(f: Mapping[str, Any]) -> str:
    when, where = f["when"] and f"Kapan: {f['when']}", f["where"] and f"Di mana: {f['where']}"
    return _sentence(f["title"], f["body"], when, where)


def _said_quote(f: Mapping[str, Any]) -> str:
    who = ", ".join(part for part in (f["name"], f["position"]) if part)
    return _sentence(f"“{f['quote']}”", f"Dikatakan oleh {who}")


def _said_schedule(f: Mapping[str, Any]) -> str:
    return _sentence(f["title"], *(f"{row['when']}: {row['what']}" for row in f["rows"]), f["note"])


def _said_numbers(f: Mapping[str, Any]) -> str:
    figures = (f"{figure['value']} {figure['label']}" for figure in f["figures"])
    return _sentence(f["title"], *figures, f"Sumber: {f['source']}")


def _said_steps(f: Mapping[str, Any]) -> str:
    steps = (f"Langkah {number}: {item['step']}" for number, item in enumerate(f["steps"], 1))
    return _sentence(f["title"], *steps, f["note"])


def _said_before_after(f: Mapping[str, Any]) -> str:
    before, after = f["before_caption"] or "satu foto", f["after_caption"] or "satu foto"
    return _sentence(f["title"], f"Sebelum: {before}", f"Sesudah: {after}")


def _said_correction(f: Mapping[str, Any]) -> str:
    claim = f"Yang beredar, “{f['claim']}”, {f['verdict'].lower()}"
    return _sentence(claim, f"Yang benar: {f['fact']}", f"Sumber: {f['source']}")


_SAID = {
    "announcement": _said_announcement,
    "quote": _said_quote,
    "schedule": _said_schedule,
    "numbers": _said_numbers,
    "steps": _said_steps,
    "before_after": _said_before_after,
    "correction": _said_correction,
}


def too_long(ratio: Ratio, over: float, kind: Kind, fields: Mapping[str, Any]) -> str:
    """What to tell when a card's words do not fit a shape even in the smallest type. `over`: the share that is too much."""
    letters = sum(len(text) for text in texts(fields))
    fewer = max(10, ceil(letters * over / 10) * 10)
    longest = max(_named(kind, fields), key=lambda pair: len(pair[1]), default=("", ""))[0]
    return (
        f"Tulisannya tidak muat di bentuk {ratio.label}. Hurufnya sudah sekecil yang masih terbaca di ponsel. "
        f"Kurangi kira-kira {fewer} huruf, misalnya di “{longest}”."
    )


def _named(kind: Kind, fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for ask in kind.plain:
        if not ask.photo:
            yield ask.label, str(fields.get(ask.name, ""))
    for group in kind.repeated:
        for item in fields.get(group.name, []):
            yield group.label, " ".join(item.values())
