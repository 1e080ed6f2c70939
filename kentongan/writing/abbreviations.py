"""Short forms that a citizen cannot be expected to know, unless the text says once what they mean."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kentongan.writing.hints import MOST_OF_A_KIND, STORY, Hint, Kind
from kentongan.writing.prose import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.writing.prose import Prose

KNOWN = listed(
    "RT RW KTP KTP-EL E-KTP KK SIM BPJS KIS WITA WIB WIT HP WA SMS TNI POLRI ASN PNS SD SDN MI SMP SMPN MTS SMA SMAN MA SMK SMKN TK PAUD TPA "
    "TPQ RS RSUD UMKM PLN PDAM HUT RI COVID DPR DPRD NIK PDF ID TV UGD IGD PKK KB KIA HIV AIDS DBD TBC CCTV QR QRIS STNK BPKB PBB "
    "SPMB PPDB MTQ PT CV KM CM MM KG HA PMI BPS BPBD BMKG BBM ATM BRI BNI BCA BSI PDIP KPU APBD APBN NKRI SAR LPG PR OK AC DVD CD USB WC P3K MCK "
    "SKCK KUR UKM KUA NPWP NIP NISN GPS MC DJ BRT VIP HET KPK FM AM KIP PIP PKH BLT TNI-POLRI TIK IT AI D3 S1 S2 S3 D4 PSC NTB NTT DKI DIY KLB "
    "SPBU TPS POSYANDU PUSKESMAS SATPOL PP DISHUB BUMDES BUMD BUMN COVID-19 TPU IKM ODGJ UGM UI ITB UNHAS BPOM GB MB JNE APD PCR WHO PBB TKI MK MA KPK BUMN RCTI TVRI RRI LED LCD SH MH ST SE MM DR HJ AKBP AKP"
)
JARGON = {
    "opd": "organisasi perangkat daerah",
    "skpd": "satuan kerja perangkat daerah",
    "rpjmd": "rencana pembangunan jangka menengah daerah",
    "rkpd": "rencana kerja pemerintah daerah",
    "lkjip": "laporan kinerja instansi pemerintah",
    "lkpj": "laporan keterangan pertanggungjawaban",
    "sakip": "sistem akuntabilitas kinerja instansi pemerintah",
    "spbe": "sistem pemerintahan berbasis elektronik",
    "ppid": "pejabat pengelola informasi dan dokumentasi",
    "sop": "prosedur kerja",
    "pad": "pendapatan asli daerah",
    "dak": "dana alokasi khusus",
    "dau": "dana alokasi umum",
    "pppk": "pegawai pemerintah dengan perjanjian kerja",
    "musrenbang": "musyawarah perencanaan pembangunan",
    "forkopimda": "pimpinan daerah, TNI, Polri, dan kejaksaan",
    "rakor": "rapat koordinasi",
    "rakernas": "rapat kerja nasional",
    "bimtek": "bimbingan teknis",
    "monev": "pemantauan dan evaluasi",
    "sidak": "inspeksi mendadak",
    "perda": "peraturan daerah",
    "perbup": "peraturan bupati",
    "ranperda": "rancangan peraturan daerah",
    "juknis": "petunjuk teknis",
    "juklak": "petunjuk pelaksanaan",
    "tupoksi": "tugas dan fungsi",
    "renja": "rencana kerja",
    "renstra": "rencana strategis",
    "silpa": "sisa anggaran",
    "dtks": "data terpadu kesejahteraan sosial",
    "odf": "bebas buang air besar sembarangan",
    "kipi": "gejala setelah imunisasi",
    "spm": "standar pelayanan minimal",
}
EVERYDAY = listed("perda perbup sidak rakor")
"""Short forms in lower case that newspapers use without a word; asked about only in capitals."""
_TOKEN = re.compile(r"(?<![\w./-])[A-Z][A-Z0-9]{1,8}(?![\w/])")
_ROMAN = re.compile(r"[IVXLC]+")
_SOUNDS_LIKE_A_WORD = re.compile(
    r"(?:(?:KH|NG|NY|SY|[BCDFGHJKLMNPQRSTVWXYZ])?[LRWY]?[AEIOU]{1,2}(?:NG|[BDFGHJKLMNPRSTZ])?){1,4}"
)
_ROUND = re.compile(r"\(([^()\n]{2,90})\)")


def abbreviation_hints(prose: Prose, where: str = STORY) -> Iterator[Hint]:
    """Each short form that nobody explained, once."""
    if not prose.words:
        return
    told: set[str] = set()
    explained = _explained(prose)
    for start, end in _candidates(prose):
        short = prose.text[start:end]
        if short.lower() in told or short.lower() in explained:
            continue
        told.add(short.lower())
        yield _hint(short, start, end, where)
        if len(told) == MOST_OF_A_KIND:
            return


def _hint(short: str, start: int, end: int, where: str) -> Hint:
    long = JARGON.get(short.lower(), "")
    better = f"{long} ({short})" if long else f"… ({short})"
    why = f"Tidak semua warga tahu arti “{short}”. Tulis kepanjangannya saat pertama kali disebut."
    return Hint(Kind.ABBREVIATION, start, end, why, better, where=where)


def _candidates(prose: Prose) -> Iterator[tuple[int, int]]:
    shouting = _shouting_lines(prose.plain)
    for found in _TOKEN.finditer(prose.plain):
        if _unknown(found.group()) and not shouting.get(found.start()):
            yield found.span()
    for place, word in enumerate(prose.words):
        if (
            word in JARGON
            and word not in EVERYDAY
            and not prose.text[prose.starts[place]].islower()
            and len(word) > len("rpjmd")
        ):
            yield prose.span(place, place + 1)


def _shouting_lines(plain: str) -> dict[int, bool]:
    """Tokens with another word in capitals on either side: capitals there are a voice, not an abbreviation."""
    spans = [found.span() for found in _TOKEN.finditer(plain)]
    beside = [plain[one[1] : two[0]].strip(" ,") == "" for one, two in pairwise(spans)]
    left, right = [False, *beside], [*beside, False]
    return {span[0]: left[place] or right[place] for place, span in enumerate(spans)}


def _unknown(short: str) -> bool:
    if short.lower() in JARGON:
        return True
    if short in KNOWN or _ROMAN.fullmatch(short) or any(sign.isdigit() for sign in short):
        return False
    return not _SOUNDS_LIKE_A_WORD.fullmatch(short)


def _explained(prose: Prose) -> set[str]:
    """Short forms that stand in brackets after words, or have words in brackets after them."""
    found: set[str] = set()
    for one in _ROUND.finditer(prose.plain):
        inside = one.group(1).strip().lower()
        found.add(inside)
        before = prose.said[max(0, one.start() - 24) : one.start()].split()
        if before and len(inside.split()) > 1:
            found.add(before[-1])
    return found
