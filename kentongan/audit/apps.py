"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trail: who did what, when, sealed against change."""

    name = "kentongan.audit"
    default_auto_field = "django.db.models.BigAutoField"
