"""The shell's own pages: home, the calendar, the theme switch and the living design page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.web import calendar, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("kalender/", calendar.month, name="calendar"),
    path("tampilan/", views.choose_theme, name="theme"),
    path("desain/", views.design, name="design"),
]
