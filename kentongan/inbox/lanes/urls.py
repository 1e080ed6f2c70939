"""Pages of the lanes; part of the inbox's addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox.lanes import directory_views, lapor_views, letter_views, paper_views, ppid_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("jalur/", views.lanes, name="lanes"),
    path("jalur/nomor/", directory_views.numbers, name="help_numbers"),
    path("jalur/nomor/hapus/", directory_views.number_remove, name="help_number_remove"),
    path("jalur/instansi/", directory_views.authorities, name="authorities"),
    path("jalur/instansi/<int:authority_id>/", directory_views.authority, name="authority"),
    path("kasus/<int:case_id>/lapor/", lapor_views.sheet, name="lapor_sheet"),
    path("kasus/<int:case_id>/lapor/lembar.pdf", paper_views.sheet_file, name="lapor_file"),
    path("kasus/<int:case_id>/lapor/nomor/", lapor_views.number, name="lapor_number"),
    path("kasus/<int:case_id>/lapor/status/", lapor_views.status, name="lapor_status"),
    path("kasus/<int:case_id>/lapor/jawaban/", lapor_views.answer, name="lapor_answer"),
    path("kasus/<int:case_id>/lapor/batal/", lapor_views.drop, name="lapor_drop"),
    path("kasus/<int:case_id>/informasi/", ppid_views.choose, name="ppid_choose"),
    path("ppid/<int:request_id>/", ppid_views.one, name="ppid_request"),
    path("ppid/<int:request_id>/pemberitahuan/", ppid_views.acknowledge, name="ppid_acknowledge"),
    path("ppid/<int:request_id>/ubah/", ppid_views.change, name="ppid_change"),
    path("kasus/<int:case_id>/surat/", letter_views.begin, name="letter_begin"),
    path("surat/<int:letter_id>/", letter_views.letter, name="letter"),
    path("surat/<int:letter_id>/surat.pdf", paper_views.letter_file, name="letter_file"),
    path("surat/<int:letter_id>/ubah/", letter_views.act, name="letter_act"),
]
