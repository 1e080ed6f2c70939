"""Columns of many rows are written in one statement, exactly as the objects carry them."""

from __future__ import annotations

import pytest
from django.db import DataError, transaction

from kentongan.channels.models import Channel
from kentongan.organizations.models import Agency
from kentongan.tenancy.bulk import write_rows
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def channels(dinas_kesehatan: Agency) -> list[Channel]:
    return [builders.channel(dinas_kesehatan, platform) for platform in ("facebook", "x", "tiktok")]


def test_every_row_gets_its_own_values(channels: list[Channel]) -> None:
    for number, channel in enumerate(channels):
        channel.name, channel.handle = f"Akun '{number}'", "" if number else "dinkes"
    assert write_rows(channels, ["name", "handle"]) == 3
    for channel in channels:
        kept = Channel.objects.get(pk=channel.pk)
        assert (kept.name, kept.handle) == (channel.name, channel.handle)


def test_a_row_whose_key_has_changed_is_left_alone(channels: list[Channel]) -> None:
    Channel.objects.filter(pk=channels[0].pk).update(handle="lain")
    for channel in channels:
        channel.name = "Baru"
    assert write_rows(channels, ["name"], keys=("pk", "handle")) == 2
    assert Channel.objects.get(pk=channels[0].pk).name != "Baru"


def test_text_that_is_too_long_is_refused_rather_than_cut(channels: list[Channel]) -> None:
    channels[0].name = "x" * 5_000
    with pytest.raises(DataError), transaction.atomic():
        write_rows(channels, ["name"])


def test_nothing_to_write_asks_nothing() -> None:
    assert write_rows([], ["name"]) == 0
