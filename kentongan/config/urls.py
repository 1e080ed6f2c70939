"""Every address. Each app owns its own; all stand at the root of a government (`/g/<code>/` or its host)."""

from __future__ import annotations

from django.urls import include, path

from kentongan.channels import connect_views
from kentongan.config import health
from kentongan.inbox import webhooks

APPS = (
    "audit",
    "organizations",
    "work",
    "channels",
    "media",
    "compliance",
    "outbox",
    "approvals",
    "planning",
    "content",
    "inbox",
    "insights",
    "cards",
    "events",
    "hoaxes",
    "web",
)

urlpatterns = [
    path("sehat/hidup/", health.alive),
    path("sehat/siap/", health.ready),
    path("sehat/segar/", health.fresh),
    path("sehat/lampu/", health.lights),
    path("kait/<str:platform>/", webhooks.webhook, name="webhook"),
    path("sambung/kembali/", connect_views.come_back, name="connection_back"),
    path("akun-saya/", include("allauth.urls")),
    *(path("", include(f"kentongan.{app}.urls")) for app in APPS),
]

handler403 = "kentongan.web.views.no_right"
