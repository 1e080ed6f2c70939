"""Evaluation: what a post was meant to reach, what it reached, and what was learnt, from the post to its programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel, RemoteObject
from kentongan.channels.services import remember
from kentongan.connectors.contract import Figures
from kentongan.content.models import Post
from kentongan.content.selectors import versions_of
from kentongan.content.services import place_in_plan, start_post
from kentongan.core import clock
from kentongan.insights.evaluating import NothingOutError, evaluate, expect
from kentongan.insights.models import Evaluation
from kentongan.insights.results import standing_of
from kentongan.insights.services import keep_figures
from kentongan.organizations.models import Agency, Person
from kentongan.planning import services as planning
from kentongan.planning.models import Programme
from kentongan.planning.services import Line
from tests import builders
from tests.builders import actor_of

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]


@pytest.fixture
def programme(eko: Person, dinas_kesehatan: Agency) -> Programme:
    actor = actor_of(eko)
    vision = planning.add_line(actor=actor, line=Line("Wajo sehat", 2020, 2090))
    mission = planning.add_line(actor=actor, line=Line("Layanan dasar", 2020, 2090, parent=vision))
    return planning.add_line(actor=actor, line=Line("Ibu dan anak sehat", 2020, 2090, parent=mission))


@pytest.fixture
def post(ayu: Person, instagram: Channel, programme: Programme) -> Post:
    actor = actor_of(builders.entitled(ayu, instagram))
    begun = start_post(actor=actor, title="Imunisasi campak", story="Imunisasi campak gratis.")
    return place_in_plan(actor=actor, post=begun, programme_id=programme.pk, campaign_id=None, audiences=())


@pytest.fixture
def goes_out(instagram: Channel) -> Callable[[Post, int], RemoteObject]:
    def out(post: Post, views: int) -> RemoteObject:
        version = versions_of(post).get(channel=instagram)
        now = clock.now()
        remote = remember(
            channel=instagram,
            kind="post",
            remote_id=f"18{post.pk}",
            permalink="",
            subject_type="content.version",
            subject_id=str(version.pk),
            text=post.story,
            published_at=now,
        )
        keep_figures(post=remote, figures=Figures(views=views), at=now + timedelta(minutes=1))
        Post.objects.filter(pk=post.pk).update(state="published", publish_at=now)
        return remote

    return out


def test_what_was_reached_is_held_against_what_was_expected(ayu: Person, post: Post, goes_out: Any) -> None:
    expect(actor=actor_of(ayu), post=post, metric="views", expected=200)
    goes_out(post, 150)
    standing = standing_of(actor_of(ayu), post)
    assert standing.share == 75
    assert standing.counted is not None
    assert standing.counted.origins == ("dari platform",)
    assert not standing.set_late


def test_an_expectation_written_down_afterwards_says_so(
    ayu: Person, post: Post, goes_out: Any, screen_of: Screen, text_of: Read
) -> None:
    goes_out(post, 150)
    place = f"/g/wajo/kiriman/{post.pk}/evaluasi/"
    screen_of(ayu).post(place, {"act": "harapan", "metric": "views", "expected": "100"})
    page = text_of(screen_of(ayu).get(place))
    assert "sesudah tayang" in page
    assert "150% dari yang diharapkan" in page


def test_nothing_is_evaluated_before_anybody_could_read_it(ayu: Person, post: Post, screen_of: Screen) -> None:
    with pytest.raises(NothingOutError):
        evaluate(actor=actor_of(ayu), post=post, verdict="ya", lessons="Bagus.")
    said = {"act": "evaluasi", "verdict": "ya", "lessons": "Bagus."}
    answer = screen_of(ayu).post(f"/g/wajo/kiriman/{post.pk}/evaluasi/", said, follow=True)
    assert "Belum ada yang tayang dari kiriman ini" in answer.content.decode()
    assert not Evaluation.objects.exclude(verdict="").exists()


def test_the_programme_shows_plan_and_actual_with_what_was_learnt(
    ayu: Person, post: Post, programme: Programme, goes_out: Any, screen_of: Screen, text_of: Read
) -> None:
    expect(actor=actor_of(ayu), post=post, metric="views", expected=200)
    goes_out(post, 150)
    place = f"/g/wajo/kiriman/{post.pk}/evaluasi/"
    before = text_of(screen_of(ayu).get(f"/g/wajo/rencana/program/{programme.pk}/"))
    assert "Belum dievaluasi" in before
    said = {"act": "evaluasi", "verdict": "sebagian", "lessons": "Foto anak lebih banyak dilihat daripada poster."}
    assert screen_of(ayu).post(place, said).status_code == 302
    page = text_of(screen_of(ayu).get(f"/g/wajo/rencana/program/{programme.pk}/"))
    assert "Diharapkan dilihat 200; tercapai 75%" in page
    assert "Tercapai sebagian.</b> Foto anak lebih banyak dilihat daripada poster." in page
    told = Entry.objects.filter(action="insights.evaluated").get()
    assert told.data["verdict"] == "tercapai sebagian"


def test_a_number_that_is_none_is_told_beside_its_field(
    ayu: Person, post: Post, screen_of: Screen, text_of: Read
) -> None:
    place = f"/g/wajo/kiriman/{post.pk}/evaluasi/"
    answer = screen_of(ayu).post(place, {"act": "harapan", "metric": "views", "expected": "banyak"})
    assert answer.status_code == 422
    assert "Tulis jumlahnya dengan angka saja" in text_of(answer)
    answer = screen_of(ayu).post(place, {"act": "harapan", "metric": "views", "expected": "99999999999999999999"})
    assert "Angkanya terlalu besar" in text_of(answer)


def test_an_expectation_can_be_taken_back(ayu: Person, post: Post) -> None:
    expect(actor=actor_of(ayu), post=post, metric="views", expected=200)
    expect(actor=actor_of(ayu), post=post, metric="views", expected=None)
    assert standing_of(actor_of(ayu), post).expected is None


def test_citra_of_another_agency_evaluates_nothing_of_ours(citra: Person, post: Post, screen_of: Screen) -> None:
    assert screen_of(citra).get(f"/g/wajo/kiriman/{post.pk}/evaluasi/").status_code == 404


def test_who_only_approves_reads_the_evaluation_and_writes_none(
    bima: Person, post: Post, screen_of: Screen, text_of: Read
) -> None:
    place = f"/g/wajo/kiriman/{post.pk}/evaluasi/"
    assert "Simpan evaluasi" not in text_of(screen_of(bima).get(place))
    answer = screen_of(bima).post(place, {"act": "harapan", "metric": "views", "expected": "5"})
    assert answer.status_code == 403
