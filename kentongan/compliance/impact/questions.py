"""The questions of the impact analysis, their answers in plain words, and what each answer weighs. Pure data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `weight`: points it adds to the score; options of one question stand from light to heavy."""

    code: str
    label: str
    weight: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `many`: several answers may be ticked; `words`: the label of a text that some answers need."""

    code: str
    label: str
    options: tuple[Option, ...]
    help: str = ""
    many: bool = False
    words: str = ""
    words_for: frozenset[str] = frozenset()

    def option(self, code: str) -> Option | None:
        """One of its answers by code."""
        return next((one for one in self.options if one.code == code), None)


GROUPS = Question(
    "groups",
    "Siapa yang terdampak bila kiriman ini keliru atau disalahpahami?",
    (
        Option("pegawai", "Pegawai pemerintah", 0),
        Option("warga", "Warga pada umumnya", 2),
        Option("usaha", "Pelaku usaha", 2),
        Option("lansia", "Lansia", 4),
        Option("disabilitas", "Penyandang disabilitas", 4),
        Option("pasien", "Pasien atau penerima bantuan", 5),
        Option("anak", "Anak", 7),
        Option("korban", "Korban dan keluarganya", 9),
    ),
    many=True,
)
LIKELIHOOD = Question(
    "likelihood",
    "Seberapa mungkin hal itu terjadi?",
    (
        Option("1", "Hampir tidak mungkin", 1),
        Option("2", "Kecil kemungkinannya", 2),
        Option("3", "Mungkin saja", 3),
        Option("4", "Sangat mungkin", 4),
        Option("5", "Hampir pasti", 5),
    ),
)
IMPACT = Question(
    "impact",
    "Seberapa besar akibatnya?",
    (
        Option("1", "Hampir tidak terasa", 1),
        Option("2", "Beberapa orang bertanya atau kecewa", 2),
        Option("3", "Warga salah bertindak, atau banyak yang mengeluh", 3),
        Option("4", "Warga dirugikan, atau ramai diberitakan", 4),
        Option("5", "Keselamatan, hak, atau ketertiban umum terancam", 5),
    ),
)
MISREADING = Question(
    "misreading",
    "Dapatkah kiriman ini disalahpahami?",
    (
        Option("tidak", "Tidak, maksudnya jelas", 0),
        Option("dicegah", "Dapat, dan sudah dicegah", 5),
        Option("belum", "Dapat, dan belum dicegah", 15),
    ),
    help="Bayangkan dibaca sepotong, tanpa gambarnya, oleh orang yang sedang marah atau terburu-buru.",
    words="Bagaimana dicegah?",
    words_for=frozenset({"dicegah"}),
)
TIMING = Question(
    "timing",
    "Tepatkah waktu terbitnya?",
    (
        Option("biasa", "Tepat", 0),
        Option("disesuaikan", "Isi atau waktunya sudah disesuaikan", 3),
        Option("tetap", "Kurang tepat, tetapi harus terbit", 10),
    ),
    words="Mengapa, atau apa yang disesuaikan?",
    words_for=frozenset({"disesuaikan", "tetap"}),
)
PROTECTION = Question(
    "protection",
    "Bagaimana anak atau kelompok rentan dilindungi?",
    (
        Option("tidak_tampil", "Tidak ada yang tampak atau disebut", 0),
        Option("disamarkan", "Wajah, nama, dan alamat disamarkan", 2),
        Option("izin", "Ada persetujuan tertulis dari yang bersangkutan atau walinya", 4),
        Option("belum", "Belum dilindungi", 20),
    ),
)
ELECTION = Question(
    "election",
    "Adakah calon, partai, atau petahana dalam kiriman ini?",
    (
        Option("tidak", "Tidak ada", 0),
        Option("jabatan", "Hanya disebut jabatannya", 5),
        Option("nama", "Ada nama, wajah, nomor, atau semboyannya", 25),
    ),
    help="Aparatur bersikap netral setiap waktu; dalam masa pemilu pembacanya lebih peka.",
)
INFORMATION = Question(
    "information",
    "Apa jenis informasinya menurut keterbukaan informasi?",
    (
        Option("terbuka", "Terbuka untuk umum", 0),
        Option("sebagian", "Sebagian dikecualikan, dan bagian itu sudah dihapus", 8),
        Option("dikecualikan", "Dikecualikan", 30),
    ),
    help="Informasi dikecualikan bila membukanya menimbulkan akibat yang lebih merugikan daripada menutupnya.",
)
QUESTIONS: tuple[Question, ...] = (
    *(GROUPS, LIKELIHOOD, IMPACT, MISREADING),
    *(TIMING, PROTECTION, ELECTION, INFORMATION),
)
BY_CODE = {question.code: question for question in QUESTIONS}
ALWAYS = (GROUPS, LIKELIHOOD, IMPACT, INFORMATION)
"""Asked about every post; the rest only where a fact of the post calls for it."""

CONSEQUENCE = {
    "basis": "Dasar hukum pengecualian",
    "opened": "Akibat bila informasi dibuka",
    "closed": "Akibat bila informasi ditutup",
    "decision": "Putusan",
    "by": "Diputuskan oleh",
}
"""The *uji konsekuensi*: asked where information is not open to everyone."""
DECISIONS = {
    "buka": "Dibuka: kepentingan umum lebih besar",
    "sebagian": "Dibuka sebagian: bagian yang dikecualikan dihapus",
    "tutup": "Tetap ditutup: kiriman ini tidak diterbitkan",
}
