"""Drawing pages from a template and data. The drawing is done by a process of its own that is ended when it takes too long."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

SECONDS = 8.0
KEPT_FOR = 300  #: requests answered by one process; a fresh one gives back what the renderer remembered
MOST_INPUT = 8 << 20
ROOT = Path(__file__).parents[2]
TEMPLATES = Path(__file__).parent / "templates"
PICTURE = re.compile(r"[0-9a-z]{1,64}\.(jpg|png)")


class NotDrawnError(Exception):
    """No page came of it; the sentence is for the log."""


class TookTooLongError(NotDrawnError):
    """Drawing was ended at its time limit."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page that is wanted. `width` and `height` in pixels; `scale`: 0.5 draws it at half of them."""

    width: int
    height: int
    format: Literal["png", "pdf"] = "png"
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """What was drawn, and what the template told about it (see the template)."""

    content: bytes
    told: Mapping[str, Any] = field(default_factory=dict)


class Renderer:
    """A process that draws, kept warm. One request at a time; others wait, and not longer than their own limit."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._owner = 0
        self._answered = 0

    def draw(
        self,
        template: str,
        data: Mapping[str, Any],
        sheets: Sequence[Sheet],
        *,
        pictures: Mapping[str, bytes] | None = None,
        seconds: float = SECONDS,
    ) -> list[Page]:
        """Draw every sheet of `template` (a name in templates/) with `data`, which reaches it as JSON and never as markup.

        `pictures`: file name → JPEG or PNG; the data names them. ValueError for a name that is none. TookTooLongError after `seconds`; NotDrawnError for anything else that keeps it from being drawn.
        """
        told = {"template": template, "data": json.dumps(data), "sheets": [asdict(sheet) for sheet in sheets]}
        line = json.dumps(told).encode() + b"\n"
        if len(line) > MOST_INPUT:
            raise NotDrawnError(f"{len(line)} bytes are more than is drawn")
        if not self._turn.acquire(timeout=seconds):
            raise TookTooLongError("others were still drawing")
        try:
            return self._ask(line, pictures or {}, seconds)
        finally:
            self._turn.release()

    def stop(self) -> None:
        """End the process; the next request starts another."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()
            if self._folder is not None:
                self._folder.cleanup()

    def _ask(self, line: bytes, pictures: Mapping[str, bytes], seconds: float) -> list[Page]:
        process = self._running()
        kept = [self._laid(name, content) for name, content in pictures.items()]
        late = threading.Event()
        watch = threading.Timer(seconds, _end, (process, late))
        watch.start()
        try:
            return self._told(process, line)
        except (OSError, EOFError) as cause:
            self.stop()
            if late.is_set():
                raise TookTooLongError(f"not drawn within {seconds:.1f} s") from cause
            raise NotDrawnError("the drawing process ended by itself") from cause
        finally:
            watch.cancel()
            for place in kept:
                place.unlink(missing_ok=True)

    def _laid(self, name: str, content: bytes) -> Path:
        if self._folder is None or not PICTURE.fullmatch(name):
            raise ValueError(name)
        place = Path(self._folder.name) / name
        place.write_bytes(content)
        return place

    def _told(self, process: subprocess.Popen[bytes], line: bytes) -> list[Page]:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(line)
        process.stdin.flush()
        (length,) = struct.unpack(">I", _exactly(process, 4))
        heads = json.loads(_exactly(process, length))
        pages = [Page(_exactly(process, head["size"]), head["told"]) for head in heads]
        self._answered += 1
        if trouble := heads[0]["told"].get("trouble"):
            raise NotDrawnError(trouble)
        return pages

    def _running(self) -> subprocess.Popen[bytes]:
        old = self._process
        stale = old is None or old.poll() is not None or self._owner != os.getpid() or self._answered >= KEPT_FOR
        if stale or old is None:
            self.stop()
            self._folder = tempfile.TemporaryDirectory(prefix="kentongan-drawing-")
            shutil.copytree(TEMPLATES, self._folder.name, dirs_exist_ok=True)
            old = self._process = _started(self._folder.name)
            self._owner, self._answered = os.getpid(), 0
        return old


def _started(folder: str) -> subprocess.Popen[bytes]:
    """Begin a process that knows nothing of ours: no address, no key."""
    bare = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "HOME": "/nonexistent", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kentongan.documents.child", folder]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=bare, cwd=ROOT)


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _exactly(process: subprocess.Popen[bytes], size: int) -> bytes:
    got = process.stdout.read(size) if process.stdout else b""
    if len(got) < size:
        raise EOFError
    return got


RENDERER = Renderer()
"""The one of this process."""
atexit.register(RENDERER.stop)
draw = RENDERER.draw
