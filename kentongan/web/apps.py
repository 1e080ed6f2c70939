from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kentongan.web"
    label = "web"
    verbose_name = "Tampilan"
