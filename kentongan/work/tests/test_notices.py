"""Behind the bell: everyone's own, told apart by what is asked and what is news."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from kentongan.organizations.actor import system
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice
from kentongan.work.registry import register_task_kind
from kentongan.work.selectors import notices_for, tasks_for, unread_count
from kentongan.work.services import close_tasks, notify, open_task
from tests import builders

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
BELL = "/g/wajo/kabar/"
register_task_kind("test.look", group="Setujui", verb="Lihat", order=1)


def tell(person: Person, sentence: str, kind: str = Notice.Kind.NEWS, path: str = "/orang/") -> None:
    notify(actor=system(person.government_id), person_ids=[person.pk], kind=kind, sentence=sentence, path=path)


def test_a_person_reads_only_what_was_told_to_them(
    ayu: Person, citra: Person, screen_of: Screen, text_of: Text
) -> None:
    tell(ayu, "Kiriman Anda disetujui")

    assert "Kiriman Anda disetujui" in text_of(screen_of(ayu).get(BELL))
    assert "Belum ada kabar" in text_of(screen_of(citra).get(BELL))


def test_what_is_asked_and_what_is_news_can_be_told_apart(ayu: Person, screen_of: Screen, text_of: Text) -> None:
    tell(ayu, "Jadwal berubah")
    tell(ayu, "Lengkapi bukti", Notice.Kind.ACTION)
    screen = screen_of(ayu)

    asked = text_of(screen.get(f"{BELL}?jenis=action"))
    assert "Lengkapi bukti" in asked
    assert "Jadwal berubah" not in asked
    assert "Jadwal berubah" in text_of(screen.get(f"{BELL}?jenis=ngawur"))


def test_opening_a_notice_marks_it_read_and_goes_there(ayu: Person, screen_of: Screen) -> None:
    tell(ayu, "Ada orang baru")
    notice = notices_for(builders.actor_of(ayu)).get()

    answer = screen_of(ayu).post(f"{BELL}{notice.pk}/")

    assert answer["Location"] == "/g/wajo/orang/"
    assert unread_count(builders.actor_of(ayu)) == 0


def test_nobody_opens_another_persons_notice(ayu: Person, citra: Person, screen_of: Screen) -> None:
    tell(ayu, "Rahasia Ayu")
    notice = notices_for(builders.actor_of(ayu)).get()

    assert screen_of(citra).post(f"{BELL}{notice.pk}/").status_code == 404
    assert unread_count(builders.actor_of(ayu)) == 1


def test_a_notice_without_a_page_leads_back_to_the_list(ayu: Person, screen_of: Screen) -> None:
    tell(ayu, "Sekadar kabar", path="")
    notice = notices_for(builders.actor_of(ayu)).get()

    assert screen_of(ayu).post(f"{BELL}{notice.pk}/")["Location"] == BELL


def test_everything_can_be_marked_read_at_once(ayu: Person, bima: Person, screen_of: Screen, text_of: Text) -> None:
    for person in (ayu, ayu, bima):
        tell(person, "Kabar")
    screen = screen_of(ayu)
    assert "Tandai 2 kabar sudah dibaca" in text_of(screen.get(BELL))

    screen.post(f"{BELL}dibaca/")

    assert unread_count(builders.actor_of(ayu)) == 0
    assert unread_count(builders.actor_of(bima)) == 1


def test_who_acts_is_not_told_of_it(ayu: Person, bima: Person) -> None:
    people = [ayu.pk, bima.pk]

    notify(actor=builders.actor_of(ayu), person_ids=people, kind=Notice.Kind.NEWS, sentence="Ayu menulis")

    assert unread_count(builders.actor_of(ayu)) == 0
    assert unread_count(builders.actor_of(bima)) == 1


def ask(person: Person, *, role: str = "", agency_id: int | None = None, title: str = "Lihat ini") -> None:
    whom = {"role": role, "agency_id": agency_id} if role else {"person_id": person.pk}
    open_task(
        actor=system(person.government_id),
        kind="test.look",
        subject_type="hal",
        subject_id=1,
        title=title,
        path="/orang/",
        **whom,
    )


def test_a_task_of_a_role_waits_for_its_holders_in_that_agency_only(bima: Person, citra: Person, ayu: Person) -> None:
    ask(bima, role=Role.APPROVER, agency_id=bima.agency_id)

    assert tasks_for(builders.actor_of(bima)).count() == 1
    assert not tasks_for(builders.actor_of(citra)).exists()
    assert not tasks_for(builders.actor_of(ayu)).exists()


def test_asking_again_only_brings_the_words_up_to_date(ayu: Person) -> None:
    ask(ayu)
    ask(ayu, title="Lihat yang ini")

    assert [task.title for task in tasks_for(builders.actor_of(ayu))] == ["Lihat yang ini"]


def test_what_is_done_no_longer_waits(ayu: Person) -> None:
    ask(ayu)

    assert close_tasks(actor=builders.actor_of(ayu), subject_type="hal", subject_id=1, kinds=["test.other"]) == 0
    assert close_tasks(actor=builders.actor_of(ayu), subject_type="hal", subject_id=1) == 1
    assert not tasks_for(builders.actor_of(ayu)).exists()
