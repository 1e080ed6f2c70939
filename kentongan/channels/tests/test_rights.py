"""Who may act on a channel, and how the answer is explained."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kentongan.channels.models import Channel
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import channels_for, may
from kentongan.channels.services import revoke_grant
from kentongan.organizations.models import Person
from kentongan.organizations.services import revoke_appointment
from kentongan.tenancy.models import Government
from tests import builders


def sentence(person: Person, channel: Channel, act: ChannelAct = ChannelAct.PUBLISH) -> str:
    verdict = may(person.pk, act, channel)
    return f"{'ya' if verdict else 'tidak'}: {verdict.sentence}"


def test_who_has_decree_training_and_grant_may_and_reads_the_grounds(ayu: Person, instagram: Channel) -> None:
    builders.entitled(ayu, instagram)

    told = sentence(ayu, instagram)

    assert told.startswith("ya: Ayu Larasati boleh mengajukan kiriman untuk Instagram Dinas Kesehatan")
    assert "SK 188.45/" in told
    assert "pelatihan tingkat 1" in told
    assert "izin kanal" in told


def test_without_a_decree_the_missing_decree_is_named_with_who_records_it(ayu: Person, instagram: Channel) -> None:
    builders.competency(ayu)
    builders.grant(ayu, instagram)

    verdict = may(ayu.pk, ChannelAct.PUBLISH, instagram)

    assert "tidak ada SK yang berlaku" in verdict.sentence
    assert "Admin sistem" in verdict.remedy


def test_without_training_the_missing_level_is_named(ayu: Person, instagram: Channel) -> None:
    builders.appointment(ayu)
    builders.grant(ayu, instagram)

    assert "pelatihan tingkat 1 belum tercatat" in sentence(ayu, instagram)


def test_without_a_grant_the_missing_grant_is_named(ayu: Person, instagram: Channel) -> None:
    builders.appointment(ayu)
    builders.competency(ayu)

    assert "tidak memegang izin atas kanal ini" in sentence(ayu, instagram, ChannelAct.RELEASE)


def test_a_decree_that_has_run_out_gives_no_right(ayu: Person, instagram: Channel) -> None:
    yesterday = builders.today() - timedelta(days=1)
    builders.competency(ayu)
    builders.grant(ayu, instagram)
    builders.appointment(ayu, yesterday - timedelta(days=365), yesterday)

    assert sentence(ayu, instagram).startswith("tidak")


def test_training_that_has_run_out_gives_no_right(ayu: Person, instagram: Channel) -> None:
    yesterday = builders.today() - timedelta(days=1)
    builders.appointment(ayu)
    builders.grant(ayu, instagram)
    builders.competency(ayu, 3, yesterday - timedelta(days=365), yesterday)

    assert "pelatihan" in sentence(ayu, instagram)


def test_a_grant_that_has_run_out_or_not_begun_gives_no_right(
    ayu: Person, instagram: Channel, dinas_kesehatan: object
) -> None:
    tomorrow = builders.today() + timedelta(days=1)
    builders.appointment(ayu)
    builders.competency(ayu)
    builders.grant(ayu, instagram, tomorrow)
    facebook = builders.channel(ayu.agency, "facebook")
    builders.grant(ayu, facebook, builders.today() - timedelta(days=9), builders.today() - timedelta(days=1))

    assert sentence(ayu, instagram).startswith("tidak")
    assert sentence(ayu, facebook).startswith("tidak")


def test_revoking_a_decree_ends_the_right_the_same_day(ayu: Person, omar: Person, instagram: Channel) -> None:
    decree = builders.appointment(ayu)
    builders.competency(ayu)
    builders.grant(ayu, instagram)
    assert may(ayu.pk, ChannelAct.PUBLISH, instagram)

    actor = builders.actor_of(omar)
    revoke_appointment(actor=actor, appointment=decree, on=builders.today(), reason="Pindah tugas ke dinas lain")

    assert not may(ayu.pk, ChannelAct.PUBLISH, instagram)


def test_revoking_a_grant_ends_the_right_the_same_day(ayu: Person, eko: Person, instagram: Channel) -> None:
    builders.entitled(ayu)
    held = builders.grant(ayu, instagram)

    revoke_grant(actor=builders.actor_of(eko), grant=held, on=builders.today(), reason="Tidak lagi bertugas")

    assert "tidak memegang izin" in sentence(ayu, instagram)


def test_who_has_left_the_government_may_nothing(ayu: Person, instagram: Channel) -> None:
    builders.entitled(ayu, instagram)
    Person.objects.filter(pk=ayu.pk).update(active=False)

    assert "tidak lagi bekerja" in sentence(ayu, instagram)


@pytest.mark.parametrize("switch", ["requires_appointment", "requires_competency", "requires_grant"])
def test_a_government_can_switch_each_condition_off(ayu: Person, instagram: Channel, switch: str) -> None:
    if switch != "requires_appointment":
        builders.appointment(ayu)
    if switch != "requires_competency":
        builders.competency(ayu)
    if switch != "requires_grant":
        builders.grant(ayu, instagram)
    assert not may(ayu.pk, ChannelAct.PUBLISH, instagram)

    builders.government("wajo", **{switch: False})

    assert may(ayu.pk, ChannelAct.PUBLISH, instagram)


def test_a_government_that_asks_for_nothing_says_so(ayu: Person, instagram: Channel) -> None:
    builders.government("wajo", requires_appointment=False, requires_competency=False, requires_grant=False)

    assert "tidak mensyaratkan apa pun" in sentence(ayu, instagram)


def test_citra_sees_no_account_of_another_agency(citra: Person, ayu: Person, instagram: Channel) -> None:
    assert instagram not in channels_for(builders.actor_of(citra))
    assert instagram in channels_for(builders.actor_of(ayu))


def test_a_granted_account_of_another_agency_is_seen(citra: Person, instagram: Channel) -> None:
    builders.grant(citra, instagram)

    assert instagram in channels_for(builders.actor_of(citra))


def test_the_heads_team_sees_the_heads_account(gilang: Person, diskominfo: object, wajo: Government) -> None:
    account = builders.channel(builders.agency("Diskominfo", of=wajo), standing=Channel.Standing.LEADER)

    assert account in channels_for(builders.actor_of(gilang))
