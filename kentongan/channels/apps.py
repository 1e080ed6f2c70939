"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Official accounts, their keys, and who may act on them."""

    name = "kentongan.channels"
    default_auto_field = "django.db.models.BigAutoField"
