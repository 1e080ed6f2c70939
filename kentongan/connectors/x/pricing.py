"""What X charges for an act, in dollars. docs.x.com x-api/getting-started/pricing and changelog, read 2026-11: prices change."""

from __future__ import annotations

from kentongan.connectors.contract import Act, Cost, Outbound
from kentongan.connectors.x.links import links
from kentongan.connectors.x.publish import words

POST, POST_WITH_LINK, SUMMONED_REPLY, MESSAGE, DELETION, HIDING = 0.015, 0.200, 0.010, 0.015, 0.010, 0.005


def cost(outbound: Outbound) -> tuple[Cost, ...]:
    """The whole act; of a thread, every post."""
    return (Cost("usd", round(_dollars(outbound), 3)),)


def _dollars(outbound: Outbound) -> float:
    fixed = {Act.MESSAGE: MESSAGE, Act.DELETE: DELETION, Act.HIDE: HIDING, Act.UNHIDE: HIDING}
    if outbound.act in fixed:
        return fixed[outbound.act]
    plain = SUMMONED_REPLY if outbound.act is Act.REPLY else POST
    texts = (words(outbound, part) for part in range(len(outbound.parts) + 1))
    return sum(POST_WITH_LINK if links(text) else plain for text in texts)
