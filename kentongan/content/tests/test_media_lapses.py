"""Consent is withdrawn, or rights end, after the approval: nothing of it goes out, and its writer knows why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.content import states
from kentongan.content.models import Post
from kentongan.content.selectors import media_of
from kentongan.content.tests.test_going_out import work
from kentongan.core import clock
from kentongan.media import keeping
from kentongan.media.consenting import Agreement, record_consent, withdraw_consent
from kentongan.media.keeping import Card
from kentongan.media.models import Asset, Consent
from kentongan.media.rights import ADULTS, NOBODY, SOCIAL
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.outbox import services as outbox
from kentongan.outbox import states as delivery_states
from kentongan.outbox.models import Delivery
from kentongan.outbox.tests.fake import FakePlatform
from kentongan.work.models import Task

pytestmark = [pytest.mark.as_worker]
Read = Callable[[Any], str]


def photo_of(post: Post) -> Asset:
    asset: Asset = media_of(post).get().asset
    return asset


def agrees(actor: Actor, post: Post, **more: Any) -> Consent:
    said: dict[str, Any] = {"person_name": "Rani", "how": "form", "proof": "Map 3", "given_on": clock.now().date()}
    return record_consent(actor=actor, asset=photo_of(post), agreement=Agreement(**said | more))


def files(actor: Actor, post: Post, until: date | None = None, people: str = NOBODY) -> None:
    papers = Card(
        title="Imunisasi",
        alt_text="Petugas menyuntik",
        owner="Dinkes",
        licence="own",
        uses=[SOCIAL],
        people=people,
        rights_until=until,
    )
    keeping.write_card(actor=actor, asset=photo_of(post), card=papers)


def test_a_post_whose_consent_was_withdrawn_stops_before_it_goes_out(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor, ayu: Person, screen_of: Callable[[Person], Client],
    text_of: Read,
) -> None:  # fmt: skip
    consent = agrees(ayu_acts, scheduled)
    assert not Task.objects.filter(kind="content.media_lapsed").exists()
    withdraw_consent(actor=ayu_acts, consent=consent, why="keluarga berkeberatan")
    asked = Task.objects.get(kind="content.media_lapsed", done_at=None)
    assert (asked.person_id, asked.title) == (ayu.pk, "“Imunisasi campak gratis” tidak akan terbit seperti ini")
    assert "Persetujuan Rani di “foto.jpg” ditarik" in asked.detail

    work(platform, scheduled)
    assert (platform.public, scheduled.state) == ([], states.NEEDS_PERSON)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_code) == (delivery_states.NEEDS_PERSON, "media_right_lapsed")
    page = text_of(screen_of(ayu).get(f"/g/wajo{delivery.path}"))
    assert "Foto atau videonya tidak boleh ditampilkan lagi" in page
    assert "Persetujuan Rani di “foto.jpg” ditarik." in page
    assert Task.objects.filter(kind="outbox.check", done_at=None).exists()


def test_a_post_whose_rights_end_before_its_day_stops(scheduled: Post, platform: FakePlatform, ayu_acts: Actor) -> None:
    files(ayu_acts, scheduled, until=clock.now().date() - timedelta(days=1))
    work(platform, scheduled)
    assert (platform.public, scheduled.state) == ([], states.NEEDS_PERSON)
    assert "Hak pakai “Imunisasi” berakhir" in Delivery.objects.get().last_detail


def test_a_post_with_rights_and_consent_goes_out(scheduled: Post, platform: FakePlatform, ayu_acts: Actor) -> None:
    files(ayu_acts, scheduled, until=clock.now().date() + timedelta(days=30), people=ADULTS)
    agrees(ayu_acts, scheduled)
    work(platform, scheduled)
    assert scheduled.state == states.PUBLISHED


def test_what_was_never_recorded_stops_nothing_that_was_approved(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor
) -> None:
    files(ayu_acts, scheduled, people=ADULTS)
    work(platform, scheduled)
    assert scheduled.state == states.PUBLISHED


def test_a_consent_given_anew_takes_the_question_back_and_the_post_goes_out(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor
) -> None:
    withdraw_consent(actor=ayu_acts, consent=agrees(ayu_acts, scheduled), why="salah paham")
    agrees(ayu_acts, scheduled)
    assert not Task.objects.filter(kind="content.media_lapsed", done_at=None).exists()
    work(platform, scheduled)
    assert scheduled.state == states.PUBLISHED


def test_a_person_may_let_it_go_out_all_the_same_and_says_why(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor
) -> None:
    withdraw_consent(actor=ayu_acts, consent=agrees(ayu_acts, scheduled), why="keliru")
    work(platform, scheduled)
    said = "Yang ditarik persetujuan orang lain"
    outbox.decide(actor=ayu_acts, delivery=Delivery.objects.get(), decision="send_again", reason=said)
    work(platform, scheduled, timedelta(minutes=1))
    assert len(platform.public) == 1


def test_nobody_lets_a_child_be_shown_whose_guardian_took_the_consent_back(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor
) -> None:
    consent = agrees(ayu_acts, scheduled, person_name="Adi", is_child=True, guardian="Ibu Adi")
    withdraw_consent(actor=ayu_acts, consent=consent, why="diminta ibunya")
    work(platform, scheduled)
    outbox.decide(actor=ayu_acts, delivery=Delivery.objects.get(), decision="send_again", reason="tetap kirim")
    work(platform, scheduled, timedelta(minutes=1))
    assert platform.public == []
    assert Delivery.objects.get().last_code == "media_right_lapsed"


def test_whoever_was_to_upload_it_is_told_to_stop(
    scheduled: Post, platform: FakePlatform, ayu_acts: Actor, instagram: Channel
) -> None:
    consent = agrees(ayu_acts, scheduled)
    Delivery.objects.update(by_hand=True)
    work(platform, scheduled)
    assert Delivery.objects.get().state == delivery_states.BY_HAND
    withdraw_consent(actor=ayu_acts, consent=consent, why="keluarga berkeberatan")
    assert Delivery.objects.get().state == delivery_states.NEEDS_PERSON
