"""Headline, lead, capitals, clickbait: what a reader meets first."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kentongan.writing.abbreviations import KNOWN
from kentongan.writing.hints import MOST_OF_A_KIND, STORY, TITLE, Hint, Kind, Severity
from kentongan.writing.prose import find, listed, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.writing.prose import Prose

LONGEST_HEADLINE, HEADLINE_WORDS = 80, 12
LONGEST_LEAD = 28
LEAST_SHOUTED, LEAST_SHOUTED_LETTERS = 3, 12
EMPTY_TITLES = listed(
    "pengumuman,pengumuman penting,info,info penting,informasi,informasi penting,kegiatan,kegiatan hari ini,berita,himbauan,imbauan,"
    "pemberitahuan,agenda,dokumentasi,dokumentasi kegiatan,rilis,update,undangan,laporan kegiatan,test,tes",
    ",",
)
WARM_UPS = phrases(
    "dalam rangka, sehubungan dengan, bertempat di, pada hari ini, pada hari senin, pada hari selasa, pada hari rabu, pada hari kamis, "
    "pada hari jumat, pada hari sabtu, pada hari minggu, menindaklanjuti, guna menindaklanjuti, dengan ini, bersama ini, berdasarkan surat, "
    "diberitahukan kepada, disampaikan kepada, berkenaan dengan, sebagai tindak lanjut"
)
BAIT = phrases(
    "bikin melongo, bikin heboh, bikin geger, heboh, geger, wow, mengejutkan, ternyata begini, ternyata ini, inilah rahasia, inilah alasan, "
    "rahasianya, simak sampai habis, baca sampai habis, tonton sampai habis, wajib baca, wajib tonton, wajib share, jangan sampai menyesal, "
    "tidak akan percaya, nggak nyangka, gak nyangka, tak disangka, bikin merinding, bikin haru, klik di sini, klik disini, nomor 3, terbongkar, "
    "terungkap, gempar, detik-detik, cek faktanya di sini, sebarkan sebelum dihapus, viralkan, auto, bikin nangis"
)
VIRAL = phrases("viral")
CORRECTING = frozenset({"hoaks", "hoax", "klarifikasi", "keliru", "palsu", "disinformasi", "misinformasi"})
ALMOST_ALWAYS_BAIT_ONLY = frozenset({"auto", "terungkap", "geger", "viral"})
_MARKS = re.compile(r"!{2,}|\?{2,}|[!?]{3,}")
_SHOUTED = re.compile(r"(?<![\w])[A-Z]{2,}(?:[-/][A-Z]+)*(?:[ ,\t]{1,3}[A-Z]{2,}(?:[-/][A-Z]+)*(?!\w)){2,}")


def headline_hints(title: Prose) -> Iterator[Hint]:
    """A headline tells the news within the width of a phone."""
    text = title.text.strip()
    if not text or not title.words:
        return
    if " ".join(title.words) in EMPTY_TITLES:
        why = "Judul ini belum mengatakan apa-apa. Sebut kabarnya: siapa berbuat apa."
        yield Hint(Kind.HEADLINE, 0, len(title.text), why, "Puskesmas … buka sampai malam", Severity.LOOK, TITLE)
    elif len(text) > LONGEST_HEADLINE or (len(title.words) > HEADLINE_WORDS and len(text) > LONGEST_HEADLINE - 10):
        cut = text[: text.rfind(" ", 0, 60)] if " " in text[:60] else text[:60]
        why = f"Judul ini {len(text)} huruf; ponsel memotongnya kira-kira setelah “{cut}”. Taruh kabarnya di depan, paling panjang {LONGEST_HEADLINE} huruf."
        yield Hint(Kind.HEADLINE, 0, len(title.text), why, where=TITLE)


def lead_hints(story: Prose) -> Iterator[Hint]:
    """The first sentence carries the news: no warming up, no more than a breath."""
    if not story.indonesian:
        return
    first, past = story.sentences[0]
    warm = next(find(story, WARM_UPS, first, min(past, first + 4)), None)
    if warm and warm[0] == first and past - first > warm[1] - warm[0] + 2:
        why = "Kabarnya baru datang setelah pembukaan ini. Mulai dengan siapa berbuat apa; peringatan dan tempat boleh menyusul."
        yield Hint(Kind.LEAD, *story.span(*warm), why, _turned(story, past), Severity.LOOK)
    elif past - first > LONGEST_LEAD:
        why = f"Kalimat pertama {past - first} kata. Banyak orang hanya membaca itu: sampaikan intinya dalam {LONGEST_LEAD} kata, sisanya di kalimat kedua."
        yield Hint(Kind.LEAD, *story.span(first, past), why, severity=Severity.LOOK)


def _turned(story: Prose, past: int) -> str:
    """The news first, when the warming up ends with a comma and a name or a thing follows it."""
    start, end = story.starts[0], story.ends[past - 1]
    opening, comma, news = story.text[start:end].rpartition(", ")
    if not comma or len(news.split()) < LEAST_SHOUTED + 1 or not news[0].isupper():
        return ""
    return f"{news} …" if len(opening) < len(story.text) else ""


def capitals_hints(prose: Prose, where: str = STORY, places: tuple[str, ...] = ()) -> Iterator[Hint]:
    """Words in capitals one after the other read like shouting, and screen readers spell them."""
    found = (one for one in _SHOUTED.finditer(prose.plain) if _shouts(one.group()))
    for one in islice(found, MOST_OF_A_KIND):
        why = "Huruf besar semua terbaca seperti berteriak dan lebih lambat dibaca. Beri tekanan dengan kata, bukan huruf."
        yield Hint(Kind.CAPITALS, *one.span(), why, quieter(one.group(), places), Severity.LOOK, where)


def _shouts(run: str) -> bool:
    words = run.replace(",", " ").split()
    spoken = [word for word in words if word not in KNOWN and len(word) >= LEAST_SHOUTED]
    return len(spoken) >= LEAST_SHOUTED and sum(map(len, words)) >= LEAST_SHOUTED_LETTERS


def quieter(run: str, places: tuple[str, ...] = ()) -> str:
    """The same words as in a sentence; well-known short forms and places keep their capitals."""
    names = {word.lower(): word for place in places for word in place.split()}
    words = [word if word.strip(",") in KNOWN else names.get(word.lower(), word.lower()) for word in run[:400].split()]
    first = words[0]
    return " ".join([first[:1].upper() + first[1:], *words[1:]])


def clickbait_hints(prose: Prose, where: str = STORY) -> Iterator[Hint]:
    """Words that promise more than the text says cost an official account its credit."""
    yield from islice(_baits(prose, where), MOST_OF_A_KIND)
    marks = next(_MARKS.finditer(prose.plain), None)
    if marks and prose.words:
        why = "Satu tanda cukup. Tanda berderet terbaca seperti iklan atau pesan berantai."
        yield Hint(Kind.CLICKBAIT, *marks.span(), why, marks.group()[0], where=where)


def _baits(prose: Prose, where: str) -> Iterator[Hint]:
    if CORRECTING.intersection(prose.words):
        return
    wanted = BAIT | VIRAL if where == TITLE else BAIT
    for first, past in find(prose, wanted):
        phrase = " ".join(prose.words[first:past])
        if phrase in ALMOST_ALWAYS_BAIT_ONLY and where != TITLE:
            continue
        why = f"“{phrase}” memancing klik tanpa memberi kabar. Akun resmi dipercaya karena langsung menyebut isinya."
        yield Hint(Kind.CLICKBAIT, *prose.span(first, past), why, severity=Severity.LOOK, where=where)
