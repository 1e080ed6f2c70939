"""What people correct is learned at night and used only where it was measured better; the coordinator sees it and can go back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.inbox import jobs
from kentongan.inbox.models import Conversation
from kentongan.inbox.readings.learning import learn_here
from kentongan.inbox.readings.models import Correction, KnownPlace, Learned, TopicRule
from kentongan.inbox.readings.reader import GovernmentReader
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government

ScreenOf = Callable[[Person], Any]
RULES = "/g/wajo/aturan-pilah/"
START = datetime(2026, 11, 1, tzinfo=UTC)
Corrects = Callable[[int, str], None]


@pytest.fixture
def corrects(leader_account: Channel, eko: Person) -> Corrects:
    """Eko corrects that many comments about queues, which the reader takes for complaints, to another kind."""

    def write(count: int, kind: str) -> None:
        rows = [
            Conversation(
                government_id=leader_account.government_id, channel=leader_account, root_id=f"k-{number}",
                author_name="warga", excerpt=f"antrean loket {number % 7} lama, tolong", opened_at=START, last_at=START,
                reading={"kind": {"value": "complaint", "sure": 0.6}},
            )
            for number in range(count)
        ]  # fmt: skip
        made = Conversation.objects.bulk_create(rows)
        Correction.objects.bulk_create(
            Correction(
                government_id=leader_account.government_id, conversation=row, part="kind", advised="complaint",
                chosen=kind, by=eko, at=START + timedelta(minutes=number),
            )
            for number, row in enumerate(made)
        )  # fmt: skip

    return write


def test_corrections_are_learned_measured_and_then_used(
    wajo: Government, leader_account: Channel, corrects: Corrects
) -> None:
    corrects(150, "question")
    assert learn_here(wajo.pk) == 1
    learned = Learned.objects.get(state="used")
    assert learned.figures["candidate_wrong"] < learned.figures["shipped_wrong"] == learned.figures["held_out"]
    fresh = Conversation(government=wajo, channel=leader_account, excerpt="antrean loket lama, tolong")
    GovernmentReader(wajo.pk).read([fresh])
    assert fresh.kind == "question"
    assert fresh.reading["kind"]["shipped"] == "complaint"
    assert fresh.read_with.endswith("+k1")
    assert Entry.objects.filter(action="inbox.learned.used").exists()


def test_the_same_corrections_are_not_learned_twice(wajo: Government, corrects: Corrects) -> None:
    corrects(150, "question")
    assert (learn_here(wajo.pk), learn_here(wajo.pk)) == (1, 0)
    assert Learned.objects.count() == 1


def test_what_is_not_better_is_kept_for_the_record_and_not_used(wajo: Government, corrects: Corrects) -> None:
    corrects(150, "complaint")
    assert learn_here(wajo.pk) == 0
    assert Learned.objects.get().state == "refused"
    assert Learned.objects.get().weights == {}


def test_a_handful_of_corrections_teaches_nothing(wajo: Government, corrects: Corrects) -> None:
    corrects(20, "question")
    assert learn_here(wajo.pk) == 0
    assert not Learned.objects.exists()


def test_the_coordinator_reads_what_it_brought_and_goes_back(
    wajo: Government, corrects: Corrects, eko: Person, screen_of: ScreenOf
) -> None:
    corrects(150, "question")
    learn_here(wajo.pk)
    browser, used = screen_of(eko), Learned.objects.get()
    page = " ".join(browser.get(RULES).content.decode().split())
    assert "Dari 120 koreksi, kesalahan pada 30 berikutnya turun dari 30 menjadi 0." in page
    browser.post(f"{RULES}belajar/{used.pk}/")
    used.refresh_from_db()
    assert used.state == "retired"
    browser.post(f"{RULES}belajar/{used.pk}/")
    used.refresh_from_db()
    assert used.state == "used"


def test_the_table_is_changed_by_the_coordinator_and_the_trail_tells(
    eko: Person, kartika: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    sent = {"bearer-T10": "o:PLN", "bearer-T36": f"a:{dinas_pu.pk}", "bearer-T01": "a:999999"}
    assert screen_of(kartika).post(RULES, sent).status_code == 403
    assert screen_of(kartika).get(RULES).status_code == 200
    answer = screen_of(eko).post(RULES, sent, follow=True)
    assert "2 pokok diatur ulang" in answer.content.decode()
    assert {row.topic: row.agency_id or row.outside for row in TopicRule.objects.all()} == {
        "T10": "PLN",
        "T36": dinas_pu.pk,
    }
    assert Entry.objects.filter(action="inbox.topic_rule.changed").count() == 2
    screen_of(eko).post(RULES, {"bearer-T36": ""})
    assert not TopicRule.objects.filter(topic="T36").exists()


def test_a_place_is_written_down_once_and_taken_off_again(eko: Person, screen_of: ScreenOf) -> None:
    browser, told = screen_of(eko), {"name": "Pasar Sentral", "level": "landmark", "aliases": "sentral"}
    assert browser.post(f"{RULES}tempat/", told).status_code == 302
    again = browser.post(f"{RULES}tempat/", told)
    assert again.status_code == 422
    assert "sudah ada dalam daftar" in again.content.decode()
    assert browser.post(f"{RULES}tempat/", {"name": "", "level": "landmark"}).status_code == 422
    place = KnownPlace.objects.get()
    browser.post(f"{RULES}tempat/{place.pk}/hapus/")
    assert not KnownPlace.objects.exists()


@pytest.mark.as_worker
def test_the_worker_learns_at_night_and_reads_older_comments_with_what_it_learned(
    wajo: Government, corrects: Corrects
) -> None:
    corrects(150, "question")
    jobs.learn(0)
    assert Learned.objects.get().state == "used"
    jobs.read_again(0)
    assert set(Conversation.objects.values_list("kind", flat=True)) == {"question"}
