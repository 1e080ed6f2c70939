"""What base.html needs on every page: who is here, where they are, where they can go."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from kentongan.outbox.freezes import over
from kentongan.web import navigation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from kentongan.organizations.actor import Actor
    from kentongan.tenancy.models import Government

THEME_COOKIE = "tema"
THEMES = {"": "Otomatis", "light": "Terang", "dark": "Gelap"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor of every page. Counts are asked for only when a page draws them."""
    actor: Actor | None = getattr(request, "actor", None)
    government: Government | None = getattr(request, "government", None)
    theme = request.COOKIES.get(THEME_COOKIE, "")
    waiting = cache(navigation.counts)
    return {
        "actor": actor,
        "government": government,
        "theme": theme if theme in THEMES else "",
        "themes": THEMES,
        "demo": settings.DEMO,
        "demo_logins": [one for one in settings.DEMO_LOGINS if government is None or one.government == government.code],
        "demo_password": settings.DEMO_PASSWORD,
        "frozen": SimpleLazyObject(lambda: list(over(actor)) if waiting(actor)["frozen"] else []) if actor else None,
        "nav": SimpleLazyObject(lambda: nav(actor, request.path, waiting(actor))) if actor else None,
    }


def nav(actor: Actor, path: str, waiting: Mapping[str, int]) -> dict[str, Any]:
    """Return the rail by groups, the phone's bar, what is left for `Lainnya`, and the bell."""
    pairs = navigation.links(actor, path, waiting)
    by_key = {link.key: link for _, link in pairs}
    groups = [
        {
            "key": key,
            "label": label,
            "links": [link for entry, link in pairs if entry.group == key and key and entry.key != "write"],
        }
        for key, label in navigation.GROUPS.items()
    ]
    bell = waiting.get("bell", 0)
    return {
        "groups": [group for group in groups if group["links"]],
        "write": by_key.get("write"),
        "bar": [by_key[key] for key in navigation.PHONE_BAR if key in by_key],
        "rest": [link for _, link in pairs if link.key not in navigation.PHONE_BAR],
        "bell": bell,
        "bell_url": navigation.address("notices"),
        "home": navigation.address("home") or "/",
        "lit": bell > 0 or any(link.count for _, link in pairs),
    }
