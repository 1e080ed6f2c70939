"""A channel's life against the sandbox program: published to, corrected, moderated, counted."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    CannotTell,
    Found,
    Outbound,
    Pending,
    Platform,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Usage,
)
from kentongan.connectors.tests.contract import world as worlds
from kentongan.connectors.youtube.tests.desk import Desk


def on(target: str, act: Act, text: str = "", kind: str = "post", title: str = "") -> Outbound:
    return Outbound(act, "kunci-2", text, title, target_id=target, target_kind=kind)


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_a_video_goes_out_with_its_cover_and_its_own_choices(desk: Desk) -> None:
    choices = {"license": "creativeCommon", "embeddable": "false", "selfDeclaredMadeForKids": "true"}
    outcome, memory = desk.do(desk.video(cover=True, **choices))
    assert isinstance(outcome, Published)
    assert memory["cover"] == "set"
    (shown,) = desk.world.public(Platform.YOUTUBE)
    extra = shown["extra"]
    assert (extra["license"], extra["embeddable"], extra["kids"], len(extra["cover"])) == (
        "creativeCommon",
        False,
        True,
        64,
    )


def test_a_picture_alone_is_no_video(desk: Desk) -> None:
    outbound = replace(desk.video(), media=(worlds.photo(desk.folder, ""),))
    outcome, _ = desk.do(outbound)
    assert outcome == Rejected(Reason.UNSUPPORTED, "youtube has no API for this act")


def test_a_video_for_those_with_its_address_is_published_and_not_in_the_channel(desk: Desk) -> None:
    assert desk.published(desk.video(privacyStatus="unlisted"))
    assert desk.world.public(Platform.YOUTUBE) == []


def test_a_private_video_arrives_is_known_and_not_seen(desk: Desk) -> None:
    assert desk.published(desk.video(privacyStatus="private"))
    assert desk.world.public(Platform.YOUTUBE) == []


def test_the_category_and_what_a_machine_made_go_out_as_chosen(desk: Desk) -> None:
    video = desk.published(desk.video(categoryId="27", containsSyntheticMedia="true", selfDeclaredMadeForKids="true"))
    (shown,) = [one for one in desk.world.public(Platform.YOUTUBE) if one["remote_id"] == video]
    kept = {name: shown["extra"][name] for name in ("category", "synthetic", "kids")}
    assert kept == {"category": "27", "synthetic": True, "kids": True}


def test_a_channel_without_a_right_to_covers_still_gets_its_video_out(desk: Desk) -> None:
    desk.rule(youtube_thumbnails=False)
    outcome, memory = desk.do(desk.video(cover=True))
    assert isinstance(outcome, Published)
    assert memory["cover"].startswith(Reason.PERMISSION)


def test_a_cover_that_youtube_cannot_take_now_is_tried_three_times(desk: Desk) -> None:
    desk.world.fault("html_502", "/thumbnails/set", times=3)
    outbound = desk.video(cover=True)
    outcome, memory = desk.do(outbound)
    assert isinstance(outcome, Pending)
    connector = registry.connector(Platform.YOUTUBE, desk.http)
    again = connector.run("cover", outbound, memory, desk.account)
    assert again == Pending(timedelta(seconds=20), {"cover_tries": "2"})
    last = connector.run("cover", outbound, memory | dict(again.memory), desk.account)
    assert isinstance(last, Advanced)
    assert isinstance(connector.run("confirm", outbound, memory, desk.account), Published)


@pytest.mark.parametrize(
    ("processing", "code"),
    [
        ("failed:codec", Reason.MEDIA),
        ("rejected:copyright", Reason.POLICY),
        ("rejected:duplicate", Reason.DUPLICATE),
        ("rejected:length", Reason.MEDIA),
    ],
)
def test_a_video_that_fails_late_is_not_called_published(desk: Desk, processing: str, code: Reason) -> None:
    desk.rule(youtube_processing=processing, youtube_processing_seconds=0.6)
    outbound = desk.video()
    outcome, memory = desk.do(outbound)
    assert isinstance(outcome, Pending), outcome
    desk.rule(youtube_processing_seconds=0)
    connector = registry.connector(Platform.YOUTUBE, desk.http)
    until = time.monotonic() + 10
    while isinstance(outcome, Pending) and time.monotonic() < until:
        outcome = connector.run("confirm", outbound, memory, desk.account)
    assert isinstance(outcome, Rejected), outcome
    assert outcome.code == code
    assert processing.partition(":")[2] in outcome.detail
    assert desk.world.public(Platform.YOUTUBE) == []


def test_a_video_that_is_never_ready_is_asked_after_ever_more_seldom(desk: Desk) -> None:
    desk.rule(youtube_processing="never")
    outbound = desk.video()
    outcome, memory = desk.do(outbound)
    pauses = []
    for _ in range(9):
        assert isinstance(outcome, Pending)
        pauses.append(outcome.retry_after.total_seconds())
        memory |= outcome.memory
        outcome = registry.connector(Platform.YOUTUBE, desk.http).run("confirm", outbound, memory, desk.account)
    assert pauses == [2, 4, 8, 16, 32, 64, 120, 120, 120]


def test_an_unaudited_projects_video_is_not_called_published(desk: Desk) -> None:
    desk.rule(youtube_audited=False)
    outcome, memory = desk.do(desk.video())
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.NOT_PUBLIC
    connector = registry.connector(Platform.YOUTUBE, desk.http)
    assert isinstance(connector.find(desk.video(), memory, desk.account, an_hour_ago()), CannotTell)


def test_a_video_taken_away_while_youtube_works_on_it_is_gone(desk: Desk) -> None:
    desk.rule(youtube_processing_seconds=60)
    outbound = desk.video()
    _, memory = desk.do(outbound)
    desk.do(on(memory["video"], Act.DELETE))
    outcome = registry.connector(Platform.YOUTUBE, desk.http).run("confirm", outbound, memory, desk.account)
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.GONE


def test_a_video_gets_new_words_and_keeps_the_rest(desk: Desk) -> None:
    video = desk.published()
    for _ in range(2):  # twice is once
        outcome, _ = desk.do(on(video, Act.EDIT, "Dibuka Selasa", title="Jembatan dibuka Selasa"))
        assert isinstance(outcome, Published)
        assert outcome.remote_id == video
    outcome, _ = desk.do(on(video, Act.EDIT, "Dibuka Rabu"))
    assert isinstance(outcome, Published)
    (shown,) = desk.world.public(Platform.YOUTUBE)
    assert (shown["title"], shown["text"], shown["extra"]["category"]) == (
        "Jembatan dibuka Selasa",
        "Dibuka Rabu",
        "22",
    )


def test_a_video_is_taken_away_and_gone_already_is_taken_away(desk: Desk) -> None:
    video = desk.published()
    for _ in range(2):
        assert desk.do(on(video, Act.DELETE))[0] == Published(video)
    (shown,) = desk.world.public(Platform.YOUTUBE)
    assert shown["deleted_at"]
    outcome, _ = desk.do(on(video, Act.EDIT, "Masih?"))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.GONE


def test_our_own_comment_stands_first_and_is_found_reworded_and_taken_away(desk: Desk) -> None:
    video = desk.published()
    first = Outbound(Act.COMMENT, "kunci-3", "Peta jalan memutar: wajokab.go.id", post_id=video)
    connector = registry.connector(Platform.YOUTUBE, desk.http)
    desk.rani(video, "Peta jalan memutar: wajokab.go.id")  # the same words from somebody else prove nothing
    assert connector.find(first, {}, desk.account, an_hour_ago()) == Absent()
    outcome, _ = desk.do(first)
    assert isinstance(outcome, Published)
    assert connector.find(first, {}, desk.account, an_hour_ago()) == Found(outcome.remote_id)
    assert desk.do(on(outcome.remote_id, Act.EDIT, "Peta baru", "comment"))[0] == Published(outcome.remote_id)
    assert "Peta baru" in {one.text for one in desk.comments(video)}
    for _ in range(2):
        assert desk.do(on(outcome.remote_id, Act.DELETE, kind="comment"))[0] == Published(outcome.remote_id)
    assert "Peta baru" not in {one.text for one in desk.comments(video)}


def test_a_first_comment_whose_answer_is_lost_is_found_and_not_made_twice(desk: Desk) -> None:
    first = Outbound(Act.COMMENT, "kunci-3", "Peta: wajokab.go.id", post_id=desk.published())
    desk.world.fault("lost_after_commit", "/commentThreads")
    desk.do(first)
    finding = registry.connector(Platform.YOUTUBE, desk.http).find(first, {}, desk.account, an_hour_ago())
    assert isinstance(finding, Found)
    assert len(desk.world.told_comments(Platform.YOUTUBE)) == 1


def test_a_citizens_comment_is_hidden_read_as_hidden_and_shown_again(desk: Desk) -> None:
    video = desk.published()
    rude = desk.rani(video, "Kata kasar")
    desk.rani(video, "Jawaban kasar", parent_id=rude)
    for act, hidden in ((Act.HIDE, True), (Act.HIDE, True), (Act.UNHIDE, False)):
        assert desk.do(on(rude, act, kind="comment"))[0] == Published(rude)
        assert {one.text: one.hidden for one in desk.comments(video)} == {"Kata kasar": hidden, "Jawaban kasar": hidden}
    outcome, _ = desk.do(on("Ugx-tidak-ada", Act.HIDE, kind="comment"))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.GONE


def test_comments_that_youtube_holds_back_are_read_too(desk: Desk) -> None:
    video = desk.published()
    desk.rani(video, "Biasa saja")
    desk.rani(video, "Ada tautan aneh", hidden=True)
    assert {one.text: one.hidden for one in desk.comments(video)} == {"Biasa saja": False, "Ada tautan aneh": True}


def test_a_citizens_comment_cannot_be_taken_away_only_hidden(desk: Desk) -> None:
    asked = desk.rani(desk.published(), "Kapan?")
    outcome, _ = desk.do(on(asked, Act.DELETE, kind="comment"))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.PERMISSION


def test_shares_are_read_from_analytics_and_stay_unknown_without_it(desk: Desk) -> None:
    video = desk.published()
    desk.world.control("POST", "/warga", {"kind": "share", "platform": "youtube", "post_id": video})
    assert desk.figures(video).shares == 1
    assert desk.figures(video).names["shares"] == "shares"
    desk.world.fault("html_502", "/v2/reports")
    assert desk.figures(video).shares is None
    assert "views" in desk.figures(video).names


def test_the_days_units_are_told_when_they_are_used_up(desk: Desk) -> None:
    asked = desk.rani(desk.published(), "Kapan?")
    desk.rule(youtube_daily_units=1)
    outcome, _ = desk.do(Outbound(Act.REPLY, "kunci-4", "Senin", reply_to=asked, post_id="x"))
    assert isinstance(outcome, RateLimited)
    assert timedelta(0) < outcome.retry_after <= timedelta(hours=25)  # midnight in California
    assert desk.spent == [Usage("units", "app", 1.0, outcome.retry_after)]


def test_a_channel_has_so_many_videos_a_day(desk: Desk) -> None:
    desk.rule(youtube_daily_uploads=1)
    desk.published()
    outcome, _ = desk.do(desk.video())
    assert outcome == RateLimited(timedelta(days=1), Reason.QUOTA, getattr(outcome, "detail", ""))
    assert [one.pool for one in desk.spent] == ["uploads"]
