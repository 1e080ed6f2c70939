"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.media import card_views, library_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("media/<int:asset_id>/", views.asset, name="asset"),
    path("pustaka/", library_views.index, name="library"),
    path("pustaka/unggah/", library_views.upload, name="library_upload"),
    path("pustaka/<int:asset_id>/", library_views.one, name="library_asset"),
    path("pustaka/<int:asset_id>/hak/", card_views.card, name="library_card"),
    path("pustaka/<int:asset_id>/fokus/", card_views.focus, name="library_focus"),
    path("pustaka/<int:asset_id>/samarkan/", card_views.blur, name="library_blur"),
    path("pustaka/<int:asset_id>/persetujuan/", card_views.consent, name="library_consent"),
    path(
        "pustaka/<int:asset_id>/persetujuan/<int:consent_id>/cabut/",
        card_views.withdraw,
        name="library_consent_withdraw",
    ),
    path("berkas/<str:token>/<str:name>", views.by_pass, name="asset_by_pass"),
]
