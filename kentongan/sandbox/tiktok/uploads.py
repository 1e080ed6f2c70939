"""PUT of a video's chunks, one after the other."""

from __future__ import annotations

import re
import threading
import time
from http import HTTPStatus

from kentongan.sandbox import media, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.media import Media
from kentongan.sandbox.things import Thing
from kentongan.sandbox.tiktok import showing

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_TYPES = ("video/mp4", "video/quicktime", "video/webm")
_one_at_a_time = threading.Lock()


def _progress(status: int, have: int, size: int) -> Reply:
    reached = f"bytes 0-{have - 1}/{size}" if have else f"bytes */{size}"
    return Reply(b"", status, {"Content-Range": reached}, "text/plain")


def put(call: Call) -> Reply:
    """206 while more is to come, 201 when all is there, 416 for a chunk that does not continue."""
    thing = things.get(
        call.store, call.world.slug, "tiktok", f"v_pub_file~v2-1.{call.query.get('upload_id', '')}", "Publish"
    )
    if thing is None:
        return Reply(b"", HTTPStatus.NOT_FOUND, mime="text/plain")
    if time.time() > thing.at + call.world.seconds("tiktok_upload_seconds"):
        return Reply(b"", HTTPStatus.FORBIDDEN, mime="text/plain")
    size, have = thing.data["size"], thing.data["have"]
    told = _RANGE.fullmatch(call.request.headers.get("Content-Range", ""))
    if told is None or call.request.mimetype not in _TYPES:
        return _progress(HTTPStatus.BAD_REQUEST, have, size)
    first, last, total = (int(one) for one in told.groups())
    if total != size or first != have or not first <= last < size:
        return _progress(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, have, size)
    return _take(call, thing, first, last + 1)


def _take(call: Call, thing: Thing, start: int, end: int) -> Reply:
    part = call.sandbox.shelf.part("tt-" + thing.remote_id.rpartition(".")[2])
    got = media.receive(call.request.stream, part, start, end - start)
    if got < end - start:  # a chunk that broke off does not count
        return _progress(HTTPStatus.BAD_REQUEST, start, thing.data["size"])
    with _one_at_a_time:
        thing = things.update(call.store, call.world.slug, thing, have=end)
        if end < thing.data["size"]:
            return _progress(HTTPStatus.PARTIAL_CONTENT, end, thing.data["size"])
        _finish(call, thing, call.sandbox.shelf.keep_part(part.name))
    return _progress(HTTPStatus.CREATED, end, thing.data["size"])


def _finish(call: Call, thing: Thing, kept: Media) -> None:
    if kept.kind != "video":
        things.update(call.store, call.world.slug, thing, fail_reason="file_format_check_failed")
        return
    showing.show(call, thing, [kept])


ROUTES = (("PUT", "/video/", put),)
