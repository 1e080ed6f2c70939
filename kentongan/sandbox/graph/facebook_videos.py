"""Facebook Pages: videos in chunks, reels and stories, and what becomes of them."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from kentongan.sandbox import ids, public, things
from kentongan.sandbox.calls import Call, Refused, Reply
from kentongan.sandbox.graph import rupload
from kentongan.sandbox.graph.errors import body, missing, refuse
from kentongan.sandbox.graph.facebook import MESSAGE_MAXIMUM, check_block, picture_of
from kentongan.sandbox.graph.nodes import Node, require
from kentongan.sandbox.public import NewPost
from kentongan.sandbox.things import Thing
from kentongan.sandbox.worlds import Account

PIECE = 1 << 20
NEVER = "never"
_DAY = 86_400
_WRONG_OFFSET = 1363037


def _video(call: Call, owner: Account, video_id: str) -> Thing:
    thing = things.get(call.store, call.world.slug, "facebook", video_id, "Video")
    if thing is None or thing.account != owner.remote_id:
        raise refuse(f"(#100) Object with ID '{video_id}' does not exist", 100, 33)
    return thing


def _new(call: Call, owner: Account, form: str, total: int = 0) -> Thing:
    data = {"form": form, "total": total, "finished": 0.0, "post": "", "wrong": "", "text": ""}
    thing = Thing("facebook", ids.digits(16, "9"), "Video", owner.remote_id, time.time(), data)
    return things.put(call.store, call.world.slug, thing)


def _phase(call: Call, *known: str) -> str:
    phase = str(call.params.get("upload_phase", "")).lower()
    if phase not in known:
        raise refuse(f"(#100) upload_phase must be one of {', '.join(known)}", 100)
    return phase


def videos(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{page}/videos: start, transfer, finish, cancel."""
    require(owner, "pages_manage_posts", "publish_video")
    phase = _phase(call, "start", "transfer", "finish", "cancel")
    if phase == "start":
        return _start(call, owner)
    kept = things.get(
        call.store, call.world.slug, "facebook", str(call.params.get("upload_session_id")), "VideoSession"
    )
    if kept is None or kept.account != owner.remote_id or kept.data["closed"]:
        raise refuse("There was a problem uploading your video file. Please try again.", 100, 1363019)
    video = _video(call, owner, kept.data["video"])
    if phase == "transfer":
        return _transfer(call, video)
    if phase == "finish":
        _finish(call, owner, video, str(call.params.get("description", "")))
    things.update(call.store, call.world.slug, kept, closed=True)
    return {"success": True}


def _start(call: Call, owner: Account) -> dict[str, Any]:
    told = str(call.params.get("file_size", ""))
    if not told.isdecimal() or not 0 < int(told) <= rupload.MOST_BYTES:
        raise refuse("(#100) Param file_size must be a positive number of bytes", 100, 1363022)
    video = _new(call, owner, "video", int(told))
    data = {"video": video.remote_id, "closed": False}
    session = Thing("facebook", ids.digits(16, "8"), "VideoSession", owner.remote_id, time.time(), data)
    things.put(call.store, call.world.slug, session)
    return {"upload_session_id": session.remote_id, "video_id": video.remote_id, **_offsets(call, video)}


def _offsets(call: Call, video: Thing) -> dict[str, str]:
    have = rupload.arrived(call, video.remote_id)
    return {"start_offset": str(have), "end_offset": str(min(have + PIECE, video.data["total"]))}


def _transfer(call: Call, video: Thing) -> dict[str, Any]:
    chunk = call.request.files.get("video_file_chunk")
    if chunk is None:
        raise missing("video_file_chunk")
    offsets = _offsets(call, video)
    if str(call.params.get("start_offset", "")) != offsets["start_offset"]:
        told = body("There was a problem uploading your video file. Please try again.", 6001, _WRONG_OFFSET)
        told["error"]["error_data"] = offsets
        raise Refused(Reply(told, HTTPStatus.BAD_REQUEST))
    data = chunk.read()
    if rupload.arrived(call, video.remote_id) + len(data) > video.data["total"]:
        raise refuse("The video file you tried to upload is too large.", 100, 1363022)
    with rupload.part(call, video.remote_id).open("ab") as out:
        out.write(data)
    return _offsets(call, video)


def video_reels(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{page}/video_reels."""
    return _upright(call, owner, "reel")


def video_stories(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{page}/video_stories."""
    return _upright(call, owner, "story")


def _upright(call: Call, owner: Account, form: str) -> dict[str, Any]:
    require(owner, "pages_manage_posts")
    if _phase(call, "start", "finish") == "start":
        video = _new(call, owner, form)
        return {"video_id": video.remote_id, "upload_url": rupload.address(call, video.remote_id)}
    if form == "reel" and call.params.get("video_state", "PUBLISHED") != "PUBLISHED":
        raise refuse("(#100) This sandbox publishes at once", 100)
    if form == "reel":
        _refuse_too_many(call, owner)
    video = _video(call, owner, str(call.params.get("video_id", "")))
    post = _finish(call, owner, video, "" if form == "story" else str(call.params.get("description", "")))
    return {"success": True, "post_id": post.rpartition("_")[2]} if post else {"success": True}


def _refuse_too_many(call: Call, owner: Account) -> None:
    sql = (
        "SELECT count(*) FROM post WHERE world = ? AND platform = 'facebook' AND account = ? AND via = 'api' AND at > ?"
        " AND json_extract(extra, '$.format') = 'reel'"
    )
    made = call.store.number(sql, call.world.slug, owner.remote_id, time.time() - _DAY)
    if made >= int(call.world.rules["facebook_reels_per_day"]):
        raise refuse("(#368) Too many reels were published in the last 24 hours", 368, 1390008)


def _finish(call: Call, owner: Account, video: Thing, text: str) -> str:
    check_block(call)
    if len(text) > MESSAGE_MAXIMUM:
        raise refuse("(#100) Param description is too long", 100)
    if video.data["finished"]:
        raise refuse("(#100) The video was published already", 100, 1363130)
    if not 0 < video.data["total"] == rupload.arrived(call, video.remote_id):
        raise refuse("The video file is not uploaded completely", 100, 1363019)
    kept = rupload.take(call, video.remote_id)
    with call.store.write():
        wrong = "" if kept.kind == "video" and call.world.rules["facebook_processing"] != "fails" else "unreadable"
        now = time.time()
        later = None if call.world.rules["facebook_processing"] == NEVER else now + _pause(call)
        post_id = ""
        if not wrong:
            new = NewPost(
                platform="facebook", account=owner.remote_id, text=text, at=now, public_at=later, media=[kept],
                call=call.seq, extra={"format": video.data["form"], "video": video.remote_id},
            )  # fmt: skip
            post_id = public.publish(call.store, call.world.slug, new).remote_id
            call.made("post" if later is not None else "draft", post_id)
        things.update(call.store, call.world.slug, video, finished=now, post=post_id, wrong=wrong, text=text)
    return post_id


def _pause(call: Call) -> float:
    return call.world.seconds("facebook_processing_seconds")


def photo_stories(call: Call, _node: Node, owner: Account) -> dict[str, Any]:
    """POST /{page}/photo_stories with the id of an unpublished photo."""
    require(owner, "pages_manage_posts")
    check_block(call)
    photo_id = str(call.params.get("photo_id", ""))
    picture = picture_of(call, owner, photo_id)
    now = time.time()
    extra = {"format": "story", "photo": photo_id}
    new = NewPost(platform="facebook", account=owner.remote_id, text="", at=now, public_at=now, media=[picture],
                  call=call.seq, extra=extra)  # fmt: skip
    post = public.publish(call.store, call.world.slug, new)
    call.made("post", post.remote_id)
    return {"success": True, "post_id": post.remote_id.rpartition("_")[2]}


ROUTES = {
    ("POST", "Page", "videos"): videos,
    ("POST", "Page", "video_reels"): video_reels,
    ("POST", "Page", "video_stories"): video_stories,
    ("POST", "Page", "photo_stories"): photo_stories,
}
