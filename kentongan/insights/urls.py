"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.insights import evaluation_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kiriman/<int:post_id>/angka/", views.post_figures, name="post_figures"),
    path("kiriman/<int:post_id>/evaluasi/", evaluation_views.evaluation, name="post_evaluation"),
    path("laporan/", views.report, name="figures"),
]
