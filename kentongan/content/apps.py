"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Posts, their versions per channel, and when they go out."""

    name = "kentongan.content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Introduce posts to approvals and to the outbox."""
        from kentongan.content import hooks

        hooks.register()
