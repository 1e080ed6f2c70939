"""Every check by the name rule files call it, with the parameters it takes. Adding one: a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.compliance.checking import (
    access,
    children,
    emergency,
    fraud,
    links,
    numbers,
    own_words,
    papers,
    people,
    places,
    politics,
    secrets,
    style,
    truth,
)

if TYPE_CHECKING:
    from kentongan.compliance.checking.access import Miss
    from kentongan.compliance.checking.reading import Given, Hit, Reading
    from kentongan.compliance.rules import Draft

    Find = Callable[[Reading, Given], Iterator[Hit]]
    FindWhole = Callable[[Draft, Sequence[Reading], Given], Iterator[Miss]]

WORDS, NUMBER, PATTERN = "daftar kata", "angka", "pola"


@dataclass(frozen=True, slots=True)
class Check:
    """`find` looks at one text, `whole` at the draft. `covers`: what it finds are numbers that can be covered.

    `in_pictures`: what text recognition read in a picture is looked at too. `aid`: the writing aids tell the same while writing.
    """

    find: Find | None = None
    whole: FindWhole | None = None
    takes: Mapping[str, str] = field(default_factory=dict)
    covers: bool = False
    in_pictures: bool = False
    aid: bool = False


def _number(find: Find, *lists: str) -> Check:
    return Check(find, takes=_lists(*lists), covers=True, in_pictures=True)


def _lists(*names: str, **others: str) -> dict[str, str]:
    return dict.fromkeys(names, WORDS) | others


CHECKS: dict[str, Check] = {
    "nomor_nik": _number(numbers.person_numbers),
    "nomor_kk": _number(numbers.family_numbers),
    "nomor_npwp": _number(numbers.tax_numbers),
    "nomor_nip": _number(papers.servants),
    "nomor_bpjs": _number(numbers.health_numbers),
    "nomor_ponsel": _number(numbers.phone_numbers),
    "nomor_rekening": _number(papers.accounts, "resmi"),
    "paspor_sim": _number(papers.travel_papers),
    "pelat": _number(papers.plates, "umum"),
    "surel": Check(places.mails, takes=_lists("meja", "gratis")),
    "alamat": Check(places.homes, takes=_lists("rumah", "umum", "tinggal"), in_pictures=True),
    "anak_perkara": Check(
        children.case_identity,
        takes=_lists("kasus", "anak", "peran", "umum", "penyebut_nama", "tokoh"),
        in_pictures=True,
    ),
    "nama_anak": Check(children.public_name, takes=_lists("sebutan", "murid", "kelas", "izin")),
    "praduga": Check(people.guilt_before_verdict, takes=_lists("sebutan", "perbuatan", "ragu", "putusan", "penunjuk")),
    "opini": Check(people.own_opinion, takes=_lists("kata", "kutipan", "aku", "rasa")),
    "sosok": Check(people.official_before_office, takes=_lists("jabatan", "program", "jasa", "terima")),
    "keberpihakan": Check(
        politics.partisan,
        takes=_lists("semboyan", "dukung", "pihak", "larangan", "tagar", "janji", "bukan_pemilu", "angka", "suasana"),
        in_pictures=True,
    ),
    "judi": Check(
        fraud.gambling,
        takes=_lists("kuat", "lemah", "ajak", "wajar", "waspada", "tagar", paling_sedikit=NUMBER),
        in_pictures=True,
    ),
    "iming": Check(fraud.promises, takes=_lists("pasti", "iming", "syarat", "waspada", "wajar", "bayar")),
    "jualan": Check(fraud.selling, takes=_lists("ajakan", "wajar", "usaha", "promosi")),
    "dikecualikan": Check(
        secrets.excluded,
        takes=_lists(
            "tanda",
            "isi",
            "menjelaskan",
            "rahasia_pribadi",
            "pelapor",
            "perkara",
            "sapaan",
            "petugas",
            "izin",
            "operasi",
            "nanti",
        ),
        in_pictures=True,
    ),
    "sandi": Check(secrets.access_words, takes=_lists("umum"), in_pictures=True),
    "tautan": Check(links.leading_away, takes=_lists("boleh", "pemendek", "waspada")),
    "iklan": Check(style.unlabelled_ad, takes=_lists("label", "tagar", "berbayar", "mitra", "dagang", "wajar")),
    "kapital": Check(style.shouting, aid=True),
    "klaim": Check(style.unsourced, takes=_lists("sumber", "kata"), aid=True),
    "bahasa": Check(style.foreign, takes=_lists(paling_sedikit=NUMBER)),
    "nada": Check(style.rude, takes=_lists("hinaan", "sinis", "ancaman", "wajar")),
    "kabar": Check(truth.unverified, takes=_lists("kabar", "awal", "dinyatakan", "wajar")),
    "ralat": Check(truth.correction, takes=_lists("tanda", "salah", "benar", "asal", "bukan_ralat", "tanda_awal")),
    "sara": Check(truth.dividing, takes=_lists("hinaan", "hasut", "golongan", "cela", "rantai", "melawan")),
    "tagar": Check(access.joined_tags, takes=_lists("satu_kata")),
    "emoji": Check(access.emoji_runs, takes=_lists(paling_banyak=NUMBER)),
    "teks_alt": Check(whole=access.undescribed, takes=_lists("kosong")),
    "takarir": Check(whole=access.uncaptioned),
    "teks_gambar": Check(whole=access.only_in_picture, takes=_lists(paling_sedikit=NUMBER)),
    "darurat": Check(whole=emergency.incomplete, takes=_lists("pemicu", "bukan", *emergency.PARTS)),
    "kata": Check(own_words.listed_words, takes=_lists("kata", "kecuali_dekat")),
    "pola": Check(own_words.pattern, takes={"pola": PATTERN}),
}
OWN = ("kata", "pola")
"""Checks a government may write rules of its own with."""
