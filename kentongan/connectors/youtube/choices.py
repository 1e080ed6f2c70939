"""What an author decides about a video beside its words (`videos` resource, part `status`).

Google's description of the API (discovery, youtube v3, revision 20261104): `status.privacyStatus`, `selfDeclaredMadeForKids`,
`embeddable`, `license`. A private video is not offered: it would be called published while nobody may see it.
"""

from __future__ import annotations

from kentongan.connectors.contract import Choice, Outbound

PRIVACY, KIDS, EMBED, LICENCE = "privacyStatus", "selfDeclaredMadeForKids", "embeddable", "license"
PUBLIC = "public"

CHOICES = (
    Choice(
        PRIVACY, "Siapa yang dapat menonton", ((PUBLIC, "Semua orang"), ("unlisted", "Hanya yang punya tautan")), PUBLIC
    ),
    Choice(KIDS, "Dibuat untuk anak-anak", (("false", "Bukan untuk anak-anak"), ("true", "Untuk anak-anak")), "false"),
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
    }
