"""Bringing the database to this version, without making every table's model anew at every step."""

from __future__ import annotations

from django.core.management import get_commands
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from kentongan.config.management.commands.migrate import _less_made_anew, pointing_to


def test_migrate_is_ours() -> None:
    assert get_commands()["migrate"] == "kentongan.config"


def test_what_points_to_a_changed_model_is_made_anew_and_what_it_points_to_stays() -> None:
    state = MigrationLoader(None).project_state()
    answer = pointing_to(state, "inbox", "answer")
    assert ("inbox", "answer") in answer
    assert {("inbox", "answercopy")} <= answer
    assert not {("tenancy", "government"), ("inbox", "case"), ("organizations", "person")} & answer
    everything = pointing_to(state, "tenancy", "government")
    assert ("inbox", "answercopy") in everything
    assert len(everything) > 100


def test_a_model_that_is_new_is_made_alone() -> None:
    assert pointing_to(MigrationLoader(None).project_state(), "inbox", "unheard") == {("inbox", "unheard")}


def test_django_is_left_as_it_was() -> None:
    def decides() -> object:
        return vars(ProjectState)["_find_reload_model"]

    before = decides()
    with _less_made_anew():
        assert decides() is pointing_to
    assert decides() is before
