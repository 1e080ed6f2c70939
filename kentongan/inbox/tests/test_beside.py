"""What stands beside a case: notes with names called, things to do, photos, evidence, followers, lists."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from kentongan.core import clock
from kentongan.inbox.cases import files
from kentongan.inbox.cases.models import CaseFile, ChecklistItem, Note
from kentongan.inbox.models import Answer, Case, Conversation
from kentongan.inbox.services import answers
from kentongan.organizations.models import Person
from kentongan.work.models import Notice
from tests import builders
from tests.pictures import photo

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
Says = Callable[..., Conversation]
pytestmark = pytest.mark.usefixtures("monday")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


@pytest.fixture(autouse=True)
def media(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_colleague_called_in_a_note_is_told_and_nobody_else(
    assigned: Case, fitri: Person, citra: Person, ayu: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = screen_of(fitri).post(
        url(assigned, "catatan/"), {"note": "@CitraMelati dan @AyuLarasati, tolong cek foto."}, follow=True
    )
    assert "1 rekan diberi tahu" in text_of(answer)
    assert Notice.objects.filter(
        person=citra, sentence="Fitri Maharani menyebut Anda dalam catatan kasus 0001/2026"
    ).exists()
    assert not Notice.objects.filter(person=ayu).exists()
    assert "tolong cek foto" in text_of(screen_of(citra).get(url(assigned)))


def test_an_empty_note_is_not_kept(assigned: Case, fitri: Person, screen_of: ScreenOf) -> None:
    assert screen_of(fitri).post(url(assigned, "catatan/"), {"note": "  "}).status_code == 422
    assert not Note.objects.exists()


def test_readers_write_no_notes_and_learn_who_works_on_it(
    assigned: Case, kartika: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = screen_of(kartika).post(url(assigned, "catatan/"), {"note": "x"})
    assert answer.status_code == 403
    assert "tidak ikut mengerjakannya" in text_of(answer)


def test_a_thing_to_do_is_written_down_and_ticked(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(fitri)
    browser.post(url(assigned, "daftar-periksa/"), {"to_do": "Ukur lubang"})
    item = ChecklistItem.objects.get()
    browser.post(url(assigned, "daftar-periksa/"), {"item": item.pk, "done": "1"})
    item.refresh_from_db()
    assert item.done_by == fitri
    assert "Ukur lubang" in text_of(browser.get(url(assigned)))


def test_who_follows_a_case_is_told_of_notes(assigned: Case, eko: Person, fitri: Person, screen_of: ScreenOf) -> None:
    screen_of(eko).post(url(assigned, "ikuti/"), {"follows": "1"})
    screen_of(fitri).post(url(assigned, "catatan/"), {"note": "Besok ke lokasi."})
    assert Notice.objects.get(person=eko, sentence__contains="menulis catatan").kind == "news"
    screen_of(eko).post(url(assigned, "ikuti/"), {})
    screen_of(fitri).post(url(assigned, "catatan/"), {"note": "Sudah."})
    assert Notice.objects.filter(person=eko, sentence__contains="menulis catatan").count() == 1


def photo_of(case: Case, person: Person, kind: str) -> CaseFile:
    actor = builders.actor_of(person)
    today = clock.now().astimezone(actor.zone).date()
    return files.add_file(
        actor=actor, case=case, upload=photo(), kind=kind, taken_on=today, said="Lubang di depan pasar"
    )


def test_where_policy_says_so_a_case_ends_only_with_photos_of_before_and_after(
    assigned: Case, eko: Person, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    files.keep_evidence_rule(actor=builders.actor_of(eko), report_class="complaint", needed=True, before_too=True)
    browser, told = screen_of(fitri), {"text": "Sudah ditambal.", "revision": 0, "closes": "on", "submit": "1"}
    answer = browser.post(url(assigned, "jawaban/"), told)
    assert answer.status_code == 422
    assert "baru selesai dengan foto sebelum dikerjakan dan sesudah dikerjakan" in text_of(answer)
    assert "Sudah ditambal." in text_of(answer)
    photo_of(assigned, fitri, "before")
    photo_of(assigned, fitri, "after")
    answers.submit_answer(
        actor=builders.actor_of(fitri), case=assigned, text="Sudah ditambal.", closes=True,
        revision=getattr(Answer.objects.first(), "revision", 0),
    )  # fmt: skip
    assert Answer.objects.get().state == "submitted"


def test_a_photo_stands_on_the_page_with_unit_and_day_and_not_in_the_library(
    assigned: Case, fitri: Person, citra: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    kept = photo_of(assigned, fitri, "after")
    page = text_of(screen_of(citra).get(url(assigned)))
    assert f'src="/g/wajo/kasus/{assigned.pk}/berkas/{kept.pk}/?kecil" alt="Lubang di depan pasar"' in page
    assert "Lubang di depan pasar" not in text_of(screen_of(citra).get("/g/wajo/pustaka/"))


def test_a_photo_of_tomorrow_and_a_file_that_is_none_are_refused(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, address = screen_of(fitri), url(assigned, "berkas/")
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    late = browser.post(address, {"file": photo(), "kind": "after", "taken_on": tomorrow})
    assert "Tanggal foto itu belum tiba" in text_of(late)
    false = io.BytesIO(b"bukan foto")
    false.name = "foto.jpg"
    assert browser.post(address, {"file": false, "kind": "after", "taken_on": "2026-11-20"}).status_code == 422
    assert not CaseFile.objects.exists()


def test_a_photo_is_taken_out_and_the_row_stays(assigned: Case, fitri: Person, screen_of: ScreenOf) -> None:
    kept = photo_of(assigned, fitri, "paper")
    browser = screen_of(fitri)
    browser.post(url(assigned, "berkas/keluarkan/"), {"file": kept.pk})
    assert browser.get(url(assigned, f"berkas/{kept.pk}/")).status_code == 404
    assert CaseFile.objects.get().removed_by == fitri


@pytest.mark.parametrize(
    ("view", "who", "there"),
    [
        ("berjalan", "eko", True), ("saya", "fitri", True), ("saya", "eko", False), ("dinas", "fitri", True),
        ("lewat", "eko", False), ("selesai", "eko", False), ("kirim", "sender", False),
    ],
)  # fmt: skip
def test_each_view_holds_what_its_name_says(
    assigned: Case,
    request: pytest.FixtureRequest,
    screen_of: ScreenOf,
    text_of: TextOf,
    *,
    view: str,
    who: str,
    there: bool,
) -> None:
    page = text_of(screen_of(request.getfixturevalue(who)).get("/g/wajo/kasus/", {"tab": view}))
    assert (assigned.code in page) == there


def test_overdue_cases_come_with_the_longest_overdue_first_and_paused_ones_do_not_count(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=20)):
        assert assigned.code in text_of(screen_of(eko).get("/g/wajo/kasus/", {"tab": "lewat"}))
        Case.objects.update(pause_kind="citizen")
        assert assigned.code not in text_of(screen_of(eko).get("/g/wajo/kasus/", {"tab": "lewat"}))


def test_an_answer_that_waits_for_its_sender_is_listed_for_them(
    assigned: Case, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answers.submit_answer(actor=builders.actor_of(fitri), case=assigned, text="Besok.", closes=True, revision=0)
    assert assigned.code in text_of(screen_of(sender).get("/g/wajo/kasus/", {"tab": "kirim"}))


def test_the_workbook_names_no_citizen_and_repeats_none_of_their_words(
    assigned: Case, eko: Person, screen_of: ScreenOf
) -> None:
    answer = screen_of(eko).get("/g/wajo/kasus/daftar.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert assigned.code in cells
    assert "Dinas PU" in cells
    assert not any("rani" in cell or "berlubang" in cell for cell in cells)


def test_the_way_is_printed_with_every_step(
    assigned: Case, kartika: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(screen_of(kartika).get(url(assigned, "cetak/")))
    for word in ("rani_tempe", "Eko Samudra", "Dinas PU", "Cek lokasi hari ini."):
        assert word in page
