"""Resumable upload: open a session, put chunks, ask how far it came."""

from __future__ import annotations

import re
import threading
import time
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import ids, media, public, things
from kentongan.sandbox.calls import Call, Reply
from kentongan.sandbox.public import NewPost, Post
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account
from kentongan.sandbox.youtube import outcomes
from kentongan.sandbox.youtube.errors import UPLOAD, caller, check_part, refuse
from kentongan.sandbox.youtube.videos import VIDEO_PARTS, check_category, check_words, existing, write_video

PATH = "/upload/youtube/v3/videos"
CHUNK = 256 << 10
RESUME_INCOMPLETE = 308
_DAY = 86_400
_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")
_one_at_a_time = threading.Lock()


def _check(told: dict[str, Any]) -> None:
    status = told.get("status") or {}
    check_words(told.get("snippet") or {})
    check_category(str((told.get("snippet") or {}).get("categoryId", "22")))
    if status.get("privacyStatus", "public") not in ("public", "private", "unlisted"):
        message = "The request metadata specifies an invalid privacy status."
        raise refuse(400, message, "invalidVideoMetadata", "youtube.video")


def _check_day(call: Call, owner: Account) -> None:
    most = int(call.world.rules.get("youtube_daily_uploads", 0))
    sql = (
        "SELECT count(*) FROM post WHERE world = ? AND platform = 'youtube' AND account = ? AND via = 'api' AND at > ?"
    )
    if most and call.store.number(sql, call.world.slug, owner.remote_id, time.time() - _DAY) >= most:
        message = "The user has exceeded the number of videos they may upload."
        raise refuse(400, message, "uploadLimitExceeded", "youtube.video")


def open_session(call: Call) -> Reply:
    """POST …?uploadType=resumable: nothing is public yet."""
    owner = caller(call, UPLOAD)
    check_part(call, *VIDEO_PARTS)
    if call.query.get("uploadType") != "resumable":
        raise refuse(400, "This sandbox takes resumable uploads only.", "badRequest", "global")
    told = call.json or {}
    _check(told)
    _check_day(call, owner)
    size = call.request.headers.get("X-Upload-Content-Length", "")
    data = {"told": told, "total": int(size) if size.isdecimal() else 0, "video": ""}
    session = Thing("youtube", ids.url_word(40), "Session", owner.remote_id, time.time(), data)
    things.put(call.store, call.world.slug, session)
    call.made("session", session.remote_id)
    query = f"uploadType=resumable&part={call.query.get('part', 'snippet,status')}&upload_id={session.remote_id}"
    return Reply(b"", headers={"Location": f"{call.own_url(PATH)}?{query}", "X-GUploader-UploadID": session.remote_id})


def _session(call: Call) -> Thing:
    found = things.get(call.store, call.world.slug, "youtube", call.query.get("upload_id", ""), "Session")
    if found is None:
        raise refuse(404, "Upload session not found.", "notFound", "global")
    return found


def _have(call: Call, session: Thing) -> int:
    part = call.sandbox.shelf.part(f"yt-{session.remote_id}")
    return part.stat().st_size if part.exists() else 0


def _incomplete(have: int) -> Reply:
    headers = {"Range": f"bytes=0-{have - 1}"} if have else {}
    return Reply(b"", RESUME_INCOMPLETE, headers)


def put(call: Call) -> Reply:
    """PUT a chunk, or ask with `bytes */TOTAL`. A finished session answers with its video, however often it is asked."""
    session = _session(call)
    if session.data["video"]:
        return _video(call, session)
    told = _RANGE.fullmatch(call.request.headers.get("Content-Range", ""))
    length = call.request.content_length or 0
    if told is None:
        return _chunk(call, session, 0, length, length)
    total = int(told[3]) if told[3].isdecimal() else 0
    if told[1] is None:
        return _incomplete(_have(call, session))
    return _chunk(call, session, int(told[1]), int(told[2]) - int(told[1]) + 1, total)


def _chunk(call: Call, session: Thing, start: int, length: int, total: int) -> Reply:
    have = _have(call, session)
    if start > have or (total and start + length > total):
        raise refuse(400, "Invalid request. Content-Range does not continue the upload.", "badRequest", "global")
    part = call.sandbox.shelf.part(f"yt-{session.remote_id}")
    got = media.receive(call.request.stream, part, start, length)
    if total and start + got == total:
        return _finish(call, session)
    with part.open("r+b") as kept:
        kept.truncate((start + got) // CHUNK * CHUNK)
    return _incomplete(_have(call, session))


def _finish(call: Call, session: Thing) -> Reply:
    with _one_at_a_time:
        session = _session(call)
        if not session.data["video"]:
            owner = session.account
            kept = call.sandbox.shelf.keep_part(f"yt-{session.remote_id}")
            with call.store.write():
                post = _publish(call, owner, session, kept)
                session = things.update(call.store, call.world.slug, session, video=post.remote_id)
            call.made("private" if post.public_at is None else "post", post.remote_id)
    return _video(call, session)


def _publish(call: Call, owner: str, session: Thing, kept: media.Media) -> Post:
    now, told = time.time(), session.data["told"]
    snippet, extra = told.get("snippet") or {}, outcomes.decide(call, kept, told)
    new = NewPost(
        platform="youtube", account=owner, text=str(snippet.get("description", "")), title=str(snippet["title"]), at=now,
        public_at=outcomes.public_at(extra), media=[kept], call=call.seq, extra=extra,
    )  # fmt: skip
    return public.publish(call.store, call.world.slug, new)


def _video(call: Call, session: Thing) -> Reply:
    post = existing(call, session.data["video"])
    owner = _owner(call, session)
    if post is None:
        raise refuse(404, "The video was deleted.", "videoNotFound", "youtube.video")
    return Reply(write_video(call, post, owner, check_part(call, *VIDEO_PARTS)), HTTPStatus.OK)


def _owner(call: Call, session: Thing) -> Account:
    from kentongan.sandbox import worlds

    found = worlds.account(call.store, call.world.slug, "youtube", session.account)
    if found is None:
        raise refuse(404, "The channel was deleted.", "channelNotFound")
    return found


ROUTES = (("POST", PATH, open_session), ("PUT", PATH, put))
