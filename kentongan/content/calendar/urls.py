"""Addresses of the calendar; content.urls mounts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.content.calendar import keep_views, move_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kalender/", views.page, name="calendar"),
    path("kalender/saring/", views.choices, name="calendar_choices"),
    path("kalender/slot/", views.slots, name="calendar_slots"),
    path("kalender/kalender.xlsx", views.export, name="calendar_export"),
    path("kalender/kalender.pdf", views.printed, name="calendar_print"),
    path("kalender/aturan/", keep_views.limits, name="calendar_limits"),
    path("kalender/langganan/", keep_views.feed, name="calendar_feed"),
    path("kalender/langganan/putus/", keep_views.revoke, name="calendar_feed_revoke"),
    path("kalender/langganan/<str:token>.ics", keep_views.feed_file, name="calendar_feed_file"),
    path("kalender/<int:post_id>/pindah/", move_views.move, name="calendar_move"),
    path("kalender/<int:post_id>/bentrok/", move_views.around, name="calendar_around"),
]
