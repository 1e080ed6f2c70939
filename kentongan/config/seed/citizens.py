"""What made-up citizens wrote, and how far each has come. Display names are invented."""

from __future__ import annotations

from dataclasses import dataclass

WAITING, ASSIGNED, RETURNED, ANSWERED, RELEASED, ARCHIVED = (
    "waiting",
    "to",
    "returned",
    "answered",
    "released",
    "archived",
)
PLATFORMS = {"f": "facebook", "i": "instagram", "x": "x"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One comment, `hours` ago, under the latest post of an agency's account. `agency`: who got it; `answer`: what they wrote."""

    owner: str
    platform: str
    hours: float
    fate: str
    agency: str
    author: str
    text: str
    answer: str


LINES = """
kepala-daerah i 0.4|Rani|Pak Bupati, jalan di depan pasar Tempe berlubang sudah 3 bulan, tiap hujan jadi kubangan. Kapan diperbaiki?
kepala-daerah i 1.2|Daeng Lala|laleng masolang di Tanasitolo pak, tabe tolong dilihat
kepala-daerah f 2.5|Sitti R.|Lampu jalan di poros Belawa mati semua, gelap sekali kalau malam
dinas-kesehatan i 0.9|ibu_nayla|Imunisasi hari Sabtu ada tidak? Saya kerja Senin sampai Jumat
dinas-kesehatan f 3.1|Anto Jaya|Obat darah tinggi di puskesmas kosong sudah dua minggu, disuruh beli di luar
dinas-kesehatan f 5.0|Mama Fatih|Terima kasih bidan di posyandu, ramah dan sabar sekali
dinas-kesehatan x 6.5|wargasengkang|antre di puskesmas dari jam 6 baru dipanggil jam 11, tolong dibenahi
diskominfo f 1.7|Rahmat T.|Cetak KTP di kecamatan bisa diwakilkan? Orang tua saya sakit
diskominfo x 4.2|kopi_pahit|sampah di pinggir danau numpuk lagi, sudah seminggu belum diangkut
diskominfo i 7.3|lestari.ku|Bagus acaranya, semoga tahun depan ada lomba untuk anak disabilitas juga
diskominfo f 8.8|Pak Guru Sae|Usul: pasang zebra cross di depan SD, anak-anak susah menyeberang
diskominfo x 9.5|slotgacorxx|s l o t gacor hari ini maxwin pasti bayar klik profil
dinas-pu f 2.2|Haji Nurdin K.|Selokan depan rumah mampet, air masuk ke dapur kalau hujan deras
dinas-pu i 10.4|mira_tempe|Jembatan gantung dekat sekolah sudah miring, takut anak-anak lewat
kepala-daerah i 12.0|Aco Palaguna|Ada pungli waktu urus surat di kantor, diminta uang rokok, tolong dicek pak
dinas-kesehatan i 30 to dinas-kesehatan|nisa.puskesmas|Fogging di lingkungan kami kapan? Sudah tiga anak kena demam berdarah
kepala-daerah f 34 to dinas-pu|Baharuddin M.|Air irigasi tidak sampai ke sawah kami di Pammana, sudah tanam dua minggu
diskominfo f 40 to disdukcapil|Wahyuni|NIK saya tidak aktif waktu daftar sekolah anak, bagaimana mengurusnya?
diskominfo x 52 returned dishub|anak_danau|mati lampu tiap magrib di Sabangparu, tolong|Pemadaman listrik adalah wewenang PLN, bukan Dinas Perhubungan.
kepala-daerah i 28 answered dinas-pu|Ningsih|Trotoar depan pasar dipakai parkir, pejalan kaki turun ke jalan|Terima kasih laporannya. Petugas kami sudah ke lokasi pagi ini; pembatas trotoar dipasang pekan depan bersama Dinas Perhubungan.
dinas-kesehatan f 26 answered dinas-kesehatan|Papa Rizky|Syarat donor darah kalau baru sembuh batuk boleh?|Boleh setelah benar-benar sembuh dan tidak minum obat batuk selama tiga hari. Kami tunggu Kamis pukul 08.00.
dinas-pu f 75 released dinas-pu|Ismail S.|Lubang di tikungan dekat masjid bikin motor jatuh kemarin|Lubang itu sudah kami tambal kemarin sore. Terima kasih sudah melapor, dan maaf atas bahayanya.
diskominfo f 80 released dlh|Ros|Jadwal angkut sampah di perumahan kami hari apa?|Truk sampah lewat Selasa, Kamis, dan Sabtu mulai pukul 06.00. Letakkan sampah di depan rumah paling lambat pukul 05.30.
dinas-kesehatan i 60 released dinas-kesehatan|kak_amel|Konseling di puskesmas harus bawa rujukan?|Tidak perlu rujukan. Datang langsung Senin sampai Jumat pukul 08.00 dan sebutkan ingin konseling.
diskominfo i 55 archived|panitia17an|Mantap, lanjutkan|
kepala-daerah i 500 archived|pinjam_kilat77|Butuh dana? Cair lima menit tanpa jaminan, klik tautan di profil|
diskominfo f 190 archived|Bonus Harian 88|daftar s l o t bonus 100 persen maxwin, klik profil|
dinas-kesehatan f 420 archived|Toko Herbal Jaya|Sembuh tanpa dokter! Herbal asli, pesan lewat pesan pribadi|
"""
"""Owner of the account, platform, hours ago, fate and agency; display name; words; answer or reason."""


def voices() -> list[Voice]:
    """Read the lines."""
    return [_voice(line) for line in LINES.strip().splitlines()]


def _voice(line: str) -> Voice:
    head, author, text, *answer = line.split("|")
    owner, platform, hours, *fate = head.split()
    return Voice(
        owner=owner,
        platform=PLATFORMS[platform],
        hours=float(hours),
        fate=fate[0] if fate else WAITING,
        agency=fate[1] if len(fate) > 1 else "",
        author=author,
        text=text,
        answer=answer[0] if answer else "",
    )
