"""A file of planned posts as Ayu brought it this morning: read, with one row to put right, nothing made of it yet."""

from __future__ import annotations

from datetime import timedelta

from kentongan.config.seed.actors import actors_of
from kentongan.content.importing.services import read_import
from kentongan.core import clock
from kentongan.tenancy.models import Government

AHEAD = 20
ROWS = (
    "08:30;Posyandu balita;Posyandu buka pukul 08.00 di balai desa. Bawa buku KIA. Gratis.;Layanan publik;Facebook",
    "10:00;Cuci tangan pakai sabun;Lima waktu cuci tangan yang melindungi anak dari diare.;Edukasi masyarakat;Facebook, X",
    "14:00;Puskesmas keliling;Puskesmas keliling singgah di dermaga danau setiap Rabu.;Layanan publik;Facebook",
    "09:00;Kader posyandu berbagi;Cerita kader yang menemani ibu hamil selama sepuluh tahun.;Kabar baik;Fesbuk",
)


def seed(government: Government) -> None:
    """Bring the file."""
    first = clock.now().astimezone(government.zone).date() + timedelta(days=AHEAD)
    rows = (f"{first + timedelta(days=number)};{row}" for number, row in enumerate(ROWS))
    text = "\n".join(("Tanggal;Jam;Judul;Cerita;Pilar;Kanal", *rows))
    read_import(actor=actors_of(government)["ayu"], name="rencana-bulan-depan.csv", data=text.encode())
