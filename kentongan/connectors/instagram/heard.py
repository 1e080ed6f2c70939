"""What others say away from our posts: media that tag the account, mentions by their id, private messages.

reference/ig-user/tags, mentioned_comment, mentioned_media and messaging-api/conversations, read 2026-11. A mention in a comment
is in no list: only a push names it, without its words; `mentions` with the mention's id as cursor reads exactly that one.
"""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import CommentPage, Refusal, RemoteComment, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.graph import PAGE_SIZE, after, ask
from kentongan.connectors.instagram.schemas import mention, message, parts_of_mention
from kentongan.connectors.reading import Json, items, sub, text

_MEDIUM = "id,caption,timestamp,username,permalink"
_COMMENT = "id,text,timestamp,username,media{id}"
_TALK = "id,participants,messages.limit(50){id,message,from,created_time}"
_TALKS = "20"


def mentions(line: Line, cursor: str) -> CommentPage | Unread:
    """One page of media that tag the account, newest first; or the one mention that the cursor names."""
    one = parts_of_mention(cursor)
    if one is not None:
        return _single(line, *one)
    fields = {"fields": _MEDIUM, "limit": PAGE_SIZE, "after": cursor}
    told = ask(line, "GET", f"{line.account.remote_id}/tags", fields)
    if isinstance(told, Refusal):
        return unread(told)
    return CommentPage(tuple(mention(one, text(one, "id")) for one in items(told, "data")), after(told))


def messages(line: Line, cursor: str) -> CommentPage | Unread:
    """The newest messages of one page of conversations, the account's own among them."""
    fields = {"fields": _TALK, "platform": "instagram", "limit": _TALKS, "after": cursor}
    told = ask(line, "GET", f"{line.account.remote_id}/conversations", fields)
    if isinstance(told, Refusal):
        return unread(told)
    said = (one for talk in items(told, "data") for one in said_in(talk, line.account.remote_id))
    return CommentPage(tuple(said), after(told))


def said_in(talk: Json, account: str) -> tuple[RemoteComment, ...]:
    """The messages of one conversation; the other side's id names it."""
    both = items(sub(talk, "participants"), "data")
    person = next((text(one, "id") for one in both if text(one, "id") != account), "")
    return tuple(message(one, person) for one in items(sub(talk, "messages"), "data"))


def _single(line: Line, media_id: str, comment_id: str) -> CommentPage | Unread:
    edge, inside = (
        (f"mentioned_comment.comment_id({comment_id})", _COMMENT)
        if comment_id
        else (f"mentioned_media.media_id({media_id})", _MEDIUM)
    )
    told = ask(line, "GET", line.account.remote_id, {"fields": f"{edge}{{{inside}}}"})
    if isinstance(told, Refusal):
        return unread(told)
    found = sub(told, "mentioned_comment" if comment_id else "mentioned_media")
    return CommentPage((mention(found, media_id, comment_id),) if found else ())
