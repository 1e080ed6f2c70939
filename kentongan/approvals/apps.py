"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Decisions bound to the exact bytes."""

    name = "kentongan.approvals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow who gets or loses a role: requests that rest on it are addressed anew."""
        from kentongan.approvals.services import look_again
        from kentongan.organizations.registry import register_follower

        register_follower(look_again)
