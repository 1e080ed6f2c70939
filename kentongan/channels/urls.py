"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.channels import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("akun/", views.channels, name="channels"),
    path("akun/<int:channel_id>/", views.channel, name="channel"),
    path("akun/<int:channel_id>/izin/", views.give_grant, name="grant_give"),
    path("akun/<int:channel_id>/izin/<int:grant_id>/cabut/", views.revoke_grant, name="grant_revoke"),
    path("akun/<int:channel_id>/jeda/", views.pause, name="channel_pause"),
    path("akun/<int:channel_id>/aktifkan/", views.resume, name="channel_resume"),
]
