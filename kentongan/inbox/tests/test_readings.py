"""What triage reads is advice in a government's own words: its places, its table, its people's corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Conversation, Message
from kentongan.inbox.readings import tables
from kentongan.inbox.readings.advice import Advice
from kentongan.inbox.readings.bearers import Bearer
from kentongan.inbox.readings.checking import Checked, check
from kentongan.inbox.readings.models import KnownPlace, Matter, Rereading
from kentongan.inbox.readings.reader import on_the_safe_side
from kentongan.inbox.readings.rereading import read_some_again
from kentongan.inbox.services import sorting
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government
from kentongan.work.models import Notice, Task
from tests import builders

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
FIRE = "Tolong ada kebakaran di gang sempit dekat pasar, damkar belum datang!"
HOLE = "jalan di depan pasar berlubang sudah 3 bulan, tolong pak"
AGAIN = "Pak jalan depan pasar berlubang lagi, kemarin ada yang jatuh"
NUMBER = "0812-7345-6789"


def test_a_kelurahan_is_more_exact_than_its_kecamatan(says: Says, dinas_pu: Agency) -> None:
    tempe = builders.agency("Kecamatan Tempe", kind=Agency.Kind.DISTRICT)
    KnownPlace.objects.create(government_id=tempe.government_id, name="Lapongkoda", level="village", within="Tempe")
    heard = says("jalan rusak di kel. lapongkda, kec. tempe")
    assert heard.place == "Lapongkoda"
    assert heard.suggested_agency == dinas_pu


def test_the_coordinators_table_goes_before_the_affairs_of_the_agencies(
    says: Says, dinas_pu: Agency, eko: Person, diskominfo: Agency
) -> None:
    tables.set_bearer(actor=builders.actor_of(eko), topic="T01", bearer=Bearer(diskominfo))
    assert says(HOLE).suggested_agency == diskominfo
    tables.set_bearer(actor=builders.actor_of(eko), topic="T01", bearer=Bearer(outside="Pemerintah provinsi"))
    outside = says(HOLE, remote_id="c-2")
    assert (outside.suggested_agency, outside.outside) == (None, "Pemerintah provinsi")


def test_where_words_leave_the_topic_open_the_account_they_stand_on_decides(
    says: Says, dinas_kesehatan: Agency, instagram: Channel
) -> None:
    asked = RemoteComment("c-9", "p-9", "mohon digratiskan", clock.now(), author_id="55")
    store_polled(instagram, [asked])
    process(instagram.government_id)
    there, at_the_heads = Conversation.objects.get(channel=instagram), says("mohon digratiskan")
    assert (there.suggested_agency, there.topic_sure) == (dinas_kesehatan, "unknown")
    assert (there.reading["topic"]["by_account"], there.reading["topic"]["ask"]) == (True, True)
    assert at_the_heads.suggested_agency != dinas_kesehatan
    assert there.reading["topic"]["shipped"] == at_the_heads.reading["topic"]["value"]


def test_what_may_be_about_life_is_a_task_at_once_and_is_done_when_somebody_looked(
    says: Says, eko: Person, screen_of: ScreenOf
) -> None:
    heard = says(FIRE)
    asked = Task.objects.get(kind="inbox.urgent", done_at=None)
    assert asked.path == f"/kotak-masuk/{heard.pk}/"
    assert Notice.objects.filter(person=eko, sentence__contains="darurat").exists()
    screen_of(eko).post(f"/g/wajo/kotak-masuk/{heard.pk}/diperiksa/", {"kind": "complaint", "urgency": "now"})
    asked.refresh_from_db()
    assert asked.done_at is not None


def test_what_is_not_urgent_rings_nobody(says: Says) -> None:
    says("terima kasih, mantap")
    assert not Task.objects.filter(kind="inbox.urgent").exists()


def test_two_comments_about_one_hole_are_one_matter_and_the_page_says_so(
    says: Says, eko: Person, screen_of: ScreenOf
) -> None:
    first = says(HOLE)
    second = says(AGAIN, remote_id="c-2", later=timedelta(hours=3))
    first.refresh_from_db()
    assert first.matter_id == second.matter_id is not None
    page = screen_of(eko).get(f"/g/wajo/kotak-masuk/{second.pk}/").content.decode()
    assert "1 komentar lain tentang hal yang sama" in page


def test_a_third_joins_the_same_matter_and_another_street_does_not(says: Says) -> None:
    for number, text in enumerate(
        (HOLE, AGAIN, "jalan depan pasar berlubang, tolong", "jalan ke kampus rusak bergelombang")
    ):
        says(text, remote_id=f"c-{number}")
    assert Matter.objects.count() == 1
    assert Conversation.objects.exclude(matter=None).count() == 3


def test_personal_data_is_masked_for_whoever_neither_sorts_nor_handles(
    says: Says, eko: Person, kartika: Person, screen_of: ScreenOf
) -> None:
    heard = says(f"jalan rusak, hubungi saya {NUMBER}")
    assert heard.personal
    desk = screen_of(eko).get(f"/g/wajo/kotak-masuk/{heard.pk}/").content.decode()
    others = screen_of(kartika).get(f"/g/wajo/kotak-masuk/{heard.pk}/").content.decode()
    assert NUMBER in desk
    assert "Jangan menyalinnya ke instruksi" in desk
    assert NUMBER not in others
    assert "disamarkan" in others


def test_no_personal_data_stands_in_the_title_of_the_case_or_in_a_task(
    says: Says, eko: Person, dinas_pu: Agency
) -> None:
    heard = says(f"jalan rusak, hubungi saya {NUMBER}")
    assert not any(NUMBER in task.detail + task.title for task in Task.objects.all())
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=heard, to_agency=dinas_pu, instruction="", kind="complaint"
    )
    assert NUMBER not in case.title


def test_older_comments_are_read_again_once_and_what_a_person_checked_stays(
    says: Says, wajo: Government, eko: Person, monday: object
) -> None:
    checked, waiting = says(HOLE), says(AGAIN, remote_id="c-2")
    check(actor=builders.actor_of(eko), conversation=checked, checked=Checked(kind="aspiration"))
    Conversation.objects.update(read_with="lama", language="")
    Conversation.objects.filter(pk=waiting.pk).update(topic="", kind="other")
    assert read_some_again(wajo.pk) == 2
    assert read_some_again(wajo.pk) == 0
    checked.refresh_from_db()
    waiting.refresh_from_db()
    assert (checked.kind, checked.language) == ("aspiration", "ind")
    assert (waiting.kind, waiting.topic) == ("complaint", "Jalan rusak")
    assert Rereading.objects.get().finished_at is not None


@pytest.mark.parametrize("text", ["", "🔥", "\u202etxet\u202c", "x" * 50_000, "SLOT gacor maxwin"])
def test_any_words_are_taken_in(says: Says, text: str) -> None:
    heard = says(text)
    assert heard.read_with
    assert heard.matter_id is None


def test_on_the_page_of_its_case_only_those_who_handle_it_read_the_number(
    says: Says, eko: Person, fitri: Person, kartika: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    heard = says(f"jalan rusak, hubungi saya {NUMBER}")
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=heard, to_agency=dinas_pu, instruction="", kind="complaint"
    )
    assert NUMBER in screen_of(fitri).get(f"/g/wajo/kasus/{case.pk}/").content.decode()
    assert NUMBER not in screen_of(kartika).get(f"/g/wajo/kasus/{case.pk}/").content.decode()
    message = Message.objects.get(conversation=heard)
    assert NUMBER not in screen_of(kartika).get(f"/g/wajo/kotak-masuk/komentar/{message.pk}/").content.decode()


def test_a_word_of_danger_asks_for_a_person_whatever_the_learned_head_says() -> None:
    advice = on_the_safe_side("ada yang tenggelam di danau", Advice("normal", 0.99, ask=False), "complaint")
    assert (advice.value, advice.ask, [one.text for one in advice.words]) == ("now", True, ["tenggelam"])
    assert (
        on_the_safe_side("terima kasih korban sudah dibantu", Advice("normal", 0.9, ask=False), "praise").value
        == "normal"
    )
    assert on_the_safe_side("jalan rusak", Advice("normal", 0.9, ask=False), "complaint").value == "normal"


def test_what_is_taken_for_spam_without_certainty_stays_in_the_list_of_those_who_wait(says: Says) -> None:
    heard = says("x" * 400)
    assert not heard.spam
