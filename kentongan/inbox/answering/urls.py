"""Pages of answering: templates, service facts, a case's links and copies, and the citizen's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox.answering import case_views, citizen_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("templat-jawaban/", views.templates, name="reply_templates"),
    path("templat-jawaban/baru/", views.template_new, name="reply_template_new"),
    path("templat-jawaban/<int:reply_template_id>/", views.template, name="reply_template"),
    path("templat-jawaban/<int:reply_template_id>/hapus/", views.template_retire, name="reply_template_retire"),
    path("info-layanan/", views.infos, name="service_infos"),
    path("info-layanan/baru/", views.info_new, name="service_info_new"),
    path("info-layanan/<int:info_id>/", views.info, name="service_info"),
    path("info-layanan/<int:info_id>/hapus/", views.info_retire, name="service_info_retire"),
    path("kasus/<int:case_id>/laman-warga/", case_views.make_link, name="case_link_make"),
    path("kasus/<int:case_id>/laman-warga/putuskan/", case_views.revoke_link, name="case_link_revoke"),
    path("kasus/<int:case_id>/salinan/<int:copy_id>/kirim/", case_views.send, name="case_copy_send"),
    path("kasus/<int:case_id>/salinan/<int:copy_id>/dikirim-sendiri/", case_views.by_hand, name="case_copy_by_hand"),
    path("kasus/<int:case_id>/salinan/<int:copy_id>/tinggalkan/", case_views.leave, name="case_copy_leave"),
    path("laporan-saya/<str:key>/", citizen_views.case, name="citizen_case"),
    path("laporan-saya/<str:key>/tambah/", citizen_views.add, name="citizen_add"),
    path("laporan-saya/<str:key>/belum-selesai/", citizen_views.unfinished, name="citizen_unfinished"),
    path("laporan-saya/<str:key>/nilai/", citizen_views.rate, name="citizen_rate"),
]
