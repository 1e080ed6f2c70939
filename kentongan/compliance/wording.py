"""Rules in the words of the screens: what a list of words is for, and what a change changed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.compliance.checking.registry import CHECKS, WORDS
from kentongan.compliance.ruleset import OWN_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kentongan.compliance.models import RuleVersion
    from kentongan.compliance.rules import Rule

LISTS = {
    "kata": "Kata yang dicari",
    "kecuali_dekat": "Kata yang membuatnya wajar",
    "wajar": "Kata yang membuatnya wajar",
    "waspada": "Kata yang menandai tulisan memperingatkan",
    "umum": "Kata yang menandai tempat, kendaraan, atau kegiatan umum",
    "resmi": "Kata yang menandai rekening resmi",
    "boleh": "Alamat yang boleh ditautkan",
    "pemendek": "Pemendek tautan dan penyedia formulir",
    "meja": "Awal surel meja layanan",
    "gratis": "Penyedia surel gratis",
    "tagar": "Tagar yang dicari",
    "satu_kata": "Tagar yang memang satu kata",
    "larangan": "Kata yang menandai larangan atau penyelenggara pemilu",
    "label": "Label yang menandai iklan",
    "izin": "Kata yang menandai izin",
    "menjelaskan": "Kata yang menandai penjelasan aturan",
    "kutipan": "Kata yang menandai kutipan",
    "dinyatakan": "Kata yang menyatakan belum pasti atau sudah diperiksa",
    "pemicu": "Kata yang menandai kabar darurat",
    "bukan": "Kata yang menandai bukan kabar darurat",
    "kosong": "Teks alternatif yang tidak menggambarkan apa-apa",
    "ragu": "Kata yang menjaga praduga tidak bersalah",
    "putusan": "Kata yang menandai putusan pengadilan",
    "ajakan": "Ajakan membeli",
    "usaha": "Kata untuk usaha",
    "promosi": "Kata promosi",
    "kuat": "Kata yang cukup sendiri",
    "lemah": "Kata yang perlu teman",
    "ajak": "Kata ajakan",
    "pasti": "Janji yang dicari",
    "iming": "Kata iming-iming",
    "bayar": "Kata meminta bayaran atau kode",
    "syarat": "Kata syarat yang mencurigakan",
    "tanda": "Tanda yang dicari",
    "tanda_awal": "Tanda di awal kalimat",
    "isi": "Isi yang dicari",
    "rahasia_pribadi": "Hal pribadi yang tidak diumumkan",
    "pelapor": "Kata untuk pelapor dan saksi",
    "perkara": "Kata untuk perkara",
    "sapaan": "Sapaan di depan nama",
    "petugas": "Kata untuk petugas yang berbicara",
    "operasi": "Kata untuk operasi penertiban",
    "nanti": "Kata untuk yang belum terjadi",
    "rumah": "Kata yang menandai rumah seseorang",
    "tinggal": "Kata yang menandai tempat tinggal",
    "sebutan": "Sebutan yang dicari",
    "perbuatan": "Perbuatan yang dicari",
    "penunjuk": "Kata yang menunjuk orang",
    "aku": "Kata ganti penulis",
    "rasa": "Kata perasaan dan pendapat",
    "jabatan": "Kata untuk jabatan",
    "program": "Kata untuk program",
    "jasa": "Kata yang menonjolkan jasa",
    "terima": "Ucapan kepada pejabat",
    "semboyan": "Semboyan dan ajakan berpihak",
    "dukung": "Kata mendukung",
    "pihak": "Kata untuk calon dan partai",
    "janji": "Janji bersyarat",
    "angka": "Ajakan memilih nomor",
    "suasana": "Kata yang menandai pemilihan umum",
    "bukan_pemilu": "Kata yang menandai pemilihan lain",
    "berbayar": "Kata yang menandai dibayar",
    "mitra": "Kata untuk mitra",
    "dagang": "Kata dagang",
    "hinaan": "Kata menghina",
    "sinis": "Ungkapan menyindir",
    "ancaman": "Ungkapan mengancam",
    "kabar": "Kata untuk kabar yang belum pasti",
    "awal": "Kata kabar di awal kalimat",
    "salah": "Kata yang menyebut yang keliru",
    "benar": "Kata yang menyebut yang benar",
    "asal": "Kata yang menunjuk unggahan asal",
    "bukan_ralat": "Kata yang menandai bukan ralat",
    "hasut": "Kata menghasut",
    "golongan": "Kata untuk golongan",
    "cela": "Kata mencela",
    "rantai": "Ciri kabar berantai",
    "melawan": "Kata yang menandai melawan hoaks atau kebencian",
    "murid": "Kata untuk murid",
    "kelas": "Kata untuk kelas",
}
FIELDS = {
    "judul": "Judul",
    "tuntutan": "Yang diminta",
    "saran": "Saran",
    "objek": "Diperiksa pada",
    "berlaku_mulai": "Mulai",
    "berlaku_sampai": "Sampai",
    "contoh_lulus": "Contoh lulus",
    "contoh_gagal": "Contoh tertangkap",
    "sumber": "Sumber",
}
MOST_SHOWN = 12


def list_name(key: str) -> str:
    """What one list of a rule is for."""
    return LISTS.get(key, f"Daftar “{key.replace('_', ' ')}”")


def word_lists(rule: Rule) -> list[tuple[str, str, list[str]]]:
    """The lists a rule works with: key, name, words."""
    takes = CHECKS[rule.check].takes
    return [(key, list_name(key), list(rule.parameters.get(key, ()))) for key in takes if takes[key] == WORDS]


def told(version: RuleVersion, before: RuleVersion | None) -> list[str]:
    """What a version changed, in sentences; for an own rule against the version before."""
    if OWN_RECORD in version.change:
        earlier = before.change.get(OWN_RECORD, {}) if before else {}
        return list(_of_record(earlier, version.change[OWN_RECORD]))
    return list(_of_change(version.change)) or ["Kembali seperti paket."]


def _of_change(change: Mapping[str, Any]) -> Iterator[str]:
    if change.get("jenis"):
        yield "Menghentikan pengajuan." if change["jenis"] == "blok" else "Mengingatkan saja."
    if change.get("mati"):
        yield "Dimatikan."
    for key, words in (change.get("tambah") or {}).items():
        yield f"{list_name(key)}: ditambah {_shown(words)}."
    for key, words in (change.get("hapus") or {}).items():
        yield f"{list_name(key)}: dihapus {_shown(words)}."


def _of_record(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if not before:
        yield "Ditulis."
        return
    for key, name in FIELDS.items():
        if before.get(key) != after.get(key):
            yield f"{name} diubah."
    yield from _of_parameters(before.get("parameter", {}), after.get("parameter", {}))


def _of_parameters(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted({*old, *new}):
        if not isinstance(new.get(key, old.get(key)), list):
            if old.get(key) != new.get(key):
                yield f"Pola: dari {old.get(key, 'tidak ada')} menjadi {new.get(key, 'tidak ada')}."
            continue
        for said, words in (
            ("ditambah", [one for one in new.get(key, ()) if one not in old.get(key, ())]),
            ("dihapus", [one for one in old.get(key, ()) if one not in new.get(key, ())]),
        ):
            if words:
                yield f"{list_name(key)}: {said} {_shown(words)}."


def _shown(words: Sequence[str]) -> str:
    few = ", ".join(f"“{word}”" for word in words[:MOST_SHOWN])
    more = len(words) - MOST_SHOWN
    return f"{few} dan {more} lagi" if more > 0 else few
