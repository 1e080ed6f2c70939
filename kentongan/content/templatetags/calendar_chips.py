"""The squares of the calendar. A page draws hundreds of chips; written here they cost a fifth of what a template takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from kentongan.content.calendar.chips import Chip

register = template.Library()
CHIP = (
    '<div class="c"><a class="chip {}" draggable="false" href="{}" data-post="{}" data-at="{}"{}><i aria-hidden="true">{}</i>'
    ' <b>{}</b> <span class="t">{}</span><span class="m"> {} · {} · {}</span></a>{}</div>'
)
MOVE = '<a class="mv btn small quiet" href="{}">Pindahkan<span class="only-read"> {}</span></a>'


@register.simple_tag
def chips(found: Sequence[Chip], may_move: bool) -> SafeString | str:  # noqa: FBT001 - templates know no keywords here
    """Draw the posts of one square; those that may move carry what moving needs."""
    if not found:
        return ""
    post, move = _address("post"), _address("calendar_move")
    return format_html_join(
        "", "{}", ((_chip(chip, post, move if may_move and chip.movable else None),) for chip in found)
    )


def _chip(chip: Chip, post: tuple[str, str], move: tuple[str, str] | None) -> SafeString:
    return format_html(
        CHIP,
        chip.fill,
        f"{post[0]}{chip.post_id}{post[1]}",
        chip.post_id,
        chip.clock,
        format_html(' data-move="{}"', chip.revision) if move else "",
        chip.shape,
        chip.hour,
        chip.headline,
        chip.state_label,
        chip.pillar_label,
        chip.agency,
        format_html(MOVE, f"{move[0]}{chip.post_id}{move[1]}", chip.headline) if move else "",
    )


def _address(name: str) -> tuple[str, str]:
    """What stands before and after a post's key in an address."""
    before, _, after = reverse(name, args=[0]).rpartition("/0/")
    return f"{before}/", f"/{after}"
