"""Search through the page and through the walls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.core import clock
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.search import asking
from kentongan.inbox.search.finding import Scope, find
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
LIST = "/g/wajo/kotak-masuk/"
pytestmark = pytest.mark.usefixtures("monday")


def found(browser: Client, words: str, **more: str) -> list[str]:
    """The rows of a search, by the citizen's words, without their marks."""
    page = browser.get(LIST, {"q": words, **more}).content.decode()
    rows = page.split('<span class="two-lines" dir="auto">')[1:]
    return [row.partition("</span>")[0].replace("<mark>", "").replace("</mark>", "") for row in rows]


@pytest.fixture
def several(says: Says, eko: Person, screen_of: ScreenOf) -> Client:
    """Five comments, and Eko's browser."""
    for number, words in enumerate(
        (
            "lampu jalan mati di Paria",
            "jalan gelap, lampunya blm diperbaiki",
            "sampah menumpuk, tlg dibersihkan",
            "pelayanan puskesmas lamo nian",
            "terima kasih pelayanannya cepat",
        )
    ):
        says(words, remote_id=f"s-{number}", later=timedelta(minutes=number))
    return screen_of(eko)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("memperbaiki lampu", "jalan gelap, lampunya blm diperbaiki"),
        ("belum", "jalan gelap, lampunya blm diperbaiki"),
        ("bersihkan sampahnya", "sampah menumpuk, tlg dibersihkan"),
        ("layanan lama", "pelayanan puskesmas lamo nian"),
        ("LAMPU", "jalan gelap, lampunya blm diperbaiki"),
        ('"lampu jalan"', "lampu jalan mati di Paria"),
        ("dari:rani_tempe paria", "lampu jalan mati di Paria"),
    ],
)
def test_what_was_meant_is_found_newest_first(several: Client, words: str, first: str) -> None:
    assert found(several, words)[0] == first


def test_a_phrase_is_its_words_in_that_order(several: Client) -> None:
    assert found(several, '"jalan lampu"') == []
    assert len(found(several, "jalan lampu")) == 2


def test_pages_of_a_search_show_each_conversation_once(says: Says, eko: Person, screen_of: ScreenOf) -> None:
    for one in range(31):
        says(f"jalan rusak {one:02}", remote_id=f"p-{one}", later=timedelta(minutes=one))
    says("masih rusak jalannya", remote_id="p-again", to="p-30")
    browser, seen, address = screen_of(eko), [], f"{LIST}?q=jalan+rusak"
    while address:
        page = browser.get(address).content.decode()
        seen += [part.partition('"')[0] for part in page.split('data-row="')[1:]]
        address = page.partition('<div class="pager in-pane"><a class="btn small" href="')[2].partition('"')[0]
        address = address.replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 31


def test_an_edited_comment_is_found_by_its_old_and_its_new_words(says: Says, eko: Person, screen_of: ScreenOf) -> None:
    from kentongan.inbox import changes

    talk = says("jembatan putus")
    changes.apply(talk.channel, "c-1", changes.EDITED, text="jembatan sudah bagus", at=clock.now())
    browser = screen_of(eko)
    assert len(found(browser, "putus")) == 1
    assert len(found(browser, "bagus")) == 1


def test_the_number_of_a_case_finds_the_case(assigned: Case, says: Says, eko: Person, screen_of: ScreenOf) -> None:
    says("bukan ini", remote_id="c-2")
    assert found(screen_of(eko), assigned.code) == [assigned.conversation.excerpt]


def test_words_are_looked_for_among_what_the_filters_show(several: Client) -> None:
    assert len(found(several, "jalan", tab="pilah")) == 2
    assert found(several, "jalan", tab="selesai") == []


def test_fitri_finds_what_was_passed_to_her_agency_and_ayu_nothing(
    assigned: Case, fitri: Person, ayu: Person, screen_of: ScreenOf
) -> None:
    assert len(found(screen_of(fitri), "berlubang")) == 1
    assert found(screen_of(ayu), "berlubang") == []


def test_what_comes_after_passing_on_is_found_too_and_what_was_taken_away_no_more(
    assigned: Case, says: Says, fitri: Person, dinas_pu: Agency, monday: Any, screen_of: ScreenOf
) -> None:
    with clock.stopped_at(monday + timedelta(hours=1)):
        says("lubangnya makin dalam", remote_id="c-2", to="c-1")
    assert len(found(screen_of(fitri), "makin dalam")) == 1
    wajo, scope = assigned.government_id, Scope((), [dinas_pu.pk])
    assert len(find(wajo, asking.read("lubang"), scope)) == 2
    Conversation.objects.filter(case=assigned).update(case=None)
    assert find(wajo, asking.read("lubang"), scope) == []


def test_old_and_new_are_found_in_order_whatever_week_they_came_in(
    leader_account: Channel, eko: Person, monday: Any, screen_of: ScreenOf
) -> None:
    from kentongan.connectors.contract import RemoteComment
    from kentongan.inbox.intake import process, store_polled

    for back in (900, 200, 100, 20, 9, 1):
        with clock.stopped_at(monday - timedelta(days=back)):
            words = f"banjir hari ke-{back}"
            one = RemoteComment(remote_id=f"b-{back}", post_id="p", text=words, author_name="x", created_at=clock.now())
            store_polled(leader_account, [one])
            process(leader_account.government_id)
    assert found(screen_of(eko), "banjir") == [f"banjir hari ke-{back}" for back in (1, 9, 20, 100, 200, 900)]


def test_the_search_of_another_government_finds_nothing_of_ours(says: Says, palembang: Government) -> None:
    says("jalan berlubang")
    asked = asking.read("jalan")
    wajo = Conversation.objects.get().government_id
    with within(wajo):
        assert len(find(wajo, asked, Scope())) == 1
    with within(palembang.pk):
        assert find(wajo, asked, Scope()) == []
        assert find(wajo, asked, Scope((), conversations=[Conversation.objects.all().count() + 1])) == []


@pytest.mark.parametrize("statement", ["SELECT * FROM inbox_search", "DELETE FROM inbox_search"])
def test_the_table_itself_is_nobodys_to_touch(db: None, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
