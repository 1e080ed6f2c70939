"""Pages of the corridor; part of the inbox's addresses. `/t/…` is short because it is read on a phone and read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox.corridor import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kasus/<int:case_id>/tautan/", views.links, name="case_links"),
    path("kasus/tautan/<int:link_id>/cabut/", views.revoke, name="share_link_revoke"),
    path("t/<str:share_key>/", views.open_link, name="link_open"),
]
