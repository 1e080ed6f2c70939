"""What an account does to things that stand already: new words, hidden, taken away. Nothing is forgotten by the record."""

from __future__ import annotations

import time

from kentongan.sandbox.public import Comment, Post
from kentongan.sandbox.store import Store, dump, load


def edit_post(store: Store, world: str, of: Post, *, text: str | None = None, title: str | None = None) -> None:
    """Give a post new words; the earlier ones stay in `edits`."""
    with store.write() as db:
        row = store.row("SELECT text, title, edits FROM post WHERE seq = ? AND world = ?", of.seq, world)
        if row is None:
            return
        before = [*load(row["edits"]), {"at": time.time(), "text": row["text"], "title": row["title"]}]
        words = (row["text"] if text is None else text, row["title"] if title is None else title)
        db.execute("UPDATE post SET text = ?, title = ?, edits = ? WHERE seq = ?", (*words, dump(before), of.seq))


def delete_post(store: Store, world: str, of: Post) -> None:
    """Take a post away from the public."""
    with store.write() as db:
        db.execute(
            "UPDATE post SET deleted_at = ? WHERE seq = ? AND world = ? AND deleted_at IS NULL",
            (time.time(), of.seq, world),
        )


def edit_comment(store: Store, world: str, of: Comment, text: str) -> None:
    """Give a comment new words."""
    with store.write() as db:
        db.execute("UPDATE comment SET text = ? WHERE seq = ? AND world = ?", (text, of.seq, world))


def hide_comment(store: Store, world: str, of: Comment, *, hidden: bool) -> None:
    """Hide a comment from the public, or show it again; answers to it go with it on the feed's page."""
    with store.write() as db:
        db.execute("UPDATE comment SET hidden = ? WHERE seq = ? AND world = ?", (int(hidden), of.seq, world))


def delete_comment(store: Store, world: str, of: Comment, *, answers: bool = True) -> None:
    """Take a comment away, and the answers to it unless the platform leaves them standing."""
    parent = of.remote_id if answers else None
    with store.write() as db:
        db.execute(
            "UPDATE comment SET deleted_at = ? WHERE world = ? AND platform = ? AND deleted_at IS NULL"
            " AND (remote_id = ? OR parent = ?)",
            (time.time(), world, of.platform, of.remote_id, parent),
        )


def mark_post(store: Store, world: str, of: Post, **more: object) -> None:
    """Note something about a post that its platform keeps beside the words: a cover, a setting."""
    with store.write() as db:
        row = store.row("SELECT extra FROM post WHERE seq = ? AND world = ?", of.seq, world)
        if row is not None:
            db.execute("UPDATE post SET extra = ? WHERE seq = ?", (dump(load(row["extra"]) | more), of.seq))
