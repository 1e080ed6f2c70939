"""What each act is called, whose right it takes, and what it leaves on the platform."""

from __future__ import annotations

from kentongan.channels.rules import ChannelAct
from kentongan.connectors.contract import Act

ACTS = {
    Act.PUBLISH: "Kiriman",
    Act.COMMENT: "Komentar kita",
    Act.REPLY: "Jawaban",
    Act.MESSAGE: "Pesan pribadi",
    Act.EDIT: "Perubahan",
    Act.DELETE: "Penghapusan",
    Act.HIDE: "Penyembunyian",
    Act.UNHIDE: "Pemunculan lagi",
}
RIGHTS = {
    Act.PUBLISH: ChannelAct.PUBLISH,
    Act.COMMENT: ChannelAct.PUBLISH,
    Act.REPLY: ChannelAct.RELEASE,
    Act.MESSAGE: ChannelAct.RELEASE,
    Act.EDIT: ChannelAct.PUBLISH,
    Act.DELETE: ChannelAct.PUBLISH,
    Act.HIDE: ChannelAct.RELEASE,
    Act.UNHIDE: ChannelAct.RELEASE,
}
LEAVES = {Act.PUBLISH: "post", Act.COMMENT: "comment", Act.REPLY: "comment"}
"""The kind of thing that stands on the platform afterwards. A message stands nowhere in public."""
TAKE_AWAY = frozenset({Act.DELETE, Act.HIDE})
"""Acts that only take something from the public; a freeze lets them through, because it is there to stop harm."""
DONE = {
    Act.MESSAGE: "Sudah terkirim",
    Act.EDIT: "Sudah diubah di platform",
    Act.DELETE: "Sudah dihapus dari platform",
    Act.HIDE: "Sudah disembunyikan",
    Act.UNHIDE: "Sudah ditampilkan lagi",
}
"""What success is called, where it is not "tayang"."""


def fitted(words: str, act: str) -> str:
    """Words about publishing, as they are said of an act that publishes nothing (a correction, a removal, hiding)."""
    if act not in DONE:
        return words
    words = words.replace("menayangkannya", "melakukannya").replace("Tayang di platform", DONE[Act(act)])
    return words.replace("tayang", "terlaksana").replace("Tayang", "Terlaksana")


def right_for(act: Act, target_kind: str) -> ChannelAct:
    """The right that an act takes; changing an answer of ours takes the right to answer."""
    return ChannelAct.RELEASE if target_kind == "comment" else RIGHTS[act]
