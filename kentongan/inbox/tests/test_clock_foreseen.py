"""Before hours or lengths are saved it is told how many deadlines would move, by the steps that move them; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.inbox.clocks import foreseeing, pausing, settling
from kentongan.inbox.clocks import hours as office
from kentongan.inbox.clocks.calendar import Hours
from kentongan.inbox.clocks.foreseeing import Foreseen
from kentongan.inbox.clocks.models import ClockRule, DeadlineChange, OfficeHours
from kentongan.inbox.models import Case, Conversation, Deadline
from kentongan.inbox.services import sorting
from kentongan.inbox.tests.test_clock_settings import PAGE, RAMADAN, due_of, lengths, press
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = pytest.mark.usefixtures("monday")
SHORTER = Hours(date(2026, 11, 24), date(2026, 12, 23), time(8), time(15))
LONGER = Hours(date(2026, 11, 24), None, time(8), time(18))


@pytest.fixture
def two(assigned: Case, says: Callable[..., Conversation], eko: Person, dinas_kesehatan: Agency) -> Case:
    """A question beside the complaint: D04 and D02 beside D05 and D02."""
    return sorting.forward(
        actor=builders.actor_of(eko), conversation=says("jam buka puskesmas?", remote_id="c-2"),
        to_agency=dinas_kesehatan, instruction="", kind="question",
    )  # fmt: skip


def everything() -> list[object]:
    """All that a dry run must leave as it was."""
    rows = Deadline.objects.order_by("pk").values_list("pk", "due_at", "amount", "next_step_at", "step")
    cases = Case.objects.order_by("pk").values_list("pk", "due_at")
    counts = [one.objects.count() for one in (DeadlineChange, ClockRule, OfficeHours, Entry)]
    return [*rows, *cases, *counts]


def moved(before: dict[int, Any]) -> Foreseen:
    """What really moved since."""
    at, now = clock.now(), dict(Deadline.objects.values_list("pk", "due_at"))
    pairs = [(due, now[key]) for key, due in before.items() if now[key] != due]
    earlier = sum(due < was for was, due in pairs)
    return Foreseen(earlier, len(pairs) - earlier, sum(due <= at < was for was, due in pairs))


def dues() -> dict[int, Any]:
    return dict(Deadline.objects.values_list("pk", "due_at"))


@pytest.mark.parametrize("told", [SHORTER, LONGER])
def test_hours_are_foreseen_exactly_as_they_move_and_nothing_is_written(two: Case, eko: Person, told: Hours) -> None:
    actor, before = builders.actor_of(eko), everything()
    foreseen = foreseeing.foresee_hours(actor=actor, hours=told)
    assert everything() == before
    was = dues()
    count = office.keep_hours(actor=actor, name="Jam lain", hours=told)
    assert foreseen == moved(was)
    assert (foreseen.moved, foreseen.earlier == foreseen.moved) == (count, told is SHORTER)
    assert count >= 3


def test_hours_that_are_changed_or_end_are_foreseen_as_they_move(two: Case, eko: Person) -> None:
    actor = builders.actor_of(eko)
    office.keep_hours(actor=actor, name="Jam biasa", hours=LONGER)
    office.keep_hours(actor=actor, name="Ramadan", hours=SHORTER)
    row = OfficeHours.objects.get(name="Ramadan")
    later = Hours(SHORTER.starts, SHORTER.ends, time(8), time(17))
    foreseen, was = foreseeing.foresee_hours(actor=actor, hours=later, changing=row), dues()
    office.keep_hours(actor=actor, name="Ramadan", hours=later, changing=row)
    assert foreseen == moved(was)
    assert foreseen.later
    row.refresh_from_db()
    foreseen, was = foreseeing.foresee_end(actor=actor, row=row), dues()
    office.end_hours(actor=actor, row=row)
    assert foreseen == moved(was)
    assert foreseen.later


def test_lengths_are_foreseen_together_with_a_class_of_its_own_and_the_days_a_clock_stood(
    two: Case, assigned: Case, eko: Person
) -> None:
    actor = builders.actor_of(eko)
    pausing.pause(actor=actor, case=assigned, kind="citizen", reason="Minta alamat")
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        pausing.resume(actor=actor, case=assigned)
        changes = [("D05", "", 20), ("D05", "complaint", 3), ("D02", "", 7), ("S01", "", 2)]
        before = everything()
        foreseen, was = foreseeing.foresee_lengths(actor=actor, changes=changes), dues()
        assert everything() == before
        for code, report_class, amount in changes:
            settling.keep_length(actor=actor, code=code, report_class=report_class, amount=amount)
        assert foreseen == moved(was)
        assert (foreseen.earlier, foreseen.later) == (1, 2)
        foreseen, was = foreseeing.foresee_shipped(actor=actor, code="D05"), dues()
        settling.shipped_length(actor=actor, code="D05")
        assert foreseen == moved(was)
        assert foreseen.later == 1


def test_what_would_be_late_at_once_is_counted_and_what_is_late_already_is_not(two: Case, eko: Person) -> None:
    actor = builders.actor_of(eko)
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        foreseen = foreseeing.foresee_lengths(actor=actor, changes=[("D05", "", 2), ("D02", "", 2)])
    assert (foreseen.earlier, foreseen.late) == (3, 1)


def test_a_day_chosen_by_a_person_does_not_move(assigned: Case, eko: Person) -> None:
    actor = builders.actor_of(eko)
    Deadline.objects.update(amount=0)
    assert not foreseeing.foresee_hours(actor=actor, hours=SHORTER).asks
    assert not foreseeing.foresee_lengths(actor=actor, changes=[("D05", "", 2)]).asks


@pytest.mark.parametrize(("most", "said"), [(2, "lebih dari 2 tenggat"), (3, "lebih dari 3 tenggat"), (4, "4 tenggat")])
def test_above_the_bound_the_page_says_that_there_are_more(
    two: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf, monkeypatch: pytest.MonkeyPatch, most: int, said: str
) -> None:
    monkeypatch.setattr(foreseeing, "MOST", most)
    page = text_of(screen_of(eko).post(f"{PAGE}jam/", RAMADAN))
    assert f"Bila disimpan, {said} berjalan berpindah: {said.removesuffix(' tenggat')} lebih cepat." in page


def test_the_page_tells_first_keeps_what_was_typed_and_saves_on_a_yes(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    before, browser = everything(), screen_of(eko)
    answer = browser.post(f"{PAGE}jam/", RAMADAN)
    page = text_of(answer)
    assert answer.status_code == 200
    for words in ("Bila disimpan, 2 tenggat berjalan berpindah: 2 lebih cepat.", "Tidak ada yang langsung terlambat."):
        assert words in page
    assert "Belum ada yang disimpan." in page
    assert 'value="Ramadan 1448"' in page
    assert everything() == before
    saved = browser.post(f"{PAGE}jam/", RAMADAN | {"sure": answer.context["asked"].words}, follow=True)
    assert "tersimpan. 2 tenggat berjalan berpindah" in text_of(saved)


def test_a_yes_to_other_hours_or_lengths_is_no_yes(assigned: Case, eko: Person, screen_of: ScreenOf) -> None:
    browser = screen_of(eko)
    yes = {"sure": browser.post(f"{PAGE}jam/", RAMADAN).context["asked"].words}
    again = browser.post(f"{PAGE}jam/", RAMADAN | {"closes": "14:00"} | yes)
    assert again.context["asked"].words != yes["sure"]
    sent = lengths(browser, D05="7")
    yes = {"sure": browser.post(f"{PAGE}lama/", sent).context["asked"].words}
    assert browser.post(f"{PAGE}lama/", lengths(browser, D05="3") | yes).context["asked"]
    assert not OfficeHours.objects.exists()
    assert not ClockRule.objects.exists()


def test_lengths_are_told_first_with_the_number_late_at_once_and_stay_typed(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(eko)
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        before = everything()
        page = text_of(browser.post(f"{PAGE}lama/", lengths(browser, D05="2", D04="6")))
        assert "1 tenggat berjalan berpindah: 1 lebih cepat." in page
        assert "1 di antaranya langsung terlambat." in page
        assert 'value="6"' in page
        assert "Perbaiki bagian yang ditandai" not in page
        assert everything() == before
        press(browser, f"{PAGE}lama/", lengths(browser, D05="2", D04="6"))
    assert due_of(assigned, "D05") < clock.now() + timedelta(days=8)


@pytest.mark.parametrize("typed", [{"D05": "10", "D05_complaint": "7"}, {"D05": "9", "D05_complaint": ""}])
def test_as_many_move_as_were_told_though_a_class_has_a_length_of_its_own(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf, typed: dict[str, str]
) -> None:
    settling.keep_length(actor=builders.actor_of(eko), code="D05", amount=5, report_class="complaint")
    browser, before = screen_of(eko), DeadlineChange.objects.count()
    sent = lengths(browser, **typed)
    assert "1 tenggat berjalan berpindah: 1 lebih lambat." in text_of(browser.post(f"{PAGE}lama/", sent))
    assert "1 tenggat berjalan berpindah;" in text_of(press(browser, f"{PAGE}lama/", sent, follow=True))
    assert DeadlineChange.objects.count() == before + 1


def test_bringing_back_and_ending_are_told_first_too(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, actor = screen_of(eko), builders.actor_of(eko)
    settling.keep_length(actor=actor, code="D05", amount=7)
    office.keep_hours(actor=actor, name="Ramadan", hours=SHORTER)
    row, before = OfficeHours.objects.get(), everything()
    page = text_of(browser.post(f"{PAGE}lama/", {"back": "D05"}))
    assert "1 tenggat berjalan berpindah: 1 lebih lambat." in page
    assert "Ya, kembalikan" in page
    page = text_of(browser.post(f"{PAGE}jam/{row.pk}/akhiri/"))
    assert "2 tenggat berjalan berpindah: 2 lebih lambat." in page
    assert "Ya, hapus" in page
    assert everything() == before


def test_what_moves_nothing_is_saved_at_once(assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf) -> None:
    browser = screen_of(eko)
    answer = browser.post(f"{PAGE}lama/", lengths(browser, D06="50"), follow=True)
    assert "Tidak ada tenggat berjalan yang berpindah." in text_of(answer)
    assert ClockRule.objects.get().amount == 50


def test_only_whoever_may_save_is_told(assigned: Case, fitri: Person, eko: Person) -> None:
    actor = builders.actor_of(fitri)
    office.keep_hours(actor=builders.actor_of(eko), name="Ramadan", hours=SHORTER)
    row = OfficeHours.objects.get()
    asked: list[Callable[[], Foreseen]] = [
        lambda: foreseeing.foresee_hours(actor=actor, hours=LONGER),
        lambda: foreseeing.foresee_end(actor=actor, row=row),
        lambda: foreseeing.foresee_lengths(actor=actor, changes=[("D05", "", 3)]),
        lambda: foreseeing.foresee_shipped(actor=actor, code="D05"),
    ]
    for ask in asked:
        with pytest.raises(NotAllowedError):
            ask()


def test_what_cannot_be_saved_is_refused_before_anything_is_counted(eko: Person) -> None:
    actor = builders.actor_of(eko)
    with pytest.raises(settling.ClockRefusedError, match="tutup sebelum buka"):
        foreseeing.foresee_hours(actor=actor, hours=Hours(date(2026, 12, 1), None, time(9), time(8)))
