"""The only place that calls out.

A call ends in one of two ways: an `Answer`, or a `NoAnswer` that says whether the request may have reached the other
side. Who publishes needs exactly that difference: what surely was not sent may be sent again, after the rest one asks.
"""

from __future__ import annotations

import json as jsonlib
import logging
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx
import structlog

from kentongan.core.addresses import AllowList, GuardedNetwork, Resolver, SpreadTransport, resolve

File = tuple[str, bytes, str]
"""A file of a multipart form: name, bytes, content type."""

_log = structlog.get_logger(__name__)
_SNIPPET = 300
_CHUNK = 65_536
_NAMED = (
    "access_token|refresh_token|id_token|client_secret|client_key|appsecret_proof|fb_exchange_token|input_token"
    "|upload_token|upload_id|token"
)
_SECRETS = re.compile(
    rf"""(?ix) (?P<name> \b(?:{_NAMED})\b ["']? \s* [=:] \s* ["']? | [?&]code= | \b(?:bearer|oauth|basic) \s+ )
    [^\s&"',}}<]+"""
)

# httpx writes every URL with its query to the log, and a query may hold a proof or an upload token.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)


class Sent(StrEnum):
    """What is known of a request without an answer."""

    NOT_SENT = "not_sent"  #: It surely never reached the other side.
    MAYBE_SENT = "maybe_sent"  #: It may have taken effect there.


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said. Header names are in lower case; `json` is None when the body is not whole JSON."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the other side wrote
        """The body as JSON, or None."""
        try:
            return jsonlib.loads(self.body)
        except ValueError:
            return None

    @property
    def snippet(self) -> str:
        """The start of the body, for people, without secrets."""
        return redact(self.body[:_SNIPPET].decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No usable answer came. `code` is a fixed word, `detail` a sentence for the log without secrets."""

    sent: Sent
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TimeOuts:
    """Seconds. `total` bounds the reading of an answer that keeps dripping."""

    connect: float = 5.0
    read: float = 20.0
    write: float = 20.0
    total: float = 60.0


class Http:
    """Outbound HTTP to an allow-list, with time-outs, a cap on the answer, no redirects and no secret in any log.

    `allowed` holds host patterns (https only) and base addresses; only the latter may lie on a private network, and
    only when `private_ok` is true. Safe to share between threads.
    """

    def __init__(
        self,
        allowed: Iterable[str],
        *,
        private_ok: bool = False,
        time_outs: TimeOuts | None = None,
        max_bytes: int = 8 * 1024 * 1024,
        transport: httpx.BaseTransport | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        self._allowed = AllowList(allowed, private_ok=private_ok)
        self._time_outs = time_outs or TimeOuts()
        self._max_bytes = max_bytes
        limits = httpx.Timeout(
            connect=self._time_outs.connect, read=self._time_outs.read, write=self._time_outs.write, pool=5.0
        )
        network = transport or SpreadTransport(GuardedNetwork(self._allowed, resolver))
        self._client = httpx.Client(transport=network, timeout=limits, trust_env=False, follow_redirects=False)

    def call(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, File] | None = None,
        content: bytes | Iterable[bytes] | None = None,
    ) -> Answer | NoAnswer:
        """Make one call, once. Never raises for anything that happens on the way.

        `content` in pieces needs a Content-Length among `headers`, and what reading the pieces raises comes through.
        """
        try:
            request = self._client.build_request(
                method, url, params=params, headers=headers, json=json, data=form, files=files, content=content
            )
        except (httpx.InvalidURL, UnicodeError, TypeError) as problem:
            return NoAnswer(Sent.NOT_SENT, "bad_request", redact(str(problem)))
        if not self._allowed.covers(request.url):
            return NoAnswer(Sent.NOT_SENT, "address_refused", f"{request.url.host} is not on the allow-list")
        started = time.monotonic()
        outcome = self._send(request)
        _note(request, outcome, time.monotonic() - started)
        return outcome

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _send(self, request: httpx.Request) -> Answer | NoAnswer:
        deadline = time.monotonic() + self._time_outs.total
        try:
            response = self._client.send(request, stream=True)
            try:
                return self._read(response, deadline)
            finally:
                response.close()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as problem:
            return NoAnswer(Sent.NOT_SENT, _word(problem), redact(str(problem)))
        except httpx.LocalProtocolError as problem:
            return NoAnswer(Sent.NOT_SENT, "bad_request", redact(str(problem)))
        except (httpx.HTTPError, httpx.StreamError) as problem:
            return NoAnswer(Sent.MAYBE_SENT, _word(problem), redact(str(problem)))

    def _read(self, response: httpx.Response, deadline: float) -> Answer | NoAnswer:
        body = bytearray()
        for part in response.iter_bytes(_CHUNK):
            body += part
            if len(body) > self._max_bytes:
                return NoAnswer(Sent.MAYBE_SENT, "answer_too_large")
            if time.monotonic() > deadline:
                return NoAnswer(Sent.MAYBE_SENT, "timeout", "the answer did not end in time")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body))


def redact(text: str) -> str:
    """Blot out tokens, secrets and proofs in text that may reach a log or a person."""
    return _SECRETS.sub(r"\g<name>***", text)


def _word(problem: Exception) -> str:
    if isinstance(problem, httpx.TimeoutException):
        return "timeout"
    return "no_connection" if isinstance(problem, httpx.ConnectError) else "connection_lost"


def _note(request: httpx.Request, outcome: Answer | NoAnswer, seconds: float) -> None:
    told = outcome.status if isinstance(outcome, Answer) else outcome.code
    _log.info(
        "http.call",
        method=request.method,
        host=request.url.host,
        path=request.url.path,
        told=told,
        ms=int(seconds * 1000),
    )
