"""A template as it could read, for whoever writes it."""

from __future__ import annotations

from kentongan.inbox.answering.rules import fill

EXAMPLES = {
    "sapaan": "Bapak/Ibu",
    "nama_depan": "Rani",
    "dinas": "Dinas Dukcapil",
    "nomor_kasus": "0012/2026",
    "topik": "Administrasi kependudukan",
    "lokasi": "Tempe",
    "kanal": "Pemkab Wajo",
    "layanan": "KTP elektronik",
    "jam_layanan": "Senin–Jumat, 08.00–15.00",
    "syarat": "fotokopi KK",
    "biaya": "gratis",
    "tautan_layanan": "https://contoh.go.id/ktp",
    "kontak": "loket 3, kantor Dukcapil",
    "halaman_kasus": "(alamat halaman kasus)",
}


def example_of(text: str) -> str:
    """The words with invented values."""
    return fill(text, EXAMPLES)
