"""A report for the inspectorate: the unit it is about finds it nowhere, by no way of reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.inbox.cases import files, notes, verifying
from kentongan.inbox.cases.lists import VIEWS, case_by_number
from kentongan.inbox.cases.models import CaseFile
from kentongan.inbox.lists.counting import tab_counts
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.selectors import case_for, cases_for, conversations_for, same_topic, similar_to
from kentongan.inbox.services import disposisi, sorting
from kentongan.inbox.services.disposisi import DispositionRefusedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice
from kentongan.work.selectors import tasks_for
from tests import builders
from tests.pictures import photo

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
Says = Callable[..., Conversation]
pytestmark = pytest.mark.usefixtures("monday")
WORDS = "petugas jembatan minta setoran tiap pekan"


@pytest.fixture
def inspectorate(dinas_pu: Agency) -> Agency:
    return builders.agency("Inspektorat")


@pytest.fixture
def inspector(inspectorate: Agency) -> Person:
    return builders.person("Indra Watas", (Role.INSPECTOR,), inspectorate)


@pytest.fixture
def reported(
    says: Says, eko: Person, fitri: Person, dinas_pu: Agency, inspector: Person, tmp_path: Any, settings: Any
) -> Case:
    """It went to Dinas PU as a complaint; then Eko saw that it is about Dinas PU, and gave it to the inspectorate."""
    settings.MEDIA_ROOT = tmp_path / "media"
    actor = builders.actor_of(eko)
    case = sorting.forward(
        actor=actor, conversation=says(WORDS), to_agency=dinas_pu, instruction="Cek setoran.", kind="complaint"
    )
    notes.add_note(actor=actor, case=case, text="@FitriMaharani tolong dilihat")
    case = verifying.classify(actor=actor, case=case, report_class="oversight", reported=dinas_pu)
    disposisi.give(actor=actor, case=case, to_agency=inspector.agency, instruction="Periksa diam-diam.")
    case.refresh_from_db()
    return case


@pytest.fixture
def within(dinas_pu: Agency, fitri: Person, citra: Person) -> list[Person]:
    """Everyone of the unit it is about, a head, a coordinator and an auditor of theirs among them."""
    roles = (Role.HEAD, Role.COORDINATOR, Role.AUDITOR, Role.APPROVER, Role.ADMINISTRATOR)
    return [fitri, citra, *(builders.person(f"{role.value.title()} Jembatan", (role,), dinas_pu) for role in roles)]


def test_no_way_of_reading_leads_the_reported_unit_to_it(
    reported: Case, within: list[Person], says: Says, screen_of: ScreenOf, text_of: TextOf
) -> None:
    twin = says("setoran lagi di jembatan", remote_id="c-7")
    Conversation.objects.update(topic="jembatan")
    Case.objects.update(topic="jembatan")
    for person in within:
        actor, browser = builders.actor_of(person), screen_of(person)
        assert not cases_for(actor).exists(), person
        assert not conversations_for(actor).filter(case=reported).exists(), person
        assert case_for(actor, reported.pk) is None
        assert case_by_number(actor, reported.number, reported.year) is None
        assert similar_to(twin, same_topic(actor, twin)) == []
        assert sum(tab_counts(actor).values()) <= 1, person
        assert not tasks_for(actor).filter(subject_type="case").exists(), person
        assert not Notice.objects.filter(person=person, sentence__contains=reported.code).exists(), person
        for view in VIEWS:
            assert reported.code not in text_of(browser.get("/g/wajo/kasus/", {"tab": view})), (person, view)
            assert browser.get("/g/wajo/kasus/daftar.xlsx", {"tab": view}).status_code == 200
        assert WORDS not in text_of(browser.get("/g/wajo/kotak-masuk/", {"q": "setoran", "tab": "dinas"})), person
        assert WORDS not in text_of(browser.get("/g/wajo/")), person
        assert reported.code not in text_of(browser.get("/g/wajo/kabar/")), person


@pytest.mark.parametrize("act", ["", "cetak/", "jawaban/", "teruskan/", "catatan/", "ikuti/", "gabung/", "pisahkan/"])
def test_its_address_is_not_there_for_them(reported: Case, within: list[Person], screen_of: ScreenOf, act: str) -> None:
    for person in within:
        browser, address = screen_of(person), f"/g/wajo/kasus/{reported.pk}/{act}"
        answer = (
            browser.get(address) if act in {"", "cetak/"} else browser.post(address, {"note": "x", "number": "1/2026"})
        )
        assert answer.status_code == 404, person


def test_its_files_are_shown_to_nobody_who_does_not_see_the_case(
    reported: Case, inspector: Person, within: list[Person], screen_of: ScreenOf
) -> None:
    clerk = builders.person("Jamal Watas", (Role.ADMIN,), inspector.agency)
    actor = builders.actor_of(inspector)
    kept = files.add_file(actor=actor, case=reported, upload=photo(), kind="paper", taken_on=reported.opened_at.date())
    assert screen_of(inspector).get(f"/g/wajo/kasus/{reported.pk}/berkas/{kept.pk}/").status_code == 200
    for person in (clerk, *within):
        browser = screen_of(person)
        assert browser.get(f"/g/wajo/media/{kept.asset_id}/").status_code == 404, person
        assert browser.get(f"/g/wajo/kasus/{reported.pk}/berkas/{kept.pk}/").status_code == 404, person
    assert CaseFile.objects.count() == 1


def test_the_trail_says_that_it_was_passed_on_and_not_what_it_says(reported: Case) -> None:
    given = Entry.objects.filter(action="inbox.case.assigned").latest("pk")
    assert given.data["instruction"] == "isinya hanya dibaca inspektorat"


def test_the_inspector_reads_it_and_the_words_before_it_became_one(
    reported: Case, inspector: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(screen_of(inspector).get(f"/g/wajo/kasus/{reported.pk}/"))
    assert WORDS in page
    assert "Menunggu jawaban Anda" in page
    assert "Ditarik: laporan ini untuk inspektorat" in page


def test_it_is_not_passed_to_a_unit_below_the_one_it_is_about(
    reported: Case, inspector: Person, dinas_pu: Agency
) -> None:
    below = builders.agency("UPT Jalan")
    Agency.objects.filter(pk=below.pk).update(parent=dinas_pu)
    builders.person("Rahma Jalan", (Role.INSPECTOR,), below)
    with pytest.raises(DispositionRefusedError, match="termasuk yang dilaporkan"):
        disposisi.give(actor=builders.actor_of(inspector), case=reported, to_agency=below, instruction="")


def test_only_the_inspectorate_lets_it_go(reported: Case, eko: Person, inspector: Person) -> None:
    with pytest.raises(DispositionRefusedError):
        verifying.classify(actor=builders.actor_of(eko), case=reported, report_class="complaint")
    freed = verifying.classify(actor=builders.actor_of(inspector), case=reported, report_class="complaint")
    assert not freed.watched


def test_a_colleague_who_may_not_see_it_is_not_told_when_called_by_name(
    reported: Case, inspector: Person, fitri: Person
) -> None:
    note = notes.add_note(actor=builders.actor_of(inspector), case=reported, text="@FitriMaharani @EkoSamudra lihat")
    assert fitri.pk not in note.mentioned
    assert len(note.mentioned) == 1
