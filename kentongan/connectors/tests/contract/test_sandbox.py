"""Each platform from post to figures, against the sandbox program: two readings of the same documentation."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Absent,
    Act,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    CommentPage,
    Figures,
    Found,
    MediaFile,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Pending,
    Platform,
    Published,
    Reason,
    Rejected,
    RemoteComment,
    Retryable,
    Unread,
)
from kentongan.connectors.tests.contract import world as worlds
from kentongan.connectors.tests.contract.world import World
from kentongan.core.http import Http, TimeOuts

FIVE = (Platform.FACEBOOK, Platform.INSTAGRAM, Platform.X, Platform.YOUTUBE, Platform.TIKTOK)
PICTURES = (Platform.FACEBOOK, Platform.INSTAGRAM, Platform.X)
ANSWERING = (Platform.FACEBOOK, Platform.INSTAGRAM, Platform.X, Platform.YOUTUBE)
TEXT = "Jembatan Cenrana dibuka kembali mulai Senin & gratis <semua> https://wajokab.go.id/jembatan"
_names = count()


@dataclass
class Desk:
    """What a test needs to publish: a world of its own, the files, the way out."""

    world: World
    http: Http
    photos: tuple[MediaFile, ...]
    video: MediaFile

    def outbound(self, platform: Platform, text: str = TEXT, photos: int = 1) -> Outbound:
        media = self.photos[:photos] if platform in PICTURES else (self.video,)
        return Outbound(Act.PUBLISH, "kunci-1", text, "Jembatan dibuka", media)

    def walk(self, platform: Platform, outbound: Outbound) -> tuple[Outcome, dict[str, str]]:
        """Run the plan to its end, or to the first refusal."""
        connector, account = registry.connector(platform, self.http), self.world.account(platform)
        memory: dict[str, str] = {}
        outcome: Outcome = Advanced()
        for step in connector.plan(outbound):
            for _ in range(20):
                outcome = connector.run(step.name, outbound, memory, account)
                if isinstance(outcome, Advanced | Published | Pending):
                    memory |= outcome.memory
                if not isinstance(outcome, Pending):
                    break
                time.sleep(0.05)
            if not isinstance(outcome, Advanced | Published):
                break
        return outcome, memory

    def published(self, platform: Platform, outbound: Outbound | None = None) -> Published:
        outcome, _ = self.walk(platform, outbound or self.outbound(platform))
        assert isinstance(outcome, Published), outcome
        return outcome


@pytest.fixture(scope="module")
def http(sandbox: str) -> Iterator[Http]:
    way_out = Http([sandbox], private_ok=True, time_outs=TimeOuts(read=15))
    yield way_out
    way_out.close()


@pytest.fixture
def desk(sandbox: str, http: Http, tmp_path: Path) -> Iterator[Desk]:
    with worlds.serving(worlds.jpeg()) as url:
        photos = tuple(worlds.photo(tmp_path, url, f"foto{number}.jpg") for number in range(3))
        yield Desk(worlds.create(sandbox, f"w{next(_names)}"), http, photos, worlds.video(tmp_path, 300_000))


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


@pytest.mark.parametrize("platform", FIVE)
def test_a_post_goes_out_once_and_its_address_leads_to_it(desk: Desk, platform: Platform) -> None:
    outcome = desk.published(platform)
    (shown,) = desk.world.public(platform)
    assert shown["text"] == TEXT
    assert shown["remote_id"] == outcome.remote_id
    assert outcome.permalink.startswith(desk.world.base)
    assert outcome.remote_id in outcome.permalink


@pytest.mark.parametrize("platform", FIVE)
def test_a_post_that_went_out_is_found_and_another_is_not(desk: Desk, platform: Platform) -> None:
    outbound = desk.outbound(platform)
    outcome, memory = desk.walk(platform, outbound)
    assert isinstance(outcome, Published)
    connector, account = registry.connector(platform, desk.http), desk.world.account(platform)
    found = connector.find(outbound, memory, account, an_hour_ago())
    assert isinstance(found, Found), found
    assert found.remote_id == outcome.remote_id
    other = desk.outbound(platform, "Sesuatu yang lain")
    assert connector.find(other, {}, account, an_hour_ago()) == Absent()


@pytest.mark.parametrize("platform", PICTURES)
def test_three_photos_stand_in_one_post_in_their_order(desk: Desk, platform: Platform) -> None:
    desk.published(platform, desk.outbound(platform, photos=3))
    (shown,) = desk.world.public(platform)
    assert len(shown["media"]) == 3


@pytest.mark.parametrize("platform", [Platform.FACEBOOK, Platform.X])
def test_a_text_alone_goes_out_where_the_platform_takes_it(desk: Desk, platform: Platform) -> None:
    desk.published(platform, desk.outbound(platform, photos=0))
    assert len(desk.world.public(platform)) == 1


@pytest.mark.parametrize("platform", ANSWERING)
def test_a_citizens_comment_is_read_answered_and_the_answer_found(desk: Desk, platform: Platform) -> None:
    post_id = desk.published(platform).remote_id
    made = comment_as_rani(desk, platform, post_id, "Sampai kapan jalan memutar?")
    connector, account = registry.connector(platform, desk.http), desk.world.account(platform)
    (question,) = read_all(desk, platform, post_id)
    assert (question.remote_id, question.text, question.parent_id) == (made, "Sampai kapan jalan memutar?", "")
    assert question.author_name
    assert abs(question.created_at - datetime.now(UTC)) < timedelta(minutes=1)
    reply = Outbound(Act.REPLY, "kunci-2", "Sampai Jumat, Ibu Rani.", reply_to=made, post_id=post_id)
    assert connector.find(reply, {}, account, an_hour_ago()) == Absent()
    outcome, _ = desk.walk(platform, reply)
    assert isinstance(outcome, Published), outcome
    found = connector.find(reply, {}, account, an_hour_ago())
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id
    answer = next(one for one in read_all(desk, platform, post_id) if one.remote_id == outcome.remote_id)
    assert (answer.parent_id, answer.author_id) == (made, account.remote_id)


@pytest.mark.parametrize("platform", ANSWERING)
def test_an_answer_to_an_answer_is_found_where_the_platform_hangs_it(desk: Desk, platform: Platform) -> None:
    post_id = desk.published(platform).remote_id
    first = comment_as_rani(desk, platform, post_id, "Pertanyaan")
    second = comment_as_rani(desk, platform, post_id, "Saya juga", parent=first)
    reply = Outbound(Act.REPLY, "kunci-2", "Terima kasih, kami catat.", reply_to=second, post_id=post_id)
    outcome, _ = desk.walk(platform, reply)
    assert isinstance(outcome, Published), outcome
    connector = registry.connector(platform, desk.http)
    found = connector.find(reply, {}, desk.world.account(platform), an_hour_ago())
    assert isinstance(found, Found), found
    assert found.remote_id == outcome.remote_id


@pytest.mark.parametrize("platform", ANSWERING)
def test_many_comments_are_read_page_by_page_each_once(desk: Desk, platform: Platform) -> None:
    post_id = desk.published(platform).remote_id
    first = comment_as_rani(desk, platform, post_id, "utas panjang")
    told = [rani(platform, post_id, f"balasan {number}", parent=first) for number in range(120)]
    told += [rani(platform, post_id, f"komentar {number}") for number in range(130)]
    desk.world.control("POST", "/warga", told)
    found = [one.remote_id for one in read_all(desk, platform, post_id)]
    assert len(found) == len(set(found)) == 251


@pytest.mark.parametrize("platform", FIVE)
def test_figures_say_what_the_platform_counts(desk: Desk, platform: Platform) -> None:
    post_id = desk.published(platform).remote_id
    desk.world.control("POST", "/warga", rani(platform, post_id, "") | {"kind": "reaction"})
    comment_as_rani(desk, platform, post_id, "Bagus")
    figures = registry.connector(platform, desk.http).figures(post_id, desk.world.account(platform))
    assert isinstance(figures, Figures), figures
    assert (figures.reactions, figures.comments) == (1, 1)
    assert figures.views is not None


@pytest.mark.parametrize("platform", FIVE)
def test_a_dead_token_asks_for_a_new_connection(desk: Desk, platform: Platform) -> None:
    outbound = desk.outbound(platform)
    connector = registry.connector(platform, desk.http)
    account = replace(desk.world.account(platform, token="mati"), refresh_token=None)
    outcome = connector.run(connector.plan(outbound)[0].name, outbound, {}, account)
    assert isinstance(outcome, AuthorizationExpired), outcome
    figures = connector.figures("1", account)
    assert isinstance(figures, Unread)
    assert figures.expired


def test_youtube_fetches_a_new_access_token_by_itself(desk: Desk) -> None:
    account = desk.world.account(Platform.YOUTUBE, token="kedaluwarsa")
    outbound = desk.outbound(Platform.YOUTUBE)
    outcome = registry.connector(Platform.YOUTUBE, desk.http).run("open_session", outbound, {}, account)
    assert isinstance(outcome, Advanced), outcome


COMMITS = [
    (Platform.FACEBOOK, "/photos"),
    (Platform.INSTAGRAM, "/media_publish"),
    (Platform.X, "/2/tweets$"),
]


@pytest.mark.parametrize("kind", ["lost_after_commit", "html_502_after_commit", "truncate", "truncate_json"])
@pytest.mark.parametrize(("platform", "path"), COMMITS)
def test_a_commit_without_a_readable_answer_is_in_doubt_and_then_found(
    desk: Desk, platform: Platform, path: str, kind: str
) -> None:
    desk.world.fault(kind, path)
    outbound = desk.outbound(platform)
    outcome, memory = desk.walk(platform, outbound)
    assert isinstance(outcome, OutcomeUnknown), outcome
    connector = registry.connector(platform, desk.http)
    assert isinstance(connector.find(outbound, memory, desk.world.account(platform), an_hour_ago()), Found)
    assert len(desk.world.public(platform)) == 1


@pytest.mark.parametrize("kind", ["html_502", "reset"])
@pytest.mark.parametrize(("platform", "path"), COMMITS)
def test_a_commit_that_never_took_effect_is_in_doubt_and_then_absent(
    desk: Desk, platform: Platform, path: str, kind: str
) -> None:
    desk.world.fault(kind, path)
    outbound = desk.outbound(platform)
    outcome, memory = desk.walk(platform, outbound)
    assert isinstance(outcome, OutcomeUnknown), outcome
    found = registry.connector(platform, desk.http).find(outbound, memory, desk.world.account(platform), an_hour_ago())
    assert found == Absent()


@pytest.mark.parametrize(("platform", "path"), COMMITS)
def test_an_error_that_comes_with_http_200_is_not_a_post(desk: Desk, platform: Platform, path: str) -> None:
    desk.world.fault("ok_with_error", path)
    outcome, _ = desk.walk(platform, desk.outbound(platform))
    assert not isinstance(outcome, Published), outcome


def test_the_same_text_again_is_called_a_duplicate(desk: Desk) -> None:
    for platform in (Platform.FACEBOOK, Platform.X):
        outbound = desk.outbound(platform, photos=0)
        desk.published(platform, outbound)
        outcome, _ = desk.walk(platform, outbound)
        assert isinstance(outcome, Rejected), outcome
        assert outcome.code == Reason.DUPLICATE


def test_a_container_that_was_published_is_never_made_anew(desk: Desk) -> None:
    connector, account = registry.connector(Platform.INSTAGRAM, desk.http), desk.world.account(Platform.INSTAGRAM)
    outbound = desk.outbound(Platform.INSTAGRAM)
    outcome, memory = desk.walk(Platform.INSTAGRAM, outbound)
    assert isinstance(outcome, Published)
    assert isinstance(connector.run("publish", outbound, memory, account), OutcomeUnknown)
    assert len(desk.world.public(Platform.INSTAGRAM)) == 1


def test_a_youtube_upload_goes_on_where_it_stopped(desk: Desk, tmp_path: Path) -> None:
    size = 20 * 1024 * 1024
    outbound = replace(desk.outbound(Platform.YOUTUBE), media=(worlds.video(tmp_path, size),))
    connector, account = registry.connector(Platform.YOUTUBE, desk.http), desk.world.account(Platform.YOUTUBE)
    opened = connector.run("open_session", outbound, {}, account)
    assert isinstance(opened, Advanced)
    # the first call asks how far it came, the second brings a chunk, the third is cut off
    for kind in ("delay:0", "delay:0", "reset"):
        desk.world.fault(kind, "/upload/youtube")
    assert isinstance(connector.run("upload", outbound, opened.memory, account), Retryable)
    assert desk.world.public(Platform.YOUTUBE) == []
    assert connector.find(outbound, opened.memory, account, an_hour_ago()) == Absent()
    outcome = connector.run("upload", outbound, opened.memory, account)
    assert isinstance(outcome, Advanced), outcome
    again = connector.run("upload", outbound, opened.memory, account)
    assert again == outcome
    (shown,) = desk.world.public(Platform.YOUTUBE)
    assert shown["media"][0]["size"] == size


def test_a_youtube_upload_whose_last_answer_is_lost_ends_published(desk: Desk) -> None:
    outbound = desk.outbound(Platform.YOUTUBE)
    connector, account = registry.connector(Platform.YOUTUBE, desk.http), desk.world.account(Platform.YOUTUBE)
    opened = connector.run("open_session", outbound, {}, account)
    assert isinstance(opened, Advanced)
    for kind in ("delay:0", "lost_after_commit"):
        desk.world.fault(kind, "/upload/youtube")
    arrived = connector.run("upload", outbound, opened.memory, account)
    assert isinstance(arrived, Advanced)
    assert isinstance(connector.run("confirm", outbound, arrived.memory, account), Published)
    assert len(desk.world.public(Platform.YOUTUBE)) == 1


def test_a_tiktok_upload_whose_last_answer_is_lost_is_not_sent_twice(desk: Desk) -> None:
    outbound = desk.outbound(Platform.TIKTOK)
    desk.world.fault("lost_after_commit", "/video/$")
    outcome, memory = desk.walk(Platform.TIKTOK, outbound)
    assert isinstance(outcome, Retryable), outcome
    connector, account = registry.connector(Platform.TIKTOK, desk.http), desk.world.account(Platform.TIKTOK)
    assert isinstance(connector.run("upload", outbound, memory, account), Advanced)
    assert isinstance(connector.run("confirm", outbound, memory, account), Published)
    assert len(desk.world.public(Platform.TIKTOK)) == 1


def test_a_tiktok_upload_that_tiktok_still_works_on_is_not_sent_again(desk: Desk) -> None:
    desk.world.control("PUT", "", {"title": "Wajo", "rules": worlds.RULES | {"tiktok_processing_seconds": 60}})
    outbound = desk.outbound(Platform.TIKTOK)
    outcome, memory = desk.walk(Platform.TIKTOK, outbound)
    assert isinstance(outcome, Pending), outcome
    connector, account = registry.connector(Platform.TIKTOK, desk.http), desk.world.account(Platform.TIKTOK)
    assert isinstance(connector.run("upload", outbound, memory, account), Advanced)
    assert isinstance(connector.find(outbound, memory, account, an_hour_ago()), CannotTell)


def test_a_large_tiktok_video_goes_in_chunks_and_goes_on_where_it_stopped(desk: Desk, tmp_path: Path) -> None:
    outbound = replace(desk.outbound(Platform.TIKTOK), media=(worlds.video(tmp_path, 70_000_000),))
    for kind in ("delay:0", "reset"):
        desk.world.fault(kind, "/video/$")
    outcome, memory = desk.walk(Platform.TIKTOK, outbound)
    assert isinstance(outcome, Retryable), outcome
    connector, account = registry.connector(Platform.TIKTOK, desk.http), desk.world.account(Platform.TIKTOK)
    assert isinstance(connector.run("upload", outbound, memory, account), Advanced)
    (shown,) = desk.world.public(Platform.TIKTOK)
    assert shown["media"][0]["size"] == 70_000_000


def test_x_is_read_in_both_of_its_dialects(desk: Desk) -> None:
    desk.world.control("PUT", "", {"title": "Wajo", "rules": worlds.RULES | {"x_vocabulary": "post"}})
    post_id = desk.published(Platform.X).remote_id
    first = comment_as_rani(desk, Platform.X, post_id, "Pertanyaan")
    comment_as_rani(desk, Platform.X, post_id, "Saya juga", parent=first)
    assert {one.parent_id for one in read_all(desk, Platform.X, post_id)} == {"", first}


def rani(platform: Platform, post_id: str, text: str, parent: str = "") -> dict[str, str]:
    told = {"platform": platform, "post_id": post_id, "author_id": "900", "author_name": "Rani", "text": text}
    return told | ({"parent_id": parent} if parent else {})


def comment_as_rani(desk: Desk, platform: Platform, post_id: str, text: str, parent: str = "") -> str:
    return str(desk.world.control("POST", "/warga", rani(platform, post_id, text, parent))["remote_id"])


def read_all(desk: Desk, platform: Platform, post_id: str) -> list[RemoteComment]:
    connector, cursor = registry.connector(platform, desk.http), ""
    found: list[RemoteComment] = []
    for _ in range(30):
        page = connector.comments(post_id, desk.world.account(platform), cursor)
        assert isinstance(page, CommentPage), page
        found += page.comments
        cursor = page.cursor
        if not cursor:
            break
    return found
