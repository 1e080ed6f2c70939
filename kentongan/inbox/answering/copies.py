"""The copies of an answer as the case's page shows them: where each stands, and what may still be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import may
from kentongan.inbox.answering.barring import blocked_among, refused_among
from kentongan.inbox.answering.copying import in_doubt
from kentongan.inbox.answering.states import FAILED, PLANNED
from kentongan.inbox.ways import place_of, way_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.inbox.answering.models import AnswerCopy
    from kentongan.inbox.blocking.models import Block
    from kentongan.organizations.actor import Actor


def shown_copies(
    actor: Actor, copies: Sequence[AnswerCopy], blocks: Iterable[Block], *, handles: bool
) -> list[dict[str, Any]]:
    """Each copy with the acts open to this actor; where a block stands between, none that says it was sent by hand."""
    blocked, refused = blocked_among(copies, blocks), refused_among(copies)
    return [
        _acts_on(actor, one, barred=one.pk in blocked or one.pk in refused, handles=handles)
        | {"block": blocked.get(one.pk), "refused": one.pk in refused}
        for one in copies
    ]


def _acts_on(actor: Actor, copy: AnswerCopy, *, barred: bool, handles: bool) -> dict[str, Any]:
    holds = bool(may(actor.person_id, ChannelAct.RELEASE, copy.conversation.channel))
    act, doubt = way_of(copy.conversation).act, in_doubt(copy)
    waits = copy.state in {PLANNED, FAILED} and not doubt
    return {
        "copy": copy,
        "doubt": doubt,
        "barred": barred and not doubt,
        "may_send": waits and holds and act is not None,
        "may_note": waits and holds and not barred and (act is None or copy.state == FAILED),
        "may_leave": waits and (holds or handles),
        "place": place_of(copy.conversation, [], None),
    }
