"""Videos, reels, stories and links on a Page, against the sandbox program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    Format,
    Found,
    Outbound,
    OutcomeUnknown,
    Pending,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Retryable,
)
from kentongan.connectors.facebook.tests.conftest import Desk

FORMS = [Format.FEED, Format.REEL, Format.STORY]
COMMIT = {Format.FEED: "publish_video", Format.REEL: "publish_reel", Format.STORY: "publish_story"}
PATH = {Format.FEED: "/videos$", Format.REEL: "/video_reels$", Format.STORY: "/video_stories$"}


@pytest.mark.parametrize("form", FORMS)
def test_a_video_goes_out_whole_and_once(desk: Desk, form: Format) -> None:
    outbound = desk.film_post(form, 3_500_000)
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, Published), outcome
    (shown,) = desk.posts()
    assert shown["remote_id"] == outcome.remote_id
    assert shown["media"][0]["size"] == 3_500_000
    assert shown["text"] == ("" if form is Format.STORY else "Panen raya di Sengkang")
    assert outcome.permalink.endswith(outcome.remote_id)
    assert isinstance(desk.find(outbound, memory), Found)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["lost_after_commit", "html_502_after_commit", "truncate_json"])
def test_a_lost_answer_to_the_last_call_is_looked_up_and_not_sent_again(desk: Desk, form: Format, kind: str) -> None:
    outbound = desk.film_post(form)
    _, memory = desk.walk(outbound, stop=COMMIT[form])
    desk.world.fault(kind, PATH[form])
    assert isinstance(desk.run(COMMIT[form], outbound, memory), OutcomeUnknown)
    found = desk.find(outbound, memory)
    assert isinstance(found, Found), found
    assert [one["remote_id"] for one in desk.posts()] == [found.remote_id]


@pytest.mark.parametrize("form", [Format.FEED, Format.REEL])
@pytest.mark.parametrize("kind", ["html_502", "reset"])
def test_a_last_call_that_never_arrived_leaves_nothing_public(desk: Desk, form: Format, kind: str) -> None:
    outbound = desk.film_post(form)
    _, memory = desk.walk(outbound, stop=COMMIT[form])
    desk.world.fault(kind, PATH[form])
    assert isinstance(desk.run(COMMIT[form], outbound, memory), OutcomeUnknown)
    assert desk.find(outbound, memory) == Absent()
    assert desk.posts() == []


def test_a_story_that_is_not_seen_is_left_to_a_person(desk: Desk) -> None:
    outbound = desk.film_post(Format.STORY)
    _, memory = desk.walk(outbound, stop="publish_story")
    assert isinstance(desk.find(outbound, memory), CannotTell)


def test_a_photo_story_goes_out_and_is_found_by_its_photo(desk: Desk) -> None:
    outbound = Outbound(Act.PUBLISH, "k", "", media=(desk.photo(),), format=Format.STORY)
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, Published), outcome
    found = desk.find(outbound, memory)
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id == desk.posts()[0]["remote_id"]
    assert desk.find(replace(outbound, format=Format.FEED, text="lain"), {}) == Absent()


def test_a_cut_upload_goes_on_where_it_stopped(desk: Desk) -> None:
    outbound = desk.film_post(size=5_000_000)
    opened = desk.run("open_video", outbound, {})
    assert isinstance(opened, Advanced)
    memory = dict(opened.memory)
    for kind in ("delay:0", "delay:0", "lost_after_commit"):
        desk.world.fault(kind, "/videos$")
    stopped = desk.run("send_video", outbound, memory)
    assert isinstance(stopped, Pending), stopped
    assert int(stopped.memory["at"]) > 0
    memory |= stopped.memory
    assert isinstance(desk.run("send_video", outbound, memory), Advanced)
    assert isinstance(desk.run("publish_video", outbound, memory), Advanced)
    assert isinstance(desk.run("confirm", outbound, memory), Published)
    assert desk.posts()[0]["media"][0]["size"] == 5_000_000


def test_a_worker_that_forgot_how_far_it_was_is_told_by_facebook(desk: Desk) -> None:
    outbound = desk.film_post(size=3_000_000)
    opened = desk.run("open_video", outbound, {})
    assert isinstance(opened, Advanced)
    assert isinstance(desk.run("send_video", outbound, dict(opened.memory)), Advanced)
    again = desk.run("send_video", outbound, dict(opened.memory))
    assert isinstance(again, Advanced), again
    assert isinstance(desk.run("publish_video", outbound, dict(opened.memory)), Advanced)
    assert desk.posts()[0]["media"][0]["size"] == 3_000_000


def test_a_reel_is_not_sent_again_when_all_of_it_arrived(desk: Desk) -> None:
    outbound = desk.film_post(Format.REEL)
    opened = desk.run("open_reel", outbound, {})
    assert isinstance(opened, Advanced)
    desk.world.fault("lost_after_commit", "/video-upload/")
    assert isinstance(desk.run("send_reel", outbound, dict(opened.memory)), Retryable)
    assert desk.run("send_reel", outbound, dict(opened.memory)) == Advanced()
    calls = [one for one in desk.world.control("GET", "/catatan")["panggilan"] if "video-upload" in one["path"]]
    assert len(calls) == 1


@pytest.mark.parametrize("kind", ["reset", "html_502", "hang:0.1", "truncate_json"])
def test_a_reel_cut_on_its_way_arrives_whole_in_the_end(desk: Desk, kind: str) -> None:
    outbound = desk.film_post(Format.REEL, 9_000_000)
    opened = desk.run("open_reel", outbound, {})
    assert isinstance(opened, Advanced)
    memory = dict(opened.memory)
    desk.world.fault(kind, "/video-upload/")
    assert isinstance(desk.run("send_reel", outbound, memory), Retryable)
    assert desk.run("send_reel", outbound, memory) == Advanced()
    assert isinstance(desk.run("publish_reel", outbound, memory), Advanced)
    assert isinstance(desk.run("confirm", outbound, memory), Published)
    assert desk.posts()[0]["media"][0]["size"] == 9_000_000


@pytest.mark.parametrize("state", ["expired", "revoked"])
@pytest.mark.parametrize("form", FORMS)
def test_a_token_that_dies_on_the_way_stops_the_video_and_asks_for_a_new_connection(
    desk: Desk, form: Format, state: str
) -> None:
    outbound = desk.film_post(form)
    opening, sending, *_ = (step.name for step in desk.connector.plan(outbound))
    opened = desk.run(opening, outbound, {})
    assert isinstance(opened, Advanced)
    told = {"platform": "facebook", "remote_id": "104001", "name": "Kabupaten Wajo", "token_state": state}
    desk.world.control("PUT", "", {"accounts": [told]})
    outcome = desk.run(sending, outbound, dict(opened.memory))
    assert isinstance(outcome, AuthorizationExpired), outcome
    assert desk.posts() == []


def test_a_video_that_facebook_cannot_read_ends_with_a_person(desk: Desk) -> None:
    desk.rules(facebook_processing="fails")
    outcome, _ = desk.walk(desk.film_post(Format.REEL))
    assert isinstance(outcome, Rejected), outcome
    assert outcome.code == Reason.MEDIA
    assert desk.posts() == []


def test_a_video_that_facebook_never_finishes_is_waited_for_and_not_called_published(desk: Desk) -> None:
    desk.rules(facebook_processing="never")
    outbound = desk.film_post()
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, Pending), outcome
    assert isinstance(desk.find(outbound, memory), CannotTell)
    assert desk.posts() == []


def test_the_reel_after_the_days_last_one_waits(desk: Desk) -> None:
    desk.rules(facebook_reels_per_day=1)
    assert isinstance(desk.walk(desk.film_post(Format.REEL))[0], Published)
    outcome, _ = desk.walk(desk.film_post(Format.REEL))
    assert isinstance(outcome, RateLimited), outcome


def test_a_link_is_shown_as_a_card_and_stands_under_the_words_beside_a_photo(desk: Desk) -> None:
    link = "https://wajokab.go.id/jembatan"
    card = Outbound(Act.PUBLISH, "k", "Jembatan dibuka", link=link)
    beside = Outbound(Act.PUBLISH, "k", "Jalan dibuka", media=(desk.photo(),), link=link)
    for outbound in (card, beside):
        outcome, memory = desk.walk(outbound)
        assert isinstance(outcome, Published), outcome
        assert isinstance(desk.find(outbound, memory), Found)
    first, second = desk.posts()
    assert first["extra"]["link"] == link
    assert second["text"] == f"Jalan dibuka\n\n{link}"


def test_a_blocked_page_publishes_nothing_and_says_why(desk: Desk) -> None:
    desk.rules(facebook_blocked=True)
    for outbound in (Outbound(Act.PUBLISH, "k", "Halo"), desk.film_post(), desk.film_post(Format.STORY)):
        outcome, _ = desk.walk(outbound)
        assert isinstance(outcome, Rejected), outcome
        assert outcome.code == Reason.POLICY
