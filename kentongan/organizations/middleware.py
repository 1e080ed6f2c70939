"""From a signed-in request to its actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from kentongan.organizations.selectors import actor_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.models import Government


class ActorRequest(HttpRequest):
    """A request of a signed-in person inside a government, as views under `@signed_in` get it."""

    government: Government
    actor: Actor
    htmx: Any


class ActorMiddleware:
    """Put `actor` on the request: None for visitors and for people of another government."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:  # noqa: ANN401 - attributes are added here
        request.actor = None
        if request.government is not None and request.user.is_authenticated:
            request.actor = actor_for(request.user.pk, request.government)
        return self.get_response(request)
