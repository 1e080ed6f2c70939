"""The fields of "Pilihan Instagram" as the desk posts them: `v-<channel>-link`, `v-<channel>-part-2`, `v-<channel>-set-<name>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.connectors.contract import Format, Poll
from kentongan.content.extras import DAY, LONGEST, LONGEST_LINK, LONGEST_VALUE, Extra

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = re.compile(r"v-([0-9]{1,18})-extra")
MOST_PARTS = 100


def extras_in(data: Mapping[str, str]) -> dict[int, Extra]:
    """By channel, for those whose fields were shown."""
    shown = (SHOWN.fullmatch(key) for key in data)
    return {int(found[1]): _read(data, f"v-{found[1]}-") for found in shown if found}


def _read(data: Mapping[str, str], prefix: str) -> Extra:
    form = data.get(f"{prefix}format", "")
    options = tuple(_numbered(data, f"{prefix}option-"))
    minutes = data.get(f"{prefix}minutes", "")[:6]
    return Extra(
        format=Format(form) if form in set(Format) else Format.FEED,
        link=data.get(f"{prefix}link", "")[:LONGEST_LINK],
        parts=tuple(_numbered(data, f"{prefix}part-")),
        poll=Poll(options, int(minutes) if minutes.isdecimal() else DAY) if any(options) else None,
        settings=_named(data, f"{prefix}set-"),
        first_comment=data.get(f"{prefix}comment", "")[:LONGEST],
    )


def _numbered(data: Mapping[str, str], prefix: str) -> list[str]:
    """The values of `prefix`1, `prefix`2, …, in the order of their numbers."""
    found = {key.removeprefix(prefix): value for key, value in data.items() if key.startswith(prefix)}
    numbers = sorted(int(key) for key in found if key.isdecimal() and key.isascii())
    return [found[str(number)][:LONGEST] for number in numbers[:MOST_PARTS] if str(number) in found]


def _named(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    found = {key.removeprefix(prefix): value for key, value in data.items() if key.startswith(prefix)}
    return {key: value[:LONGEST_VALUE] for key, value in found.items() if value}
