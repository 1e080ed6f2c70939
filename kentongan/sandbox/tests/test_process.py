"""The program as it is started: quick, small, gone at once when told, and true to Google's own client."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload, build_http

from kentongan.sandbox.tests.conftest import PAGE, RULES, accounts
from tests import loopback

CHUNK = 256 << 10


@contextmanager
def started(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [
        sys.executable,
        "-m",
        "kentongan.sandbox",
        "--port",
        "0",
        "--data",
        str(folder),
        "--control-key",
        "kunci",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("sandbox ready http://127.0.0.1:")
        try:
            yield line.split()[-1], process
        finally:
            process.terminate()
            assert process.wait(5) == 0


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    with started(tmp_path / "data") as (url, _):
        control(url, "PUT", "", {"title": "Wajo", "accounts": accounts(), "rules": RULES})
        yield url


def control(base: str, method: str, path: str, told: object = None) -> Any:
    headers = {"X-Kendali": "kunci"}
    return loopback.call(method, f"{base}/_kendali/dunia/wajo{path}", json=told, headers=headers).json()


def publish(base: str, text: str) -> httpx.Response:
    address = f"{base}/dunia/wajo/graph.facebook.com/v26.0/{PAGE}/feed"
    return loopback.call(
        "POST", address, data={"message": text}, headers={"Authorization": "Bearer token-facebook"}, timeout=5
    )


def test_it_starts_stops_and_remembers(tmp_path: Path) -> None:
    with started(tmp_path) as (url, process):
        control(url, "PUT", "", {"title": "Wajo", "accounts": accounts()})
        assert publish(url, "Ingat aku").status_code == 200
        begun = time.monotonic()
        process.terminate()
        assert process.wait(3) == 0
        assert time.monotonic() - begun < 2
    with started(tmp_path) as (url, _):
        assert [post["text"] for post in control(url, "GET", "/catatan")["kiriman"]] == ["Ingat aku"]


def test_a_cut_connection_gives_no_answer_although_the_post_is_public(base: str) -> None:
    control(base, "POST", "/gangguan", {"path": "/feed", "kind": "lost_after_commit"})
    with pytest.raises(httpx.TransportError):
        publish(base, "Terbit diam-diam")
    control(base, "POST", "/gangguan", {"path": "/feed", "kind": "reset"})
    with pytest.raises(httpx.TransportError):
        publish(base, "Tidak terbit")
    assert [post["text"] for post in control(base, "GET", "/catatan")["kiriman"]] == ["Terbit diam-diam"]


def test_an_answer_that_breaks_off_is_noticed_by_the_client(base: str) -> None:
    control(base, "POST", "/gangguan", {"path": "/feed", "kind": "truncate"})
    with pytest.raises(httpx.RemoteProtocolError):
        publish(base, "Terpotong")


def youtube(base: str) -> Any:
    document = json.loads(get_static_doc("youtube", "v3") or "{}")
    document["rootUrl"] = document["baseUrl"] = f"{base}/dunia/wajo/youtube.googleapis.com/"
    document.pop("mtlsRootUrl", None)
    token_uri = f"{base}/dunia/wajo/oauth2.googleapis.com/token"
    credentials = Credentials(  # type: ignore[no-untyped-call]
        None, refresh_token="refresh-youtube", token_uri=token_uri, client_id="a", client_secret="b"
    )
    # httplib2 quietly sends a request anew after a reset, by then without its body: a short time-out ends that.
    quick = build_http()
    quick.timeout = 2
    http = AuthorizedHttp(credentials, http=quick)
    return build_from_document(document, http=http)


def upload(base: str, video: bytes) -> Any:
    media = MediaIoBaseUpload(io.BytesIO(video), "video/mp4", chunksize=CHUNK, resumable=True)
    body = {"snippet": {"title": "Panen raya", "description": "Sawah"}, "status": {"privacyStatus": "public"}}
    return youtube(base).videos().insert(part="snippet,status", body=body, media_body=media)


def test_googles_own_client_resumes_an_interrupted_upload_and_makes_one_video(base: str, video: bytes) -> None:
    request = upload(base, video)
    assert request.next_chunk()[1] is None
    control(
        base,
        "POST",
        "/gangguan",
        {"platform": "youtube", "method": "PUT", "path": "/upload/", "kind": "lost_after_commit"},
    )
    with pytest.raises(OSError):  # noqa: PT011  whatever the network layer calls it
        request.next_chunk()
    session = request.resumable_uri
    resumed = upload(base, video)
    resumed.resumable_uri, resumed._in_error_state = session, True
    answer = None
    while answer is None:
        _, answer = resumed.next_chunk()
    posts = control(base, "GET", "/catatan")["kiriman"]
    assert [(post["remote_id"], post["title"]) for post in posts] == [(answer["id"], "Panen raya")]
    assert posts[0]["media"][0]["size"] == len(video)


def test_googles_own_client_reads_comments_and_understands_refusals(base: str, video: bytes) -> None:
    request, answer = upload(base, video), None
    while answer is None:
        _, answer = request.next_chunk()
    told = {
        "platform": "youtube",
        "post_id": answer["id"],
        "author_id": "UCrani",
        "author_name": "@rani",
        "text": "Bagus",
    }
    made = control(base, "POST", "/warga", told)
    client = youtube(base)
    threads = client.commentThreads().list(part="snippet,replies", videoId=answer["id"]).execute()
    assert [thread["id"] for thread in threads["items"]] == [made["remote_id"]]
    body = {"snippet": {"parentId": made["remote_id"], "textOriginal": "Terima kasih"}}
    assert client.comments().insert(part="snippet", body=body).execute()["snippet"]["textOriginal"] == "Terima kasih"
    with pytest.raises(HttpError) as refused:
        client.commentThreads().list(part="snippet", videoId="tidakada").execute()
    assert refused.value.error_details[0]["reason"] == "videoNotFound"
