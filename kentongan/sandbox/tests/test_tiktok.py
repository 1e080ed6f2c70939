"""TikTok: Direct Post by file upload, whose id comes only after moderation."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from kentongan.sandbox.tests.conftest import World

API = "open.tiktokapis.com/v2"


def ask(world: World, path: str, told: object = None, **more: Any) -> Any:
    return world.call("tiktok", "POST", f"{API}{path}", json=told or {}, **more)


def init(world: World, size: int, **more: object) -> Any:
    post = {"title": "Pasar Tempe", "privacy_level": "PUBLIC_TO_EVERYONE", **more}
    source = {"source": "FILE_UPLOAD", "video_size": size, "chunk_size": size, "total_chunk_count": 1}
    return ask(world, "/post/publish/video/init/", {"post_info": post, "source_info": source})


def put(world: World, url: str, data: bytes, span: str) -> Any:
    parts = urlsplit(url)
    headers = {"Content-Range": f"bytes {span}", "Content-Type": "video/mp4"}
    return world.client.put(f"{parts.path}?{parts.query}", data=data, headers=headers)


def status(world: World, publish_id: str) -> Any:
    return ask(world, "/post/publish/status/fetch/", {"publish_id": publish_id}).json["data"]


def test_a_video_is_public_after_upload_and_its_id_comes_late(world: World, video: bytes) -> None:
    world.control("PUT", "", {"rules": {"tiktok_moderation_seconds": 60}})
    assert "PUBLIC_TO_EVERYONE" in ask(world, "/post/publish/creator_info/query/").json["data"]["privacy_level_options"]
    data = init(world, len(video)).json["data"]
    assert status(world, data["publish_id"])["status"] == "PROCESSING_UPLOAD"
    assert put(world, data["upload_url"], video, f"0-{len(video) - 1}/{len(video)}").status_code == 201
    assert status(world, data["publish_id"]) == {"status": "PUBLISH_COMPLETE", "uploaded_bytes": len(video)}
    assert len(world.record()["kiriman"]) == 1
    listed = ask(world, "/video/list/?fields=id,title,view_count", {"max_count": 20}).json["data"]["videos"]
    assert listed == []


def test_after_moderation_the_id_is_told_and_the_counters_can_be_read(world: World, video: bytes) -> None:
    data = init(world, len(video)).json["data"]
    put(world, data["upload_url"], video, f"0-{len(video) - 1}/{len(video)}")
    post_id = status(world, data["publish_id"])["publicaly_available_post_id"][0]
    query = {"filters": {"video_ids": [str(post_id)]}}
    found = ask(world, "/video/query/?fields=id,view_count,share_url", query).json["data"]["videos"][0]
    assert (found["id"], found["view_count"]) == (str(post_id), 0)
    listed = ask(world, "/video/list/?fields=id,title", {}).json["data"]
    assert listed["videos"] == [{"id": str(post_id), "title": "Pasar Tempe"}]


def test_the_wrong_progress_is_416_with_what_is_there(world: World, video: bytes) -> None:
    data = init(world, len(video)).json["data"]
    answer = put(world, data["upload_url"], video[100:], f"100-{len(video) - 1}/{len(video)}")
    assert answer.status_code == 416
    assert world.record()["kiriman"] == []


def test_chunks_go_one_after_the_other(world: World) -> None:
    chunk, video = 5_000_000, b"\0\0\0\x18ftypmp42" + bytes(11_999_988)
    source = {"source": "FILE_UPLOAD", "video_size": len(video), "chunk_size": chunk, "total_chunk_count": 2}
    post = {"title": "Panjang", "privacy_level": "PUBLIC_TO_EVERYONE"}
    data = ask(world, "/post/publish/video/init/", {"post_info": post, "source_info": source}).json["data"]
    first = put(world, data["upload_url"], video[:chunk], f"0-{chunk - 1}/{len(video)}")
    assert (first.status_code, first.headers["Content-Range"]) == (206, f"bytes 0-{chunk - 1}/{len(video)}")
    assert put(world, data["upload_url"], video[chunk:], f"{chunk}-{len(video) - 1}/{len(video)}").status_code == 201


def test_what_is_no_video_fails_with_its_reason(world: World) -> None:
    data = init(world, 4).json["data"]
    put(world, data["upload_url"], b"teks", "0-3/4")
    assert status(world, data["publish_id"])["fail_reason"] == "file_format_check_failed"


def test_refusals_have_tiktoks_codes(world: World, video: bytes) -> None:
    assert (
        ask(world, "/post/publish/creator_info/query/", token="salah").json["error"]["code"] == "access_token_invalid"
    )
    assert init(world, len(video), privacy_level="").json["error"]["code"] == "invalid_params"
    assert init(world, len(video), title="a" * 2201).json["error"]["code"] == "invalid_params"
    told = ask(world, "/post/publish/status/fetch/", {"publish_id": "tidak"}).json
    assert told["error"]["code"] == "invalid_publish_id"
    world.control("PUT", "", {"rules": {"tiktok_audited": False}})
    code = init(world, len(video)).json["error"]["code"]
    assert code == "unaudited_client_can_only_post_to_private_accounts"


def test_a_refresh_token_rotates_and_the_old_one_dies(world: World) -> None:
    told = {"grant_type": "refresh_token", "refresh_token": "refresh-tiktok", "client_key": "a", "client_secret": "b"}
    first = world.client.post(f"/dunia/wajo/{API}/oauth/token/", data=told).json
    assert first is not None
    assert world.client.post(f"/dunia/wajo/{API}/oauth/token/", data=told).status_code == 400
    again = world.client.post(f"/dunia/wajo/{API}/oauth/token/", data={**told, "refresh_token": first["refresh_token"]})
    assert again.status_code == 200
