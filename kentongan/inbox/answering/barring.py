"""Copies of an answer that cannot reach their citizen: a block stands between, noted here or told by the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors.contract import Reason
from kentongan.inbox.answering.fanout import COPY_SUBJECT
from kentongan.inbox.answering.states import FAILED, PLANNED
from kentongan.inbox.blocking.selectors import standing_on
from kentongan.outbox.selectors import last_code_of, last_codes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.inbox.answering.models import AnswerCopy
    from kentongan.inbox.blocking.models import Block


def is_barred(copy: AnswerCopy) -> bool:
    """Whether no hand gets this copy to its citizen: a block is noted, or the platform named one when it refused."""
    if copy.state not in {PLANNED, FAILED}:
        return False
    return standing_on(copy.conversation).exists() or (
        copy.state == FAILED and last_code_of(copy.government_id, COPY_SUBJECT, copy.pk) == Reason.BLOCKED
    )


def blocked_among(copies: Sequence[AnswerCopy], blocks: Iterable[Block]) -> dict[int, Block]:
    """Of copies that wait for a person those to whose citizen a block is noted, with that block; `blocks`: read already."""
    standing = {(one.channel_id, one.author_id): one for one in blocks}
    found = {one.pk: standing.get((one.conversation.channel_id, one.conversation.author_id)) for one in copies}
    waiting = {one.pk for one in copies if one.state in {PLANNED, FAILED}}
    return {key: block for key, block in found.items() if block is not None and key in waiting}


def refused_among(copies: Sequence[AnswerCopy]) -> set[int]:
    """Of these copies those that the platform refused because of a block, in one question."""
    failed = [one.pk for one in copies if one.state == FAILED]
    if not failed:
        return set()
    codes = last_codes_of(copies[0].government_id, COPY_SUBJECT, failed)
    return {key for key in failed if codes.get(str(key)) == Reason.BLOCKED}
