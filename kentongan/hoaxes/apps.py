"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class HoaxesConfig(AppConfig):
    """Claims that circulate, their check, and what the public is told."""

    name = "kentongan.hoaxes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer a comment's page the way into the register."""
        from kentongan.hoaxes.selectors import claims_about, offer_for
        from kentongan.inbox.offers import register_offer

        register_offer("hoaxes", "hoaxes/_offer.html", offer_for, claims_about)
