"""What the PPID's register says a citizen asked for: all they wrote in the case, in order, and no number of anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.connectors.contract import RemoteComment
from kentongan.core import clock
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.lanes.ppid_models import InformationRequest
from kentongan.inbox.lanes.requested import MOST_COMMENTS
from kentongan.inbox.lanes.services import ppid
from kentongan.inbox.lanes.wording import MOST_WORDS, covered
from kentongan.inbox.models import Case, Conversation, Message
from kentongan.inbox.services import sorting
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from tests import builders

pytestmark = pytest.mark.usefixtures("monday")
Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
Says = Callable[..., Conversation]
ASKED = "Mohon salinan kontrak perbaikan jalan pasar"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def indra(diskominfo: Agency) -> Person:
    return builders.person("Indra Pelangi", (Role.PPID,), diskominfo)


@pytest.fixture
def question(says: Says, eko: Person, dinas_pu: Agency) -> Case:
    return sorting.forward(
        actor=builders.actor_of(eko), conversation=says(ASKED), to_agency=dinas_pu, instruction="", kind="question"
    )


def registered(case: Case, eko: Person) -> InformationRequest:
    made = ppid.choose_lane(actor=builders.actor_of(eko), case=case, lane="ppid")
    assert made
    return made


def writes(
    channel: Channel, remote_id: str, text: str, *, to: str = "", after: timedelta = MINUTE, author: str = "55"
) -> Message:
    """A comment of Rani (55), or of somebody else."""
    comment = RemoteComment(
        remote_id=remote_id, post_id="p-1", parent_id=to, text=text, author_id=author, author_name=f"warga_{author}",
        created_at=clock.now() + after,
    )  # fmt: skip
    store_polled(channel, [comment])
    process(channel.government_id)
    return Message.objects.get(remote_id=remote_id)


def test_the_register_holds_all_the_citizen_wrote_in_order_and_nobody_elses_words(
    question: Case, eko: Person, leader_account: Channel
) -> None:
    writes(leader_account, "c-3", "Telepon saya 0812-7345-6789, tahun 2025 saja", to="c-1", after=3 * MINUTE)
    writes(leader_account, "c-2", "beserta gambar rencananya", to="c-1", after=2 * MINUTE)
    writes(leader_account, "c-4", "saya juga mau, kirim ke 0813-1111-2222", to="c-1", author="77")
    writes(leader_account, "c-5", "beserta gambar rencananya", to="c-1", after=5 * MINUTE)
    said = registered(question, eko).asked.split("\n\n")
    assert said[:2] == [ASKED, "beserta gambar rencananya"]
    assert said[2].startswith("Telepon saya ")
    assert said[2].endswith(", tahun 2025 saja")
    assert len(said) == 3
    assert "0812-7345-6789" not in said[2]


def test_what_they_wrote_on_another_account_of_the_platform_belongs_to_it_once_it_belongs_to_the_case(
    question: Case, eko: Person, dinas_pu: Agency
) -> None:
    other = builders.channel(dinas_pu, "instagram")
    talk = writes(other, "h-1", "Kontraknya yang tahun 2024").conversation
    strange = writes(builders.channel(dinas_pu, "facebook"), "f-1", "nomor yang sama, orang lain").conversation
    Conversation.objects.filter(pk__in=(talk.pk, strange.pk)).update(case=question)
    assert registered(question, eko).asked == f"{ASKED}\n\nKontraknya yang tahun 2024"


def test_what_they_took_away_again_is_not_asked_unless_nothing_else_is_left(
    question: Case, eko: Person, leader_account: Channel
) -> None:
    writes(leader_account, "c-2", "salah, bukan itu", to="c-1")
    Message.objects.update(removed_at=clock.now())
    Message.objects.filter(remote_id="c-1").update(removed_at=None)
    assert registered(question, eko).asked == ASKED
    InformationRequest.objects.all().delete()
    Message.objects.update(removed_at=clock.now())
    assert registered(question, eko).asked == ASKED


def test_more_than_a_page_of_words_is_counted_and_stands_beside_it(
    question: Case, eko: Person, indra: Person, leader_account: Channel, screen_of: Screen, text_of: Text
) -> None:
    writes(leader_account, "c-2", "Lampiran " * (MOST_WORDS // 9), to="c-1")
    made = registered(question, eko)
    assert made.asked == f"{ASKED}\n\n(dan 1 komentar lain dari pemohon)"
    assert "Lampiran Lampiran" in text_of(screen_of(indra).get(f"/g/wajo/ppid/{made.pk}/"))


def test_what_they_write_later_stands_beside_the_register_covered_and_the_register_stays(
    question: Case, eko: Person, indra: Person, leader_account: Channel, screen_of: Screen, text_of: Text
) -> None:
    made, browser = registered(question, eko), screen_of(indra)
    address = f"/g/wajo/ppid/{made.pk}/"
    assert "Juga ditulis pemohon" not in text_of(browser.get(address))
    writes(leader_account, "c-2", "Hubungi 0812-7345-6789 bila sudah ada", to="c-1")
    writes(leader_account, "c-3", "saya juga mau", to="c-1", author="77")
    page = text_of(browser.get(address))
    assert "Juga ditulis pemohon" in page
    assert "bila sudah ada" in page
    assert "0812-7345-6789" not in page
    assert "saya juga mau" not in page
    made.refresh_from_db()
    assert made.asked == ASKED
    Case.objects.update(watched=True)
    assert "bila sudah ada" not in text_of(browser.get(address))


def test_the_choice_of_a_lane_reads_every_comment_of_the_citizen(
    says: Says, eko: Person, fitri: Person, dinas_pu: Agency, leader_account: Channel, screen_of: Screen, text_of: Text
) -> None:
    case = sorting.forward(
        actor=builders.actor_of(eko), conversation=says("Halo min, jalan pasar sudah jadi?"), to_agency=dinas_pu,
        instruction="", kind="question",
    )  # fmt: skip
    writes(leader_account, "c-2", ASKED, to="c-1")
    page = text_of(screen_of(fitri).get(f"/g/wajo/kasus/{case.pk}/informasi/"))
    assert ASKED in page
    assert 'value="ppid" checked' in page


def test_no_more_comments_are_read_than_a_page_needs(question: Case, eko: Person, leader_account: Channel) -> None:
    first = Message.objects.get()
    Message.objects.bulk_create(
        Message(
            government_id=first.government_id, conversation=first.conversation, channel=leader_account,
            remote_id=f"n-{number}", author_id="55", author_name="rani_tempe", text=f"lagi {number}", at=clock.now(),
        )
        for number in range(MOST_COMMENTS + 5)
    )  # fmt: skip
    assert f"lagi {MOST_COMMENTS + 4}" not in registered(question, eko).asked


def test_spaces_before_a_number_uncover_none_of_it(eko: Person) -> None:
    actor, number = builders.actor_of(eko), "0812-7345-6789"
    assert covered(actor, f"   {number} ") == covered(actor, number)
    assert "6789" not in covered(actor, f"   {number} ")
