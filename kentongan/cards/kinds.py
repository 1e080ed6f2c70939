"""The seven kinds of card: what each asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

VERDICTS = ("Salah", "Menyesatkan", "Palsu", "Sudah tidak berlaku")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a form asks for. `most`: letters; `rows`: lines of its field, 0 for a single one."""

    name: str
    label: str
    most: int
    required: bool = True
    rows: int = 0
    example: str = ""
    choices: tuple[str, ...] = ()
    photo: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same asked up to `times` times, at least `least`; what is left empty is left out."""

    name: str
    label: str
    times: int
    parts: tuple[Ask, ...]
    least: int = 1

    def cells(self) -> Iterator[tuple[str, int, Ask]]:
        """Every field with the name it has on the form."""
        for number in range(1, self.times + 1):
            for part in self.parts:
                yield f"{self.name}-{number}-{part.name}", number, part


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of card; `code` is its template too."""

    code: str
    path: str
    label: str
    hint: str
    asks: tuple[Ask | Repeated, ...]

    @property
    def plain(self) -> tuple[Ask, ...]:
        """What is asked once."""
        return tuple(ask for ask in self.asks if isinstance(ask, Ask))

    @property
    def repeated(self) -> tuple[Repeated, ...]:
        """What is asked several times."""
        return tuple(ask for ask in self.asks if isinstance(ask, Repeated))


TITLE = Ask("title", "Judul", 90, example="Imunisasi campak gratis untuk balita")
NOTE = Ask("note", "Catatan", 140, required=False, example="Layanan buka Senin–Jumat, 08.00–15.00 WITA.")
SOURCE = Ask("source", "Sumber", 110, example="Dinas Kesehatan Kabupaten Wajo, November 2026")

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "announcement",
            "pengumuman",
            "Pengumuman",
            "Satu hal yang perlu diketahui warga, dengan waktu dan tempatnya",
            (
                Ask("label", "Kata di atas judul", 30, example="Pengumuman"),
                TITLE,
                Ask("body", "Isi", 260, required=False, rows=3, example="Bawa buku KIA. Tidak perlu mendaftar."),
                Ask("when", "Kapan", 80, required=False, example="Senin–Sabtu, 08.00–12.00 WITA"),
                Ask("where", "Di mana", 80, required=False, example="Semua puskesmas"),
            ),
        ),
        Kind(
            "quote",
            "kutipan",
            "Kutipan",
            "Kalimat seorang pejabat atau warga, dengan nama dan jabatannya",
            (
                Ask(
                    "quote",
                    "Kutipan, tanpa tanda petik",
                    280,
                    rows=4,
                    example="Tidak ada warga yang pulang tanpa dilayani.",
                ),
                Ask("name", "Nama", 80, example="dr. Andi Mekar"),
                Ask("position", "Jabatan", 110, required=False, example="Kepala Dinas Kesehatan"),
            ),
        ),
        Kind(
            "schedule",
            "jadwal",
            "Jadwal",
            "Beberapa waktu dalam satu daftar",
            (
                TITLE,
                Repeated(
                    "rows",
                    "Jadwal",
                    6,
                    (
                        Ask("when", "Kapan", 40, example="Sel, 1 Des, 08.00"),
                        Ask("what", "Apa dan di mana", 80, example="Posyandu Melati, Kel. Tempe"),
                    ),
                ),
                NOTE,
            ),
        ),
        Kind(
            "numbers",
            "angka",
            "Angka",
            "Satu sampai empat angka, selalu dengan sumbernya",
            (
                TITLE,
                Repeated(
                    "figures",
                    "Angka",
                    4,
                    (
                        Ask("value", "Angka", 18, example="12.480", number=True),
                        Ask("label", "Artinya", 60, example="warga dilayani puskesmas"),
                    ),
                ),
                SOURCE,
            ),
        ),
        Kind(
            "steps",
            "langkah",
            "Langkah",
            "Cara mengurus sesuatu, satu langkah demi satu langkah",
            (
                TITLE,
                Repeated(
                    "steps", "Langkah", 6, (Ask("step", "Langkah", 110, example="Bawa KTP ke kecamatan."),), least=2
                ),
                NOTE,
            ),
        ),
        Kind(
            "before_after",
            "sebelum-sesudah",
            "Sebelum dan sesudah",
            "Dua foto dari tempat yang sama",
            (
                TITLE,
                Ask("before", "Foto sebelum", 0, photo=True),
                Ask("before_caption", "Keterangan foto sebelum", 70, required=False, example="Maret 2026: berlubang"),
                Ask("after", "Foto sesudah", 0, photo=True),
                Ask(
                    "after_caption", "Keterangan foto sesudah", 70, required=False, example="November 2026: aspal baru"
                ),
            ),
        ),
        Kind(
            "correction",
            "klarifikasi",
            "Klarifikasi",
            "Kabar yang keliru, dan yang benar",
            (
                Ask("verdict", "Kabar itu", 20, choices=VERDICTS),
                Ask("claim", "Yang beredar", 180, rows=3, example="Vaksin campak di puskesmas berbayar."),
                Ask("fact", "Yang benar", 200, rows=3, example="Imunisasi campak tetap gratis di semua puskesmas."),
                SOURCE,
            ),
        ),
    )
}
BY_PATH = {kind.path: kind for kind in KINDS.values()}
