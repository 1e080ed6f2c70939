"""What happened, as people say it. The ledger keeps words for machines; screens take theirs from here."""

from __future__ import annotations

from kentongan.connectors.contract import Act, Reason
from kentongan.outbox import states
from kentongan.outbox.acts import DONE, fitted

WHY: dict[str, str] = {
    "scheduled": "Dijadwalkan",
    "rescheduled": "Dijadwalkan lagi dengan persetujuan baru",
    "time_came": "Waktunya tiba",
    "claimed": "Mulai disiapkan",
    "sending": "Mulai dikirim",
    "published": "Tayang di platform",
    "found": "Ditemukan sudah tayang di platform",
    "proved_absent": "Terbukti belum tayang setelah dilihat berulang kali, jadi dikirim lagi",
    "absent": "Belum terlihat di platform; akan dilihat lagi",
    "absent_early": "Belum terlihat di platform, tetapi platform memang perlu waktu; akan dilihat lagi",
    "unclear": "Platform belum bisa ditanya; akan ditanya lagi",
    "cannot_tell": "Platform tidak dapat memastikan sudah tayang atau belum",
    "too_many_doubts": "Sudah beberapa kali tidak pasti, jadi orang yang memutuskan",
    "no_proof": "Semua langkah selesai, tetapi platform tidak memberi bukti tayang",
    "worker_lost": "Pengiriman terputus di tengah jalan di pihak kami",
    "not_prepared": "Belum berhasil disiapkan di pihak kami",
    "gave_up": "Sudah dicoba berulang kali dan belum berhasil",
    "pending_too_long": "Platform terlalu lama mengolah kiriman ini",
    "revoked": "Dibatalkan",
    "changed_after_approval": "Isinya tidak sama lagi dengan yang disetujui",
    "approval_over": "Masa persetujuannya sudah habis",
    "too_late": "Sudah lewat waktu bergunanya",
    "spending_limit": "Biaya bulan ini di platform sudah mencapai batas yang ditetapkan",
    "frozen": "Ditahan karena sedang ada pembekuan",
    "unfrozen": "Pembekuan berakhir",
    "channel_not_active": "Akunnya sedang tidak tersambung",
    "channel_active": "Akunnya tersambung lagi",
    "right_lapsed": "Pengirimnya tidak lagi berhak atas akun ini",
    "media_right_lapsed": "Foto atau videonya tidak boleh ditampilkan lagi",
    "waited": "Dicoba lagi",
    "person_published": "Dinyatakan sudah tayang",
    "person_send_again": "Diputuskan untuk dikirim lagi",
    "person_cancel": "Diputuskan tidak dikirim",
    "found_part": "Ditemukan sebagian sudah tayang di platform; sisanya dilanjutkan",
    "partly_public": "Sebagian sudah tayang, tetapi platform menolak lanjutannya",
    "stopped_partly": "Sebagian sudah tayang ketika dibatalkan, jadi lanjutannya dihentikan",
    "person_left_partly": "Diputuskan: bagian yang sudah tayang dibiarkan, lanjutannya tidak dikirim",
    "by_hand": "Menunggu seseorang mengunggahnya di platform",
    "person_by_hand": "Dipilih untuk diunggah sendiri di platform",
    "by_hand_reminded": "Belum ada kabar dari pengunggah; diingatkan",
    "by_hand_escalated": "Masih belum ada kabar; admin koordinator diberi tahu",
    "uploaded_anyway": "Terlanjur diunggah oleh orang yang diminta",
    "uploaded": "Diunggah di platform oleh orang",
    "person_gave_up": "Diputuskan tidak jadi diunggah",
    Reason.NO_CONNECTION: "Platform tidak dapat dihubungi",
    Reason.TIMEOUT: "Platform tidak menjawab pada waktunya",
    Reason.CONNECTION_LOST: "Sambungan ke platform terputus",
    Reason.UNREADABLE: "Jawaban platform tidak dapat dibaca",
    Reason.TRANSIENT: "Platform sedang bermasalah",
    Reason.NOT_READY: "Platform masih mengolah kiriman ini",
    Reason.RATE: "Platform meminta kita menunggu sebentar",
    Reason.QUOTA: "Jatah kiriman hari ini di platform sudah habis",
    Reason.TOKEN: "Izin akun di platform sudah berakhir",
    Reason.PERMISSION: "Platform belum memberi izin untuk tindakan ini",
    Reason.DUPLICATE: "Platform mengatakan tulisan yang sama sudah ada di akun ini",
    Reason.TEXT: "Platform tidak menerima tulisannya",
    Reason.MEDIA: "Platform tidak menerima gambar atau videonya",
    Reason.LINK: "Platform tidak menerima tautannya",
    Reason.POLICY: "Platform menolak karena aturannya sendiri",
    Reason.REPLY: "Komentar ini tidak dapat dijawab lewat sambungan kita",
    Reason.BLOCKED: "Akun ini dan warga itu terhalang pemblokiran, jadi platform menolak",
    Reason.GONE: "Kiriman atau komentar yang dituju sudah tidak ada",
    Reason.NOT_PUBLIC: "Sudah diterima platform, tetapi tidak ditampilkan untuk umum",
    Reason.UNSUPPORTED: "Platform tidak menyediakan cara untuk ini; lakukan langsung di platform",
    Reason.FOREIGN_ADDRESS: "Platform menunjuk alamat yang tidak kita kenal, jadi pengiriman dihentikan",
    Reason.REFUSED: "Platform menolak",
}

WHAT_TO_DO: dict[str, str] = {
    "spending_limit": "Naikkan batas biaya di halaman Pemakaian lalu kirim lagi, atau unggah sendiri di platform.",
    Reason.TEXT: "Perbaiki tulisannya, ajukan lagi untuk disetujui, lalu jadwalkan.",
    Reason.MEDIA: "Ganti gambar atau videonya, ajukan lagi untuk disetujui, lalu jadwalkan.",
    Reason.LINK: "Periksa tautannya, ajukan lagi untuk disetujui, lalu jadwalkan.",
    Reason.GONE: "Buka kiriman aslinya. Bila memang sudah dihapus, batalkan pengiriman ini.",
    Reason.REPLY: "Buka komentarnya di platform dan jawab langsung dari sana, lalu catat di sini.",
    Reason.BLOCKED: "Bila akun kita yang memblokir, buka blokirnya di platform lalu kirim lagi. Bila warga yang memblokir kita, "
    "sampaikan lewat akun lain atau cara lain.",
    Reason.UNSUPPORTED: "Kirim langsung di platform, lalu catat tautannya di sini.",
    "right_lapsed": "Minta admin sistem memperbarui SK atau izin, atau kirim lagi atas nama Anda bila Anda berhak.",
    "media_right_lapsed": "Belum ada yang tayang. Batalkan pengiriman ini, lalu salin kirimannya dan pakai berkas lain. "
    "Atau catat izin yang baru di pustaka, lalu kirim lagi.",
    "approval_over": "Ajukan lagi untuk disetujui.",
    "partly_public": "Buka kirimannya dan lihat bagian mana yang sudah tayang. Lalu lanjutkan, atau biarkan seperti sekarang.",
    "stopped_partly": "Buka kirimannya dan lihat bagian mana yang sudah tayang. Hapus bila memang tidak boleh terlihat.",
    "changed_after_approval": "Ajukan lagi untuk disetujui: hanya isi yang disetujui yang boleh tayang.",
}
SAID_ALREADY = frozenset({"frozen", "too_late", "revoked"})
"""The state's own words say it."""
UNSEEN = "Sudah diunggah, tetapi tidak terlihat umum seperti yang dipilih"
LOOK_FIRST = "Buka akunnya di platform dan lihat apakah sudah tayang, lalu pilih salah satu jawaban di bawah."


def why(code: str) -> str:
    """Say a code as a sentence; an unknown one stays vague rather than technical."""
    return WHY.get(code, "Ada hal yang perlu dilihat")


def what_to_do(code: str) -> str:
    """Say what helps."""
    return WHAT_TO_DO.get(code, LOOK_FIRST)


def summary(state: str, code: str, act: str = "") -> str:
    """One line for lists: where it stands and, when it stopped, why."""
    if state == states.PUBLISHED and act in DONE:
        return DONE[Act(act)]
    return fitted(_summary(state, code), act)


def _summary(state: str, code: str) -> str:
    label = states.DELIVERY.labels[state]
    if code in SAID_ALREADY or state in {
        states.PUBLISHED,
        states.SCHEDULED,
        states.DUE,
        states.CLAIMED,
        states.SENDING,
        states.BY_HAND,
    }:
        return label
    return f"{label}: {why(code)[0].lower()}{why(code)[1:]}"
