"""What the desk says of a post that began from a template, and of hashtags spelt otherwise than the list has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.content.kinds import EMERGENCY, KINDS
from kentongan.content.shelf import known_spellings
from kentongan.content.tagging import TAG, unread_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kentongan.content.models import Post


def template_notes(post: Post) -> Iterator[tuple[str, str]]:
    """What a template still asks. It reminds and never stops: an emergency cannot wait for its last answer."""
    kind = KINDS.get(post.kind)
    missing = kind.missing(post.answers) if kind else []
    if not kind or not missing:
        return
    asked = " ".join(ask.label for ask in missing)
    if kind.key == EMERGENCY:
        count = len(kind.asks) - len(missing)
        why = f"Belum dijawab di isian: {asked} Ajukan sekarang; lengkapi begitu diketahui."
        yield f"{count} dari {len(kind.asks)} hal kabar darurat sudah disebut", why
    else:
        yield f"Isian {kind.name.lower()} belum lengkap", f"Belum dijawab: {asked}"


def tag_notes(post: Post, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Hashtags that the list spells with capitals: a screen reader reads those as words."""
    told = "\n".join(texts)
    if not TAG.search(told):
        return
    for written, kept in unread_tags(told, known_spellings(post.government_id)):
        yield (
            f"Tulis {written} sebagai {kept}",
            "Begitu tersimpan di daftar tagar, dan pembaca layar membacanya kata demi kata.",
        )
