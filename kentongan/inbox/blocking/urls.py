"""Pages of the register; part of the inbox's addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox.blocking import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kotak-masuk/blokir/", views.blocks, name="blocks"),
    path("kotak-masuk/blokir/<int:block_id>/", views.block, name="block"),
    path("kotak-masuk/<int:conversation_id>/blokir/", views.new, name="conversation_block"),
]
