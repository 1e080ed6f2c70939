"""Who may decide a step, when it is complete, and whether a path can be walked at all. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kentongan.approvals.rules import LINE, PERSON
from kentongan.organizations.roles import LABELS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.approvals.rules import Party, Step


@dataclass(frozen=True, slots=True)
class Hat:
    """A right to decide: one's own, or that of `for_id` whose place one takes. `whole`: also what is asked by name."""

    person_id: int
    roles: frozenset[str]
    agencies: frozenset[int]  #: own and below
    for_id: int = 0
    whole: bool = True

    @property
    def people(self) -> frozenset[int]:
        """Whose hand and whose right it is."""
        return frozenset({self.person_id, self.for_id} - {0})


@dataclass(frozen=True, slots=True)
class Given:
    """An approval that was given: at which step, by whom, in whose place, and which of the asked parties it can stand for."""

    step: int
    person_id: int
    for_id: int
    covers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Progress:
    """A request as far as it has come."""

    steps: tuple[Step, ...]
    agency_id: int
    agency: str
    authors: frozenset[int]
    given: tuple[Given, ...] = ()
    escalated: bool = False
    same_person: bool = False

    @property
    def at(self) -> int:
        """The step that is open; the number of steps when all are complete."""
        return next((n for n, step in enumerate(self.steps) if not complete(step, self.given_at(n))), len(self.steps))

    def given_at(self, number: int) -> tuple[Given, ...]:
        """What was given at one step."""
        return tuple(one for one in self.given if one.step == number)

    @property
    def spent(self) -> frozenset[int]:
        """People whose hand, or whose right, was counted: once per request, unless the path says otherwise."""
        counted = self.given_at(self.at) if self.same_person else self.given
        return frozenset(one for given in counted for one in (given.person_id, given.for_id) if one)

    @property
    def asked(self) -> tuple[Party, ...]:
        """Those who could still bring the open step forward; once it was passed on, also whom it was passed on to."""
        if self.at == len(self.steps):
            return ()
        step = self.steps[self.at]
        places = tuple(step.parties[n] for n in open_places(step, self.given_at(self.at)))
        return (*places, step.escalate) if self.escalated and step.escalate else places


@dataclass(frozen=True, slots=True)
class Verdict:
    """May this person decide? `sentence` says why not; empty when they may, and then `hat` and what it `covers`."""

    sentence: str = ""
    hat: Hat | None = None
    covers: frozenset[int] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return not self.sentence


def fits(party: Party, hat: Hat, agency_id: int) -> bool:
    """Tell whether a right is the one that is asked for."""
    if party.kind == PERSON:
        return hat.whole and party.person_id == (hat.for_id or hat.person_id)
    return party.role in hat.roles and (party.kind != LINE or agency_id in hat.agencies)


def matched(wishes: Sequence[frozenset[int]]) -> int:
    """How many wishes can be met when each takes one thing and no thing is taken twice (a greatest matching)."""
    holder: dict[int, int] = {}

    def place(wish: int, tried: set[int]) -> bool:
        for thing in sorted(wishes[wish] - tried):
            tried.add(thing)
            if thing not in holder or place(holder[thing], tried):
                holder[thing] = wish
                return True
        return False

    return sum(place(wish, set()) for wish in range(len(wishes)))


def complete(step: Step, given: Sequence[Given]) -> bool:
    """Any: one approval that stands for somebody asked. All: each asked party has an approval of its own, in whatever order."""
    found = matched([one.covers & frozenset(range(len(step.parties))) for one in given])
    return found == len(step.parties) if step.needs_all else found > 0


def open_places(step: Step, given: Sequence[Given]) -> list[int]:
    """Which of the parties asked could still bring the step forward."""
    if complete(step, given):
        return []
    now = [one.covers for one in given]
    return [n for n in range(len(step.parties)) if matched([*now, frozenset({n})]) > matched(now)]


def may_decide(case: Progress, hats: Iterable[Hat], person_id: int) -> Verdict:
    """Find the right by which this person may decide the open step: own rights first, then those taken over from others."""
    own = list(hats)
    if person_id in case.authors:
        return Verdict("Anda ikut menulis kiriman ini, jadi orang lain yang menyetujuinya.")
    if case.at == len(case.steps):
        return Verdict("Semua langkahnya sudah selesai.")
    if person_id in case.spent:
        return Verdict("Anda sudah memutus kiriman ini; langkah berikutnya diputus orang lain.")
    step = case.steps[case.at]
    wanted = frozenset(open_places(step, case.given_at(case.at)))
    for hat in sorted(own, key=lambda one: one.for_id):
        covers = _covered(case, step, hat)
        if covers & wanted and not hat.people & (case.authors | case.spent):
            return Verdict("", hat, covers)
    return Verdict(_refusal(case, step, own))


def _covered(case: Progress, step: Step, hat: Hat) -> frozenset[int]:
    everyone = frozenset(range(len(step.parties)))
    if case.escalated and step.escalate and fits(step.escalate, hat, case.agency_id):
        return everyone
    return frozenset(n for n in everyone if fits(step.parties[n], hat, case.agency_id))


def _refusal(case: Progress, step: Step, hats: Sequence[Hat]) -> str:
    taken = [hat for hat in hats if _covered(case, step, hat)]
    if any(hat.people & case.authors for hat in taken):
        return "Anda menggantikan orang yang ikut menulis kiriman ini, jadi orang lain yang menyetujuinya."
    if taken:
        return "Orang yang Anda gantikan sudah memutus kiriman ini, atau bagian Anda sudah diputus orang lain."
    roles = {role for hat in hats for role in hat.roles}
    in_line = [party.role for party in step.parties if party.kind == LINE]
    if roles & set(in_line):
        return f"Kiriman {case.agency} disetujui oleh pejabat {case.agency} atau atasannya."
    names = " atau ".join(dict.fromkeys(LABELS[Role(party.role)] for party in step.parties if party.role))
    return (
        f"Untuk menyetujui kiriman diperlukan peran {names}." if names else "Langkah ini diminta kepada orang tertentu."
    )


def walkable(slots: Sequence[frozenset[int]], *, same_person: bool) -> int | None:
    """The first place (one of each step that needs any, every party of one that needs all) for which nobody is left; None: all can be filled."""
    if same_person:
        return next((n for n, people in enumerate(slots) if not people), None)
    return next((n for n in range(len(slots)) if matched(slots[: n + 1]) <= n), None)
