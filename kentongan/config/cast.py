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
    Login("ayu", "Admin media sosial, Dinas Kesehatan: menulis dan menjawab"),
    Login("bima", "Kepala Dinas Kesehatan: menyetujui"),
    Login("eko", "Admin koordinator, Diskominfo: memilah dan meneruskan ke dinas"),
    Login("fitri", "Pejabat penghubung, Dinas PU: menjawab"),
    Login("gilang", "Tim akun kepala daerah: mengirim jawaban"),
    Login("citra", "Admin media sosial, Dinas PU: tidak melihat apa pun milik Ayu"),
    Login("nur", "Kepala Diskominfo: menyetujui dan memantau"),
    Login("kartika", "Auditor: membaca jejak"),
    Login("omar", "Admin sistem: mencatat SK, pelatihan, dan peran"),
    Login("palembang", "Admin koordinator Kota Palembang", "palembang"),
    Login("bandung", "Admin koordinator Kota Bandung", "bandung"),
    Login("samarinda", "Admin koordinator Kota Samarinda", "samarinda"),
)

TO_TRY: tuple[str, ...] = (
    "As ayu, write a post (Tulis), attach a photo, submit it; as bima, approve it; watch it appear in the practice feeds.",
    (
        "As a citizen, comment under the Bupati's Instagram in the practice feed; as eko, send the comment on to Dinas PU; "
        "as fitri, answer it; as gilang, release the answer."
    ),
    "As omar, revoke ayu's SK (Orang) and see at once why she may no longer publish; as kartika, read it in Jejak.",
)
