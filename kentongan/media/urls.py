"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.media import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("media/<int:asset_id>/", views.asset, name="asset"),
    path("berkas/<str:token>/<str:name>", views.by_pass, name="asset_by_pass"),
]
