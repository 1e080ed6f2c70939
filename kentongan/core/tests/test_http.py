"""The one door to the outside: what it lets through, what it refuses, and what it says when no answer came."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from kentongan.core.addresses import resolve
from kentongan.core.http import Answer, Http, NoAnswer, Sent, TimeOuts, redact

GRAPH = "https://graph.facebook.com/v26.0/me"
PUBLIC = "93.184.216.34"


def through(handler: Callable[[httpx.Request], httpx.Response]) -> Http:
    return Http(["graph.facebook.com", "*.tiktokapis.com"], transport=httpx.MockTransport(handler))


def says_yes(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"id": "1"}, headers={"X-App-Usage": "{}"})


def test_an_answer_carries_status_headers_in_lower_case_and_json() -> None:
    answer = through(says_yes).call("GET", GRAPH)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.json, answer.headers["x-app-usage"]) == (200, {"id": "1"}, "{}")


def test_a_body_that_is_not_whole_json_has_no_json_but_a_snippet() -> None:
    answer = through(lambda _: httpx.Response(502, text="<html>Bad gateway, token=abc")).call("GET", GRAPH)
    assert isinstance(answer, Answer)
    assert answer.json is None
    assert answer.snippet == "<html>Bad gateway, token=***"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v26.0/me",
        "http://graph.facebook.com/v26.0/me",
        "https://graph.facebook.com:8443/me",
        "https://graph.facebook.com.evil.example/me",
        "https://tiktokapis.com.evil.example/",
    ],
)
def test_only_listed_places_are_called(url: str) -> None:
    told = through(says_yes).call("GET", url)
    assert isinstance(told, NoAnswer)
    assert (told.sent, told.code) == (Sent.NOT_SENT, "address_refused")


def test_a_pattern_covers_every_host_below_it() -> None:
    assert isinstance(through(says_yes).call("GET", "https://open-upload.tiktokapis.com/video"), Answer)


@pytest.mark.parametrize("path", ["/other", "/duniawi/x", "/dunia/../rahasia"])
def test_a_base_address_covers_only_what_lies_under_it(path: str) -> None:
    http = Http(["http://127.0.0.1:8801/dunia"], transport=httpx.MockTransport(says_yes))
    assert isinstance(http.call("GET", "http://127.0.0.1:8801/dunia/wajo/x"), Answer)
    assert isinstance(http.call("GET", f"http://127.0.0.1:8801{path}"), NoAnswer)


def test_an_impossible_address_is_refused_and_not_raised() -> None:
    told = through(says_yes).call("GET", "https://x:seribu/")
    assert isinstance(told, NoAnswer)
    assert (told.sent, told.code) == (Sent.NOT_SENT, "bad_request")


@pytest.mark.parametrize(
    ("problem", "sent", "code"),
    [
        (httpx.ConnectError("refused"), Sent.NOT_SENT, "no_connection"),
        (httpx.ConnectTimeout("slow"), Sent.NOT_SENT, "timeout"),
        (httpx.PoolTimeout("busy"), Sent.NOT_SENT, "timeout"),
        (httpx.LocalProtocolError("odd header"), Sent.NOT_SENT, "bad_request"),
        (httpx.ReadTimeout("hangs"), Sent.MAYBE_SENT, "timeout"),
        (httpx.WriteError("cut"), Sent.MAYBE_SENT, "connection_lost"),
        (httpx.ReadError("reset"), Sent.MAYBE_SENT, "connection_lost"),
        (httpx.RemoteProtocolError("cut in the middle"), Sent.MAYBE_SENT, "connection_lost"),
    ],
)
def test_a_call_without_answer_says_whether_it_may_have_arrived(problem: Exception, sent: Sent, code: str) -> None:
    def fails(_request: httpx.Request) -> httpx.Response:
        raise problem

    told = through(fails).call("POST", GRAPH)
    assert isinstance(told, NoAnswer)
    assert (told.sent, told.code) == (sent, code)


def test_an_answer_that_is_too_large_is_given_up() -> None:
    http = Http(["graph.facebook.com"], max_bytes=3, transport=httpx.MockTransport(says_yes))
    told = http.call("GET", GRAPH)
    assert isinstance(told, NoAnswer)
    assert (told.sent, told.code) == (Sent.MAYBE_SENT, "answer_too_large")


def test_an_answer_that_keeps_dripping_is_given_up() -> None:
    http = Http(["graph.facebook.com"], time_outs=TimeOuts(total=-1), transport=httpx.MockTransport(says_yes))
    told = http.call("GET", GRAPH)
    assert isinstance(told, NoAnswer)
    assert (told.sent, told.code) == (Sent.MAYBE_SENT, "timeout")


def test_a_redirect_is_not_followed() -> None:
    answer = through(lambda _: httpx.Response(302, headers={"Location": "https://evil.example"})).call("GET", GRAPH)
    assert isinstance(answer, Answer)
    assert answer.status == 302


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "100.64.0.1"])
def test_a_public_name_that_leads_to_a_private_address_is_refused(address: str) -> None:
    http = Http(["graph.facebook.com"], private_ok=True, resolver=lambda _host, _port: [PUBLIC, address])
    told = http.call("GET", GRAPH)
    assert isinstance(told, NoAnswer)
    assert (told.sent, told.detail) == (Sent.NOT_SENT, "private address refused")


def test_a_name_nobody_knows_was_surely_not_sent() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    told = Http(["graph.facebook.com"], resolver=unknown).call("GET", GRAPH)
    assert isinstance(told, NoAnswer)
    assert (told.sent, told.detail) == (Sent.NOT_SENT, "name not found")


@contextmanager
def a_local_server(reply: bytes) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with listener.accept()[0] as line:
                line.recv(65536)
                line.sendall(reply)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(timeout=5)


@pytest.mark.enable_socket
def test_a_place_configured_by_address_may_be_private() -> None:
    with a_local_server(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") as port:
        http = Http([f"http://127.0.0.1:{port}"], private_ok=True)
        answer = http.call("GET", f"http://127.0.0.1:{port}/dunia")
        http.close()
    assert isinstance(answer, Answer)
    assert answer.json == {}


@pytest.mark.enable_socket
def test_a_truncated_answer_may_have_been_sent() -> None:
    with a_local_server(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"id"') as port:
        told = Http([f"http://127.0.0.1:{port}"], private_ok=True).call("POST", f"http://127.0.0.1:{port}/")
    assert isinstance(told, NoAnswer)
    assert told.sent is Sent.MAYBE_SENT


def test_a_configured_private_place_needs_leave_too() -> None:
    told = Http(["http://127.0.0.1:9"]).call("GET", "http://127.0.0.1:9/")
    assert isinstance(told, NoAnswer)
    assert told.detail == "private address refused"


@pytest.mark.enable_socket
def test_the_system_resolver_prefers_ipv4() -> None:
    assert resolve("localhost", 80)[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "text",
    [
        "access_token=RAHASIA&x=1",
        '{"refresh_token": "RAHASIA"}',
        "Authorization: Bearer RAHASIA",
        "OAuth RAHASIA",
        "https://x.example/cb?code=RAHASIA",
        "upload_id=RAHASIA",
    ],
)
def test_no_secret_survives_redaction(text: str) -> None:
    assert "RAHASIA" not in redact(text)


def test_an_error_code_survives_redaction() -> None:
    assert redact('{"error":{"code":190,"error_subcode":460}}') == '{"error":{"code":190,"error_subcode":460}}'


def test_no_url_with_its_query_reaches_the_log(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO):
        through(says_yes).call(
            "GET", GRAPH, params={"appsecret_proof": "RAHASIA"}, headers={"Authorization": "Bearer RAHASIA"}
        )
    assert "RAHASIA" not in caplog.text + capsys.readouterr().out
