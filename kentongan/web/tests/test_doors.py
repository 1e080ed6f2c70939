"""Coming in, going out, and the pages that say no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.organizations.models import Person
from kentongan.tenancy.models import Government

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
HOME = "/g/wajo/"
SIGN_IN = "/g/wajo/akun-saya/login/"


def test_a_visitor_of_hari_ini_is_asked_to_sign_in_and_comes_back_there(wajo: Government) -> None:
    answer = Client().get("/g/wajo/kalender/")

    assert answer.status_code == 302
    assert answer["Location"].startswith(SIGN_IN)
    assert "next=/g/wajo/kalender/" in answer["Location"]


def test_a_wrong_password_is_answered_with_what_to_do(ayu: Person, text_of: Text) -> None:
    page = text_of(Client().post(SIGN_IN, {"login": ayu.user.username, "password": "bukan-ini"}))

    assert "Anda belum dapat masuk" in page
    assert "Periksa huruf besar dan kecilnya" in page
    assert f'value="{ayu.user.username}"' in page


def test_ayu_signs_in_with_her_password_and_sees_her_day(ayu: Person, text_of: Text) -> None:
    ayu.user.set_password("sandi-ayu-panjang")
    ayu.user.save()

    answer = Client().post(SIGN_IN, {"login": ayu.user.username, "password": "sandi-ayu-panjang"}, follow=True)

    assert answer.redirect_chain[-1][0] == HOME
    assert "Tidak ada yang menunggu Anda" in text_of(answer)


def test_the_casts_password_is_shown_in_the_demo_and_nowhere_else(
    wajo: Government, text_of: Text, settings: Any
) -> None:
    from kentongan.config import cast

    assert cast.PASSWORD not in text_of(Client().get(SIGN_IN))

    settings.DEMO_LOGINS, settings.DEMO_PASSWORD = cast.LOGINS, cast.PASSWORD
    page = text_of(Client().get(SIGN_IN))
    assert cast.PASSWORD in page
    assert "Coba sebagai" in page


@pytest.mark.parametrize("page", ["password/change/", "2fa/", "logout/"])
def test_pages_about_ones_own_account_open_and_speak_indonesian(ayu: Person, screen_of: Screen, page: str) -> None:
    answer = screen_of(ayu).get(f"/g/wajo/akun-saya/{page}")

    assert answer.status_code == 200
    assert "Kentongan" in answer.content.decode()
    for english in ("Sign Out", "Two-Factor", "Change Password"):
        assert english not in answer.content.decode()


def test_a_page_for_other_roles_says_why_and_who_can(
    ayu: Person, kartika: Person, screen_of: Screen, text_of: Text
) -> None:
    answer = screen_of(ayu).get("/g/wajo/jejak/")

    assert answer.status_code == 403
    assert "diperlukan peran Auditor" in text_of(answer)
    assert kartika.name.split()[0] in text_of(answer)


def test_a_wrong_address_is_answered_with_ways_on(ayu: Person, screen_of: Screen, text_of: Text) -> None:
    answer = screen_of(ayu).get("/g/wajo/tidak-ada-di-sini/")

    assert answer.status_code == 404
    assert "Halaman ini tidak ditemukan" in text_of(answer)
    assert "Ke Hari ini" in text_of(answer)


@pytest.mark.django_db
def test_an_unknown_government_is_an_address_that_helps_too(text_of: Text) -> None:
    answer = Client().get("/g/antah-berantah/")

    assert answer.status_code == 404
    assert "Ke halaman depan" in text_of(answer)


def test_the_page_for_our_own_faults_needs_neither_database_nor_request() -> None:
    from django.template.loader import render_to_string

    page = render_to_string("500.html")

    assert "Ada yang tidak beres di pihak kami" in page
    assert "tulisan Anda tersimpan" in page


def test_a_form_left_open_too_long_is_refused_in_plain_words(ayu: Person, text_of: Text) -> None:
    answer = Client(enforce_csrf_checks=True).post(SIGN_IN, {"login": "ayu", "password": "apa-saja"})

    assert answer.status_code == 403
    assert "Halaman ini terbuka terlalu lama" in text_of(answer)


def test_whoever_guesses_passwords_is_told_to_wait(ayu: Person, text_of: Text) -> None:
    from django.core.cache import cache

    cache.clear()
    client = Client()
    answers = [client.post(SIGN_IN, {"login": "ayu", "password": f"tebakan-{turn}"}) for turn in range(40)]
    cache.clear()

    assert answers[-1].status_code == 429
    assert "Coba lagi dalam satu menit" in text_of(answers[-1])
