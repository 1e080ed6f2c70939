"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The agenda, who covers it, and the drafts that come of it."""

    name = "kentongan.events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let both agencies of an event see its photos."""
        from kentongan.events.selectors import photographed_for
        from kentongan.media.registry import register_shown

        register_shown(photographed_for)
