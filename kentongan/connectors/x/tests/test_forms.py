"""Every form a post takes on X, against the sandbox: text with a link, photos, video, thread, poll, first comment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    Found,
    Outbound,
    OutcomeUnknown,
    Pending,
    Poll,
    Published,
    Reason,
    Rejected,
    Safety,
)
from kentongan.connectors.x.tests.conftest import Desk

LINK = "https://wajokab.go.id/jembatan"
THREAD = Outbound(Act.PUBLISH, "k", "Satu: jembatan ditutup", parts=("Dua: jalan memutar", "Tiga: sampai Jumat"))
HourAgo = Callable[[], datetime]


def test_a_link_that_was_given_beside_the_text_stands_in_it(desk: Desk) -> None:
    desk.publish("Jembatan dibuka", link=LINK)
    desk.publish(f"Baca {LINK} ya", link=LINK)
    assert [one["text"] for one in desk.shown()] == [f"Jembatan dibuka\n\n{LINK}", f"Baca {LINK} ya"]


def test_four_photos_go_out_with_their_alt_texts_and_a_fifth_does_not(desk: Desk) -> None:
    photos = tuple(desk.photo(f"Foto {number}") for number in range(4))
    desk.publish(media=photos)
    (shown,) = desk.shown()
    assert [one["alt"] for one in shown["media"]] == ["Foto 0", "Foto 1", "Foto 2", "Foto 3"]
    outcome, _ = desk.walk_refused(Outbound(Act.PUBLISH, "k", "Lima", media=(*photos, photos[0])))
    assert outcome.code == Reason.UNSUPPORTED


def test_a_video_goes_out_in_pieces_once_x_has_worked_on_it(desk: Desk) -> None:
    desk.rules(x_processing_seconds=0.3)
    desk.publish(media=(desk.video(9_000_000),))
    (shown,) = desk.shown()
    assert (shown["media"][0]["mime"], shown["media"][0]["size"]) == ("video/mp4", 9_000_000)


def test_a_video_that_x_cannot_work_on_is_refused_late_and_nothing_is_public(desk: Desk) -> None:
    desk.rules(x_processing_seconds=0.3, x_processing_fails=True)
    outcome, _ = desk.walk_refused(Outbound(Act.PUBLISH, "k", "Video", media=(desk.video(),)))
    assert (outcome.code, outcome.detail) == (Reason.MEDIA, "Unsupported video format")
    assert desk.shown() == []


def test_a_video_that_x_never_finishes_is_waited_for_and_not_sent_again(desk: Desk) -> None:
    desk.rules(x_processing_seconds=3600)
    outbound = Outbound(Act.PUBLISH, "k", "Video", media=(desk.video(),))
    first = desk.connector.run("upload_media", outbound, {}, desk.account)
    assert isinstance(first, Pending), first
    again = desk.connector.run("upload_media", outbound, first.memory, desk.account)
    assert isinstance(again, Pending)
    assert again.memory == first.memory


def test_a_file_that_x_has_forgotten_is_sent_anew(desk: Desk) -> None:
    outbound = Outbound(Act.PUBLISH, "k", "Foto", media=(desk.photo(),))
    outcome = desk.connector.run("upload_media", outbound, {"media_0": "123"}, desk.account)
    assert isinstance(outcome, Advanced), outcome
    assert outcome.memory["media_0"] != "123"


def test_a_post_of_photos_alone_is_found_by_its_photos(desk: Desk, an_hour_ago: HourAgo) -> None:
    outbound = Outbound(Act.PUBLISH, "k", "", media=(desk.photo(), desk.photo()))
    desk.publish("", media=(desk.photo(),))
    assert desk.connector.find(outbound, {}, desk.account, an_hour_ago()) == Absent()
    made = desk.publish("", media=outbound.media)
    found = desk.connector.find(outbound, {}, desk.account, an_hour_ago())
    assert isinstance(found, Found)
    assert found.remote_id == made


def test_a_thread_hangs_one_under_the_other_and_is_public_from_its_first_post(desk: Desk) -> None:
    steps = desk.connector.plan(THREAD)
    assert [(one.name, one.safety) for one in steps] == [
        ("create_post", Safety.COMMIT), ("create_post_2", Safety.COMMIT), ("create_post_3", Safety.COMMIT),
    ]  # fmt: skip
    first = desk.connector.run("create_post", THREAD, {}, desk.account)
    assert isinstance(first, Advanced), first
    assert (first.public, first.remote_id) == (True, first.memory["post_0"])
    assert first.permalink.endswith(first.remote_id)
    second = desk.connector.run("create_post_2", THREAD, first.memory, desk.account)
    assert isinstance(second, Advanced), second
    assert second.remote_id == first.remote_id
    last = desk.connector.run("create_post_3", THREAD, {**first.memory, **second.memory}, desk.account)
    assert isinstance(last, Published), last
    assert last.remote_id == first.remote_id
    two, three = desk.answers()
    assert [(one["text"], one["parent"]) for one in (two, three)] == [
        ("Dua: jalan memutar", ""), ("Tiga: sampai Jumat", two["remote_id"]),
    ]  # fmt: skip


@pytest.mark.parametrize("part", [0, 1, 2])
def test_each_post_of_a_thread_is_found_after_doubt_and_the_rest_goes_on(
    desk: Desk, an_hour_ago: HourAgo, part: int
) -> None:
    for _ in range(part):
        desk.world.fault("delay:0", "/2/tweets$")
    desk.world.fault("lost_after_commit", "/2/tweets$")
    outcome, memory = desk.walk(THREAD)
    assert isinstance(outcome, OutcomeUnknown), outcome
    found = desk.connector.find(THREAD, memory, desk.account, an_hour_ago())
    assert isinstance(found, Found), found
    assert (found.complete, set(found.memory)) == (part == 2, {f"post_{part}"})
    memory |= found.memory
    for step in desk.connector.plan(THREAD)[part + 1 :]:
        outcome = desk.step(step.name, THREAD, memory)
        assert isinstance(outcome, Advanced | Published), outcome
        memory |= outcome.memory
    assert len(desk.shown()) == 1
    assert len(desk.answers()) == 2


def test_a_post_of_a_thread_that_never_arrived_is_absent(desk: Desk, an_hour_ago: HourAgo) -> None:
    desk.world.fault("delay:0", "/2/tweets$")
    desk.world.fault("reset", "/2/tweets$")
    outcome, memory = desk.walk(THREAD)
    assert isinstance(outcome, OutcomeUnknown)
    assert desk.connector.find(THREAD, memory, desk.account, an_hour_ago()) == Absent()


def test_the_later_posts_of_a_thread_do_not_go_out_without_the_one_before(desk: Desk) -> None:
    outcome = desk.connector.run("create_post_3", THREAD, {"post_0": "1"}, desk.account)
    assert isinstance(outcome, Rejected)
    assert desk.answers() == []


def test_a_poll_goes_out_with_its_answers_and_its_time(desk: Desk) -> None:
    desk.publish("Pasar mana dulu?", poll=Poll(("Sengkang", "Tempe"), 1440))
    (shown,) = desk.shown()
    assert shown["extra"]["poll"] == {"options": ["Sengkang", "Tempe"], "minutes": 1440}


def test_a_poll_with_a_photo_is_refused_before_any_call(desk: Desk) -> None:
    outbound = Outbound(Act.PUBLISH, "k", "Pasar?", media=(desk.photo(),), poll=Poll(("A", "B"), 60))
    outcome = desk.connector.run("create_post", outbound, {"media_0": "1"}, desk.account)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.UNSUPPORTED


def test_the_author_says_who_may_answer(desk: Desk) -> None:
    desk.publish("Untuk yang disebut", settings={"reply_settings": "mentionedUsers"})
    desk.publish("Untuk semua", settings={"reply_settings": "everyone"})
    assert [one["extra"].get("reply_settings") for one in desk.shown()] == ["mentionedUsers", None]


def test_a_first_comment_hangs_under_the_post_and_is_found(desk: Desk, an_hour_ago: HourAgo) -> None:
    root = desk.publish()
    outbound = Outbound(Act.COMMENT, "k2", f"Selengkapnya {LINK}", post_id=root)
    assert desk.connector.find(outbound, {}, desk.account, an_hour_ago()) == Absent()
    outcome, _ = desk.walk(outbound)
    assert isinstance(outcome, Published), outcome
    found = desk.connector.find(outbound, {}, desk.account, an_hour_ago())
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id
    elsewhere = replace(outbound, post_id=desk.publish("Lain"))
    assert desk.connector.find(elsewhere, {}, desk.account, an_hour_ago()) == Absent()


def test_a_post_with_a_bare_address_is_found_though_x_shows_a_short_link(desk: Desk, an_hour_ago: HourAgo) -> None:
    outbound = Outbound(Act.PUBLISH, "k", "🚧 Baca wajokab.go.id ya, atau https://wajokab.go.id/jembatan?a=1.")
    outcome, _ = desk.walk(outbound)
    assert isinstance(outcome, Published)
    found = desk.connector.find(outbound, {}, desk.account, an_hour_ago())
    assert isinstance(found, Found), found
    assert found.remote_id == outcome.remote_id


def test_a_text_that_is_too_long_is_refused_for_its_length(desk: Desk) -> None:
    refused, _ = desk.walk_refused(Outbound(Act.PUBLISH, "k", "a" * 281))
    assert refused.code == Reason.TEXT
