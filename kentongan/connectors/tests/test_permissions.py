"""Permissions are asked for in words that a person understands."""

from __future__ import annotations

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.connectors.graph_login import NEEDED_TASKS
from kentongan.connectors.permissions import WORDS, listed, say


@pytest.mark.parametrize("platform", sorted(registry.PLATFORMS))
def test_every_permission_says_what_it_is_for(platform: Platform) -> None:
    for scope in registry.scopes(platform):
        assert say(scope) != scope, scope


def test_the_tasks_on_a_page_are_said_too() -> None:
    assert set(NEEDED_TASKS) <= WORDS.keys()


def test_several_are_told_in_one_clause_and_an_unknown_one_by_its_name() -> None:
    assert listed(["dm.read", "x.new"]) == "membaca pesan pribadi; x.new"
