"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Every act on a platform: never twice, never silently lost."""

    name = "kentongan.outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Introduce the ledger's own kind of subject, and tell those who look after the accounts what is due."""
        from kentongan.outbox import agenda, targets

        targets.register()
        agenda.register()
