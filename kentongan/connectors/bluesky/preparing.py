"""What a post needs before it can be written: the server's time, pictures, who is named, what is answered. Nothing of it is public.

docs.bsky.app docs/advanced-guides/posts and lexicons com.atproto.repo.uploadBlob, read 2026-11.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from kentongan.connectors.answers import server_time
from kentongan.connectors.bluesky import facets
from kentongan.connectors.bluesky.calling import Call, answered, ask
from kentongan.connectors.bluesky.records import read, reference, root_of
from kentongan.connectors.bluesky.wording import answers_to, parts, too_long
from kentongan.connectors.contract import Advanced, Outcome, Reason, Refusal, Rejected, Retryable
from kentongan.connectors.folder import Job, bytes_of
from kentongan.connectors.reading import sub, text


def prepare(job: Job) -> Outcome:
    """Gather it all, and remember it: whatever comes later writes the very same record."""
    refused = too_long(job.outbound)
    if refused:
        return refused
    held: dict[str, str] = {}
    for gather in (_time, _people, _answered, _pictures):
        found = gather(job)
        if isinstance(found, Refusal):
            return found
        held |= found
    return Advanced(held)


def pictures_again(job: Job) -> Retryable | Refusal:
    """Bring the pictures once more: the server forgets those that no post used for some hours. Same bytes, same address."""
    found = _pictures(job)
    return found if isinstance(found, Refusal) else Retryable(Reason.NOT_READY, "the server had forgotten the pictures")


def _time(job: Job) -> dict[str, str] | Refusal:
    """The server's clock; and whether the account may write at all, before any picture is sent."""
    told = answered(job.line, Call("com.atproto.server.getSession"))
    if isinstance(told, Refusal):
        return told
    if isinstance(told.json, dict) and told.json.get("active") is False:
        return Rejected(Reason.POLICY, f"the account is {text(told.json, 'status') or 'not active'}")
    now = server_time(told) or datetime.now(UTC)
    return {"at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")}


def _people(job: Job) -> dict[str, str] | Refusal:
    known: dict[str, str] = {}
    for handle in dict.fromkeys(name for part in parts(job.outbound) for name in facets.names_in(part)):
        told = ask(job.line, Call("com.atproto.identity.resolveHandle", {"handle": handle}))
        if isinstance(told, Rejected):
            continue  # nobody of that name: it stays plain text
        if isinstance(told, Refusal):
            return told
        known[handle] = text(told, "did")
    return {"people": json.dumps(known)} if known else {}


def _answered(job: Job) -> dict[str, str] | Refusal:
    target = answers_to(job.outbound)
    if not target:
        return {}
    told = read(job.line, target)
    if isinstance(told, Refusal):
        return told
    return {"reply": json.dumps({"root": root_of(told), "parent": reference(told)})}


def _pictures(job: Job) -> dict[str, str] | Refusal:
    held: dict[str, str] = {}
    for position, file in enumerate(job.outbound.media):
        content = bytes_of(job, position)
        told = ask(job.line, Call("com.atproto.repo.uploadBlob", content=content, mime=file.mime))
        if isinstance(told, Refusal):
            return told
        blob = sub(told, "blob")
        if not sub(blob, "ref"):
            return Retryable(Reason.UNREADABLE, "a picture without its address")
        held[f"blob_{position}"] = json.dumps(blob)
    return held
