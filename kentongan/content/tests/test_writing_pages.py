"""Saran tulisan beside the checks: while typing, and without JavaScript on what was saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from kentongan.content.models import Post
from kentongan.content.selectors import versions_of
from kentongan.organizations.models import Agency, Person
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
STORY = "Dinas Kesehatan mengajak warga menjaga anak supaya sehat di Tempe. OPD lain ikut dengan senang hati, dan warga boleh datang."


def asks(browser: Client, story: str, title: str = "Kelas ibu hamil") -> Any:
    return browser.post("/g/wajo/tulis/saran/", {"title": title, "story": story})


def test_ayu_reads_while_typing_what_readers_would_still_ask(ayu: Person, screen_of: Screen, text_of: Read) -> None:
    answer = asks(screen_of(ayu), STORY)
    page = text_of(answer)
    assert "Pembaca masih bertanya: kapan?" in page
    assert "organisasi perangkat daerah (OPD)" in page
    start = STORY.index("OPD")
    assert f'data-aid="story" data-start="{start}" data-end="{start + 3}" data-passage="OPD"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_what_was_asked_about_is_not_stored(post: Post, ayu: Person, screen_of: Screen) -> None:
    asks(screen_of(ayu), STORY)
    before = post.story
    post.refresh_from_db()
    assert (Post.objects.count(), post.story) == (1, before)


def test_the_saved_post_shows_its_hints_without_javascript(
    post: Post, desk: Callable[..., Any], ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    desk(post, "save", story=STORY)
    page = text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/"))
    assert "Saran tulisan" in page
    assert "Pembaca masih bertanya: kapan?" in page
    desk(post, "save", story="")
    assert "Saran muncul di sini selagi Anda menulis" in text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/"))


def test_a_district_of_the_government_answers_where(ayu: Person, screen_of: Screen, text_of: Read) -> None:
    story = "Bidan memeriksa semua ibu hamil dan anak tanpa biaya pada hari Senin supaya mereka sehat, pitumpanua lebih dulu."
    assert "Pembaca masih bertanya: di mana?" in text_of(asks(screen_of(ayu), story))
    builders.agency("Kecamatan Pitumpanua", of=ayu.government, kind=Agency.Kind.DISTRICT)
    assert "Pembaca masih bertanya" not in text_of(asks(screen_of(ayu), story))


def test_markup_in_the_words_stays_words(ayu: Person, screen_of: Screen) -> None:
    page = asks(screen_of(ayu), "<script>alert(1)</script> HEBOH SEKALI KABAR INI <b>yang di dan</b>").content.decode()
    assert "<script" not in page
    assert "<b>" not in page


def test_hints_cost_few_questions_to_the_database(
    ayu: Person, screen_of: Screen, django_assert_max_num_queries: Any
) -> None:
    browser = screen_of(ayu)
    asks(browser, STORY)
    with django_assert_max_num_queries(12):
        asks(browser, STORY)


def test_words_of_one_channel_alone_are_read_as_well(
    post: Post, desk: Callable[..., Any], ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    (version,) = versions_of(post)
    desk(post, f"unfollow:{version.channel_id}")
    page = screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/").content.decode()
    where = f"/g/wajo/tulis/saran/?kanal={version.channel_id}"
    assert f'hx-post="{where}"' in page
    answer = screen_of(ayu).post(where, {f"v-{version.channel_id}-text": STORY})
    assert "organisasi perangkat daerah (OPD)" in text_of(answer)
    assert f'data-aid="v-{version.channel_id}-text"' in answer.content.decode()


def test_a_channel_that_is_no_number_is_no_channel(ayu: Person, screen_of: Screen) -> None:
    answer = screen_of(ayu).post('/g/wajo/tulis/saran/?kanal="><script>', {"story": STORY})
    assert answer.status_code == 200
    assert 'data-aid="story"' in answer.content.decode()
