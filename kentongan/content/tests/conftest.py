"""What posts need in tests: a desk of Ayu's with Instagram, pictures and a store of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.channels.models import Channel
from kentongan.content.models import Post
from kentongan.content.services import Draft, attach, save_draft, start_post
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from tests import builders

STORY = "Imunisasi campak gratis di 23 puskesmas, 24 sampai 28 November, pukul 08.00. Bawa buku KIA."


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    """A media store of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def photo(name: str = "foto.jpg", size: tuple[int, int] = (1200, 1200), color: str = "teal") -> SimpleUploadedFile:
    """A plain picture as a phone would send it."""
    held = io.BytesIO()
    Image.new("RGB", size, color).save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue(), content_type="image/jpeg")


@pytest.fixture
def ayu_acts(ayu: Person, instagram: Channel, bima: Person) -> Actor:
    """Ayu at work: SK, training and a grant on Instagram; Bima is there to approve."""
    return builders.actor_of(builders.entitled(ayu, instagram))


@pytest.fixture
def bima_acts(bima: Person) -> Actor:
    return builders.actor_of(bima)


@pytest.fixture
def tomorrow() -> datetime:
    return clock.now().replace(microsecond=0) + timedelta(days=1)


@pytest.fixture
def five_channels(ayu: Person, dinas_kesehatan: Agency) -> dict[str, Channel]:
    """Every platform's account of Dinas Kesehatan, all granted to Ayu."""
    platforms = ("facebook", "instagram", "x", "youtube", "tiktok")
    channels = {platform: builders.channel(dinas_kesehatan, platform) for platform in platforms}
    builders.entitled(ayu, *channels.values())
    return channels


@pytest.fixture
def draft_of(tomorrow: datetime) -> Callable[..., Post]:
    """A post with a described picture, ready to submit."""

    def write(actor: Actor, story: str = STORY, title: str = "Imunisasi campak gratis") -> Post:
        post = start_post(actor=actor, title=title, story=story)
        words = Draft(title=title, story=story, pillar="layanan", publish_at=tomorrow)
        post = save_draft(actor=actor, post=post, revision=post.revision, draft=words)
        post, _ = attach(
            actor=actor, post=post, revision=post.revision, upload=photo(), alt_text="Petugas menyuntik seorang anak"
        )
        return post

    return write
