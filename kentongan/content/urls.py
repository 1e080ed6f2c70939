"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.content import change_views, choice_views, desk_views, mend_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("tulis/", desk_views.compose, name="compose"),
    path("tulis/<int:post_id>/", desk_views.edit, name="post_edit"),
    path("tulis/<int:post_id>/simpan/", desk_views.autosave, name="post_autosave"),
    path("tulis/<int:post_id>/pilihan/<int:channel_id>/", choice_views.choices, name="post_choices"),
    path("tulis/<int:post_id>/pratinjau/", desk_views.previews, name="post_previews"),
    path("tulis/<int:post_id>/media/<int:asset_id>/", mend_views.mend, name="post_mend"),
    path("kiriman/", views.posts, name="posts"),
    path("kiriman/<int:post_id>/", views.post, name="post"),
    path("kiriman/<int:post_id>/pengiriman/", views.post_deliveries, name="post_deliveries"),
    path("kiriman/<int:post_id>/tarik/", views.withdraw, name="post_withdraw"),
    path("kiriman/<int:post_id>/perbaiki/<int:remote_id>/", change_views.correct, name="post_correct"),
    path("kiriman/<int:post_id>/hapus/<int:remote_id>/", change_views.take_down, name="post_take_down"),
]
