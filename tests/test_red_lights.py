"""What `/sehat/lampu/` can say, and that each of it is in the runbook."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.config.lights import LIGHTS
from kentongan.core import clock
from tests import source

pytestmark = pytest.mark.django_db
RUNBOOK = source.PACKAGE.parent / "docs" / "operations" / "red-lights.md"


def test_every_red_light_has_a_section_in_the_runbook_and_the_other_way_round() -> None:
    assert re.findall(r"^## `([a-z-]+)`$", RUNBOOK.read_text("utf-8"), re.MULTILINE) == list(LIGHTS)


def test_a_quiet_installation_shows_no_light(instagram: Channel) -> None:
    answer = Client().get("/sehat/lampu/")
    assert (answer.status_code, answer.json()) == (200, {"red": {}})
    assert instagram.pk


def test_an_account_that_fell_silent_is_red_by_name_and_without_content(instagram: Channel) -> None:
    since = clock.now() - timedelta(minutes=20)
    Channel.objects.filter(pk=instagram.pk).update(silent_since=since)
    answer = Client().get("/sehat/lampu/")
    assert answer.status_code == 503
    (light,) = answer.json()["red"]["wajo"]
    assert light == {"light": "account-silent", "count": 1, "since": since.isoformat()}
    assert instagram.name not in answer.content.decode()
