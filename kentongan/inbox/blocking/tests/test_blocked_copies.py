"""A copy of an answer for a citizen behind a block: nobody says they sent it by hand, and the case can end all the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.connectors.contract import Reason, Rejected
from kentongan.inbox.answering import copying
from kentongan.inbox.answering.copying import CopyRefusedError
from kentongan.inbox.answering.models import AnswerCopy
from kentongan.inbox.blocking.services import Told, end_block, note_block
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.tests.test_answer_fanout import also, handed_in, release, url
from kentongan.inbox.tests.worker import outbox_works
from kentongan.organizations.models import Agency, Person
from kentongan.outbox.tests.fake import ONE_STEP, FakePlatform
from kentongan.work.models import Task
from tests import builders

pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
WHY = "Sudah ditelepon lewat kelurahan."


@pytest.fixture
def everywhere(sender: Person, leader_office: Agency) -> Person:
    """Gilang holds the account on X as well."""
    builders.grant(sender, builders.channel(leader_office, "x", standing=Channel.Standing.LEADER))
    return sender


@pytest.fixture
def on_x(assigned: Case, everywhere: Person) -> Conversation:
    return also(assigned, Channel.objects.get(platform="x"), "x-1")


def failed_with(reason: str, assigned: Case, fitri: Person, everywhere: Person) -> AnswerCopy:
    """The answer stands under the first comment; X refused its copy."""
    release(everywhere, handed_in(assigned, fitri))

    def on_x_only(platform: FakePlatform, outbound: Any) -> Any:
        told = outbound.reply_to == "x-1"
        return Rejected(reason, "You have been blocked") if told else platform._work("publish", outbound, {})

    outbox_works(FakePlatform(plan_of=ONE_STEP, script={"publish": [on_x_only] * 9}))
    return AnswerCopy.objects.get()


@pytest.fixture
def refused(assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation) -> AnswerCopy:
    """X said that a block stands between."""
    return failed_with(Reason.BLOCKED, assigned, fitri, everywhere)


def test_where_the_platform_names_a_block_the_page_says_so_and_asks_for_no_hand(
    refused: AnswerCopy, assigned: Case, everywhere: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(screen_of(everywhere).get(url(assigned)))
    assert "X menolak karena pemblokiran, jadi salinan ini tidak sampai ke baso_tempe" in page
    assert "Catat tidak dapat dikirim" in page
    assert "Kirim lagi" in page
    assert "Sudah saya kirim" not in page


def test_an_old_page_cannot_note_it_as_sent_by_hand(
    refused: AnswerCopy, assigned: Case, everywhere: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    press = screen_of(everywhere).post(url(assigned, f"salinan/{refused.pk}/dikirim-sendiri/"), follow=True)
    assert "terhalang pemblokiran" in text_of(press)
    with pytest.raises(CopyRefusedError, match="Catat tidak dapat dikirim"):
        copying.note_copy_by_hand(actor=builders.actor_of(everywhere), case=assigned, copy_id=refused.pk)
    refused.refresh_from_db()
    assert refused.state == "failed"


def test_it_is_left_with_a_reason_and_the_case_ends(
    refused: AnswerCopy, assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser, leave = screen_of(fitri), url(assigned, f"salinan/{refused.pk}/tinggalkan/")
    browser.post(leave, {"reason": " "})
    assert Case.objects.get().state == "in_progress"
    page = text_of(browser.post(leave, {"reason": WHY}, follow=True))
    assert f"Tidak dapat dikirim karena pemblokiran: {WHY}" in page
    assert Case.objects.get().state == "closed"
    assert Entry.objects.get(action="inbox.copy.barred").data["reason"] == WHY
    assert not Task.objects.filter(kind="inbox.copy", done_at=None).exists()


def test_once_the_block_is_lifted_it_is_sent_again_and_the_case_ends(
    refused: AnswerCopy, assigned: Case, everywhere: Person
) -> None:
    copying.send_copy(actor=builders.actor_of(everywhere), case=assigned, copy_id=refused.pk)
    outbox_works(minutes=2)
    refused.refresh_from_db()
    assert (refused.state, Case.objects.get().state) == ("sent", "closed")


def test_a_block_noted_here_bars_a_copy_that_failed_for_another_reason_until_it_is_lifted(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation, screen_of: ScreenOf, text_of: TextOf
) -> None:
    copy, browser = failed_with(Reason.POLICY, assigned, fitri, everywhere), screen_of(everywhere)
    assert "Sudah saya kirim" in text_of(browser.get(url(assigned)))
    told = Told("spam", date(2026, 11, 20), date(2027, 2, 1))
    block = note_block(actor=builders.actor_of(everywhere), conversation=on_x, told=told)
    page = text_of(browser.get(url(assigned)))
    assert "baso_tempe diblokir di" in page
    assert f"kotak-masuk/blokir/{block.pk}/" in page
    assert "Sudah saya kirim" not in page
    with pytest.raises(CopyRefusedError, match="terhalang pemblokiran"):
        copying.note_copy_by_hand(actor=builders.actor_of(everywhere), case=assigned, copy_id=copy.pk)
    end_block(actor=builders.actor_of(everywhere), block=block, why="Iklannya berhenti")
    assert "Sudah saya kirim" in text_of(browser.get(url(assigned)))


def test_a_block_of_somebody_else_bars_nothing(
    assigned: Case, fitri: Person, everywhere: Person, on_x: Conversation, screen_of: ScreenOf, text_of: TextOf
) -> None:
    failed_with(Reason.POLICY, assigned, fitri, everywhere)
    told = Told("spam", date(2026, 11, 20), date(2027, 2, 1))
    note_block(actor=builders.actor_of(everywhere), conversation=assigned.conversation, told=told)
    page = text_of(screen_of(everywhere).get(url(assigned)))
    assert "Sudah saya kirim" in page
    assert "Catat tidak dikirim" in page
