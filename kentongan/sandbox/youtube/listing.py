"""Which comments a list shows: by video, channel or thread, and by their moderation status."""

from __future__ import annotations

from kentongan.sandbox import public
from kentongan.sandbox.calls import Call
from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.youtube.moderation import HELD, PUBLISHED
from kentongan.sandbox.youtube.videos import existing

_REJECTED = (
    " AND NOT EXISTS (SELECT 1 FROM thing t WHERE t.world = c.world AND t.platform = 'youtube' AND t.kind = 'Moderation'"
    " AND t.remote_id = c.remote_id AND t.data LIKE '%\"rejected\"%')"
)
_SHOWN = {PUBLISHED: " AND c.hidden = 0", HELD: " AND c.hidden = 1" + _REJECTED}
_NOTHING = " AND 1 = 0"  # what was rejected can no more be found
_FROM = (
    " FROM comment c JOIN post p ON p.world = c.world AND p.platform = c.platform AND p.remote_id = c.post"
    " WHERE c.world = ? AND c.platform = 'youtube' AND c.deleted_at IS NULL AND p.deleted_at IS NULL"
)


def threads(call: Call, column: str, value: str, status: str, size: int, behind: int) -> list[tuple[Post, Comment]]:
    """First comments under a video (`post`) or a channel's videos (`account`), newest first."""
    where = " AND c.parent = '' AND " + {"post": "c.post", "account": "p.account"}[column] + " = ?"
    where += _SHOWN.get(status, _NOTHING) + " AND (? = 0 OR c.seq < ?)"
    found = _read(call, where + " ORDER BY c.seq DESC LIMIT ?", value, behind, behind, size)
    posts = {one.post: existing(call, one.post) for one in found}
    return [(post, one) for one in found if (post := posts[one.post])]


def answers(call: Call, parent: Comment, size: int, behind: int = 0, *, newest_first: bool = False) -> list[Comment]:
    """Answers that share their first comment's lot: shown where it is shown."""
    order, over = ("DESC", "<") if newest_first else ("ASC", ">")
    where = f" AND c.parent = ? AND c.hidden = ? AND (? = 0 OR c.seq {over} ?) ORDER BY c.seq {order} LIMIT ?"
    return _read(call, where, parent.remote_id, int(parent.hidden), behind, behind, size)


def answer_count(call: Call, parent: Comment) -> int:
    """Count them."""
    sql = "SELECT count(*)" + _FROM + " AND c.parent = ? AND c.hidden = ?"
    return call.store.number(sql, call.world.slug, parent.remote_id, int(parent.hidden))


def _read(call: Call, where: str, *values: object) -> list[Comment]:
    rows = call.store.rows("SELECT c.remote_id" + _FROM + where, call.world.slug, *values)
    found = [public.comment(call.store, call.world.slug, "youtube", row["remote_id"]) for row in rows]
    return [one for one in found if one]
