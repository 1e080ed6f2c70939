"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.outbox import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("perlu-diperiksa/", views.needs_check, name="needs_check"),
    path("pengiriman/<uuid:delivery_id>/", views.delivery, name="delivery"),
]
