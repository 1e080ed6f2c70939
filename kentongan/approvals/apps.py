"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Decisions bound to the exact bytes."""

    name = "kentongan.approvals"
    default_auto_field = "django.db.models.BigAutoField"
