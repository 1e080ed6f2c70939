"""Health for machines: alive, ready, fresh. At the installation's root, without names or content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, connection
from django.http import JsonResponse

from kentongan.channels.models import Channel
from kentongan.config.lights import red_lights
from kentongan.core import clock
from kentongan.tenancy.scope import within
from kentongan.tenancy.selectors import governments

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from kentongan.config.lights import Red


def alive(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


def ready(_request: HttpRequest) -> JsonResponse:
    """The database answers too: 200, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ready": False}, status=503)
    return JsonResponse({"ready": True})


def fresh(_request: HttpRequest) -> JsonResponse:
    """Per government: age of the oldest due delivery, and per channel the seconds since it last told us anything."""
    return JsonResponse({government.code: _freshness(government.pk, clock.now()) for government in governments()})


def lights(_request: HttpRequest) -> JsonResponse:
    """Every red light of every government, with how many things and since when: 200 when there is none, else 503."""
    at = clock.now()
    red = {government.code: [_told(light) for light in red_lights(government.pk, at)] for government in governments()}
    shown = {code: found for code, found in red.items() if found}
    return JsonResponse({"red": shown}, status=503 if shown else 200)


def _told(light: Red) -> dict[str, Any]:
    return {"light": light.light, "count": light.count, "since": light.since.isoformat()}


def _freshness(government_id: int, at: datetime) -> dict[str, Any]:
    from kentongan.outbox.selectors import oldest_due_at

    with within(government_id):
        oldest = oldest_due_at(government_id, at)
        channels = Channel.objects.filter(government_id=government_id)
        heard = {str(c.pk): _seconds(at, max(filter(None, (c.polled_at, c.pushed_at)), default=None)) for c in channels}
    return {"oldest_due_seconds": _seconds(at, oldest), "channel_silence_seconds": heard}


def _seconds(at: datetime, moment: datetime | None) -> float | None:
    return round((at - moment).total_seconds(), 1) if moment else None
