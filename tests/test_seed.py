"""The example governments: real places, made-up people, the rights they need, and a month that went through every door."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kentongan.approvals.models import Approval
from kentongan.channels.models import Channel
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import channels_for, may
from kentongan.config import cast
from kentongan.config.seed import run, stories
from kentongan.content.models import Post
from kentongan.inbox.blocking.models import Block
from kentongan.inbox.models import Case, Conversation
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person, User
from kentongan.organizations.selectors import actor_for
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within
from kentongan.work.selectors import tasks_for

pytestmark = [pytest.mark.as_owner, pytest.mark.django_db]


@pytest.fixture
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def acting(login: str, government: str = "wajo") -> Actor:
    actor = actor_for(User.objects.get(username=login).pk, Government.objects.get(code=government))
    assert actor is not None
    return actor


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Government:
    """Wajo and Palembang, without the month."""
    monkeypatch.setenv("KENTONGAN_SEED", "small")
    run.seed()
    return Government.objects.get(code="wajo")


def test_seeding_again_adds_nothing(small: Government) -> None:
    with across_governments():
        before = [model.objects.count() for model in (Agency, Person, Channel)]
    run.seed()
    with across_governments():
        assert [model.objects.count() for model in (Agency, Person, Channel)] == before


def test_every_kecamatan_is_there_under_its_code(small: Government) -> None:
    with across_governments():
        districts = Agency.objects.filter(kind=Agency.Kind.DISTRICT)
        assert Counter(districts.values_list("government__code", flat=True)) == {"wajo": 14, "palembang": 18}
        assert districts.get(government=small, region_code="73.13.06").name == "Kecamatan Tempe"


def test_each_affair_a_regency_has_belongs_to_exactly_one_agency(small: Government) -> None:
    with within(small.pk):
        affairs = " ".join(Agency.objects.values_list("affairs", flat=True)).split()

    first, second, third = range(1, 7), range(7, 25), (25, 26, 27, 30, 31, 32)
    wanted = [f"{group}.{n:02}" for group, numbers in ((1, first), (2, second), (3, third)) for n in numbers]
    assert sorted(affairs) == wanted


def test_agencies_are_marked_as_examples_and_places_are_not(small: Government) -> None:
    with within(small.pk):
        assert not Agency.objects.filter(kind=Agency.Kind.AGENCY, is_example=False).exists()
        assert not Agency.objects.filter(kind=Agency.Kind.DISTRICT, is_example=True).exists()


def test_ayu_may_publish_on_her_five_accounts_and_citra_sees_none_of_them(small: Government) -> None:
    with within(small.pk):
        ayu, citra = acting("ayu"), acting("citra")
        hers = list(channels_for(ayu))
        assert sorted(channel.platform for channel in hers) == ["facebook", "instagram", "tiktok", "x", "youtube"]
        assert all(may(ayu.person_id, ChannelAct.PUBLISH, channel) for channel in hers)
        assert not set(hers) & set(channels_for(citra))


def test_someone_whose_decree_has_run_out_shows_what_that_means(small: Government) -> None:
    with within(small.pk):
        tirta = acting("tirta")
        account = channels_for(tirta)[0]
        assert "tidak ada SK yang berlaku" in may(tirta.person_id, ChannelAct.PUBLISH, account).sentence


def test_every_login_the_demo_offers_exists_in_its_government(small: Government) -> None:
    for login in cast.LOGINS:
        if login.government in {"wajo", "palembang"}:
            with within(Government.objects.get(code=login.government).pk):
                assert acting(login.username, login.government).roles


def test_times_are_those_of_the_place(small: Government) -> None:
    zones = dict(Government.objects.values_list("code", "time_zone"))

    assert zones == {"wajo": "Asia/Makassar", "palembang": "Asia/Jakarta"}


def test_the_month_stands_as_it_would_after_a_months_work(media: None) -> None:
    run.seed()

    with within(Government.objects.get(code="wajo").pk):
        states = Counter(Post.objects.values_list("state", flat=True))
        wanted = Counter(story.end for story in stories.stories())
        assert states["published"] == wanted["published"] + 1 >= 25  # and an emergency, by its own lane
        assert states["scheduled"] == wanted["scheduled"]
        assert states["in_review"] == wanted["waiting"] + 1  # half-way through its two steps
        assert not Approval.objects.filter(state="approved", decided_by__user__username="ayu").exists()
        assert tasks_for(acting("bima")).count() == 2
        assert Conversation.objects.filter(state="new").count() >= 14
        assert len(set(Case.objects.values_list("state", flat=True))) >= 2
        assert Case.objects.filter(watched=True).count() == 0
        waiting, lifted = Block.objects.filter(ended_at=None), Block.objects.exclude(ended_at=None)
        assert (waiting.count(), lifted.count()) == (2, 1)
        assert tasks_for(acting("eko")).filter(title__startswith="Tinjau pemblokiran").count() == 1
