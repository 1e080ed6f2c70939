"""Answering with a file or a part of it (RFC 9110 §14), for players and platforms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
CHUNK = 256 * 1024
OK, PARTIAL, NOT_SATISFIABLE = 200, 206, 416


def send(request: HttpRequest, path: Path, mime: str) -> HttpResponseBase:
    """Send the file at `path`, whole or the one range asked for. A HEAD gets the same headers without the bytes."""
    size = path.stat().st_size
    asked = request.headers.get("Range", "")
    span = span_of(asked, size) if asked else (0, size)
    if span is None:
        return HttpResponse(status=NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
    start, end = span
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=86400, immutable",
        "Content-Length": str(end - start),
    }
    if asked:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    content = _part(path, start, end) if request.method == "GET" else iter(())
    status = PARTIAL if asked else OK
    return StreamingHttpResponse(content, status=status, content_type=mime, headers=headers)


def span_of(asked: str, size: int) -> tuple[int, int] | None:
    """Read a Range header: first byte and the byte after the last. None when it cannot be answered."""
    found = _RANGE.fullmatch(asked.strip())
    if not found or found.group() == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else None
    start, end = int(first), min(int(last) + 1 if last else size, size)
    return (start, end) if start < end else None


def _part(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end:
            piece = file.read(min(CHUNK, end - start))
            if not piece:
                return
            start += len(piece)
            yield piece
