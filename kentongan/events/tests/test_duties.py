from __future__ import annotations

from datetime import timedelta

import pytest

from kentongan.core import clock
from kentongan.events import services
from kentongan.events.models import Event
from kentongan.events.selectors import event_for
from kentongan.events.services import BusyError
from kentongan.events.tests.conftest import Screen, facts
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice
from kentongan.work.selectors import tasks_for
from tests import builders


@pytest.fixture
def wati(dinas_kesehatan: Agency) -> Person:
    return builders.person("Wati Kirana", (Role.ADMIN,), dinas_kesehatan)


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("sentence", flat=True))


def test_whoever_is_named_hears_of_it_at_once_and_of_an_event_tomorrow_also_on_hari_ini(
    ayu_acts: Actor, event: Event, wati: Person
) -> None:
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    assert "Anda meliput “Posyandu remaja”" in told(wati)[0]
    assert not tasks_for(builders.actor_of(wati)).exists()
    near = services.record_event(actor=ayu_acts, agency_id=event.agency_id, facts=facts("Donor darah", hours=5))
    services.assign(actor=ayu_acts, event=near, person_id=wati.pk)
    assert [task.title for task in tasks_for(builders.actor_of(wati))] == ["Liput “Donor darah”"]


@pytest.mark.as_worker
def test_an_officer_is_reminded_once_the_day_before_and_once_at_the_start(
    ayu_acts: Actor, event: Event, wati: Person
) -> None:
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    before = len(told(wati))
    for hours, heard in ((-30, 0), (-23, 1), (-22, 1), (0, 2), (1, 2)):
        at = event.starts_at + timedelta(hours=hours)
        with clock.stopped_at(at):
            services.remind_due(at=at)
        assert len(told(wati)) - before == heard, hours
    assert told(wati)[-1] == "Liput “Posyandu remaja”: dimulai sekarang"
    assert tasks_for(builders.actor_of(wati)).count() == 1


@pytest.mark.as_worker
def test_after_a_long_stop_nobody_is_told_that_yesterdays_event_begins(
    ayu_acts: Actor, event: Event, wati: Person
) -> None:
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    before, late = len(told(wati)), event.starts_at + timedelta(hours=20)
    with clock.stopped_at(late):
        assert services.remind_due(at=late) == 0
    assert len(told(wati)) == before
    assert tasks_for(builders.actor_of(wati)).count() == 1


def test_a_person_with_another_event_then_is_named_only_when_one_insists(
    ayu_acts: Actor, event: Event, wati: Person
) -> None:
    other = services.record_event(actor=ayu_acts, agency_id=event.agency_id, facts=facts("Rapat", hours=49))
    after = services.record_event(actor=ayu_acts, agency_id=event.agency_id, facts=facts("Sesudahnya", hours=50.01))
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    services.assign(actor=ayu_acts, event=after, person_id=wati.pk)
    with pytest.raises(BusyError) as busy:
        services.assign(actor=ayu_acts, event=other, person_id=wati.pk)
    assert event in busy.value.others
    services.assign(actor=ayu_acts, event=other, person_id=wati.pk, anyway=True)
    other.refresh_from_db()
    assert other.officer_id == wati.pk


def test_whoever_covers_hands_over_to_a_colleague_and_both_hear(
    ayu_acts: Actor, event: Event, wati: Person, ayu: Person
) -> None:
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    services.assign(actor=builders.actor_of(wati), event=event, person_id=ayu.pk)
    event.refresh_from_db()
    assert event.officer_id == ayu.pk
    assert "Anda meliput" in told(ayu)[-1]


def test_the_same_hours_on_another_day_are_no_clash(ayu_acts: Actor, event: Event, wati: Person) -> None:
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    after = services.record_event(actor=ayu_acts, agency_id=event.agency_id, facts=facts("Besoknya", hours=72))
    services.assign(actor=ayu_acts, event=after, person_id=wati.pk)
    after.refresh_from_db()
    assert after.officer_id == wati.pk


def test_a_writer_of_a_third_agency_cannot_be_named(ayu_acts: Actor, event: Event, citra: Person) -> None:
    with pytest.raises(NotAllowedError):
        services.assign(actor=ayu_acts, event=event, person_id=citra.pk)


def test_an_officer_hears_that_the_hour_moved_and_is_reminded_again(
    ayu_acts: Actor, event: Event, wati: Person
) -> None:
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    services.change_event(actor=ayu_acts, event=event, facts=facts(hours=10))
    assert "berubah" in told(wati)[-1]
    assert tasks_for(builders.actor_of(wati)).count() == 1


def test_a_cancelled_event_asks_nobody_any_more(ayu_acts: Actor, event: Event, wati: Person) -> None:
    services.change_event(actor=ayu_acts, event=event, facts=facts(hours=10))
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    services.cancel_event(actor=ayu_acts, event=event, reason="hujan")
    assert not tasks_for(builders.actor_of(wati)).exists()
    assert "dibatalkan" in told(wati)[-1]
    event.refresh_from_db()
    assert services.restore_event(actor=ayu_acts, event=event).state == "planned"


def test_the_page_names_the_clash_and_lets_one_insist(
    ayu_acts: Actor, event: Event, ayu: Person, wati: Person, screen_of: Screen
) -> None:
    other = services.record_event(actor=ayu_acts, agency_id=event.agency_id, facts=facts("Rapat", hours=49))
    services.assign(actor=ayu_acts, event=event, person_id=wati.pk)
    browser = screen_of(ayu)
    answer = browser.post(f"/g/wajo/kegiatan/{other.pk}/petugas/", {"person": wati.pk})
    assert answer.status_code == 409
    assert "meliput kegiatan lain pada waktu yang sama" in answer.content.decode()
    browser.post(f"/g/wajo/kegiatan/{other.pk}/petugas/", {"person": wati.pk, "anyway": "on"})
    page = browser.get(f"/g/wajo/kegiatan/{other.pk}/").content.decode()
    assert "punya dua tugas sekaligus" in page


def test_an_approver_reads_the_agenda_but_does_not_keep_it(event: Event, bima: Person, screen_of: Screen) -> None:
    browser = screen_of(bima)
    assert browser.get(f"/g/wajo/kegiatan/{event.pk}/").status_code == 200
    assert browser.get("/g/wajo/kegiatan/baru/").status_code == 403
    with pytest.raises(NotAllowedError):
        services.record_event(actor=builders.actor_of(bima), agency_id=event.agency_id, facts=facts())


def test_an_admin_keeps_no_other_agencys_agenda(citra: Person, event: Event) -> None:
    with pytest.raises(NotAllowedError):
        services.record_event(actor=builders.actor_of(citra), agency_id=event.agency_id, facts=facts())
    assert event_for(builders.actor_of(citra), event.pk) is None


def test_an_event_is_noted_and_shown_by_its_day(ayu_acts: Actor, ayu: Person, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    starts = clock.now().astimezone(ayu_acts.zone) + timedelta(days=3)
    typed = {"agency": ayu_acts.agency_id, "title": "Senam lansia", "starts_at": f"{starts:%Y-%m-%dT07:30}"}
    answer = browser.post("/g/wajo/kegiatan/baru/", typed)
    assert answer.status_code == 302
    page = " ".join(browser.get("/g/wajo/kegiatan/").content.decode().split())
    assert "Senam lansia" in page
    assert "07.30–09.30" in page
    wrong = browser.post("/g/wajo/kegiatan/baru/", typed | {"ends_at": f"{starts:%Y-%m-%dT07:00}"})
    assert wrong.status_code == 422
    assert "Selesainya harus sesudah mulai" in wrong.content.decode()
