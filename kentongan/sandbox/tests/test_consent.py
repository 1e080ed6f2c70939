"""The page on which a platform asks: who asks, for what, and a way back that leads where it was asked from."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kentongan.sandbox.consent import PAGES
from kentongan.sandbox.tests.conftest import World

BACK = "https://kentongan.example/sambung/kembali/"
ASKED = {"redirect_uri": BACK, "state": "s1", "scope": "read,publish,pages_manage_metadata", "client_id": "klien"}


def page(path: str) -> str:
    return path.replace("<slug>", "wajo").replace("<version>", "v25.0")


@pytest.mark.parametrize("path", PAGES)
def test_a_person_sees_the_accounts_and_what_is_asked_for(world: World, path: str) -> None:
    answer = world.client.get(page(path), query_string=ASKED)

    assert answer.status_code == 200
    assert "Kentongan meminta izin" in answer.text
    assert 'value="publish" checked' in answer.text
    assert 'name="akun"' in answer.text
    assert "Menerima kabar begitu ada komentar baru" in answer.text
    assert "form-action" not in answer.headers["Content-Security-Policy"]


def test_who_refuses_is_sent_back_with_a_no(world: World) -> None:
    answer = world.client.post(page("/dunia/<slug>/x.com/i/oauth2/authorize"), data=ASKED | {"jawaban": "tidak"})

    told = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert told["error"] == ["access_denied"]
    assert told["state"] == ["s1"]


def test_a_page_never_leads_to_anything_but_the_web(world: World) -> None:
    asked = ASKED | {"redirect_uri": "javascript:alert(1)"}

    assert world.client.get(page("/dunia/<slug>/x.com/i/oauth2/authorize"), query_string=asked).status_code == 404
