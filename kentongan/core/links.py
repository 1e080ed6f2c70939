"""Links in a text that lead nowhere for the public: to private networks, to this machine, to a cloud's own addresses. Pure."""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from urllib.parse import unquote

_LINK = re.compile(r"(?:https?|ftp)://([^\s/?#\\<>\"'“”]+)", re.IGNORECASE)
_PORT = re.compile(r":\d*$")
_ENDS_TEXT = ".,;:!)]}’”"
_NAMES_OF_OFFICES = (
    ".local",
    ".localhost",
    ".localdomain",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".home.arpa",
)
_NAMES_THAT_SAY_AN_ADDRESS = (".nip.io", ".sslip.io", ".xip.io", ".localtest.me", ".lvh.me")
_V4_INSIDE = ipaddress.ip_network("64:ff9b::/96")


def private_links(text: str) -> tuple[str, ...]:
    """The places in a text's links that the public cannot open, as they were written, each once."""
    told = (_place(found.group(1)) for found in _LINK.finditer(unicodedata.normalize("NFKC", text)))
    return tuple(dict.fromkeys(place for place in told if not is_public(place)))


def is_public(host: str) -> bool:
    """Tell whether anyone on the internet could reach this name or address, however it is spelled. No name is looked up."""
    name = unquote(host).lower().strip("[]").rstrip(".")
    address = _address(name)
    if address is not None:
        return address.is_global and not address.is_multicast
    if name.endswith(_NAMES_THAT_SAY_AN_ADDRESS):
        return False
    return "." in name and not name.endswith(_NAMES_OF_OFFICES) and not name.rpartition(".")[2].isdecimal()


def _place(written: str) -> str:
    """The host of a link, without the name before it and the port behind."""
    host = written.rpartition("@")[2]
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return _PORT.sub("", host.rstrip(_ENDS_TEXT))


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The number behind a name that is one, also in the short, octal and decimal spellings browsers take."""
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        try:
            return ipaddress.IPv4Address(socket.inet_aton(name))
        except (OSError, ValueError):
            return None
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in _V4_INSIDE:
            inside = ipaddress.IPv4Address(address.packed[-4:])
        return inside or address
    return address
