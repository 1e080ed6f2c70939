"""Akun: the register, who keeps it, and what anyone else may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from kentongan.channels.models import Channel
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import may, usable
from kentongan.channels.services import mark_disconnected
from kentongan.channels.states import DISCONNECTED, PAUSED
from kentongan.core import clock
from kentongan.organizations.actor import system
from kentongan.organizations.models import Person
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from tests import builders

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
REGISTER = "/g/wajo/akun/"


def page_of(channel: Channel, more: str = "") -> str:
    return f"{REGISTER}{channel.pk}/{more}"


def test_ayu_sees_her_agencys_account_and_citra_does_not(
    ayu: Person, citra: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    assert "Dinas Kesehatan" in text_of(screen_of(ayu).get(REGISTER))
    assert "Belum ada akun yang dapat Anda lihat" in text_of(screen_of(citra).get(REGISTER))
    assert screen_of(ayu).get(page_of(instagram)).status_code == 200
    assert screen_of(citra).get(page_of(instagram)).status_code == 404


def test_a_name_that_says_its_kind_already_is_not_said_twice(dinas_kesehatan: Any) -> None:
    radio, x = builders.channel(dinas_kesehatan, "radio"), builders.channel(dinas_kesehatan, "x")
    radio.name, x.name = "Radio Suara Danau", "Xenia Wajo"
    assert (str(radio), str(x)) == ("Radio Suara Danau", "X Xenia Wajo")


def test_the_coordinator_searches_the_register(
    eko: Person, instagram: Channel, dinas_pu: Any, screen_of: Screen, text_of: Text
) -> None:
    builders.channel(dinas_pu, "facebook")
    screen = screen_of(eko)

    assert "Dinas PU" not in text_of(screen.get(f"{REGISTER}?q=instagram"))
    assert "Tidak ada akun yang cocok" in text_of(screen.get(f"{REGISTER}?q=zzz"))


def test_another_governments_account_does_not_exist(eko: Person, palembang: Government, screen_of: Screen) -> None:
    account = builders.channel(builders.agency("Diskominfo", of=palembang))

    for address in (page_of(account), page_of(account, "izin/"), page_of(account, "jeda/")):
        assert screen_of(eko).get(address).status_code == 404
    assert screen_of(eko).post(page_of(account, "aktifkan/")).status_code == 404


def test_an_account_nobody_has_heard_of_says_so(
    ayu: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(ayu)
    assert "Belum pernah ada kabar" in text_of(screen.get(REGISTER))

    Channel.objects.update(polled_at=clock.now() - timedelta(hours=3), connected_at=None)
    assert "lebih lama dari biasanya" in text_of(screen.get(REGISTER))

    Channel.objects.update(pushed_at=clock.now())
    assert "lebih lama dari biasanya" not in text_of(screen.get(REGISTER))


def test_the_coordinator_gives_and_ends_a_grant(
    eko: Person, ayu: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    builders.entitled(ayu)
    screen, day = screen_of(eko), builders.today().isoformat()

    given = text_of(screen.post(page_of(instagram, "izin/"), {"person": ayu.pk, "starts": day}, follow=True))
    assert "Bu Ayu memegang izin atas Instagram Dinas Kesehatan" in given
    assert "Ayu Larasati boleh mengajukan kiriman" in given
    assert may(ayu.pk, ChannelAct.PUBLISH, instagram)

    grant = instagram_grant(screen, instagram)
    ended = screen.post(page_of(instagram, f"izin/{grant}/cabut/"), {"reason": "Pindah tugas"}, follow=True)
    assert "berakhir hari ini" in text_of(ended)
    assert not may(ayu.pk, ChannelAct.PUBLISH, instagram)


def instagram_grant(screen: Client, channel: Channel) -> int:
    key: int = screen.get(page_of(channel)).context["holders"][0].grant.pk
    return key


def test_a_grant_needs_a_person_of_this_government(
    eko: Person, palembang: Government, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    with within(palembang.pk):
        stranger = builders.person("Laras Mentari", agency=builders.agency("Diskominfo", of=palembang))
    day = builders.today().isoformat()

    answer = screen_of(eko).post(page_of(instagram, "izin/"), {"person": stranger.pk, "starts": day})

    assert answer.status_code == 422
    assert "Izin selalu atas nama satu orang" in text_of(answer)


def test_a_grant_that_ends_before_it_begins_is_explained(
    eko: Person, ayu: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    told = {"person": ayu.pk, "starts": builders.today().isoformat(), "ends": "2020-01-01"}

    assert "Periksa kedua tanggal" in text_of(screen_of(eko).post(page_of(instagram, "izin/"), told))


def test_the_keeper_pauses_an_account_and_sets_it_going_again(
    eko: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(eko)

    paused = text_of(screen.post(page_of(instagram, "jeda/"), {"reason": "Diduga diambil alih"}, follow=True))
    instagram.refresh_from_db()
    assert instagram.state == PAUSED
    assert not usable(instagram)
    assert "Dijeda: Diduga diambil alih" in paused

    screen.post(page_of(instagram, "aktifkan/"))
    instagram.refresh_from_db()
    assert usable(instagram)


def test_an_account_whose_permission_ended_cannot_simply_be_set_going(
    eko: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    mark_disconnected(actor=system(instagram.government_id), channel=instagram, reason="Izin platform berakhir")
    screen = screen_of(eko)

    screen.post(page_of(instagram, "aktifkan/"))

    instagram.refresh_from_db()
    assert instagram.state == DISCONNECTED
    assert "Perlu disambung ulang: Izin platform berakhir" in text_of(screen.get(page_of(instagram)))


def test_ayu_cannot_keep_the_register_and_reads_who_can(
    ayu: Person, eko: Person, instagram: Channel, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(ayu)

    for form in ("izin/", "jeda/"):
        answer = screen.post(page_of(instagram, form), {"reason": "Ingin saja begitu"})
        assert answer.status_code == 403
        assert "Bu Eko (Diskominfo)" in text_of(answer)
    assert screen.post(page_of(instagram, "aktifkan/")).status_code == 403
    assert "Jeda akun" not in text_of(screen.get(page_of(instagram)))


def test_keys_never_appear_on_a_page(eko: Person, instagram: Channel, screen_of: Screen, text_of: Text) -> None:
    assert "made-up" not in text_of(screen_of(eko).get(page_of(instagram)))
