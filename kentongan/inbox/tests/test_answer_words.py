"""What may stand in an answer, what makes one sensitive: rules that need no database."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.inbox.answering import rules
from kentongan.inbox.answering.examples import EXAMPLES
from kentongan.inbox.answering.variables import VARIABLES

NAMES = st.sampled_from(sorted(VARIABLES))
WORDS = st.text(alphabet=string.ascii_letters + " .,\n", max_size=60)


def test_every_variable_has_an_example_and_a_meaning() -> None:
    assert EXAMPLES.keys() == VARIABLES.keys()
    assert all(VARIABLES.values())


@given(before=WORDS, name=NAMES, after=WORDS)
def test_a_variable_with_a_value_leaves_no_brace(before: str, name: str, after: str) -> None:
    filled = rules.fill(f"{before}{{{name}}}{after}", EXAMPLES)
    assert filled == f"{before}{EXAMPLES[name]}{after}"
    assert rules.braces_in(filled) == ()


@given(text=st.text(alphabet="{} ab_\n", max_size=40), values=st.dictionaries(NAMES, st.text(max_size=20)))
def test_filling_never_brings_a_brace_that_was_not_there(text: str, values: dict[str, str]) -> None:
    filled = rules.fill(text, values)
    assert filled.count("{") <= text.count("{")
    assert filled.count("}") <= text.count("}")


@given(text=st.text(alphabet="{} ab_\n", max_size=60))
def test_no_brace_goes_unnoticed(text: str) -> None:
    assert bool(rules.braces_in(text)) == ("{" in text or "}" in text)


@pytest.mark.parametrize(
    ("answer", "citizen", "times"),
    [
        ("Kami telepon 0812-3456-7890 besok.", "hp saya 0812 3456 7890", 1),
        ("Kami hubungi +62 812 3456 7890.", "081234567890", 1),
        ("Telepon kantor 0485-21001.", "saya telepon 0485 21001 tidak diangkat", 0),
        ("Senin 30 November 2026 pukul 08.00.", "sudah 2026 masih begini", 0),
    ],
)
def test_a_citizens_number_is_never_repeated_but_an_offices_may_be(answer: str, citizen: str, times: int) -> None:
    assert len(rules.repeated_numbers(answer, [citizen], frozenset({"048521001"}))) == times


@pytest.mark.parametrize(
    ("author", "answer", "found"),
    [
        ("Rani Sulastri", "Terima kasih, Rani Sulastri.", "full"),
        ("Rani Sulastri", "Terima kasih, Bu Rani.", "part"),
        ("Rani Sulastri", "Terima kasih, Bu.", ""),
        ("rani_tempe", "@rani_tempe terima kasih", ""),
        ("Warga", "Terima kasih, warga Tempe.", ""),
    ],
)
def test_a_citizens_name_is_seen_in_an_answer(author: str, answer: str, found: str) -> None:
    assert rules.repeats_name(answer, author) == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("jalan di depan pasar berlubang", []),
        ("kapan jadwal imunisasi anak?", []),
        ("anak-anak masuk pukul 07.00", []),
        ("anak tetangga dipukul bapaknya tiap malam", ["child"]),
        ("istri saya korban KDRT", ["violence", "crisis"]),
        ("dia bilang mau bunuh diri", ["crisis"]),
        ("saya akan menempuh jalur hukum", ["legal"]),
    ],
)
def test_what_makes_an_answer_sensitive(text: str, codes: list[str]) -> None:
    assert [one.code for one in rules.delicate([text], watched=False)] == codes


def test_a_report_for_the_inspectorate_is_always_sensitive_and_read_by_two() -> None:
    found = rules.delicate(["lampu mati"], watched=True)
    assert [one.code for one in found] == ["watched"]
    assert found[0].grave


def test_a_name_is_masked_to_its_first_letters() -> None:
    assert rules.masked("Rani Sulastri") == "R**** S****"
    assert rules.masked("🙏") == "Warga"


@given(name=st.text(max_size=80))
def test_masking_shows_at_most_three_letters_of_a_name(name: str) -> None:
    shown = rules.masked(name)
    assert shown == "Warga" or sum(sign.isalnum() for sign in shown) <= 3


def test_a_services_facts_fit_by_topic_and_by_words() -> None:
    wanted = ("KTP saya hilang, apa saja syaratnya", "")
    assert rules.likeness(wanted, service="KTP elektronik", words="", topic_fits=False) > 0
    assert rules.likeness(wanted, service="Izin reklame", words="papan", topic_fits=False) == 0
    assert rules.likeness(wanted, service="Izin reklame", words="", topic_fits=True) == rules.EXACT
