"""The whole life of a connection on each platform's own consent page and token endpoint, as the sandbox keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from kentongan.channels import accounts, health, renewal
from kentongan.channels.models import Channel, Credential
from kentongan.channels.states import ACTIVE, DISCONNECTED
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.connectors.permissions import listed
from kentongan.connectors.tests.contract import world as worlds
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.sandbox.permissions import WORDS as SHOWN_IN_PRACTICE
from tests import loopback

pytestmark = pytest.mark.as_worker
ALL = [Platform.FACEBOOK, Platform.INSTAGRAM, Platform.X, Platform.YOUTUBE, Platform.TIKTOK]
WITHOUT_END = {Platform.FACEBOOK, Platform.INSTAGRAM}
"""Their keys do not end by date."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with worlds.running(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture(autouse=True)
def sandbox(base: str, settings: Any) -> Iterator[worlds.World]:
    """The government's own world, and an installation that is registered at every platform."""
    settings.SANDBOX_URL = base
    keys = {"client_id": "klien", "client_secret": "rahasia-aplikasi"}
    settings.PLATFORM_APPS = {platform.value: dict(keys) for platform in ALL}
    accounts.http.cache_clear()
    yield worlds.create(base, "wajo")
    accounts.http.cache_clear()


def agree(screen: Client, page: str, platform: Platform, *, but: str = "") -> Any:
    """Go to the platform, tick everything (`but` one permission), and come back."""
    link = re.search(r'class="btn go" href="([^"]+)"', screen.get(page).content.decode())
    assert link
    address = unescape(link[1])
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    shown = loopback.call("GET", address)
    assert shown.status_code == 200, shown.text
    ticked = re.findall(r'name="akun" value="([^"]+)"', shown.text)
    scopes = [scope for scope in re.findall(r'name="izin" value="([^"]+)"', shown.text) if scope != but]
    answer = loopback.call("POST", address, data=asked | {"jawaban": "ya", "akun": ticked, "izin": scopes})
    return screen.get(answer.headers["location"].removeprefix("http://127.0.0.1:8000"), follow=True)


@pytest.mark.parametrize("platform", ALL)
def test_an_account_is_connected_checked_renewed_and_let_go(
    platform: Platform, eko: Person, dinas_kesehatan: Agency, screen_of: Callable[[Person], Client], text_of: Any
) -> None:
    screen = screen_of(eko)
    page = screen.post("/g/wajo/akun/sambung/", {"platform": platform.value}).headers["Location"]
    picking = agree(screen, page, platform)
    rows = picking.context["rows"]
    number = next(n for n, row in enumerate(rows) if row["offer"].remote_id == worlds.REMOTE_IDS[platform])
    screen.post(page, {f"pick_{number}": "on", f"agency_{number}": dinas_kesehatan.pk})

    channel = Channel.objects.get(platform=platform)
    credential = Credential.objects.get()
    assert channel.agency == dinas_kesehatan
    assert credential.missing == []
    assert (credential.expires_at is None) == (platform in WITHOUT_END)

    assert health.check(channel.government_id, channel.pk)
    channel.refresh_from_db()
    assert channel.state == ACTIVE

    if credential.renew_at:
        before = accounts.account_of(channel).token.value
        with clock.stopped_at(credential.renew_at + timedelta(seconds=1)):
            assert renewal.renew_due() == 1
        assert accounts.account_of(channel).token.value != before
        assert health.check(channel.government_id, channel.pk)

    screen.post(f"/g/wajo/akun/{channel.pk}/putuskan/", {"reason": "Akun ini ditutup oleh dinas"})
    channel.refresh_from_db()
    assert channel.state == DISCONNECTED
    assert not Credential.objects.exists()


@pytest.mark.parametrize(("platform", "which"), [(Platform.FACEBOOK, -1), (Platform.YOUTUBE, 1)])
def test_a_permission_that_was_not_given_is_said_as_what_it_is_for(
    platform: Platform, which: int, eko: Person, screen_of: Callable[[Person], Client], text_of: Any
) -> None:
    screen, lacking = screen_of(eko), registry.scopes(platform)[which]
    page = screen.post("/g/wajo/akun/sambung/", {"platform": platform.value}).headers["Location"]

    picking = text_of(agree(screen, page, platform, but=lacking))
    assert f"Belum diizinkan: {listed([lacking])}" in picking
    assert lacking not in picking


def test_the_practice_page_says_every_permission_in_words() -> None:
    asked = {scope for platform in registry.PLATFORMS - {Platform.BLUESKY} for scope in registry.scopes(platform)}
    assert asked <= SHOWN_IN_PRACTICE.keys()


def test_an_account_is_connected_again_by_its_own_consent(
    eko: Person, dinas_kesehatan: Agency, screen_of: Callable[[Person], Client]
) -> None:
    screen = screen_of(eko)
    page = screen.post("/g/wajo/akun/sambung/", {"platform": "x"}).headers["Location"]
    agree(screen, page, Platform.X)
    screen.post(page, {"pick_0": "on", "agency_0": dinas_kesehatan.pk})
    channel = Channel.objects.get()
    screen.post(f"/g/wajo/akun/{channel.pk}/putuskan/", {"reason": "Kunci diduga bocor"})

    again = screen.post(f"/g/wajo/akun/{channel.pk}/sambung-ulang/").headers["Location"]
    agree(screen, again, Platform.X)

    channel.refresh_from_db()
    assert channel.state == ACTIVE
    assert accounts.account_of(channel).token.value
