"""The shell's own pages: the living design page and the theme switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.web import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("desain/", views.design, name="design"),
    path("tampilan/", views.choose_theme, name="theme"),
]
