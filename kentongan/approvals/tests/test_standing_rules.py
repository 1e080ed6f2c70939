"""Who may decide a step: never an author, nobody twice, no step skipped, in whatever order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kentongan.approvals.rules import Party, Step
from kentongan.approvals.standing import Given, Hat, Progress, complete, matched, may_decide, open_places, walkable

HERE = 1
ROLES = ("approver", "coordinator", "head")
PARTIES = [
    *(Party("line", role=role) for role in ROLES),
    *(Party("anywhere", role=role) for role in ROLES),
    *(Party("person", person_id=one) for one in range(1, 6)),
]
steps = st.builds(
    Step,
    st.just("Langkah"),
    st.lists(st.sampled_from(PARTIES), min_size=1, max_size=3, unique=True).map(tuple),
    st.booleans(),
    escalate=st.none() | st.sampled_from(PARTIES),
)
hats = st.builds(
    Hat,
    st.integers(1, 6),
    st.frozensets(st.sampled_from(ROLES), min_size=1),
    st.frozensets(st.integers(1, 2)),
    st.just(0) | st.integers(1, 6),
    st.booleans(),
).filter(lambda hat: hat.for_id != hat.person_id)
cases = st.builds(
    Progress,
    st.lists(steps, min_size=1, max_size=3).map(tuple),
    st.just(HERE),
    st.just("Dinas"),
    st.frozensets(st.integers(1, 6), max_size=2),
    escalated=st.booleans(),
    same_person=st.booleans(),
)


def walked(case: Progress, order: list[Hat]) -> Progress:
    """Everyone tries to approve, in that order."""
    for hat in order:
        verdict = may_decide(case, [hat], hat.person_id)
        if verdict and verdict.hat:
            said = Given(case.at, hat.person_id, verdict.hat.for_id, verdict.covers)
            case = replace(case, given=(*case.given, said))
    return case


@given(cases, st.lists(hats, max_size=12))
def test_no_author_and_nobody_in_an_authors_place_ever_decides(case: Progress, order: list[Hat]) -> None:
    for one in walked(case, order).given:
        assert one.person_id not in case.authors
        assert one.for_id not in case.authors


@given(cases, st.lists(hats, max_size=12))
def test_no_step_is_skipped(case: Progress, order: list[Hat]) -> None:
    end = walked(case, order)
    numbers = [one.step for one in end.given]
    assert numbers == sorted(numbers)
    for number in range(end.at):
        assert complete(case.steps[number], end.given_at(number))


@given(cases, st.lists(hats, max_size=12))
def test_a_person_and_their_right_count_once(case: Progress, order: list[Hat]) -> None:
    end = walked(case, order)
    for number in range(len(case.steps)):
        rows = end.given_at(number) if case.same_person else end.given
        people = [one for row in rows for one in (row.person_id, row.for_id) if one]
        assert len(people) == len(set(people))


@given(steps, st.lists(st.frozensets(st.integers(0, 2), min_size=1), max_size=5), st.randoms())
def test_the_order_of_decisions_changes_nothing(step: Step, covers: list[frozenset[int]], luck: st.DataObject) -> None:
    given_ = [Given(0, n + 1, 0, one) for n, one in enumerate(covers)]
    shuffled = list(given_)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert complete(step, given_) == complete(step, shuffled)


@given(st.lists(st.frozensets(st.integers(0, 4)), max_size=5))
def test_a_matching_is_as_great_as_it_can_be(wishes: list[frozenset[int]]) -> None:
    def best(left: list[frozenset[int]], taken: frozenset[int]) -> int:
        if not left:
            return 0
        without = best(left[1:], taken)
        return max([without, *(1 + best(left[1:], taken | {one}) for one in left[0] - taken)])

    assert matched(wishes) == best(wishes, frozenset())


BOTH = Step("Berdua", (PARTIES[0], Party("anywhere", role="coordinator")), needs_all=True)
CHIEF = Hat(1, frozenset({"approver", "coordinator"}), frozenset({HERE}))
OTHER = Hat(2, frozenset({"approver"}), frozenset({HERE}))
CASE = Progress((BOTH,), HERE, "Dinas Kesehatan", frozenset({9}))


def test_who_holds_both_roles_leaves_the_other_place_open_whoever_comes_first() -> None:
    assert walked(CASE, [CHIEF, OTHER]).at == 1
    assert walked(CASE, [OTHER, CHIEF]).at == 1
    assert open_places(BOTH, walked(CASE, [CHIEF]).given) == [0, 1]
    assert open_places(BOTH, walked(CASE, [CHIEF, OTHER]).given) == []


def test_refusals_say_what_is_the_matter() -> None:
    author = Hat(9, frozenset({"approver"}), frozenset({HERE}))
    assert "ikut menulis" in may_decide(CASE, [author], 9).sentence
    in_place = Hat(3, frozenset({"approver"}), frozenset({HERE}), for_id=9)
    assert "menggantikan orang yang ikut menulis" in may_decide(CASE, [in_place], 3).sentence
    far = Hat(4, frozenset({"approver"}), frozenset({2}))
    assert "atau atasannya" in may_decide(CASE, [far], 4).sentence
    assert "diperlukan peran" in may_decide(CASE, [Hat(5, frozenset(), frozenset())], 5).sentence
    done = walked(CASE, [CHIEF, OTHER])
    assert "sudah selesai" in may_decide(done, [far], 4).sentence
    two = replace(CASE, steps=(Step("Satu", (PARTIES[0],)), BOTH))
    assert "sudah memutus" in may_decide(walked(two, [CHIEF]), [CHIEF], 1).sentence
    lent = Hat(6, CHIEF.roles, CHIEF.agencies, for_id=1)
    assert "Anda gantikan sudah memutus" in may_decide(walked(two, [CHIEF]), [lent], 6).sentence
    by_name = replace(CASE, steps=(Step("Orang", (Party("person", person_id=8),)),))
    assert "orang tertentu" in may_decide(by_name, [OTHER], 2).sentence


def test_what_was_passed_on_is_decided_by_whom_it_was_passed_on_to() -> None:
    step = replace(BOTH, needs_all=False, escalate=Party("anywhere", role="head"))
    head = Hat(7, frozenset({"head"}), frozenset())
    case = replace(CASE, steps=(step,))
    assert not may_decide(case, [head], 7)
    late = replace(case, escalated=True)
    assert may_decide(late, [head], 7).covers == {0, 1}
    assert late.asked[-1] == step.escalate
    assert case.asked == step.parties
    assert walked(late, [head]).asked == ()


def test_a_path_for_which_a_place_has_nobody_left_is_found_out_before_anyone_waits() -> None:
    one, two = frozenset({1}), frozenset({2})
    assert walkable([one, two], same_person=False) is None
    assert walkable([one, one], same_person=False) == 1
    assert walkable([one, one], same_person=True) is None
    assert walkable([one, frozenset()], same_person=True) == 1
