"""The running sandbox: what every part of it shares, and the acts that touch more than the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kentongan.sandbox import heard, public, webhooks
from kentongan.sandbox.faults import Holds
from kentongan.sandbox.heard import Heard, NewHeard
from kentongan.sandbox.media import Shelf
from kentongan.sandbox.public import Comment, NewComment, Post
from kentongan.sandbox.sender import Sender
from kentongan.sandbox.store import Store
from kentongan.sandbox.worlds import Account, World


@dataclass
class Sandbox:
    """Store, media, webhooks and pause points of one running program."""

    store: Store
    shelf: Shelf
    sender: Sender
    holds: Holds = field(default_factory=Holds)
    base_url: str = ""
    control_key: str = ""

    @classmethod
    def open(cls, folder: Path, *, base_url: str, control_key: str = "") -> Sandbox:
        """Open the sandbox kept in `folder`."""
        store = Store(folder)
        return cls(store, Shelf(folder), Sender(store), base_url=base_url, control_key=control_key)

    def permalink(self, world: World, platform: str, post_id: str, comment_id: str = "") -> str:
        """Give the public address of a post, or of a comment under it."""
        anchor = f"#k-{comment_id}" if comment_id else ""
        return f"{self.base_url}/dunia/{world.slug}/umpan/{platform}/{post_id}{anchor}"

    def feed_url(self, world: World, platform: str) -> str:
        """Give the public address of a feed."""
        return f"{self.base_url}/dunia/{world.slug}/umpan/{platform}"

    def media_url(self, world: World, sha256: str) -> str:
        """Give the public address of a picture or video."""
        return f"{self.base_url}/dunia/{world.slug}/media/{sha256}"

    def avatar_url(self, world: World, account: Account) -> str:
        """Give the address of an account's picture."""
        return f"{self.base_url}/dunia/{world.slug}/gambar/{account.hue}-{account.initial}.svg"

    def cover_url(self, world: World, post: Post) -> str:
        """Give the address of the drawing that stands for a post without a picture."""
        return f"{self.base_url}/dunia/{world.slug}/sampul/{post.platform}/{post.remote_id}.svg"

    def comment(self, world: World, *news: NewComment) -> list[Comment]:
        """Make comments in one transaction and push each new one to whoever asked for webhooks."""
        waiting: set[str] = set()
        made: list[Comment] = []
        with self.store.write():
            for new in news:
                platform = new.post.platform
                known = (
                    bool(new.remote_id) and public.comment(self.store, world.slug, platform, new.remote_id) is not None
                )
                comment = public.add_comment(self.store, world.slug, new)
                link = self.permalink(world, platform, new.post.remote_id, comment.remote_id)
                if not known and webhooks.enqueue(self.store, world, new.post, comment, link):
                    waiting.add(platform)
                made.append(comment)
        for platform in waiting:
            self.sender.wake(world.slug, platform)
        return made

    def tell(self, world: World, post: Post, comment: Comment, verb: str) -> None:
        """Push what was done to a comment to whoever asked for webhooks."""
        if webhooks.enqueue_change(self.store, world, post, comment, verb):
            self.sender.wake(world.slug, post.platform)

    def hear(self, world: World, new: NewHeard) -> Heard:
        """Make a mention or a message and push it to whoever asked for webhooks."""
        with self.store.write():
            known = bool(new.remote_id) and heard.one(self.store, world.slug, new.platform, new.remote_id) is not None
            said = heard.add(self.store, world.slug, new)
            waiting = not known and webhooks.enqueue_heard(self.store, world, said)
        if waiting:
            self.sender.wake(world.slug, new.platform)
        return said

    def close(self) -> None:
        """Stop threads and close the store."""
        self.holds.close()
        self.sender.stop()
        self.store.close()
