"""What a file of planned posts holds, and by which names its columns are known."""

from __future__ import annotations

from kentongan.workbooks.tables import Shape

MOST_ROWS = 500
LABELS = {
    "date": "Tanggal",
    "time": "Jam",
    "title": "Judul",
    "story": "Cerita",
    "pillar": "Pilar",
    "channels": "Kanal",
    "link": "Tautan",
    "alt": "Teks alternatif",
    "programme": "Program",
    "campaign": "Kampanye",
    "audiences": "Khalayak",
}
NEEDED = ("date", "title", "story", "pillar", "channels")
ALSO = {
    "date": "tgl, date, hari tanggal, tanggal terbit, tanggal tayang, tanggal posting, tanggal publikasi, tgl terbit,"
    "tgl tayang, tgl posting, waktu, waktu terbit, waktu tayang, jadwal, jadwal tayang, tanggal dan jam, tanggal jam",
    "time": "pukul, time, jam terbit, jam tayang, jam posting, jam publikasi, pukul terbit",
    "title": "title, headline, judul kiriman, judul konten, judul berita, tema, topik",
    "story": "tulisan, isi, caption, takarir, teks, text, narasi, naskah, isi kiriman, isi konten, isi berita, konten",
    "pillar": "pillar, pilar konten, kategori, jenis konten",
    "channels": "akun, platform, media sosial, medsos, channel, saluran, kanal media sosial, akun tujuan",
    "link": "link, url, tautan terkait, alamat tautan, link terkait",
    "programme": "nama program, program pemda, program prioritas, programme",
    "campaign": "nama kampanye, campaign",
    "audiences": "khalayak sasaran, sasaran, audiens, target audiens, untuk siapa",
    "alt": "alt, alt text, teks alternatif foto, keterangan foto, deskripsi foto, teks alt",
}
POSTS = Shape(
    sheet="Kiriman",
    thing="kiriman",
    labels=LABELS,
    needed=NEEDED,
    most=MOST_ROWS,
    also=ALSO,
    dates=("date",),
    split="misalnya satu untuk setiap bulan, lalu unggah satu demi satu",
)
