"""How an answer sounds to the citizen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.inbox.models import Kind
from kentongan.writing.hints import STORY
from kentongan.writing.review import review_answer
from kentongan.writing.telling import tell

if TYPE_CHECKING:
    from kentongan.inbox.models import Case


def tone_of(case: Case, text: str) -> dict[str, Any]:
    """What the aids say about an answer; `said`: there is one."""
    hints = review_answer(text, complaint=case.kind == Kind.COMPLAINT)
    return {"telling": tell(hints, {STORY: text}, {STORY: "jawaban"}), "said": bool(text.strip())}
