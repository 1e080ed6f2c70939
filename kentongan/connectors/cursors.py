"""A cursor over a two-level list: pages of comments, and the threads whose replies did not fit on the page."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kentongan.connectors.reading import text


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where reading goes on. Good for one run only: platforms let their page marks die."""

    page: str = ""
    threads: tuple[str, ...] = ()  #: comments whose replies are still to be read, before the next page
    reply_page: str = ""  #: where to go on in the first of `threads`

    @classmethod
    def read(cls, written: str) -> Cursor:
        """Read what `written` holds; anything else starts from the beginning."""
        try:
            held = json.loads(written or "{}")
        except ValueError:
            return cls()
        threads = held.get("threads", []) if isinstance(held, dict) else []
        return cls(text(held, "page"), tuple(str(one) for one in threads), text(held, "reply_page"))

    def write(self) -> str:
        """The cursor as text; empty when nothing is left to read."""
        if not self.page and not self.threads:
            return ""
        return json.dumps({"page": self.page, "threads": list(self.threads), "reply_page": self.reply_page})

    def after_replies(self, more: str) -> Cursor:
        """The cursor after a page of the first thread's replies, with `more` of them at that mark."""
        return Cursor(self.page, self.threads if more else self.threads[1:], more)
