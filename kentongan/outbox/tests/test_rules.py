from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.connectors.contract import (
    Absent,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    Format,
    Found,
    Outcome,
    OutcomeUnknown,
    Pending,
    Poll,
    Published,
    RateLimited,
    Reason,
    ReconcileRule,
    Rejected,
    Retryable,
    Safety,
)
from kentongan.core.hashing import fingerprint
from kentongan.outbox import rules, states
from kentongan.outbox.payload import Payload
from kentongan.outbox.rules import Reading, Situation, Standing
from kentongan.outbox.states import DELIVERY

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3))
CODES = st.sampled_from([reason.value for reason in Reason])
OUTCOMES: st.SearchStrategy[Outcome] = st.one_of(
    st.builds(Advanced, public=st.booleans()),
    st.builds(Published, remote_id=st.just("1")),
    st.builds(Pending, retry_after=SPANS),
    st.builds(RateLimited, retry_after=SPANS),
    st.builds(Retryable, code=CODES),
    st.builds(Rejected, code=CODES),
    st.builds(AuthorizationExpired, code=CODES),
    st.builds(OutcomeUnknown, code=CODES),
)
SITUATIONS = st.builds(
    Situation,
    now=st.just(NOW),
    safety=st.sampled_from(list(Safety)),
    more_steps=st.booleans(),
    failures=st.integers(0, 20),
    doubts=st.integers(0, 5),
    pending_since=st.one_of(st.none(), st.just(NOW - timedelta(hours=1)), st.just(NOW - timedelta(hours=7))),
    is_public=st.booleans(),
    commit_ahead=st.booleans(),
    chance=st.floats(0, 1, exclude_max=True),
)


@given(OUTCOMES, SITUATIONS)
def test_every_outcome_leads_to_a_declared_move(outcome: Outcome, at: Situation) -> None:
    verdict = rules.judge(outcome, at)
    assert verdict.state is None or DELIVERY.allows(states.SENDING, verdict.state)
    if verdict.state in {states.WAITING, states.UNKNOWN}:
        assert verdict.next_at is not None
        assert verdict.next_at > at.now


@given(OUTCOMES, SITUATIONS)
def test_only_the_platforms_own_word_makes_something_published(outcome: Outcome, at: Situation) -> None:
    if rules.judge(outcome, at).state == states.PUBLISHED:
        assert at.is_public or isinstance(outcome, Published) or (isinstance(outcome, Advanced) and outcome.public)


@given(OUTCOMES, SITUATIONS)
def test_a_commit_of_unknown_end_is_never_simply_tried_again(outcome: Outcome, at: Situation) -> None:
    if isinstance(outcome, OutcomeUnknown) and at.safety is Safety.COMMIT and (at.commit_ahead or not at.is_public):
        assert rules.judge(outcome, at).state == states.UNKNOWN


@given(OUTCOMES, SITUATIONS)
def test_what_is_public_already_is_never_reported_as_anything_less(outcome: Outcome, at: Situation) -> None:
    if at.is_public and not at.commit_ahead:
        assert rules.judge(outcome, at).state in {None, states.PUBLISHED}


@given(OUTCOMES, SITUATIONS)
def test_a_thread_public_in_part_is_not_called_published_before_its_last_post_is(
    outcome: Outcome, at: Situation
) -> None:
    if at.commit_ahead and not isinstance(outcome, Published | Advanced):
        assert rules.judge(outcome, at).state != states.PUBLISHED


@given(OUTCOMES, SITUATIONS)
def test_a_no_to_a_threads_next_post_goes_to_a_person_and_is_not_called_unsent(outcome: Outcome, at: Situation) -> None:
    verdict = rules.judge(outcome, at)
    if at.is_public:
        assert verdict.state != states.REJECTED
    if at.is_public and at.commit_ahead and isinstance(outcome, Rejected) and outcome.code != Reason.DUPLICATE:
        assert (verdict.state, verdict.why) == (states.NEEDS_PERSON, "partly_public")


@given(OUTCOMES, SITUATIONS)
def test_the_rest_of_a_thread_waits_doubts_and_pauses_like_a_first_post(outcome: Outcome, at: Situation) -> None:
    if at.commit_ahead and not isinstance(outcome, Published | Advanced | Rejected):
        assert rules.judge(outcome, at) == rules.judge(outcome, replace(at, is_public=False))


@given(st.integers(0, 40), st.floats(0, 1, exclude_max=True))
def test_pauses_grow_but_never_beyond_forty_minutes(failures: int, chance: float) -> None:
    pause = rules.back_off(failures, chance)
    assert timedelta(seconds=3) < pause <= timedelta(minutes=40)


def test_a_platform_that_works_for_hours_on_the_commit_is_asked_after() -> None:
    long = Situation(NOW, Safety.COMMIT, more_steps=False, pending_since=NOW - timedelta(hours=7))
    assert rules.judge(Pending(timedelta(0)), long).state == states.UNKNOWN
    harmless = Situation(NOW, Safety.REPEATABLE, more_steps=True, pending_since=NOW - timedelta(hours=7))
    assert rules.judge(Pending(timedelta(0)), harmless).state == states.NEEDS_PERSON


@pytest.mark.parametrize(
    ("safety", "state"),
    [
        (Safety.COMMIT, states.UNKNOWN),
        (Safety.RESUMABLE, states.DUE),
        (Safety.REPEATABLE, states.DUE),
        (None, states.DUE),
    ],
)
def test_after_a_crash_only_an_open_commit_leaves_a_doubt(safety: Safety | None, state: str) -> None:
    assert rules.after_crash(safety, NOW).state == state


def standing(**facts: object) -> Standing:
    return Standing(**({"now": NOW, "payload_hash": "a", "approved_hash": "a"} | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"revoked": True, "frozen": True}, states.CANCELLED),
        ({"payload_hash": "b"}, states.NEEDS_PERSON),
        ({"valid_until": NOW - timedelta(seconds=1)}, states.NEEDS_PERSON),
        ({"useless_at": NOW - timedelta(seconds=1)}, states.EXPIRED),
        ({"frozen": True}, states.HELD),
        ({"channel_active": False}, states.CHANNEL_PAUSED),
        ({"right": "tidak ada SK"}, states.NEEDS_PERSON),
        ({"media_right": "Persetujuan Rani ditarik"}, states.NEEDS_PERSON),
    ],
)
def test_each_thing_that_may_stop_a_delivery_does_and_none_stops_what_is_public(
    facts: dict[str, object], state: str
) -> None:
    stop = rules.obstacle(standing(**facts))
    assert stop is not None
    assert stop[0] == state
    assert rules.obstacle(standing(**facts, is_public=True, commit_ahead=False)) is None


@given(
    st.fixed_dictionaries(
        {
            "frozen": st.booleans(),
            "channel_active": st.booleans(),
            "revoked": st.booleans(),
            "right": st.sampled_from(["", "tidak ada SK"]),
            "useless_at": st.sampled_from([None, NOW - timedelta(seconds=1)]),
        }
    )
)
def test_the_rest_of_a_thread_stops_for_a_freeze_a_stopped_account_or_a_withdrawal_and_nothing_else(
    facts: dict[str, object],
) -> None:
    stop = rules.obstacle(standing(**facts, is_public=True))
    assert (stop is not None) == bool(facts["frozen"] or facts["revoked"] or not facts["channel_active"])
    if stop is not None:
        assert DELIVERY.allows(states.SENDING, stop[0])
        assert stop[0] not in states.ENDED_UNSENT


def test_with_nothing_against_it_a_delivery_goes_on() -> None:
    assert rules.obstacle(standing(valid_until=NOW, useless_at=NOW)) is None


@given(
    st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=20)), max_size=12),
    st.integers(1, 5),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=30)),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=30)),
)
def test_absence_is_proved_only_by_enough_reads_over_long_enough_after_the_lag(
    pauses: list[timedelta], reads: int, span: timedelta, lag: timedelta
) -> None:
    rule, at, counted = ReconcileRule(reads=reads, span=span, lag=lag), NOW, list[datetime]()
    for pause in pauses:
        at += pause
        conclusion = rules.conclude(
            Absent(), rule, Reading(at, NOW, reads_absent=len(counted), first_absent_at=counted[0] if counted else None)
        )
        if conclusion.counts:
            counted.append(at)
        if conclusion.state is None:
            assert conclusion.next_at is not None
            continue
        assert conclusion.state == states.DUE
        assert len(counted) >= reads
        assert counted[-1] - counted[0] >= span
        assert counted[0] >= NOW + lag
        return


def test_a_find_is_always_believed() -> None:
    assert rules.conclude(Found("1"), ReconcileRule(), Reading(NOW, NOW)).state == states.PUBLISHED
    part = rules.conclude(Found("1", complete=False), ReconcileRule(), Reading(NOW, NOW))
    assert (part.state, part.why) == (states.DUE, "found_part")


def test_who_cannot_be_asked_is_not_asked_twice() -> None:
    never = rules.conclude(CannotTell("-"), ReconcileRule(askable=False), Reading(NOW, NOW))
    assert never.state == states.NEEDS_PERSON
    later = rules.conclude(CannotTell("-"), ReconcileRule(), Reading(NOW, NOW))
    assert (later.state, later.why) == (None, "unclear")


def test_a_third_doubt_in_a_row_is_for_people() -> None:
    reading = Reading(NOW, NOW, reads_absent=9, first_absent_at=NOW - timedelta(hours=1), doubts=3)
    assert rules.conclude(Absent(), ReconcileRule(), reading).state == states.NEEDS_PERSON


@pytest.mark.parametrize(
    ("platform", "link", "remote_id"),
    [
        ("x", "https://x.com/diskominfo/status/1859", "1859"),
        ("youtube", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "dQw4w9WgXcQ"),
        ("youtube", "https://youtu.be/dQw4w9WgXcQ", "dQw4w9WgXcQ"),
        ("tiktok", "https://www.tiktok.com/@dinkes/video/74", "74"),
        ("instagram", "https://www.instagram.com/p/abc/", ""),
        ("x", "https://x.com/diskominfo", ""),
    ],
)
def test_the_platforms_id_is_read_from_the_links_that_carry_one(platform: str, link: str, remote_id: str) -> None:
    assert rules.remote_id_in(platform, link) == remote_id


def test_a_fingerprint_kept_before_threads_and_polls_existed_still_holds() -> None:
    old = {"text": "Posyandu", "title": "", "media": ["f" * 64], "reply_to": "", "post_id": ""}
    assert Payload("Posyandu", media=(7,)).hash(["f" * 64]) == fingerprint(old)
    assert Payload("Posyandu", settings={}, parts=(), format=Format.FEED).as_json().keys() == old.keys()


@pytest.mark.parametrize(
    "more",
    [
        {"format": Format.REEL},
        {"link": "https://wajokab.go.id"},
        {"parts": ("kedua", "ketiga")},
        {"poll": Poll(("ya", "tidak"), 60)},
        {"settings": {"privacy": "public"}},
        {"target_id": "17"},
        {"target_kind": "comment"},
    ],
)
def test_whatever_is_added_to_a_post_is_kept_and_changes_what_was_approved(more: dict[str, object]) -> None:
    payload = Payload("Posyandu", **more)  # type: ignore[arg-type]
    assert Payload.from_json(json.loads(json.dumps(payload.as_json()))) == payload
    assert payload.hash([]) != Payload("Posyandu").hash([])


@given(st.text(), st.text(), st.lists(st.integers(1, 9), max_size=3))
def test_a_payload_survives_being_kept_and_its_hash_follows_every_byte(text: str, title: str, media: list[int]) -> None:
    payload = Payload(text=text, title=title, media=tuple(media))
    shas = [str(number) * 64 for number in media]
    kept = Payload.from_json(payload.as_json())
    assert kept == payload
    assert kept.hash(shas) == payload.hash(shas)
    assert Payload(text=text + ".", title=title, media=tuple(media)).hash(shas) != payload.hash(shas)
    assert payload.hash([*shas, "f" * 64]) != payload.hash(shas)
