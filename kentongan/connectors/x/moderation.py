"""Acts on what stands on X already: taking a post of ours away, hiding a citizen's reply and showing it again.

docs.x.com x-api/posts/delete-post and hide-replies, read 2026-11. Doing one twice is doing it once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from kentongan.connectors.contract import Act, Advanced, Outcome, Published, Reason, Refusal, Rejected, Safety, Step
from kentongan.connectors.folder import Job, StepRun
from kentongan.connectors.reading import Json, items, text
from kentongan.connectors.x import messages
from kentongan.connectors.x.calling import ask
from kentongan.connectors.x.schemas import replied_to

_DELETE, _DELETE_REST = Step("delete_post", Safety.REPEATABLE), Step("delete_rest", Safety.REPEATABLE)
_HIDE, _UNHIDE = Step("hide_reply", Safety.REPEATABLE), Step("unhide_reply", Safety.REPEATABLE)
_FIRST_MILLISECOND = 1_288_834_974_657
_THREAD_SPAN = timedelta(days=2)
"""Within this time of a post its thread and its first comment were written."""


PLANS: Mapping[Act, tuple[Step, ...]] = {
    Act.DELETE: (_DELETE, _DELETE_REST),
    Act.HIDE: (_HIDE,),
    Act.UNHIDE: (_UNHIDE,),
    Act.MESSAGE: (messages.SEND,),
}


def delete_post(job: Job) -> Outcome:
    """Take away the post itself: at once, before anything is looked up. One that is gone already is gone."""
    refused = _delete(job, job.outbound.target_id)
    return refused or Advanced()


def delete_rest(job: Job) -> Outcome:
    """Take away what the account hung under it: the further posts of a thread, the first comment. X leaves them standing."""
    rest = _rest(job)
    if isinstance(rest, Refusal):
        return rest
    for post_id in rest:
        refused = _delete(job, post_id)
        if refused:
            return refused
    return Published(job.outbound.target_id)


def hide_reply(job: Job) -> Outcome:
    """Hide a reply under a post of ours. X lets nobody delete another's."""
    return _hidden(job, hidden=True)


def unhide_reply(job: Job) -> Outcome:
    """Show it again."""
    return _hidden(job, hidden=False)


STEPS: Mapping[str, StepRun] = {
    _DELETE.name: delete_post,
    _DELETE_REST.name: delete_rest,
    _HIDE.name: hide_reply,
    _UNHIDE.name: unhide_reply,
    messages.SEND.name: messages.send,
}


def _delete(job: Job, post_id: str) -> Refusal | None:
    told = ask(job.line, "DELETE", f"tweets/{post_id}")
    if isinstance(told, Rejected) and told.code == Reason.GONE:
        return None
    return told if isinstance(told, Refusal) else None


def _hidden(job: Job, *, hidden: bool) -> Outcome:
    told = ask(job.line, "PUT", f"tweets/{job.outbound.target_id}/hidden", json={"hidden": hidden})
    return told if isinstance(told, Refusal) else Published(job.outbound.target_id)


def _rest(job: Job) -> list[str] | Refusal:
    """The account's own posts that hang, one under the other, under the one taken away."""
    root = job.outbound.target_id
    told = ask(
        job.line,
        "GET",
        f"users/{job.line.account.remote_id}/tweets",
        params={
            "since_id": root,
            "end_time": _end_of_thread(root),
            "max_results": "100",
            "tweet.fields": "referenced_tweets",
        },
    )
    return told if isinstance(told, Refusal) else _chain(root, items(told, "data"))


def _chain(root: str, newest_first: tuple[Json, ...]) -> list[str]:
    chain = [root]
    for one in reversed(newest_first):
        if replied_to(one) in chain:
            chain.append(text(one, "id"))
    return chain[1:]


def _end_of_thread(post_id: str) -> str:
    """When the thread of a post was surely finished, from the time in its id; "" when that lies ahead or cannot be read."""
    if not post_id.isdecimal():
        return ""
    written = datetime.fromtimestamp(((int(post_id) >> 22) + _FIRST_MILLISECOND) / 1000, UTC)
    end = written + _THREAD_SPAN
    return end.strftime("%Y-%m-%dT%H:%M:%SZ") if end < datetime.now(UTC) else ""
