"""The choices an account tells of itself: asked once, and never in the way of writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kentongan.channels.models import Channel
from kentongan.connectors import registry
from kentongan.connectors.contract import Choice, Platform, Reason, Unread
from kentongan.content.choices import known
from kentongan.content.models import Post
from kentongan.content.tests.conftest import Screen, chosen_on
from kentongan.organizations.models import Person

Read = Callable[[Any], str]
CHOICES = registry.capabilities(Platform.TIKTOK).settings


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the platform answers, one after the other."""
    answers: list[Any] = []
    monkeypatch.setattr("kentongan.connectors.registry.choices", lambda *_: answers.pop(0))
    return answers


def only_self() -> tuple[Choice, ...]:
    return (replace(CHOICES[0], options=(("SELF_ONLY", "Hanya akun ini sendiri"),)), *CHOICES[1:])


@pytest.fixture
def asks(post: Post, ayu: Person, screen_of: Screen, text_of: Read) -> Callable[[Channel], str]:
    def ask(channel: Channel) -> str:
        return text_of(screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/pilihan/{channel.pk}/"))

    return ask


def test_an_account_shows_only_the_choices_it_has_and_is_asked_once(
    five_channels: dict[str, Channel], post: Post, asks: Callable[[Channel], str], told: list[Any]
) -> None:
    told.append(only_self())
    for _ in range(2):
        page = asks(five_channels["tiktok"])
        assert "Hanya akun ini sendiri" in page
        assert "Semua orang" not in page


def test_every_choice_is_offered_where_the_platform_does_not_answer(
    five_channels: dict[str, Channel], post: Post, asks: Callable[[Channel], str], told: list[Any]
) -> None:
    told.append(Unread(Reason.TIMEOUT, "read"))
    page = asks(five_channels["tiktok"])
    assert "Semua orang" in page
    assert known(five_channels["tiktok"]) == CHOICES


def test_a_choice_the_account_does_not_have_is_told_before_approval(
    five_channels: dict[str, Channel],
    post: Post,
    asks: Callable[[Channel], str],
    told: list[Any],
    desk: Callable[..., Any],
    text_of: Read,
) -> None:
    tiktok = five_channels["tiktok"]
    told.append(only_self())
    asks(tiktok)
    page = text_of(desk(post, "submit", channel=[tiktok.pk], **chosen_on(tiktok)))
    assert "TikTok: “Siapa yang boleh melihat” belum dipilih." in page


def test_an_account_that_is_not_on_the_post_is_not_asked(
    post: Post, ayu: Person, instagram: Channel, screen_of: Screen
) -> None:
    assert screen_of(ayu).get(f"/g/wajo/tulis/{post.pk}/pilihan/{instagram.pk + 1000}/").status_code == 404
