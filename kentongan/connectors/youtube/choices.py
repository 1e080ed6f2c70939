"""What an author decides about a video beside its words (`videos` resource, part `status`).

Google's description of the API (discovery, youtube v3, revision 20261104): `status.privacyStatus`, `selfDeclaredMadeForKids`,
`embeddable`, `license`, `containsSyntheticMedia`; `snippet.categoryId`, of which 22 holds where none is given. The categories
are those of `videoCategories.list` that an office may need.
"""

from __future__ import annotations

from kentongan.connectors.contract import Choice, Outbound

PRIVACY, KIDS, EMBED, LICENCE = "privacyStatus", "selfDeclaredMadeForKids", "embeddable", "license"
SYNTHETIC, CATEGORY = "containsSyntheticMedia", "categoryId"
PUBLIC, PRIVATE = "public", "private"

CHOICES = (
    Choice(
        PRIVACY,
        "Siapa yang dapat menonton",
        (
            (PUBLIC, "Semua orang"),
            ("unlisted", "Hanya yang punya tautan (tidak terdaftar)"),
            (PRIVATE, "Hanya pengelola kanal (privat)"),
        ),
        PUBLIC,
        unseen=frozenset({PRIVATE}),
    ),
    Choice(KIDS, "Dibuat untuk anak-anak", (("false", "Bukan untuk anak-anak"), ("true", "Untuk anak-anak")), "false"),
    Choice(
        CATEGORY,
        "Kategori",
        (
            ("22", "Orang dan blog"),
            ("25", "Berita dan politik"),
            ("27", "Pendidikan"),
            ("28", "Sains dan teknologi"),
            ("26", "Panduan dan gaya"),
            ("19", "Perjalanan dan acara"),
            ("17", "Olahraga"),
            ("24", "Hiburan"),
        ),
        "22",
    ),
    Choice(
        SYNTHETIC, "Memuat gambar atau suara buatan yang tampak nyata", (("false", "Tidak"), ("true", "Ya")), "false"
    ),
    Choice(EMBED, "Boleh dipasang di situs lain", (("true", "Boleh"), ("false", "Tidak boleh")), "true"),
    Choice(
        LICENCE,
        "Lisensi",
        (("youtube", "Lisensi standar YouTube"), ("creativeCommon", "Creative Commons, boleh dipakai ulang")),
        "youtube",
    ),
)
_DEFAULTS = {one.name: one.default for one in CHOICES}


def chosen(outbound: Outbound, name: str) -> str:
    """What was chosen, or what holds where nothing was."""
    return outbound.settings.get(name) or _DEFAULTS[name]


def status(outbound: Outbound) -> dict[str, object]:
    """The choices as YouTube takes them."""
    return {
        PRIVACY: chosen(outbound, PRIVACY),
        KIDS: chosen(outbound, KIDS) == "true",
        EMBED: chosen(outbound, EMBED) == "true",
        LICENCE: chosen(outbound, LICENCE),
        **({SYNTHETIC: True} if chosen(outbound, SYNTHETIC) == "true" else {}),
    }


def category(outbound: Outbound) -> dict[str, str]:
    """The category, where another than YouTube's own was chosen."""
    told = chosen(outbound, CATEGORY)
    return {} if told == _DEFAULTS[CATEGORY] else {CATEGORY: told}
