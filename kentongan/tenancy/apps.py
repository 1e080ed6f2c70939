"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Governments, and the walls between them."""

    name = "kentongan.tenancy"
    default_auto_field = "django.db.models.BigAutoField"
