"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.work import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kabar/", views.notices, name="notices"),
    path("kabar/dibaca/", views.read_all, name="notices_read"),
    path("kabar/<int:notice_id>/", views.open_notice, name="notice_open"),
]
