"""What every write of a lane passes through: refusals, the lock, and the draft of an answer that must not be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.registry import register_thing
from kentongan.inbox.access import check_handler
from kentongan.inbox.answering.fanout import wish_with
from kentongan.inbox.answering.wish import PLAIN
from kentongan.inbox.models import Case
from kentongan.inbox.selectors import answer_at_work
from kentongan.inbox.services.answers import save_answer

if TYPE_CHECKING:
    from kentongan.inbox.models import Answer
    from kentongan.organizations.actor import Actor

HANDOVER, REQUEST, LETTER = "inbox.lapor", "inbox.request", "inbox.letter"
register_thing(HANDOVER, "Penyerahan ke SP4N-LAPOR!", "")
register_thing(REQUEST, "Permintaan informasi", "/ppid/{id}/")
register_thing(LETTER, "Surat ke instansi lain", "/surat/{id}/")


class LaneRefusedError(Exception):
    """Something must be put right first; the message says what happened, why, and what to do."""


class StaleLaneError(Exception):
    """Somebody else changed the words since the page was opened."""


def locked_case(actor: Actor, case: Case) -> Case:
    """The case, held until the transaction ends; only for whoever handles it."""
    locked = Case.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, locked)
    return locked


def check_open_to_others(case: Case) -> None:
    """A matter for the inspectorate goes no other way: the reporter is protected."""
    if case.watched:
        raise LaneRefusedError(
            "Laporan ini hanya untuk inspektorat, supaya pelapornya terlindungi. Karena itu tidak diserahkan ke jalur lain."
        )


def add_to_answer(*, actor: Actor, case: Case, words: str) -> Answer:
    """Put words into the draft of the answer, behind what somebody wrote already. AnswerRefusedError."""
    at_work = answer_at_work(case)
    before = at_work.text.rstrip() if at_work else ""
    text = f"{before}\n\n{words}" if before and words not in before else before or words
    revision = at_work.revision if at_work else 0
    wish = wish_with(at_work, words) if at_work else PLAIN
    return save_answer(actor=actor, case=case, text=text, closes=False, revision=revision, wish=wish)
