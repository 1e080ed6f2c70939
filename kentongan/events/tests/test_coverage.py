from __future__ import annotations

import pytest

from kentongan.content import services as content
from kentongan.content.desk import desk_of
from kentongan.content.models import Post
from kentongan.content.selectors import media_of
from kentongan.events import services
from kentongan.events.models import Event, Photo
from kentongan.events.selectors import coverage_of, photos_of, posts_of
from kentongan.events.services import DraftEditedError, Noted, StaleCoverageError
from kentongan.events.services.covering import MOST_PHOTOS
from kentongan.events.tests.conftest import Screen, photo
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from tests import builders

NOTED = Noted(
    what="Dinas Kesehatan membuka posyandu remaja",
    who="60 pelajar SMP dan kader posyandu",
    when="Senin, 30 November 2026",
    where="Balai desa Tempe",
    why="agar remaja tahu kesehatannya sejak awal",
    how="Tiap pelajar ditimbang, diukur, lalu berkonsultasi dengan perawat. " * 4,
    credit="Ayu Larasati",
)


def save(actor: Actor, event: Event, revision: int = 0, noted: Noted = NOTED) -> int:
    return services.save_answers(actor=actor, event=event, revision=revision, noted=noted).revision


def test_five_channels_get_a_draft_each_in_the_length_that_suits_them(ayu_acts: Actor, event: Event) -> None:
    save(ayu_acts, event)
    services.add_photo(actor=ayu_acts, event=event, upload=photo(), token="foto-satu")
    post = services.make_drafts(actor=ayu_acts, event=event)
    texts = {version.channel.platform: version.text for version in post.versions}
    assert set(texts) == {"facebook", "instagram", "x", "youtube", "tiktok"}
    assert texts["facebook"].startswith("Dinas Kesehatan membuka posyandu remaja di Balai desa Tempe pada Senin")
    assert "berkonsultasi" in texts["facebook"]
    assert "Foto: Ayu Larasati" in texts["instagram"]
    assert "berkonsultasi" not in texts["instagram"]
    assert texts["x"].endswith("#WajoSehat")
    desk = desk_of(ayu_acts, post)
    assert [
        misfit.sentence for side in desk.chosen for misfit in side.misfits if misfit.field in {"text", "title"}
    ] == []
    assert [row.asset_id for row in media_of(post)] == [one.asset_id for one in photos_of(event)]
    event.refresh_from_db()
    assert event.state == "drafted"
    assert post.pillar == "kegiatan"


def test_only_channels_the_person_may_write_for_get_a_draft(
    ayu_acts: Actor, event: Event, bima: Person, ayu: Person
) -> None:
    builders.channel(ayu.agency, "bluesky")
    post = services.make_drafts(actor=ayu_acts, event=event)
    assert "bluesky" not in {version.channel.platform for version in post.versions}


def test_again_writes_the_same_draft_with_what_was_noted_since(ayu_acts: Actor, event: Event) -> None:
    revision = save(ayu_acts, event)
    first = services.make_drafts(actor=ayu_acts, event=event)
    services.add_photo(actor=ayu_acts, event=event, upload=photo(), token="foto-satu")
    save(ayu_acts, event, revision, Noted(what="Posyandu remaja dibuka di lima desa"))
    again = services.make_drafts(actor=ayu_acts, event=event)
    assert again.pk == first.pk
    assert again.story.startswith("Posyandu remaja dibuka di lima desa")
    assert media_of(again).count() == 1
    assert Post.objects.count() == 1


def test_a_draft_that_somebody_edited_is_never_written_over(ayu_acts: Actor, event: Event) -> None:
    save(ayu_acts, event)
    post = services.make_drafts(actor=ayu_acts, event=event)
    content.save_draft(
        actor=ayu_acts, post=post, revision=post.revision, draft=content.Draft("Judul saya", "Kata saya.", "kegiatan")
    )
    with pytest.raises(DraftEditedError):
        services.make_drafts(actor=ayu_acts, event=event)
    post.refresh_from_db()
    assert post.story == "Kata saya."


def test_two_windows_on_one_event_cannot_overwrite_each_other(ayu_acts: Actor, event: Event) -> None:
    first = save(ayu_acts, event)
    with pytest.raises(StaleCoverageError) as stale:
        save(ayu_acts, event, 0, Noted(what="dari jendela lain"))
    assert stale.value.coverage.what == NOTED.what
    assert save(ayu_acts, event, first, Noted(what="dari jendela lain")) == first + 1


def test_words_that_stand_already_are_no_change_whatever_revision_they_began_from(
    ayu_acts: Actor, event: Event
) -> None:
    first = save(ayu_acts, event)
    assert save(ayu_acts, event, 0) == first


def test_a_photo_sent_again_after_a_lost_answer_is_one_photo(ayu_acts: Actor, event: Event) -> None:
    one = services.add_photo(actor=ayu_acts, event=event, upload=photo(), token="foto-satu")
    two = services.add_photo(actor=ayu_acts, event=event, upload=photo(), token="foto-satu")
    assert one == two
    assert Photo.objects.count() == 1


def test_who_does_not_write_does_not_cover(event: Event, bima: Person) -> None:
    with pytest.raises(NotAllowedError):
        save(builders.actor_of(bima), event)
    with pytest.raises(NotAllowedError):
        services.make_drafts(actor=builders.actor_of(bima), event=event)


def test_a_cancelled_event_keeps_late_words_but_makes_no_draft(ayu_acts: Actor, event: Event) -> None:
    services.cancel_event(actor=ayu_acts, event=event, reason="hujan")
    assert save(ayu_acts, event) == 1
    with pytest.raises(NotAllowedError):
        services.make_drafts(actor=ayu_acts, event=event)


def test_the_phone_saves_as_typed_and_hears_what_another_window_wrote(
    ayu_acts: Actor, ayu: Person, event: Event, screen_of: Screen
) -> None:
    browser, place = screen_of(ayu), f"/g/wajo/kegiatan/{event.pk}/liput/"
    page = browser.get(place).content.decode()
    assert "Balai desa Tempe" in page
    answer = browser.post(f"{place}simpan/", {"revision": 0, "what": "Senam pagi"})
    assert answer.json() == {"revision": 1}
    stale = browser.post(f"{place}simpan/", {"revision": 0, "what": "Yang lain"})
    assert (stale.status_code, stale.json()["fields"]["what"], stale.json()["revision"]) == (409, "Senam pagi", 1)
    sent = browser.post(f"{place}foto/", {"token": "abc-12345", "file": photo()})
    assert sent.status_code == 201
    refused = browser.post(f"{place}foto/", {"token": "abc-12346", "file": photo().__class__("a.txt", b"halo")})
    assert refused.status_code == 422
    assert "bukan foto atau video" in refused.json()["sentence"]
    browser.post(f"{place}foto/{sent.json()['id']}/", {"alt": "Warga senam di halaman"})
    assert photos_of(event).get().asset.alt_text == "Warga senam di halaman"
    drafted = browser.post(f"{place}draf/")
    assert "/tulis/" in drafted.json()["at"]
    row = coverage_of(event)
    assert row is not None
    assert row.what == "Senam pagi"
    assert [(one.kind, post.title) for one, post in posts_of(ayu_acts, event)] == [("coverage", "Senam pagi")]


def test_everything_works_without_javascript_too(ayu_acts: Actor, ayu: Person, event: Event, screen_of: Screen) -> None:
    browser, place = screen_of(ayu), f"/g/wajo/kegiatan/{event.pk}/liput/"
    browser.post(
        place, {"revision": 0, "what": "Senam", "act": "upload", "file": [photo("a.jpg"), photo("b.jpg", "red")]}
    )
    assert photos_of(event).count() == 2
    stale = browser.post(place, {"revision": 0, "what": "Lain", "act": "save"})
    assert stale.status_code == 409
    assert "Senam" in stale.content.decode()
    assert "Lain" in stale.content.decode()
    first = photos_of(event)[0]
    browser.post(f"{place}foto/{first.pk}/lepas/")
    assert photos_of(event).count() == 1
    answer = browser.post(place, {"revision": 1, "what": "Senam", "act": "draft"}, follow=True)
    assert "Draf untuk 5 kanal siap" in answer.content.decode()


def test_more_than_twenty_photos_are_refused_with_a_sentence(
    ayu_acts: Actor, ayu: Person, event: Event, screen_of: Screen
) -> None:
    asset = services.add_photo(actor=ayu_acts, event=event, upload=photo(), token="foto-nol").asset
    Photo.objects.bulk_create(
        Photo(government_id=event.government_id, event=event, asset=asset, token=f"foto-{n}")
        for n in range(MOST_PHOTOS)
    )
    answer = screen_of(ayu).post(f"/g/wajo/kegiatan/{event.pk}/liput/foto/", {"token": "foto-lagi", "file": photo()})
    assert answer.status_code == 422
    assert "Lepas salah satunya" in answer.json()["sentence"]
