"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.compliance import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("aturan/", views.rulebook, name="rules"),
    path("aturan/nomor-resmi/", views.record_number, name="official_number_add"),
    path("aturan/nomor-resmi/<int:number_id>/hapus/", views.remove_number, name="official_number_remove"),
]
