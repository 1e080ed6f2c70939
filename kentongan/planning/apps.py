"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """What a government means to publish: programmes, campaigns, quotas, slots, days and duties."""

    name = "kentongan.planning"
    default_auto_field = "django.db.models.BigAutoField"
