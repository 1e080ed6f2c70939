"""How hard a text is to read: sentences, long words, affixes, the language of letters. Formula and limits: README."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kentongan.writing.affixes import heavy
from kentongan.writing.hints import MOST_OF_A_KIND, Hint, Kind, Severity
from kentongan.writing.prose import find, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.writing.prose import Prose

LONG_SENTENCE = 28
LONG_WORD = 6
HEAVY_WORDS, HEAVY_SHARE = 5, 0.4
LIX_LEAST_WORDS = 30

TURNS = {"sehingga": "Karena itu, …", "sedangkan": "Sementara itu, …", "namun": "Namun, …", "tetapi": "Namun, …", "kemudian": "Setelah itu, …"}  # fmt: skip
JOINTS = frozenset({"yang", "serta", "dan", "setelah", "karena", "agar", "untuk", "dengan", "sebelum"})

PLAINER = {
    "dalam rangka": "untuk",
    "dikarenakan": "karena",
    "sehubungan dengan": "karena",
    "sehubungan dengan hal tersebut": "karena itu",
    "adapun": "(hapus)",
    "pada saat ini": "sekarang",
    "bertempat di": "di",
    "dimohon untuk": "mohon",
    "dihimbau untuk": "mohon",
    "diharapkan untuk": "mohon",
    "tersebut di atas": "itu",
    "sebagaimana dimaksud": "itu",
    "melaksanakan kegiatan": "mengadakan",
    "pelaksanaan kegiatan": "kegiatan",
    "melakukan perbaikan": "memperbaiki",
    "melakukan pemeriksaan": "memeriksa",
    "melakukan pengecekan": "mengecek",
    "melakukan pendataan": "mendata",
    "melakukan pembersihan": "membersihkan",
    "melakukan pembangunan": "membangun",
    "melakukan pembayaran": "membayar",
    "melakukan pendaftaran": "mendaftar",
    "melakukan penertiban": "menertibkan",
    "melakukan penyemprotan": "menyemprot",
    "melakukan penyaluran": "menyalurkan",
    "melakukan pengawasan": "mengawasi",
    "melakukan pengukuran": "mengukur",
    "melakukan peninjauan": "meninjau",
    "melakukan kunjungan": "mengunjungi",
    "melakukan koordinasi": "berkoordinasi",
    "melakukan monitoring": "memantau",
    "melakukan evaluasi": "menilai",
    "melakukan sosialisasi": "menjelaskan",
    "mengimplementasikan": "menerapkan",
    "implementasi": "penerapan",
    "launching": "peluncuran",
    "stakeholder": "pihak terkait",
    "monitoring": "pemantauan",
    "himbauan": "imbauan",
    "menghimbau": "mengimbau",
}
_PLAINER = phrases(*PLAINER)


@dataclass(frozen=True, slots=True)
class Readability:
    """Figures of a whole text. `lix`: words a sentence plus the percentage of words over six letters; None for a short text."""

    words: int
    sentences: int
    long_words: int
    heavy_words: int

    @property
    def words_per_sentence(self) -> float:
        """The mean."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def heavy_share(self) -> float:
        """Which part of the words carries many affixes."""
        return self.heavy_words / self.words if self.words else 0.0

    @property
    def lix(self) -> float | None:
        """Björnsson's figure."""
        return self.words_per_sentence + 100 * self.long_words / self.words if self.words >= LIX_LEAST_WORDS else None


def readability(prose: Prose) -> Readability:
    """Count. Only words that begin with a letter count as words."""
    told = [word for word in prose.words if word[0].isalpha()]
    return Readability(
        len(told), len(prose.sentences), sum(len(word) > LONG_WORD for word in told), sum(heavy(word) for word in told)
    )


def readability_hints(prose: Prose, *, lead_told: bool = False) -> Iterator[Hint]:
    """Sentences that a reader has to read twice, and phrases that come from letters. `lead_told`: the first one is dealt with."""
    if not prose.indonesian:
        return
    yield from islice(_long(prose, lead_told=lead_told), MOST_OF_A_KIND)
    yield from islice(_heavy(prose), MOST_OF_A_KIND)
    yield from islice(_officialese(prose, lead_told=lead_told), MOST_OF_A_KIND)


def _long(prose: Prose, *, lead_told: bool) -> Iterator[Hint]:
    for first, past in prose.sentences:
        size = past - first
        if size > LONG_SENTENCE and not (lead_told and first == 0):
            where, better = _break(prose, first, past)
            why = f"Kalimat ini {size} kata; di layar ponsel orang kehilangan awalnya. {where}"
            yield Hint(Kind.LONG_SENTENCE, *prose.span(first, past), why, better, Severity.LOOK)


def _break(prose: Prose, first: int, past: int) -> tuple[str, str]:
    """Where the sentence can end, nearest to its middle, and how the next one may begin."""
    middle = (first + past) // 2
    inner = range(first + 6, past - 4)
    turns = [place for place in inner if prose.words[place] in TURNS]
    joints = [place for place in inner if prose.words[place] in JOINTS]
    if not turns and not joints:
        return "Bagi menjadi dua atau tiga kalimat.", ""
    place = min(turns or joints, key=lambda one: abs(one - middle))
    word = prose.words[place]
    before = prose.quote(max(first, place - 3), place)
    better = f"… {before}. {TURNS[word]}" if word in TURNS else ""
    return f"Akhiri kalimat sebelum “{word}”, lalu mulai kalimat baru.", better


def _heavy(prose: Prose) -> Iterator[Hint]:
    for first, past in prose.sentences:
        if past - first < HEAVY_WORDS:
            continue
        found = [place for place in range(first, past) if heavy(prose.words[place])]
        if len(found) >= HEAVY_WORDS and len(found) >= HEAVY_SHARE * (past - first):
            named = ", ".join(prose.words[place] for place in found[:3])
            why = f"{len(found)} dari {past - first} kata di kalimat ini berimbuhan berlapis ({named}, …). Pakai kata kerja yang pendek dan sebut siapa berbuat apa."
            yield Hint(Kind.HEAVY_WORDS, *prose.span(first, past), why)


def _officialese(prose: Prose, *, lead_told: bool) -> Iterator[Hint]:
    told: set[str] = set()
    for first, past in find(prose, _PLAINER):
        phrase = " ".join(prose.words[first:past])
        if phrase in told or (lead_told and first < prose.sentences[0][1]):
            continue
        told.add(phrase)
        why = f"“{phrase}” biasa di surat dinas; di media sosial kata yang lebih pendek lebih cepat dibaca."
        yield Hint(Kind.OFFICIALESE, *prose.span(first, past), why, PLAINER[phrase])
