"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The signed-in shell, the design system and home."""

    name = "kentongan.web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the numbers beside the places count."""
        from kentongan.web import counts

        counts.register()
