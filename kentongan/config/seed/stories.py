"""A month of posts of a regency, as its agencies might write them. Nobody real is named; dates are counted from today."""

from __future__ import annotations

from dataclasses import dataclass

PUBLISHED, SCHEDULED, WAITING, CHANGES, DRAFT = "published", "scheduled", "waiting", "changes", "draft"
PILLARS = {"l": "layanan", "k": "kegiatan", "b": "kabar_baik", "e": "edukasi"}
PLATFORMS = {"f": "facebook", "i": "instagram", "x": "x"}


@dataclass(frozen=True, slots=True)
class Story:
    """One post, `days` from today (past: negative)."""

    author: str
    approver: str
    end: str
    days: int
    hour: int
    channels: tuple[str, ...]
    pillar: str
    title: str
    text: str

    @property
    def has_picture(self) -> bool:
        """Instagram carries nothing without one."""
        return "instagram" in self.channels


LINES = """
ayu bima -29 8 fi l|Jadwal imunisasi bulan ini|Imunisasi anak dibuka di semua puskesmas, Senin sampai Kamis pukul 08.00 sampai 11.00. Bawa buku KIA. Tidak dipungut biaya.
eko nur -28 9 fix k|Musrenbang tematik anak|Anak-anak dari 14 kecamatan menyampaikan usul mereka untuk pembangunan tahun depan. Hasilnya dapat dibaca di laman resmi Pemkab.
citra sekar -27 10 fi l|Perbaikan drainase pekan ini|Pekerjaan drainase berlangsung mulai Senin pukul 08.00 sampai 16.00. Satu lajur tetap dibuka. Mohon berhati-hati saat melintas.
ayu bima -26 16 fix e|Cegah demam berdarah dengan 3M|Kuras bak mandi, tutup tempat air, dan daur ulang barang bekas. Lakukan sekali sepekan bersama tetangga. Bila demam lebih dari dua hari, datang ke puskesmas.
gilang qori -25 7 fi k|Bupati meninjau panen raya|Bupati meninjau panen raya dan mendengar langsung kebutuhan petani: pupuk tepat waktu dan perbaikan saluran irigasi.
eko nur -24 11 fix l|Layanan adminduk di kecamatan|Cetak KTP-el kini dapat dilakukan di kantor kecamatan, Selasa dan Kamis pukul 08.30 sampai 14.00. Bawa surat kehilangan atau KTP lama.
ayu bima -22 9 fi b|Angka stunting turun|Angka stunting tahun ini turun dibanding tahun lalu. Terima kasih kepada kader posyandu yang mendampingi keluarga setiap pekan.
citra sekar -21 8 fi l|Jembatan kembali dibuka|Jembatan penghubung dua desa kembali dibuka untuk kendaraan roda empat mulai pagi ini. Batas berat kendaraan 8 ton.
eko nur -20 15 fx e|Kenali akun resmi pemerintah|Ada akun yang meniru nama instansi. Periksa dulu di direktori akun resmi sebelum membagikan. Jangan pernah memberikan kode OTP kepada siapa pun.
ayu bima -19 10 fix l|Layanan kesehatan jiwa di puskesmas|Konseling kesehatan jiwa tersedia di lima puskesmas, Senin sampai Jumat pukul 08.00 sampai 12.00. Datang langsung, rahasia terjaga.
gilang qori -18 17 fi k|Temu warga di halaman pendopo|Sore ini warga menyampaikan 41 aspirasi. Setiap usul dicatat, diteruskan ke dinas, dan dijawab di akun ini.
eko nur -17 8 fi k|Upacara Hari Pahlawan|Aparatur dan pelajar mengikuti upacara Hari Pahlawan di lapangan kota. Mari lanjutkan perjuangan dengan melayani lebih baik.
ayu bima -16 13 fix e|Isi piringku untuk anak|Separuh piring sayur dan buah, separuh lagi makanan pokok dan lauk. Tambah air putih delapan gelas sehari.
citra sekar -14 9 fi k|Survei jalan kecamatan|Tim mendata kondisi jalan di enam kecamatan pekan ini. Hasilnya menjadi dasar perbaikan tahun depan. Laporkan titik rusak lewat kolom komentar.
ayu bima -13 8 fi l|Donor darah di aula dinas|Donor darah hari Kamis pukul 08.00 sampai 12.00 di aula Dinas Kesehatan. Syarat: usia 17 sampai 60 tahun, berat paling sedikit 45 kg, tidur cukup.
eko nur -12 10 fix b|Pelaku usaha kecil naik kelas|Seratus pelaku usaha kecil menyelesaikan pelatihan pemasaran digital. Produk mereka tampil di pameran akhir bulan.
gilang qori -11 9 fi b|Penghargaan layanan publik|Pemkab menerima penghargaan atas layanan satu pintu. Terima kasih kepada petugas di loket dan warga yang terus memberi masukan.
ayu bima -10 16 fi e|Waspada leptospirosis saat banjir|Pakai sepatu bot saat membersihkan lumpur, cuci tangan dengan sabun, dan segera periksa bila demam disertai nyeri betis.
eko nur -9 8 fix l|Informasi tinggi muka air|Tinggi muka air danau pagi ini dalam batas aman. Pembaruan setiap pukul 08.00 dan 16.00. Nomor darurat 112 bebas pulsa.
ayu bima -8 9 fi l|Puskesmas keliling|Puskesmas keliling singgah di tiga desa pekan ini. Layanan: periksa umum, tekanan darah, gula darah, dan konsultasi gizi.
citra sekar -7 14 fi l|Lampu jalan baru|Dua puluh titik lampu jalan baru menyala malam ini. Bila ada yang padam, sebutkan nomor tiangnya di kolom komentar.
eko nur -6 9 fix k|Lomba kampung bersih dimulai|Pendaftaran lomba kampung bersih dibuka sampai akhir bulan. Penilaian meliputi sampah, drainase, dan ruang hijau.
ayu bima -5 10 fix l|Posyandu lansia|Posyandu lansia setiap Rabu pekan kedua di balai desa. Periksa tekanan darah, senam ringan, dan konsultasi obat.
ayu bima -3 8 fi e|Cuci tangan enam langkah|Enam langkah, dua puluh detik, dengan sabun dan air mengalir. Ajari anak sambil bernyanyi.
eko nur -2 13 fix l|Bayar pajak tanpa antre|Pembayaran PBB dapat dilakukan lewat bank, kantor pos, dan loket kecamatan. Simpan bukti bayar sampai tahun berikutnya.
ayu bima -1 9 fix l|Jam layanan puskesmas pekan ini|Semua puskesmas buka seperti biasa, Senin sampai Sabtu mulai pukul 07.30. Unit gawat darurat buka 24 jam.
ayu bima 1 8 fi l scheduled|Imunisasi campak gratis|Imunisasi campak di semua puskesmas pekan ini, pukul 08.00 sampai 11.00. Bawa buku KIA. Tidak dipungut biaya.
eko nur 1 10 fix e scheduled|Periksa dulu sebelum membagikan|Terima kabar yang mengejutkan? Periksa sumbernya, cari tanggalnya, dan tanyakan ke akun resmi sebelum membagikan.
citra sekar 2 9 fi l scheduled|Penutupan sementara satu lajur|Satu lajur ditutup hari Rabu pukul 21.00 sampai 04.00 untuk pengaspalan. Pakai jalur pengganti dan ikuti petugas.
ayu bima 3 9 fi e scheduled|Hari AIDS Sedunia|Tes HIV tersedia gratis dan rahasia di puskesmas. Mengetahui lebih awal berarti dapat diobati lebih awal.
ayu bima 4 10 fix l waiting|Jadwal vaksin meningitis jemaah|Vaksin meningitis untuk calon jemaah dilayani di rumah sakit daerah, Senin dan Rabu pukul 08.00 sampai 11.00. Bawa paspor.
ayu bima 6 15 fi e waiting|Bijak memakai antibiotik|Antibiotik hanya dengan resep dan harus dihabiskan. Demam dan batuk karena virus tidak memerlukan antibiotik.
gilang qori 2 16 fi k waiting|Bupati membuka pameran usaha kecil|Pameran usaha kecil dibuka Jumat sore di halaman pendopo. Seratus pelaku usaha menunggu kunjungan Anda.
ayu bima 7 9 fi k changes|Pelatihan kader posyandu|Enam puluh kader mengikuti pelatihan pengukuran tumbuh kembang. Hasilnya dipakai mulai bulan depan.
ayu bima 9 9 fi e draft|Sarapan sebelum sekolah|Sarapan membuat anak lebih siap belajar. Contoh menu murah: nasi, telur, tumis kangkung, dan pisang.
eko nur 8 10 fix k draft|Rekap sebulan: suara warga|Bulan ini warga menyampaikan ratusan komentar. Inilah yang paling banyak ditanyakan dan jawabannya.
"""
"""Author, approver, days, hour, channels (f, i, x), pillar (l, k, b, e), and how it stands (published when not said)."""


def stories() -> list[Story]:
    """Read the lines."""
    return [_story(line) for line in LINES.strip().splitlines()]


def _story(line: str) -> Story:
    head, title, text = line.split("|")
    author, approver, days, hour, channels, pillar, *end = head.split()
    return Story(
        author=author,
        approver=approver,
        end=end[0] if end else PUBLISHED,
        days=int(days),
        hour=int(hour),
        channels=tuple(PLATFORMS[letter] for letter in channels),
        pillar=PILLARS[pillar],
        title=title,
        text=text,
    )
