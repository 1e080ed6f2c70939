"""What a file of the programme tree holds, and by which names its columns are known."""

from __future__ import annotations

from kentongan.workbooks.tables import Shape

MOST_ROWS = 1_000
LABELS = {
    "level": "Tingkat",
    "code": "Kode",
    "name": "Nama",
    "parent": "Kode induk",
    "owner": "Dinas",
    "first_year": "Tahun awal",
    "last_year": "Tahun akhir",
    "priority": "Prioritas",
}
TREE = Shape(
    sheet="Program",
    thing="baris program",
    labels=LABELS,
    needed=("code", "name", "parent", "first_year", "last_year"),
    most=MOST_ROWS,
    also={
        "level": "level, jenis, jenjang",
        "code": "nomor, no, kode program, kode rekening, kode rpjmd, kode rkpd, code",
        "name": "uraian, nama program, program, visi misi program, name",
        "parent": "induk, kode atasan, atasan, parent, di bawah",
        "owner": "dinas penanggung jawab, penanggung jawab, opd, skpd, perangkat daerah, instansi, owner",
        "first_year": "tahun mulai, mulai, dari tahun, awal, first year",
        "last_year": "tahun selesai, selesai, sampai tahun, akhir, last year",
        "priority": "program prioritas, unggulan, priority",
    },
    split="misalnya satu untuk setiap misi, lalu unggah satu demi satu",
)
