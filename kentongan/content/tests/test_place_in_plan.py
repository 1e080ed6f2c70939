"""While writing: what a story serves, and where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.content import states
from kentongan.content.models import Post, Version
from kentongan.content.services import start_post
from kentongan.organizations.models import Person
from kentongan.planning import services as planning
from kentongan.planning.models import Programme
from kentongan.planning.services import Line
from tests import builders
from tests.builders import actor_of, entitled

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]


@pytest.fixture
def programme(eko: Person) -> Programme:
    actor = actor_of(eko)
    vision = planning.add_line(actor=actor, line=Line("Wajo sehat", 2020, 2090))
    mission = planning.add_line(actor=actor, line=Line("Layanan dasar", 2020, 2090, parent=vision))
    planning.add_line(actor=actor, line=Line("Jalan mantap", 2020, 2090, parent=mission))
    return planning.add_line(actor=actor, line=Line("Ibu dan anak sehat", 2020, 2090, parent=mission))


@pytest.fixture
def accounts(ayu: Person) -> dict[str, Channel]:
    made = {name: builders.channel(ayu.agency, name) for name in ("facebook", "x", "instagram")}
    entitled(ayu, *made.values())
    return made


@pytest.fixture
def post(ayu: Person, accounts: dict[str, Channel]) -> Post:
    return start_post(actor=actor_of(ayu), title="Imunisasi", story="Imunisasi gratis. " * 20)


def fields(post: Post, **more: object) -> dict[str, object]:
    base = {"revision": post.revision, "title": post.title, "story": post.story, "pillar": post.pillar}
    return base | {"when": "segera", "plan_shown": "1"} | more


def test_too_long_for_x_says_so_and_letting_go_unticks_it(
    ayu: Person, post: Post, accounts: dict[str, Channel], screen_of: Screen, text_of: Read
) -> None:
    screen, where = screen_of(ayu), f"/g/wajo/tulis/{post.pk}/"
    page = text_of(screen.get(where))
    assert "Terlalu panjang untuk X: 359 dari 280. Pakai Facebook." in page
    assert "Instagram memerlukan foto atau video. Pakai Facebook." in page
    screen.post(where, fields(post, act=f"drop:{accounts['x'].pk}"))
    chosen = set(Version.objects.filter(post=post).values_list("channel__platform", flat=True))
    assert chosen == {"facebook", "instagram"}
    post.refresh_from_db()
    screen.post(where, fields(post, act=f"add:{accounts['x'].pk}"))
    assert Version.objects.filter(post=post, channel=accounts["x"]).exists()


def test_what_is_chosen_is_kept_as_it_is_typed_and_changes_the_proposals(
    ayu: Person, eko: Person, post: Post, programme: Programme, screen_of: Screen, text_of: Read
) -> None:
    planning.set_purpose(actor=actor_of(eko), platform="facebook", purpose="Usaha", audiences=["pelaku-usaha"])
    where = f"/g/wajo/tulis/{post.pk}/simpan/"
    answer = screen_of(ayu).post(where, fields(post, programme=programme.pk, audience=["orang-tua"]))
    assert "Menurut rencana kanal, Facebook bukan untuk Orang tua." in text_of(answer)
    post.refresh_from_db()
    assert (post.programme_id, post.audiences, post.revision) == (programme.pk, ["orang-tua"], 1)
    screen_of(ayu).post(where, fields(post, programme="", audience=[]))
    post.refresh_from_db()
    assert (post.programme_id, post.audiences) == (None, [])


def test_programmes_are_searched_while_typing(
    ayu: Person, post: Post, programme: Programme, screen_of: Screen, text_of: Read
) -> None:
    page = text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/program/", {"cari": "anak"}))
    assert "Ibu dan anak sehat" in page
    assert "Jalan mantap" not in page
    nothing = text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/program/", {"cari": "xyz"}))
    assert "Tidak ada program yang memuat kata itu" in nothing


def test_a_published_post_still_gets_its_place(
    ayu: Person, post: Post, programme: Programme, screen_of: Screen, text_of: Read
) -> None:
    Post.objects.filter(pk=post.pk).update(state=states.PUBLISHED)
    where = f"/g/wajo/kiriman/{post.pk}/rencana/"
    assert "Persetujuan tetap berlaku" in text_of(screen_of(ayu).get(where))
    page = text_of(screen_of(ayu).post(where, {"plan_shown": "1", "programme": programme.pk}, follow=True))
    assert "Ibu dan anak sehat" in page
    assert "Ubah tempat dalam rencana" in page


def test_a_vision_is_no_programme(ayu: Person, post: Post, programme: Programme, screen_of: Screen) -> None:
    vision = Programme.objects.get(level=Programme.Level.VISION)
    screen_of(ayu).post(f"/g/wajo/kiriman/{post.pk}/rencana/", {"plan_shown": "1", "programme": vision.pk})
    post.refresh_from_db()
    assert post.programme_id is None


def test_a_window_that_touches_nothing_of_the_plan_leaves_what_another_window_chose(
    ayu: Person, post: Post, programme: Programme, screen_of: Screen
) -> None:
    browser, where = screen_of(ayu), f"/g/wajo/tulis/{post.pk}/simpan/"
    began = post.place_key
    browser.post(where, fields(post, plan_shown=began, programme=programme.pk, tab="satu"))
    post.refresh_from_db()
    assert post.programme == programme
    browser.post(where, fields(post, plan_shown=began, tab="dua"))
    post.refresh_from_db()
    assert post.programme == programme
    answer = browser.post(where, fields(post, plan_shown=post.place_key, audience="umum", tab="dua"))
    post.refresh_from_db()
    assert (post.programme, post.audiences) == (None, ["umum"])
    assert 'value="||umum" hx-swap-oob="true"' in answer.content.decode()
