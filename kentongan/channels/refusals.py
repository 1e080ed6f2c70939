"""What a platform's no while connecting means to a person: what happened, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors.contract import AuthorizationExpired, RateLimited, Reason, Rejected

if TYPE_CHECKING:
    from kentongan.connectors.contract import Refusal

WORDS: dict[str, str] = {
    Reason.PERMISSION: "Izin yang diberikan di {platform} belum cukup. Mulai lagi, dan biarkan semua izin tercentang.",
    Reason.POLICY: "{platform} membatasi akun ini menurut aturannya. Buka akun itu di {platform} dan lihat pemberitahuannya.",
    Reason.UNSUPPORTED: "{platform} tidak menyediakan cara ini. Catat akun ini sebagai akun yang diunggah sendiri.",
    Reason.RATE: "{platform} sedang membatasi permintaan. Tunggu beberapa menit, lalu mulai lagi.",
    Reason.QUOTA: "Jatah permintaan ke {platform} untuk hari ini sudah habis. Coba lagi besok.",
}
UNANSWERED = "{platform} tidak menjawab. Izin Anda belum dipakai; tunggu sebentar, lalu mulai lagi."
EXPIRED = "Izin dari {platform} sudah terpakai atau lewat waktunya. Mulai lagi dari awal."
REFUSED = (
    "{platform} menolak sambungan ini. Mulai lagi; bila tetap ditolak, tunjukkan halaman ini kepada operator instalasi."
)


def say(refusal: Refusal, platform: str) -> str:
    """One refusal as a sentence with what to do next. `platform`: its name as people write it."""
    said = WORDS.get(refusal.code)
    if said is None:
        said = _by_kind(refusal)
    return said.format(platform=platform)


def _by_kind(refusal: Refusal) -> str:
    if isinstance(refusal, AuthorizationExpired):
        return EXPIRED
    if isinstance(refusal, RateLimited):
        return WORDS[Reason.RATE]
    return REFUSED if isinstance(refusal, Rejected) else UNANSWERED


ENDED = "Izin di {platform} sudah berakhir atau dicabut."
NO_KEYS = "{platform} tidak memberi kunci baru."
NO_WORD = "{platform} belum menjawab."


def say_of_keys(refusal: Refusal, platform: str) -> str:
    """Why keys could not be renewed, in a sentence."""
    if isinstance(refusal, AuthorizationExpired):
        said = ENDED
    elif isinstance(refusal, Rejected):
        said = NO_KEYS
    else:
        said = WORDS[Reason.RATE].partition(".")[0] + "." if isinstance(refusal, RateLimited) else NO_WORD
    return said.format(platform=platform)
