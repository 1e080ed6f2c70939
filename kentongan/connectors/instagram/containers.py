"""Containers: what Instagram prepares before anything is public. They live 24 hours; making another is harmless."""

from __future__ import annotations

from kentongan.connectors.contract import Reason, Refusal, Retryable
from kentongan.connectors.folder import Job
from kentongan.connectors.graph import ask
from kentongan.connectors.reading import text


def create(job: Job) -> str | Refusal:
    """Make the container to publish: one picture, or a carousel of several. Instagram fetches each by its address."""
    if len(job.outbound.media) == 1:
        return _create(job, {**_picture(job, 0), "caption": job.outbound.text})
    children: list[str] = []
    for position in range(len(job.outbound.media)):
        child = _create(job, {**_picture(job, position), "is_carousel_item": "true"})
        if isinstance(child, Refusal):
            return child
        children.append(child)
    return _create(job, {"media_type": "CAROUSEL", "children": ",".join(children), "caption": job.outbound.text})


def status(job: Job) -> tuple[str, str] | Refusal:
    """The container's state and, where it failed, the sentence that carries the subcode."""
    told = ask(job.line, "GET", job.memory.get("container", ""), {"fields": "status_code,status"})
    if isinstance(told, Refusal):
        return told
    return text(told, "status_code"), text(told, "status")


def _picture(job: Job, position: int) -> dict[str, str]:
    file = job.outbound.media[position]
    return {"image_url": file.url, "alt_text": file.alt_text}


def _create(job: Job, fields: dict[str, str]) -> str | Refusal:
    told = ask(job.line, "POST", f"{job.line.account.remote_id}/media", fields)
    if isinstance(told, Refusal):
        return told
    return text(told, "id") or Retryable(Reason.UNREADABLE, "a container without id")
