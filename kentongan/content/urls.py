"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.content import (
    change_views,
    choice_views,
    desk_views,
    history_views,
    impact_views,
    library_views,
    mend_views,
    plan_views,
    remark_views,
    tag_views,
    template_views,
    upload_views,
    views,
    writing_views,
)
from kentongan.content.calendar import urls as calendar
from kentongan.content.importing import views as import_views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    *calendar.urlpatterns,
    path("tulis/", desk_views.compose, name="compose"),
    path("tulis/saran/", writing_views.hints, name="writing_hints"),
    path("tulis/<int:post_id>/", desk_views.edit, name="post_edit"),
    path("tulis/<int:post_id>/simpan/", desk_views.autosave, name="post_autosave"),
    path("tulis/<int:post_id>/pilihan/<int:channel_id>/", choice_views.choices, name="post_choices"),
    path("tulis/<int:post_id>/dampak/", impact_views.impact, name="post_impact"),
    path("tulis/<int:post_id>/dampak/simpan/", impact_views.autosave, name="post_impact_save"),
    path("tulis/<int:post_id>/program/", plan_views.programmes, name="post_programmes"),
    path("tulis/<int:post_id>/pratinjau/", desk_views.previews, name="post_previews"),
    path("tulis/<int:post_id>/media/<int:asset_id>/", mend_views.mend, name="post_mend"),
    path("tulis/<int:post_id>/berkas/", upload_views.add, name="post_file"),
    path("tulis/<int:post_id>/pustaka/", library_views.pick, name="post_library"),
    path("tulis/templat/", template_views.templates, name="templates"),
    path("tulis/templat/<str:template>/", template_views.begin, name="template_begin"),
    path("tulis/templat/milik/<int:template_id>/", template_views.begin_own, name="own_template_begin"),
    path("tulis/templat/milik/<int:template_id>/hapus/", template_views.retire, name="own_template_retire"),
    path("tulis/<int:post_id>/isian/", template_views.answers, name="post_answers"),
    path("tulis/tagar/", tag_views.tags, name="tags"),
    path("tulis/tagar/saran/", tag_views.suggestions, name="tag_suggestions"),
    path("tulis/tagar/<int:tag_id>/hapus/", tag_views.remove, name="tag_remove"),
    path("kiriman/<int:post_id>/riwayat/", history_views.history, name="post_history"),
    path("kiriman/<int:post_id>/riwayat/<int:number>/kembalikan/", history_views.restore, name="post_restore"),
    path("kiriman/<int:post_id>/catatan/", remark_views.remarks, name="post_remarks"),
    path("kiriman/<int:post_id>/catatan/<int:remark_id>/", remark_views.remark, name="post_remark"),
    path("kiriman/<int:post_id>/templat/", template_views.keep, name="post_keep_template"),
    path("kiriman/<int:post_id>/salin/", template_views.duplicate, name="post_duplicate"),
    path("kiriman/", views.posts, name="posts"),
    path("kiriman/<int:post_id>/", views.post, name="post"),
    path("kiriman/<int:post_id>/pengiriman/", views.post_deliveries, name="post_deliveries"),
    path("kiriman/<int:post_id>/rencana/", plan_views.place, name="post_place"),
    path("kiriman/<int:post_id>/tarik/", views.withdraw, name="post_withdraw"),
    path("kiriman/<int:post_id>/hentikan/", views.stop, name="post_stop"),
    path("kiriman/<int:post_id>/perbaiki/<int:remote_id>/", change_views.correct, name="post_correct"),
    path("kiriman/<int:post_id>/hapus/<int:remote_id>/", change_views.take_down, name="post_take_down"),
    path("impor/", import_views.imports, name="imports"),
    path("impor/templat/", import_views.template_file, name="import_template"),
    path("impor/<int:import_id>/", import_views.show, name="import"),
    path("impor/<int:import_id>/perbaiki/", import_views.rest, name="import_rest"),
    path("impor/<int:import_id>/urutan/", import_views.order, name="import_order"),
    path("impor/<int:import_id>/jadikan/", import_views.make, name="import_make"),
    path("impor/<int:import_id>/ajukan/", import_views.submit, name="import_submit"),
    path("impor/<int:import_id>/batalkan/", import_views.undo, name="import_undo"),
]
