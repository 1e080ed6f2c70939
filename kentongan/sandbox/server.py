"""Serves the sandbox from one process, a thread for each connection.

Werkzeug's server and not a faster one, because faults must cut a connection without an answer and this server lets us.
"""

from __future__ import annotations

import signal
import socket
import struct
import threading
from pathlib import Path
from types import FrameType
from wsgiref.types import WSGIEnvironment

from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer, WSGIRequestHandler

from kentongan.sandbox.app import create_app
from kentongan.sandbox.service import Sandbox

_META_HEADERS = ("file_size", "file_url")
_LINGER_NOT = struct.pack("ii", 1, 0)


class QuietHandler(WSGIRequestHandler):
    """Speaks HTTP/1.1, writes no log line a request, and resets a connection that is to be cut."""

    protocol_version = "HTTP/1.1"

    def make_environ(self) -> WSGIEnvironment:
        """Let through the two headers of Meta's upload host that are written with a low line, which werkzeug drops."""
        environ = super().make_environ()
        told = {f"HTTP_{name.upper()}": self.headers.get(name) for name in _META_HEADERS}
        return environ | {name: value for name, value in told.items() if value}

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the record holds every call."""

    def connection_dropped(self, error: BaseException, environ: dict[str, object] | None = None) -> None:  # noqa: ARG002
        """Reset what a fault cuts, and mind no client that went away."""
        if environ and environ.get("sandbox.cut"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        self.close_connection = True


class Server(ThreadedWSGIServer):
    """Threads end with the program."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 512


def build(
    folder: Path, host: str, port: int, *, control_key: str = "", public_url: str = ""
) -> tuple[BaseWSGIServer, Sandbox]:
    """Open the sandbox in `folder` and bind its address; port 0 takes a free one."""
    sandbox = Sandbox.open(folder, base_url=public_url, control_key=control_key)
    server = Server(host, port, create_app(sandbox), handler=QuietHandler)
    sandbox.base_url = public_url or f"http://{host}:{server.server_port}"
    sandbox.sender.resume()
    return server, sandbox


def serve(folder: Path, host: str, port: int, *, control_key: str = "", public_url: str = "") -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stop = threading.Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked)
    server, sandbox = build(folder, host, port, control_key=control_key, public_url=public_url)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    print(f"sandbox ready http://{host}:{server.server_port}", flush=True)  # noqa: T201  the starter waits for this line
    stop.wait()
    server.shutdown()
    server.server_close()
    sandbox.close()
