"""Pages leave compressed: a month of the calendar is 97 kB as written and 11 kB on the line, and half of our people are on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

WORDS = frozenset({"text/html", "application/json", "text/calendar", "text/plain"})


class PagesMiddleware(GZipMiddleware):
    """Compress what is words. Pictures, videos and workbooks are compressed by themselves, and parts of them are asked for by their place.

    A page repeats what its address says, so its length must not tell of its secrets: the token against forged forms is masked anew in every
    answer, and Django adds a random number of bytes to each.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress, or leave as it is."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in WORDS:
            return response
        return super().process_response(request, response)
