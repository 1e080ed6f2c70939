"""Apa, siapa, kapan, di mana, mengapa, bagaimana: which of the six the text answers, and with which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from kentongan.writing.hints import Hint, Kind, Severity
from kentongan.writing.prose import find, listed, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.writing.prose import Phrases, Prose

WHAT, WHO, WHEN, WHERE, WHY, HOW = "apa", "siapa", "kapan", "di mana", "mengapa", "bagaimana"
NEEDED = (WHO, WHEN, WHERE)
LEAST_WORDS_OF_NEWS = 15
LEAST_WORDS_THAT_TELL = 3

WHEN_WORDS = phrases(
    "januari, februari, maret, april, mei, juni, juli, agustus, september, oktober, november, nopember, desember, senin, selasa, rabu, "
    "kamis, jumat, jum'at, sabtu, minggu pagi, minggu sore, minggu malam, hari minggu, ahad, hari ini, hari itu, besok, lusa, kemarin, malam ini, "
    "pagi ini, siang ini, sore ini, nanti malam, pekan ini, pekan depan, pekan lalu, minggu ini, minggu depan, minggu lalu, "
    "bulan ini, bulan depan, bulan lalu, tahun ini, tahun depan, tahun lalu, setiap hari, setiap pagi, setiap sore, setiap malam, "
    "setiap bulan, setiap tahun, hari kerja, sekarang, mulai hari, saat ini, sejak pagi, 24 jam, ramadan, ramadhan, idulfitri"
)
WHEN_FIGURES = re.compile(
    r"\b(?:pukul|jam|tanggal|tgl)\s{0,3}\d[\d.:–-]*|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b|\btahun\s\d{4}\b"
    r"|\b\d{1,2}\s(?:wib|wita|wit)\b"
)
WHERE_WORDS = phrases(
    "kantor, balai, aula, lapangan, puskesmas, posyandu, alun-alun, gedung, pasar, desa, kelurahan, kecamatan, jalan, jl, masjid, "
    "pendopo, terminal, taman, halaman, stadion, rsud, rumah sakit, pelabuhan, danau, sungai, loket, situs, laman, aplikasi, daring, "
    "tautan, dusun, lorong, jembatan, kampus, museum, perpustakaan, hotel, gereja, pura, vihara, whatsapp, pantai, bendungan"
)
WHERE_NAME = re.compile(r"\b(?:di|ke|dari|se-)\s?(?:[A-Z][\w’'-]+)")
ONLINE = re.compile(r"https?://\S|(?<!\w)www\.\S|\.go\.id\b", re.IGNORECASE)
WHO_WORDS = phrases(
    "bupati, wali kota, walikota, gubernur, wakil bupati, wakil wali kota, sekda, sekretaris daerah, kepala, camat, lurah, kades, "
    "dinas, badan, sekretariat, satpol, bagian, kecamatan, kelurahan, puskesmas, rsud, bpbd, bapenda, pemerintah, pemkab, pemkot, pemda, "
    "pemprov, kementerian, polres, kodim, perumda, warga, petugas, bidan, perawat, dokter, kader, guru, siswa, pelajar, peserta, "
    "masyarakat, petani, nelayan, pedagang, pelaku usaha, umkm, orang tua, ibu, bapak, anak, lansia, pemuda, kami, anda, kita, "
    "tim, panitia, relawan, disabilitas, keluarga, penduduk, pengendara, pengunjung, pemohon, pelanggan, karyawan, pegawai"
)
WHY_WORDS = phrases(
    "karena, sebab, agar, supaya, untuk, guna, demi, sehingga, akibat, bertujuan, tujuannya, dalam rangka, berkat, menyusul, alasannya, "
    "mengingat, memperingati, menjelang"
)
HOW_WORDS = phrases(
    "dengan, melalui, lewat, caranya, cara, syarat, syaratnya, persyaratan, bawa, membawa, silakan, silahkan, hubungi, menghubungi, daftar, "
    "mendaftar, pendaftaran, datang, kunjungi, kirim, isi, unduh, langkah, gratis, biaya, alur, secara, telepon, menelepon, klik, akses, "
    "tampung, gunakan, pakai, berupa, meliputi, terdiri, bersama, memimpin, diikuti, menyerahkan, berlangsung, cukup, lapor, laporkan"
)
OFFICES = listed("dinas badan bagian kepala bupati camat lurah pemerintah pemkab pemkot gubernur sekretariat kabupaten")
"""What follows these names who acts, not where: "Dinas Perpustakaan", "Bupati Wajo"."""
OFFICE_WORDS = 3
GREETINGS = phrases(
    "selamat hari, selamat ulang, selamat tahun, selamat natal, selamat idul, selamat menunaikan, selamat memperingati, selamat merayakan, "
    "selamat dan sukses, selamat atas, dirgahayu, turut berduka, turut berbelasungkawa, innalillahi, inna lillahi, mohon maaf lahir"
)
ASKS = {
    WHO: ("siapa yang mengadakan atau dituju", "Dinas … mengundang warga …"),
    WHEN: ("hari, tanggal, dan jamnya", "Hari …, tanggal …, pukul … WITA"),
    WHERE: ("tempatnya", "di …, Kecamatan …"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the six questions and the words that answer it, in the title or the story; none: not answered."""

    question: str
    words: str

    @property
    def found(self) -> bool:
        """The text answers it."""
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All six. `asked`: the text is news or an invitation, so that what is missing matters; a greeting needs no place."""

    answers: tuple[Answer, ...]
    asked: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions without an answer."""
        return tuple(one.question for one in self.answers if not one.found)


def coverage(title: Prose, story: Prose, places: tuple[str, ...] = ()) -> Coverage:
    """Look for the answers, first in the story. `places`: names that the government knows."""
    both, lookups = (story, title), _lookups(places)
    answers = (Answer(WHAT, _what(title, story)), *(Answer(one, _first(one, both, lookups[one])) for one in lookups))
    greets = any(next(find(one, GREETINGS), None) for one in both)
    return Coverage(answers, story.indonesian and len(story.words) >= LEAST_WORDS_OF_NEWS and not greets)


@lru_cache(maxsize=64)
def _lookups(places: tuple[str, ...]) -> dict[str, Phrases]:
    where: dict[str, tuple[tuple[str, ...], ...]] = dict(WHERE_WORDS)
    for first, many in phrases(*places).items():
        where[first] = tuple(sorted({*where.get(first, ()), *many}, key=lambda one: -len(one)))
    return {WHO: WHO_WORDS, WHEN: WHEN_WORDS, WHERE: where, WHY: WHY_WORDS, HOW: HOW_WORDS}


def _what(title: Prose, story: Prose) -> str:
    for one in (title, story):
        if one.sentences and one.sentences[0][1] >= LEAST_WORDS_THAT_TELL:
            return one.quote(*one.sentences[0])
    return ""


def _first(question: str, both: tuple[Prose, ...], wanted: Phrases) -> str:
    found = (words for one in both for words in chain(_figures(question, one), _named(question, one, wanted)))
    return next(found, "")


def _figures(question: str, prose: Prose) -> Iterator[str]:
    patterns = {WHEN: ((WHEN_FIGURES, prose.said),), WHERE: ((WHERE_NAME, prose.plain), (ONLINE, prose.text))}
    for pattern, text in patterns.get(question, ()):
        if found := pattern.search(text):
            yield prose.text[found.start() : found.end()]


def _named(question: str, prose: Prose, wanted: Phrases) -> Iterator[str]:
    for first, past in find(prose, wanted):
        if question != WHERE or OFFICES.isdisjoint(prose.words[max(0, first - OFFICE_WORDS) : first]):
            yield prose.quote(first, past)


def coverage_hints(found: Coverage) -> Iterator[Hint]:
    """What a reader would still have to ask."""
    if not found.asked:
        return
    missing = [one for one in found.missing if one in NEEDED]
    if missing:
        wanted = ", ".join(ASKS[one][0] for one in missing)
        better = "; ".join(ASKS[one][1] for one in missing)
        why = f"Pembaca masih bertanya: {', '.join(missing)}? Tulis {wanted}."
        yield Hint(Kind.COVERAGE, 0, 0, why, better, Severity.LOOK)
    elif {WHY, HOW} <= set(found.missing):
        why = "Belum tampak mengapa ini dilakukan dan bagaimana warga ikut atau mengurusnya."
        yield Hint(Kind.COVERAGE, 0, 0, why, "…, agar warga …. Caranya: …")
