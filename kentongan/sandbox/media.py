"""Pictures and videos: kept once per content, recognised by their bytes, fetched from the address a client names."""

from __future__ import annotations

import hashlib
import http.client
import io
import secrets
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

FETCH_SECONDS = 15
_BLOCK = 1 << 20
_VIDEO_MARKS = ((4, b"ftyp", "video/mp4"), (0, b"\x1aE\xdf\xa3", "video/webm"))
_IMAGE_MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True)
class Media:
    """One kept file."""

    sha256: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    alt: str = ""

    @property
    def kind(self) -> str:
        """Give "image" or "video"."""
        return self.mime.partition("/")[0]

    def as_dict(self) -> dict[str, Any]:
        """Give the form in which a post keeps it."""
        return asdict(self)


class Unreachable(Exception):  # noqa: N818  what it is
    """The address could not be fetched; `slow` tells whether it took too long."""

    def __init__(self, *, slow: bool = False) -> None:
        """Remember why."""
        super().__init__("slow" if slow else "unreachable")
        self.slow = slow


def recognise(data: bytes) -> tuple[str, int, int]:
    """Tell mime type, width and height from a file's first bytes; ("", 0, 0) when it is nothing we know."""
    for offset, mark, mime in _VIDEO_MARKS:
        if data[offset : offset + len(mark)] == mark:
            return ("video/quicktime" if data[8:10] == b"qt" else mime), 0, 0
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            return _IMAGE_MIMES.get(image.format or "", ""), image.width, image.height
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return "", 0, 0


def whole_jpeg(data: bytes) -> bool:
    """Tell whether a JPEG file reaches its end mark."""
    return data.rfind(b"\xff\xd9") > len(data) // 2


class Shelf:
    """The folder of media, by content."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, creating it when missing."""
        self.files = folder / "media"
        self.parts = folder / "unfinished"
        self.files.mkdir(parents=True, exist_ok=True)
        self.parts.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Give where a kept file lies."""
        return self.files / sha256

    def part(self, name: str) -> Path:
        """Give where an unfinished upload lies."""
        return self.parts / name

    def keep(self, data: bytes, alt: str = "") -> Media:
        """Keep bytes that are already in memory."""
        mime, width, height = recognise(data)
        name = hashlib.sha256(data).hexdigest()
        if not self.path(name).exists():
            draft = self.parts / secrets.token_hex(8)
            draft.write_bytes(data)
            draft.replace(self.path(name))
        return Media(name, mime, len(data), width, height, alt)

    def keep_part(self, name: str) -> Media:
        """Keep a finished upload."""
        source = self.part(name)
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as stream:
            head = stream.read(_BLOCK)
            mime, width, height = recognise(head)
            while head:
                digest.update(head)
                size += len(head)
                head = stream.read(_BLOCK)
        source.replace(self.path(digest.hexdigest()))
        return Media(digest.hexdigest(), mime, size, width, height)


def receive(source: IO[bytes], target: Path, at: int, length: int) -> int:
    """Write up to `length` bytes of a request to `target` from offset `at`; give how many came before it ended."""
    got = 0
    target.touch()
    with target.open("r+b") as out:
        out.truncate(at)
        out.seek(at)
        while got < length:
            try:
                block = source.read(min(_BLOCK, length - got))
            except (OSError, ValueError):
                break
            except Exception as cut:  # werkzeug's ClientDisconnected, which is an HTTP 400 elsewhere
                if getattr(cut, "code", None) != http.HTTPStatus.BAD_REQUEST:
                    raise
                break
            if not block:
                break
            out.write(block)
            got += len(block)
    return got


def fetch(url: str, limit: int) -> bytes:
    """Fetch a public address as a platform does; at most `limit` + 1 bytes are read."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise Unreachable
    request = urllib.request.Request(url, headers={"User-Agent": "facebookexternalua"})  # noqa: S310  scheme checked above
    try:
        with urllib.request.urlopen(request, timeout=FETCH_SECONDS) as answer:  # noqa: S310
            return bytes(answer.read(limit + 1))
    except TimeoutError as slow:
        raise Unreachable(slow=True) from slow
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as gone:
        raise Unreachable from gone
