"""The shell's own pages: home, the theme switch and the living design page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.web import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("pekerja.js", views.service_worker, name="service_worker"),
    path("tampilan/", views.choose_theme, name="theme"),
    path("desain/", views.design, name="design"),
]
