"""Links that lead away from the government's own addresses. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.compliance.checking.numbers import phone_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

_LINK = re.compile(
    r"(?<![\w@.-])(?:(https?://)|(www\.))?([a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+){1,5})(?::\d{2,5})?(/[^\s<>\"'“”]{0,400})?(?![\w@])"
)
_LEADS_BEFORE = re.compile(
    r"(?:\b(?:di|ke|melalui|lewat|klik|kunjungi|akses|buka|tautan|link|laman|situs|website|web|daftar|unduh|isi|formulir|pendaftaran)\b[^\w\n]{1,3}|[:→➡👉] ?)$"
)
_HOTLINE = re.compile(r"/(?:send/?\?phone=)?\+?(\d{8,15})")
ENDINGS = frozenset(
    [
        "com",
        "net",
        "org",
        "id",
        "co",
        "info",
        "biz",
        "xyz",
        "me",
        "ly",
        "gl",
        "link",
        "site",
        "online",
        "top",
        "app",
        "dev",
        "io",
        "us",
        "club",
        "vip",
        "shop",
        "store",
        "live",
        "page",
        "gg",
        "cc",
        "to",
        "tk",
        "ml",
        "ga",
        "cf",
        "gq",
        "pw",
        "win",
        "fun",
    ]
)
OFFICIAL = (".go.id", ".desa.id", ".ac.id", ".sch.id", ".mil.id")


def leading_away(reading: Reading, given: Given) -> Iterator[Hit]:
    """Links to hosts that are neither a government's, nor a platform where it has accounts, nor allowed by the rule."""
    allowed, short = given.listed("boleh"), given.listed("pemendek")
    for found in _LINK.finditer(reading.low):
        scheme, www, host, path = found.groups()
        host = host.removeprefix("www.")
        known = scheme or www or host in short or host.rpartition(".")[2] in ENDINGS
        if not known or _fine(host, path or "", given, allowed):
            continue
        led = (
            scheme
            or www
            or path
            or host in short
            or _LEADS_BEFORE.search(reading.low[max(0, found.start() - 16) : found.start()])
        )
        only_told = not (scheme or www or path) and reading.has(
            given.words("waspada"), *reading.near(reading.word_at(found.start()), around=1)
        )
        if led and not only_told:
            start, end = found.span()
            yield reading.hit(start, end - (len(found.group()) - len(found.group().rstrip(".,;:!?)"))))


def _fine(host: str, path: str, given: Given, allowed: frozenset[str]) -> bool:
    if host.endswith(OFFICIAL) or f".{host}".endswith(OFFICIAL) or _under(host, given.facts.domains):
        return True
    if host in {"wa.me", "api.whatsapp.com"}:
        number = _HOTLINE.match(path)
        return number is not None and phone_key(number.group(1)) in given.facts.phones
    return any(_allows(one, host, path) for one in allowed)


def _allows(one: str, host: str, path: str) -> bool:
    """A name allows its subdomains (youtube.com); with a path, that path only (goo.gl/maps)."""
    name, slash, start = one.partition("/")
    return (host == name or host.endswith(f".{name}")) and (not slash or path.startswith(f"/{start}"))


def _under(host: str, domains: frozenset[str]) -> bool:
    return any(host == own or host.endswith(f".{own}") for own in domains)
