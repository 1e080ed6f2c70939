"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.events import cover_views, import_views, photo_views, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("kegiatan/", views.agenda, name="events"),
    path("kegiatan/baru/", views.record, name="event_record"),
    path("kegiatan/impor/", import_views.choose_file, name="event_file"),
    path("kegiatan/impor/<int:intake_id>/", import_views.intake, name="event_intake"),
    path("kegiatan/<int:event_id>/", views.event, name="event"),
    path("kegiatan/<int:event_id>/ubah/", views.change, name="event_change"),
    path("kegiatan/<int:event_id>/petugas/", views.assign, name="event_assign"),
    path("kegiatan/<int:event_id>/rangkaian/", views.series, name="event_series"),
    path("kegiatan/<int:event_id>/batal/", views.cancel, name="event_cancel"),
    path("kegiatan/<int:event_id>/liput/", cover_views.cover, name="event_cover"),
    path("kegiatan/<int:event_id>/liput/simpan/", cover_views.save, name="event_save"),
    path("kegiatan/<int:event_id>/liput/draf/", cover_views.draft, name="event_draft"),
    path("kegiatan/<int:event_id>/liput/foto/", photo_views.photo_add, name="event_photo_add"),
    path("kegiatan/<int:event_id>/liput/foto/<int:photo_id>/", photo_views.photo_describe, name="event_photo_describe"),
    path(
        "kegiatan/<int:event_id>/liput/foto/<int:photo_id>/lepas/", photo_views.photo_remove, name="event_photo_remove"
    ),
]
