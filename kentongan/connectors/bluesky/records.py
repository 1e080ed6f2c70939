"""Records: their addresses, their keys, and reading one.

atproto.com specs/record-key and specs/tid, read 2026-11.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kentongan.connectors.bluesky.calling import Call, ask
from kentongan.connectors.contract import Reason, Refusal, Retryable
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json, sub, text

POST = "app.bsky.feed.post"
GATE = "app.bsky.feed.threadgate"
SITE = "bsky.app"
_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_LETTERS = 13
_START = 1_672_531_200_000_000  # 2023-01-01 in microseconds; 2**46 of them end in March 2025, so no key lies ahead
_SPAN_BITS, _CLOCK_BITS = 46, 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies."""

    repo: str
    collection: str
    rkey: str

    @classmethod
    def of(cls, uri: str) -> Place:
        """Read `at://repo/collection/rkey`; empty words where one lacks."""
        repo, _, rest = uri.removeprefix("at://").partition("/")
        collection, _, rkey = rest.partition("/")
        return cls(repo, collection, rkey)

    @property
    def uri(self) -> str:
        """Its address on the network."""
        return f"at://{self.repo}/{self.collection}/{self.rkey}"

    @property
    def params(self) -> dict[str, str]:
        """As the repository's methods want it."""
        return {"repo": self.repo, "collection": self.collection, "rkey": self.rkey}


def key_of(delivery: str, part: int = 0) -> str:
    """The record key of an act, the same whenever it is asked for: writing twice is writing one record.

    The network wants a TID: 53 bits of time and 10 of a clock's number, in base 32. Both come out of a hash of the delivery's
    id, so that no two acts share one, and no clock of ours has to be right.
    """
    drawn = int.from_bytes(hashlib.sha256(f"{delivery}/{part}".encode()).digest()[:8], "big")
    span, clock = drawn >> (64 - _SPAN_BITS), drawn & ((1 << _CLOCK_BITS) - 1)
    number = (_START + span) << _CLOCK_BITS | clock
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(_LETTERS)))


def read(line: Line, uri: str) -> Json | Refusal:
    """A record as it lies in its repository: `uri`, `cid`, `value`."""
    told = ask(line, Call("com.atproto.repo.getRecord", Place.of(uri).params))
    if isinstance(told, Refusal) or text(told, "cid"):
        return told
    return Retryable(Reason.UNREADABLE, "a record without its hash")


def reference(told: Json) -> dict[str, str]:
    """A strong reference: the address and the hash of what lies there."""
    return {"uri": text(told, "uri"), "cid": text(told, "cid")}


def root_of(told: Json) -> dict[str, str]:
    """The first post of the conversation a record belongs to: itself, where it answers nothing."""
    root = reference(sub(told, "value", "reply", "root"))
    return root if root["uri"] else reference(told)


def permalink(line: Line, uri: str) -> str:
    """Where the public finds a post, whatever the account's handle is."""
    place = Place.of(uri)
    return line.url(SITE, f"profile/{place.repo}/post/{place.rkey}") if place.rkey else ""
