"""Which path a request takes, and what a path may say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.approvals.defaults import BUILT_IN
from kentongan.approvals.rules import RISKS, Conditions, Facts, Party, Path, PathError, Step, choose
from kentongan.compliance.impact.knowing import CLASSES

APPROVER = Party("line", role="approver")
PLAIN = Facts("umum", 7)
facts = st.builds(
    Facts,
    st.sampled_from(sorted(CLASSES)),
    st.integers(1, 9),
    st.frozensets(st.integers(1, 5)),
    st.frozensets(st.sampled_from(["instagram", "x"])),
    st.sampled_from(sorted(RISKS)),
    st.booleans(),
    st.booleans(),
)


def path(name: str = "Sendiri", **conditions: Any) -> Path:
    return Path(name, (Step("Satu", (APPROVER,)),), Conditions(**conditions))


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (PLAIN, "Risiko rendah"),
        (Facts("umum", 7, risk="medium"), "Risiko sedang"),
        (Facts("umum", 7, risk="high"), "Risiko tinggi"),
        (Facts("darurat", 7, risk="high", emergency=True), "Darurat"),
    ],
)
def test_without_paths_of_its_own_a_government_has_those_built_in(told: Facts, name: str) -> None:
    assert choose([], told).name == name


@pytest.mark.parametrize(
    "conditions",
    [
        {"classes": frozenset({"ucapan"})},
        {"agencies": frozenset({8})},
        {"channels": frozenset({3})},
        {"platforms": frozenset({"x"})},
        {"risks": frozenset({"high"})},
        {"emergency": True},
        {"election": True},
    ],
)
def test_a_path_is_taken_only_by_what_meets_every_condition(conditions: dict[str, Any]) -> None:
    fits = Facts("ucapan", 7, frozenset({3}), frozenset({"x"}), "high", emergency=True, election=True)
    assert choose([path(**conditions)], fits, frozenset({7, 8})).name == "Sendiri"
    assert choose([path(**conditions)], PLAIN, frozenset({7})).name == "Risiko rendah"


def test_of_two_that_fit_the_first_is_taken() -> None:
    assert choose([path("Pertama"), path("Kedua")], PLAIN).name == "Pertama"


@given(facts)
def test_nothing_is_ever_without_a_path(told: Facts) -> None:
    assert choose([], told) in BUILT_IN


@pytest.mark.parametrize("one", [*BUILT_IN, path(classes=frozenset({"umum"}), emergency=False)])
def test_a_path_survives_being_written_down(one: Path) -> None:
    told = one.as_json() | {"conditions": one.conditions.as_json()}
    assert Path.from_json(told) == one


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"steps": []}, "belum punya langkah"),
        ({"steps": [{"parties": ["line:approver"]}] * 5}, "paling banyak 4"),
        ({"steps": [{"name": "A", "parties": []}]}, "siapa yang memutuskan"),
        ({"steps": [{"parties": ["line:raja"]}]}, "bukan pihak"),
        ({"steps": [{"parties": ["person:nol"]}]}, "bukan pihak"),
        ({"steps": [{"parties": [f"person:{n}" for n in range(1, 5)]}]}, "paling banyak diminta"),
        ({"steps": [{"parties": ["line:approver"], "hours": 9999}]}, "Tenggat"),
    ],
)
def test_a_path_that_cannot_be_says_what_is_wrong(told: dict[str, object], says: str) -> None:
    with pytest.raises(PathError, match=says):
        Path.from_json(told)


@given(facts)
def test_facts_can_be_kept_as_they_were(told: Facts) -> None:
    assert told.as_json()["agency_id"] == told.agency_id
