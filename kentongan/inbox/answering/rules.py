"""What may not stand in an answer, what makes one sensitive, and which facts fit a matter. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BRACED = re.compile(r"\{\s*([^{}\n]{0,40}?)\s*\}")
NUMBER = re.compile(r"(?<!\w)\+?\d[\d .\-()]{4,}\d")
FEWEST_DIGITS = 6
"""Shorter numbers are dates, house numbers, emergency lines."""
WORD = re.compile(r"\w+")
HANDLE = re.compile(r"[A-Za-z0-9._]{2,40}")
SHORTEST_NAME = 3
SHORTEST_WORD = 4
EXACT, CLOSE = 3, 1

CHILD = frozenset(
    ["anak", "anaknya", "anakku", "balita", "bayi", "siswa", "siswi", "murid", "pelajar", "santri", "remaja"]
)
# "pukul" alone is the hour.
HARM = frozenset(
    [
        "aniaya",
        "dianiaya",
        "penganiayaan",
        "kekerasan",
        "dipukul",
        "dipukuli",
        "memukul",
        "memukuli",
        "pemukulan",
        "perkosa",
        "diperkosa",
        "pemerkosaan",
        "cabul",
        "dicabuli",
        "pencabulan",
        "pelecehan",
        "dilecehkan",
        "kdrt",
        "dibunuh",
        "pembunuhan",
        "diculik",
        "penculikan",
        "perundungan",
        "dirundung",
        "bully",
        "dibully",
        "tawuran",
        "dibacok",
        "pengeroyokan",
        "ditelantarkan",
        "eksploitasi",
    ]
)
CRISIS = frozenset(
    [
        "meninggal",
        "tewas",
        "korban",
        "tsunami",
        "gempa",
        "evakuasi",
        "wabah",
        "klb",
        "keracunan",
        "bencana",
        "kritis",
        "tenggelam",
    ]
)
CRISIS_PHRASES = ("bunuh diri", "mengakhiri hidup", "banjir bandang", "korban jiwa", "gawat darurat")
LEGAL = frozenset(
    [
        "gugat",
        "digugat",
        "gugatan",
        "menggugat",
        "somasi",
        "pengacara",
        "pengadilan",
        "pidana",
        "dipidana",
        "tersangka",
        "korupsi",
        "pungli",
        "suap",
        "gratifikasi",
        "kejaksaan",
        "jaksa",
        "kpk",
        "ombudsman",
    ]
)
LEGAL_PHRASES = ("ganti rugi", "jalur hukum", "lapor polisi", "kuasa hukum")


def braces_in(text: str) -> tuple[str, ...]:
    """What stands between braces, in order, each once; an empty string for a brace that is alone."""
    found = tuple(dict.fromkeys(BRACED.findall(text)))
    rest = BRACED.sub("", text)
    return (*found, "") if "{" in rest or "}" in rest else found


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put in what is known; what has no value stays as it stands. A value's own braces never become names."""
    return BRACED.sub(lambda found: _plain(values.get(found[1].lower(), "")) or found[0], text)


def _plain(value: str) -> str:
    return value.replace("{", "(").replace("}", ")")


def digits(number: str) -> str:
    """A telephone or other number as it is compared."""
    only = re.sub(r"\D", "", number)
    return f"0{only[2:]}" if only.startswith("62") else only


def repeated_numbers(answer: str, citizen: Iterable[str], official: frozenset[str]) -> tuple[str, ...]:
    """Numbers that the citizen wrote and the answer says again; numbers of offices may be said."""
    theirs = {digits(one) for text in citizen for one in NUMBER.findall(text)}
    theirs = {one for one in theirs if len(one) >= FEWEST_DIGITS} - {digits(one) for one in official}
    return tuple(dict.fromkeys(one for one in NUMBER.findall(answer) if digits(one) in theirs))


def name_parts(author: str) -> tuple[str, ...]:
    """A citizen's name as words of a name. A handle is an address on its platform and no name: "rani_tempe" has none."""
    words = tuple(re.findall(r"[^\W\d_]+", author))
    return words if " " in author.strip() or author.isalpha() else ()


def repeats_name(answer: str, author: str) -> str:
    """Tell "full" when a name of several words stands there whole, "part" for one word of it, "" otherwise."""
    parts, said = name_parts(author), {word.casefold() for word in WORD.findall(answer)}
    if len(parts) > 1 and " ".join(parts).casefold() in " ".join(re.findall(r"[^\W\d_]+", answer)).casefold():
        return "full"
    known = [part for part in parts if len(part) >= SHORTEST_NAME and part.casefold() not in {"warga", "bapak", "ibu"}]
    return "part" if any(part.casefold() in said for part in known) else ""


def is_handle(author: str) -> bool:
    """Whether an author is called by what can be mentioned with an @."""
    return bool(HANDLE.fullmatch(author)) and not author.isdigit()


@dataclass(frozen=True, slots=True)
class Delicate:
    """Why an answer is not sent before somebody else read it. `grave`: two people read it."""

    code: str
    sentence: str
    grave: bool = False


WATCHED = Delicate("watched", "Laporan berkadar pengawasan", grave=True)
CHILD_HARMED = Delicate("child", "Menyangkut anak dan kekerasan", grave=True)
VIOLENCE = Delicate("violence", "Menyangkut kekerasan", grave=True)
IN_CRISIS = Delicate("crisis", "Ada tanda keadaan gawat atau korban")
AT_LAW = Delicate("legal", "Menyangkut perkara hukum")


def delicate(texts: Sequence[str], *, watched: bool) -> tuple[Delicate, ...]:
    """What makes an answer sensitive, in the words of the citizen and of the answer. Nothing: an ordinary one."""
    words = {word for text in texts for word in WORD.findall(text.casefold())}
    flat = " ".join(" ".join(WORD.findall(text.casefold())) for text in texts)
    found = [WATCHED] if watched else []
    if words & HARM:
        found.append(CHILD_HARMED if words & CHILD else VIOLENCE)
    if words & CRISIS or any(phrase in flat for phrase in CRISIS_PHRASES):
        found.append(IN_CRISIS)
    if words & LEGAL or any(phrase in flat for phrase in LEGAL_PHRASES):
        found.append(AT_LAW)
    return tuple(found)


def likeness(wanted: Iterable[str], *, service: str, words: str, topic_fits: bool) -> int:
    """How well a service's facts fit a matter: its topic, then the words both have."""
    own = {word for word in WORD.findall(f"{service} {words}".casefold()) if len(word) >= SHORTEST_WORD}
    asked = {word for text in wanted for word in WORD.findall(text.casefold()) if len(word) >= SHORTEST_WORD}
    short = {word for word in WORD.findall(service) if word.isupper()}  # KTP, KK, SIM
    spoken = {word for text in wanted for word in WORD.findall(text.casefold())}
    return EXACT * topic_fits + CLOSE * (len(own & asked) + 2 * len({word.casefold() for word in short} & spoken))


def masked(name: str) -> str:
    """A name as its owner knows it and nobody else does: first letter of each word."""
    words = [f"{word[0]}{'*' * 4}" for word in re.findall(r"[^\W_]+", name)[:3]]
    return " ".join(words) or "Warga"
