from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from kentongan.organizations.models import Person
from kentongan.outbox import selectors, states
from kentongan.outbox.models import Delivery, DeliveryStep
from kentongan.outbox.tests.conftest import NOON, Told
from tests import builders

pytestmark = pytest.mark.django_db
Promise = Callable[..., Delivery]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
LIST = "/g/wajo/perlu-diperiksa/"


@pytest.fixture
def doubtful(promise: Promise) -> Delivery:
    """A delivery of Ayu's that nobody could be asked about."""
    delivery = promise("Posyandu besok pukul 08.00")
    Delivery.objects.filter(pk=delivery.pk).update(state=states.NEEDS_PERSON, last_code="cannot_tell")
    DeliveryStep.objects.create(
        government_id=delivery.government_id,
        delivery=delivery,
        round=1,
        name="publish",
        safety="commit",
        state="unknown",
        request_hash="0" * 64,
        fence=1,
        begun_at=NOON,
        started_at=NOON,
        closed_at=NOON,
    )
    return Delivery.objects.get(pk=delivery.pk)


def page(delivery: Delivery) -> str:
    return f"/g/wajo/pengiriman/{delivery.pk}/"


def test_the_list_shows_what_is_in_doubt_and_nothing_else(
    doubtful: Delivery, promise: Promise, screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    clear = promise("Yang ini jelas")
    seen = text_of(screen_of(eko).get(LIST))
    assert f"Kiriman {doubtful.subject_id}" in seen
    assert f"Kiriman {clear.subject_id}" not in seen


def test_an_empty_list_says_what_will_appear_here(screen_of: ScreenOf, eko: Person, text_of: TextOf) -> None:
    assert "Semua pengiriman jelas" in text_of(screen_of(eko).get(LIST))


def test_the_page_says_what_we_know_where_to_look_and_what_can_be_answered(
    doubtful: Delivery, screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    seen = text_of(screen_of(eko).get(page(doubtful)))
    for words in (
        "Sudah tayang di Instagram Dinas Kesehatan atau belum?",
        "Posyandu besok pukul 08.00",
        "Platform tidak dapat memastikan sudah tayang atau belum",
        "https://www.instagram.com/latihan/",
        "Belum tayang: kirim lagi",
        "Dijadwalkan",
    ):
        assert words in seen
    assert "cannot_tell" not in seen


def test_an_answer_without_the_link_is_asked_for_it_and_loses_nothing(
    doubtful: Delivery, screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    answer = screen_of(eko).post(page(doubtful), {"decision": "published", "reason": "Terlihat di profil"})
    assert answer.status_code == 422
    assert "Terlihat di profil" in text_of(answer)
    assert "tempelkan di sini sebagai bukti" in text_of(answer)


def test_the_coordinator_answers_and_the_delivery_is_settled(
    doubtful: Delivery, screen_of: ScreenOf, eko: Person, told: Told
) -> None:
    told_with = {"decision": "published", "reason": "Terlihat", "permalink": "https://www.instagram.com/p/abc/"}
    answer = screen_of(eko).post(page(doubtful), told_with)
    assert (answer.status_code, answer["Location"]) == (302, page(doubtful))
    settled = Delivery.objects.get(pk=doubtful.pk)
    assert (settled.state, settled.permalink) == (states.PUBLISHED, "https://www.instagram.com/p/abc/")


def test_a_second_answer_is_told_that_things_have_moved_on(
    doubtful: Delivery, screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    screen = screen_of(eko)
    screen.post(page(doubtful), {"decision": "send_again", "reason": "Tidak ada di profil"})
    late = screen.post(page(doubtful), {"decision": "cancel", "reason": "Tidak perlu"})
    assert late.status_code == 422
    assert Delivery.objects.get(pk=doubtful.pk).state == states.DUE


def test_the_auditor_reads_everything_and_is_offered_no_answer(
    doubtful: Delivery, screen_of: ScreenOf, kartika: Person, text_of: TextOf
) -> None:
    screen = screen_of(kartika)
    seen = text_of(screen.get(page(doubtful)))
    assert "Simpan jawaban" not in seen
    assert "Yang dapat memutuskan" in seen
    assert screen.post(page(doubtful), {"decision": "cancel", "reason": "-"}).status_code == 403


def test_another_agency_finds_nothing_under_the_address(doubtful: Delivery, screen_of: ScreenOf, citra: Person) -> None:
    assert screen_of(citra).get(page(doubtful)).status_code == 404
    assert screen_of(citra).post(page(doubtful), {"decision": "cancel", "reason": "-"}).status_code == 404


def test_a_visitor_is_asked_to_sign_in(doubtful: Delivery) -> None:
    assert Client().get(page(doubtful)).status_code == 302
    assert Client().get(LIST).status_code == 302


def test_the_fragment_for_a_post_shows_each_channels_own_state_and_link(doubtful: Delivery, eko: Person) -> None:
    actor = builders.actor_of(eko)
    about = selectors.deliveries_about(actor, doubtful.subject_type, [doubtful.subject_id])
    shown = render_to_string("outbox/_deliveries.html", {"deliveries": about})
    assert "Perlu diperiksa orang" in shown
    assert reverse("delivery", args=[doubtful.pk]) in shown
