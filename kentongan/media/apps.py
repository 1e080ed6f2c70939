"""Django's registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Pictures and videos: checked, stripped, served."""

    name = "kentongan.media"
    default_auto_field = "django.db.models.BigAutoField"
