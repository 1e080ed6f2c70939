"""Posting, in one post or a thread, and answering.

lexicon com.atproto.repo.putRecord, read 2026-11. The record's key comes out of the delivery's id, and the server is told that
nothing may lie there yet: the same act twice is one post. The step is a COMMIT all the same, as it makes something public: the
ledger checks rights again before it, asks after it, and knows of a thread that it is not all there.
"""

from __future__ import annotations

from collections.abc import Mapping

from kentongan.connectors.bluesky import moderation
from kentongan.connectors.bluesky.calling import NO_BLOB, SWAP, Call, ask, because
from kentongan.connectors.bluesky.preparing import pictures_again, prepare
from kentongan.connectors.bluesky.records import POST, Place, key_of, permalink, read, reference
from kentongan.connectors.bluesky.wording import of, parts, record
from kentongan.connectors.contract import (
    Advanced,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
    Rejected,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.reading import Json, sub, text

MOST_POSTS = 25
_PREPARE = Step("prepare", Safety.REPEATABLE)
_POST = "post"


def plan(outbound: Outbound) -> tuple[Step, ...]:
    """Gather what the record needs, write it, and one more record for each further post of a thread."""
    if outbound.act in moderation.PLANS:
        return moderation.PLANS[outbound.act]
    return (_PREPARE, *(Step(_name(part), Safety.COMMIT) for part in range(len(outbound.parts) + 1)))


def place(job: Job, part: int) -> Place:
    """Where the record of this part lies, whether it is written already or not."""
    return Place(job.line.account.remote_id, POST, key_of(job.outbound.key, part))


def made(job: Job, part: int, told: Json) -> Advanced | Published:
    """What comes of a part that is public: the act's own id is its first post's."""
    held = reference(told)
    first = job.memory.get("uri_0", "") if part else held["uri"]
    memory = {f"uri_{part}": held["uri"], f"cid_{part}": held["cid"]}
    if part < len(job.outbound.parts):
        return Advanced(memory, first, permalink(job.line, first), public=True)
    return Published(first, permalink(job.line, first), memory)


def is_ours(job: Job, part: int, told: Json) -> bool:
    """Tell whether the record that lies there says what this part says."""
    return text(sub(told, "value"), "text") == parts(job.outbound)[part]


def _name(part: int) -> str:
    return f"{_POST}_{part + 1}" if part else _POST


def _post(job: Job, part: int) -> Outcome:
    if part and not of(job, part - 1)["uri"]:
        return Rejected(Reason.GONE, "the post before this one is not known")
    body = place(job, part).params | {"record": record(job, part), "swapRecord": None}
    told = ask(job.line, Call("com.atproto.repo.putRecord", body=body, commit=True))
    if because(told, SWAP):
        return _there_already(job, part)
    if because(told, NO_BLOB):
        return pictures_again(job)
    if isinstance(told, Refusal):
        return told
    whole = all(reference(told).values())
    return made(job, part, told) if whole else OutcomeUnknown(Reason.UNREADABLE, "an answer without address")


def _there_already(job: Job, part: int) -> Outcome:
    told = read(job.line, place(job, part).uri)
    if isinstance(told, Refusal):
        return OutcomeUnknown(Reason.TRANSIENT, told.detail)
    if not is_ours(job, part, told):
        return Rejected(Reason.REFUSED, "another record lies under this key")
    return made(job, part, told)


def _run(part: int) -> StepRun:
    return lambda job: _post(job, part)


_posts: dict[str, StepRun] = {_name(part): _run(part) for part in range(MOST_POSTS)}
STEPS: Mapping[str, StepRun] = {_PREPARE.name: prepare, **_posts, **moderation.STEPS}
