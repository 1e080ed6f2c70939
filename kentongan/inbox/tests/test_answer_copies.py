"""A case with many comments ends when every one of them has the answer, or somebody said why not; and no copy gives anybody away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.connectors.contract import Rejected
from kentongan.inbox.answering import copying
from kentongan.inbox.answering.copying import CopyRefusedError
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.cases import splitting
from kentongan.inbox.models import Answer, Case, Conversation, Deadline, Message
from kentongan.inbox.services.answers import AnswerRefusedError
from kentongan.inbox.tests.test_answer_fanout import REPLY, also, handed_in, release, url
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform
from kentongan.work.models import Task
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = pytest.mark.usefixtures("monday")
METER = "513300998877"


@pytest.fixture
def x_account(leader_office: Agency) -> Channel:
    return builders.channel(leader_office, "x", standing=Channel.Standing.LEADER)


@pytest.fixture
def on_x(assigned: Case, x_account: Channel) -> Conversation:
    return also(assigned, x_account, "x-1", "Baso Tempe")


@pytest.fixture
def everywhere(sender: Person, x_account: Channel) -> Person:
    """Gilang holds both accounts."""
    builders.grant(sender, x_account)
    return sender


@pytest.fixture
def failed(assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation) -> AnswerCopy:
    """The answer stands under the first comment; X refused its copy."""
    release(everywhere, handed_in(assigned, fitri))
    refused = Rejected("policy", "tidak boleh")
    outbox_works(FakePlatform(plan_of=ONE_STEP, script={"publish": [lambda *told: _only_on_x(refused, *told)] * 9}))
    return AnswerCopy.objects.get()


def _only_on_x(refused: Rejected, platform: FakePlatform, outbound: Any) -> Any:
    return refused if outbound.reply_to == "x-1" else platform._work("publish", outbound, {})


def state_of(case: Case) -> str:
    case.refresh_from_db()
    return case.state


@pytest.mark.as_worker
def test_a_failed_copy_keeps_the_case_open_and_the_page_says_what_to_do(
    failed: AnswerCopy, assigned: Case, everywhere: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    assert (failed.state, Answer.objects.get().state, state_of(assigned)) == ("failed", "sent", "in_progress")
    assert Deadline.objects.filter(case=assigned, code="D05", met_at=None).exists()
    page = text_of(screen_of(everywhere).get(url(assigned)))
    for words in (
        "Jawaban belum sampai ke 1 komentar",
        "1 belum sampai",
        "Kirim lagi",
        "Sudah saya kirim",
        "Tidak dikirim",
    ):
        assert words in page
    assert Task.objects.filter(kind="inbox.copy", person=everywhere, done_at=None).exists()
    states = dict(Conversation.objects.filter(case=assigned).values_list("root_id", "state"))
    assert states == {"c-1": "done", "x-1": "with_agency"}


@pytest.mark.as_worker
def test_the_case_ends_when_the_copy_that_failed_is_sent_again(
    failed: AnswerCopy, assigned: Case, everywhere: Person
) -> None:
    copying.send_copy(actor=builders.actor_of(everywhere), case=assigned, copy_id=failed.pk)
    assert state_of(assigned) == "in_progress"
    outbox_works(minutes=2)
    failed.refresh_from_db()
    assert (failed.state, state_of(assigned)) == ("sent", "closed")
    assert not Task.objects.filter(subject_type="case", done_at=None).exists()


@pytest.mark.as_worker
def test_the_case_ends_when_somebody_gave_the_copy_there_by_hand(
    failed: AnswerCopy, assigned: Case, everywhere: Person
) -> None:
    copying.note_copy_by_hand(actor=builders.actor_of(everywhere), case=assigned, copy_id=failed.pk)
    assert state_of(assigned) == "closed"


@pytest.mark.as_worker
def test_the_case_ends_when_somebody_says_why_a_copy_goes_nowhere(
    failed: AnswerCopy, assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, leave = screen_of(fitri), url(assigned, f"salinan/{failed.pk}/tinggalkan/")
    browser.post(leave, {"reason": "  "})
    assert state_of(assigned) == "in_progress"
    browser.post(leave, {"reason": "Akunnya sudah ditutup."})
    assert state_of(assigned) == "closed"
    assert "Tidak dikirim: Akunnya sudah ditutup." in text_of(browser.get(url(assigned)))
    assert Entry.objects.get(action="inbox.copy.left").data["reason"] == "Akunnya sudah ditutup."


@pytest.mark.as_worker
def test_only_whoever_handles_the_case_or_holds_the_account_leaves_a_copy_out(
    failed: AnswerCopy, assigned: Case, ayu: Person
) -> None:
    with pytest.raises(NotAllowedError):
        copying.leave_copy(actor=builders.actor_of(ayu), case=assigned, copy_id=failed.pk, reason="malas")


def test_a_copy_is_not_left_out_before_its_answer(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation
) -> None:
    handed_in(assigned, fitri)
    with pytest.raises(CopyRefusedError, match="belum dikirim"):
        copying.leave_copy(
            actor=builders.actor_of(fitri), case=assigned, copy_id=AnswerCopy.objects.get().pk, reason="x"
        )


@pytest.mark.as_worker
def test_a_comment_that_leaves_the_case_is_not_waited_for_and_is_answered_in_its_own(
    failed: AnswerCopy, assigned: Case, eko: Person, on_x: Conversation
) -> None:
    new = splitting.split(actor=builders.actor_of(eko), case=assigned, conversation=on_x)
    failed.refresh_from_db()
    assert (failed.state, state_of(assigned)) == ("skipped", "closed")
    on_x.refresh_from_db()
    assert (on_x.case, on_x.state) == (new, "with_agency")


@pytest.mark.as_worker
def test_a_word_of_the_citizen_in_between_keeps_the_case_open_when_the_copy_arrives(
    failed: AnswerCopy, assigned: Case, everywhere: Person, says: Callable[..., Conversation]
) -> None:
    says("belum ditambal juga pak", remote_id="c-2", to="c-1", later=timedelta(minutes=5))
    copying.note_copy_by_hand(actor=builders.actor_of(everywhere), case=assigned, copy_id=failed.pk)
    assert state_of(assigned) != "closed"


@pytest.mark.as_worker
def test_a_comment_that_joins_while_the_answer_is_on_its_way_is_asked_about_before_the_case_ends(
    assigned: Case, fitri: Person, everywhere: Person, leader_account: Channel
) -> None:
    release(everywhere, handed_in(assigned, fitri))
    also(assigned, leader_account, "c-8", "sitti_wajo")
    outbox_works(minutes=2)
    copy = AnswerCopy.objects.get()
    assert (copy.state, state_of(assigned)) == ("planned", "in_progress")
    assert "bergabung sesudah jawabannya dikirim" in copy.trouble
    copying.send_copy(actor=builders.actor_of(everywhere), case=assigned, copy_id=copy.pk)
    outbox_works(minutes=2)
    assert state_of(assigned) == "closed"


@pytest.mark.as_worker
def test_the_days_of_silence_begin_when_every_comment_has_the_first_answer(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation, x_account: Channel
) -> None:
    answer = handed_in(assigned, fitri)
    Answer.objects.update(closes=False)
    release(everywhere, Answer.objects.get(pk=answer.pk))
    refused = Rejected("policy", "tidak boleh")
    outbox_works(FakePlatform(plan_of=ONE_STEP, script={"publish": [lambda *told: _only_on_x(refused, *told)] * 9}))
    assert not Deadline.objects.filter(code="D03").exists()
    copying.note_copy_by_hand(actor=builders.actor_of(everywhere), case=assigned, copy_id=AnswerCopy.objects.get().pk)
    assert Deadline.objects.filter(code="D03", met_at=None).exists()
    assert state_of(assigned) == "in_progress"


def test_the_answer_repeats_the_number_of_no_citizen_of_the_case(
    assigned: Case, fitri: Person, on_x: Conversation, screen_of: ScreenOf, text_of: TextOf
) -> None:
    Message.objects.filter(conversation=on_x).update(text=f"meteran saya {METER} mati")
    told = {"text": f"Meteran {METER} kami periksa.", "revision": 0, "submit": "1"}
    refused = screen_of(fitri).post(url(assigned, "jawaban/"), told)
    assert refused.status_code == 422
    assert "Mengulang nomor warga" in text_of(refused)


def test_a_copy_repeats_neither_its_own_citizens_number_nor_anybody_elses_and_what_was_typed_stays(
    assigned: Case, fitri: Person, on_x: Conversation, screen_of: ScreenOf, text_of: TextOf
) -> None:
    for talk in (on_x.pk, assigned.conversation_id):
        Message.objects.filter(ours=False).update(text="jalan rusak")
        Message.objects.filter(conversation_id=talk).update(text=f"meteran saya {METER} mati")
        words = f"Meteran {METER} kami periksa."
        told = {"text": REPLY, "revision": 0, "submit": "1", f"salinan-{on_x.pk}": words}
        refused = screen_of(fitri).post(url(assigned, "jawaban/"), told)
        page = text_of(refused)
        assert refused.status_code == 422
        assert "Mengulang nomor warga" in page
        assert words in page
    assert not AnswerCopy.objects.filter(answer__state="submitted").exists()


def test_a_copy_names_no_citizen_in_full(assigned: Case, fitri: Person, on_x: Conversation) -> None:
    with pytest.raises(AnswerRefusedError, match="Menyebut nama lengkap warga"):
        handed_in(assigned, fitri, words={on_x.pk: "Terima kasih, Baso Tempe."})
    with pytest.raises(AnswerRefusedError, match="Menyebut nama lengkap warga"):
        handed_in(assigned, fitri, "Terima kasih, juga kepada Baso Tempe.")


@pytest.mark.parametrize(("whose", "refused"), [("c-1", False), ("x-1", True)])
def test_a_private_answer_may_say_its_readers_number_and_nobody_elses(
    assigned: Case, fitri: Person, on_x: Conversation, whose: str, *, refused: bool
) -> None:
    Message.objects.filter(conversation__root_id=whose).update(text=f"meteran saya {METER} mati")
    told = {"private": True, "skipped": frozenset({on_x.pk})}
    if refused:
        with pytest.raises(AnswerRefusedError, match="Nomor milik warga lain"):
            handed_in(assigned, fitri, f"Meteran {METER} kami periksa.", **told)
    else:
        assert handed_in(assigned, fitri, f"Meteran {METER} kami periksa.", **told).state == "submitted"


def test_words_of_any_comment_make_an_answer_sensitive(
    assigned: Case, fitri: Person, on_x: Conversation, screen_of: ScreenOf, text_of: TextOf
) -> None:
    Message.objects.filter(conversation=on_x).update(text="anak saya dipukul di sana")
    assert "perlu disetujui" in text_of(screen_of(fitri).get(url(assigned)))
