"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox import case_views, moderation_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kotak-masuk/", views.inbox, name="inbox"),
    path("kotak-masuk/baru/", views.news, name="inbox_news"),
    path("kotak-masuk/<int:conversation_id>/", views.conversation, name="conversation"),
    path("kotak-masuk/<int:conversation_id>/teruskan/", views.forward, name="conversation_forward"),
    path("kotak-masuk/<int:conversation_id>/arsipkan/", views.archive, name="conversation_archive"),
    path("kotak-masuk/<int:conversation_id>/kembalikan/", views.restore, name="conversation_restore"),
    path("kotak-masuk/komentar/<int:message_id>/", moderation_views.comment, name="inbox_comment"),
    path("kotak-masuk/komentar/<int:message_id>/ubah/", moderation_views.act, name="inbox_comment_act"),
    path("kasus/", case_views.cases, name="cases"),
    path("kasus/<int:case_id>/", case_views.case, name="case"),
    path("kasus/<int:case_id>/jawaban/", case_views.answer, name="case_answer"),
    path("kasus/<int:case_id>/jawaban/simpan/", case_views.save_answer, name="case_answer_save"),
    path("kasus/<int:case_id>/jawaban/kirim/", case_views.release, name="case_release"),
    path("kasus/<int:case_id>/jawaban/dikirim-sendiri/", case_views.posted_by_hand, name="case_posted_by_hand"),
    path("kasus/<int:case_id>/jawaban/ambil-kembali/", case_views.take_back, name="case_take_back"),
    path("kasus/<int:case_id>/teruskan/", case_views.pass_on, name="case_pass_on"),
    path("kasus/<int:case_id>/bukan-wewenang/", case_views.send_back, name="case_send_back"),
]
