"""What is done beside posting, against the sandbox program: twice is once, and a lost answer is looked up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kentongan.connectors.contract import (
    Absent,
    Act,
    AuthorizationExpired,
    CommentPage,
    Found,
    Outbound,
    OutcomeUnknown,
    Published,
    RateLimited,
    Reason,
    Rejected,
    Usage,
)
from kentongan.connectors.facebook.tests.conftest import Desk


def act(kind: Act, target: str, text: str = "", what: str = "comment") -> Outbound:
    return Outbound(kind, "kunci", text, target_id=target, target_kind=what)


def first_comment(post_id: str) -> Outbound:
    return Outbound(Act.COMMENT, "kunci", "Peta lokasi ada di sini", post_id=post_id)


def test_the_first_comment_stands_under_the_post(desk: Desk) -> None:
    post_id = desk.posted()
    outcome, memory = desk.walk(first_comment(post_id))
    assert isinstance(outcome, Published), outcome
    found = desk.find(first_comment(post_id), memory)
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id
    (told,) = desk.comments()
    assert (told["post"], told["parent"], told["official"]) == (post_id, "", True)


def test_a_first_comment_whose_answer_was_lost_is_found_and_one_that_never_arrived_is_not(desk: Desk) -> None:
    post_id = desk.posted()
    for kind, expected in (("html_502", 0), ("lost_after_commit", 1)):
        desk.world.fault(kind, "/comments$")
        outcome, memory = desk.walk(first_comment(post_id))
        assert isinstance(outcome, OutcomeUnknown), outcome
        found = desk.find(first_comment(post_id), memory)
        assert isinstance(found, Found) == bool(expected), found
        assert len(desk.comments()) == expected


def test_a_post_gets_new_words_and_twice_is_once(desk: Desk) -> None:
    post_id = desk.posted("Jembatan dibuka Senen")
    for _ in range(2):
        outcome, _ = desk.walk(act(Act.EDIT, post_id, "Jembatan dibuka Senin", "post"))
        assert outcome == Published(post_id)
    assert [one["text"] for one in desk.posts()] == ["Jembatan dibuka Senin"]


def test_our_own_comment_gets_new_words_and_a_citizens_never(desk: Desk) -> None:
    post_id = desk.posted()
    ours, _ = desk.walk(first_comment(post_id))
    assert isinstance(ours, Published)
    assert desk.walk(act(Act.EDIT, ours.remote_id, "Peta yang benar"))[0] == Published(ours.remote_id)
    theirs = desk.citizen(post_id, "Kapan?")
    assert not isinstance(desk.walk(act(Act.EDIT, theirs, "Kapan-kapan"))[0], Published)
    assert [one["text"] for one in desk.comments()] == ["Peta yang benar", "Kapan?"]


@pytest.mark.parametrize("what", ["post", "comment"])
def test_what_is_taken_away_twice_is_gone_once(desk: Desk, what: str) -> None:
    post_id = desk.posted()
    target = post_id if what == "post" else desk.citizen(post_id, "Judi online")
    for _ in range(2):
        assert desk.walk(act(Act.DELETE, target, what=what))[0] == Published(target)
    shown = desk.posts() if what == "post" else desk.comments()
    assert shown[0]["deleted_at"]


def test_what_still_stands_is_not_called_gone(desk: Desk) -> None:
    post_id = desk.posted()
    missing = {"error": {"code": 100, "error_subcode": 33, "message": "x"}}
    told = {"kind": "answer", "status": 400, "body": missing, "method": "DELETE", "path": post_id}
    desk.world.control("POST", "/gangguan", told)
    outcome, _ = desk.walk(act(Act.DELETE, post_id, what="post"))
    assert isinstance(outcome, Rejected), outcome
    assert desk.posts()[0]["deleted_at"] is None


def test_a_comment_is_hidden_and_shown_again(desk: Desk) -> None:
    post_id = desk.posted()
    target = desk.citizen(post_id, "Kasar")
    for kind, hidden in ((Act.HIDE, True), (Act.HIDE, True), (Act.UNHIDE, False)):
        assert desk.walk(act(kind, target))[0] == Published(target)
        page = desk.connector.comments(post_id, desk.account, "")
        assert isinstance(page, CommentPage)
        assert [one.hidden for one in page.comments] == [hidden]


def test_a_message_is_answered_in_private_and_found(desk: Desk) -> None:
    desk.heard("message", "Nomor antrean saya berapa?")
    outbound = act(Act.MESSAGE, "900", "Nomor 12, Bu", "person")
    desk.world.fault("lost_after_commit", "/messages$")
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert isinstance(desk.find(outbound, memory), Found)
    assert desk.find(act(Act.MESSAGE, "900", "Yang lain", "person"), {}) == Absent()


def test_the_writer_of_a_comment_is_answered_in_private_once(desk: Desk) -> None:
    comment_id = desk.citizen(desk.posted(), "NIK saya ditolak")
    outbound = act(Act.MESSAGE, comment_id, "Kirim lewat pesan ini, ya")
    outcome, memory = desk.walk(outbound)
    assert isinstance(outcome, Published), outcome
    assert isinstance(desk.find(outbound, memory), Found)
    again, _ = desk.walk(outbound)
    assert isinstance(again, Rejected), again
    assert again.code == Reason.REPLY


def test_a_message_after_the_window_is_refused_and_the_page_stays_connected(desk: Desk) -> None:
    desk.heard("message", "Halo", at="2026-01-01T00:00:00+00:00")
    outcome, _ = desk.walk(act(Act.MESSAGE, "900", "Maaf baru sempat", "person"))
    assert isinstance(outcome, Rejected), outcome
    assert outcome.code == Reason.REPLY


def test_mentions_and_messages_are_read(desk: Desk) -> None:
    desk.heard("mention", "Terima kasih @wajokab")
    desk.heard("message", "Halo")
    desk.walk(act(Act.MESSAGE, "900", "Halo juga", "person"))
    mentions, messages = desk.connector.mentions(desk.account, ""), desk.connector.messages(desk.account, "")
    assert isinstance(mentions, CommentPage), mentions
    assert isinstance(messages, CommentPage), messages
    assert [(one.kind, one.text, one.author_name) for one in mentions.comments] == [
        ("mention", "Terima kasih @wajokab", "Rani")
    ]
    told = {(one.kind, one.text, one.author_id, one.post_id) for one in messages.comments}
    assert told == {("message", "Halo", "900", "900"), ("message", "Halo juga", "104001", "900")}


def test_every_call_tells_what_is_left_and_too_many_wait_until_there_are_some(desk: Desk) -> None:
    desk.rules(graph_calls_per_hour=10)
    post_id = desk.posted()
    assert [one.level for one in desk.spent[:2]] == ["app", "account"]
    assert desk.spent[1] == Usage("pages", "account", 0.1)
    for _ in range(12):
        desk.connector.figures(post_id, desk.account)
    assert desk.spent[-1].used >= 1
    assert desk.spent[-1].resets_in
    outcome, _ = desk.walk(first_comment(post_id))
    assert isinstance(outcome, RateLimited), outcome
    assert timedelta(minutes=1) <= outcome.retry_after <= timedelta(hours=1)


def test_a_permission_that_was_not_given_asks_for_a_new_connection(desk: Desk) -> None:
    post_id = desk.posted()
    desk.scopes("pages_read_engagement")
    for outbound in (act(Act.DELETE, post_id, what="post"), first_comment(post_id), act(Act.MESSAGE, "900", "x")):
        outcome, _ = desk.walk(outbound)
        assert isinstance(outcome, AuthorizationExpired), outcome
        assert outcome.code == Reason.PERMISSION
