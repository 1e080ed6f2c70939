"""A post's counts (lexicon app.bsky.feed.getPosts, read 2026-11). The network counts no views."""

from __future__ import annotations

from kentongan.connectors.answers import unread
from kentongan.connectors.bluesky.calling import Call, ask
from kentongan.connectors.contract import Figures, Reason, Refusal, Unread
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import items, number

_NAMES = {"reactions": "likeCount", "comments": "replyCount", "shares": "repostCount + quoteCount"}


def figures(line: Line, post_id: str) -> Figures | Unread:
    """Read the public counts. Passing a post on with words of one's own is sharing it too."""
    told = ask(line, Call("app.bsky.feed.getPosts", {"uris": post_id}))
    if isinstance(told, Refusal):
        return unread(told)
    if not isinstance(told.get("posts"), list):
        return Unread(Reason.UNREADABLE, "no list of posts")
    post = next(iter(items(told, "posts")), None)
    if post is None:
        return Unread(Reason.GONE, "not shown (any more, or not yet)")
    shares = [one for one in (number(post, "repostCount"), number(post, "quoteCount")) if one is not None]
    return Figures(
        reactions=number(post, "likeCount"),
        comments=number(post, "replyCount"),
        shares=sum(shares) if shares else None,
        names=_NAMES,
    )
