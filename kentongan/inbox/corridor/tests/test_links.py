"""A link on WhatsApp leads the right person to what waits, tells nothing by itself, and ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from kentongan.core import clock
from kentongan.inbox.corridor import services
from kentongan.inbox.corridor.models import Knock, ShareLink
from kentongan.inbox.corridor.rules import ALPHABET, LASTS, MOST_MADE, MOST_WRONG, new_key, whatsapp
from kentongan.inbox.corridor.services import LinkRefusedError
from kentongan.inbox.models import Case
from kentongan.inbox.services import answers, disposisi
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("monday")
Screen = Callable[[Person], Client]
Text = Callable[[Any], str]


@pytest.fixture
def made(assigned: Case, eko: Person) -> tuple[ShareLink, str]:
    return services.make(actor=builders.actor_of(eko), case=assigned, about="disposition")


def test_the_words_name_the_agency_and_the_day_and_no_citizen(made: tuple[ShareLink, str]) -> None:
    link, key = made
    assert link.text == "Ada disposisi baru untuk Dinas PU, batas Senin, 30 November 2026"
    assert key not in link.key_hash, "what is kept leads nobody anywhere"
    assert set(key) <= set(ALPHABET)


def test_the_liaison_opens_it_and_stands_before_the_case(
    made: tuple[ShareLink, str], fitri: Person, screen_of: Screen
) -> None:
    link, key = made
    answer = screen_of(fitri).get(f"/g/wajo/t/{key}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/g/wajo/kasus/{link.case_id}/#jawab"
    assert Knock.objects.get(link=link, person=fitri).met == "waiting"


def test_without_signing_in_it_leads_to_the_sign_in(made: tuple[ShareLink, str]) -> None:
    answer = Client().get(f"/g/wajo/t/{made[1]}/")
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_for_whoever_may_not_see_the_case_there_is_nothing(
    made: tuple[ShareLink, str], ayu: Person, screen_of: Screen, text_of: Text
) -> None:
    answer = screen_of(ayu).get(f"/g/wajo/t/{made[1]}/")
    assert answer.status_code == 404
    assert "Dinas PU" not in text_of(answer)


def test_the_right_is_looked_at_when_it_is_opened_not_when_it_was_made(
    made: tuple[ShareLink, str], assigned: Case, eko: Person, fitri: Person, screen_of: Screen
) -> None:
    Person.objects.filter(pk=fitri.pk).update(active=False)
    assert screen_of(fitri).get(f"/g/wajo/t/{made[1]}/").status_code == 404


def test_what_is_done_already_says_so_and_leads_on(
    made: tuple[ShareLink, str], assigned: Case, fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    waiting = disposisi.current(assigned)
    assert waiting
    disposisi.send_back(actor=builders.actor_of(fitri), disposition=waiting, reason="Jalan provinsi.")
    page = screen_of(fitri).get(f"/g/wajo/t/{made[1]}/")
    assert page.status_code == 200
    assert "sudah tidak menunggu" in text_of(page)
    assert f"/g/wajo/kasus/{assigned.pk}/" in text_of(page)


def test_after_three_days_it_is_over_and_still_leads_on(
    made: tuple[ShareLink, str], fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    with clock.stopped_at(clock.now() + LASTS):
        page = screen_of(fitri).get(f"/g/wajo/t/{made[1]}/")
    assert page.status_code == 410
    assert "sudah berakhir" in text_of(page)
    assert "Buka kasus" in text_of(page)


def test_a_link_taken_back_leads_no_further(
    made: tuple[ShareLink, str], eko: Person, fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    with pytest.raises(NotAllowedError):
        services.revoke(actor=builders.actor_of(fitri), link=made[0])
    services.revoke(actor=builders.actor_of(eko), link=made[0])
    page = screen_of(fitri).get(f"/g/wajo/t/{made[1]}/")
    assert page.status_code == 410
    assert "sudah dicabut" in text_of(page)


def test_the_maker_reads_who_opened_it(
    made: tuple[ShareLink, str], eko: Person, fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    screen_of(fitri).get(f"/g/wajo/t/{made[1]}/")
    page = text_of(screen_of(eko).get(f"/g/wajo/kasus/{made[0].case_id}/tautan/"))
    assert "Fitri Maharani membuka" in page
    assert made[1] not in page, "the address itself is shown once, when it is made"


def test_an_answer_that_waits_gets_a_link_for_whoever_releases(
    assigned: Case, fitri: Person, sender: Person, screen_of: Screen
) -> None:
    actor = builders.actor_of(fitri)
    with pytest.raises(LinkRefusedError, match="Ajukan dahulu"):
        services.make(actor=actor, case=assigned, about="answer")
    answers.submit_answer(actor=actor, case=assigned, text="Kami tambal besok.", closes=True, revision=0)
    link, key = services.make(actor=actor, case=assigned, about="answer")
    assert "Kami tambal" not in link.text
    assert screen_of(sender).get(f"/g/wajo/t/{key}/")["Location"].endswith("#siap")


def test_nothing_waits_nothing_is_shared(assigned: Case, eko: Person, fitri: Person) -> None:
    waiting = disposisi.current(assigned)
    assert waiting
    disposisi.send_back(actor=builders.actor_of(fitri), disposition=waiting, reason="Bukan kami.")
    assigned.refresh_from_db()
    with pytest.raises(LinkRefusedError, match="Tidak ada disposisi"):
        services.make(actor=builders.actor_of(eko), case=assigned, about="disposition")


def test_a_matter_for_the_inspectorate_is_never_shared(assigned: Case, eko: Person) -> None:
    Case.objects.filter(pk=assigned.pk).update(watched=True)
    assigned.refresh_from_db()
    with pytest.raises(LinkRefusedError, match="inspektorat"):
        services.make(actor=builders.actor_of(eko), case=assigned, about="disposition")


def test_an_auditor_reads_and_makes_none(assigned: Case, kartika: Person) -> None:
    with pytest.raises(NotAllowedError):
        services.make(actor=builders.actor_of(kartika), case=assigned, about="disposition")


def test_too_many_links_in_an_hour_are_refused(assigned: Case, eko: Person) -> None:
    actor = builders.actor_of(eko)
    for _ in range(MOST_MADE):
        services.make(actor=actor, case=assigned, about="disposition")
    with pytest.raises(LinkRefusedError, match="satu jam"):
        services.make(actor=actor, case=assigned, about="disposition")
    with clock.stopped_at(clock.now() + timedelta(hours=1, minutes=1)):
        services.make(actor=actor, case=assigned, about="disposition")


def test_whoever_tries_addresses_has_to_wait_even_for_a_right_one(
    made: tuple[ShareLink, str], fitri: Person, screen_of: Screen
) -> None:
    browser = screen_of(fitri)
    for number in range(MOST_WRONG):
        assert browser.get(f"/g/wajo/t/tebak{number}/").status_code == 404
    assert browser.get(f"/g/wajo/t/{made[1]}/").status_code == 429


def test_a_key_is_found_whatever_the_phone_did_to_its_case(
    made: tuple[ShareLink, str], fitri: Person, screen_of: Screen
) -> None:
    assert screen_of(fitri).get(f"/g/wajo/t/{made[1].upper()}/").status_code == 302


def test_keys_do_not_repeat_and_the_words_survive_whatsapp() -> None:
    assert len({new_key() for _ in range(500)}) == 500
    assert unquote(whatsapp("Ada disposisi & lain", "https://x.id/t/a/")).endswith(
        "Ada disposisi & lain: https://x.id/t/a/"
    )


def test_the_page_shows_the_message_once_ready_for_whatsapp(
    assigned: Case, eko: Person, screen_of: Screen, text_of: Text
) -> None:
    browser = screen_of(eko)
    page = text_of(browser.post(f"/g/wajo/kasus/{assigned.pk}/tautan/", {"about": "disposition"}))
    assert "https://wa.me/?text=Ada%20disposisi%20baru" in page
    assert "rani" not in page
    assert "jalan" not in page.lower().split("<main")[1]
