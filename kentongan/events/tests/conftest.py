from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.channels.models import Channel
from kentongan.core import clock
from kentongan.events import services
from kentongan.events.models import Event
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from tests import builders

Screen = Callable[[Person], Client]
FIVE = ("facebook", "instagram", "x", "youtube", "tiktok")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def photo(name: str = "foto.jpg", color: str = "teal") -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (1200, 1200), color).save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue(), content_type="image/jpeg")


def facts(title: str = "Posyandu remaja", *, hours: float = 48, length: float = 2, **more: Any) -> services.Facts:
    starts = clock.now() + timedelta(hours=hours)
    more = {"place": "Balai desa Tempe", "programme": "Wajo Sehat"} | more
    return services.Facts(title, starts, starts + timedelta(hours=length), **more)


@pytest.fixture
def five(dinas_kesehatan: Agency) -> list[Channel]:
    return [builders.channel(dinas_kesehatan, platform) for platform in FIVE]


@pytest.fixture
def ayu_acts(ayu: Person, five: list[Channel], bima: Person) -> Actor:
    return builders.actor_of(builders.entitled(ayu, *five))


@pytest.fixture
def event(ayu_acts: Actor) -> Event:
    return services.record_event(actor=ayu_acts, agency_id=ayu_acts.agency_id, facts=facts())


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
