"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.planning import campaign_views, channel_views, duty_views, tree_views, views, week_views
from kentongan.planning.importing import views as importing

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("rencana/", views.month, name="plan"),
    path("rencana/target/", views.quotas, name="quotas"),
    path("rencana/program/", tree_views.programmes, name="programmes"),
    path("rencana/program/impor/", importing.imports, name="tree_imports"),
    path("rencana/program/impor/pohon-program.xlsx", importing.template_file, name="tree_import_template"),
    path("rencana/program/impor/<int:import_id>/", importing.show, name="tree_import"),
    path("rencana/program/impor/<int:import_id>/masukkan/", importing.take, name="tree_import_take"),
    path("rencana/program/impor/<int:import_id>/perlu-diperbaiki.xlsx", importing.rest, name="tree_import_rest"),
    path("rencana/program/<int:programme_id>/", tree_views.programme, name="programme"),
    path("rencana/kampanye/", campaign_views.campaigns, name="campaigns"),
    path("rencana/kampanye/baru/", campaign_views.new_campaign, name="campaign_new"),
    path("rencana/kampanye/<int:campaign_id>/", campaign_views.campaign, name="campaign"),
    path("rencana/kampanye/<int:campaign_id>/ubah/", campaign_views.edit_campaign, name="campaign_edit"),
    path("rencana/strategi/baru/", campaign_views.new_strategy, name="strategy_new"),
    path("rencana/strategi/<int:strategy_id>/", campaign_views.strategy, name="strategy"),
    path("rencana/kanal/", channel_views.channel_plan, name="channel_plan"),
    path("rencana/khalayak/", channel_views.add_audience, name="audience_add"),
    path("rencana/khalayak/<int:audience_id>/hapus/", channel_views.retire_audience, name="audience_retire"),
    path("rencana/slot/", week_views.slots, name="slots"),
    path("rencana/slot/<int:slot_id>/hapus/", week_views.drop_slot, name="slot_drop"),
    path("rencana/hari/", week_views.days, name="observances"),
    path("rencana/hari/<int:observance_id>/hapus/", week_views.unmark_day, name="observance_unmark"),
    path("rencana/berkala/", duty_views.obligations, name="obligations"),
    path("rencana/berkala/<int:obligation_id>/", duty_views.obligation, name="obligation"),
]
