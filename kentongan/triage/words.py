"""Words as citizens write them, brought to a common spelling without losing where each one stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_LONG = re.compile(r"(.)\1{2,}")
_DIACRITICS = str.maketrans("éèêëáàâíìóòúùÉÈ", "eeeeaaaiioouuee")

COMMON = {
    "jln": "jalan", "jl": "jalan", "jlan": "jalan", "jalanx": "jalan", "yg": "yang", "gak": "tidak", "ga": "tidak",
    "nggak": "tidak", "ngga": "tidak", "gk": "tidak", "tdk": "tidak", "tak": "tidak", "dak": "tidak", "idak": "tidak",
    "kada": "tidak", "henteu": "tidak", "teu": "tidak", "sdh": "sudah", "udah": "sudah", "udh": "sudah", "dah": "sudah",
    "blm": "belum", "blom": "belum", "lom": "belum", "tlg": "tolong", "tlong": "tolong", "tulung": "tolong",
    "tulong": "tolong", "mhn": "mohon", "dmn": "di mana", "dimana": "di mana", "kmn": "ke mana", "gmn": "bagaimana",
    "gimana": "bagaimana", "knp": "kenapa", "kpn": "kapan", "iraha": "kapan", "bgt": "banget", "bgs": "bagus",
    "lbh": "lebih", "krn": "karena", "dgn": "dengan", "utk": "untuk", "sy": "saya", "sya": "saya", "kec": "kecamatan",
    "kel": "kelurahan", "makasih": "terima kasih", "mksh": "terima kasih", "trims": "terima kasih", "thx": "terima kasih",
    "nuhun": "terima kasih", "trmksh": "terima kasih", "lobang": "lubang", "ancur": "hancur", "sekolahan": "sekolah",
    "rmh": "rumah", "rs": "rumah sakit", "pkm": "puskesmas", "bln": "bulan", "thn": "tahun", "hr": "hari",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word in common spelling and where it stands in the original text, in code points; `end` is past it."""

    said: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """Split a text; lower case, styled letters plain, stretched letters short, common abbreviations written out."""
    return tuple(Word(spell(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))


@lru_cache(maxsize=16_384)
def spell(word: str) -> str:
    """Write one word in common spelling."""
    plain = unicodedata.normalize("NFKC", word).lower().translate(_DIACRITICS).replace("\u2019", "'")
    short = _LONG.sub(r"\1", plain)
    return COMMON.get(short, short)
