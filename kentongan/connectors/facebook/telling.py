"""What all of a Page's acts share: the words that go out, the id a post is known by, its address."""

from __future__ import annotations

from kentongan.connectors.contract import (
    Format,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Published,
    Reason,
    Refusal,
)
from kentongan.connectors.folder import Job
from kentongan.connectors.graph import ask
from kentongan.connectors.reading import Json, text

_SITE = "https://www.facebook.com"


def words(outbound: Outbound) -> str:
    """The text as it goes out. Beside media there is no field for a link, so it stands under the text."""
    if not outbound.link or not outbound.media or outbound.link in outbound.text:
        return outbound.text
    return f"{outbound.text}\n\n{outbound.link}".strip()


def on_feed(outbound: Outbound) -> bool:
    """Tell whether the act is a post among the Page's posts."""
    return outbound.format is Format.FEED


def has_video(outbound: Outbound) -> bool:
    """Tell whether a video goes out."""
    return any(file.kind == "video" for file in outbound.media)


def post_name(page: str, post_id: str) -> str:
    """A post's full id: some edges give only its second half."""
    return post_id if "_" in post_id or not post_id else f"{page}_{post_id}"


def address(told: Json) -> str:
    """The public address; videos give theirs without the site."""
    given = text(told, "permalink_url")
    return _SITE + given if given.startswith("/") else given


def published(job: Job, told: Json | Refusal, *names: str) -> Outcome:
    """The end of a call that makes something public: never a success without an id."""
    if isinstance(told, Refusal):
        return told
    remote_id = text(told, *names)
    if not remote_id:
        return OutcomeUnknown(Reason.UNREADABLE, "an answer without id")
    return Published(remote_id, _permalink(job, remote_id))


def _permalink(job: Job, remote_id: str) -> str:
    # Asked after the commit and allowed to fail: the post is out whatever comes of it.
    told = ask(job.line, "GET", remote_id, {"fields": "permalink_url"})
    return "" if isinstance(told, Refusal) else address(told)
