"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.approvals import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("setujui/", views.waiting, name="approvals"),
    path("setujui/<int:approval_id>/", views.approval, name="approval"),
    path("setujui/<int:approval_id>/ya/", views.decide_yes, name="approval_yes"),
    path("setujui/<int:approval_id>/perbaiki/", views.decide_no, name="approval_no"),
]
