"""Which addresses an outbound call may go to: an allow-list of names, and no private network behind a public name."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import count

import httpcore
import httpx

Resolver = Callable[[str, int], list[str]]
"""A host name and a port to the addresses behind it; raises OSError when there are none."""

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the allow-list: a host pattern (`*.tiktokapis.com`, https only) or the start of an address."""

    host: str
    scheme: str = "https"
    port: int = 443
    path: str = "/"

    @classmethod
    def read(cls, entry: str) -> Destination:
        """Read `graph.facebook.com`, `*.tiktokapis.com` or `http://127.0.0.1:8801/dunia`."""
        if "://" not in entry:
            return cls(entry.lower())
        url = httpx.URL(entry)
        return cls(url.host, url.scheme, _port(url), url.path.rstrip("/") + "/")

    def covers(self, url: httpx.URL) -> bool:
        """Tell whether `url` lies under this entry."""
        same_door = (url.scheme, _port(url)) == (self.scheme, self.port)
        return same_door and self._names(url.host) and (url.path + "/").startswith(self.path) and ".." not in url.path

    def _names(self, host: str) -> bool:
        return host.endswith(self.host[1:]) if self.host.startswith("*.") else host == self.host


class AllowList:
    """The destinations one client may reach. `private` are those configured by address that may be private."""

    def __init__(self, entries: Iterable[str], *, private_ok: bool) -> None:
        entries = tuple(entries)
        self._all = tuple(Destination.read(entry) for entry in entries)
        by_address = (Destination.read(entry) for entry in entries if "://" in entry)
        self._private = {(door.host, door.port) for door in by_address} if private_ok else set()

    def covers(self, url: httpx.URL) -> bool:
        """Tell whether a call to `url` is allowed by name."""
        return any(entry.covers(url) for entry in self._all)

    def may_be_private(self, host: str, port: int) -> bool:
        """Tell whether this installation configured the place itself, so that it may lie on a private network."""
        return (host, port) in self._private


class GuardedNetwork(httpcore.SyncBackend):
    """Connects to the very address that was checked, so that a name cannot point elsewhere between check and use."""

    def __init__(self, allowed: AllowList, resolver: Resolver) -> None:
        super().__init__()
        self._allowed = allowed
        self._resolver = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, refuse what is not public, connect."""
        address = self._checked(host, port)
        return super().connect_tcp(address, port, timeout, local_address, socket_options)

    def _checked(self, host: str, port: int) -> str:
        try:
            addresses = self._resolver(host, port)
        except OSError as problem:
            raise httpcore.ConnectError("name not found") from problem
        public = all(ipaddress.ip_address(address).is_global for address in addresses)
        if not addresses or not (public or self._allowed.may_be_private(host, port)):
            raise httpcore.ConnectError("private address refused")
        return addresses[0]


class SpreadTransport(httpx.BaseTransport):
    """Several pools of connections, each thread with one of them: a pool looks at all its connections on every call."""

    def __init__(self, network: httpcore.NetworkBackend, pools: int = 12) -> None:
        self._pools = [GuardedTransport(network) for _ in range(pools)]
        self._turn = count()
        self._own = threading.local()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it over this thread's pool."""
        if not hasattr(self._own, "pool"):
            self._own.pool = self._pools[next(self._turn) % len(self._pools)]
        answer: httpx.Response = self._own.pool.handle_request(request)
        return answer

    def close(self) -> None:
        """Close every connection."""
        for pool in self._pools:
            pool.close()


class GuardedTransport(httpx.HTTPTransport):
    """httpx with the guarded network underneath."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        super().__init__(verify=trust())
        # httpx has no public way to hand a network backend to httpcore; a test fails when this stops working.
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust(), max_connections=50, keepalive_expiry=3.0, network_backend=network
        )


@cache
def trust() -> ssl.SSLContext:
    """Whose certificates are believed; read once a process, because it takes 50 ms and is the same for every way out."""
    return httpx.create_ssl_context()


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver, IPv4 first: some offices have IPv6 addresses that lead nowhere."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in sorted(found, key=lambda entry: entry[0] != socket.AF_INET)]


def _port(url: httpx.URL) -> int:
    return url.port or _PORTS.get(url.scheme, 0)
