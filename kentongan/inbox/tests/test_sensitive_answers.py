"""Answers that somebody else reads before they go out, and the checks beside every answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.approvals import services as approvals
from kentongan.approvals.models import Approval
from kentongan.approvals.services import ContentChangedError
from kentongan.inbox.answering.approving import APPROVAL_SUBJECT
from kentongan.inbox.models import Answer, Case, Conversation
from kentongan.inbox.services import answers, sorting
from kentongan.inbox.services.answers import AnswerRefusedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.outbox.models import Delivery
from kentongan.work.models import Task
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
CRUEL = "anak tetangga dipukul tiap malam di gang mawar, tolong pak"
REPLY = "Terima kasih, Bapak/Ibu. Petugas UPTD PPA mendatangi lokasi hari ini."
pytestmark = pytest.mark.usefixtures("monday")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


@pytest.fixture
def reader(dinas_pu: Agency) -> Person:
    """Who approves in Fitri's line."""
    return builders.person("Wati Arung", (Role.APPROVER,), dinas_pu)


@pytest.fixture
def cruel(says: Callable[..., Conversation], eko: Person, fitri: Person, dinas_pu: Agency) -> Case:
    return sorting.forward(
        actor=builders.actor_of(eko), conversation=says(CRUEL), to_agency=dinas_pu, instruction="", kind="complaint"
    )


def handed_in(case: Case, by: Person, text: str = REPLY) -> Answer:
    return answers.submit_answer(actor=builders.actor_of(by), case=case, text=text, closes=True, revision=0)


def approved(answer: Answer, *people: Person) -> Approval:
    for one in people:
        asked = Approval.objects.get(subject_type=APPROVAL_SUBJECT, subject_id=str(answer.pk), state="waiting")
        approvals.approve(actor=builders.actor_of(one), approval=asked, content_hash=asked.content_hash)
    return Approval.objects.filter(subject_id=str(answer.pk)).latest("pk")


def test_an_ordinary_answer_asks_nobody(assigned: Case, fitri: Person, sender: Person) -> None:
    handed_in(assigned, fitri)
    assert not Approval.objects.exists()


def test_a_sensitive_answer_waits_and_its_holder_learns_why(
    cruel: Case, fitri: Person, sender: Person, reader: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = handed_in(cruel, fitri)
    with pytest.raises(AnswerRefusedError, match="belum disetujui"):
        answers.release(actor=builders.actor_of(sender), answer=answer)
    assert not Delivery.objects.exists()
    seen = text_of(screen_of(sender).get(url(cruel)))
    assert "Menunggu persetujuan" in seen
    assert "Kirim sebagai" not in seen
    assert not Task.objects.filter(kind="inbox.release", done_at=None).exists()


def test_once_both_have_read_it_the_holder_is_asked_and_sends_it(
    cruel: Case, fitri: Person, sender: Person, reader: Person, eko: Person
) -> None:
    answer = handed_in(cruel, fitri)
    approved(answer, reader, eko)
    assert Task.objects.filter(kind="inbox.release", done_at=None, person=sender).exists()
    answers.release(actor=builders.actor_of(sender), answer=answer)
    assert Delivery.objects.get().subject_id == str(answer.pk)


def test_its_writer_does_not_approve_it(cruel: Case, dinas_pu: Agency, eko: Person, sender: Person) -> None:
    both = builders.person("Fajar Lamadukelleng", (Role.LIAISON, Role.APPROVER), dinas_pu)
    with pytest.raises(AnswerRefusedError, match="belum punya orang"):
        handed_in(cruel, both)
    assert not Answer.objects.filter(state="submitted").exists()


def test_words_changed_after_the_approval_void_it(
    cruel: Case, fitri: Person, sender: Person, reader: Person, eko: Person
) -> None:
    answer = handed_in(cruel, fitri)
    approved(answer, reader, eko)
    answer = answers.take_back(actor=builders.actor_of(fitri), answer=answer, reason="keliru")
    assert Approval.objects.get().state == "void"
    answers.submit_answer(
        actor=builders.actor_of(fitri), case=cruel, text=f"{REPLY} Hubungi 129.", closes=True, revision=answer.revision
    )
    with pytest.raises(AnswerRefusedError, match="belum disetujui"):
        answers.release(actor=builders.actor_of(sender), answer=answer)


def test_words_changed_behind_the_approvals_back_are_not_sent(
    cruel: Case, fitri: Person, sender: Person, reader: Person, eko: Person
) -> None:
    answer = handed_in(cruel, fitri)
    approved(answer, reader, eko)
    Answer.objects.update(text="Lain sama sekali, Bapak/Ibu.")
    with pytest.raises(AnswerRefusedError, match="berubah sesudah disetujui"):
        answers.release(actor=builders.actor_of(sender), answer=answer)
    assert not Delivery.objects.exists()


def test_nobody_approves_what_they_did_not_see(cruel: Case, fitri: Person, sender: Person, reader: Person) -> None:
    answer = handed_in(cruel, fitri)
    asked = Approval.objects.get()
    Answer.objects.filter(pk=answer.pk).update(text="Lain sama sekali.")
    with pytest.raises(ContentChangedError):
        approvals.approve(actor=builders.actor_of(reader), approval=asked, content_hash=asked.content_hash)


def test_a_request_for_change_brings_the_answer_back_to_its_writer(
    cruel: Case, fitri: Person, sender: Person, reader: Person, screen_of: ScreenOf
) -> None:
    answer = handed_in(cruel, fitri)
    approvals.ask_for_change(actor=builders.actor_of(reader), approval=Approval.objects.get(), reason="Sebut UPTD PPA.")
    answer.refresh_from_db()
    assert answer.state == "draft"
    assert f"{REPLY}</textarea>" in screen_of(fitri).get(url(cruel)).content.decode()


def test_the_approver_reads_the_words_and_the_reasons(
    cruel: Case, fitri: Person, sender: Person, reader: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    handed_in(cruel, fitri)
    page = text_of(screen_of(reader).get(f"/g/wajo/setujui/{Approval.objects.get().pk}/"))
    for words in (REPLY, CRUEL, "Menyangkut anak dan kekerasan"):
        assert words in page


def test_a_report_for_the_inspectorate_is_read_there_and_by_nobody_else(
    says: Callable[..., Conversation],
    eko: Person,
    sender: Person,
    diskominfo: Agency,
    screen_of: ScreenOf,
    text_of: TextOf,
) -> None:
    office = builders.agency("Inspektorat")
    inspector = builders.person("Idris Mappa", (Role.INSPECTOR,), office)
    chief = builders.person("Jamilah Mappa", (Role.APPROVER,), office)
    head = builders.person("Bupati", (Role.HEAD,), diskominfo)
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=says("kepala kantor minta uang rokok"), to_agency=office,
        instruction="", kind="complaint", watched=True,
    )  # fmt: skip
    handed_in(case, inspector, "Laporan Bapak/Ibu kami terima dan ditindaklanjuti.")
    address = f"/g/wajo/setujui/{Approval.objects.get().pk}/"
    assert "uang rokok" in text_of(screen_of(chief).get(address))
    closed = text_of(screen_of(head).get(address))
    assert "uang rokok" not in closed
    assert "ditindaklanjuti" not in closed


def test_the_rules_warnings_stand_beside_the_answer_with_their_source(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    words = {"text": "Cek di https://bit.ly/xyz ya kak, telepon saya 0812 3456 7890."}
    seen = text_of(screen_of(fitri).post(url(assigned, "jawaban/saran/"), words))
    assert "UU 27/2022" in seen
    assert "Instagram" in seen


def test_the_counter_says_how_much_room_is_left_and_by_how_much_it_is_over(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(fitri)
    assert "sisa 2.190" in text_of(browser.post(url(assigned, "jawaban/saran/"), {"text": "a" * 10}))
    assert "lewat 100" in text_of(browser.post(url(assigned, "jawaban/saran/"), {"text": "a" * 2300}))


def test_a_public_answer_does_not_repeat_the_number_a_citizen_wrote(
    says: Callable[..., Conversation],
    eko: Person,
    fitri: Person,
    dinas_pu: Agency,
    screen_of: ScreenOf,
    text_of: TextOf,
) -> None:
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=says("nomor meteran saya 513300998877 mati"), to_agency=dinas_pu,
        instruction="", kind="complaint",
    )  # fmt: skip
    told = {"text": "Meteran 513300998877 kami cek besok, Bapak/Ibu.", "revision": 0, "submit": "1"}
    refused = screen_of(fitri).post(url(case, "jawaban/"), told)
    assert refused.status_code == 422
    assert "Mengulang nomor warga" in text_of(refused)


def test_an_answer_of_fifty_thousand_letters_is_refused_and_kept_in_the_box(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    refused = screen_of(fitri).post(url(assigned, "jawaban/"), {"text": "a" * 50_000, "revision": 0, "submit": "1"})
    assert refused.status_code == 422
    assert "terlalu panjang" in text_of(refused)
    assert "a" * 50_000 in refused.content.decode()


def test_two_who_release_at_once_send_it_once(
    assigned: Case, fitri: Person, sender: Person, leader_account: Any, screen_of: ScreenOf, text_of: TextOf
) -> None:
    handed_in(assigned, fitri)
    other = builders.entitled(builders.person("Hamid Tempe", (Role.ADMIN,), sender.agency), leader_account)
    first = screen_of(sender).post(url(assigned, "jawaban/kirim/"), follow=True)
    second = screen_of(other).post(url(assigned, "jawaban/kirim/"), follow=True)
    assert "sedang dikirim" in text_of(first)
    assert "sudah ditangani orang lain" in text_of(second)
    assert Delivery.objects.count() == 1


def test_an_answer_under_a_comment_that_is_gone_is_held_with_a_way_out(
    assigned: Case, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    from kentongan.core import clock
    from kentongan.inbox.models import Message

    handed_in(assigned, fitri)
    Message.objects.filter(ours=False).update(removed_at=clock.now())
    refused = screen_of(sender).post(url(assigned, "jawaban/kirim/"))
    assert refused.status_code == 409
    assert "Warga sudah menghapus komentarnya" in text_of(refused)
    assert not Delivery.objects.exists()
