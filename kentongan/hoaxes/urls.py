"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.hoaxes import act_views, public_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("cek-fakta/", public_views.facts, name="facts"),
    path("cek-fakta/<int:claim_id>/", public_views.fact, name="fact"),
    path("hoaks/", views.claims, name="claims"),
    path("hoaks/catat/", views.record, name="claim_record"),
    path("hoaks/<int:claim_id>/", views.claim, name="claim"),
    path("hoaks/<int:claim_id>/periksa/", act_views.check, name="claim_check"),
    path("hoaks/<int:claim_id>/bukti/", act_views.evidence, name="claim_evidence"),
    path("hoaks/<int:claim_id>/beredar/", act_views.spread, name="claim_spread"),
    path("hoaks/<int:claim_id>/putuskan/", act_views.decide, name="claim_decide"),
    path("hoaks/<int:claim_id>/klarifikasi/", act_views.clarify, name="claim_clarify"),
]
