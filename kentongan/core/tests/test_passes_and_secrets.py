"""Expiring passes, secrets at rest, fingerprints, identifiers, the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.core import clock, passes
from kentongan.core.crypto import SecretUnreadableError, Vault, derive_key
from kentongan.core.hashing import canonical, fingerprint
from kentongan.core.ids import uuid7
from kentongan.core.text import comparable, shorten

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@given(st.text(min_size=1), st.integers(min_value=0, max_value=86_400))
def test_a_pass_names_its_thing_until_its_time_is_over(subject: str, seconds: int) -> None:
    token = passes.issue(subject, key="k", purpose="media", until=NOON)
    assert passes.read(token, key="k", purpose="media", at=NOON - timedelta(seconds=seconds)) == subject
    with pytest.raises(passes.PassRefusedError):
        passes.read(token, key="k", purpose="media", at=NOON + timedelta(seconds=seconds + 1))


@given(st.text(max_size=60))
def test_no_invented_pass_opens_anything(token: str) -> None:
    with pytest.raises(passes.PassRefusedError):
        passes.read(token, key="k", purpose="media", at=NOON)


def test_a_pass_for_one_use_does_not_open_another() -> None:
    token = passes.issue("1:2", key="k", purpose="media", until=NOON)
    for key, purpose in (("k", "letters"), ("other", "media")):
        with pytest.raises(passes.PassRefusedError):
            passes.read(token, key=key, purpose=purpose, at=NOON)


def test_a_key_can_be_changed_and_old_secrets_are_still_read() -> None:
    old = Vault({"2025": derive_key("a" * 40)}, "2025")
    stored = old.lock("token-of-an-account")
    both = Vault({"2025": derive_key("a" * 40), "2026": derive_key("b" * 40)}, "2026")
    assert both.open(stored) == "token-of-an-account"
    assert "token-of-an-account" not in stored
    assert not both.is_current(stored)
    assert both.is_current(both.lock("x"))


def test_a_secret_that_was_changed_or_whose_key_is_gone_is_not_read() -> None:
    vault = Vault({"2026": derive_key("b" * 40)}, "2026")
    for stored in (vault.lock("x")[:-4] + "AAAA", "2019:abc", "nothing"):
        with pytest.raises(SecretUnreadableError):
            vault.open(stored)


def test_the_same_content_has_one_fingerprint_whatever_its_order() -> None:
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
    with pytest.raises(TypeError):
        canonical({"a": object()})


def test_identifiers_sort_by_time_and_never_repeat() -> None:
    made = [uuid7() for _ in range(500)]
    assert len(set(made)) == len(made)
    assert {one.version for one in made} == {7}
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)


def test_the_clock_can_be_held_and_lets_go() -> None:
    with clock.stopped_at(NOON):
        assert clock.now() == NOON
    assert clock.now() != NOON
    with pytest.raises(ValueError, match="time zone"), clock.stopped_at(datetime(2026, 1, 1)):  # noqa: DTZ001 - the point
        pass


def test_two_copies_of_a_text_are_the_same_after_a_platform_handled_one() -> None:
    assert comparable("Jalan  rusak\r\n\u200bdi Tempe ") == comparable("Jalan rusak\ndi Tempe")


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_a_shortened_text_never_passes_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
