"""Pages of deadlines and office hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox.clocks import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("tenggat/", views.clocks, name="clocks"),
    path("tenggat/jam/", views.hours_new, name="clock_hours_new"),
    path("tenggat/jam/<int:hours_id>/", views.hours_change, name="clock_hours"),
    path("tenggat/jam/<int:hours_id>/akhiri/", views.hours_end, name="clock_hours_end"),
    path("tenggat/lama/", views.lengths, name="clock_lengths"),
    path("tenggat/jenjang/", views.ladder, name="clock_ladder"),
    path("tenggat/bukti/", views.evidence, name="clock_evidence"),
]
