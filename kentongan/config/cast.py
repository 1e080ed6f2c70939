"""Who can sign in to the demo, and what to try: printed by `kentongan demo` and used by its seed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Login:
    """One made-up person of the demo."""

    username: str
    who: str
    government: str = "wajo"


PASSWORD = "kentongan-demo"  # noqa: S105 - the demo's, shown on its sign-in page
START = "/g/wajo/"

LOGINS: tuple[Login, ...] = (
    Login("ayu", "Admin media sosial, Dinas Kesehatan: menulis"),
    Login("bima", "Kepala Dinas Kesehatan: menyetujui"),
    Login("eko", "Admin koordinator, Diskominfo: meneruskan ke dinas"),
    Login("fitri", "Pejabat penghubung, Dinas PU: menjawab"),
    Login("gilang", "Tim akun kepala daerah: mengirim jawaban"),
)

TO_TRY: tuple[str, ...] = (
    "As ayu, write a post (Tulis), attach a photo, submit it; as bima, approve it; watch it go out.",
    "Comment on the head's Instagram in the practice feed; as eko, send it on; as fitri, answer; as gilang, release.",
)
