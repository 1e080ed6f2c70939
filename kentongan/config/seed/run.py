"""The whole seed, in order: what is in the database first, then what the sandbox must know."""

from __future__ import annotations

from kentongan.config.seed import channels, governments, people, sandbox


def seed() -> None:
    """Put the example governments in; running it again only adds what is missing."""
    for government in governments.seed():
        people.seed(government)
        channels.seed(government)
        if sandbox.is_there():
            sandbox.register_world(government)
