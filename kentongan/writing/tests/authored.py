"""Posts and answers as offices write them, made up for these tests before any threshold was set. Nobody real is named in them."""

from __future__ import annotations

from dataclasses import dataclass

PLACES = ("Wajo", "Sengkang", "Tempe", "Belawa", "Pitumpanua", "Tanasitolo", "Majauleng", "Sabbangparu")


@dataclass(frozen=True, slots=True)
class Written:
    """A post or an answer. `caught`: what a hint must say about it; empty for one that has to stay quiet."""

    name: str
    story: str
    title: str = ""
    caught: str = ""
    passage: str = ""


GOOD = (
    Written(
        "imunisasi",
        "Dinas Kesehatan Wajo membuka imunisasi campak gratis untuk anak usia 9–24 bulan. Datang ke puskesmas terdekat, "
        "Sabtu, 5 Desember 2026, pukul 08.00–12.00 WITA. Bawa buku KIA.\n\nImunisasi ini penting karena campak mudah "
        "menular. Pertanyaan? Hubungi WhatsApp Puskesmas Tempe: 0800-000-0000.",
        "Imunisasi campak gratis Sabtu ini",
    ),
    Written(
        "jalan ditutup",
        "Jalan Andi Paggaru di Sengkang ditutup Senin, 7 Desember, pukul 22.00–04.00 WITA. Dinas PU memasang pipa baru di "
        "sana, agar genangan di depan pasar berkurang. Silakan lewat Jalan Veteran. Terima kasih atas pengertian Anda.",
        "Jalan Andi Paggaru ditutup Senin malam",
    ),
    Written(
        "pemadaman air",
        "Aliran air di Kecamatan Tempe berhenti besok, Rabu, pukul 09.00 sampai 15.00. Petugas mengganti pompa di Instalasi "
        "Padduppa supaya tekanan air kembali kuat. Tampung air secukupnya malam ini. Warga yang butuh tangki air bisa "
        "menelepon 112.",
        "Air berhenti mengalir Rabu siang",
    ),
    Written(
        "liputan",
        "Sebanyak 120 kader posyandu berlatih mengukur tinggi balita di Aula Kantor Camat Belawa, Kamis (3/12). Kepala "
        "Puskesmas Belawa memimpin latihan ini dengan alat ukur baru. “Ukuran yang tepat membuat kami cepat tahu anak mana "
        "yang perlu dibantu,” kata seorang kader. Latihan berlanjut pekan depan di Majauleng, karena masih ada 80 kader "
        "yang menunggu giliran.",
        "120 kader posyandu belajar mengukur balita",
    ),
    Written(
        "hoaks",
        "Pesan tentang pembagian sembako di kantor bupati hari ini tidak benar. Pemerintah Kabupaten Wajo tidak mengadakan "
        "pembagian apa pun. Pesan itu meminta data KTP lewat tautan palsu, jadi jangan dibuka. Periksa dulu kabar seperti ini "
        "di https://contoh.go.id/cek atau tanya kami melalui pesan. #SaringSebelumSharing",
        "Tidak benar: pembagian sembako di kantor bupati",
    ),
    Written("ucapan", "Selamat Hari Guru Nasional! Terima kasih, Bapak dan Ibu Guru, untuk setiap pagi yang sabar. 🌱 #HariGuru", "Selamat Hari Guru"),
    Written(
        "data",
        "Berdasarkan data BPS tahun 2025, 92 persen anak di Wajo sudah masuk sekolah dasar. Angkanya naik dari 88 persen "
        "setahun sebelumnya. Dinas Pendidikan mengejar sisanya dengan kunjungan ke rumah setiap Sabtu, karena jarak masih "
        "menjadi alasan terbesar anak tidak bersekolah.",
        "Sembilan dari sepuluh anak sudah bersekolah",
    ),
    Written(
        "lowongan",
        "Puskesmas Pitumpanua mencari dua perawat. Pendaftaran dibuka 1–10 Desember 2026 di kantor puskesmas, pukul "
        "08.00–14.00.\n\nSyarat:\n- ijazah D3 keperawatan\n- surat keterangan sehat\n- fotokopi KTP\n\nPendaftaran tidak "
        "dipungut biaya. Perawat baru dibutuhkan karena layanan malam dimulai Januari.",
        "Dua lowongan perawat di Pitumpanua",
    ),
    Written(
        "darurat",
        "Sungai Walanae meluap di Sabbangparu sejak pukul 03.00 WITA. Warga di tepi sungai diminta pindah ke SDN 12 "
        "sekarang juga, karena air masih naik. Petugas BPBD menjemput lansia dengan perahu; telepon 112.",
        "Banjir: warga tepi Walanae pindah ke SDN 12",
    ),
    Written(
        "singkatan dijelaskan",
        "Musyawarah perencanaan pembangunan (Musrenbang) Kecamatan Tanasitolo digelar Selasa, 8 Desember, pukul 09.00 di "
        "balai kecamatan. Setiap kelurahan membawa tiga usul, agar anggaran tahun depan sesuai kebutuhan warga. Usul "
        "dikirim melalui lurah sampai Jumat.",
        "Tiga usul dari tiap kelurahan",
    ),
    Written(
        "pajak",
        "Bayar pajak kendaraan sekarang bisa dari ponsel. Unduh aplikasi resmi, masukkan nomor polisi, lalu bayar lewat bank "
        "mana pun. Bukti bayar terkirim dalam 5 menit, jadi Anda tidak perlu antre di kantor Samsat Sengkang. Layanan ini "
        "buka setiap hari, 24 jam.",
        "Pajak kendaraan dari ponsel",
    ),
    Written(
        "pasar murah",
        "Pasar murah hadir di Lapangan Merdeka Sengkang, Jumat–Minggu, 11–13 Desember. Beras 5 kg dijual Rp58.000 dan minyak "
        "goreng Rp14.000 per liter. Dinas Perdagangan mengadakannya untuk menahan kenaikan harga menjelang Natal. Satu "
        "keluarga boleh membeli dua paket dengan menunjukkan KK.",
        "Pasar murah tiga hari di Lapangan Merdeka",
    ),
    Written(
        "tagar dan emoji",
        "Yuk, ikut Jumat Bersih! 🧹\n\n📅 Jumat, 4 Desember 2026\n⏰ 06.30 WITA\n📍 Taman Callaccu, Sengkang\n\nCamat Tempe dan "
        "warga akan memungut sampah plastik supaya selokan tidak tersumbat saat hujan. Bawa sarung tangan dan botol minum "
        "sendiri.\n\n#JumatBersih #WajoBersih @wajokab",
        "Jumat Bersih di Taman Callaccu",
    ),
    Written(
        "rapat",
        "Bupati Wajo bertemu 30 nelayan Danau Tempe di pendopo, Senin pagi. Nelayan meminta batas alat tangkap diatur, karena "
        "ikan kecil ikut terjaring. Dinas Perikanan akan menyusun aturannya bersama kelompok nelayan sampai Maret. Warga bisa "
        "mengirim masukan lewat kantor desa.",
        "Nelayan Danau Tempe minta aturan jaring",
    ),
)  # fmt: skip

BAD = (
    Written(
        "tanpa kapan",
        "Dinas Kesehatan mengundang ibu hamil mengikuti kelas persiapan melahirkan di Puskesmas Tempe. Kelas dipandu bidan "
        "supaya ibu lebih tenang. Bawa buku KIA dan datang bersama suami.",
        "Kelas ibu hamil di Puskesmas Tempe", "coverage", "",
    ),
    Written(
        "tanpa tempat",
        "Dinas Perpustakaan mengadakan lomba bercerita untuk siswa sekolah dasar, Sabtu, 12 Desember, pukul 08.00. Peserta "
        "mendaftar dengan mengirim nama dan kelas. Lomba ini diadakan agar anak gemar membaca.",
        "Lomba bercerita untuk siswa SD", "coverage", "",
    ),
    Written(
        "kalimat panjang",
        "Beras untuk Belawa sudah tiba. Dinas Sosial Wajo menyalurkan bantuan itu kepada warga pada Senin pagi di balai desa yang sebelumnya sudah "
        "didata oleh petugas bersama kepala dusun dan ketua RT selama dua minggu, sehingga setiap keluarga yang rumahnya "
        "terendam banjir menerima dua karung tanpa perlu antre lama.",
        "Beras untuk warga Belawa", "long_sentence", "Dinas Sosial",
    ),
    Written(
        "teras panjang",
        "Tim Dinas Pertanian Wajo bersama penyuluh dan kelompok tani dari empat desa memeriksa hama wereng di sawah Tanasitolo "
        "Rabu pagi dengan perangkap lampu yang baru dibeli dari anggaran tahun ini karena panen sebelumnya banyak yang gagal. "
        "Hasilnya keluar Jumat.",
        "Hama wereng diperiksa di Tanasitolo", "lead", "Tim Dinas",
    ),
    Written(
        "kata berat",
        "Pengimplementasian penyelenggaraan pemberdayaan kemasyarakatan memerlukan pengoptimalan pendayagunaan kelembagaan "
        "perdesaan di Wajo.",
        "Pemberdayaan desa", "heavy_words", "Pengimplementasian",
    ),
    Written(
        "bahasa surat",
        "Dinas Perhubungan akan melakukan perbaikan lampu jalan di Sengkang besok malam dikarenakan banyak yang padam.",
        "Lampu jalan Sengkang diperbaiki", "officialese", "melakukan perbaikan",
    ),
    Written(
        "singkatan",
        "Semua OPD mengumpulkan LKJIP paling lambat Jumat, 11 Desember, di kantor bupati, karena evaluasi dimulai Senin. "
        "Berkas dikirim melalui surel.",
        "Laporan tahunan dikumpulkan", "abbreviation", "OPD",
    ),
    Written(
        "judul panjang",
        "Kecamatan Tempe mengadakan kerja bakti di Taman Callaccu, Minggu pukul 07.00, agar selokan bersih. Bawa cangkul.",
        "Kecamatan Tempe bersama seluruh kelurahan dan masyarakat melaksanakan kegiatan kerja bakti massal di Taman Callaccu",
        "headline", "Kecamatan Tempe",
    ),
    Written(
        "judul kosong",
        "Puskesmas Belawa buka sampai malam mulai Senin, 7 Desember, supaya pekerja bisa berobat. Bawa kartu BPJS.",
        "Pengumuman", "headline", "Pengumuman",
    ),
    Written(
        "teras surat",
        "Dalam rangka memperingati Hari Kesehatan Nasional, bertempat di Lapangan Merdeka, Dinas Kesehatan mengadakan senam "
        "bersama. Acara berlangsung Minggu, 6 Desember, pukul 06.00, dan gratis untuk semua warga.",
        "Senam bersama hari Minggu", "lead", "Dalam rangka",
    ),
    Written(
        "angka tanpa sumber",
        "Angka stunting di Wajo turun 12 persen tahun ini. Dinas Kesehatan mencapainya dengan kelas gizi di setiap desa, "
        "karena banyak ibu belum tahu menu seimbang.",
        "Angka stunting turun", "claim", "12 persen",
    ),
    Written(
        "paling tanpa sumber",
        "Pelayanan KTP di Wajo kini tercepat di Sulawesi Selatan. Warga cukup datang ke kantor Dinas Kependudukan setiap hari "
        "kerja pukul 08.00, karena loket sudah ditambah.",
        "KTP selesai lebih cepat", "claim", "tercepat di Sulawesi Selatan",
    ),
    Written(
        "pasif",
        "Jembatan Lapongkoda diresmikan Selasa pagi oleh Bupati Wajo setelah dibangun setahun dan diuji dengan truk supaya "
        "dilalui warga dengan aman, lalu didoakan dan difoto bersama.",
        "Jembatan Lapongkoda dibuka", "passive", "diresmikan",
    ),
    Written(
        "huruf besar",
        "SEGERA LUNASI PAJAK BUMI DAN BANGUNAN ANDA di kantor Bapenda Sengkang sampai 31 Desember, supaya tidak kena denda. "
        "Bayar juga bisa melalui bank.",
        "Batas bayar pajak 31 Desember", "capitals", "SEGERA LUNASI",
    ),
    Written(
        "umpan klik",
        "Bikin melongo! Ternyata begini cara dinas merawat taman di Sengkang. Petugas menyiram setiap pagi karena musim "
        "kemarau belum selesai.",
        "Taman Sengkang dirawat tiap pagi", "clickbait", "Bikin melongo",
    ),
    Written(
        "umpan klik di judul",
        "Petugas Dinas Lingkungan Hidup memangkas pohon di Jalan Veteran, Sengkang, Kamis pagi, agar dahan tidak jatuh. Parkir "
        "sementara di lapangan.",
        "Heboh! Pohon raksasa ini akhirnya dipangkas, simak sampai habis", "clickbait", "Heboh",
    ),
    Written(
        "tanda seru",
        "Vaksin rabies gratis untuk anjing dan kucing di Balai Desa Majauleng, Rabu pukul 09.00!!! Dinas Peternakan "
        "mengadakannya karena ada dua gigitan. Bawa hewan dengan tali!!!",
        "Vaksin rabies gratis", "clickbait", "!!!",
    ),
)  # fmt: skip
