"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Rules with their sources, and the checks they run."""

    name = "kentongan.compliance"
    default_auto_field = "django.db.models.BigAutoField"
