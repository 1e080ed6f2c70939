"""Pages of proposals; part of the inbox's addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.inbox.aspirations import act_views, paper_views, public_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("anda-usul/", public_views.answered, name="you_proposed"),
    path("anda-usul/<int:proposal_id>/", public_views.one, name="you_proposed_one"),
    path("usulan/", views.proposals, name="proposals"),
    path("usulan/baru/", views.begin, name="proposal_begin"),
    path("usulan/<int:proposal_id>/", views.proposal, name="proposal"),
    path("usulan/<int:proposal_id>/ubah/", act_views.change, name="proposal_change"),
    path("usulan/<int:proposal_id>/kumpulkan/", act_views.gather, name="proposal_gather"),
    path("usulan/<int:proposal_id>/lepas/<int:backing_id>/", act_views.let_go, name="proposal_let_go"),
    path("usulan/<int:proposal_id>/serahkan/", act_views.hand_over, name="proposal_hand_over"),
    path("usulan/<int:proposal_id>/serahkan-semua/", act_views.hand_over_all, name="proposal_hand_over_all"),
    path("usulan/<int:proposal_id>/tanggapi/", act_views.answer, name="proposal_answer"),
    path("usulan/<int:proposal_id>/umumkan/", act_views.publish, name="proposal_publish"),
    path("usulan/<int:proposal_id>/tarik/", act_views.withdraw, name="proposal_withdraw"),
    path("usulan/<int:proposal_id>/usul.pdf", paper_views.one, name="proposal_file"),
    path("usulan/<int:proposal_id>/rekap.pdf", paper_views.of_owner, name="proposal_summary"),
    path("kotak-masuk/<int:conversation_id>/usulkan/", views.add_here, name="conversation_propose"),
]
