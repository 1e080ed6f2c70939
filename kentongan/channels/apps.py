"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Official accounts, their keys, and who may act on them."""

    name = "kentongan.channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show on a person's page what that person may do here."""
        from kentongan.channels.selectors import rights_of
        from kentongan.organizations.registry import register_person_section

        register_person_section(
            "channels", "channels/_rights.html", lambda actor, person: {"rights": rights_of(actor, person)}
        )
