"""Saran nada below the answer: while typing, and on the draft that was kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from kentongan.inbox.models import Answer, Case
from kentongan.organizations.models import Person

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]


def test_fitri_is_told_while_typing_that_her_answer_is_curt(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, place = screen_of(fitri), f"/g/wajo/kasus/{assigned.pk}/"
    asked = browser.post(f"{place}jawaban/saran/", {"text": "Sudah ditangani."})
    assert "Terasa ketus" in text_of(asked)
    assert 'data-aid="jawaban"' in asked.content.decode()
    assert not Answer.objects.exists()
    kind = "Halo Kak, mohon maaf atas jalannya. Petugas datang Kamis pagi, lalu kami kabari di sini."
    assert "Nadanya baik" in text_of(browser.post(f"{place}jawaban/saran/", {"text": kind}))


def test_a_kept_draft_shows_how_it_sounds_without_javascript(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, place = screen_of(fitri), f"/g/wajo/kasus/{assigned.pk}/"
    assert "Nadanya baik" not in text_of(browser.get(place))
    browser.post(f"{place}jawaban/", {"text": "Makanya lapor dari kemarin, Pak. Silakan hubungi 112.", "revision": 0})
    assert "Terasa menyalahkan" in text_of(browser.get(place))
