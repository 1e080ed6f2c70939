"""How an answer to a citizen sounds: curt, blaming, promising, without greeting, apology or next step."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kentongan.writing.hints import MOST_OF_A_KIND, Hint, Kind, Severity
from kentongan.writing.prose import find, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.writing.prose import Prose

CURT = 6
GREETED_WITHIN = 8
GREETINGS = phrases(
    "halo, hai, hi, selamat pagi, selamat siang, selamat sore, selamat malam, selamat datang, salam, assalamualaikum, assalamu'alaikum, "
    "assalamu alaikum, waalaikumsalam, wa'alaikumsalam, waalaikum, terima kasih, makasih, yth, kak, kakak, pak, bapak, bu, ibu, puang, "
    "daeng, om swastiastu, shalom, tabe, tabe', sampurasun, mas, mbak, wilujeng, punten"
)
BLAMING = phrases(
    "salah anda, kesalahan anda, salah sendiri, salah bapak, salah ibu, salah kakak, anda sendiri yang, anda seharusnya, seharusnya anda, harusnya anda, "
    "seharusnya bapak, seharusnya ibu, seharusnya kakak, makanya, sudah dibilang, sudah kami bilang, sudah berkali-kali, baca dulu, "
    "tolong dibaca, jangan asal, jangan cuma, jangan hanya bisa, anda tidak paham, anda kurang paham, anda yang tidak, tidak membaca, "
    "kan sudah, bisanya protes, warga sendiri yang, masyarakat sendiri yang, ulah warga"
)
BLAME_LONGER = ("sendiri",)
BINDING = phrases(
    "pasti selesai, pasti diperbaiki, pasti dibangun, pasti dapat, pasti cair, pasti kami, pasti akan, pasti terjadi, kami jamin, dijamin, "
    "saya jamin, kami janji, kami berjanji, saya janji, tidak akan terulang, tidak akan terjadi lagi, seratus persen, dipastikan selesai"
)
DENIED = frozenset({"belum", "tidak", "bukan", "tak"})
VAGUE = phrases(
    "secepatnya, sesegera mungkin, secepat mungkin, dalam waktu dekat, segera mungkin, segera kami tindak lanjuti, segera ditindaklanjuti"
)
TROUBLE = phrases(
    "rusak, terlambat, keterlambatan, kendala, gangguan, mogok, mati, padam, antre panjang, tertunda, belum bisa, belum dapat, belum selesai, "
    "belum tertangani, salah kirim, keliru, bocor, menumpuk, lambat, kosong, habis, macet, ketidaknyamanan, kesalahan kami"
)
SORRY = phrases("maaf, mohon maaf, permohonan maaf, menyesal, memaafkan, memohon maaf")
NEXT = phrases(
    "silakan, silahkan, hubungi, menghubungi, telepon, kunjungi, datang, kirim, mengirim, lapor, laporkan, unduh, daftar, mendaftar, buka, "
    "bisa, dapat, akan, besok, lusa, hari ini, pekan depan, minggu depan, sampai, paling lambat, mulai, pukul, petugas, diteruskan, teruskan, sudah kami, "
    "kabari, dikabari, pantau, senin, selasa, rabu, kamis, jumat, sabtu, malam ini, bawa, syarat, syaratnya, cukup, tunggu, sampai jumpa, gratis"
)
_REACHED = re.compile(r"https?://\S|\d{3}|\.go\.id\b")


def tone_hints(prose: Prose, *, complaint: bool = False) -> Iterator[Hint]:
    """What the citizen may feel on reading it. `complaint`: that is what they wrote."""
    if not prose.words:
        return
    if len(prose.words) < CURT and not _has(prose, GREETINGS):
        why = f"Hanya {len(prose.words)} kata. Warga dapat merasa tidak didengar; sapa dia dan sebut apa yang terjadi berikutnya."
        yield Hint(
            Kind.CURT,
            *prose.span(0, len(prose.words)),
            why,
            "Halo Kak, terima kasih. … Kami kabari lagi hari ….",
            Severity.LOOK,
        )
        return
    yield from islice(_blaming(prose), MOST_OF_A_KIND)
    yield from islice(_promising(prose), MOST_OF_A_KIND)
    yield from _left_out(prose, complaint=complaint)


def _has(prose: Prose, wanted: dict[str, tuple[tuple[str, ...], ...]], first: int = 0, past: int | None = None) -> bool:
    return next(find(prose, wanted, first, past), None) is not None


def _blaming(prose: Prose) -> Iterator[Hint]:
    for first, end in find(prose, BLAMING):
        past = end + 1 if end < len(prose.words) and prose.words[end] in BLAME_LONGER else end
        why = "Kalimat ini menunjuk warga sebagai penyebab. Sebut keadaannya dan bantu dia maju."
        better = (
            "Pengumumannya mungkin terlewat; ini ringkasannya: …" if "membaca" in prose.said else "Supaya berhasil, …"
        )
        yield Hint(Kind.BLAME, *prose.span(first, past), why, better, Severity.LOOK)


def _promising(prose: Prose) -> Iterator[Hint]:
    for first, past in find(prose, BINDING):
        if first and prose.words[first - 1] in DENIED:
            continue
        why = "Janji ini akan ditagih, sedangkan hasilnya belum tentu di tangan Anda. Sebut rencana dan kapan Anda mengabari lagi."
        yield Hint(
            Kind.PROMISE,
            *prose.span(first, past),
            why,
            "Kami rencanakan selesai …; bila bergeser, kami kabari di sini.",
            Severity.LOOK,
        )
    for first, past in islice(find(prose, VAGUE), 2):
        why = "Warga tidak tahu kapan itu. Sebut hari, atau kapan Anda mengabari lagi."
        yield Hint(Kind.VAGUE_PROMISE, *prose.span(first, past), why, "paling lambat hari …, tanggal …")


def _left_out(prose: Prose, *, complaint: bool) -> Iterator[Hint]:
    if not prose.indonesian and len(prose.words) >= GREETED_WITHIN:
        return  # another language: its greetings are not known here
    if not _has(prose, GREETINGS, 0, GREETED_WITHIN):
        why = "Jawaban langsung ke pokok. Satu sapaan membuat warga merasa dilayani orang."
        yield Hint(Kind.GREETING, 0, 0, why, "Halo Kak, …")
    if (complaint or _has(prose, TROUBLE)) and not _has(prose, SORRY):
        why = "Ada yang tidak berjalan bagi warga ini. Maaf yang sederhana meredakan, tanpa mengaku salah secara hukum."
        yield Hint(Kind.APOLOGY, 0, 0, why, "Mohon maaf atas …")
    if not _has(prose, NEXT) and not _REACHED.search(prose.text):
        why = "Warga belum tahu apa yang terjadi berikutnya atau ke mana ia dapat bertanya."
        yield Hint(Kind.NEXT_STEP, 0, 0, why, "Petugas … memeriksa hari …; kami kabari di sini.", Severity.LOOK)
