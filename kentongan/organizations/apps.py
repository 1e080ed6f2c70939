"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Agencies, people, roles, appointments, competencies, the working calendar."""

    name = "kentongan.organizations"
    default_auto_field = "django.db.models.BigAutoField"
