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
from kentongan.content.desk import desk_of
from kentongan.content.models import Post, VersionMedia
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


def sent_by(channel: Channel) -> Asset:
    made: Asset = VersionMedia.objects.get(version__channel=channel).made
    return made


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
    made = sent_by(instagram)
    assert (made.width, made.height, made.made_from_id) == (955, 500, original.pk)
    assert file_of_post(post) == original
    assert desk(post, "submit").status_code == 302
    request = waiting_for(builders.actor_of(bima)).get()
    assert "Instagram memakai salinan “foto.jpg” yang dipotong" in text_of(
        screen_of(bima).get(f"/g/wajo/setujui/{request.pk}/")
    )
    approved_by(bima, screen_of)
    (sent,) = media_files(post.government_id, Delivery.objects.get().payload["media"])
    assert sent.sha256 == made.sha256 != original.sha256


def test_going_back_to_the_original_takes_the_post_back_from_approval(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    original = file_of_post(post)
    press(screen_of(ayu), post, instagram)
    desk(post, "submit")
    assert "Pakai berkas asli di Instagram" in text_of(screen_of(ayu).get(place(post, instagram)))
    press(screen_of(ayu), post, instagram)
    assert not VersionMedia.objects.exists()
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


def test_a_crop_for_instagram_leaves_facebooks_picture_as_it_was(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, bima: Person, screen_of: Screen
) -> None:
    facebook = builders.channel(ayu.agency, "facebook")
    builders.grant(ayu, facebook)
    both = {"channel": [instagram.pk, facebook.pk]}
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas", **both)
    original = file_of_post(post)
    press(screen_of(ayu), post, instagram)
    desk(post, f"alt:{original.pk}", **{f"alt-{original.pk}": "Antrean warga di puskesmas"}, **both)
    assert desk(post, "submit", **both).status_code == 302
    approved_by(bima, screen_of)
    sent = {
        one.channel.platform: media_files(post.government_id, one.payload["media"])[0]
        for one in Delivery.objects.select_related("channel")
    }
    assert sent["facebook"].sha256 == original.sha256
    assert sent["instagram"].sha256 == sent_by(instagram).sha256 != original.sha256
    assert {one.alt_text for one in sent.values()} == {"Antrean warga di puskesmas"}


def test_the_approval_speaks_of_the_copy_each_channel_sends(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, bima: Person, screen_of: Screen
) -> None:
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    press(screen_of(ayu), post, instagram)
    before = desk_of(builders.actor_of(ayu), post).content_hash
    VersionMedia.objects.all().delete()
    assert desk_of(builders.actor_of(ayu), post).content_hash != before


def test_a_file_taken_off_the_post_and_a_channel_given_up_take_their_copies_along(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, screen_of: Screen
) -> None:
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    press(screen_of(ayu), post, instagram)
    desk(post, channel=[])
    assert not VersionMedia.objects.exists()
    desk(post, channel=[instagram.pk])
    press(screen_of(ayu), post, instagram)
    desk(post, f"detach:{file_of_post(post).pk}")
    assert not VersionMedia.objects.exists()
    assert not media_of(post).exists()


def test_a_copy_that_once_took_the_place_for_every_channel_is_still_put_back(
    post: Post, desk: Desk, instagram: Channel, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    desk(post, "upload", file=photo(size=(1600, 500)), file_alt="Antrean di puskesmas")
    original = file_of_post(post)
    press(screen_of(ayu), post, instagram)
    made = sent_by(instagram)
    VersionMedia.objects.all().delete()
    media_of(post).update(asset=made)
    assert "dipakai di semua kanal" in text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/"))
    press(screen_of(ayu), post)
    assert file_of_post(post) == original


def test_a_video_that_nobody_could_watch_is_not_submitted(post: Post, desk: Desk, x: Channel, text_of: Read) -> None:
    desk(post, "upload", file=SimpleUploadedFile("liputan.mp4", mp4()), channel=[x.pk])
    Asset.objects.update(plays=Asset.Plays.NOT_TO_THE_END)
    answer = desk(post, "submit", channel=[x.pk])
    assert answer.status_code != 302
    assert "Video “liputan.mp4”: tidak dapat diputar sampai akhir" in text_of(answer)


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
    assert sent_by(x) == Mending.objects.get().made
    assert file_of_post(post) == original
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
