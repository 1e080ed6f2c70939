"""What happens next with a delivery, and whether anybody has to do anything: one or two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kentongan.outbox import states
from kentongan.outbox.acts import fitted

if TYPE_CHECKING:
    from kentongan.outbox.models import Delivery, Freeze

NOW: dict[str, str] = {
    states.SCHEDULED: "Menunggu waktunya, lalu dikirim sendiri. Anda tidak perlu melakukan apa pun.",
    states.DUE: "Waktunya sudah tiba. Kiriman ini menunggu gilirannya di akun ini, lalu dikirim sendiri.",
    states.CLAIMED: "Sedang disiapkan untuk dikirim. Biasanya selesai dalam beberapa detik.",
    states.SENDING: "Sedang dikirim ke platform. Biasanya selesai dalam beberapa detik, video lebih lama.",
    states.WAITING: "Belum tayang, dan pasti belum. Dicoba lagi dengan sendirinya; Anda tidak perlu melakukan apa pun.",
    states.UNKNOWN: (
        "Platform tidak menjawab dengan jelas, jadi Kentongan sedang bertanya kepadanya. Selama belum pasti, kiriman ini"
        " tidak dikirim ulang. Anda tidak perlu melakukan apa pun."
    ),
    states.NEEDS_PERSON: "Tidak ada yang berjalan sendiri sampai seseorang melihat dan memutuskan.",
    states.REJECTED: "Tidak tayang. Tidak ada yang berjalan sendiri sampai seseorang memutuskan.",
    states.BY_HAND: "Sudah disetujui dan waktunya sudah tiba. Tinggal diunggah, lalu dicatat di sini.",
    states.CHANNEL_PAUSED: "Dikirim sendiri begitu akunnya tersambung atau diaktifkan lagi.",
    states.HELD: "Dilanjutkan sendiri begitu pembekuannya diakhiri, kecuali bila sudah terlalu terlambat.",
    states.CANCELLED: "Tidak dikirim. Untuk tetap menayangkannya, ajukan lagi untuk disetujui.",
    states.EXPIRED: "Tidak dikirim, karena sudah tidak berguna lagi. Untuk tetap menayangkannya, ajukan lagi.",
    states.PUBLISHED: "",
}
RATIONED = "Dikirim sendiri begitu jatahnya ada lagi. Anda tidak perlu melakukan apa pun."
TOO_LONG = (
    "Jatahnya baru ada lagi setelah kiriman ini tidak berguna lagi, jadi kemungkinan besar tidak terkirim. Bila mendesak,"
    " unggah langsung di platform."
)
PARTLY = "Sebagian sudah tayang di platform."


def now_of(delivery: Delivery, freezes: Sequence[Freeze]) -> str:
    """Say what happens next. `freezes`: those in force over it."""
    said = fitted(_rationed(delivery) or NOW[delivery.state], delivery.act)
    if delivery.remote_id and delivery.state != states.PUBLISHED:
        said = f"{PARTLY} {said}"
    if freezes and delivery.state in {states.DUE, states.HELD}:
        first, said = freezes[0], NOW[states.HELD]
        said = f"{first.started_by.name} membekukan pengiriman: {first.reason.rstrip('.')}. {said}"
    return said


def _rationed(delivery: Delivery) -> str:
    if delivery.waits is None:
        return ""
    until, useless_at = delivery.waits.until, delivery.useless_at
    return TOO_LONG if until and useless_at and until > useless_at else RATIONED
