"""What the rules find in a text, and what they leave alone."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.compliance import checks
from kentongan.compliance.checking.numbers import phone_key
from kentongan.compliance.checking.registry import CHECKS, OWN
from kentongan.compliance.checks import mask
from kentongan.compliance.judging import told_wrong
from kentongan.compliance.pack import rules
from kentongan.compliance.rules import Evidence, Facts, Finding, Rule, Source, covered, is_digit

NUMBERS = [rule for rule in rules() if CHECKS[rule.check].covers]
PROVINCES = st.sampled_from([11, 16, 32, 64, 73, 94])
NIK = st.builds(
    lambda p, k, d, m, y, s: f"{p}{k:04}{d:02}{m:02}{y:02}{s:04}",
    PROVINCES,
    st.integers(101, 9999),
    st.sampled_from([*range(1, 32), *range(41, 72)]),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1, 9999),
)


def check_text(text: str, phones: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    return checks.check_text(text, NUMBERS, Facts(phones=phones))


def found(text: str) -> list[str]:
    return [finding.rule.id for finding in check_text(text)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_finds_its_own_examples_and_leaves_the_others_alone(rule: Rule) -> None:
    assert told_wrong(rule) == []


@given(NIK, st.sampled_from(["", " ", ".", "-"]))
def test_a_nik_is_found_however_it_is_spaced_and_is_gone_when_covered(nik: str, separator: str) -> None:
    written = separator.join([nik[:6], nik[6:12], nik[12:]])
    text = f"Atas nama Sitti, NIK {written}, harap datang."
    findings = check_text(text)
    assert any(finding.rule.id == "pdp-nik" and finding.blocks for finding in findings)
    clean = mask(text, findings)
    assert not any(finding.blocks for finding in check_text(clean))
    assert len(clean) == len(text)
    assert clean.startswith("Atas nama Sitti, NIK ")


@given(st.text(max_size=300))
def test_no_text_can_break_the_check_and_covering_changes_digits_only(text: str) -> None:
    clean = mask(text, check_text(text))
    assert len(clean) == len(text)
    assert all(new == old or (new == "*" and is_digit(old)) for new, old in zip(clean, text, strict=True))


@given(st.text(alphabet="0123456789 .-", max_size=200))
def test_a_covered_text_holds_nothing_that_stops_it(text: str) -> None:
    findings = check_text(text)
    assert not any(finding.blocks for finding in check_text(mask(text, findings)))


@pytest.mark.parametrize("piece", ["1 ", "7313 0250 0392 0001 ", "0812-", "kk 7313025003920001 ", "nik "])
def test_a_text_twice_as_long_costs_twice_as_much_work_whatever_it_holds(piece: str) -> None:
    assert work_for(piece * 600) < 2.2 * work_for(piece * 300) + 100


def work_for(text: str) -> int:
    """How many calls checking a text takes: a measure that does not depend on the machine."""
    calls = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        check_text(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "text",
    [
        "Senin 24.11.2026 08.00-12.00 di puskesmas",
        "Nomor tiket 1234567890123456",
        "Layanan 112, 1708, atau kantor (0711) 350900",
        "Anggaran Rp 7.313.025.003",
        "7313000000000000",
        "7313023203920001",
    ],
)
def test_dates_tickets_and_hotlines_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_family_card_number_is_told_by_the_word_before_it() -> None:
    assert found("No. KK 7313022011150003 dan NIK 7313065002010003") == ["pdp-nik", "pdp-kk"]


def test_an_odd_number_called_nik_is_only_a_warning() -> None:
    (finding,) = check_text("NIK 9999010101010001")
    assert finding.rule.id == "pdp-nik"
    assert not finding.blocks


def test_an_official_hotline_may_be_shown() -> None:
    assert found("WhatsApp layanan 0812-3456-7890") == ["pdp-ponsel"]
    allowed = frozenset({phone_key("+62 812 3456 7890")})
    assert check_text("WhatsApp layanan 0812-3456-7890", allowed) == ()


def test_what_is_shown_of_a_number_gives_nobody_away() -> None:
    assert covered("1671015708900001") == "1671**********01"
    (finding,) = check_text("NIK 1671015708900001")
    assert "0157089000" not in finding.found


def test_an_article_nobody_read_is_never_printed() -> None:
    source = Source("UU", "1", 2026, "5", "berlaku", Evidence.UNVERIFIED)
    assert source.citation == "UU 1/2026"


def test_the_nik_rule_names_its_law() -> None:
    (rule,) = [rule for rule in rules() if rule.id == "pdp-nik"]
    assert rule.citation == "UU 27/2022 Pasal 16(1)e, 65(2), 67(2)"
    assert not rule.overridable


def test_every_check_is_used_by_a_rule() -> None:
    assert {rule.check for rule in rules()} == set(CHECKS) - set(OWN)
