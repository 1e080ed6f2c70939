"""What a look costs does not grow with what there is: the statements of each page, counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kentongan.inbox.lists.filters import read
from kentongan.inbox.lists.pages import page_of
from kentongan.inbox.lists.saving import keep_view
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.services import sorting
from kentongan.organizations.models import Agency, Person
from tests import builders

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
LIST = "/g/wajo/kotak-masuk/"
MOST = 15
pytestmark = pytest.mark.usefixtures("monday")


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code in {200, 204}
    return len([one for one in asked if "SAVEPOINT" not in one["sql"] and "set_config" not in one["sql"]])


@pytest.mark.parametrize(
    "asked", ["", "?tab=dinas", "?tab=selesai", "?jenis=pengaduan&tenggat=lewat&belum_dibaca=ya", "?tab=semua&q=jalan"]
)
def test_thirty_rows_cost_as_many_statements_as_one(
    says: Says, assigned: Case, eko: Person, screen_of: ScreenOf, asked: str
) -> None:
    browser = screen_of(eko)
    says("jalan rusak", remote_id="k-0")
    one = cost(browser, LIST + asked)
    for number in range(1, 30):
        says(f"jalan rusak {number}", remote_id=f"k-{number}", later=timedelta(minutes=number))
    many = cost(browser, LIST + asked)
    assert many <= max(one, MOST)
    assert many <= MOST


@pytest.mark.parametrize("asked", ["", "?tab=dinas", "?tab=semua&q=jalan", "{talk}/", "kasus"])
def test_no_page_of_the_inbox_asks_more_than_fifteen_times(
    says: Says, assigned: Case, eko: Person, fitri: Person, screen_of: ScreenOf, asked: str
) -> None:
    says("jalan rusak lagi", remote_id="k-1")
    where = f"/g/wajo/kasus/{assigned.pk}/" if asked == "kasus" else LIST + asked.format(talk=assigned.conversation_id)
    for person in (eko, fitri):
        assert cost(screen_of(person), where) <= MOST


def test_twelve_saved_views_cost_one_statement_more(
    says: Says, assigned: Case, eko: Person, fitri: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    says("jalan rusak lagi", remote_id="k-1")
    without = {person: cost(screen_of(person), LIST) for person in (eko, fitri)}
    asked = (
        "jenis=pengaduan",
        "tenggat=segera",
        f"dinas={dinas_pu.code}",
        "kanal=instagram-latihan",
        "belum_dibaca=ya",
        "milik=saya",
    )
    for person in (eko, fitri):
        for tab in ("pilah", "semua"):
            for words in asked:
                keep_view(actor=builders.actor_of(person), name=f"{tab} {words}", words=f"tab={tab}&{words}")
        assert cost(screen_of(person), LIST) <= min(without[person] + 4, MOST), (
            "the views; calendar, agencies, accounts once"
        )


def test_asking_what_is_new_is_cheap(says: Says, eko: Person, screen_of: ScreenOf) -> None:
    says("jalan rusak")
    assert cost(screen_of(eko), f"{LIST}baru/?tab=pilah&sejak=1000000000") <= 8


def plans_used() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(generic_plans + custom_plans), 0) FROM pg_prepared_statements")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("page", ["kotak-masuk/{0.conversation_id}/", "kasus/{0.pk}/"])
def test_the_dearest_statement_of_a_page_is_prepared_once_and_used_again(
    assigned: Case, eko: Person, screen_of: ScreenOf, page: str
) -> None:
    browser, address = screen_of(eko), f"/g/wajo/{page.format(assigned)}"
    first, before = browser.get(address), plans_used()
    assert before
    again = browser.get(address)
    assert plans_used() == before + 1
    assert (first.status_code, again.status_code) == (200, 200)


def test_a_liaisons_page_walks_no_further_than_its_share_and_goes_on_at_a_tap(
    says: Says, eko: Person, fitri: Person, dinas_pu: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kentongan.inbox.lists.pages.WALK_WAITING", 3)
    for number in range(8):
        talk = says(f"lampu padam {number}", remote_id=f"k-{number}", later=timedelta(minutes=number))
        sorting.forward(
            actor=builders.actor_of(eko), conversation=talk, to_agency=dinas_pu, instruction="", kind="complaint"
        )
    Conversation.objects.filter(excerpt="lampu padam 0").update(kind="question")
    filters = read({"tab": "dinas", "jenis": "pertanyaan"})
    page = page_of(builders.actor_of(fitri), filters)
    assert (page.rows, page.unfinished) == ([], True)
    found, turns = list[str](), 0
    while page.following and turns < 9:
        page, turns = page_of(builders.actor_of(fitri), filters, page.following), turns + 1
        found += [row.excerpt for row in page.rows]
    assert found == ["lampu padam 0"]
    assert turns < 5
