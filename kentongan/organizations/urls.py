"""Pages of this app; mounted at the root of each government by config.urls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kentongan.organizations import trail, views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("orang/", views.people, name="people"),
    path("orang/<int:person_id>/", views.person, name="person"),
    path("orang/<int:person_id>/sk/", views.record_appointment, name="appointment_record"),
    path("orang/<int:person_id>/sk/<int:appointment_id>/cabut/", views.revoke_appointment, name="appointment_revoke"),
    path("orang/<int:person_id>/pelatihan/", views.record_competency, name="competency_record"),
    path("orang/<int:person_id>/peran/", views.set_roles, name="roles_set"),
    path("jejak/", trail.trail, name="trail"),
    path("jejak/periksa/", trail.check_trail, name="trail_check"),
]
