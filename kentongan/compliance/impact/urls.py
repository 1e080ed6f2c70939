"""Addresses of the impact analysis that belong to no single post; compliance.urls includes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.compliance.impact import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("aturan/dampak/", views.formula, name="impact_formula"),
    path("aturan/dampak/pengaturan/", views.settings, name="impact_settings"),
    path("aturan/dampak/pengaturan/<int:period_id>/hapus/", views.remove_period, name="impact_period_remove"),
]
