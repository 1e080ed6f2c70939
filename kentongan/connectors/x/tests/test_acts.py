"""What is done to what stands on X, what is heard there, and what X says no to, against the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

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
    Safety,
    Unread,
)
from kentongan.connectors.x.tests.conftest import Desk

HourAgo = Callable[[], datetime]


def on(act: Act, target: str, **more: str) -> Outbound:
    return Outbound(act, "k9", more.pop("text", ""), target_id=target, **more)  # type: ignore[arg-type]


def test_a_thread_is_taken_away_whole_with_its_first_comment_and_no_answer_to_a_citizen(desk: Desk) -> None:
    root = desk.publish("Satu", parts=("Dua", "Tiga"))
    desk.walk(Outbound(Act.COMMENT, "k2", "Selengkapnya menyusul", post_id=root))
    question = desk.rani(root, "Sampai kapan?")
    desk.walk(Outbound(Act.REPLY, "k3", "Sampai Jumat", reply_to=question, post_id=root))
    other = desk.publish("Kabar lain")
    outcome, _ = desk.walk(on(Act.DELETE, root))
    assert outcome == Published(root)
    assert [one["remote_id"] for one in desk.shown()] == [other]
    assert [one["text"] for one in desk.answers()] == ["Sampai kapan?", "Sampai Jumat"]


def test_taking_away_twice_is_taking_away_once(desk: Desk) -> None:
    root = desk.publish()
    assert all(step.safety is Safety.REPEATABLE for step in desk.connector.plan(on(Act.DELETE, root)))
    assert desk.walk(on(Act.DELETE, root))[0] == desk.walk(on(Act.DELETE, root))[0] == Published(root)


def test_an_answer_of_ours_is_taken_away_alone(desk: Desk) -> None:
    root = desk.publish()
    question = desk.rani(root, "Sampai kapan?")
    answer, _ = desk.walk(Outbound(Act.REPLY, "k3", "Sampai Jumat", reply_to=question, post_id=root))
    assert isinstance(answer, Published)
    outcome, _ = desk.walk(on(Act.DELETE, answer.remote_id, target_kind="comment"))
    assert outcome == Published(answer.remote_id)
    assert [one["remote_id"] for one in desk.answers()] == [question]


def test_a_citizens_reply_can_be_hidden_and_shown_and_never_deleted(desk: Desk) -> None:
    root = desk.publish()
    rude = desk.rani(root, "Kata kasar")
    for act, hidden in ((Act.HIDE, True), (Act.HIDE, True), (Act.UNHIDE, False)):
        outcome, _ = desk.walk(on(act, rude, target_kind="comment"))
        assert outcome == Published(rude)
        assert [one["hidden"] for one in desk.answers()] == [hidden]
    refused, _ = desk.walk_refused(on(Act.DELETE, rude, target_kind="comment"))
    assert refused.code == Reason.REFUSED
    assert len(desk.answers()) == 1


def test_a_reply_that_is_gone_cannot_be_hidden_and_that_is_said(desk: Desk) -> None:
    refused, _ = desk.walk_refused(on(Act.HIDE, "1990000000000000001"))
    assert refused.code == Reason.GONE


def test_a_message_is_read_answered_and_the_answer_found(desk: Desk, an_hour_ago: HourAgo) -> None:
    desk.rani_says("message", "Bagaimana cara urus KTP?")
    page = desk.connector.messages(desk.account, "")
    assert isinstance(page, CommentPage), page
    (asked,) = page.comments
    assert (asked.kind, asked.author_id, asked.author_name, asked.text) == (
        "message",
        "900",
        "Rani",
        "Bagaimana cara urus KTP?",
    )
    answer = on(Act.MESSAGE, asked.author_id, text="Di kantor camat, bawa KK.")
    assert desk.connector.find(answer, {}, desk.account, an_hour_ago()) == Absent()
    desk.world.fault("lost_after_commit", "/messages$")
    lost, _ = desk.walk(answer)
    assert isinstance(lost, OutcomeUnknown), lost
    found = desk.connector.find(answer, {}, desk.account, an_hour_ago())
    assert isinstance(found, Found)
    page = desk.connector.messages(desk.account, "")
    assert isinstance(page, CommentPage)
    assert [(one.author_id, one.post_id) for one in page.comments] == [
        (desk.account.remote_id, asked.post_id), ("900", asked.post_id),
    ]  # fmt: skip


def test_nobody_is_written_to_who_did_not_write_first(desk: Desk) -> None:
    refused, _ = desk.walk_refused(on(Act.MESSAGE, "900", text="Halo"))
    assert refused.code == Reason.REPLY


def test_a_mention_is_read_answered_in_public_and_the_answer_found(desk: Desk, an_hour_ago: HourAgo) -> None:
    made = desk.rani_says("mention", "Lampu jalan mati @wajokab")
    page = desk.connector.mentions(desk.account, "")
    assert isinstance(page, CommentPage), page
    (mention,) = page.comments
    assert (mention.remote_id, mention.kind, mention.author_name, mention.parent_id) == (made, "mention", "Rani", "")
    answer = Outbound(Act.REPLY, "k4", "Petugas menuju lokasi", reply_to=made)
    outcome, _ = desk.walk(answer)
    assert isinstance(outcome, Published), outcome
    found = desk.connector.find(answer, {}, desk.account, an_hour_ago())
    assert isinstance(found, Found)
    assert found.remote_id == outcome.remote_id


def test_many_mentions_are_read_page_by_page_each_once(desk: Desk) -> None:
    made = {desk.rani_says("mention", f"@wajokab ke-{number}") for number in range(105)}
    found: list[str] = []
    cursor = ""
    for _ in range(5):
        page = desk.connector.mentions(desk.account, cursor)
        assert isinstance(page, CommentPage), page
        found += [one.remote_id for one in page.comments]
        cursor = page.cursor
        if not cursor:
            break
    assert len(found) == 105
    assert set(found) == made


def test_an_answer_that_nobody_summoned_is_refused_for_being_one(desk: Desk) -> None:
    desk.rules(x_replies_need_summons=True)
    root = desk.publish("Satu", parts=("Dua",))
    silent, calling = desk.rani(root, "Sampai kapan?"), desk.rani(root, "Sampai kapan @wajokab?")
    refused, _ = desk.walk_refused(Outbound(Act.REPLY, "k5", "Sampai Jumat", reply_to=silent, post_id=root))
    assert refused.code == Reason.REPLY
    outcome, _ = desk.walk(Outbound(Act.REPLY, "k6", "Sampai Jumat", reply_to=calling, post_id=root))
    assert isinstance(outcome, Published)


def test_the_same_words_again_are_a_duplicate(desk: Desk) -> None:
    desk.publish("Sekali saja")
    refused, _ = desk.walk_refused(Outbound(Act.PUBLISH, "k", "Sekali saja"))
    assert refused.code == Reason.DUPLICATE


def test_a_credit_that_is_used_up_is_a_quota_for_posts_and_reads(desk: Desk) -> None:
    desk.rules(x_credit_exhausted=True)
    outcome, _ = desk.walk(Outbound(Act.PUBLISH, "k", "Tanpa pulsa"))
    assert isinstance(outcome, RateLimited), outcome
    assert (outcome.code, outcome.retry_after) == (Reason.QUOTA, timedelta(hours=1))
    told = desk.connector.mentions(desk.account, "")
    assert isinstance(told, Unread)
    assert (told.code, told.expired) == (Reason.QUOTA, False)


def test_posts_are_counted_and_the_one_too_many_waits_for_the_reset(desk: Desk) -> None:
    desk.rules(x_posts_per_window=2)
    desk.publish("Satu")
    desk.publish("Dua")
    used = [one for one in desk.spent if one.pool == "posts"]
    assert [(one.level, one.used) for one in used] == [("account", 0.5), ("account", 1.0)]
    assert all(one.resets_in is not None and one.resets_in <= timedelta(minutes=15) for one in used)
    outcome, _ = desk.walk(Outbound(Act.PUBLISH, "k", "Tiga"))
    assert isinstance(outcome, RateLimited), outcome
    assert outcome.code == Reason.RATE
    assert timedelta(0) < outcome.retry_after <= timedelta(minutes=15)


@pytest.mark.parametrize("lacking", ["tweet.write", "media.write", "tweet.moderate.write", "dm.write"])
def test_a_permission_that_was_not_given_is_named_and_asks_for_a_new_connection(desk: Desk, lacking: str) -> None:
    root = desk.publish()
    reply = desk.rani(root, "Halo @wajokab")
    desk.rani_says("message", "Halo")
    given = {"tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write", "dm.read", "dm.write"}
    desk.world.control("PUT", "", {"accounts": [desk.as_told(scopes=sorted(given - {lacking}))]})
    acts = {
        "tweet.write": Outbound(Act.REPLY, "k", "Ya", reply_to=reply, post_id=root),
        "media.write": Outbound(Act.PUBLISH, "k", "Foto", media=(desk.photo(),)),
        "tweet.moderate.write": on(Act.HIDE, reply),
        "dm.write": on(Act.MESSAGE, "900", text="Ya"),
    }
    outcome, _ = desk.walk(acts[lacking])
    assert isinstance(outcome, AuthorizationExpired), outcome
    assert outcome.code == Reason.PERMISSION


@pytest.mark.parametrize("state", ["expired", "revoked"])
def test_a_token_that_is_over_asks_for_a_new_connection(desk: Desk, state: str) -> None:
    desk.world.control("PUT", "", {"accounts": [desk.as_told(token_state=state)]})
    outcome, _ = desk.walk(Outbound(Act.PUBLISH, "k", "Kabar"))
    assert isinstance(outcome, AuthorizationExpired), outcome
    assert outcome.code == Reason.TOKEN
