"""Where platforms push: one address per platform at the installation's root. Checked, stored, then answered; understood later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kentongan.connectors import registry
from kentongan.connectors.contract import Platform, Secret
from kentongan.inbox.receiving import receive

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kentongan.connectors.contract import WebhookParser

log = structlog.get_logger("kentongan.inbox.webhooks")
LARGEST = 1_000_000  # bytes; Meta batches at most some hundred events


@csrf_exempt
@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest, platform: str) -> HttpResponse:
    """Answer a platform's handshake or take its events. 403: not genuine; 404: this platform pushes nothing."""
    parser = registry.webhook(Platform(platform)) if platform in registry.PLATFORMS else None
    if parser is None:
        return HttpResponse(status=404)
    return _shake_hands(request, platform, parser) if request.method == "GET" else _take(request, platform, parser)


def _shake_hands(request: HttpRequest, platform: str, parser: WebhookParser) -> HttpResponse:
    token = settings.PLATFORM_APPS[platform]["verify_token"]
    answer = parser.challenge(request.GET.dict(), Secret(_secret(platform)), Secret(token))
    if answer is None:
        return HttpResponse(status=403)
    kind = "application/json" if answer.startswith("{") else "text/plain"
    return HttpResponse(answer, content_type=kind)


def _secret(platform: str) -> str:
    keys = settings.PLATFORM_APPS[platform]
    return keys.get("webhook_secret") or keys["client_secret"]


def _headers(request: HttpRequest) -> dict[str, str]:
    """What was sent, by name in lower case; built by hand because `request.headers` costs as much as the rest of the check."""
    told = request.META.items()
    return {name[5:].replace("_", "-").lower(): value for name, value in told if name.startswith("HTTP_")}


def _take(request: HttpRequest, platform: str, parser: WebhookParser) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse(status=413)
    secret = _secret(platform)
    if not secret or not parser.genuine(request.body, _headers(request), Secret(secret)):
        log.warning("webhook refused", platform=platform, why="signature", bytes=len(request.body))
        return HttpResponse(status=403)
    try:
        events = parser.parse(request.body)
    except ValueError:
        log.warning("webhook refused", platform=platform, why="unreadable", bytes=len(request.body))
        return HttpResponse(status=400)
    stored = receive(platform, events)
    # 200 also for what is not ours or not new: anything else makes the platform send it again for 36 hours.
    return HttpResponse(f"{stored}", content_type="text/plain")
