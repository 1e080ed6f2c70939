"""A picture or video a channel would refuse is fitted to it before approval, and what is approved are the bytes that go out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.approvals.selectors import waiting_for
from kentongan.channels.models import Channel
from kentongan.content.models import Post
from kentongan.content.selectors import media_of
from kentongan.content.tests.conftest import photo
from kentongan.media import coding, copies
from kentongan.media.models import Asset, Mending
from kentongan.media.selectors import media_files
from kentongan.media.tests.files import mp4
from kentongan.media.tests.films import film, needs_ffmpeg
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.models import Delivery
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
Desk = Callable[..., Any]


@pytest.fixture
def x(ayu: Person, dinas_kesehatan: Agency) -> Channel:
    channel = builders.channel(dinas_kesehatan, "x")
    builders.entitled(ayu, channel)
    return channel


def file_of_post(post: Post) -> Asset:
    asset: Asset = media_of(post).get().asset
    return asset


def place(post: Post, channel: Channel | None = None) -> str:
    asked = f"?kanal={channel.pk}" if channel else ""
    return f"/g/wajo/tulis/{post.pk}/media/{file_of_post(post).pk}/{asked}"


def press(browser: Client, post: Post, channel: Channel | None = None, **fields: Any) -> Any:
    post.refresh_from_db()
    return browser.post(place(post, channel), {"revision": post.revision} | fields)


def approved_by(bima: Person, screen_of: Screen) -> None:
    request = waiting_for(builders.actor_of(bima)).get()
    screen_of(bima).post(f"/g/wajo/setujui/{request.pk}/ya/", {"content_hash": request.content_hash})


def test_a_picture_too_wide_is_cut_where_ayu_points_and_bima_approves_that_very_file(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    original = file_of_post(post)
    page = text_of(screen_of(ayu).get(answer["Location"]))
    assert "Fotonya terlalu lebar untuk Instagram." in page
    assert "Potong untuk Instagram" in page
    shown = text_of(screen_of(ayu).get(place(post, instagram)))
    assert 'data-crop="x"' in shown
    assert press(screen_of(ayu), post, instagram, focus="100").status_code == 302
    made = file_of_post(post)
    assert (made.width, made.height, made.made_from_id) == (955, 500, original.pk)
    assert desk(post, "submit").status_code == 302
    request = waiting_for(builders.actor_of(bima)).get()
    assert "adalah salinan yang dipotong" in text_of(screen_of(bima).get(f"/g/wajo/setujui/{request.pk}/"))
    approved_by(bima, screen_of)
    (sent,) = media_files(post.government_id, Delivery.objects.get().payload["media"])
    assert sent.sha256 == made.sha256 != original.sha256


def test_going_back_to_the_original_takes_the_post_back_from_approval(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, screen_of: Screen
) -> None:
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    original = file_of_post(post)
    press(screen_of(ayu), post, instagram)
    desk(post, "submit")
    press(screen_of(ayu), post)
    assert file_of_post(post) == original
    assert post.state == "in_review"
    post.refresh_from_db()
    assert post.state == "draft"


def test_a_change_by_somebody_else_in_between_is_told_and_nothing_is_cut(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    original, opened = file_of_post(post), {"revision": post.revision}
    words = opened | {"title": post.title, "story": "Tulisan Eko.", "pillar": "layanan", "when": "segera"}
    screen_of(eko).post(f"/g/wajo/tulis/{post.pk}/", words)
    answer = screen_of(ayu).post(place(post, instagram), opened | {"focus": "0"}, follow=True)
    assert "berubah sejak halaman dibuka" in text_of(answer)
    assert file_of_post(post) == original
    assert Asset.objects.count() == 1


def test_citra_cannot_touch_ayus_picture(
    post: Post, desk: Desk, instagram: Channel, citra: Person, screen_of: Screen
) -> None:
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    assert press(screen_of(citra), post, instagram).status_code in {403, 404}
    assert Asset.objects.count() == 1


@needs_ffmpeg
@pytest.mark.as_worker
def test_a_video_x_refuses_is_made_anew_watched_and_used(
    post: Post, desk: Desk, x: Channel, ayu: Person, screen_of: Screen, text_of: Read, tmp_path: Path
) -> None:
    content = film(tmp_path / "a.mp4", size="1920x1080", seconds=1.5).read_bytes()
    desk(post, "upload", file=SimpleUploadedFile("liputan.mp4", content), channel=[x.pk])
    original = file_of_post(post)
    page = text_of(desk(post, "submit", channel=[x.pk]))
    assert "X menerima video paling besar 1280 × 1024 piksel; video ini 1920 × 1080." in page
    assert "Ubah agar diterima X" in page
    browser = screen_of(ayu)
    press(browser, post, x)
    waiting = text_of(browser.get(place(post, x), headers={"HX-Request": "true"}))
    assert "Menunggu giliran: 0%" in waiting
    assert "<html" not in waiting
    copies.make_waiting()
    assert "Tonton dulu, lalu pakai." in text_of(browser.get(place(post, x)))
    assert file_of_post(post) == original, "nothing is exchanged before Ayu has seen it"
    press(browser, post, x)
    assert file_of_post(post) == Mending.objects.get().made
    assert desk(post, "submit", channel=[x.pk]).status_code == 302


def test_without_ffmpeg_nothing_is_offered_and_the_sentence_says_what_to_do_by_hand(
    post: Post, desk: Desk, x: Channel, ayu: Person, screen_of: Screen, text_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "PROGRAM", "ffmpeg-is-not-here")
    content = mp4(size=(1920, 1080))
    desk(post, "upload", file=SimpleUploadedFile("liputan.mp4", content), channel=[x.pk])
    page = text_of(desk(post, "submit", channel=[x.pk]))
    assert "Simpan ulang videonya sebagai MP4 dengan ukuran lebih kecil" in page
    assert "Ubah agar diterima X" not in page
    assert press(screen_of(ayu), post, x).status_code == 302
    assert not Mending.objects.exists()
