"""Figures: read, kept with their origin, never invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.channels import services as channels
from kentongan.channels.models import Channel, RemoteObject
from kentongan.connectors.contract import Figures, Unread
from kentongan.insights import services
from kentongan.insights.models import Daily, Reading, Sample
from kentongan.insights.rules import next_reading
from kentongan.insights.selectors import figures_of, totals
from kentongan.organizations import services as organizations
from kentongan.organizations.actor import Actor, system
from kentongan.organizations.roles import Role
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.tenancy.services import register_government

Says = Callable[[Figures | Unread], None]
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # 12.00 WITA


@pytest.fixture
def wajo(db: None) -> Iterator[Government]:
    government = register_government(
        code="wajo",
        kemendagri_code="73.13",
        name="Kabupaten Wajo",
        short_name="Wajo",
        head_title="Bupati",
        time_zone="Asia/Makassar",
    )
    with within(government.pk):
        yield government


@pytest.fixture
def post(wajo: Government, settings: object) -> RemoteObject:
    settings.CREDENTIAL_KEYS = {"test": "a-long-random-text"}  # type: ignore[attr-defined]
    actor = system(wajo.pk)
    health = organizations.register_agency(
        actor=actor, code="dinkes", name="Dinas Kesehatan", short_name="Dinkes", kind="opd"
    )
    channel = channels.connect(
        actor=actor, agency=health, platform="instagram", name="Dinkes", handle="dinkes", remote_id="17841", token="t"
    )
    return channels.remember(
        channel=channel, kind="post", remote_id="180", permalink="", subject_type="content.version", subject_id="7",
        text="Vaksinasi", published_at=NOON,
    )  # fmt: skip


def eko(government: Government) -> Actor:
    return Actor(government.pk, "Eko", person_id=1, roles=frozenset({Role.COORDINATOR}), time_zone=government.time_zone)


class Platform:
    """Answers figures as told."""

    def __init__(self, answer: Figures | Unread) -> None:
        self.answer = answer

    def figures(self, post_id: str, account: object) -> Figures | Unread:
        return self.answer


@pytest.fixture
def platform_says(monkeypatch: pytest.MonkeyPatch) -> Says:
    def say(answer: Figures | Unread) -> None:
        monkeypatch.setattr(services, "connector_for", lambda channel: Platform(answer))

    return say


def read(post: RemoteObject, at: datetime = NOON) -> bool:
    reading = Reading.objects.get_or_create(government_id=post.government_id, post=post, defaults={"next_at": at})[0]
    return services.read_one(post.government_id, reading.pk, at)


def test_a_figure_says_where_it_comes_from(wajo: Government, post: RemoteObject, platform_says: Says) -> None:
    platform_says(Figures(views=120, names={"views": "views"}))
    assert read(post)
    shown = figures_of(eko(wajo), "content.version", ["7"])[0].figures
    assert [(f.label, f.value, f.origin, f.vendor_name) for f in shown if f.value is not None] == [
        ("Dilihat", 120, "dari platform", "views")
    ]


def test_what_the_platform_does_not_say_is_not_zero(wajo: Government, post: RemoteObject, platform_says: Says) -> None:
    platform_says(Figures(views=0, comments=None))
    read(post)
    assert set(Sample.objects.values_list("metric", "value")) == {("views", 0)}
    assert totals(eko(wajo), NOON.date()) == {"views": 0}


def test_reading_twice_at_one_moment_leaves_one_row_a_metric_and_one_a_day(
    post: RemoteObject, platform_says: Says
) -> None:
    platform_says(Figures(views=5, reactions=2))
    read(post)
    read(post)
    platform_says(Figures(views=9, reactions=2))
    read(post, NOON + timedelta(hours=1))
    assert Sample.objects.count() == 4
    assert dict(Daily.objects.values_list("metric", "value")) == {"views": 9, "reactions": 2}


def test_a_platform_that_does_not_answer_is_asked_again_later(post: RemoteObject, platform_says: Says) -> None:
    platform_says(Unread(code="502", detail="HTML", retry_after=timedelta(minutes=3)))
    assert not read(post)
    reading = Reading.objects.get()
    assert reading.trouble == "502 HTML"
    assert reading.next_at is not None
    assert Sample.objects.count() == 0


def test_nobody_is_asked_about_an_account_that_is_disconnected(post: RemoteObject, platform_says: Says) -> None:
    Channel.objects.update(state="disconnected")
    platform_says(Figures(views=1))
    assert not read(post)
    assert Sample.objects.count() == 0


def test_another_agency_does_not_see_the_figures(wajo: Government, post: RemoteObject, platform_says: Says) -> None:
    platform_says(Figures(views=1))
    read(post)
    citra = Actor(wajo.pk, "Citra", person_id=2, roles=frozenset({Role.ADMIN}), agencies=frozenset({999}))
    assert figures_of(citra, "content.version", ["7"]) == []
    assert totals(citra, NOON.date()) == {}


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=60)))
def test_readings_grow_rarer_and_end_after_thirty_days(age: timedelta) -> None:
    following = next_reading(NOON, NOON + age)
    assert (following is None) == (age >= timedelta(days=30))
    if following:
        assert timedelta(seconds=30) <= following - (NOON + age) <= timedelta(days=1)


@pytest.mark.as_worker
def test_the_worker_finds_new_posts_of_every_government_by_itself(post: RemoteObject, platform_says: Says) -> None:
    platform_says(Figures(views=3))
    assert services.read_due(at=NOON + timedelta(seconds=1)) == 1
    assert services.read_due(at=NOON + timedelta(seconds=2)) == 0
    with within(post.government_id):
        assert Sample.objects.get().value == 3
