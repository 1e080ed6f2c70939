"""Diperiksa manusia: who confirmed or corrected a reading stands on the row, the page and in the trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.readings.models import Correction
from kentongan.inbox.readings.selectors import confirmed_for, told_of
from kentongan.inbox.services import sorting
from kentongan.inbox.suggesting import read_again
from kentongan.organizations.models import Agency, Person
from tests import builders

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Any]
LIST = "/g/wajo/kotak-masuk/"
ALL = {"kind": "aspiration", "topic": "T08", "place": "Tempe", "urgency": "soon"}


def test_one_act_confirms_and_corrects_all_parts_and_leaves_a_stamp(
    says: Says, eko: Person, dinas_pu: Agency, screen_of: ScreenOf, monday: object
) -> None:
    heard = says()
    answer = screen_of(eko).post(f"{LIST}{heard.pk}/diperiksa/", ALL | {"agency": dinas_pu.pk}, follow=True)
    assert "Diperiksa manusia: Bu Eko" in " ".join(answer.content.decode().split())
    heard.refresh_from_db()
    assert (heard.kind, heard.topic, heard.place, heard.urgency) == ("aspiration", "Pohon dan taman", "Tempe", "soon")
    assert (heard.checked_by, heard.checked_at, heard.state) == (eko, clock.now(), "new")
    parts = {row.part: (row.advised, row.chosen) for row in Correction.objects.all()}
    assert parts["kind"] == ("complaint", "aspiration")
    assert parts["topic"] == ("T01", "T08")
    assert parts["agency"] == (f"a:{dinas_pu.pk}", f"a:{dinas_pu.pk}")
    told = Entry.objects.get(action="inbox.reading.checked").data["what"]
    assert "jenis Aspirasi (dibetulkan)" in told
    assert f"penanggung jawab {dinas_pu.name}" in told


def test_forwarding_is_a_check_and_the_case_takes_the_corrected_words(
    says: Says, eko: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    heard = says()
    screen_of(eko).post(f"{LIST}{heard.pk}/teruskan/", ALL | {"agency": dinas_pu.pk, "instruction": ""})
    case = Case.objects.get()
    heard.refresh_from_db()
    assert (case.kind, case.topic, case.place) == ("aspiration", "Pohon dan taman", "Tempe")
    assert heard.checked_by == eko


def test_an_act_on_many_says_nothing_of_parts_nobody_looked_at(says: Says, eko: Person, dinas_pu: Agency) -> None:
    sorting.forward(
        actor=builders.actor_of(eko), conversation=says(), to_agency=dinas_pu, instruction="", kind="complaint"
    )
    assert set(Correction.objects.values_list("part", flat=True)) == {"agency"}


def test_archiving_is_looked_at_by_a_person_too(says: Says, eko: Person) -> None:
    heard = says("mantap")
    sorting.archive(actor=builders.actor_of(eko), conversation=heard, reason="pujian atau sapaan")
    heard.refresh_from_db()
    assert heard.checked_by == eko


def test_what_nobody_checked_is_no_fact(says: Says, eko: Person) -> None:
    says()
    checked = says("lampu jalan mati", remote_id="c-2")
    sorting.archive(actor=builders.actor_of(eko), conversation=checked, reason="sudah dijawab")
    assert [row.pk for row in confirmed_for(builders.actor_of(eko))] == [checked.pk]


def test_checking_again_counts_once_and_remembers_what_was_advised_first(
    says: Says, eko: Person, screen_of: ScreenOf
) -> None:
    heard = says()
    for kind in ("praise", "question"):
        screen_of(eko).post(f"{LIST}{heard.pk}/diperiksa/", {"kind": kind})
    row = Correction.objects.get(part="kind")
    assert (row.advised, row.chosen) == ("complaint", "question")
    assert [(one.looked_at, one.corrected) for one in told_of(heard.government_id) if one.part == "kind"] == [(1, 1)]


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "rumour"},
        {"kind": "praise", "topic": "T99"},
        {"kind": "praise", "urgency": "x"},
        {"kind": "praise", "place": "x" * 121},
    ],
)
def test_what_is_on_no_list_changes_nothing(says: Says, eko: Person, screen_of: ScreenOf, sent: dict[str, str]) -> None:
    heard = says()
    answer = screen_of(eko).post(f"{LIST}{heard.pk}/diperiksa/", sent, follow=True)
    assert "Bacaan belum tersimpan" in answer.content.decode()
    heard.refresh_from_db()
    assert (heard.kind, heard.checked_at) == ("complaint", None)


def test_who_may_not_sort_may_not_put_the_stamp(
    says: Says, kartika: Person, citra: Person, screen_of: ScreenOf
) -> None:
    heard = says()
    assert screen_of(kartika).post(f"{LIST}{heard.pk}/diperiksa/", {"kind": "praise"}).status_code == 403
    assert screen_of(citra).post(f"{LIST}{heard.pk}/diperiksa/", {"kind": "praise"}).status_code == 404
    heard.refresh_from_db()
    assert heard.checked_at is None


def test_new_words_ask_for_a_new_check(says: Says, eko: Person) -> None:
    heard = says()
    sorting.archive(actor=builders.actor_of(eko), conversation=heard, reason="sudah dijawab")
    heard.refresh_from_db()
    heard.excerpt = "lampu jalan mati"
    read_again(heard)
    assert heard.checked_at is None
    assert heard.topic == "Lampu jalan"
