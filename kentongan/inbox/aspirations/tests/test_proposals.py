"""What citizens wish for comes together, goes to its owner with the rows behind it, and is answered in public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kentongan.core import clock
from kentongan.inbox.aspirations import figures, selectors
from kentongan.inbox.aspirations.models import Backing, Proposal
from kentongan.inbox.aspirations.reminding import remind
from kentongan.inbox.aspirations.services import answering, gathering
from kentongan.inbox.aspirations.services.gathering import ProposalRefusedError, StaleProposalError, Wish
from kentongan.inbox.models import Conversation
from kentongan.inbox.services import sorting
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.planning import services as planning
from kentongan.planning.models import Programme
from kentongan.work.selectors import tasks_for
from tests import builders
from tests.pdf_text import pages_of

pytestmark = pytest.mark.usefixtures("monday")
Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
Says = Callable[..., Conversation]


@pytest.fixture
def programme(eko: Person, dinas_pu: Agency) -> Programme:
    actor, years = builders.actor_of(eko), (2025, 2029)
    vision = planning.add_line(actor=actor, line=planning.Line("Wajo maju", *years))
    mission = planning.add_line(actor=actor, line=planning.Line("Jalan", *years, parent=vision))
    return planning.add_line(
        actor=actor, line=planning.Line("Keselamatan jalan", *years, parent=mission, owner=dinas_pu)
    )


@pytest.fixture
def wish(programme: Programme, dinas_pu: Agency) -> Wish:
    return Wish("Zebra cross di depan SD", dinas_pu, programme, gist="Anak-anak susah menyeberang.")


@pytest.fixture
def proposal(wish: Wish, says: Says, eko: Person) -> Proposal:
    talks = [says("usul zebra cross depan SD", remote_id="c-1"), says("setuju, zebra cross pak", remote_id="c-2")]
    return gathering.begin(actor=builders.actor_of(eko), wish=wish, conversation_ids=[talk.pk for talk in talks])


@pytest.fixture
def handed(proposal: Proposal, eko: Person, fitri: Person) -> Proposal:
    gathering.hand_over(actor=builders.actor_of(eko), proposal=proposal)
    proposal.refresh_from_db()
    return proposal


@pytest.fixture
def answered(handed: Proposal, fitri: Person) -> Proposal:
    return answering.answer(
        actor=builders.actor_of(fitri), proposal=handed, response="accepted", words="Dicat awal Desember."
    )


def test_two_comments_of_one_citizen_count_as_one_person(proposal: Proposal, eko: Person) -> None:
    sums = figures.figures_of(proposal)
    assert (sums.comments, sums.citizens) == (2, 1)
    assert figures.groups_for(builders.actor_of(eko))[0].citizens == 1


def test_without_a_key_citizens_are_told_apart_by_their_names(proposal: Proposal) -> None:
    keys = list(Backing.objects.filter(proposal=proposal).values_list("conversation_id", flat=True))
    Conversation.objects.filter(pk__in=keys).update(author_id="")
    assert figures.figures_of(proposal).citizens == 1
    Conversation.objects.filter(pk=keys[0]).update(author_name="Ibu Lain")
    assert figures.figures_of(proposal).citizens == 2


def test_every_figure_is_counted_from_rows_that_stand_below_it(
    handed: Proposal, fitri: Person, screen_of: Screen, text_of: Text
) -> None:
    page = text_of(screen_of(fitri).get(f"/g/wajo/usulan/{handed.pk}/"))
    assert "<b>1 warga</b>, 2 komentar" in page
    assert "usul zebra cross depan SD" in page
    assert "setuju, zebra cross pak" in page
    assert "rani_tempe" not in page


def test_what_triage_only_guesses_is_counted_nowhere(says: Says, eko: Person, dinas_pu: Agency) -> None:
    actor = builders.actor_of(eko)
    guessed = says("usul saya tambah lampu", remote_id="c-5")
    Conversation.objects.filter(pk=guessed.pk).update(kind="aspiration")
    assert list(selectors.candidates_for(actor)) == []
    assert guessed in selectors.guessed_for(actor)
    sorting.forward(actor=actor, conversation=guessed, to_agency=dinas_pu, instruction="", kind="aspiration")
    assert guessed in selectors.candidates_for(actor)
    assert guessed not in selectors.guessed_for(actor)


def test_a_comment_stands_behind_one_proposal_only(proposal: Proposal, wish: Wish, eko: Person) -> None:
    taken = Backing.objects.filter(proposal=proposal).first()
    assert taken
    actor = builders.actor_of(eko)
    other = gathering.begin(actor=actor, wish=wish)
    with pytest.raises(ProposalRefusedError, match="sudah berada"):
        gathering.gather(actor=actor, proposal=other, conversation_ids=[taken.conversation_id])


def test_what_is_for_the_inspectorate_never_stands_behind_a_wish(proposal: Proposal, says: Says, eko: Person) -> None:
    secret = says("ada pungli", remote_id="c-6")
    Conversation.objects.filter(pk=secret.pk).update(watched=True)
    with pytest.raises(ProposalRefusedError):
        gathering.gather(actor=builders.actor_of(eko), proposal=proposal, conversation_ids=[secret.pk])


def test_the_owner_is_asked_with_a_date(handed: Proposal, fitri: Person) -> None:
    task = tasks_for(builders.actor_of(fitri)).get(kind=gathering.TASK)
    assert "Zebra cross" in task.title
    assert task.due_at
    assert task.due_at.date() == date(2026, 12, 11)


def test_nothing_new_is_not_handed_over_twice(handed: Proposal, eko: Person) -> None:
    with pytest.raises(ProposalRefusedError, match="Belum ada komentar baru"):
        gathering.hand_over(actor=builders.actor_of(eko), proposal=handed)


def test_the_periodic_hand_over_takes_all_of_an_owner(proposal: Proposal, wish: Wish, says: Says, eko: Person) -> None:
    actor = builders.actor_of(eko)
    late = says("lampu penyeberangan juga", remote_id="c-7")
    gathering.begin(actor=actor, wish=wish, conversation_ids=[late.pk])
    assert gathering.hand_over_all(actor=actor, owner=wish.owner) == 2
    assert gathering.hand_over_all(actor=actor, owner=wish.owner) == 0


def test_on_the_first_of_the_month_coordinators_hear_what_waits(proposal: Proposal, eko: Person) -> None:
    task = remind(proposal.government_id)
    assert task
    assert "1 usul warga" in task.title
    gathering.hand_over(actor=builders.actor_of(eko), proposal=proposal)
    assert not tasks_for(builders.actor_of(eko)).filter(kind=gathering.REMIND).exists()
    assert remind(proposal.government_id) is None


def test_another_agency_neither_sees_nor_answers_it(handed: Proposal, ayu: Person, screen_of: Screen) -> None:
    assert screen_of(ayu).get(f"/g/wajo/usulan/{handed.pk}/").status_code == 404


def test_only_the_owners_people_answer(handed: Proposal, gilang: Person) -> None:
    with pytest.raises(NotAllowedError, match="pemilik programnya"):
        answering.answer(
            actor=builders.actor_of(gilang), proposal=handed, response="accepted", words="Siap dikerjakan."
        )


def test_no_comes_with_a_reason(handed: Proposal, fitri: Person) -> None:
    with pytest.raises(ProposalRefusedError, match="mengapa"):
        answering.answer(actor=builders.actor_of(fitri), proposal=handed, response="not_possible", words=" ")


def test_whoever_answered_does_not_announce(handed: Proposal, eko: Person) -> None:
    actor = builders.actor_of(eko)
    answering.answer(actor=actor, proposal=handed, response="accepted", words="Dicat awal Desember.")
    with pytest.raises(NotAllowedError, match="orang lain yang mengumumkannya"):
        answering.publish(actor=actor, proposal=handed)


def test_the_public_reads_the_answer_and_nobodys_name(answered: Proposal, eko: Person, text_of: Text) -> None:
    visitor = Client()
    assert visitor.get(f"/g/wajo/anda-usul/{answered.pk}/").status_code == 404, "not announced yet"
    answering.publish(actor=builders.actor_of(eko), proposal=answered)
    page = text_of(visitor.get(f"/g/wajo/anda-usul/{answered.pk}/"))
    assert "Dicat awal Desember." in page
    assert "1 warga menyampaikannya" in page
    assert "rani_tempe" not in page
    assert "setuju, zebra cross pak" not in page
    assert "Zebra cross di depan SD" in text_of(visitor.get("/g/wajo/anda-usul/"))


def test_words_that_name_a_citizen_are_not_announced(handed: Proposal, fitri: Person, eko: Person) -> None:
    held = answering.answer(
        actor=builders.actor_of(fitri), proposal=handed, response="done", words="Terima kasih rani_tempe, sudah."
    )
    with pytest.raises(ProposalRefusedError, match="nama warga"):
        answering.publish(actor=builders.actor_of(eko), proposal=held)


def test_other_words_are_announced_anew(answered: Proposal, fitri: Person, eko: Person) -> None:
    answering.publish(actor=builders.actor_of(eko), proposal=answered)
    answering.answer(actor=builders.actor_of(fitri), proposal=answered, response="done", words="Sudah dicat kemarin.")
    assert Client().get(f"/g/wajo/anda-usul/{answered.pk}/").status_code == 404


def test_it_is_taken_from_the_public_only_with_a_reason(answered: Proposal, eko: Person) -> None:
    actor = builders.actor_of(eko)
    answering.publish(actor=actor, proposal=answered)
    with pytest.raises(ProposalRefusedError, match="Alasannya"):
        answering.withdraw(actor=actor, proposal=answered, reason="")
    assert answering.withdraw(actor=actor, proposal=answered, reason="Salah tanggal").published_at is None


def test_what_two_people_wrote_at_once_is_not_overwritten(proposal: Proposal, wish: Wish, eko: Person) -> None:
    with pytest.raises(StaleProposalError):
        gathering.change(actor=builders.actor_of(eko), proposal=proposal, wish=wish, revision=0)


def test_somebody_must_be_there_to_answer(eko: Person, dinas_pu: Agency, screen_of: Screen, text_of: Text) -> None:
    answer = screen_of(eko).post("/g/wajo/usulan/baru/", {"title": "Jam buka lebih lama", "policy": "Jam buka loket"})
    assert answer.status_code == 422
    assert "Belum ada yang akan menanggapi" in text_of(answer)
    assert "Jam buka loket" in text_of(answer)
    assert not Proposal.objects.exists()


def test_the_page_of_all_groups_by_programme_and_policy(
    proposal: Proposal, eko: Person, screen_of: Screen, text_of: Text
) -> None:
    page = text_of(screen_of(eko).get("/g/wajo/usulan/"))
    assert "Keselamatan jalan" in page
    assert "1 warga, 2 komentar" in page
    narrowed = text_of(screen_of(eko).get("/g/wajo/usulan/?kebijakan=lain"))
    assert "Belum ada usul di sini" in narrowed


def test_it_prints_with_the_rows_and_without_names(handed: Proposal, fitri: Person, screen_of: Screen) -> None:
    for name in ("usul.pdf", "rekap.pdf"):
        words = " ".join("".join(pages_of(screen_of(fitri).get(f"/g/wajo/usulan/{handed.pk}/{name}").content)).split())
        assert "usul zebra cross depan SD" in words
        assert "1 orang, 2 komentar" in words
        assert "rani" not in words.lower()


def test_a_comments_page_offers_the_way_to_a_proposal(
    proposal: Proposal, says: Says, eko: Person, screen_of: Screen, text_of: Text
) -> None:
    talk = says("usul: trotoar juga ya", remote_id="c-9")
    Conversation.objects.filter(pk=talk.pk).update(kind="aspiration")
    browser = screen_of(eko)
    assert "Satukan dengan usul yang sama" in text_of(browser.get(f"/g/wajo/kotak-masuk/{talk.pk}/"))
    browser.post(f"/g/wajo/kotak-masuk/{talk.pk}/usulkan/", {"proposal": proposal.pk})
    assert Backing.objects.filter(proposal=proposal, conversation=talk).exists()
    with clock.stopped_at(clock.now()):
        assert "Zebra cross di depan SD" in text_of(browser.get(f"/g/wajo/kotak-masuk/{talk.pk}/"))
