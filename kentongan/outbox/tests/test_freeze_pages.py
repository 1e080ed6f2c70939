from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.organizations.models import Person
from kentongan.outbox import services, states
from kentongan.outbox.models import Delivery, Freeze
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
Promise = Callable[..., Delivery]
PAGE = "/g/wajo/pembekuan/"


def test_the_coordinator_freezes_everything_and_reads_how_much_is_held(
    promise: Promise, pass_time: Callable[..., None], screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    now = promise("Sekarang")
    promise("Nanti", after=timedelta(hours=2))
    screen = screen_of(eko)
    assert screen.post(PAGE, {"scope": "all", "reason": "Ada gempa"}).status_code == 302
    pass_time(timedelta(minutes=1))
    assert Delivery.objects.get(pk=now.pk).state == states.HELD
    seen = text_of(screen.get(PAGE))
    assert "Semua akun pemda" in seen
    assert "Ada gempa" in seen
    assert "1 pengiriman ditahan, 1 lagi akan ditahan bila waktunya tiba." in seen


def test_its_end_needs_a_reason_and_lets_things_go_on(
    promise: Promise, pass_time: Callable[..., None], screen_of: ScreenOf, eko: Person, text_of: TextOf
) -> None:
    delivery = promise()
    made = services.freeze(actor=builders.actor_of(eko), reason="Ada gempa")
    pass_time()
    screen = screen_of(eko)
    assert screen.post(f"{PAGE}{made.pk}/akhiri/", {}).status_code == 422
    assert screen.post(f"{PAGE}{made.pk}/akhiri/", {"reason": "Sudah aman"}).status_code == 302
    pass_time(timedelta(minutes=1))
    assert Delivery.objects.get(pk=delivery.pk).state == states.PUBLISHED
    seen = text_of(screen.get(PAGE))
    assert "Tidak ada yang dibekukan" in seen
    assert "Diakhiri" in seen


def test_one_agency_or_one_account_can_be_frozen_alone(screen_of: ScreenOf, eko: Person, instagram: Channel) -> None:
    screen = screen_of(eko)
    screen.post(PAGE, {"scope": f"akun-{instagram.pk}", "reason": "Akun dibajak"})
    screen.post(PAGE, {"scope": f"instansi-{instagram.agency_id}", "reason": "Ganti admin"})
    scopes = set(Freeze.objects.values_list("channel_id", "agency_id"))
    assert scopes == {(instagram.pk, None), (None, instagram.agency_id)}
    assert screen.post(PAGE, {"scope": "akun-999999", "reason": "-"}).status_code == 422


def test_whoever_may_not_freeze_reads_who_can(
    screen_of: ScreenOf, ayu: Person, kartika: Person, text_of: TextOf
) -> None:
    for who in (ayu, kartika):
        screen = screen_of(who)
        assert "Bekukan sekarang" not in text_of(screen.get(PAGE))
        assert screen.post(PAGE, {"scope": "all", "reason": "-"}).status_code == 403
    assert not Freeze.objects.exists()


def test_those_it_concerns_read_of_it_on_every_page_and_others_do_not(
    screen_of: ScreenOf, eko: Person, ayu: Person, citra: Person, text_of: TextOf
) -> None:
    services.freeze(actor=builders.actor_of(eko), reason="Ganti admin", agency_id=ayu.agency_id)
    assert "Pengiriman Dinas Kesehatan dibekukan" in text_of(screen_of(ayu).get("/g/wajo/perlu-diperiksa/"))
    assert "dibekukan" not in text_of(screen_of(citra).get("/g/wajo/perlu-diperiksa/"))


def test_a_held_post_says_who_holds_it_why_and_what_follows(
    promise: Promise, pass_time: Callable[..., None], screen_of: ScreenOf, eko: Person, ayu: Person, text_of: TextOf
) -> None:
    delivery = promise()
    services.freeze(actor=builders.actor_of(eko), reason="Ada gempa")
    pass_time(timedelta(minutes=1))
    seen = text_of(screen_of(ayu).get(f"/g/wajo/pengiriman/{delivery.pk}/"))
    assert f"{eko.name} membekukan pengiriman: Ada gempa." in seen
    assert "Dilanjutkan bila pembekuan berakhir" in seen
