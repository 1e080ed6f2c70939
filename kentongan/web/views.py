from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kentongan.organizations.access import signed_in
from kentongan.web import specimens
from kentongan.web.context import THEME_COOKIE, THEMES
from kentongan.web.today import installation, today

if TYPE_CHECKING:
    from django.http import HttpRequest

YEAR = 365 * 86400
NO_RIGHT = "Halaman ini untuk peran lain."


@require_GET
def home(request: Any) -> HttpResponse:  # noqa: ANN401 - `government` is set by middleware
    """Show the day of whoever is here, or the governments to choose from where none is named."""
    if request.government is None:
        return installation(request)
    return signed_in(today)(request)


@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Show every component in every state. Public, made-up people only."""
    return render(request, "web/desain/page.html", specimens.facts())


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark in a cookie that the server reads, so that no page is painted twice."""
    theme = request.POST.get("theme", "")
    target = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if inside else "/")
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@require_GET
def service_worker(_request: HttpRequest) -> HttpResponse:
    """The script that lets the coverage page open without a line; at the root, because it speaks for what lies below it."""
    script = (Path(__file__).parent / "static/web/js/service-worker.js").read_text("utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def no_right(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why this is not theirs to do, and who can."""
    facts = {"sentence": getattr(exception, "sentence", "") or NO_RIGHT, "who_can": getattr(exception, "who_can", "")}
    return render(request, "403.html", facts, status=403)
