"""Addresses of the rulebook; compliance.urls includes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.compliance.rulebook import quiz_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("aturan/buku/", views.book, name="rulebook"),
    path("aturan/buku/pembaca/", views.readers, name="rulebook_readers"),
    path("aturan/buku/tulis/", views.write, name="rulebook_write"),
    path("aturan/buku/tulis/<int:chapter_id>/", views.change, name="rulebook_change"),
    path("aturan/buku/<slug:slug>/", views.chapter, name="rulebook_chapter"),
    path("aturan/buku/<slug:slug>/dibaca/", views.read, name="rulebook_read"),
    path("aturan/kuis/", quiz_views.quiz, name="quiz"),
    path("aturan/kuis/<int:quiz_id>/", quiz_views.result, name="quiz_result"),
]
