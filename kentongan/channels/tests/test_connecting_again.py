"""Connecting again, letting go, by hand, and by app password."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client

from kentongan.channels import accounts
from kentongan.channels.models import Channel, Connection, Credential, Route
from kentongan.channels.services import mark_disconnected
from kentongan.channels.states import ACTIVE, DISCONNECTED, DONE
from kentongan.channels.tests.opener import FakeOpener, keys, offer
from kentongan.connectors import registry
from kentongan.connectors.contract import AuthorizationExpired, Reason, Rejected, Retryable, Secret
from kentongan.organizations.actor import system
from kentongan.organizations.models import Agency, Person
from kentongan.work.models import Task
from tests import builders

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
WIZARD = "/g/wajo/akun/sambung/"
BACK = "/sambung/kembali/"


@pytest.fixture(autouse=True)
def consent(opener: FakeOpener) -> FakeOpener:
    return opener


@pytest.fixture
def pick_owner(dinas_kesehatan: Agency) -> dict[str, object]:
    return {"pick_0": "on", "agency_0": dinas_kesehatan.pk}


def begin(screen: Client, platform: str = "instagram") -> tuple[str, str]:
    """Start the wizard; return the page of the walk and the state that goes to the platform."""
    page = screen.post(WIZARD, {"platform": platform}).headers["Location"]
    link = re.search(r'href="(https://izin\.example/[^"]+)"', screen.get(page).content.decode())
    assert link
    return page, parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)["state"][0]


def back(screen: Client, state: str, **told: str) -> Any:
    return screen.get(BACK, {"state": state, **(told or {"code": "kode"})}, follow=True)


def test_an_account_whose_permission_ended_is_connected_again_in_one_go(
    eko: Person, dinas_kesehatan: Agency, screen_of: Screen, text_of: Text
) -> None:
    channel = builders.channel(dinas_kesehatan, "instagram", remote_id="178400")
    mark_disconnected(actor=system(channel.government_id), channel=channel, reason="Izin platform berakhir")
    assert Task.objects.filter(done_at=None, kind="channel_reconnect").count() == 1
    screen = screen_of(eko)

    page = screen.post(f"/g/wajo/akun/{channel.pk}/sambung-ulang/").headers["Location"]
    link = re.search(r"state=([^&\"]+)&", screen.get(page).content.decode())
    assert link
    back(screen, link[1])

    channel.refresh_from_db()
    assert channel.state == ACTIVE
    assert accounts.account_of(channel).token.value == "baru"
    assert Connection.objects.get().state == DONE
    assert not Task.objects.filter(done_at=None).exists()


def test_connecting_again_with_another_account_is_refused(
    eko: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(eko)
    page = screen.post(f"/g/wajo/akun/{instagram.pk}/sambung-ulang/").headers["Location"]
    link = re.search(r"state=([^&\"]+)&", screen.get(page).content.decode())
    assert link

    assert "bukan untuk @latihan" in text_of(back(screen, link[1]))
    assert accounts.account_of(instagram).token.value == "made-up"


def test_an_empty_refresh_token_never_replaces_a_stored_one(
    eko: Person, dinas_kesehatan: Agency, screen_of: Screen, consent: FakeOpener
) -> None:
    channel = builders.channel(dinas_kesehatan, "instagram", remote_id="178400")
    Credential.objects.update(refresh_token=accounts.vault().lock("lama"))
    consent.offered = (offer().__class__("178400", "Dinkes", "dinkes", keys(refresh=None)),)
    screen = screen_of(eko)
    page, state = begin(screen)
    back(screen, state)
    screen.post(page, {"pick_0": "on"})

    account = accounts.account_of(channel)
    assert account.token.value == "baru"
    assert account.refresh_token
    assert account.refresh_token.value == "lama"


def test_letting_go_gives_the_permission_back_and_forgets_the_keys(
    eko: Person, instagram: Channel, screen_of: Screen, text_of: Text, consent: FakeOpener
) -> None:
    told = {"reason": "Akun ini ditutup oleh dinas"}
    answer = screen_of(eko).post(f"/g/wajo/akun/{instagram.pk}/putuskan/", told, follow=True)

    instagram.refresh_from_db()
    assert "diputus dan kuncinya dihapus" in text_of(answer)
    assert consent.asked == [("revoke", "made-up")]
    assert instagram.state == DISCONNECTED
    assert not Credential.objects.exists()
    assert not Route.objects.exists()


def test_keys_are_forgotten_also_when_the_platform_does_not_answer(
    eko: Person, instagram: Channel, screen_of: Screen, text_of: Text, consent: FakeOpener
) -> None:
    consent.revoked = Retryable(Reason.NO_CONNECTION)
    told = {"reason": "Akun ini ditutup oleh dinas"}
    answer = screen_of(eko).post(f"/g/wajo/akun/{instagram.pk}/putuskan/", told, follow=True)

    assert "Cabut juga izin Kentongan di pengaturan Instagram" in text_of(answer)
    assert not Credential.objects.exists()


def test_an_account_that_is_uploaded_by_hand_is_registered(
    eko: Person, dinas_kesehatan: Agency, screen_of: Screen, text_of: Text
) -> None:
    screen, page = screen_of(eko), f"{WIZARD}sendiri/"
    told = {"platform": "threads", "name": "Dinkes Wajo", "handle": "@dinkes", "agency": dinas_kesehatan.pk}

    assert "Alamat masih kosong" in text_of(screen.post(page, told))
    screen.post(page, told | {"address": "https://www.threads.net/@dinkes"})

    channel = Channel.objects.get()
    assert channel.by_hand
    assert channel.state == ACTIVE
    assert channel.handle == "dinkes"
    assert channel.next_poll_at is None


def test_a_notice_board_needs_no_address(eko: Person, dinas_kesehatan: Agency, screen_of: Screen) -> None:
    told = {"platform": "notice_board", "name": "Papan depan kantor", "agency": dinas_kesehatan.pk}

    assert screen_of(eko).post(f"{WIZARD}sendiri/", told).status_code == 302


def test_ayu_cannot_connect_and_reads_who_can(
    ayu: Person, eko: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(ayu)
    here = f"/g/wajo/akun/{instagram.pk}/"

    for page in (WIZARD, f"{WIZARD}sendiri/", f"{here}sambung-ulang/", f"{here}putuskan/"):
        answer = screen.get(page)
        assert answer.status_code == 403
        assert "Bu Eko (Diskominfo)" in text_of(answer)
    assert screen.post(f"{here}periksa/").status_code == 403


PASSWORD = "abcd-efgh-ijkl"


@pytest.fixture
def app_password(consent: FakeOpener, monkeypatch: pytest.MonkeyPatch) -> FakeOpener:
    """A platform without a consent page, that takes one app password."""

    def take(name: str, password: Secret) -> Any:
        consent.note("sign_in", f"{name} {password.value}")
        return consent.offered

    monkeypatch.setattr(registry, "sign_in", lambda _platform, _desk: take)
    return consent


def test_an_app_password_opens_accounts_to_pick_from_and_is_kept_nowhere(
    eko: Person, screen_of: Screen, pick_owner: dict[str, object], app_password: FakeOpener, text_of: Text
) -> None:
    screen = screen_of(eko)
    page = screen.post(WIZARD, {"platform": "instagram"}).headers["Location"]

    picking = text_of(screen.post(page, {"name": "@dinkes.wajo", "password": PASSWORD}, follow=True))
    assert "Dinkes Wajo" in picking
    assert PASSWORD not in picking
    assert accounts.vault().open(Connection.objects.get().offers).count(PASSWORD) == 0
    screen.post(page, pick_owner)

    assert app_password.asked[0] == ("sign_in", f"dinkes.wajo {PASSWORD}")
    assert set(app_password.depth) == {len(connection.savepoint_ids)}
    assert Channel.objects.get().state == ACTIVE


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (AuthorizationExpired(Reason.TOKEN), "tidak menerima nama akun atau kata sandi aplikasi itu"),
        (Rejected(Reason.PERMISSION), "Itu kata sandi akun, bukan kata sandi aplikasi"),
        (Retryable(Reason.NO_CONNECTION), "Instagram tidak menjawab"),
    ],
)
def test_a_wrong_app_password_is_told_without_repeating_it(
    eko: Person, screen_of: Screen, app_password: FakeOpener, text_of: Text, refusal: Any, said: str
) -> None:
    screen = screen_of(eko)
    page = screen.post(WIZARD, {"platform": "instagram"}).headers["Location"]
    app_password.offered = refusal

    answer = text_of(screen.post(page, {"name": "dinkes.wajo", "password": "salah-sekali"}, follow=True))

    assert said in answer
    assert "salah-sekali" not in answer


def test_no_key_is_shown_while_connecting(
    eko: Person, screen_of: Screen, text_of: Text, pick_owner: dict[str, object]
) -> None:
    screen = screen_of(eko)
    page, state = begin(screen)
    shown = text_of(back(screen, state)) + text_of(screen.post(page, pick_owner, follow=True))

    assert "segar-baru" not in shown
    assert "segar-baru" not in Connection.objects.get().offers
