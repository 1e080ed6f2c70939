"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.outbox import freeze_views, hand_views, usage_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("pemakaian/", usage_views.budgets, name="budgets"),
    path("pemakaian/<str:platform>/batas/", usage_views.limit, name="budget_limit"),
    path("perlu-diperiksa/", views.needs_check, name="needs_check"),
    path("pengiriman/<uuid:delivery_id>/", views.delivery, name="delivery"),
    path("pengiriman/<uuid:delivery_id>/sudah-diunggah/", hand_views.uploaded, name="delivery_uploaded"),
    path("pengiriman/<uuid:delivery_id>/tidak-jadi/", hand_views.given_up, name="delivery_given_up"),
    path("pembekuan/", freeze_views.all_freezes, name="freezes"),
    path("pembekuan/<int:freeze_id>/akhiri/", freeze_views.end, name="freeze_end"),
]
