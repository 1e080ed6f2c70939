"""A citizen's own page: what it shows, what it hides, and what may be done there without a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.inbox.answering import linking
from kentongan.inbox.answering.links import key_of
from kentongan.inbox.answering.models import CaseLink, CitizenNote, Rating
from kentongan.inbox.answering.selectors import satisfaction
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.services import answers, sorting
from kentongan.inbox.services.disposisi import close
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.models import Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
REPLY = "Terima kasih, Bapak/Ibu. Petugas kami menambal jalan itu Kamis pagi."
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def link(assigned: Case, fitri: Person) -> CaseLink:
    return linking.make_link(actor=builders.actor_of(fitri), case=assigned)


def page(link: CaseLink, act: str = "") -> str:
    return f"/g/wajo/laporan-saya/{key_of(link.seed)}/{act}"


def closed(case: Case) -> Case:
    case.refresh_from_db()
    return close(actor=builders.actor_of(Person.objects.get(name__startswith="Eko")), case=case, note="selesai")


def test_rani_reads_where_her_report_is_without_signing_in(link: CaseLink, text_of: TextOf) -> None:
    answer = Client().get(page(link))
    seen = text_of(answer)
    assert "sudah diteruskan ke Dinas PU" in seen
    assert "jalan di depan pasar berlubang" in seen
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert "<script" not in answer.content.decode()


def test_no_name_stands_on_the_page_or_in_its_address(link: CaseLink, fitri: Person, eko: Person) -> None:
    seen = Client().get(page(link)).content.decode()
    for name in ("rani_tempe", "Fitri", "Eko", fitri.name, eko.name):
        assert name not in seen
    assert re.fullmatch(r"/g/wajo/laporan-saya/[0-9a-f]{40}/", page(link))


@pytest.mark.as_worker
def test_the_answer_stands_there_once_it_is_sent(
    assigned: Case, link: CaseLink, fitri: Person, sender: Person, text_of: TextOf
) -> None:
    answer = answers.submit_answer(actor=builders.actor_of(fitri), case=assigned, text=REPLY, closes=True, revision=0)
    assert REPLY not in text_of(Client().get(page(link)))
    answers.release(actor=builders.actor_of(sender), answer=answer)
    outbox_works()
    seen = text_of(Client().get(page(link)))
    assert REPLY in seen
    assert "Laporan Anda sudah selesai." in seen


@pytest.mark.parametrize("key", ["x", "0" * 40, "a" * 500])
def test_an_address_that_was_never_given_opens_nothing(link: CaseLink, key: str) -> None:
    for act in ("", "tambah/", "belum-selesai/", "nilai/"):
        address = f"/g/wajo/laporan-saya/{key}/{act}"
        answer = Client().post(address, {"text": "x", "score": 4}) if act else Client().get(address)
        assert answer.status_code == 404
    assert not CitizenNote.objects.exists()


def test_a_revoked_address_and_one_that_has_run_out_open_nothing(assigned: Case, link: CaseLink, fitri: Person) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=181)):
        assert Client().get(page(link)).status_code == 404
    linking.revoke_link(actor=builders.actor_of(fitri), case=assigned)
    assert Client().get(page(link)).status_code == 404


def test_a_new_address_takes_the_old_one_away(assigned: Case, link: CaseLink, fitri: Person) -> None:
    fresh = linking.make_link(actor=builders.actor_of(fitri), case=assigned)
    assert Client().get(page(link)).status_code == 404
    assert Client().get(page(fresh)).status_code == 200


def test_the_database_alone_opens_no_page(link: CaseLink) -> None:
    assert Client().get(f"/g/wajo/laporan-saya/{link.key_hash}/").status_code == 404
    assert Client().get(f"/g/wajo/laporan-saya/{link.seed}/").status_code == 404


def test_an_address_of_one_government_opens_nothing_in_another(link: CaseLink, palembang: Any) -> None:
    assert Client().get(page(link).replace("/wajo/", f"/{palembang.code}/")).status_code == 404


def test_what_a_citizen_adds_reaches_whoever_has_the_case(
    assigned: Case, link: CaseLink, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = Client().post(page(link, "tambah/"), {"text": "Lubangnya di depan toko emas."}, follow=True)
    assert "sudah diterima petugas" in text_of(answer)
    assert Notice.objects.filter(person=fitri, sentence__contains="menambah keterangan").exists()
    assert not Notice.objects.filter(sentence__contains="toko emas").exists()
    assert "Lubangnya di depan toko emas." in text_of(screen_of(fitri).get(f"/g/wajo/kasus/{assigned.pk}/"))


def test_a_double_click_adds_it_once_and_the_sixth_of_a_day_is_asked_to_wait(link: CaseLink, text_of: TextOf) -> None:
    browser = Client()
    for number in (1, 1, 2, 3, 4, 5):
        assert browser.post(page(link, "tambah/"), {"text": f"keterangan {number}"}).status_code == 302
    assert CitizenNote.objects.count() == 5
    refused = browser.post(page(link, "tambah/"), {"text": "keterangan 6"})
    assert refused.status_code == 429
    assert "Tunggu sampai besok" in text_of(refused)
    assert "keterangan 6</textarea>" in refused.content.decode()


@pytest.mark.parametrize(("text", "sentence"), [("", "Tulis dahulu"), ("a" * 50_000, "Terlalu panjang")])
def test_nothing_and_too_much_are_refused_in_words_and_lose_nothing(
    link: CaseLink, text_of: TextOf, text: str, sentence: str
) -> None:
    refused = Client().post(page(link, "tambah/"), {"text": text})
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    assert text in refused.content.decode()
    assert not CitizenNote.objects.exists()


def test_what_a_citizen_writes_is_shown_as_words_only(link: CaseLink) -> None:
    Client().post(page(link, "tambah/"), {"text": "<script>alert(1)</script>"})
    assert "<script" not in Client().get(page(link)).content.decode()


def test_belum_selesai_opens_the_case_again_and_the_trail_tells_of_it(
    assigned: Case, link: CaseLink, text_of: TextOf
) -> None:
    closed(assigned)
    answer = Client().post(page(link, "belum-selesai/"), {"text": "Masih berlubang."}, follow=True)
    assert "dibuka kembali" in text_of(answer)
    assigned.refresh_from_db()
    assert (assigned.state, assigned.closed_at) == ("reopened", None)
    assert Entry.objects.filter(action="inbox.note.unfinished", actor_name="Kentongan").exists()


def test_belum_selesai_of_an_open_case_changes_nothing(assigned: Case, link: CaseLink, text_of: TextOf) -> None:
    refused = Client().post(page(link, "belum-selesai/"), {"text": "Masih berlubang."})
    assert refused.status_code == 409
    assert "masih ditangani" in text_of(refused)
    assert not CitizenNote.objects.exists()


def test_one_question_is_asked_when_it_is_closed_and_counted_with_how_many_were_asked(
    assigned: Case, link: CaseLink, eko: Person, text_of: TextOf
) -> None:
    assert "Bagaimana penyelesaiannya?" not in text_of(Client().get(page(link)))
    assert Client().post(page(link, "nilai/"), {"score": 4}).status_code == 409
    closed(assigned)
    assert "Bagaimana penyelesaiannya?" in text_of(Client().get(page(link)))
    for score in (4, 3):
        assert Client().post(page(link, "nilai/"), {"score": score}).status_code == 302
    assert Rating.objects.get().score == 3
    told = satisfaction(builders.actor_of(eko), clock.now() - timedelta(days=1), clock.now() + timedelta(days=1))
    assert told == {"scores": {1: 0, 2: 0, 3: 1, 4: 0}, "given": 1, "asked": 1, "mean": 3.0}


@pytest.mark.parametrize("score", ["", "0", "5", "bagus"])
def test_a_score_that_is_none_is_asked_for_again(assigned: Case, link: CaseLink, text_of: TextOf, score: str) -> None:
    closed(assigned)
    refused = Client().post(page(link, "nilai/"), {"score": score})
    assert refused.status_code == 422
    assert "Pilih salah satu." in text_of(refused)


def test_a_report_for_the_inspectorate_shows_that_it_was_received_and_no_more(
    says: Callable[..., Conversation], eko: Person, text_of: TextOf
) -> None:
    office = builders.agency("Inspektorat")
    builders.person("Idris Mappa", (Role.INSPECTOR,), office)
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=says("kepala kantor minta uang rokok"), to_agency=office,
        instruction="", kind="complaint", watched=True,
    )  # fmt: skip
    link = linking.make_link(actor=builders.actor_of(eko), case=case)
    seen = text_of(Client().get(page(link)))
    assert "kami terima dan sedang ditangani" in seen
    for words in ("Inspektorat", "uang rokok", "kepala kantor", "rani", "Perjalanannya"):
        assert words not in seen


def test_only_whoever_has_the_case_gives_and_takes_the_address(
    assigned: Case, link: CaseLink, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    shown = text_of(screen_of(fitri).get(f"/g/wajo/kasus/{assigned.pk}/"))
    assert f"http://testserver{page(link)}" in shown
    assert key_of(link.seed) not in screen_of(sender).get(f"/g/wajo/kasus/{assigned.pk}/").content.decode()
    assert screen_of(sender).post(f"/g/wajo/kasus/{assigned.pk}/laman-warga/").status_code == 403
    assert CaseLink.objects.count() == 1


def test_the_key_is_in_no_trail(link: CaseLink) -> None:
    assert not any(key_of(link.seed) in str(entry.data) for entry in Entry.objects.all())
