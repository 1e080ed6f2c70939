"""What the ledger says, held against what the sandbox shows the public."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.faults.installation import Installation

PATIENT = {"published", "needs_person", "rejected"}
"""Where nothing more happens by itself."""
_OPEN = """SELECT count(*) FROM outbox_delivery
    WHERE id = ANY(%s::uuid[]) AND state NOT IN ('published', 'needs_person', 'rejected')"""
_ROWS = """SELECT d.payload->>'text', c.platform, c.remote_id, d.state, d.remote_id, d.last_code FROM outbox_delivery d
    JOIN channels_channel c ON c.id = d.channel_id"""
_SOME_DUE = """UPDATE outbox_delivery SET run_at = now(), next_at = now() WHERE id IN (
    SELECT id FROM outbox_delivery WHERE state = 'scheduled' AND subject_type = 'uji.ramai' ORDER BY id LIMIT %s)
    RETURNING payload->>'text'"""


@dataclass
class Judgement:
    """Everything that would be a lie or a loss. All lists are empty where all is well."""

    twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    refused_duplicates: int = 0
    states: Counter[str] = field(default_factory=Counter)

    @property
    def complaints(self) -> list[str]:
        """What is wrong, in words."""
        told = [f"public twice: {one}" for one in self.twice] + [f"lost: {one}" for one in self.lost]
        told += [f"untrue: {one}" for one in self.untrue] + [f"nobody's: {one}" for one in self.foreign]
        if self.refused_duplicates:
            told.append(f"the platform itself refused {self.refused_duplicates} doubles")
        return told


def judge(made: Installation, of: list[str] | None = None) -> Judgement:
    """Hold every row against the record, or those with some texts alone."""
    record = made.control("GET", "/catatan?bagian=kiriman")
    public: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for post in record["kiriman"]:
        public[post["platform"], post["account"], post["text"] or post["title"]].append(post)
    found = Judgement(refused_duplicates=record["duplicates_refused"])
    with made.ledger() as connection:
        rows = connection.execute(_ROWS).fetchall()
    for text, platform, account, state, remote_id, code in rows:
        if of is not None and text not in of:
            public.pop((platform, account, text), None)
            continue
        shown = [post["remote_id"] for post in public.pop((platform, account, text), [])]
        found.states[state] += 1
        told = f"{text} on {platform}: {state} {remote_id!r} {code}, the public sees {shown}"
        _weigh(found, told, shown, state, remote_id, code)
    found.foreign += [str(key) for key in public]
    return found


def _weigh(found: Judgement, told: str, shown: list[str], state: str, remote_id: str, code: str) -> None:
    if len(shown) > 1:
        found.twice.append(told)
    if state == "published" and shown != [remote_id]:
        found.untrue.append(told)
    if state == "rejected" and shown:
        found.untrue.append(told)
    if state not in PATIENT and not (state == "waiting" and code):
        found.lost.append(told)


def make_all_due(made: Installation, limit: int = 1_000_000) -> list[str]:
    """Let the time of the crowd's next posts come now; return their texts."""
    with made.ledger() as connection:
        return [row[0] for row in connection.execute(_SOME_DUE, [limit]).fetchall()]


def still_open(made: Installation, of: list[str] | None = None) -> int:
    """How many rows have not come to rest."""
    keys = [made.promises[text][0] for text in (made.promises if of is None else of)]
    with made.ledger() as connection:
        row = connection.execute(_OPEN, [keys]).fetchone()
    assert row is not None
    return int(row[0])


def await_rest(made: Installation, seconds: float, of: list[str] | None = None) -> float:
    """Wait until no row is open, and return how long that took; whatever is open at the end is for `judge` to name."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds and still_open(made, of):
        time.sleep(1.0)
    return time.monotonic() - begun
