"""A small splitter of Indonesian words: enough to count affixes and to turn a di- verb into its me- form. No dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kentongan.writing.prose import listed

LEAST_BASE = 4
HEAVY_LENGTH, HEAVY_AFFIXES = 9, 2
VOWELS = "aiueo"
CLITICS = ("nya", "lah", "kah", "pun")
SUFFIXES = ("kan", "an", "i")
PREFIXES = (
    "meng", "meny", "mem", "men", "peng", "peny", "pem", "pen", "per", "pel", "ber", "bel", "ter", "me", "pe", "di", "ke", "se", "be",
)  # fmt: skip
CLUSTERS = ("pr", "tr", "kr", "sp", "st", "sk", "pl", "kl", "kh", "sy")
WHOLE = ("periksa", "perintah", "peras")  #: these begin with "per" and lose their p all the same
KEPT = ("kaji", "pelajar", "punya")  #: these keep a first letter that others lose
NOT_PASSIVE = listed(
    "dia dialah dialog diam diameter dian diare dibawah didalam didepan diet difabel difteri digit digital digitalisasi dihari dikit "
    "diklat dikti dilema diluar dimana dimanapun dimensi dinamika dinamis dinas dinding dingin dini dinkes dinsos dioksida diorama "
    "diploma diplomasi diplomat direksi direktorat direktur dirgahayu diri dirinya dirjen dirumah dirut disabilitas disamping disana "
    "disdik disdikbud disdukcapil disekitar dishub disini disiplin disitu diskominfo diskon diskusi disnaker dispar disparitas "
    "dispenda dispensasi disperindag dispora dispusip distributor distribusi distrik ditjen diversifikasi diversitas divisi dividen "
    "diksi dinar dipan diary dialek dikau diabetes diagnosa diagnosis diagram diakses diantara diatas dinda dimas dipa dispensasi"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A word taken apart from outside to inside."""

    prefixes: tuple[str, ...]
    base: str
    suffixes: tuple[str, ...]

    @property
    def affixes(self) -> int:
        """How many there are."""
        return len(self.prefixes) + len(self.suffixes)


@lru_cache(maxsize=16_384)
def split(word: str) -> Parts:
    """Take affixes off a lower-case word as long as a base of four letters with a vowel stays."""
    base, prefixes, suffixes = word, [], []
    for endings in (CLITICS, SUFFIXES):
        ending = next((one for one in endings if base.endswith(one) and _stands(base[: -len(one)])), "")
        if ending:
            suffixes.append(ending)
            base = base[: -len(ending)]
    for _ in range(3):
        beginning = next((one for one in PREFIXES if base.startswith(one) and _stands(base[len(one) :])), "")
        if not beginning:
            break
        prefixes.append(beginning)
        base = base[len(beginning) :]
    return Parts(tuple(prefixes), base, tuple(suffixes))


def _stands(base: str) -> bool:
    return len(base) >= LEAST_BASE and any(letter in VOWELS for letter in base)


def heavy(word: str) -> bool:
    """Say whether a word carries so many affixes that it slows reading: long, with one in front and one behind or more."""
    if len(word) < HEAVY_LENGTH or "-" in word:
        return False
    parts = split(word)
    return bool(parts.prefixes) and parts.affixes >= HEAVY_AFFIXES


def passive(word: str) -> bool:
    """Say whether a word looks like a verb with di-."""
    return len(word) > LEAST_BASE and word[:2] == "di" and word.isalpha() and word not in NOT_PASSIVE


def active(word: str) -> str:
    """The me- form of a di- verb: dilaksanakan → melaksanakan, disiapkan → menyiapkan, dipakai → memakai."""
    base = word.removeprefix("di")
    if sum(letter in VOWELS for letter in base) == 1:
        return f"menge{base}"
    keep = base.startswith((*CLUSTERS, *KEPT)) or (base.startswith("per") and not base.startswith(WHOLE))
    first = base[0]
    if first == "s" and not keep:
        return f"meny{base[1:]}"
    dropped = first in "ptk" and not keep
    return _nasal(first) + (base[1:] if dropped else base)


def _nasal(letter: str) -> str:
    if letter in "bfvp":
        return "mem"
    if letter in "dtcjzs":
        return "men"
    return "me" if letter in "lmnrwy" else "meng"
