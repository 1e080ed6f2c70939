"""One matter, many comments: joined, merged, taken apart again, and what goes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.core import clock
from kentongan.inbox.cases import merging, notes, splitting, unmerging
from kentongan.inbox.cases.merging import MergeRefusedError
from kentongan.inbox.cases.models import Follower
from kentongan.inbox.models import Case, Conversation, Deadline
from kentongan.inbox.services import answers, sorting
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Task
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
Says = Callable[..., Conversation]
pytestmark = pytest.mark.usefixtures("monday")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


@pytest.fixture
def later(assigned: Case, says: Says, eko: Person, dinas_kesehatan: Agency) -> Case:
    """A second case about the same holes, opened by mistake for Dinas Kesehatan."""
    return sorting.forward(
        actor=builders.actor_of(eko), conversation=says("lubangnya makin dalam", remote_id="c-2"),
        to_agency=dinas_kesehatan, instruction="", kind="complaint",
    )  # fmt: skip


@pytest.fixture
def merged(later: Case, assigned: Case, eko: Person, screen_of: ScreenOf) -> Case:
    """The later one put into the first."""
    screen_of(eko).post(url(later, "gabung/"), {"number": assigned.code, "reason": "lubang yang sama"})
    later.refresh_from_db()
    return later


def test_a_merged_case_gives_its_comments_to_the_other_and_asks_nobody_any_more(
    merged: Case, assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    assert (merged.state, merged.merged_into_id) == ("merged", assigned.pk)
    assert Conversation.objects.filter(case=assigned).count() == 2
    assert not Task.objects.filter(subject_id=str(merged.pk), done_at=None).exists()
    assert not Deadline.objects.filter(case=merged, met_at=None).exists()
    page = text_of(screen_of(fitri).get(url(assigned)))
    assert "lubangnya makin dalam" in page
    assert "menggabungkan <b>kasus 0002/2026 ke sini</b>" in page


def test_whoever_had_the_merged_case_still_sees_what_becomes_of_it(
    merged: Case, assigned: Case, ayu: Person, screen_of: ScreenOf
) -> None:
    assert screen_of(ayu).get(url(assigned)).status_code == 200
    assert screen_of(ayu).get(url(merged)).status_code == 200


def test_followers_go_along_and_come_back(later: Case, assigned: Case, eko: Person, kartika: Person) -> None:
    notes.follow(actor=builders.actor_of(kartika), case=later, follows=True)
    row = merging.merge(actor=builders.actor_of(eko), source=later, target=assigned)
    assert Follower.objects.filter(case=assigned, person=kartika).exists()
    unmerging.undo(actor=builders.actor_of(eko), merge=row)
    assert not Follower.objects.filter(case=assigned).exists()
    assert Follower.objects.filter(case=later, person=kartika).exists()


def test_the_earlier_of_two_deadlines_stands(later: Case, assigned: Case, eko: Person) -> None:
    early = clock.now()
    Deadline.objects.filter(case=later, code="D05").update(due_at=early)
    merging.merge(actor=builders.actor_of(eko), source=later, target=assigned)
    assert Deadline.objects.get(case=assigned, code="D05").due_at == early


def test_a_merge_is_undone_while_nothing_was_answered(
    merged: Case, assigned: Case, eko: Person, ayu: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(eko)
    assert "Batalkan penggabungan kasus 0002/2026" in text_of(browser.get(url(assigned)))
    from kentongan.inbox.cases.models import Merge

    browser.post(url(assigned, "batal-gabung/"), {"merge": Merge.objects.get().pk})
    merged.refresh_from_db()
    assert (merged.state, merged.merged_into_id) == ("assigned", None)
    assert Conversation.objects.get(case=merged).excerpt == "lubangnya makin dalam"
    assert set(Deadline.objects.filter(case=merged, met_at=None).values_list("code", flat=True)) == {"D02", "D05"}
    assert Task.objects.filter(subject_id=str(merged.pk), agency=ayu.agency, done_at=None).exists()


def test_after_an_answer_a_merge_stays(
    merged: Case, assigned: Case, eko: Person, fitri: Person, sender: Person
) -> None:
    from kentongan.inbox.cases.models import Merge

    answer = answers.submit_answer(
        actor=builders.actor_of(fitri), case=assigned, text="Besok ditambal.", closes=False, revision=0
    )
    answers.note_posted_by_hand(actor=builders.actor_of(sender), answer=answer)
    with pytest.raises(MergeRefusedError, match="sudah dijawab"):
        unmerging.undo(actor=builders.actor_of(eko), merge=Merge.objects.get())


def test_a_comment_is_joined_to_a_case_that_runs_and_may_not_be_joined_twice(
    assigned: Case, says: Says, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    further = says("jalan itu juga gelap", remote_id="c-3")
    browser = screen_of(eko)
    address = f"/g/wajo/kotak-masuk/{further.pk}/gabung/"
    assert f"Ditambahkan ke kasus {assigned.code}" in text_of(
        browser.post(address, {"number": assigned.code}, follow=True)
    )
    further.refresh_from_db()
    assert (further.case_id, further.state) == (assigned.pk, "with_agency")
    assert "sudah menjadi bagian sebuah kasus" in text_of(browser.post(address, {"number": "1/2026"}, follow=True))


def test_a_comment_that_is_another_matter_gets_a_case_of_its_own(
    assigned: Case, says: Says, eko: Person, screen_of: ScreenOf
) -> None:
    further = says("lampu jalan mati", remote_id="c-3")
    merging.join(actor=builders.actor_of(eko), conversation=further, case=assigned)
    screen_of(eko).post(url(assigned, "pisahkan/"), {"conversation": further.pk})
    new = Case.objects.latest("pk")
    assert (new.title, new.state, new.agency) == ("lampu jalan mati", "verified", None)
    assert list(Conversation.objects.filter(case=assigned).values_list("pk", flat=True)) == [assigned.conversation_id]


def test_a_comment_split_off_after_a_merge_gets_its_old_case_back(merged: Case, assigned: Case, eko: Person) -> None:
    again = splitting.split(actor=builders.actor_of(eko), case=assigned, conversation=merged.conversation)
    assert again.pk == merged.pk
    assert Case.objects.count() == 2


def test_the_first_comment_stays_with_its_case(assigned: Case, eko: Person) -> None:
    with pytest.raises(MergeRefusedError, match="Komentar pertama"):
        splitting.split(actor=builders.actor_of(eko), case=assigned, conversation=assigned.conversation)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0001/2026", "dirinya sendiri"),
        ("0099/2026", "Tidak ada kasus dengan nomor itu"),
        ("dua", "Tulis nomornya seperti"),
        ("", "Tulis nomor kasus tujuannya"),
    ],
)
def test_what_cannot_be_merged_says_why(
    assigned: Case, eko: Person, screen_of: ScreenOf, text_of: TextOf, number: str, said: str
) -> None:
    answer = screen_of(eko).post(url(assigned, "gabung/"), {"number": number})
    assert answer.status_code in {409, 422}
    assert said in text_of(answer)


def test_an_agency_cannot_merge_into_a_case_it_does_not_see(
    later: Case, assigned: Case, ayu: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    answer = screen_of(ayu).post(url(later, "gabung/"), {"number": assigned.code})
    assert "Tidak ada kasus dengan nomor itu yang dapat Anda lihat" in text_of(answer)
    later.refresh_from_db()
    assert later.state == "assigned"


def test_a_report_for_the_inspectorate_is_merged_with_nothing_else(assigned: Case, says: Says, eko: Person) -> None:
    inspectorate = builders.agency("Inspektorat")
    builders.person("Indra Watas", (Role.INSPECTOR,), inspectorate)
    report = sorting.forward(
        actor=builders.actor_of(eko), conversation=says("ada pungli di Dinas PU, minta uang", remote_id="c-8"),
        to_agency=inspectorate, instruction="", kind="complaint",
    )  # fmt: skip
    for source, target in ((report, assigned), (assigned, report)):
        with pytest.raises(MergeRefusedError, match="inspektorat"):
            merging.merge(actor=builders.actor_of(eko), source=source, target=target)
