"""The list as people live in it: filters in the address, views, acts on many, what is new, who is writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.core import clock
from kentongan.inbox.lists import acting, counting, presence, saving
from kentongan.inbox.lists.counting import view_counts
from kentongan.inbox.lists.filters import Filters, pairs, read
from kentongan.inbox.lists.models import Presence, SavedView
from kentongan.inbox.models import Case, Conversation
from kentongan.inbox.states import ARCHIVED, NEW, WITH_AGENCY
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from tests import builders

Says = Callable[..., Conversation]
ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
LIST = "/g/wajo/kotak-masuk/"
pytestmark = pytest.mark.usefixtures("monday")


def shown(browser: Client, address: str = "") -> list[int]:
    """The conversations of a list, in its order."""
    page = browser.get(f"{LIST}?{address}").content.decode()
    return [int(key) for key in re.findall(r'data-row="(\d+)"', page)]


@pytest.fixture
def three(says: Says) -> list[Conversation]:
    """A complaint, praise and a question, in that order."""
    texts = ("jalan berlubang parah, tolong diperbaiki", "terima kasih, pelayanan bagus", "kapan jadwal vaksin?")
    return [says(text, remote_id=f"t-{n}", later=timedelta(minutes=n)) for n, text in enumerate(texts)]


def test_every_filter_is_a_word_in_the_address_and_a_chip_that_comes_off(
    three: list[Conversation], eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    Conversation.objects.filter(pk=three[0].pk).update(kind="complaint", language="bug", urgency="now")
    Conversation.objects.exclude(pk=three[0].pk).update(kind="praise", language="ind", urgency="normal")
    browser, first = screen_of(eko), [three[0].pk]
    for asked in ("jenis=pengaduan", "bahasa=bugis", "mendesak=darurat", "jenis=pengaduan&bahasa=bugis"):
        assert shown(browser, asked) == first, asked
    page = text_of(browser.get(f"{LIST}?jenis=pengaduan&bahasa=bugis"))
    assert "Bahasa Bugis" in page
    assert 'href="/g/wajo/kotak-masuk/?tab=pilah&amp;bahasa=bugis"' in page
    assert len(shown(browser, "lewat=komentar")) == 3
    assert shown(browser, "lewat=pesan") == []


def test_agency_and_account_have_names_in_the_address(
    three: list[Conversation],
    assigned: Case,
    eko: Person,
    dinas_pu: Agency,
    leader_account: Channel,
    screen_of: ScreenOf,
) -> None:
    browser = screen_of(eko)
    assert shown(browser, f"tab=dinas&dinas={dinas_pu.code}") == [assigned.conversation_id]
    assert shown(browser, "tab=dinas&dinas=dinas-lain") == []
    name = f"{leader_account.platform}-{leader_account.handle}"
    assert len(shown(browser, f"kanal={name}")) == 3
    assert shown(browser, "kanal=x-tidakada") == []


def test_what_is_overdue_due_today_and_due_soon_is_found_for_comments_and_for_cases(
    three: list[Conversation], assigned: Case, monday: Any, eko: Person, screen_of: ScreenOf
) -> None:
    now = clock.now()
    for talk, due in zip(
        three, (now - timedelta(days=1), now + timedelta(hours=2), now + timedelta(days=1)), strict=True
    ):
        Conversation.objects.filter(pk=talk.pk).update(verify_by=due)
    browser = screen_of(eko)
    assert shown(browser, "tenggat=lewat") == [three[0].pk]
    assert shown(browser, "tenggat=hari-ini") == [three[1].pk]
    assert set(shown(browser, "tenggat=segera")) == {three[1].pk, three[2].pk}
    assert shown(browser, "tab=dinas&tenggat=lewat") == []
    with clock.stopped_at(monday + timedelta(days=40)):
        assert assigned.conversation_id in shown(screen_of(eko), "tab=semua&tenggat=lewat")


def test_mine_is_what_i_made_a_case_of_and_what_lies_at_my_agency(
    three: list[Conversation], assigned: Case, eko: Person, fitri: Person, screen_of: ScreenOf
) -> None:
    for person in (eko, fitri):
        assert shown(screen_of(person), "tab=semua&milik=saya") == [assigned.conversation_id]


def test_what_was_opened_is_read_until_the_citizen_writes_again(
    says: Says, three: list[Conversation], eko: Person, screen_of: ScreenOf
) -> None:
    browser = screen_of(eko)
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        browser.get(f"{LIST}{three[0].pk}/")
        assert three[0].pk not in shown(browser, "belum_dibaca=ya")
        says("masih berlubang", remote_id="t-9", to="t-0", later=timedelta(minutes=5))
        assert three[0].pk in shown(browser, "belum_dibaca=ya")


@pytest.mark.parametrize(
    "address", ["jenis=apa", "tenggat=besok", "bahasa=elf", "tab=apa&mendesak=1", "kanal=a", "dinas="]
)
def test_words_nobody_knows_break_nothing(
    three: list[Conversation], eko: Person, screen_of: ScreenOf, address: str
) -> None:
    assert screen_of(eko).get(f"{LIST}?{address}").status_code == 200


def test_an_address_is_read_back_as_it_was_written() -> None:
    filters = Filters(tab="dinas", q="jalan rusak", jenis="pengaduan", tenggat="lewat", belum_dibaca="ya")
    assert read(dict(pairs(filters.address()))) == filters


def chosen(browser: Client, talks: list[Conversation], **told: object) -> Any:
    return browser.post(
        f"{LIST}banyak/", {"pilih": [talk.pk for talk in talks], "kembali": "tab=pilah", **told}, follow=True
    )


def test_several_are_archived_for_one_reason_and_come_back_by_one_press(
    three: list[Conversation], eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(eko)
    asked = chosen(browser, three[1:], act="arsipkan")
    assert "Arsipkan 2 percakapan" in text_of(asked)
    assert set(Conversation.objects.values_list("state", flat=True)) == {NEW}
    without = chosen(browser, three[1:], act="arsipkan", sure="1")
    assert "Pilih salah satu alasan" in text_of(without)
    page = text_of(chosen(browser, three[1:], act="arsipkan", sure="1", reason="pujian atau sapaan"))
    assert "2 percakapan diarsipkan." in page
    assert "Urungkan" in page
    assert Conversation.objects.filter(state=ARCHIVED).count() == 2
    assert Entry.objects.filter(action="inbox.conversation.archived").count() == 2
    chosen(browser, three[1:], act="kembalikan")
    assert set(Conversation.objects.values_list("state", flat=True)) == {NEW}


def test_one_that_a_colleague_took_meanwhile_is_named_and_stops_none_of_the_others(
    three: list[Conversation], eko: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(eko)
    acting.forward_waiting(
        actor=builders.actor_of(eko), conversation=three[0], to_agency=dinas_pu, instruction="", kind="complaint"
    )
    told = {"act": "arsipkan", "sure": "1", "reason": "sudah dijawab"}
    page = text_of(chosen(browser, three, **told))
    assert "2 percakapan diarsipkan." in page
    assert f"Eko Samudra meneruskan percakapan ini ke {dinas_pu.short_name} sebagai kasus" in page
    assert "baru saja" in page
    assert Conversation.objects.get(pk=three[0].pk).state == WITH_AGENCY


def test_several_go_to_one_agency_as_a_case_each_and_their_kind_is_confirmed_by_a_person(
    three: list[Conversation], eko: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(eko)
    chosen(browser, three, act="jenis", sure="1", kind="aspiration")
    assert set(Conversation.objects.values_list("kind", flat=True)) == {"aspiration"}
    assert Conversation.objects.exclude(checked_at=None).count() == 3
    page = text_of(chosen(browser, three, act="teruskan", sure="1", agency=dinas_pu.pk, instruction="Cek bersama."))
    assert f"3 percakapan diteruskan ke {dinas_pu.short_name}." in page
    assert Case.objects.filter(agency=dinas_pu, kind="aspiration").count() == 3


def test_nothing_chosen_says_what_to_do_and_what_is_not_ones_own_is_left_out(
    three: list[Conversation], citra: Person, kartika: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    assert "Centang dulu" in text_of(chosen(screen_of(citra), three, act="arsipkan"))
    refused = text_of(chosen(screen_of(kartika), three, act="arsipkan", sure="1", reason="sudah dijawab"))
    assert "tugas admin koordinator" in refused
    assert set(Conversation.objects.values_list("state", flat=True)) == {NEW}


def test_many_are_marked_read_and_unread(three: list[Conversation], eko: Person, screen_of: ScreenOf) -> None:
    browser = screen_of(eko)
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        chosen(browser, three[:2], act="dibaca")
        assert shown(browser, "belum_dibaca=ya") == [three[2].pk]
        chosen(browser, three[:1], act="belum-dibaca")
        assert len(shown(browser, "belum_dibaca=ya")) == 2


def test_acting_on_a_page_gone_stale_says_who_was_quicker_and_loses_no_words(
    says: Says, eko: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    talk = says()
    acting.forward_waiting(
        actor=builders.actor_of(eko), conversation=talk, to_agency=dinas_pu, instruction="", kind="complaint"
    )
    told = {"agency": dinas_pu.pk, "instruction": "Ukur lubangnya dulu.", "kind": "complaint"}
    answer = screen_of(eko).post(f"{LIST}{talk.pk}/teruskan/", told)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Eko Samudra meneruskan percakapan ini" in page
    assert "Ukur lubangnya dulu." in page
    assert Case.objects.get().agency == dinas_pu


def test_after_one_the_next_of_the_same_list_opens(
    three: list[Conversation], eko: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    browser = screen_of(eko)
    page = browser.get(f"{LIST}{three[2].pk}/?tab=pilah").content.decode()
    assert f'name="berikut" value="{three[1].pk}"' in page
    told = {"agency": dinas_pu.pk, "kind": "complaint", "lanjut": "1", "berikut": three[1].pk, "kembali": "tab=pilah"}
    answer = browser.post(f"{LIST}{three[2].pk}/teruskan/", told)
    assert answer["Location"] == f"{LIST}{three[1].pk}/?tab=pilah"
    last = browser.post(
        f"{LIST}{three[1].pk}/arsipkan/", {"reason": "sudah dijawab", "berikut": "0", "kembali": "tab=pilah"}
    )
    assert last["Location"] == f"{LIST}?tab=pilah"


def test_views_are_kept_shared_by_the_coordinator_alone_and_the_first_is_what_opens(
    three: list[Conversation], eko: Person, ayu: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    Conversation.objects.filter(pk=three[0].pk).update(urgency="now")
    browser = screen_of(eko)
    told = {"nama": "Darurat dulu", "kembali": "tab=pilah&mendesak=darurat", "pertama": "on", "untuk_semua": "on"}
    browser.post(f"{LIST}tampilan/", told)
    assert shown(browser) == [three[0].pk]
    assert len(shown(browser, "tab=pilah")) == 3
    assert "Darurat dulu" in text_of(screen_of(ayu).get(LIST))
    with pytest.raises(NotAllowedError):
        saving.keep_view(actor=builders.actor_of(ayu), name="Punya Ayu", words="", shared=True)
    view = SavedView.objects.get()
    assert screen_of(ayu).post(f"{LIST}tampilan/{view.pk}/", {"act": "hapus"}).status_code == 403
    browser.post(f"{LIST}tampilan/{view.pk}/", {"act": "hapus"})
    assert len(shown(browser)) == 3


def test_every_view_says_how_many_it_holds_now(
    three: list[Conversation],
    assigned: Case,
    eko: Person,
    fitri: Person,
    dinas_pu: Agency,
    screen_of: ScreenOf,
    text_of: TextOf,
) -> None:
    Conversation.objects.filter(pk=three[0].pk).update(kind="complaint", suggested_agency=dinas_pu)
    Conversation.objects.filter(pk__in=[three[1].pk, three[2].pk]).update(kind="praise", suggested_agency=None)
    actor = builders.actor_of(eko)
    views = {
        "tab=pilah&jenis=pujian": "2", "tab=pilah&jenis=pertanyaan": "0", f"tab=pilah&dinas={dinas_pu.code}": "1",
        f"tab=dinas&dinas={dinas_pu.code}": "1", "tab=pilah&dinas=tidak-ada": "0", "tab=dinas": "1",
    }  # fmt: skip
    kept = [saving.keep_view(actor=actor, name=f"T{n}", words=words) for n, words in enumerate(views)]
    dear = [
        saving.keep_view(actor=actor, name=words, words=words) for words in ("tab=semua&q=jalan", "tab=semua&dinas=x")
    ]
    assert view_counts(actor, [*kept, *dear]) == dict(zip([one.pk for one in kept], views.values(), strict=True))
    walked = saving.keep_view(actor=builders.actor_of(fitri), name="Pujian", words="tab=pilah&jenis=pujian")
    assert view_counts(builders.actor_of(fitri), [walked]) == {}, "an agency's own accounts may be long"
    assert 'T0 <span class="n">2<span class="only-read"> percakapan</span></span>' in text_of(screen_of(eko).get(LIST))


def test_a_view_counts_only_what_its_reader_sees(
    three: list[Conversation], eko: Person, citra: Person, ayu: Person
) -> None:
    view = saving.keep_view(actor=builders.actor_of(eko), name="Semua", words="tab=semua", shared=True)
    for person, count in ((eko, "3"), (citra, "0"), (ayu, "0")):
        assert view_counts(builders.actor_of(person), [view]) == {view.pk: count}, person


def test_a_view_of_many_counts_to_ninety_nine_and_a_walk_stops_at_the_newest(
    three: list[Conversation], eko: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = builders.actor_of(eko)
    Conversation.objects.update(kind="complaint")
    view = saving.keep_view(actor=actor, name="Pengaduan", words="tab=semua&jenis=pengaduan")
    none = saving.keep_view(actor=actor, name="Pujian", words="tab=semua&jenis=pujian")
    monkeypatch.setattr(counting, "MOST_OF_VIEW", 2)
    assert view_counts(actor, [view]) == {view.pk: "2+"}
    monkeypatch.setattr(counting, "MOST_OF_VIEW", 99)
    monkeypatch.setattr(counting, "WALK", 1)
    assert view_counts(actor, [view, none]) == {view.pk: "1+"}, "of what lies further back nothing is claimed"


def test_views_have_an_order_and_a_bound(eko: Person, screen_of: ScreenOf, text_of: TextOf) -> None:
    actor = builders.actor_of(eko)
    for number in range(saving.MOST):
        saving.keep_view(actor=actor, name=f"Tampilan {number}", words="tab=pilah")
    with pytest.raises(saving.ViewRefusedError, match="Hapus satu"):
        saving.keep_view(actor=actor, name="Satu lagi", words="tab=pilah")
    second = saving.views_for(actor)[1]
    saving.move_up(actor=actor, view=second)
    assert saving.views_for(actor)[0] == second
    page = text_of(screen_of(eko).post(f"{LIST}tampilan/", {"nama": " "}, follow=True))
    assert "Beri tampilan ini nama" in page


def standing(page: str) -> dict[str, str]:
    """What a page says of itself when it asks for news."""
    rows = ",".join(f"{key}.{mark}" for key, mark in re.findall(r'data-row="(\d+)" data-mark="(\w+)"', page))
    since = re.search(r'data-since="(\d+)"', page)
    assert since
    return {"tab": "pilah", "sejak": since[1], "baris": rows}


def test_a_row_that_changed_is_told_in_its_place_and_an_unchanged_list_tells_nothing(
    three: list[Conversation], eko: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    browser = screen_of(eko)
    asked = standing(browser.get(LIST).content.decode())
    assert browser.get(f"{LIST}baru/", asked).status_code == 204
    acting.forward_waiting(
        actor=builders.actor_of(eko), conversation=three[0], to_agency=dinas_pu, instruction="", kind="complaint"
    )
    told = browser.get(f"{LIST}baru/", asked).content.decode()
    assert re.findall(r'data-fresh-row="(\d+)"', told) == [str(three[0].pk)]
    assert "Di dinas" in told


def test_new_words_in_the_open_conversation_come_without_a_reload_and_a_move_by_a_colleague_is_said(
    says: Says, eko: Person, dinas_pu: Agency, screen_of: ScreenOf
) -> None:
    talk = says()
    browser = screen_of(eko)
    page = browser.get(f"{LIST}{talk.pk}/").content.decode()
    last = re.search(r'data-said="(\d+)"', page)
    assert last
    says("sudah 4 bulan malah", remote_id="c-9", to="c-1", later=timedelta(minutes=3))
    acting.forward_waiting(
        actor=builders.actor_of(eko), conversation=talk, to_agency=dinas_pu, instruction="", kind="complaint"
    )
    told = browser.get(f"{LIST}baru/", {"percakapan": talk.pk, "pesan": last[1], "keadaan": "new"}).content.decode()
    assert "sudah 4 bulan malah" in told
    assert "Yang Anda tulis tetap di sini" in told
    assert "Eko Samudra meneruskan" in told


def test_who_writes_is_seen_by_the_others_for_a_while_and_leaves_no_trail(
    assigned: Case, eko: Person, fitri: Person, screen_of: ScreenOf
) -> None:
    before, place = Entry.objects.count(), f"{LIST}{assigned.conversation_id}/menulis/"
    assert screen_of(fitri).post(place).status_code == 204
    asked = {"percakapan": assigned.conversation_id, "pesan": 10**9}
    assert "Fitri Maharani sedang menulis jawaban" in screen_of(eko).get(f"{LIST}baru/", asked).content.decode()
    assert screen_of(fitri).get(f"{LIST}baru/", asked).status_code == 204
    with clock.stopped_at(clock.now() + presence.LASTS + timedelta(seconds=1)):
        assert screen_of(eko).get(f"{LIST}baru/", asked).status_code == 204
        screen_of(eko).post(place)
    assert list(Presence.objects.values_list("person__name", flat=True)) == ["Eko Samudra"]
    assert Entry.objects.count() == before


def test_the_citizens_earlier_words_on_any_account_of_the_government_stand_beside(
    says: Says, eko: Person, dinas_kesehatan: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    first = says("lampu mati sejak Senin")
    elsewhere = builders.channel(dinas_kesehatan, "instagram")
    other_platform = builders.channel(dinas_kesehatan, "x")
    second, third = says("got mampet", remote_id="c-2"), says("jangan tampil", remote_id="c-3")
    Conversation.objects.filter(pk=second.pk).update(channel=elsewhere)
    Conversation.objects.filter(pk=third.pk).update(channel=other_platform)
    page = text_of(screen_of(eko).get(f"{LIST}{first.pk}/?tab=selesai"))
    assert "Dari warga yang sama" in page
    assert "got mampet" in page
    assert "jangan tampil" not in page
