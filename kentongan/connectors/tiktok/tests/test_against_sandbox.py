"""TikTok from consent to the last comment, against the sandbox program: two readings of the same documentation."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import (
    Account,
    Act,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    Choice,
    CommentPage,
    Connector,
    Consent,
    Figures,
    Found,
    Health,
    Keys,
    MediaFile,
    Offer,
    Opener,
    Outbound,
    Outcome,
    OutcomeUnknown,
    Pending,
    Platform,
    Published,
    RateLimited,
    Reason,
    Rejected,
    RemoteComment,
    Unread,
)
from kentongan.connectors.tests.contract import world as worlds
from kentongan.connectors.tests.contract.world import World
from kentongan.core.http import Http, TimeOuts
from tests import loopback

TIKTOK = Platform.TIKTOK
BACK = "https://wajo.example/kembali"
_names = count()


@dataclass
class Desk:
    """One world, the way out, and something to show."""

    world: World
    http: Http
    photo: MediaFile
    video: MediaFile

    @property
    def connector(self) -> Connector:
        return registry.connector(TIKTOK, self.http)

    @property
    def account(self) -> Account:
        return self.world.account(TIKTOK)

    @property
    def opener(self) -> Opener:
        found = registry.opener(TIKTOK, self.http)
        assert found is not None
        return found

    def rules(self, **changed: object) -> None:
        self.world.control("PUT", "", {"rules": changed})

    def post(self, *media: MediaFile, **settings: str) -> Outbound:
        return Outbound(Act.PUBLISH, "k", "Pasar Tempe buka lagi", "Pasar", media or (self.video,), settings=settings)

    def run(self, outbound: Outbound, step: str, memory: dict[str, str]) -> Outcome:
        outcome = self.connector.run(step, outbound, memory, self.account)
        if isinstance(outcome, Advanced | Pending | Published):
            memory |= outcome.memory
        return outcome

    def walk(self, outbound: Outbound, memory: dict[str, str] | None = None) -> Outcome:
        outcome: Outcome = Advanced()
        memory = {} if memory is None else memory
        for step in self.connector.plan(outbound):
            for _ in range(20):
                outcome = self.run(outbound, step.name, memory)
                if not isinstance(outcome, Pending):
                    break
                time.sleep(0.05)
            if not isinstance(outcome, Advanced | Published):
                break
        return outcome

    def published(self, outbound: Outbound | None = None) -> str:
        outcome = self.walk(outbound or self.post())
        assert isinstance(outcome, Published), outcome
        return outcome.remote_id

    def rani(self, post_id: str, text: str, parent: str = "") -> str:
        told = {"platform": "tiktok", "post_id": post_id, "author_id": "900", "author_name": "Rani", "text": text}
        return str(self.world.control("POST", "/warga", told | {"parent_id": parent})["remote_id"])

    def comments(self, post_id: str) -> dict[str, RemoteComment]:
        found: dict[str, RemoteComment] = {}
        cursor = ""
        while True:
            page = self.connector.comments(post_id, self.account, cursor)
            assert isinstance(page, CommentPage), page
            found |= {one.remote_id: one for one in page.comments}
            cursor = page.cursor
            if not cursor:
                return found


@pytest.fixture(scope="module")
def http(sandbox: str) -> Iterator[Http]:
    way_out = Http([sandbox], private_ok=True, time_outs=TimeOuts(read=15))
    yield way_out
    way_out.close()


@pytest.fixture
def desk(sandbox: str, http: Http, tmp_path: Path) -> Iterator[Desk]:
    with worlds.serving(worlds.jpeg()) as url:
        photo = worlds.photo(tmp_path, url)
        yield Desk(worlds.create(sandbox, f"tiktok{next(_names)}"), http, photo, worlds.video(tmp_path, 300_000))


def long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_photos_go_out_once_and_are_found(desk: Desk) -> None:
    outbound = desk.post(desk.photo, desk.photo)
    memory: dict[str, str] = {}
    outcome = desk.walk(outbound, memory)
    (shown,) = desk.world.public(TIKTOK)
    assert isinstance(outcome, Published)
    assert (shown["remote_id"], len(shown["media"]), shown["text"]) == (outcome.remote_id, 2, outbound.text)
    found = desk.connector.find(outbound, memory, desk.account, long_ago())
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id


def test_photos_whose_answer_is_lost_stand_there_and_nobody_sends_them_again(desk: Desk) -> None:
    outbound = desk.post(desk.photo)
    desk.world.fault("lost_after_commit", "/content/init/")
    assert isinstance(desk.walk(outbound), OutcomeUnknown)
    assert isinstance(desk.connector.find(outbound, {}, desk.account, long_ago()), CannotTell)
    assert len(desk.world.public(TIKTOK)) == 1


def test_photos_tiktok_cannot_fetch_are_told(desk: Desk) -> None:
    lost = replace(desk.photo, url=desk.photo.url.replace("http://127.0.0.1", "http://127.0.0.2"))
    outcome = desk.walk(desk.post(lost))
    assert isinstance(outcome, Rejected)
    assert desk.world.public(TIKTOK) == []


def test_an_address_that_ended_is_replaced_and_one_video_stands_there(desk: Desk) -> None:
    outbound = desk.post()
    memory: dict[str, str] = {}
    desk.rules(tiktok_upload_seconds=-1)
    for step in ("query_creator", "announce"):
        assert isinstance(desk.run(outbound, step, memory), Advanced)
    first = memory["publish_id"]
    assert isinstance(desk.run(outbound, "upload", memory), Pending)
    assert memory["publish_id"] != first
    desk.rules(tiktok_upload_seconds=3600)
    assert isinstance(desk.run(outbound, "upload", memory), Advanced)
    assert isinstance(desk.run(outbound, "confirm", memory), Published)
    assert len(desk.world.public(TIKTOK)) == 1


def test_an_address_that_always_ends_is_given_up(desk: Desk) -> None:
    desk.rules(tiktok_upload_seconds=-1)
    outcome = desk.walk(desk.post())
    assert isinstance(outcome, Rejected)
    assert outcome.code == Reason.GONE
    assert desk.world.public(TIKTOK) == []


def test_the_authors_choices_arrive(desk: Desk) -> None:
    desk.published(desk.post(privacy_level="PUBLIC_TO_EVERYONE", disable_comment="true", is_aigc="true"))
    (shown,) = desk.world.public(TIKTOK)
    assert shown["extra"]["disable_comment"] is shown["extra"]["disable_duet"] is shown["extra"]["is_aigc"] is True
    outcome = desk.run(Outbound(Act.COMMENT, "k", "Silakan", post_id=shown["remote_id"]), "comment", {})
    assert isinstance(outcome, Rejected)


def test_an_application_without_audit_reaches_nobody_and_says_so(desk: Desk) -> None:
    desk.rules(tiktok_audited=False)
    for outbound in (desk.post(), desk.post(privacy_level="SELF_ONLY")):
        outcome = desk.walk(outbound)
        assert isinstance(outcome, Rejected)
        assert outcome.code == Reason.NOT_PUBLIC
    offered = registry.choices(TIKTOK, desk.http, desk.account)
    assert isinstance(offered, tuple)
    assert offered[0] == Choice(
        "privacy_level",
        offered[0].label,
        (("SELF_ONLY", "Hanya akun ini sendiri"),),
        asked_of_account=True,
        unseen=frozenset({"SELF_ONLY"}),
    )
    health = desk.opener.health(desk.account)
    assert isinstance(health, Health)
    assert health.note


def test_the_days_share_is_waited_for(desk: Desk) -> None:
    desk.rules(tiktok_daily_posts=1)
    desk.published()
    outcome = desk.walk(desk.post())
    assert isinstance(outcome, RateLimited)
    assert outcome.code == Reason.QUOTA
    health = desk.opener.health(desk.account)
    assert isinstance(health, Health)
    assert "habis" in health.note


@pytest.mark.parametrize(
    ("reason", "code"),
    [("frame_rate_check_failed", Reason.MEDIA), ("spam_risk", Reason.POLICY), ("internal", Reason.TRANSIENT)],
)
def test_a_video_that_fails_late_is_told_with_its_reason(desk: Desk, reason: str, code: Reason) -> None:
    desk.rules(tiktok_fail_reason=reason)
    outcome = desk.walk(desk.post())
    assert isinstance(outcome, Rejected)
    assert outcome.code == code


def test_a_video_that_is_never_done_stays_pending(desk: Desk) -> None:
    desk.rules(tiktok_processing_seconds=3600)
    assert isinstance(desk.walk(desk.post()), Pending)


def test_a_comment_is_answered_hidden_shown_and_taken_away(desk: Desk) -> None:
    post = desk.published()
    comment = desk.rani(post, "Sampai jam berapa?")
    reply = Outbound(Act.REPLY, "k", "Sampai jam 5 sore", reply_to=comment, post_id=post)
    said = desk.run(reply, "reply", {})
    assert isinstance(said, Published)
    found = desk.comments(post)
    assert (found[said.remote_id].author_id, found[said.remote_id].parent_id) == (desk.account.remote_id, comment)
    assert found[comment].author_id == "900"
    on_it = Outbound(Act.HIDE, "k", "", target_id=comment, target_kind="comment", post_id=post)
    for act, hidden in ((Act.HIDE, True), (Act.HIDE, True), (Act.UNHIDE, False)):
        assert desk.run(replace(on_it, act=act), "hide", {}) == Published(comment)
        assert desk.comments(post)[comment].hidden is hidden
    for _ in range(2):
        assert desk.run(replace(on_it, act=Act.DELETE), "delete", {}) == Published(comment)
    assert desk.comments(post) == {}


def test_a_comment_of_others_that_may_not_go_is_said_so(desk: Desk) -> None:
    desk.rules(tiktok_deletes_others=False)
    comment = desk.rani(desk.published(), "Iklan")
    outbound = Outbound(Act.DELETE, "k", "", target_id=comment, target_kind="comment")
    assert isinstance(desk.run(outbound, "delete", {}), Rejected)


@pytest.mark.parametrize("nested", [False, True])
def test_an_answer_whose_echo_is_lost_is_found(desk: Desk, nested: bool) -> None:  # noqa: FBT001
    post = desk.published()
    comment = desk.rani(post, "Sampai jam berapa?")
    to = desk.rani(post, "Saya juga mau tahu", comment) if nested else comment
    reply = Outbound(Act.REPLY, "k", "Sampai jam 5 sore", reply_to=to, post_id=post)
    desk.world.fault("lost_after_commit", "/reply/create/")
    assert isinstance(desk.run(reply, "reply", {}), OutcomeUnknown)
    found = desk.connector.find(reply, {}, desk.account, long_ago())
    assert isinstance(found, Found)
    (told,) = [one for one in desk.world.told_comments(TIKTOK) if one["official"]]
    assert told["remote_id"] == found.remote_id


def test_a_first_comment_stands_under_our_post(desk: Desk) -> None:
    post = desk.published()
    outbound = Outbound(Act.COMMENT, "k", "Peta: wajokab.go.id", post_id=post)
    desk.world.fault("truncate_json", "/comment/create/")
    assert isinstance(desk.run(outbound, "comment", {}), OutcomeUnknown)
    assert isinstance(desk.connector.find(outbound, {}, desk.account, long_ago()), Found)


def test_many_comments_are_read_page_by_page(desk: Desk) -> None:
    post = desk.published()
    told = {"platform": "tiktok", "post_id": post, "author_id": "900", "author_name": "Rani"}
    desk.world.control("POST", "/warga", [told | {"text": f"Komentar {number}"} for number in range(65)])
    assert len(desk.comments(post)) == 65


def test_without_the_business_app_posts_go_out_and_comments_stay_unread(desk: Desk) -> None:
    desk.rules(tiktok_business=False)
    told = desk.connector.comments(desk.published(), desk.account, "")
    assert isinstance(told, Unread)
    assert (told.code, told.expired) == (Reason.PERMISSION, False)


def test_figures_are_read(desk: Desk) -> None:
    post = desk.published()
    desk.rani(post, "Bagus")
    figures = desk.connector.figures(post, desk.account)
    assert isinstance(figures, Figures)
    assert figures.comments == 1


def agree(desk: Desk, *scopes: str) -> Keys:
    """Walk to the consent page as a person does, and come back with keys."""
    account, consent = desk.account, Consent(BACK, "keadaan", "bukti")
    page = desk.opener.address(account.app, account.hosts, consent)
    asked = dict(parse_qsl(urlsplit(page).query))
    told = {**asked, "akun": f"tiktok:{account.remote_id}", "izin": list(scopes), "jawaban": "ya"}
    answer = loopback.call("POST", page.partition("?")[0], data=told)
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert back["state"] == ["keadaan"]
    keys = desk.opener.exchange(account.app, account.hosts, consent, back["code"][0])
    assert isinstance(keys, Keys), keys
    assert isinstance(desk.opener.exchange(account.app, account.hosts, consent, back["code"][0]), AuthorizationExpired)
    return keys


def offered(desk: Desk, keys: Keys) -> Offer:
    account = desk.account
    told = desk.opener.offers(account.app, account.hosts, keys)
    assert isinstance(told, tuple), told
    return told[0]


def test_an_account_is_connected_kept_and_let_go(desk: Desk) -> None:
    keys = agree(desk, *registry.scopes(TIKTOK))
    one = offered(desk, keys)
    assert (one.remote_id, one.handle, one.missing) == (desk.account.remote_id, "wajokab", ())
    account = replace(desk.account, token=keys.token, refresh_token=keys.refresh_token)
    assert desk.opener.health(account) == Health("Kabupaten Wajo")
    fresh = desk.opener.refresh(account)
    assert isinstance(fresh, Keys)
    assert isinstance(desk.opener.refresh(account), AuthorizationExpired)
    account = replace(account, token=fresh.token, refresh_token=fresh.refresh_token)
    assert desk.opener.revoke(account) is None
    assert desk.opener.revoke(account) is None
    ended = desk.opener.health(account)
    assert isinstance(ended, Unread)
    assert ended.expired


def test_a_permission_that_was_not_given_is_named(desk: Desk) -> None:
    keys = agree(desk, "user.info.basic", "video.list")
    assert offered(desk, keys).missing == ("video.publish",)
    account = replace(desk.account, token=keys.token)
    assert desk.opener.health(account) == Health("Kabupaten Wajo", missing=("video.publish",))
    outcome = desk.connector.run("query_creator", desk.post(), {}, account)
    assert isinstance(outcome, AuthorizationExpired)
    assert outcome.code == Reason.PERMISSION
