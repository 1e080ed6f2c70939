"""Connecting an account: consent, keys, owner; and everything that must not connect one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client

from kentongan.channels import accounts
from kentongan.channels.models import Channel, Connection, Credential, Route
from kentongan.channels.states import FAILED
from kentongan.channels.tests.opener import FakeOpener, offer
from kentongan.connectors.contract import AuthorizationExpired, Reason, Retryable
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government
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


def test_eko_connects_an_account_and_says_whose_it_is(
    eko: Person, screen_of: Screen, text_of: Text, pick_owner: dict[str, object], consent: FakeOpener
) -> None:
    screen = screen_of(eko)
    page, state = begin(screen)

    assert "Dinkes Wajo" in text_of(back(screen, state))
    done = text_of(screen.post(page, pick_owner, follow=True))

    channel = Channel.objects.get(remote_id="178400")
    assert channel.agency.name == "Dinas Kesehatan"
    assert "Tersambung: Instagram Dinkes Wajo" in done
    account = accounts.account_of(channel)
    assert account.token.value == "baru"
    assert account.refresh_token
    assert account.refresh_token.value == "segar-baru"
    assert Route.objects.filter(platform="instagram", remote_id="178400", channel_id=channel.pk).exists()
    assert Connection.objects.get().offers == ""


def test_no_transaction_is_open_while_a_platform_is_asked(
    eko: Person, instagram: Channel, screen_of: Screen, consent: FakeOpener
) -> None:
    screen = screen_of(eko)
    _, state = begin(screen)
    back(screen, state)
    screen.post(f"/g/wajo/akun/{instagram.pk}/putuskan/", {"reason": "Akun ini ditutup oleh dinas"})

    assert list(consent.acts()) == ["exchange", "offers", "revoke"]
    assert set(consent.depth) == {len(connection.savepoint_ids)}  # the test's own, and no more


def test_the_state_names_nobody_and_carries_no_key(eko: Person, screen_of: Screen) -> None:
    _, state = begin(screen_of(eko))
    kept = Connection.objects.get()

    assert accounts.vault().open(kept.verifier) not in state
    assert kept.verifier not in state


def test_an_answer_is_good_once(eko: Person, screen_of: Screen, consent: FakeOpener) -> None:
    screen = screen_of(eko)
    _, state = begin(screen)

    back(screen, state)
    back(screen, state)

    assert list(consent.acts()) == ["exchange", "offers"]


def test_an_answer_after_ten_minutes_connects_nothing(
    eko: Person, screen_of: Screen, text_of: Text, consent: FakeOpener
) -> None:
    screen = screen_of(eko)
    _, state = begin(screen)

    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        answer = text_of(back(screen, state))

    assert "lewat 10 menit" in answer
    assert "Mulai lagi" in answer
    assert consent.asked == []


def test_omar_cannot_use_the_answer_that_eko_waits_for(
    eko: Person, omar: Person, screen_of: Screen, text_of: Text, consent: FakeOpener
) -> None:
    page, state = begin(screen_of(eko))

    assert "dimulai oleh orang lain" in text_of(back(screen_of(omar), state))
    assert screen_of(omar).get(page).status_code == 404
    assert consent.asked == []


def test_a_visitor_with_a_state_is_asked_to_sign_in(eko: Person, screen_of: Screen, consent: FakeOpener) -> None:
    _, state = begin(screen_of(eko))

    answer = Client().get(BACK, {"state": state, "code": "kode"})

    assert answer.headers["Location"] == f"http://testserver{WIZARD}"
    assert consent.asked == []


@pytest.mark.parametrize("state", ["", "karangan", "WzEsIm4iXQ:1x:abc"])
def test_a_state_that_we_did_not_write_leads_nowhere(db: None, state: str) -> None:
    assert Client().get(BACK, {"state": state, "code": "kode"}).status_code == 404


def test_another_governments_page_does_not_take_our_answer(
    eko: Person, palembang: Government, screen_of: Screen, consent: FakeOpener
) -> None:
    screen = screen_of(eko)
    _, state = begin(screen)

    assert screen.get(f"/g/palembang{BACK}", {"state": state, "code": "kode"}).status_code == 404
    assert consent.asked == []


def test_who_came_by_the_governments_own_host_goes_back_there(
    eko: Person, wajo: Government, screen_of: Screen, consent: FakeOpener
) -> None:
    _, state = begin(screen_of(eko))
    Connection.objects.update(base="http://medsos.wajokab.localhost/")

    answer = screen_of(eko).get(BACK, {"state": state, "code": "kode"})

    assert answer.headers["Location"].startswith(f"http://medsos.wajokab.localhost{BACK}?")
    assert consent.asked == []


def test_who_says_no_at_the_platform_reads_what_to_do(
    eko: Person, screen_of: Screen, text_of: Text, consent: FakeOpener
) -> None:
    screen = screen_of(eko)
    _, state = begin(screen)

    answer = text_of(back(screen, state, error="access_denied"))

    assert "Izin tidak diberikan di Instagram" in answer
    assert "Mulai lagi" in answer
    assert Connection.objects.get().state == FAILED
    assert consent.asked == []


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (AuthorizationExpired(Reason.TOKEN), "sudah terpakai atau lewat waktunya"),
        (Retryable(Reason.NO_CONNECTION), "Instagram tidak menjawab"),
    ],
)
def test_a_platform_that_refuses_is_told_in_words(
    eko: Person, screen_of: Screen, text_of: Text, consent: FakeOpener, refusal: Any, said: str
) -> None:
    screen = screen_of(eko)
    _, state = begin(screen)
    consent.exchanged = refusal

    assert said in text_of(back(screen, state))


def test_a_consent_without_accounts_says_so(eko: Person, screen_of: Screen, text_of: Text, consent: FakeOpener) -> None:
    screen = screen_of(eko)
    _, state = begin(screen)
    consent.offered = ()

    assert "Tidak ada akun Instagram yang dapat dikelola" in text_of(back(screen, state))


def test_an_account_without_all_permissions_is_connected_knowingly_or_not_at_all(
    eko: Person, screen_of: Screen, text_of: Text, consent: FakeOpener, pick_owner: dict[str, object]
) -> None:
    screen = screen_of(eko)
    page, state = begin(screen)
    consent.offered = (offer(missing=("publish",)),)

    assert "Belum diizinkan: publish" in text_of(back(screen, state))
    refused = screen.post(page, pick_owner)
    assert refused.status_code == 422
    assert "Yang belum diizinkan untuk Dinkes Wajo: publish" in text_of(refused)

    screen.post(page, pick_owner | {"although_missing": "on"})
    assert Credential.objects.get().missing == ["publish"]


def test_an_account_without_any_permission_is_never_connected(
    eko: Person, screen_of: Screen, text_of: Text, consent: FakeOpener, pick_owner: dict[str, object]
) -> None:
    screen = screen_of(eko)
    page, state = begin(screen)
    consent.offered = (offer(missing=("read", "publish")),)
    back(screen, state)

    answer = text_of(screen.post(page, pick_owner | {"although_missing": "on"}))

    assert "Tidak satu izin pun" in answer
    assert not Channel.objects.exists()


def test_an_account_of_another_government_is_refused(
    eko: Person, palembang: Government, screen_of: Screen, text_of: Text, pick_owner: dict[str, object]
) -> None:
    builders.channel(builders.agency("Diskominfo", of=palembang), "instagram", remote_id="178400")
    screen = screen_of(eko)
    page, state = begin(screen)

    assert "sudah disambungkan oleh pemda lain" in text_of(back(screen, state))
    assert screen.post(page, pick_owner).status_code == 422
    assert not Channel.objects.filter(government_id=eko.government_id).exists()


def test_an_account_keeps_its_owner(
    eko: Person, dinas_pu: Agency, screen_of: Screen, text_of: Text, pick_owner: dict[str, object]
) -> None:
    builders.channel(dinas_pu, "instagram", remote_id="178400")
    screen = screen_of(eko)
    page, state = begin(screen)

    assert "Sudah tercatat milik Dinas PU" in text_of(back(screen, state))
    screen.post(page, pick_owner)

    assert Channel.objects.get().agency == dinas_pu


def test_an_account_that_is_picked_needs_an_owner(eko: Person, screen_of: Screen, text_of: Text) -> None:
    screen = screen_of(eko)
    page, state = begin(screen)
    back(screen, state)

    answer = screen.post(page, {"pick_0": "on"})

    assert answer.status_code == 422
    assert "Pemilik akun belum dipilih" in text_of(answer)
