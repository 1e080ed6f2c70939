"""What is done to comments, what is heard, what is pushed, and what an account may still do; against a real sandbox."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Absent,
    Act,
    AuthorizationExpired,
    CannotTell,
    CommentPage,
    Figures,
    Format,
    Found,
    Inbound,
    Outbound,
    OutcomeUnknown,
    Platform,
    Published,
    Reason,
    Rejected,
    RemoteComment,
    Secret,
    Unread,
)
from kentongan.connectors.instagram.tests.conftest import Desk, an_hour_ago
from tests import loopback

SECRET = Secret("rahasia-aplikasi")


@dataclass
class Ear:
    """The address that the sandbox pushes to."""

    url: str = ""
    heard: list[Inbound] = field(default_factory=list)
    genuine: list[bool] = field(default_factory=list)

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        parser = registry.webhook(Platform.INSTAGRAM)
        assert parser is not None
        self.genuine.append(parser.genuine(body, headers, SECRET))
        self.heard += parser.parse(body)

    def told(self, wanted: int) -> list[Inbound]:
        deadline = time.monotonic() + 10
        while len(self.heard) < wanted and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.heard


@pytest.fixture
def ear() -> Iterator[Ear]:
    listening = Ear()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listening.take(body, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with loopback.answering(Door) as base:
        listening.url = f"{base}/"
        yield listening


def act(kind: Act, text: str = "", **told: str) -> Outbound:
    return Outbound(kind, "kunci-2", text, **told)  # type: ignore[arg-type]


def read(desk: Desk, post_id: str) -> list[RemoteComment]:
    page = desk.connector.comments(post_id, desk.account, "")
    assert isinstance(page, CommentPage), page
    return list(page.comments)


def said(desk: Desk, kind: str, text: str, **more: object) -> str:
    told = {"platform": "instagram", "account": desk.account.remote_id, "author_id": "77", "author_name": "rani.wajo"}
    made = desk.world.control("POST", "/warga", told | {"kind": kind, "text": text, **more})
    return str(made["remote_id"])


def test_the_first_comment_is_our_own_and_is_found_after_a_doubt(desk: Desk) -> None:
    post_id = desk.published(desk.post(desk.photo))
    outbound = act(Act.COMMENT, "Info lengkap: wajokab.go.id", post_id=post_id)
    assert desk.connector.find(outbound, {}, desk.account, an_hour_ago()) == Absent()
    desk.world.fault("lost_after_commit", "/comments$")
    assert isinstance(desk.walk(outbound)[0], OutcomeUnknown)
    (shown,) = read(desk, post_id)
    assert desk.connector.find(outbound, {}, desk.account, an_hour_ago()) == Found(shown.remote_id)
    assert shown.author_id == desk.account.remote_id


def test_a_comment_is_hidden_and_shown_again_as_often_as_one_likes(desk: Desk) -> None:
    post_id = desk.published(desk.post(desk.photo))
    comment_id = desk.rani(post_id, "Kasar sekali")
    for kind, hidden in [(Act.HIDE, True), (Act.HIDE, True), (Act.UNHIDE, False), (Act.UNHIDE, False)]:
        outcome, _ = desk.walk(act(kind, target_id=comment_id, target_kind="comment"))
        assert outcome == Published(comment_id)
        assert [one.hidden for one in read(desk, post_id)] == [hidden]


def test_a_hidden_comment_cannot_be_answered(desk: Desk) -> None:
    comment_id = desk.rani(desk.published(desk.post(desk.photo)), "Kasar sekali")
    desk.walk(act(Act.HIDE, target_id=comment_id, target_kind="comment"))
    assert isinstance(desk.walk(act(Act.REPLY, "Mohon sopan", reply_to=comment_id))[0], Rejected)


def test_a_comment_is_taken_away_once_and_for_all(desk: Desk) -> None:
    post_id = desk.published(desk.post(desk.photo))
    comment_id = desk.rani(post_id, "Penipuan: klik di sini")
    for _ in range(2):
        assert desk.walk(act(Act.DELETE, target_id=comment_id, target_kind="comment"))[0] == Published(comment_id)
    assert read(desk, post_id) == []


def test_a_post_is_not_taken_away_through_the_api(desk: Desk) -> None:
    post_id = desk.published(desk.post(desk.photo))
    outcome, _ = desk.walk(act(Act.DELETE, target_id=post_id))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.UNSUPPORTED
    assert desk.public()[0]["deleted_at"] is None


def test_a_message_is_read_answered_and_the_answer_found(desk: Desk) -> None:
    said(desk, "message", "Nomor antrean saya?")
    outbound = act(Act.MESSAGE, "Nomor 12, Ibu.", target_id="77")
    assert desk.connector.find(outbound, {}, desk.account, an_hour_ago()) == Absent()
    outcome, _ = desk.walk(outbound)
    assert isinstance(outcome, Published)
    found = desk.connector.find(outbound, {}, desk.account, an_hour_ago())
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id
    page = desk.connector.messages(desk.account, "")
    assert isinstance(page, CommentPage)
    told = [(one.text, one.author_id, one.post_id) for one in page.comments]
    assert told == [("Nomor 12, Ibu.", desk.account.remote_id, "77"), ("Nomor antrean saya?", "77", "77")]


def test_a_commenter_is_written_to_once_in_private(desk: Desk) -> None:
    comment_id = desk.rani(desk.published(desk.post(desk.photo)), "Bantuan saya belum cair")
    outbound = act(Act.MESSAGE, "Boleh kami minta nomor berkas?", target_id=comment_id, target_kind="comment")
    outcome, _ = desk.walk(outbound)
    assert isinstance(outcome, Published), outcome
    assert isinstance(desk.connector.find(outbound, {}, desk.account, an_hour_ago()), Found)
    again, _ = desk.walk(outbound)
    assert isinstance(again, Rejected)
    assert again.code == Reason.REPLY


@pytest.mark.parametrize("rule", [{"instagram_messages_window_seconds": 0}, {}])
def test_nobody_is_written_to_who_did_not_write_lately(desk: Desk, rule: dict[str, int]) -> None:
    desk.rules(**rule)
    if rule:
        said(desk, "message", "Halo", at="2026-01-01T00:00:00+00:00")
    outcome, _ = desk.walk(act(Act.MESSAGE, "Halo", target_id="77"))
    assert isinstance(outcome, Rejected)
    assert outcome.code in (Reason.REPLY, Reason.GONE)


@pytest.mark.parametrize("remote_id", ["17990009_17870009", "17990009_"])
def test_a_mention_is_read_by_its_id_and_answered_in_public(desk: Desk, remote_id: str) -> None:
    said(desk, "mention", "@wajokab kapan pasar dibuka?", remote_id=remote_id.rstrip("_"))
    page = desk.connector.mentions(desk.account, remote_id)
    assert isinstance(page, CommentPage), page
    (told,) = page.comments
    assert (told.remote_id, told.text, told.kind) == (remote_id, "@wajokab kapan pasar dibuka?", "mention")
    outbound = act(Act.REPLY, "Besok pukul 7.", reply_to=remote_id)
    assert isinstance(desk.walk(outbound)[0], Published)
    assert isinstance(desk.connector.find(outbound, {}, desk.account, an_hour_ago()), CannotTell)


def test_media_that_tag_us_are_listed(desk: Desk) -> None:
    media_id = said(desk, "mention", "Bersama @wajokab")
    said(desk, "mention", "@wajokab di komentar", remote_id="17990009_17870009")
    page = desk.connector.mentions(desk.account, "")
    assert isinstance(page, CommentPage)
    assert [(one.remote_id, one.author_name) for one in page.comments] == [(f"{media_id}_", "rani.wajo")]


@pytest.mark.parametrize("shape", ["changes", "flat"])
def test_all_that_is_pushed_is_read_in_both_shapes(desk: Desk, ear: Ear, shape: str) -> None:
    webhook = {"instagram": {"url": ear.url, "app_secret": SECRET.value, "shape": shape}}
    desk.world.control("PUT", "", {"webhooks": webhook})
    comment_id = desk.rani(desk.published(desk.post(desk.video)), "Bagus")
    said(desk, "mention", "@wajokab", remote_id="17990009_17870009")
    mid = said(desk, "message", "Halo")
    told = {(one.kind, one.comment.remote_id if one.comment else "") for one in ear.told(3)}
    assert told == {
        ("comment.added", comment_id),
        ("mention.added", "17990009_17870009"),
        ("message.added", mid),
    }
    assert all(ear.genuine)
    assert {one.account_id for one in ear.heard} == {desk.account.remote_id}


def test_a_storys_figures_and_a_reels_are_read(desk: Desk) -> None:
    reel = desk.published(desk.post(desk.video))
    figures = desk.connector.figures(reel, desk.account)
    assert isinstance(figures, Figures)
    assert (figures.reactions, figures.comments) == (0, 0)
    assert figures.views is not None
    story = desk.published(desk.post(desk.photo, format=Format.STORY))
    figures = desk.connector.figures(story, desk.account)
    assert isinstance(figures, Figures)
    assert (figures.views, figures.reactions, figures.comments) == (None, None, None)


def test_insights_that_are_not_there_yet_are_unknown(desk: Desk) -> None:
    desk.rules(instagram_insights_missing=True)
    figures = desk.connector.figures(desk.published(desk.post(desk.photo)), desk.account)
    assert isinstance(figures, Figures)
    assert (figures.views, figures.shares, figures.comments) == (None, None, 0)


@pytest.mark.parametrize("missing", ["instagram_content_publish", "instagram_manage_comments"])
def test_a_missing_permission_asks_for_a_new_connection(desk: Desk, missing: str) -> None:
    given = [one for one in registry.scopes(Platform.INSTAGRAM) if one != missing]
    told = {"platform": "instagram", "remote_id": desk.account.remote_id, "name": "Kabupaten Wajo", "scopes": given}
    desk.world.control("PUT", "", {"accounts": [told | {"app_secret": "rahasia-aplikasi"}]})
    outbound = desk.post(desk.photo) if missing.endswith("publish") else act(Act.COMMENT, "Halo", post_id="1")
    if missing.endswith("comments"):
        outbound = act(Act.COMMENT, "Halo", post_id=desk.published(desk.post(desk.photo)))
    outcome, _ = desk.walk(outbound)
    assert isinstance(outcome, AuthorizationExpired)
    assert outcome.code == Reason.PERMISSION


def test_a_restricted_account_publishes_nothing(desk: Desk) -> None:
    desk.rules(instagram_restricted=True)
    outcome, _ = desk.walk(desk.post(desk.photo))
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.POLICY


def test_every_call_tells_how_much_of_the_budget_is_used(desk: Desk) -> None:
    desk.rules(instagram_quota=4)
    desk.published(desk.post(desk.photo))
    desk.published(desk.post(desk.photo))
    shares = [one.used for one in desk.usages if one.pool == "posts"]
    assert shares == [0.0, 0.25]
    assert {(one.pool, one.level) for one in desk.usages} >= {("instagram", "account"), ("calls", "app")}


def test_mentions_and_messages_of_a_dead_account_are_told_as_unread(desk: Desk) -> None:
    account = desk.world.account(Platform.INSTAGRAM, token="mati")
    for page in (
        desk.connector.mentions(account, ""),
        desk.connector.mentions(account, "1_2"),
        desk.connector.messages(account, ""),
    ):
        assert isinstance(page, Unread)
        assert page.expired
