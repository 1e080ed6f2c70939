"""Instagram's videos: fetched from an address or sent in pieces to rupload.facebook.com, where a cut upload goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import media, things
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.graph.nodes import caller
from kentongan.sandbox.media import Media, Unreachable
from kentongan.sandbox.things import Thing

VIDEO_BYTES = 300 << 20
FORMAT, DOWNLOAD, TOO_SLOW = "2207026", "2207052", "2207003"
_TYPES = ("video/mp4", "video/quicktime")
_PATH = re.compile(r"/ig-api-upload/(?:v\d+\.\d+/)?(\d+)/?")


def fetched(call: Call, url: str) -> dict[str, Any]:
    """Fetch a video by its address. What goes wrong is told later, by the container, as Instagram does."""
    try:
        data = media.fetch(url, VIDEO_BYTES)
    except Unreachable as gone:
        return {"media": [], "error": TOO_SLOW if gone.slow else DOWNLOAD}
    if len(data) > VIDEO_BYTES:
        return {"media": [], "error": FORMAT}
    return _judged(call.sandbox.shelf.keep(data))


def _judged(kept: Media) -> dict[str, Any]:
    if kept.mime not in _TYPES:
        return {"media": [], "error": FORMAT}
    return {"media": [kept.as_dict()], "error": ""}


def received(call: Call, container: Thing) -> int:
    """Tell how many bytes of a container's video have come."""
    part = call.sandbox.shelf.part(f"ig-{container.remote_id}")
    return part.stat().st_size if part.exists() else int(container.data["upload"].get("got", 0))


def video_status(call: Call, container: Thing) -> dict[str, Any] | None:
    """Write `video_status`; None where nothing is uploaded in pieces."""
    upload = container.data.get("upload")
    if upload is None:
        return None
    done = upload.get("done", False)
    return {
        "uploading_phase": {
            "status": "complete" if done else "in_progress",
            "bytes_transferred": received(call, container),
        },
        "processing_phase": {"status": "in_progress" if done else "not_started"},
    }


def _refuse(kind: str, message: str, *, retriable: bool, status: int = HTTPStatus.BAD_REQUEST) -> Refused:
    return Refused(Reply({"debug_info": {"retriable": retriable, "type": kind, "message": message}}, status))


def _container(call: Call) -> Thing:
    found = _PATH.fullmatch(call.path)
    thing = things.get(call.store, call.world.slug, "instagram", found[1], "IGContainer") if found else None
    if thing is None or thing.data.get("upload") is None:
        raise _refuse("ContainerNotFoundError", "No upload session", retriable=False)
    try:
        owners = caller(call)
    except Refused as no:
        raise _refuse("NotAuthorizedError", "OAuth token is not valid", retriable=False, status=401) from no
    if thing.account not in {one.remote_id for one in owners if one.platform == "instagram"}:
        raise _refuse("NotAuthorizedError", "Not your container", retriable=False, status=HTTPStatus.FORBIDDEN)
    return thing


def _header(call: Call, name: str) -> int:
    told = call.request.headers.get(name, "")
    if not told.isdecimal():
        raise _refuse("ProcessingFailedError", f"Header {name} is required", retriable=False)
    return int(told)


def receive(call: Call) -> Reply:
    """POST /ig-api-upload/{version}/{container}: take the bytes from `offset` on."""
    container = _container(call)
    offset, size = _header(call, "offset"), _header(call, "file_size")
    if container.data["upload"].get("done"):
        return Reply({"success": True})
    if offset != received(call, container):
        raise _refuse("OffsetInvalidError", "Request starting offset is invalid", retriable=True)
    name = f"ig-{container.remote_id}"
    stops = int(call.world.rules["instagram_upload_stops_at"])
    wanted = stops - offset if offset < stops else size - offset
    media.receive(call.request.stream, call.sandbox.shelf.part(name), offset, min(wanted, size - offset))
    got = received(call, container)
    if got < size:
        raise _refuse("PartialRequestError", "Partial request (did not match length of file)", retriable=True)
    kept = _judged(call.sandbox.shelf.keep_part(name))
    _finish(call, container, kept, size)
    return Reply({"success": True, "message": "Upload successful."})


def _finish(call: Call, container: Thing, kept: Mapping[str, Any], size: int) -> None:
    things.update(call.store, call.world.slug, container, upload={"done": True, "got": size}, **kept)
