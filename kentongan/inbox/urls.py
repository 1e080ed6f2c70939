"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox import case_views, moderation_views, views
from kentongan.inbox.answering import urls as answering
from kentongan.inbox.aspirations.urls import urlpatterns as aspirations
from kentongan.inbox.blocking.urls import urlpatterns as blocking
from kentongan.inbox.cases import beside_views, document_views, list_views
from kentongan.inbox.cases import views as acts
from kentongan.inbox.clocks.urls import urlpatterns as clocks
from kentongan.inbox.corridor.urls import urlpatterns as corridor
from kentongan.inbox.lanes.urls import urlpatterns as lanes
from kentongan.inbox.lists import views as lists
from kentongan.inbox.readings import views as reading_views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    *answering.urlpatterns,
    path("kotak-masuk/", views.inbox, name="inbox"),
    path("kotak-masuk/baru/", lists.news, name="inbox_news"),
    path("kotak-masuk/saring/", lists.narrow, name="inbox_narrow"),
    path("kotak-masuk/banyak/", lists.many, name="inbox_many"),
    path("kotak-masuk/tampilan/", lists.keep_view, name="inbox_view_keep"),
    path("kotak-masuk/tampilan/<int:view_id>/", lists.change_view, name="inbox_view"),
    path("kotak-masuk/<int:conversation_id>/menulis/", lists.writing, name="conversation_writing"),
    path("kotak-masuk/<int:conversation_id>/", views.conversation, name="conversation"),
    path("kotak-masuk/<int:conversation_id>/teruskan/", views.forward, name="conversation_forward"),
    path("kotak-masuk/<int:conversation_id>/arsipkan/", views.archive, name="conversation_archive"),
    path("kotak-masuk/<int:conversation_id>/kembalikan/", views.restore, name="conversation_restore"),
    path("kotak-masuk/<int:conversation_id>/diperiksa/", reading_views.check_reading, name="conversation_check"),
    path("kotak-masuk/komentar/<int:message_id>/", moderation_views.comment, name="inbox_comment"),
    path("kotak-masuk/komentar/<int:message_id>/ubah/", moderation_views.act, name="inbox_comment_act"),
    path("kotak-masuk/<int:conversation_id>/gabung/", beside_views.join, name="conversation_join"),
    path("kasus/", list_views.cases, name="cases"),
    path("kasus/daftar.xlsx", list_views.workbook, name="cases_workbook"),
    path("aturan-pilah/", reading_views.rules, name="triage_rules"),
    path("aturan-pilah/tempat/", reading_views.place_add, name="triage_place_add"),
    path("aturan-pilah/tempat/<int:place_id>/hapus/", reading_views.place_remove, name="triage_place_remove"),
    path("aturan-pilah/belajar/<int:learned_id>/", reading_views.learned_use, name="triage_learned_use"),
    path("kasus/<int:case_id>/", case_views.case, name="case"),
    path("kasus/<int:case_id>/jawaban/", case_views.answer, name="case_answer"),
    path("kasus/<int:case_id>/jawaban/simpan/", case_views.save_answer, name="case_answer_save"),
    path("kasus/<int:case_id>/jawaban/saran/", case_views.tone, name="case_answer_hints"),
    path("kasus/<int:case_id>/jawaban/kirim/", case_views.release, name="case_release"),
    path("kasus/<int:case_id>/jawaban/dikirim-sendiri/", case_views.posted_by_hand, name="case_posted_by_hand"),
    path("kasus/<int:case_id>/jawaban/ambil-kembali/", case_views.take_back, name="case_take_back"),
    path("kasus/<int:case_id>/teruskan/", case_views.pass_on, name="case_pass_on"),
    path("kasus/<int:case_id>/bukan-wewenang/", case_views.send_back, name="case_send_back"),
    path("kasus/<int:case_id>/bagian/", acts.give_part, name="case_part"),
    path("kasus/<int:case_id>/verifikasi/", acts.verify, name="case_verify"),
    path("kasus/<int:case_id>/arsipkan/", acts.archive, name="case_archive"),
    path("kasus/<int:case_id>/wewenang-lain/", acts.not_ours, name="case_not_ours"),
    path("kasus/<int:case_id>/golongan/", acts.classify, name="case_classify"),
    path("kasus/<int:case_id>/tunda/", acts.pause, name="case_pause"),
    path("kasus/<int:case_id>/lanjutkan/", acts.resume, name="case_resume"),
    path("kasus/<int:case_id>/buka-kembali/", acts.reopen, name="case_reopen"),
    path("kasus/<int:case_id>/gabung/", acts.merge, name="case_merge"),
    path("kasus/<int:case_id>/batal-gabung/", acts.unmerge, name="case_unmerge"),
    path("kasus/<int:case_id>/pisahkan/", acts.split, name="case_split"),
    path("kasus/<int:case_id>/catatan/", beside_views.note, name="case_note"),
    path("kasus/<int:case_id>/daftar-periksa/", beside_views.to_do, name="case_to_do"),
    path("kasus/<int:case_id>/berkas/", document_views.add_file, name="case_file_add"),
    path("kasus/<int:case_id>/berkas/keluarkan/", document_views.remove_file, name="case_file_remove"),
    path("kasus/<int:case_id>/berkas/<int:file_id>/", document_views.file, name="case_file"),
    path("kasus/<int:case_id>/dokumen/<int:document_id>/", document_views.document, name="case_document"),
    path("kasus/<int:case_id>/ikuti/", beside_views.follow, name="case_follow"),
    path("kasus/<int:case_id>/tenggat-hukum/", beside_views.law_clock, name="case_law_clock"),
    path("kasus/<int:case_id>/cetak/", beside_views.on_paper, name="case_paper"),
    *clocks,
    *lanes,
    *aspirations,
    *corridor,
    *blocking,
]
