"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Figures, each with where it comes from."""

    name = "kentongan.insights"
    default_auto_field = "django.db.models.BigAutoField"
