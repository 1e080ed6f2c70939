"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """What waits for a person: tasks and notices."""

    name = "kentongan.work"
    default_auto_field = "django.db.models.BigAutoField"
