"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.compliance import exemption_views, rule_views, views
from kentongan.compliance.impact import urls as impact
from kentongan.compliance.rulebook import urls as rulebook

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("aturan/", views.rulebook, name="rules"),
    path("aturan/nomor-resmi/", views.record_number, name="official_number_add"),
    path("aturan/nomor-resmi/<int:number_id>/hapus/", views.remove_number, name="official_number_remove"),
    *impact.urlpatterns,
    *rulebook.urlpatterns,
    path("aturan/alamat-resmi/", views.record_domain, name="official_domain_add"),
    path("aturan/alamat-resmi/<int:domain_id>/hapus/", views.remove_domain, name="official_domain_remove"),
    path("aturan/masa-pemilihan/", views.record_window, name="election_add"),
    path("aturan/masa-pemilihan/<int:window_id>/hapus/", views.remove_window, name="election_remove"),
    path("aturan/takarir/<int:asset_id>/", views.captions, name="video_captions"),
    path("aturan/baru/", rule_views.own, name="own_rule_new"),
    path("aturan/pengecualian/<int:exemption_id>/", exemption_views.exemption, name="exemption"),
    path(
        "aturan/pengecualian/minta/<str:subject_type>/<str:subject_id>/<slug:rule_id>/",
        exemption_views.ask,
        name="exemption_ask",
    ),
    path("aturan/<slug:rule_id>/", rule_views.rule, name="rule"),
    path("aturan/<slug:rule_id>/ubah/", rule_views.change, name="rule_change"),
    path("aturan/<slug:rule_id>/versi/<int:version_id>/kembalikan/", rule_views.restore, name="rule_restore"),
]
