"""From a request to its government: by host name, or by `/g/<code>/` where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, set_script_prefix
from django.utils import timezone

from kentongan.tenancy.kept import government_named
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from collections.abc import Callable

    from kentongan.tenancy.models import Government

    Handler = Callable[[HttpRequest], HttpResponse]

PREFIX = "/g/"
MACHINES = ("/kait/", "/sehat/")
"""Where platforms push and monitoring asks."""
SERVER_FAULT = 500


class TenantRequest(HttpRequest):
    """A request after this middleware. `government` is None on pages of the installation itself."""

    government: Government | None


class CallOut(HttpResponse):
    """What a view leaves to do once its transaction is over, because it waits for somebody else's server.

    `ask` runs outside any transaction, opens `within(...)` for what it writes, and answers the request.
    """

    def __init__(self, ask: Callable[[], HttpResponse]) -> None:
        super().__init__()
        self.ask = ask


class MachinesMiddleware:
    """Answer machines at once: what follows looks for a government, a session and a person, and dresses pages for a browser."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(MACHINES):
            return self.get_response(request)
        request.get_host()  # refuses a host that is not ours, as `CommonMiddleware` does
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        answer.headers.setdefault("Content-Length", str(len(answer.content)))
        return answer


class GovernmentMiddleware:
    """Name the government. `/g/<code>` moves from the path to the script name, so that every link made keeps it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:  # noqa: ANN401 - the attribute is added here
        try:
            request.government = self._by_path(request) or self._by_host(request)
        except Http404:
            request.government = None
            request.path_info = "/pemda-tidak-dikenal/"
        return self.get_response(request)

    def _by_path(self, request: HttpRequest) -> Government | None:
        if not request.path_info.startswith(PREFIX):
            return None
        code, _, rest = request.path_info.removeprefix(PREFIX).partition("/")
        government = government_named("code", code)
        if government is None:
            raise Http404
        request.path_info = f"/{rest}"
        request.META["SCRIPT_NAME"] = f"{request.META.get('SCRIPT_NAME', '')}{PREFIX}{code}"
        set_script_prefix(f"{request.META['SCRIPT_NAME']}/")
        return government

    def _by_host(self, request: HttpRequest) -> Government | None:
        return government_named("host", request.get_host().partition(":")[0])


class TenantTransactionMiddleware:
    """Run each request of a government in one transaction that sees that government alone; a failure leaves nothing behind."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:  # noqa: ANN401 - `government` is added above
        response = self._in_transaction(request)
        return response.ask() if isinstance(response, CallOut) else response

    def _in_transaction(self, request: Any) -> HttpResponse:  # noqa: ANN401 - as above
        if request.government is None:
            return self.get_response(request)
        with within(request.government.pk), timezone.override(request.government.zone):
            response = self.get_response(request)
            if response.status_code >= SERVER_FAULT or getattr(request, "failed", False):
                transaction.set_rollback(True)
            return response

    def process_exception(self, request: Any, _exception: Exception) -> None:  # noqa: ANN401
        """Remember that the view broke: Django turns the exception into a page before we see it."""
        request.failed = True
