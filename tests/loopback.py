"""Small servers on this machine and calls to them, without the waits and preparations that the libraries bring for the open net."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from kentongan.core.addresses import trust

LOOK_SECONDS = 0.01
"""How often a server looks whether it shall end; the library's half second made the end of a test its longest part."""


@contextmanager
def answering(door: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answer on a free port as `door` says, at the address given, until the test is over."""
    with ThreadingHTTPServer(("127.0.0.1", 0), door) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": LOOK_SECONDS}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def call(method: str, address: str, **more: Any) -> httpx.Response:
    """`httpx.request` that does not read the machine's certificates anew for every call."""
    return httpx.request(method, address, **{"timeout": 10, "verify": trust(), **more})
