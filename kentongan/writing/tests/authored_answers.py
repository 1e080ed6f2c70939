"""Answers as offices write them, made up for these tests before any threshold was set."""

from __future__ import annotations

from kentongan.writing.tests.authored import Written

GOOD_ANSWERS = (
    Written("jalan", "Halo Kak, terima kasih laporannya dan mohon maaf atas jalan yang rusak. Petugas Dinas PU akan memeriksa lokasi hari Kamis, lalu kami kabari hasilnya di sini."),
    Written("ktp", "Selamat pagi, Bu. Syarat KTP baru: fotokopi KK dan surat kehilangan bila hilang. Silakan datang ke loket 3, Senin–Jumat pukul 08.00–14.00. Gratis."),
    Written("air", "Assalamualaikum, Pak. Kami mohon maaf, air di Tempe mati karena pompa rusak. Perbaikan berlangsung sampai pukul 17.00. Bila malam ini belum mengalir, telepon 112 untuk tangki air."),
    Written("pln", "Halo Kak, lampu rumah ditangani PLN, bukan pemerintah kabupaten. Kakak bisa lapor ke 123 atau aplikasi PLN Mobile. Laporan Kakak juga sudah kami teruskan."),
    Written("terima kasih", "Terima kasih, Kak! Sampai jumpa di Jumat Bersih berikutnya, 11 Desember di Taman Callaccu."),
    Written("belum tahu", "Selamat siang, Bapak. Jadwal bantuan belum keluar, mohon maaf. Dinas Sosial mengumumkannya di akun ini paling lambat 10 Desember."),
    Written("sampah", "Halo Kak, mohon maaf sampahnya menumpuk. Truk kami mogok dua hari; besok pagi sampah di Jalan Bau Mahmud diangkut lebih dulu. Kirim foto lewat pesan bila masih tersisa."),
    Written("belum pasti", "Halo, Bu. Tanggal pendaftaran belum pasti karena menunggu keputusan kementerian. Pantau akun ini, atau hubungi kami di 0800-000-0000."),
)  # fmt: skip

BAD_ANSWERS = (
    Written("ketus", "Sudah ditangani.", caught="curt"),
    Written("ketus baca", "Cek web.", caught="curt"),
    Written("menyalahkan", "Halo Kak, itu salah Anda sendiri karena tidak membaca pengumuman. Silakan datang besok ke kantor camat.", caught="blame", passage="salah Anda sendiri"),
    Written("makanya", "Halo Pak, makanya lapor dari kemarin. Silakan hubungi 112.", caught="blame", passage="makanya"),
    Written("janji", "Selamat pagi, Bu. Mohon maaf. Jalan itu pasti selesai minggu depan, kami jamin. Petugas datang besok.", caught="promise", passage="pasti"),
    Written("secepatnya", "Halo Kak, mohon maaf atas lampu yang padam. Akan segera kami tindak lanjuti secepatnya.", caught="vague_promise", passage="secepatnya"),
    Written("tanpa salam", "Lampu itu sudah dicatat dan petugas Dinas Perhubungan memasangnya Kamis malam. Mohon maaf atas gangguannya.", caught="greeting"),
    Written("tanpa maaf", "Halo Kak, truk sampah terlambat karena rusak. Besok pagi sampah di jalan Anda diangkut.", caught="apology"),
    Written("tanpa langkah", "Halo Kak, terima kasih atas laporannya. Masukan ini sangat berarti bagi kami semua di dinas.", caught="next_step"),
    Written("huruf besar", "Halo Kak, LAPORAN HARUS LENGKAP DENGAN FOTO. Kirim lewat pesan ya, supaya petugas tahu tempatnya.", caught="capitals", passage="LAPORAN HARUS"),
)  # fmt: skip
