"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.channels import connect_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("akun/", views.channels, name="channels"),
    path("akun/sambung/", connect_views.connect, name="channel_connect"),
    path("akun/sambung/sendiri/", connect_views.by_hand, name="channel_by_hand"),
    path("akun/sambung/<int:connection_id>/", connect_views.connection, name="connection"),
    path("akun/<int:channel_id>/sambung-ulang/", connect_views.reconnect, name="channel_reconnect"),
    path("akun/<int:channel_id>/periksa/", connect_views.check, name="channel_check"),
    path("akun/<int:channel_id>/putuskan/", connect_views.let_go, name="channel_let_go"),
    path("akun/<int:channel_id>/", views.channel, name="channel"),
    path("akun/<int:channel_id>/izin/", views.give_grant, name="grant_give"),
    path("akun/<int:channel_id>/izin/<int:grant_id>/cabut/", views.revoke_grant, name="grant_revoke"),
    path("akun/<int:channel_id>/jeda/", views.pause, name="channel_pause"),
    path("akun/<int:channel_id>/aktifkan/", views.resume, name="channel_resume"),
]
