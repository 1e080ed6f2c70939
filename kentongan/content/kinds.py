"""The templates of the product, with what they ask. Pure."""

from __future__ import annotations

from kentongan.content.kind import Ask, Kind

EMERGENCY = "darurat"
KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "layanan",
            "Pengumuman layanan",
            "Layanan dibuka, pindah, berubah jam, atau libur.",
            "layanan",
            "{}",
            (
                (
                    Ask(
                        "apa",
                        "Layanan apa, dan apa yang berubah?",
                        help="Misalnya: Loket KTP pindah ke Mal Pelayanan Publik.",
                        brief=1,
                    ),
                    Ask("siapa", "Untuk siapa?", "Untuk: {}", needed=False),
                ),
                (
                    Ask("kapan", "Kapan?", "Kapan: {}", "Hari, tanggal, dan jam.", brief=2),
                    Ask("tempat", "Di mana?", "Tempat: {}", brief=3),
                    Ask("syarat", "Apa yang perlu dibawa?", "Bawa: {}", needed=False, long=True, brief=5),
                    Ask("biaya", "Biayanya?", "Biaya: {}", "Tulis “gratis” bila tidak dipungut biaya.", brief=4),
                ),
                (
                    Ask(
                        "tanya",
                        "Bertanya ke mana?",
                        "Bertanya: {}",
                        "Nomor atau alamat resmi, bukan nomor pribadi.",
                        brief=6,
                    ),
                ),
            ),
        ),
        Kind(
            "acara",
            "Undangan acara",
            "Kegiatan yang boleh diikuti warga.",
            "kegiatan",
            "{}",
            (
                (
                    Ask("nama", "Acara apa?", brief=1),
                    Ask("isi", "Apa yang dapat dilihat atau dilakukan warga?", long=True, needed=False),
                ),
                (
                    Ask("kapan", "Kapan?", "Kapan: {}", "Hari, tanggal, dan jam.", brief=2),
                    Ask("tempat", "Di mana?", "Tempat: {}", brief=3),
                    Ask("siapa", "Untuk siapa?", "Untuk: {}", brief=5),
                    Ask("biaya", "Biayanya?", "Biaya: {}", "Tulis “gratis” bila tidak dipungut biaya.", brief=4),
                    Ask(
                        "akses",
                        "Bagaimana bagi penyandang disabilitas?",
                        "Akses: {}",
                        "Landai, juru bahasa isyarat, pendamping.",
                        needed=False,
                    ),
                ),
                (Ask("ikut", "Bagaimana cara ikut?", "Cara ikut: {}", brief=6),),
            ),
        ),
        Kind(
            EMERGENCY,
            "Kabar darurat (serta-merta)",
            "Bencana, wabah, gangguan air atau listrik, dan bahaya lain yang tidak boleh ditunda.",
            "layanan",
            "DARURAT: {}",
            (
                (
                    Ask(
                        "bahaya",
                        "Apa bahayanya, dan seberapa besar?",
                        help="Misalnya: Sungai Walanae meluap, air setinggi 1 meter.",
                        long=True,
                        brief=1,
                    ),
                    Ask("terdampak", "Siapa dan wilayah mana yang terdampak?", "Terdampak: {}", long=True, brief=2),
                ),
                (
                    Ask(
                        "evakuasi",
                        "Bagaimana dan ke mana mengungsi?",
                        "Mengungsi: {}",
                        "Jalur dan tempat berkumpul.",
                        long=True,
                        brief=3,
                    ),
                    Ask("hindari", "Bagaimana menghindari bahayanya?", "Hindari bahaya: {}", long=True, brief=5),
                    Ask(
                        "bantuan",
                        "Bagaimana mendapat bantuan?",
                        "Bantuan: {}",
                        "Nomor resmi yang dijaga sekarang.",
                        brief=4,
                    ),
                ),
                (
                    Ask(
                        "pemerintah",
                        "Apa yang sedang dilakukan pemerintah?",
                        "Yang dilakukan pemerintah: {}",
                        long=True,
                        brief=7,
                    ),
                    Ask(
                        "pengumum",
                        "Siapa yang wajib mengumumkan?",
                        "Sumber resmi: {}",
                        "Misalnya: BPBD Kabupaten Wajo.",
                        brief=6,
                    ),
                    Ask("kabar", "Lewat apa diumumkan, dan kapan kabar berikutnya?", "Kabar berikutnya: {}", brief=8),
                ),
            ),
        ),
        Kind(
            "klarifikasi",
            "Klarifikasi hoaks",
            "Meluruskan kabar yang salah: faktanya dulu, kabar salahnya sesudah itu.",
            "edukasi",
            "Faktanya: {}",
            (
                (
                    Ask(
                        "fakta",
                        "Apa faktanya?",
                        help="Mulailah dari yang benar; jangan mengulang judul kabar palsunya.",
                        long=True,
                        brief=1,
                    ),
                ),
                (
                    Ask(
                        "kabar",
                        "Kabar apa yang beredar?",
                        "Kabar yang beredar: {} Itu tidak benar.",
                        "Diakhiri titik.",
                        long=True,
                        brief=3,
                    ),
                    Ask("bukti", "Dari mana kita tahu?", "Dasarnya: {}", "Sumber yang dapat diperiksa warga.", brief=2),
                ),
                (
                    Ask(
                        "ajakan",
                        "Apa yang perlu dilakukan warga?",
                        "{}",
                        "Misalnya: Jangan teruskan; tanyakan ke …",
                        brief=4,
                    ),
                ),
            ),
        ),
        Kind(
            "ucapan",
            "Ucapan",
            "Hari besar, prestasi, atau duka cita.",
            "kegiatan",
            "{}",
            (
                (Ask("ucapan", "Ucapannya?", help="Misalnya: Selamat Hari Guru Nasional.", brief=1),),
                (
                    Ask(
                        "makna",
                        "Apa artinya bagi warga?",
                        "{}",
                        "Satu dua kalimat, lebih berarti daripada ucapan saja.",
                        long=True,
                        needed=False,
                        brief=3,
                    ),
                ),
                (Ask("dari", "Dari siapa?", "{}", "Nama lembaga.", brief=2),),
            ),
        ),
        Kind(
            "rekap",
            "Rekap kinerja",
            "Apa yang dikerjakan dalam satu masa, dengan angkanya.",
            "kabar_baik",
            "{}",
            (
                (
                    Ask(
                        "apa",
                        "Kinerja apa, dan masa yang mana?",
                        help="Misalnya: Perbaikan jalan, Januari sampai Juni 2026.",
                        brief=1,
                    ),
                ),
                (
                    Ask("angka", "Angka-angkanya?", "{}", "Satu angka satu baris.", long=True, brief=2),
                    Ask(
                        "banding",
                        "Dibandingkan dengan apa?",
                        "Pembanding: {}",
                        "Target, atau masa sebelumnya.",
                        brief=4,
                    ),
                    Ask("sumber", "Sumber angkanya?", "Sumber: {}", brief=3),
                ),
                (
                    Ask("arti", "Apa artinya bagi warga?", "{}", long=True, needed=False, brief=5),
                    Ask("lanjut", "Apa berikutnya?", "Berikutnya: {}", needed=False),
                ),
            ),
        ),
    )
}
