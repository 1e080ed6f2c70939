"""Tenggat dan jam kerja: whoever has to do with citizens reads it, coordinators and administrators change it, deadlines follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.audit.registry import tell
from kentongan.core import clock
from kentongan.inbox.cases import files
from kentongan.inbox.clocks import hours as office
from kentongan.inbox.clocks import law, settling
from kentongan.inbox.clocks.calendar import Hours
from kentongan.inbox.clocks.models import ClockRule, DeadlineChange, LadderStep, OfficeHours
from kentongan.inbox.clocks.reading import calendar_of, ladder_of
from kentongan.inbox.clocks.rules import LADDER, Rung
from kentongan.inbox.models import Case, Deadline
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = pytest.mark.usefixtures("monday")
PAGE = "/g/wajo/tenggat/"
RAMADAN = {
    "name": "Ramadan 1448",
    "starts": "2026-11-24",
    "ends": "2026-12-23",
    "opens": "08:00",
    "closes": "15:00",
    "friday_closes": "15:30",
}


def due_of(case: Case, code: str) -> datetime:
    return Deadline.objects.filter(case=case, code=code, met_at=None).latest("pk").due_at


def keep(eko: Person, starts: date, ends: date | None, closes: int = 15, name: str = "Ramadan") -> int:
    return office.keep_hours(actor=builders.actor_of(eko), name=name, hours=Hours(starts, ends, time(8), time(closes)))


def lengths(browser: Client, **changed: str) -> dict[str, str]:
    """The form as it stands, with some of it typed over."""
    form = browser.get(PAGE).context["lengths"]
    fields = [line.field for line in form] + [field for line in form for _, _, field in line.classes]
    sent = {field.html_name: str(field.value() or "") for field in fields}
    sent |= {field.html_initial_name: str(field.initial or "") for field in fields}
    return sent | {name.replace("_", "-"): value for name, value in changed.items()}


def press(browser: Client, address: str, sent: dict[str, str] | None = None, *, follow: bool = False) -> Any:
    """Save, and say yes where it is told first that deadlines would move."""
    answer = browser.post(address, sent or {}, follow=follow)
    asked = answer.context.get("asked") if answer.context else None
    return browser.post(address, (sent or {}) | {"sure": asked.words}, follow=follow) if asked else answer


def test_ramadan_hours_move_the_end_of_the_day_and_the_page_says_how_many_moved(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    before = due_of(assigned, "D02")
    browser = screen_of(eko)
    answer = press(browser, f"{PAGE}jam/", RAMADAN, follow=True)
    assert "Jam kerja Ramadan 1448 tersimpan. 2 tenggat berjalan berpindah" in text_of(answer)
    assert "08.00–15.00, Jumat sampai 15.30" in text_of(answer)
    assert due_of(assigned, "D02") == before - timedelta(hours=1)
    assert "Bergeser: Jam kerja berubah: Ramadan 1448" in text_of(browser.get(f"/g/wajo/kasus/{assigned.pk}/"))


def test_two_times_that_overlap_are_refused_with_the_one_that_stands_there(
    eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    keep(eko, date(2026, 12, 1), date(2026, 12, 20))
    answer = press(screen_of(eko), f"{PAGE}jam/", RAMADAN | {"name": "Pekan olahraga"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "bertumpuk dengan Ramadan (1 Desember 2026 sampai 20 Desember 2026)" in page
    assert 'value="Pekan olahraga"' in page


@pytest.mark.parametrize(("starts", "ends"), [("2026-11-20", "2026-12-20"), ("2026-10-01", "2026-10-30")])
def test_hours_do_not_begin_in_the_past_because_what_was_counted_stands(
    eko: Person, screen_of: ScreenOf, text_of: TextOf, starts: str, ends: str
) -> None:
    answer = press(screen_of(eko), f"{PAGE}jam/", RAMADAN | {"starts": starts, "ends": ends})
    assert answer.status_code == 422
    assert "sudah dihitung dengan jam yang berlaku waktu itu" in text_of(answer)
    assert not OfficeHours.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends": "2026-11-23"}, "Hari terakhir ada sebelum hari pertama"),
        ({"closes": "07:00"}, "Kantor tutup sebelum buka"),
        ({"friday_closes": "08:00"}, "Pada hari Jumat kantor tutup sebelum buka"),
        ({"opens": "pagi"}, "Jam ini tidak terbaca"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_what_is_wrong(
    eko: Person, screen_of: ScreenOf, text_of: TextOf, typed: dict[str, str], said: str
) -> None:
    answer = press(screen_of(eko), f"{PAGE}jam/", RAMADAN | typed)
    assert (answer.status_code, said in text_of(answer)) == (422, True)


def test_usual_hours_hold_from_a_day_on_and_ramadan_goes_before_them(assigned: Case, eko: Person) -> None:
    keep(eko, date(2026, 11, 25), date(2026, 12, 24), closes=15)
    keep(eko, date(2026, 11, 24), None, closes=17, name="Jam biasa")
    keep(eko, date(2027, 1, 4), None, closes=16, name="Jam biasa 2027")
    calendar = calendar_of(eko.government_id)
    days = (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 28), date(2027, 1, 5))
    assert [calendar.day_ends(day).hour for day in days] == [16, 17, 15, 17, 16]


def test_of_hours_that_hold_only_the_last_day_is_changed(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    keep(eko, date(2026, 11, 23), date(2026, 12, 31))
    row = OfficeHours.objects.get()
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        browser = screen_of(eko)
        assert "Yang masih dapat diubah: nama dan hari terakhirnya" in text_of(browser.get(f"{PAGE}jam/{row.pk}/"))
        press(browser, f"{PAGE}jam/{row.pk}/", RAMADAN | {"closes": "12:00", "ends": "2026-11-27"})
        row.refresh_from_db()
        assert (row.closes, row.ends) == (time(15), date(2026, 11, 27))
        hours = Hours(row.starts, row.ends, time(8), time(12))
        with pytest.raises(settling.ClockRefusedError, match="Akhiri dahulu"):
            office.keep_hours(actor=builders.actor_of(eko), name="Ramadan", hours=hours, changing=row)


def test_hours_with_a_long_name_end_like_any_other(eko: Person, screen_of: ScreenOf, text_of: TextOf) -> None:
    keep(eko, date(2027, 2, 1), date(2027, 2, 28), name="Ramadan " * 10)
    row = OfficeHours.objects.get()
    answer = screen_of(eko).post(f"{PAGE}jam/{row.pk}/akhiri/", follow=True)
    assert "diakhiri" in text_of(answer)
    assert Entry.objects.get(action="inbox.clocks.hours_ended").subject_id == str(row.pk)


def test_hours_that_hold_end_today_and_hours_to_come_are_deleted(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    before = due_of(assigned, "D02")
    keep(eko, date(2026, 11, 23), date(2026, 12, 31))
    keep(eko, date(2027, 2, 1), date(2027, 2, 28), name="Pekan olahraga")
    running, ahead = OfficeHours.objects.order_by("pk")
    browser = screen_of(eko)
    answer = press(browser, f"{PAGE}jam/{running.pk}/akhiri/", follow=True)
    assert "Jam kerja Ramadan diakhiri. 2 tenggat berjalan berpindah" in text_of(answer)
    press(browser, f"{PAGE}jam/{ahead.pk}/akhiri/")
    assert [row.ends for row in OfficeHours.objects.all()] == [date(2026, 11, 23)]
    assert due_of(assigned, "D02") == before
    assert "sudah berakhir" in text_of(press(browser, f"{PAGE}jam/{running.pk}/akhiri/", follow=True))


def test_a_length_is_changed_and_what_runs_moves_with_its_reason(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    before = due_of(assigned, "D05")
    browser = screen_of(eko)
    answer = press(browser, f"{PAGE}lama/", lengths(browser, D05="7"), follow=True)
    assert "1 tenggat berjalan berpindah" in text_of(answer)
    assert due_of(assigned, "D05") < before
    assert "Bergeser: Lamanya menjadi 7 hari kerja" in text_of(browser.get(f"/g/wajo/kasus/{assigned.pk}/"))
    answer = press(browser, f"{PAGE}lama/", {"back": "D05"}, follow=True)
    assert "1 tenggat berjalan berpindah" in text_of(answer)
    assert due_of(assigned, "D05") == before
    assert not ClockRule.objects.exists()


def test_a_class_has_a_length_of_its_own_until_it_is_emptied(assigned: Case, eko: Person, screen_of: ScreenOf) -> None:
    before, browser = due_of(assigned, "D05"), screen_of(eko)
    press(browser, f"{PAGE}lama/", lengths(browser, D05="10", D05_complaint="7"))
    assert Deadline.objects.get(case=assigned, code="D05").amount == 7
    press(browser, f"{PAGE}lama/", lengths(browser, D05="12"))
    assert Deadline.objects.get(case=assigned, code="D05").amount == 7  # another length for all is not this class's
    press(browser, f"{PAGE}lama/", lengths(browser, D05_complaint=""))
    assert Deadline.objects.get(case=assigned, code="D05").amount == 12
    assert due_of(assigned, "D05") < before


def test_what_the_law_gives_is_not_made_longer_but_shorter(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    row = law.start_law_clock(actor=builders.actor_of(eko), case=assigned, code="D09")
    browser = screen_of(eko)
    answer = press(browser, f"{PAGE}lama/", lengths(browser, D09="96", D02="4"))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "96 jam lebih lama daripada yang diwajibkan" in page
    assert 'value="96"' in page
    assert 'value="4"' in page
    assert not ClockRule.objects.exists()
    press(browser, f"{PAGE}lama/", lengths(browser, D09="48"))
    assert due_of(assigned, "D09") == row.due_at - timedelta(hours=24)
    with pytest.raises(settling.ClockRefusedError, match="register PPID"):
        settling.keep_length(actor=builders.actor_of(eko), code="D07", amount=5)


@pytest.mark.parametrize("typed", ["", "0", "-3", "lima", "9999"])
def test_a_length_that_is_no_length_is_refused(eko: Person, screen_of: ScreenOf, typed: str) -> None:
    browser = screen_of(eko)
    assert press(browser, f"{PAGE}lama/", lengths(browser, D02=typed)).status_code == 422


def test_a_page_that_grew_stale_does_not_undo_what_a_colleague_changed(
    eko: Person, omar: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    stale = lengths(screen_of(omar), D02="4")
    settling.keep_length(actor=builders.actor_of(eko), code="D05", amount=9)
    press(screen_of(omar), f"{PAGE}lama/", stale)
    assert dict(ClockRule.objects.values_list("code", "amount")) == {"D05": 9, "D02": 4}
    answer = press(screen_of(omar), f"{PAGE}lama/", lengths(screen_of(omar)), follow=True)
    assert "Tidak ada yang berubah." in text_of(answer)


def steps(*rungs: tuple[str, str], removed: int = -1) -> dict[str, str]:
    sent = {"count": str(len(rungs))} | ({f"remove-{removed}": "on"} if removed >= 0 else {})
    for place, (days, target) in enumerate(rungs):
        sent |= {f"days-{place}": days, f"target-{place}": target}
    return sent


def test_the_ladder_is_added_to_put_in_order_and_brought_back(
    eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(eko)
    browser.post(f"{PAGE}jenjang/", steps(("5", "sekda"), ("-2", "liaison"), ("0", "head"), ("", ""), removed=2))
    assert ladder_of(eko.government_id) == (Rung(-2, "liaison"), Rung(5, "sekda"))
    page = text_of(browser.get(PAGE))
    assert "Kembalikan jenjang ke bawaan" in page
    browser.post(f"{PAGE}jenjang/", {"back": "1"})
    assert ladder_of(eko.government_id) == LADDER
    assert not LadderStep.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (steps(("2", ""), ("0", "head")), "Jenjang ini belum lengkap"),
        (steps(("2", "head"), ("2", "head")), "Jenjang ini sudah ada di atas"),
        (steps(("2", "head"), removed=0), "Sisakan paling sedikit satu jenjang"),
        ({"count": "0"}, "Sisakan paling sedikit satu jenjang"),
    ],
)
def test_a_ladder_that_tells_nobody_or_twice_is_refused(
    eko: Person, screen_of: ScreenOf, text_of: TextOf, sent: dict[str, str], said: str
) -> None:
    answer = screen_of(eko).post(f"{PAGE}jenjang/", sent)
    assert (answer.status_code, said in text_of(answer)) == (422, True)


def test_a_class_ends_only_with_the_photos_asked_for(assigned: Case, eko: Person, screen_of: ScreenOf) -> None:
    sent = {"complaint": "both", "initial-complaint": ""}
    screen_of(eko).post(f"{PAGE}bukti/", sent)
    assert "sebelum dikerjakan dan sesudah dikerjakan" in files.missing_evidence(assigned)
    entry = Entry.objects.filter(action="inbox.evidence.rule").get()
    said = tell(entry.action, entry.actor_name, entry.data)
    assert said.endswith("untuk pengaduan tidak berkadar pengawasan: foto sebelum dan sesudah")
    screen_of(eko).post(f"{PAGE}bukti/", {"complaint": "", "initial-complaint": "both"})
    assert files.missing_evidence(assigned) == ""


def test_a_liaison_reads_what_is_promised_and_changes_nothing(
    fitri: Person, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    settling.keep_length(actor=builders.actor_of(eko), code="D05", amount=7, report_class="complaint")
    browser = screen_of(fitri)
    page = text_of(browser.get(PAGE))
    for words in ("Pengaduan dan aspirasi selesai", "Pengaduan tidak berkadar pengawasan: 7 hari kerja", "120 menit"):
        assert words in page
    assert "Simpan" not in page
    assert "Diubah oleh Admin koordinator atau Admin sistem" in page
    for address in ("jam/", "lama/", "jenjang/", "bukti/"):
        assert browser.post(f"{PAGE}{address}", RAMADAN).status_code == 403


def test_for_whoever_has_nothing_to_do_with_citizens_the_page_is_not_there(
    diskominfo: Agency, screen_of: ScreenOf
) -> None:
    juror = builders.person("Juki Wajo", (Role.JURY,), diskominfo)
    assert screen_of(juror).get(PAGE).status_code == 404
    assert screen_of(juror).post(f"{PAGE}lama/").status_code == 404


def test_what_was_set_stands_in_the_trail_in_words(assigned: Case, eko: Person) -> None:
    keep(eko, date(2026, 11, 24), date(2026, 12, 23))
    settling.keep_length(actor=builders.actor_of(eko), code="D05", amount=7, report_class="complaint")
    said = [
        tell(one.action, one.actor_name, one.data) for one in Entry.objects.filter(subject_type="clock").order_by("pk")
    ]
    assert said == [
        "Eko Samudra menetapkan jam kerja Ramadan: 08.00–15.00, 24 November 2026 sampai 23 Desember 2026",
        "Eko Samudra menetapkan penyelesaian (pengaduan tidak berkadar pengawasan) menjadi 7 hari kerja",
    ]
    assert DeadlineChange.objects.count() >= 2
