"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.approvals import audit_views, delegation_views, path_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("setujui/", views.waiting, name="approvals"),
    path("setujui/sekaligus/", views.many, name="approvals_many"),
    path("setujui/<int:approval_id>/", views.approval, name="approval"),
    path("setujui/<int:approval_id>/ya/", views.decide_yes, name="approval_yes"),
    path("setujui/<int:approval_id>/perbaiki/", views.decide_no, name="approval_no"),
    path("setujui/jalur/", path_views.paths, name="approval_paths"),
    path("setujui/jalur/baru/", path_views.new_path, name="approval_path_new"),
    path("setujui/jalur/<int:path_id>/", path_views.path, name="approval_path"),
    path("setujui/jalur/<int:path_id>/hapus/", path_views.retire, name="approval_path_retire"),
    path("setujui/pengganti/", delegation_views.delegations, name="delegations"),
    path("setujui/pengganti/<int:delegation_id>/akhiri/", delegation_views.revoke, name="delegation_revoke"),
    path("setujui/darurat/", audit_views.emergencies, name="emergencies"),
    path("setujui/darurat/<int:audit_id>/", audit_views.emergency, name="emergency"),
]
