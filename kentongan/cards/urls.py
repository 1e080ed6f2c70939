"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.cards import delete_views, look_views, preview_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kartu/", views.cards, name="cards"),
    path("kartu/baru/", views.choose, name="card_choose"),
    path("kartu/baru/<str:kind>/", views.new, name="card_new"),
    path("kartu/pratinjau/<str:kind>/", preview_views.preview, name="card_preview"),
    path("kartu/contoh/<str:kind>/", preview_views.sample, name="card_sample"),
    path("kartu/tampilan/", look_views.look, name="card_look"),
    path("kartu/<int:card_id>/", views.card, name="card"),
    path("kartu/<int:card_id>/hapus/", delete_views.delete, name="card_delete"),
    path("kartu/<int:card_id>/pasang/", views.attach, name="card_attach"),
    path("kartu/<int:card_id>/unduh/<str:ratio>/", preview_views.download, name="card_download"),
]
