"""Remote ids in each platform's own form, so that a client that expects the wrong form fails here and not in public."""

from __future__ import annotations

import base64
import itertools
import secrets

_X_EPOCH_MS = 1_288_834_974_657
_counter = itertools.count(secrets.randbelow(1 << 12))


def digits(length: int, lead: str = "") -> str:
    """Make a random number of `length` digits that begins with `lead`."""
    rest = length - len(lead)
    return lead + str(secrets.randbelow(9 * 10 ** (rest - 1)) + 10 ** (rest - 1))


def snowflake(at: float) -> str:
    """Make a 64-bit id that grows with time, as X and TikTok do."""
    low = (next(_counter) & 0xFFF) | (secrets.randbelow(1 << 10) << 12)
    return str(max(int(at * 1000) - _X_EPOCH_MS, 1) << 22 | low)


def url_word(size: int) -> str:
    """Make a word of letters, digits, - and _ with `size` characters."""
    return base64.urlsafe_b64encode(secrets.token_bytes(size)).decode()[:size]


def post_id(platform: str, account: str, at: float) -> str:
    """Make the id of a new post."""
    return {
        "facebook": lambda: f"{account}_{digits(15, '12')}",
        "instagram": lambda: digits(17, "179"),
        "x": lambda: snowflake(at),
        "youtube": lambda: url_word(11),
        "tiktok": lambda: snowflake(at),
    }[platform]()


def comment_id(platform: str, post: str, parent: str, at: float) -> str:
    """Make the id of a new comment."""
    return {
        "facebook": lambda: f"{post.rpartition('_')[2]}_{digits(15, '7')}",
        "instagram": lambda: digits(17, "178"),
        "x": lambda: snowflake(at),
        "youtube": lambda: f"{parent}.{url_word(22)}" if parent else f"Ug{url_word(24)}",
        "tiktok": lambda: snowflake(at),
    }[platform]()
