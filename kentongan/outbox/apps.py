"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Every act on a platform: never twice, never silently lost."""

    name = "kentongan.outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Introduce the ledger's own kinds; tell the accounts what is due; hear what platforms say of their budgets."""
        from kentongan.outbox import agenda, governor, targets

        targets.register()
        agenda.register()
        governor.register()
