"""Acts on what stands there already: taking posts of ours away, hiding a citizen's answer and showing it again.

lexicons com.atproto.repo.deleteRecord and app.bsky.feed.threadgate, docs.bsky.app docs/tutorials/thread-gates, read 2026-11.
Doing one twice is doing it once. Nobody deletes another's post.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kentongan.connectors.bluesky.calling import SWAP, Call, answered, ask, because, is_gone
from kentongan.connectors.bluesky.records import GATE, POST, Place, read, root_of
from kentongan.connectors.contract import (
    Act,
    Advanced,
    Outcome,
    Published,
    Reason,
    Refusal,
    Rejected,
    Retryable,
    Safety,
    Step,
)
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.reading import Json, items, sub, text

_DELETE, _DELETE_REST = Step("delete_post", Safety.REPEATABLE), Step("delete_rest", Safety.REPEATABLE)
_HIDE, _UNHIDE = Step("hide_reply", Safety.REPEATABLE), Step("unhide_reply", Safety.REPEATABLE)
_MOST_HIDDEN = 300
_MOST_PAGES = 100

PLANS: Mapping[Act, tuple[Step, ...]] = {
    Act.DELETE: (_DELETE, _DELETE_REST),
    Act.HIDE: (_HIDE,),
    Act.UNHIDE: (_UNHIDE,),
}


def delete_post(job: Job) -> Outcome:
    """Take away the post itself, at once. One that is gone already is gone."""
    target = Place.of(job.outbound.target_id)
    if target.repo != job.line.account.remote_id:
        return Rejected(Reason.UNSUPPORTED, "only the account's own posts can be taken away")
    return _delete(job, target) or Advanced()


def delete_rest(job: Job) -> Outcome:
    """Take away what the account hung under it: the further posts of a thread, the first comment. They would stay otherwise."""
    target, cursor = job.outbound.target_id, ""
    for _ in range(_MOST_PAGES):
        page = _own_posts(job, cursor)
        if isinstance(page, Refusal):
            return page
        for one in items(page, "records"):
            below = text(sub(one, "value", "reply", "root"), "uri") == target
            refused = _delete(job, Place.of(text(one, "uri"))) if below else None
            if refused:
                return refused
        cursor = text(page, "cursor")
        if not cursor:
            break
    return Published(target)


def hide_reply(job: Job) -> Outcome:
    """Hide an answer under a post of ours: the gate of that post names it."""
    return _gate(job, hide=True)


def unhide_reply(job: Job) -> Outcome:
    """Show it again."""
    return _gate(job, hide=False)


STEPS: Mapping[str, StepRun] = {
    _DELETE.name: delete_post,
    _DELETE_REST.name: delete_rest,
    _HIDE.name: hide_reply,
    _UNHIDE.name: unhide_reply,
}


def _own_posts(job: Job, cursor: str) -> Json | Refusal:
    params = {"repo": job.line.account.remote_id, "collection": POST, "limit": "100"}
    return ask(job.line, Call("com.atproto.repo.listRecords", params | ({"cursor": cursor} if cursor else {})))


def _delete(job: Job, place: Place) -> Refusal | None:
    told = answered(job.line, Call("com.atproto.repo.deleteRecord", body=place.params))
    return told if isinstance(told, Refusal) and not is_gone(told) else None


def _gate(job: Job, *, hide: bool) -> Outcome:
    target = job.outbound.target_id
    told = read(job.line, target)
    if isinstance(told, Refusal):
        return told
    root = Place.of(root_of(told)["uri"])
    if root.repo != job.line.account.remote_id or root.uri == target:
        return Rejected(Reason.UNSUPPORTED, "only answers under the account's own posts can be hidden")
    gate = read(job.line, Place(root.repo, GATE, root.rkey).uri)
    if isinstance(gate, Refusal) and not is_gone(gate):
        return gate
    return _write_gate(job, root, {} if isinstance(gate, Refusal) else gate, hide=hide)


def _write_gate(job: Job, root: Place, gate: Json, *, hide: bool) -> Outcome:
    """Write the gate anew, with whatever else it says, unless somebody wrote it meanwhile."""
    target, said = job.outbound.target_id, sub(gate, "value")
    before = [str(one) for one in said.get("hiddenReplies") or []]
    if (target in before) is hide:
        return Published(target)
    hidden = [*before, target] if hide else [one for one in before if one != target]
    if len(hidden) > _MOST_HIDDEN:
        return Rejected(Reason.REFUSED, f"at most {_MOST_HIDDEN} answers of one post can be hidden")
    fresh: dict[str, Any] = {"$type": GATE, "post": root.uri, "createdAt": datetime.now(UTC).isoformat()}
    body = Place(root.repo, GATE, root.rkey).params | {
        "record": fresh | said | {"hiddenReplies": hidden},
        "swapRecord": text(gate, "cid") or None,
    }
    told = ask(job.line, Call("com.atproto.repo.putRecord", body=body))
    if because(told, SWAP):
        return Retryable(Reason.TRANSIENT, "somebody else changed it at the same moment")
    return told if isinstance(told, Refusal) else Published(target)
