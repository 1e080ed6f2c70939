"""The published formula: bounded, the same for the same answers, never lower for a heavier answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.compliance.impact.knowing import MOURNING, VOTING, Facts, Period, asked, known
from kentongan.compliance.impact.questions import CONSEQUENCE, QUESTIONS
from kentongan.compliance.impact.rules import (
    LEVELS,
    THRESHOLDS,
    clean,
    level_of,
    needs_consequence,
    open_questions,
    score,
    withheld,
)

SINGLES = [question for question in QUESTIONS if not question.many]
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        **{one.code: st.sampled_from([option.code for option in one.options]) for one in SINGLES},
        "groups": st.sets(st.sampled_from([option.code for option in QUESTIONS[0].options])).map(sorted),
    },
)
DAY = date(2026, 11, 30)
WORST: dict[str, Any] = {one.code: one.options[-1].code for one in SINGLES} | {
    "groups": [option.code for option in QUESTIONS[0].options]
}


@given(ANSWERS)
def test_a_score_lies_between_0_and_100_and_has_the_level_of_its_threshold(answers: dict[str, Any]) -> None:
    scored = score(answers)
    assert 0 <= scored.points <= 100
    assert scored.level == max((one for one in LEVELS if THRESHOLDS[one] <= scored.points), key=THRESHOLDS.__getitem__)
    assert scored == score(dict(reversed(list(answers.items()))))


@given(ANSWERS, st.sampled_from(SINGLES), st.data())
def test_a_heavier_answer_never_lowers_the_score(answers: dict[str, Any], question: Any, data: st.DataObject) -> None:
    places = st.integers(0, len(question.options) - 1)
    light, heavy = sorted((data.draw(places), data.draw(places)))
    assert question.options[light].weight <= question.options[heavy].weight
    lighter = score(answers | {question.code: question.options[light].code})
    assert lighter.points <= score(answers | {question.code: question.options[heavy].code}).points


@given(ANSWERS, st.sampled_from([option.code for option in QUESTIONS[0].options]))
def test_one_more_group_never_lowers_the_score(answers: dict[str, Any], group: str) -> None:
    more = [*answers.get("groups", []), group]
    assert score(answers).points <= score(answers | {"groups": more}).points


def test_the_lightest_answers_are_low_and_the_heaviest_reach_100() -> None:
    assert score({one.code: one.options[0].code for one in QUESTIONS}).level == "low"
    assert score(WORST).points == 100
    assert [level_of(points) for points in (0, 19, 20, 44, 45, 100)] == [
        "low",
        "low",
        "medium",
        "medium",
        "high",
        "high",
    ]


def test_a_form_keeps_known_answers_alone() -> None:
    given_ = {
        "groups": ["warga", "x"],
        "likelihood": "9",
        "impact": "2",
        "basis": " UU \r\n",
        "decision": "x",
        "z": "1",
    }
    assert clean(given_) == {"groups": ["warga"], "impact": "2", "basis": "UU"}


def test_a_greeting_asks_four_things_and_knows_all_of_them() -> None:
    facts = Facts("ucapan", "Selamat Hari Guru Nasional.")
    answers = {code: one.value for code, one in known(facts).items()}
    questions = asked(facts, answers)
    assert [one.code for one in questions] == ["groups", "likelihood", "impact", "information"]
    assert open_questions(questions, answers) == []
    assert score(answers).points == 2
    assert all(one.why.endswith(".") for one in known(facts).values())


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        (Facts("klarifikasi", "Faktanya: vaksin gratis."), ["misreading"]),
        (Facts("umum", "Dua warga meninggal."), ["misreading", "protection"]),
        (Facts("umum", "Libur", holiday="Hari Natal"), ["timing"]),
        (Facts("umum", "Pasar", periods=(Period(MOURNING, "Banjir", DAY, DAY),)), ["timing"]),
        (Facts("umum", "Jalan", periods=(Period(VOTING, "Pilkada", DAY, DAY),)), ["election"]),
        (Facts("umum", "Posyandu", children=1), ["protection"]),
    ],
)
def test_a_question_appears_only_where_it_matters(facts: Facts, more: list[str]) -> None:
    answers = {code: one.value for code, one in known(facts).items()}
    always = {"groups", "likelihood", "impact", "information"}
    assert [one.code for one in asked(facts, answers) if one.code not in always] == more


def test_warnings_alone_leave_a_post_harmless() -> None:
    facts = Facts("layanan", "Puskesmas buka.", warnings=("Nomor telepon", "Tagar", "Singkatan", "Emoji"))
    answers = {code: one.value for code, one in known(facts).items()}
    assert answers["likelihood"] == "3"
    assert open_questions(asked(facts, answers), answers) == []
    assert score(answers).level == "low"


def test_what_only_a_person_can_judge_is_not_filled_in() -> None:
    voting = Facts("umum", "Jalan", periods=(Period(VOTING, "Pilkada", DAY, DAY),))
    assert "election" not in known(voting)
    assert "protection" not in known(Facts("umum", "Posyandu", children=1))
    assert known(Facts("umum", "Posyandu", children=1, consents=1))["protection"].value == "izin"
    assert "misreading" not in known(Facts("klarifikasi", ""))


def test_a_text_is_asked_where_an_answer_needs_it() -> None:
    facts = Facts("klarifikasi", "")
    answers: dict[str, Any] = {code: one.value for code, one in known(facts).items()} | {"misreading": "dicegah"}
    assert open_questions(asked(facts, answers), answers) == ["Bagaimana dicegah?"]
    assert open_questions(asked(facts, answers), answers | {"misreading_words": "Fakta dulu."}) == []


def test_excluded_information_asks_for_the_whole_weighing() -> None:
    answers = {"information": "dikecualikan"}
    assert needs_consequence(answers)
    assert open_questions((), answers) == list(CONSEQUENCE.values())
    told = answers | {"basis": "a", "opened": "b", "closed": "c", "decision": "tutup", "by": "PPID"}
    assert open_questions((), told) == []
    assert withheld(told)
    assert not withheld(told | {"decision": "sebagian"})
