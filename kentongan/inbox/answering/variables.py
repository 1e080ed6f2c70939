"""What the braces of a template stand for, and why one has no value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.inbox.answering.links import address_of, link_of
from kentongan.inbox.answering.rules import braces_in, name_parts
from kentongan.inbox.answering.selectors import fresh, info_for_case

if TYPE_CHECKING:
    from datetime import date

    from kentongan.inbox.answering.models import ServiceInfo
    from kentongan.inbox.models import Case

VARIABLES: Mapping[str, str] = {
    "sapaan": "Bapak/Ibu",
    "nama_depan": "nama depan warga, hanya di pesan pribadi",
    "dinas": "nama dinas yang menangani",
    "nomor_kasus": "nomor kasus",
    "topik": "topik kasus",
    "lokasi": "tempat yang disebut warga",
    "kanal": "akun yang menjawab",
    "layanan": "nama layanan dari Info layanan",
    "jam_layanan": "jam layanan dari Info layanan",
    "syarat": "syarat dari Info layanan",
    "biaya": "biaya dari Info layanan",
    "tautan_layanan": "alamat layanan dari Info layanan",
    "kontak": "kontak layanan dari Info layanan",
    "halaman_kasus": "halaman kasus milik warga, hanya di pesan pribadi",
}
FROM_INFO = {
    "layanan": "service",
    "jam_layanan": "hours",
    "syarat": "requirements",
    "biaya": "fee",
    "tautan_layanan": "link",
    "kontak": "contact",
}
PRIVATE_ONLY = frozenset({"nama_depan", "halaman_kasus"})


@dataclass(frozen=True, slots=True)
class Values:
    """What is known, and a sentence for each name that has no value here."""

    known: Mapping[str, str]
    lacking: Mapping[str, str] = field(default_factory=dict)

    def problem(self, text: str) -> str:
        """What keeps a text with braces from being filled; empty when every one of them has a value."""
        names = [name for name in braces_in(text) if name.lower() not in self.known]
        if not names:
            return ""
        if not names[0]:
            return "Ada tanda { atau } yang sendirian. Hapus dahulu, supaya warga tidak membacanya."
        why = self.lacking.get(names[0].lower(), "isian ini tidak dikenal")
        return f"Isian {{{names[0]}}} belum terisi: {why}. Tulis sendiri atau hapus."


def values_for(
    case: Case, *, private: bool, home: str = "", infos: tuple[list[ServiceInfo], date] | None = None
) -> Values:
    """What a template's names stand for in this case. `home`: the government's own address, for links.

    `infos`: the facts that fit it and the day it is, where they are known.
    """
    talk = case.conversation
    names, info = name_parts(talk.author_name), info_for_case(case) if infos is None else fresh(*infos)
    agency, link = case.agency, link_of(case) if private else None
    told = {
        "sapaan": "Bapak/Ibu",
        "nama_depan": names[0].capitalize() if names and private else "",
        "dinas": agency.name if agency and not case.watched else "",
        "nomor_kasus": case.code,
        "topik": case.topic,
        "lokasi": case.place,
        "kanal": str(talk.channel),
        "halaman_kasus": address_of(link, home) if link else "",
    }
    told |= {name: str(getattr(info, of)) if info else "" for name, of in FROM_INFO.items()}
    return Values({k: v for k, v in told.items() if v}, {k: _why(k, private=private) for k, v in told.items() if not v})


def _why(name: str, *, private: bool) -> str:
    if name in PRIVATE_ONLY and not private:
        return "jawaban ini dibaca semua orang"
    return {
        "nama_depan": "warga memakai nama akun, bukan nama",
        "halaman_kasus": "tautan untuk warga belum dibuat",
        "dinas": "kasus ini belum ada di dinas mana pun, atau tidak boleh disebut",
        "topik": "topik kasus belum dipilih",
        "lokasi": "warga tidak menyebut tempat",
    }.get(name, "belum ada di Info layanan dinas ini")
