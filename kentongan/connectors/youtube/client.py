"""Google's library, led through our one door to the outside, on whichever host the account uses.

The library is loaded at the first call only: it takes a second and 30 MB that the web processes need not spend.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from kentongan.connectors.answers import without_answer
from kentongan.connectors.contract import AuthorizationExpired, RateLimited, Reason, Refusal, Rejected, Retryable, Usage
from kentongan.connectors.folder import Line
from kentongan.connectors.reading import Json
from kentongan.connectors.youtube.keys import credentials
from kentongan.connectors.youtube.schemas import refusal
from kentongan.core.http import Answer, Http, NoAnswer

HOST = "youtube.googleapis.com"
UNITS, UPLOADS = "units", "uploads"
"""The two budgets of a project's day: everything else, and videos."""
ANALYTICS_HOST = "youtubeanalytics.googleapis.com"


class UnansweredError(Exception):
    """A call ended without an answer; carried through Google's library to whoever started it."""

    def __init__(self, told: NoAnswer) -> None:
        super().__init__(told.code)
        self.told = told


class Door:
    """What Google's library takes for its HTTP client (httplib2's interface), with our own behind it."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,  # noqa: ANN401 - text, bytes or a file
        headers: Mapping[str, str] | None = None,
        redirections: int = 0,  # noqa: ARG002 - we follow none
        connection_type: object = None,  # noqa: ARG002
    ) -> tuple[Any, bytes]:
        """Make one call."""
        import httplib2

        content = body.read() if hasattr(body, "read") else body.encode() if isinstance(body, str) else body
        outcome = self._http.call(method, uri, headers=dict(headers or {}), content=content)
        if isinstance(outcome, NoAnswer):
            raise UnansweredError(outcome)
        return httplib2.Response({**outcome.headers, "status": str(outcome.status)}), outcome.body


def door(line: Line) -> Any:  # noqa: ANN401 - google-auth carries no types
    """The way out, signed with the account's keys."""
    from google_auth_httplib2 import AuthorizedHttp

    return AuthorizedHttp(credentials(line), http=Door(line.http))


def service(line: Line) -> Any:  # noqa: ANN401 - made at run time of Google's description
    """YouTube as Google describes it, at the account's address."""
    return _service("youtube", "v3", line.base(HOST))


@lru_cache(maxsize=64)
def _service(name: str, version: str, base: str) -> Any:  # noqa: ANN401 - as above
    from googleapiclient import discovery_cache
    from googleapiclient.discovery import build_from_document

    document = json.loads(discovery_cache.get_static_doc(name, version))
    document["rootUrl"] = document["baseUrl"] = f"{base}/"
    document.pop("mtlsRootUrl", None)
    return build_from_document(document, http=object())


def report(line: Line, **query: str) -> Json | Refusal:
    """Ask YouTube Analytics, which is not YouTube: its refusals say nothing about the channel."""
    analytics = _service("youtubeAnalytics", "v2", line.base(ANALYTICS_HOST))
    told = guarded(line, lambda: analytics.reports().query(**query).execute(http=door(line)), commit=False)
    return told if isinstance(told, dict | Refusal) else unreadable(commit=False)


def ask(line: Line, make: Callable[[Any], Any], *, commit: bool = False) -> Json | Refusal:
    """Make the request that `make` builds of the service, once."""
    told = guarded(line, lambda: make(service(line)).execute(http=door(line)), commit=commit)
    if isinstance(told, Refusal):
        return told
    if not isinstance(told, dict):
        return unreadable(commit=commit)
    return refusal(Answer(200, {}, json.dumps(told).encode()), commit=commit) if "error" in told else told


def tell(line: Line, make: Callable[[Any], Any]) -> Refusal | None:
    """Make a request that is answered with no more than a yes."""
    told = guarded(line, lambda: make(service(line)).execute(http=door(line)), commit=False)
    if isinstance(told, Refusal):
        return told
    if not told or (isinstance(told, dict) and "error" not in told):
        return None
    # Where no answer is described, the library hands on whatever came, unread.
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return refusal(Answer(200, {}, body), commit=False)


def unreadable(*, commit: bool) -> Refusal:
    """An answer that Google's library could not read."""
    return refusal(Answer(200, {}, b""), commit=commit)


def metered(line: Line, told: Refusal, pool: str = UNITS) -> Refusal:
    """Pass a refusal on; where the day's share is used up, which Google tells in no other way, tell that too."""
    if isinstance(told, RateLimited) and told.code == Reason.QUOTA:
        line.spent(Usage(pool, "app" if pool == UNITS else "account", 1.0, told.retry_after))
    return told


def guarded(line: Line, call: Callable[[], Any], *, commit: bool) -> Any:  # noqa: ANN401 - what the library gives, or a Refusal
    """Run a call of Google's library; everything it raises becomes a refusal."""
    from google.auth.exceptions import GoogleAuthError
    from googleapiclient.errors import Error, HttpError

    try:
        return call()
    except UnansweredError as problem:
        return without_answer(problem.told, commit=commit)
    except HttpError as problem:
        headers = {str(name).lower(): str(value) for name, value in problem.resp.items()}
        return metered(line, refusal(Answer(int(problem.resp.status), headers, problem.content), commit=commit))
    except GoogleAuthError as problem:
        return _keys_refused(problem)
    except Error as problem:  # Google's library refuses the file before it calls
        return Rejected(Reason.MEDIA, type(problem).__name__)
    except ValueError:
        return unreadable(commit=commit)


def _keys_refused(problem: Exception) -> Refusal:
    # The first call was refused for its token before a new one was asked for, so nothing was done.
    from google.auth.exceptions import RefreshError

    if isinstance(problem, RefreshError) and not getattr(problem, "retryable", False):
        return AuthorizationExpired(Reason.TOKEN, "Google gives no new access token")
    return Retryable(Reason.TRANSIENT, "no new access token this time")
