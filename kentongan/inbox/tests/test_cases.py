"""From a citizen's words to the agency that acts, and back as an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.connectors.contract import OutcomeUnknown, Reason, ReconcileRule, Rejected
from kentongan.core import clock
from kentongan.inbox.models import Answer, Case, Conversation, Deadline, Disposition, Message
from kentongan.inbox.services import answers, sorting
from kentongan.inbox.services.disposisi import DispositionRefusedError
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.organizations.services import set_calendar_day
from kentongan.outbox.models import Delivery
from kentongan.outbox.services import decide
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform
from kentongan.work.models import Notice, Task
from tests import builders

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
REPLY = "Terima kasih. Petugas kami menambal jalan itu Kamis pagi."
NIK = "7313025003920001"
HOLIDAY = date(2026, 11, 25)
pytestmark = pytest.mark.usefixtures("monday")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


def hand_in(browser: Client, case: Case, text: str = REPLY, revision: int = 0, **more: str) -> Any:
    typed = {"text": text, "revision": revision, "closes": "on", "submit": "1"} | more
    return browser.post(url(case, "jawaban/"), {name: value for name, value in typed.items() if value != ""})


def written(case: Case, author: Person, *, closes: bool = True) -> Answer:
    actor = builders.actor_of(author)
    return answers.submit_answer(actor=actor, case=case, text=REPLY, closes=closes, revision=0)


def sent_by(sender: Person, answer: Answer) -> Delivery:
    answers.release(actor=builders.actor_of(sender), answer=answer)
    return Delivery.objects.get(subject_id=str(answer.pk))


@pytest.fixture
def handed_in(assigned: Case, fitri: Person, sender: Person) -> Answer:
    """Fitri's answer, waiting for Gilang."""
    return written(assigned, fitri)


def test_eko_forwards_a_complaint_and_it_becomes_a_numbered_case(
    says: Says, eko: Person, fitri: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    conversation = says()
    told = {"agency": dinas_pu.pk, "instruction": "Cek lokasi hari ini.", "kind": "complaint"}
    answer = screen_of(eko).post(f"/g/wajo/kotak-masuk/{conversation.pk}/teruskan/", told, follow=True)
    case = Case.objects.get()
    assert case.code == "0001/2026"
    assert "Diteruskan ke Dinas PU sebagai kasus 0001/2026" in text_of(answer)
    seen = text_of(screen_of(fitri).get(url(case)))
    assert "Menunggu jawaban Anda" in seen
    assert "Cek lokasi hari ini." in seen


def test_sorting_keeps_the_three_day_promise_and_starts_five_working_days_that_skip_a_holiday(
    says: Says, eko: Person, dinas_pu: Agency
) -> None:
    actor = builders.actor_of(eko)
    set_calendar_day(actor=actor, day=HOLIDAY, is_working=False, name="Libur daerah")
    case = sorting.forward(actor=actor, conversation=says(), to_agency=dinas_pu, instruction="", kind="complaint")
    running = {row.code: row for row in Deadline.objects.filter(case=case)}
    assert running["D01"].met_at == clock.now()
    assert running["D02"].met_at is None
    assert running["D02"].due_at.astimezone(actor.zone).date() == date(2026, 12, 1)
    assert running["D05"].due_at.astimezone(actor.zone).date() == date(2026, 12, 14)


def test_the_liaison_gets_a_task_and_a_notice(assigned: Case, fitri: Person) -> None:
    task = Task.objects.get(subject_type="case", subject_id=str(assigned.pk), role=Role.LIAISON, done_at=None)
    assert (task.agency_id, task.due_at) == (fitri.agency_id, Disposition.objects.get().due_at)
    assert Notice.objects.filter(person=fitri, sentence__contains=assigned.code).count() == 1


def test_the_next_case_has_the_next_number(says: Says, assigned: Case, eko: Person, dinas_pu: Agency) -> None:
    other = sorting.forward(
        actor=builders.actor_of(eko),
        conversation=says("lampu jalan mati", remote_id="c-2"),
        to_agency=dinas_pu,
        instruction="",
        kind="complaint",
    )
    assert other.code == "0002/2026"


@pytest.mark.parametrize("act", ["", "jawaban/", "jawaban/simpan/", "jawaban/kirim/", "teruskan/", "bukan-wewenang/"])
def test_another_agency_does_not_find_the_case(assigned: Case, ayu: Person, screen_of: ScreenOf, act: str) -> None:
    browser = screen_of(ayu)
    answer = browser.post(url(assigned, act), {"text": "saya ubah"}) if act else browser.get(url(assigned))
    assert answer.status_code == 404
    assert not Answer.objects.exists()


def test_bukan_wewenang_brings_the_case_back_to_its_sender_with_the_reason(
    assigned: Case, eko: Person, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    reason = "Jalan provinsi, ditangani Dinas BMCK."
    answer = screen_of(fitri).post(url(assigned, "bukan-wewenang/"), {"reason": reason}, follow=True)
    assert "dikembalikan ke" in text_of(answer)
    task = Task.objects.get(subject_type="case", subject_id=str(assigned.pk), done_at=None)
    assert (task.person_id, task.detail) == (eko.pk, reason)
    assigned.refresh_from_db()
    assert (assigned.agency_id, assigned.state) == (None, "verified")
    assert reason in text_of(screen_of(eko).get(url(assigned)))


def test_bukan_wewenang_without_a_reason_is_asked_for_one(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = screen_of(fitri).post(url(assigned, "bukan-wewenang/"), {"reason": " "})
    assert answer.status_code == 422
    assert "Tulis alasannya" in text_of(answer)
    assert Disposition.objects.get().state == "open"


def test_an_agency_passes_the_case_on_to_a_kecamatan(
    assigned: Case, fitri: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    tempe = builders.agency("Kecamatan Tempe", kind=Agency.Kind.DISTRICT)
    camat = builders.person("Hasnah Tempe", (Role.LIAISON,), tempe)
    screen_of(fitri).post(url(assigned, "teruskan/"), {"agency": tempe.pk, "instruction": "Pasang rambu dulu."})
    assert list(Disposition.objects.order_by("pk").values_list("to_agency__name", "state")) == [
        ("Dinas PU", "passed_on"),
        ("Kecamatan Tempe", "open"),
    ]
    assert screen_of(camat).get(url(assigned)).status_code == 200
    assert screen_of(fitri).get(url(assigned)).status_code == 200


def test_the_kecamatan_gives_it_back_to_the_agency_above(assigned: Case, fitri: Person, screen_of: ScreenOf) -> None:
    tempe = builders.agency("Kecamatan Tempe", kind=Agency.Kind.DISTRICT)
    camat = builders.person("Hasnah Tempe", (Role.LIAISON,), tempe)
    screen_of(fitri).post(url(assigned, "teruskan/"), {"agency": tempe.pk})
    screen_of(camat).post(url(assigned, "bukan-wewenang/"), {"reason": "Jalan kabupaten."})
    assigned.refresh_from_db()
    assert assigned.agency == fitri.agency
    assert Task.objects.get(subject_type="case", done_at=None).person_id == fitri.pk


def test_an_answer_that_names_a_nik_is_refused_with_the_rule_and_the_text_stays(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    text = f"Pelapor dengan NIK {NIK} sudah kami hubungi."
    answer = hand_in(screen_of(fitri), assigned, text)
    seen = text_of(answer)
    assert answer.status_code == 422
    assert "Dasar: " in seen
    assert text in seen
    assert not Answer.objects.filter(state="submitted").exists()


def test_an_answer_longer_than_the_platform_takes_is_refused_and_the_text_stays(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    text = "kami perbaiki " * 200
    answer = hand_in(screen_of(fitri), assigned, text)
    assert answer.status_code == 422
    assert "Jawaban terlalu panjang untuk Instagram" in text_of(answer)
    assert text.strip() in text_of(answer)


def test_an_empty_answer_is_refused(assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf) -> None:
    assert "Jawaban masih kosong" in text_of(hand_in(screen_of(fitri), assigned, "  "))


def test_fitri_sees_why_she_cannot_send_and_who_can(
    handed_in: Answer, fitri: Person, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(fitri)
    seen = text_of(browser.get(url(handed_in.case)))
    assert f"Yang dapat mengirim: {sender.polite_name}" in seen
    assert "Kirim sebagai" not in seen
    refused = browser.post(url(handed_in.case, "jawaban/kirim/"))
    assert refused.status_code == 403
    assert sender.polite_name in text_of(refused)
    assert not Delivery.objects.exists()


def test_whoever_holds_the_account_is_asked_to_send(handed_in: Answer, sender: Person) -> None:
    assert Task.objects.get(kind="inbox.release", done_at=None).person_id == sender.pk


def test_gilang_sends_the_answer_with_one_tap(handed_in: Answer, sender: Person, screen_of: ScreenOf) -> None:
    screen_of(sender).post(url(handed_in.case, "jawaban/kirim/"))
    delivery = Delivery.objects.get()
    assert (delivery.act, delivery.content.text, delivery.content.reply_to) == ("reply", REPLY, "c-1")
    assert delivery.person_id == sender.pk
    assert not Task.objects.filter(subject_type="case", done_at=None).exists()


def test_a_double_click_on_send_makes_one_delivery(
    handed_in: Answer, sender: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(sender)
    browser.post(url(handed_in.case, "jawaban/kirim/"))
    second = browser.post(url(handed_in.case, "jawaban/kirim/"), follow=True)
    assert second.status_code == 200
    assert "sudah ditangani" in text_of(second)
    assert Delivery.objects.count() == 1


@pytest.mark.as_worker
def test_when_the_answer_is_public_the_case_ends_and_every_promise_is_kept(handed_in: Answer, sender: Person) -> None:
    sent_by(sender, handed_in)
    outbox_works()
    case = Case.objects.get()
    assert Message.objects.get(ours=True).text == REPLY
    assert (case.state, case.closed_at) == ("closed", clock.now())
    assert Answer.objects.get().state == "sent"
    assert Disposition.objects.get().state == "answered"
    assert not Deadline.objects.filter(met_at=None).exists()
    assert Conversation.objects.get().state == "done"


@pytest.mark.as_worker
def test_an_answer_that_does_not_end_the_matter_keeps_the_case_running(
    assigned: Case, fitri: Person, sender: Person
) -> None:
    sent_by(sender, written(assigned, fitri, closes=False))
    outbox_works()
    assigned.refresh_from_db()
    assert assigned.state == "in_progress"
    assert set(Deadline.objects.filter(met_at=None).values_list("code", flat=True)) == {"D03", "D05"}


@pytest.mark.as_worker
def test_an_answer_the_platform_refused_can_be_changed_and_sent_again(handed_in: Answer, sender: Person) -> None:
    delivery = sent_by(sender, handed_in)
    outbox_works(FakePlatform(plan_of=ONE_STEP, script={"publish": [Rejected("policy", "tidak boleh")]}))
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.text) == ("failed", REPLY)
    assert handed_in.trouble
    actor = builders.actor_of(handed_in.author)
    again = answers.submit_answer(actor=actor, case=handed_in.case, text="Kamis.", closes=True, revision=1)
    answers.release(actor=builders.actor_of(sender), answer=again)
    assert outbox_works().public == [str(delivery.pk)]
    assert Message.objects.get(ours=True).text == "Kamis."


@pytest.fixture
def doubtful(handed_in: Answer, sender: Person) -> Delivery:
    """The answer was sent, nobody knows whether it arrived, and the platform cannot be asked."""
    delivery = sent_by(sender, handed_in)
    fake = FakePlatform(plan_of=ONE_STEP, script={"publish": [OutcomeUnknown(Reason.TIMEOUT)]})
    fake.rule = ReconcileRule(askable=False)
    outbox_works(fake, minutes=60)
    delivery.refresh_from_db()
    assert delivery.state == "needs_person"
    return delivery


@pytest.mark.as_worker
def test_an_answer_in_doubt_says_so_and_keeps_its_words(
    doubtful: Delivery, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    seen = text_of(screen_of(fitri).get(url(Case.objects.get())))
    assert "Belum pasti terkirim" in seen
    assert REPLY in seen


@pytest.mark.as_worker
def test_an_answer_in_doubt_is_not_changed_before_the_doubt_is_settled(
    doubtful: Delivery, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    case, browser = Case.objects.get(), screen_of(fitri)
    for answer in (
        hand_in(browser, case, "Lain lagi.", revision=1),
        browser.post(url(case, "jawaban/ambil-kembali/")),
    ):
        assert answer.status_code in {409, 422}
        assert "apakah jawaban ini sudah dibaca warga" in text_of(answer)
    assert Answer.objects.get().text == REPLY


@pytest.mark.as_worker
def test_a_person_who_found_the_answer_on_the_platform_ends_the_doubt_and_the_case(
    doubtful: Delivery, sender: Person, eko: Person
) -> None:
    link = "https://www.instagram.com/p/ABC/c/179/"
    decide(actor=builders.actor_of(eko), delivery=doubtful, decision="published", reason="saya lihat", permalink=link)
    assert Case.objects.get().state == "closed"
    assert Message.objects.get(ours=True).text == REPLY


@pytest.mark.as_worker
def test_a_citizen_who_writes_again_opens_the_case_again_for_the_same_agency(
    handed_in: Answer, sender: Person, says: Says, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    sent_by(sender, handed_in)
    outbox_works()
    says("belum juga ditambal pak", remote_id="c-9", to="c-1", later=timedelta(hours=3))
    case = Case.objects.get()
    assert (case.state, case.closed_at, Conversation.objects.get().state) == ("reopened", None, "with_agency")
    assert Task.objects.filter(subject_type="case", role=Role.LIAISON, agency=fitri.agency, done_at=None).count() == 1
    assert Deadline.objects.filter(case=case, code="D02", met_at=None).count() == 1
    assert "Menunggu jawaban Anda" in text_of(screen_of(fitri).get(url(case)))
    assert hand_in(screen_of(fitri), case, "Besok pagi.").status_code == 302


@pytest.mark.as_worker
def test_eko_may_answer_himself_what_came_back_to_him(
    assigned: Case, eko: Person, fitri: Person, sender: Person, screen_of: ScreenOf
) -> None:
    screen_of(fitri).post(url(assigned, "bukan-wewenang/"), {"reason": "Jalan provinsi."})
    sent_by(sender, written(assigned, eko))
    outbox_works()
    assigned.refresh_from_db()
    assert assigned.state == "closed"


def test_a_finished_case_takes_no_further_answer(assigned: Case, fitri: Person, screen_of: ScreenOf) -> None:
    Case.objects.update(state="closed")
    assert hand_in(screen_of(fitri), assigned).status_code == 422
    assert not Answer.objects.exists()


PUNGLI = "ada pungli di Dinas PU, petugas minta uang 500 ribu"


def test_a_report_of_pungli_is_not_seen_by_the_unit_it_names(
    says: Says, eko: Person, fitri: Person, citra: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    conversation = says(PUNGLI)
    assert conversation.watched
    with pytest.raises(DispositionRefusedError):
        sorting.forward(
            actor=builders.actor_of(eko),
            conversation=conversation,
            to_agency=dinas_pu,
            instruction="",
            kind="complaint",
        )
    for reported in (fitri, citra):
        assert screen_of(reported).get(f"/g/wajo/kotak-masuk/{conversation.pk}/").status_code == 404
        assert not Notice.objects.filter(person=reported).exists()
    assert not Task.objects.filter(subject_type="case", agency=dinas_pu).exists()


def test_a_report_of_pungli_goes_to_the_inspectorate(
    says: Says, eko: Person, gilang: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    inspectorate = builders.agency("Inspektorat")
    inspector = builders.person("Indra Watas", (Role.INSPECTOR,), inspectorate)
    colleague = builders.person("Jamal Watas", (Role.ADMIN,), inspectorate)
    case = sorting.forward(
        actor=builders.actor_of(eko),
        conversation=says(PUNGLI),
        to_agency=inspectorate,
        instruction="",
        kind="complaint",
    )
    assert "Menunggu jawaban Anda" in text_of(screen_of(inspector).get(url(case)))
    assert Notice.objects.filter(person=inspector).count() == 1
    assert Task.objects.get(subject_type="case", done_at=None).role == Role.INSPECTOR
    assert [screen_of(one).get(url(case)).status_code for one in (colleague, gilang)] == [404, 404]
