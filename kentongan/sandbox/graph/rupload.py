"""Meta's upload host for Facebook: the bytes of a reel or a video story, from an offset on."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path

from kentongan.sandbox import media, things
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.graph.nodes import caller
from kentongan.sandbox.media import Media, Unreachable
from kentongan.sandbox.things import Thing

HOST = "rupload.facebook.com"
MOST_BYTES = 10 << 30
_FETCH_BYTES = 300 << 20
_PATH = re.compile(r"/video-upload/v\d+\.\d+/(\d+)/?")


def address(call: Call, remote_id: str) -> str:
    """Give where the bytes of a video go."""
    return call.own_url(f"/video-upload/v26.0/{remote_id}", HOST)


def part(call: Call, remote_id: str) -> Path:
    """Give where the bytes lie that have come so far."""
    return call.sandbox.shelf.part(f"fb-{call.world.slug}-{remote_id}")


def arrived(call: Call, remote_id: str) -> int:
    """Count the bytes that have come so far."""
    try:
        return part(call, remote_id).stat().st_size
    except FileNotFoundError:
        return 0


def take(call: Call, remote_id: str) -> Media:
    """Keep a finished upload."""
    return call.sandbox.shelf.keep_part(part(call, remote_id).name)


def _no(kind: str, message: str, status: int = HTTPStatus.BAD_REQUEST, *, retriable: bool = False) -> Refused:
    told = {"retriable": retriable, "type": kind, "message": message}
    return Refused(Reply({"debug_info": told}, status))


def _mine(call: Call) -> Thing:
    found = _PATH.fullmatch(call.path)
    if found is None:
        raise _no("NotFoundError", "Unknown path", HTTPStatus.NOT_FOUND)
    try:
        owners = caller(call)
    except Refused as no:
        raise _no("NotAuthorizedError", "User not authorized to perform this request", HTTPStatus.UNAUTHORIZED) from no
    thing = things.get(call.store, call.world.slug, "facebook", found[1], "Video")
    if thing is None or thing.account not in {one.remote_id for one in owners if one.platform == "facebook"}:
        raise _no("ProcessingFailedError", "There is no such upload")
    return thing


def _header(call: Call, name: str) -> int:
    told = call.request.headers.get(name, "")
    if not told.isdecimal():
        raise _no("InvalidRequestError", f"The header {name} must be a number")
    return int(told)


def _fetched(call: Call, thing: Thing, url: str) -> Reply:
    try:
        data = media.fetch(url, _FETCH_BYTES)
    except Unreachable as gone:
        raise _no("ProcessingFailedError", "The video could not be fetched from this address") from gone
    part(call, thing.remote_id).write_bytes(data)
    things.update(call.store, call.world.slug, thing, total=len(data))
    return Reply({"success": True})


def receive(call: Call) -> Reply:
    """POST: take the bytes from `offset` on. What came before a cut connection stays."""
    thing = _mine(call)
    url = call.request.headers.get("file_url", "")
    if url:
        return _fetched(call, thing, url)
    offset, total = _header(call, "offset"), _header(call, "file_size")
    have = arrived(call, thing.remote_id)
    if offset > have or not offset < total <= MOST_BYTES:
        raise _no("OffsetInvalidError", f"Request starting offset is invalid, {have} bytes are here", retriable=True)
    things.update(call.store, call.world.slug, thing, total=total)
    got = media.receive(call.request.stream, part(call, thing.remote_id), offset, total - offset)
    if offset + got < total:
        raise _no("PartialRequestError", "Partial request (did not match length of file)", retriable=True)
    return Reply({"success": True})
