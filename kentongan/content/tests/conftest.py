"""What posts need in tests: a desk of Ayu's with Instagram, pictures and a store of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.approvals.selectors import waiting_for
from kentongan.approvals.services import approve
from kentongan.channels.models import Channel
from kentongan.content.models import Post
from kentongan.content.selectors import versions_of
from kentongan.content.services import Draft, attach, save_draft, start_post, submit_for_review
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.tests.fake import FakePlatform
from kentongan.tenancy.models import Government
from tests import builders

Screen = Callable[[Person], Client]
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


def chosen_on(tiktok: Channel) -> dict[str, str]:
    """What an author has to choose on TikTok, as the desk posts it."""
    mine = f"v-{tiktok.pk}-"
    return {
        f"{mine}extra": "1",
        f"{mine}set-privacy_level": "PUBLIC_TO_EVERYONE",
        f"{mine}set-disable_comment": "false",
    }


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
def desk(ayu: Person, ayu_acts: Actor, screen_of: Screen) -> Callable[..., Any]:
    """Ayu presses a button of the desk with what stands in its fields."""
    browser = screen_of(ayu)

    def press(post: Post, act: str = "save", **fields: Any) -> Any:
        post.refresh_from_db()
        shown = {
            "revision": post.revision,
            "title": post.title,
            "story": post.story,
            "pillar": post.pillar,
            "when": "segera",
            "channels_shown": "1",
            "channel": [version.channel_id for version in versions_of(post)],
        }
        answer = browser.post(f"/g/wajo/tulis/{post.pk}/", shown | {"act": act} | fields)
        post.refresh_from_db()
        return answer

    return press


@pytest.fixture
def post(ayu: Person, ayu_acts: Actor, screen_of: Screen) -> Post:
    """A post begun on the first page."""
    words = {"title": "Imunisasi campak gratis", "story": STORY, "pillar": "layanan"}
    answer = screen_of(ayu).post("/g/wajo/tulis/", words)
    assert answer.status_code == 302
    return Post.objects.get()


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


@pytest.fixture
def written(wajo: Government) -> Callable[..., Post]:
    """A draft planned for a day and hour of Wajo."""

    def write(actor: Actor, day: str, hour: str = "10:00", title: str = "Imunisasi campak gratis", **more: Any) -> Post:
        at = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=wajo.zone)
        post = start_post(
            actor=actor, title=title, story=f"{title} di 23 puskesmas.", pillar=more.get("pillar", "layanan")
        )
        words = Draft(title=title, story=post.story, pillar=post.pillar, publish_at=at, channels=more.get("channels"))
        return save_draft(actor=actor, post=post, revision=post.revision, draft=words)

    return write


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform()


@pytest.fixture
def scheduled(ayu_acts: Actor, bima_acts: Actor, draft_of: Callable[..., Post]) -> Post:
    """A post of Ayu's that Bima approved for tomorrow."""
    post = draft_of(ayu_acts)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    request = waiting_for(bima_acts).get()
    approve(actor=bima_acts, approval=request, content_hash=request.content_hash)
    post.refresh_from_db()
    return post
