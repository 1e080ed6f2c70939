"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Content cards: one form, a picture in every platform's shape."""

    name = "kentongan.cards"
    default_auto_field = "django.db.models.BigAutoField"
