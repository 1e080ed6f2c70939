"""Cards through their pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.audit.models import Entry
from kentongan.cards.models import Brand, Card
from kentongan.content.models import Post
from kentongan.content.services import Draft, detach, save_draft, start_post
from kentongan.documents.renderer import RENDERER
from kentongan.media.models import Asset
from kentongan.organizations.models import Person
from tests import builders

ANNOUNCEMENT = {
    "label": "Pengumuman",
    "title": "Imunisasi campak gratis",
    "body": "Bawa buku KIA.",
    "when": "Senin, 08.00 WITA",
    "where": "Semua puskesmas",
}
Screen = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    yield
    RENDERER.stop()


@pytest.fixture
def card(ayu: Person, screen_of: Screen) -> Card:
    answer = screen_of(ayu).post("/g/wajo/kartu/baru/pengumuman/", ANNOUNCEMENT)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Card.objects.get()


def photo(colour: str) -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (900, 700), colour).save(held, "JPEG")
    return SimpleUploadedFile("foto.jpg", held.getvalue(), content_type="image/jpeg")


def test_ayu_fills_in_one_form_and_has_five_pictures_with_a_description(card: Card) -> None:
    sizes = {(image.asset.width, image.asset.height) for image in card.images}
    assert sizes == {(1080, 1350), (1080, 1080), (1080, 1920), (1600, 900), (1200, 630)}
    for image in card.images:
        assert image.asset.alt_text.startswith("Kartu pengumuman Dinas Kesehatan. Imunisasi campak gratis.")
        assert "Kapan: Senin, 08.00 WITA" in image.asset.alt_text


def test_the_preview_shows_all_shapes_without_keeping_anything(ayu: Person, screen_of: Screen) -> None:
    answer = screen_of(ayu).post("/g/wajo/kartu/pratinjau/pengumuman/", ANNOUNCEMENT | {"bentuk": "16x9"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("data:image/png;base64,") == 6
    assert 'id="bentuk-16x9" value="16x9" checked' in page
    assert not Card.objects.exists()


@pytest.mark.parametrize(
    "kind", ["pengumuman", "kutipan", "jadwal", "angka", "langkah", "sebelum-sesudah", "klarifikasi"]
)
def test_an_empty_form_of_any_kind_has_a_preview_and_is_not_kept(ayu: Person, screen_of: Screen, kind: str) -> None:
    screen = screen_of(ayu)
    assert "data:image/png" in screen.post(f"/g/wajo/kartu/pratinjau/{kind}/").content.decode()
    assert screen.get(f"/g/wajo/kartu/baru/{kind}/").status_code == 200
    assert screen.get(f"/g/wajo/kartu/contoh/{kind}/")["Content-Type"] == "image/png"
    assert screen.post(f"/g/wajo/kartu/baru/{kind}/").status_code == 422
    assert not Card.objects.exists()


def test_what_is_too_long_is_said_with_how_much_and_nothing_is_lost(ayu: Person, screen_of: Screen) -> None:
    told = ANNOUNCEMENT | {"title": "Imunisasi " * 12}
    answer = screen_of(ayu).post("/g/wajo/kartu/baru/pengumuman/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Judul lewat 29 huruf. Di kartu muat paling banyak 90. Pendekkan 29 huruf." in page
    assert told["title"].strip() in page


def test_a_sign_without_a_letter_here_is_named_instead_of_drawn_as_a_box(ayu: Person, screen_of: Screen) -> None:
    told = ANNOUNCEMENT | {"title": "Selamat \U00012000 datang"}
    page = screen_of(ayu).post("/g/wajo/kartu/baru/pengumuman/", told).content.decode()
    assert "Tanda \U00012000 tidak dapat digambar." in page


def test_an_identity_number_does_not_get_onto_a_card(ayu: Person, screen_of: Screen) -> None:
    told = ANNOUNCEMENT | {"body": "Atas nama NIK 7313014107900001."}
    answer = screen_of(ayu).post("/g/wajo/kartu/baru/pengumuman/", told)
    assert answer.status_code == 422
    assert not Card.objects.exists()


def test_before_and_after_takes_two_photos(ayu: Person, screen_of: Screen) -> None:
    told = {"title": "Jalan kini rata", "upload-before": photo("brown"), "upload-after": photo("teal")}
    assert screen_of(ayu).post("/g/wajo/kartu/baru/sebelum-sesudah/", told).status_code == 302
    card = Card.objects.get()
    assert {card.fields["before"], card.fields["after"]} - {""}
    assert len(card.images) == 5
    missing = {"title": "Jalan kini rata", "upload-before": photo("brown")}
    answer = screen_of(ayu).post("/g/wajo/kartu/baru/sebelum-sesudah/", missing)
    assert "Foto sesudah masih kosong" in answer.content.decode()


def test_numbers_are_written_as_here_and_need_a_source(ayu: Person, screen_of: Screen) -> None:
    told = {"title": "Layanan", "figures-1-value": "12480", "figures-1-label": "warga dilayani"}
    assert "Sumber masih kosong" in screen_of(ayu).post("/g/wajo/kartu/baru/angka/", told).content.decode()
    screen_of(ayu).post("/g/wajo/kartu/baru/angka/", told | {"source": "Dinas Kesehatan"})
    assert Card.objects.get().fields["figures"] == [{"value": "12.480", "label": "warga dilayani"}]


def test_the_description_follows_the_fields_until_someone_writes_it(ayu: Person, card: Card, screen_of: Screen) -> None:
    screen, place = screen_of(ayu), f"/g/wajo/kartu/{card.pk}/"
    screen.post(place, ANNOUNCEMENT | {"title": "Imunisasi polio", "revision": 1, "alt": card.alt_text})
    card = Card.objects.get()
    assert "Imunisasi polio" in card.alt_text
    assert not card.alt_by_hand
    pictures = {image.asset_id for image in card.images}
    screen.post(place, ANNOUNCEMENT | {"title": "Imunisasi polio", "revision": 2, "alt": "Kartu hijau tentang polio."})
    card = Card.objects.get()
    assert card.alt_by_hand
    assert {image.asset.alt_text for image in card.images} == {"Kartu hijau tentang polio."}
    assert {image.asset_id for image in card.images} == pictures


def test_two_people_at_one_card_do_not_overwrite_each_other(ayu: Person, card: Card, screen_of: Screen) -> None:
    screen, place = screen_of(ayu), f"/g/wajo/kartu/{card.pk}/"
    assert screen.post(place, ANNOUNCEMENT | {"title": "Satu", "revision": 1}).status_code == 302
    answer = screen.post(place, ANNOUNCEMENT | {"title": "Dua", "revision": 1})
    assert answer.status_code == 409
    assert 'value="Dua"' in answer.content.decode()
    assert Card.objects.get().title == "Satu"


def test_a_card_is_taken_away_as_png_in_its_size_and_as_pdf(ayu: Person, card: Card, screen_of: Screen) -> None:
    answer = screen_of(ayu).get(f"/g/wajo/kartu/{card.pk}/unduh/9x16/")
    assert Image.open(io.BytesIO(answer.content)).size == (1080, 1920)
    assert 'filename="imunisasi-campak-gratis-9x16.png"' in answer["Content-Disposition"]
    assert screen_of(ayu).get(f"/g/wajo/kartu/{card.pk}/unduh/1x1/?pdf").content.startswith(b"%PDF")
    assert screen_of(ayu).get(f"/g/wajo/kartu/{card.pk}/unduh/3x3/").status_code == 404


def test_citra_sees_nothing_of_ayus_cards(card: Card, citra: Person, screen_of: Screen) -> None:
    screen = screen_of(citra)
    assert card.title not in screen.get("/g/wajo/kartu/").content.decode()
    assert screen.get(f"/g/wajo/kartu/{card.pk}/").status_code == 404
    assert screen.post(f"/g/wajo/kartu/{card.pk}/pasang/").status_code == 404


def test_the_look_belongs_to_administrator_and_coordinator(ayu: Person, eko: Person, screen_of: Screen) -> None:
    assert screen_of(ayu).get("/g/wajo/kartu/tampilan/").status_code == 403
    told = {"ground": "#ffffff", "ink": "#1a1a1a", "accent": "#8a2b12", "footer": "wajokab.go.id", "revision": 0}
    answer = screen_of(eko).post("/g/wajo/kartu/tampilan/", told | {"logo": photo("navy")})
    assert answer.status_code == 302
    assert Brand.objects.get().ground == "#ffffff"
    assert Brand.objects.get().logo is not None


def test_colours_nobody_can_read_are_refused_with_one_that_can(eko: Person, screen_of: Screen) -> None:
    told = {"ground": "#ffffff", "ink": "#cccccc", "accent": "#ffee00", "footer": "", "revision": 0}
    answer = screen_of(eko).post("/g/wajo/kartu/tampilan/", told)
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert "Warna tulisan terlalu mirip dengan warna latar. Bedanya 1,6 banding 1" in page
    assert "Warna aksen terlalu mirip" in page
    assert page.count("Yang terbaca:") == 2
    assert not Brand.objects.exists()


@pytest.fixture
def post(ayu: Person) -> Post:
    channels = [builders.channel(ayu.agency, platform) for platform in ("instagram", "x", "tiktok")]
    actor = builders.actor_of(builders.entitled(ayu, *channels))
    post = start_post(actor=actor, title="Imunisasi", story="Imunisasi gratis.")
    return save_draft(
        actor=actor, post=post, revision=post.revision, draft=Draft("Imunisasi", "Imunisasi gratis.", "layanan")
    )


def test_a_card_on_a_post_is_carried_in_each_channels_own_shape(
    ayu: Person, card: Card, post: Post, screen_of: Screen
) -> None:
    from kentongan.content.desk import desk_of

    answer = screen_of(ayu).post(f"/g/wajo/kartu/{card.pk}/pasang/", {"post": post.pk})
    assert answer.status_code == 302
    desk = desk_of(builders.actor_of(ayu), Post.objects.get())
    shapes = {side.channel.platform: [(a.width, a.height) for a in side.media] for side in desk.chosen}
    assert shapes == {"instagram": [(1080, 1350)], "x": [(1600, 900)], "tiktok": [(1080, 1920)]}
    assert [check.title for check in desk.stops if "oto" in check.title] == []
    page = screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/?langkah=media").content.decode()
    assert "1080 × 1350 untuk Instagram" in page


def test_a_story_takes_the_upright_shape(ayu: Person, card: Card, post: Post) -> None:
    from kentongan.connectors import registry
    from kentongan.connectors.contract import Format, Platform
    from kentongan.content.extras import Extra
    from kentongan.content.rules import taken

    able = registry.capabilities(Platform.INSTAGRAM)
    assets = [image.asset for image in card.images]
    assert [(a.width, a.height) for a in taken(able, Extra(format=Format.STORY), assets)] == [(1080, 1920)]


def test_taking_a_card_off_takes_all_its_shapes(ayu: Person, card: Card, post: Post, screen_of: Screen) -> None:
    from kentongan.content.selectors import media_of
    from kentongan.content.services import detach

    screen_of(ayu).post(f"/g/wajo/kartu/{card.pk}/pasang/", {"post": post.pk})
    post = Post.objects.get()
    assert media_of(post).count() == 5
    detach(actor=builders.actor_of(ayu), post=post, revision=post.revision, asset_id=card.images[2].asset_id)
    assert not media_of(post).exists()


def test_an_approved_post_has_to_be_approved_again_after_its_card_changed(
    ayu: Person, bima: Person, card: Card, post: Post, screen_of: Screen
) -> None:
    from kentongan.approvals.models import Approval
    from kentongan.approvals.services import approve
    from kentongan.content.services import choose_channels, submit_for_review

    screen, actor = screen_of(ayu), builders.actor_of(ayu)
    screen.post(f"/g/wajo/kartu/{card.pk}/pasang/", {"post": post.pk})
    post = Post.objects.get()
    keep = [version.channel_id for version in post.versions if version.channel.platform != "tiktok"]
    post = choose_channels(actor=actor, post=post, revision=post.revision, channels=keep)
    submit_for_review(actor=actor, post=post, revision=post.revision)
    approve(
        actor=builders.actor_of(bima), approval=Approval.objects.get(), content_hash=Approval.objects.get().content_hash
    )
    assert Post.objects.get().state == "scheduled"
    screen.post(f"/g/wajo/kartu/{card.pk}/", ANNOUNCEMENT | {"title": "Imunisasi ditunda", "revision": 1})
    post = Post.objects.get()
    assert post.state == "draft"
    assert {asset.pk for asset in post.assets} == {image.asset_id for image in Card.objects.get().images}
    page = screen.get(f"/g/wajo/kartu/{card.pk}/").content.decode()
    assert "memakai gambar yang baru dan perlu diajukan" in page


def test_whoever_only_reads_sees_the_card_and_no_form(card: Card, kartika: Person, screen_of: Screen) -> None:
    page = screen_of(kartika).get(f"/g/wajo/kartu/{card.pk}/").content.decode()
    assert "Simpan kartu" not in page
    assert card.alt_text in page
    assert screen_of(kartika).post(f"/g/wajo/kartu/{card.pk}/", ANNOUNCEMENT).status_code == 403


def test_a_card_that_hangs_nowhere_can_be_deleted(card: Card, ayu: Person, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    assert "Hapus kartu ini" in browser.get(f"/g/wajo/kartu/{card.pk}/").content.decode()
    answer = browser.post(f"/g/wajo/kartu/{card.pk}/hapus/", follow=True)
    assert f"Kartu “{card.title}” dihapus." in answer.content.decode()
    assert not Card.objects.exists()
    assert Entry.objects.filter(action="cards.deleted").exists()
    assert not Asset.objects.filter(listed=True).exists()


def test_a_card_that_a_post_carries_is_kept_and_says_where(card: Card, ayu: Person, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    post = start_post(actor=builders.actor_of(ayu), title="Imunisasi", story="Gratis.")
    browser.post(f"/g/wajo/kartu/{card.pk}/pasang/", {"post": str(post.pk)})
    page = browser.get(f"/g/wajo/kartu/{card.pk}/").content.decode()
    assert "Masih terpasang pada 1 kiriman" in page
    answer = browser.post(f"/g/wajo/kartu/{card.pk}/hapus/", follow=True).content.decode()
    assert "masih terpasang pada kiriman “Imunisasi”. Lepas dulu kartunya di sana" in answer
    assert Card.objects.exists()
    post.refresh_from_db()
    for image in card.images:
        post = detach(actor=builders.actor_of(ayu), post=post, revision=post.revision, asset_id=image.asset_id)
    browser.post(f"/g/wajo/kartu/{card.pk}/hapus/")
    assert not Card.objects.exists()


def test_another_agencys_card_is_not_deleted_by_citra(card: Card, citra: Person, screen_of: Screen) -> None:
    assert screen_of(citra).post(f"/g/wajo/kartu/{card.pk}/hapus/").status_code == 404
    assert Card.objects.exists()
