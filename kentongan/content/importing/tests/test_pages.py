"""Impor as Ayu meets it, without JavaScript."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from kentongan.audit.models import Entry
from kentongan.content import states
from kentongan.content.importing.models import Import, ImportedPost
from kentongan.content.importing.selectors import DryRun
from kentongan.content.importing.tests.books import book, comma, read, row
from kentongan.content.models import Post
from kentongan.content.services import submit_for_review
from kentongan.organizations.models import Person
from tests import builders

Brings = Callable[..., Any]
Read = Callable[[Any], str]
Judged = Callable[[bytes], DryRun]
TEN = [row(title=f"Kiriman {n}", time=f"08:{n:02}", channels="Facebook") for n in range(10)]


def path(act: str = "") -> str:
    return f"/g/wajo/impor/{Import.objects.latest('pk').pk}/{act}"


def press(browser: Client, act: str, **fields: object) -> Any:
    return browser.post(path(act), fields, follow=True)


def test_the_dry_run_changes_nothing_and_one_tap_makes_drafts(brings: Brings, browser: Client, text_of: Read) -> None:
    page = text_of(brings(book([*TEN, row(title="", date="kapan-kapan")])))
    assert "Jadikan 10 draf" in page
    assert "“kapan-kapan” bukan tanggal" in page
    assert not Post.objects.exists()
    page = text_of(press(browser, "jadikan/", ready=10))
    assert "10 kiriman menjadi draf" in page
    posts = list(Post.objects.order_by("pk"))
    assert [post.title for post in posts] == [values[2] for values in TEN]
    assert {post.state for post in posts} == {states.DRAFT}
    assert [version.text for version in posts[0].versions] == [TEN[0][3]]
    assert "Menjadi draf" in page


def test_a_draft_that_was_imported_is_an_ordinary_draft(brings: Brings, browser: Client, ayu: Person) -> None:
    brings(book([row(channels="Facebook", link="https://wajokab.go.id/posyandu")]))
    press(browser, "jadikan/", ready=1)
    post = Post.objects.get()
    assert [version.more.link for version in post.versions] == ["https://wajokab.go.id/posyandu"]
    assert browser.get(f"/g/wajo/tulis/{post.pk}/").status_code == 200
    assert Entry.objects.filter(action="content.started", subject_id=str(post.pk)).exists()
    submit_for_review(actor=builders.actor_of(ayu), post=post, revision=post.revision)


def test_pressed_twice_nothing_is_doubled(brings: Brings, browser: Client) -> None:
    brings(book(TEN))
    for _ in range(2):
        press(browser, "jadikan/", ready=10)
    assert Post.objects.count() == 10


def test_the_same_rows_again_are_known_in_whatever_file(brings: Brings, browser: Client, text_of: Read) -> None:
    brings(book(TEN))
    press(browser, "jadikan/", ready=10)
    page = text_of(brings(comma([*TEN, row(title="Baru", channels="Facebook")])))
    assert "Jadikan 1 draf" in page
    assert 'Sudah ada <span class="n">10</span>' in page
    assert "Sudah diimpor sebelumnya, kini: Draf." in text_of(browser.get(path("?tampil=ada")))
    press(browser, "jadikan/", ready=1)
    assert Post.objects.count() == 11


def test_the_same_file_not_made_yet_is_the_same_import(brings: Brings) -> None:
    data = book(TEN)
    brings(data)
    brings(data)
    assert Import.objects.count() == 1


def test_what_was_seen_is_what_is_made(brings: Brings, browser: Client, text_of: Read) -> None:
    brings(book(TEN))
    answer = press(browser, "jadikan/", ready=9)
    assert answer.status_code == 409
    assert "hasil pemeriksaan berubah" in text_of(answer)
    assert press(browser, "jadikan/", ready="x").status_code == 409
    assert not Post.objects.exists()


def test_an_import_is_undone_as_long_as_nothing_of_it_was_submitted(
    brings: Brings, browser: Client, text_of: Read
) -> None:
    brings(book(TEN))
    press(browser, "jadikan/", ready=10)
    assert "Impor dibatalkan" in text_of(press(browser, "batalkan/"))
    assert {post.state for post in Post.objects.all()} == {states.WITHDRAWN}
    assert "Jadikan 10 draf" in text_of(brings(book(TEN)))


def test_an_import_of_which_something_was_submitted_stays(brings: Brings, browser: Client, text_of: Read) -> None:
    brings(book(TEN))
    press(browser, "jadikan/", ready=10)
    assert "10 kiriman diajukan" in text_of(press(browser, "ajukan/"))
    assert "Batalkan impor" not in text_of(browser.get(path()))
    assert "tidak dapat dibatalkan lagi" in text_of(press(browser, "batalkan/"))
    assert {post.state for post in Post.objects.all()} == {states.IN_REVIEW}


def test_drafts_that_lack_something_are_left_and_told(brings: Brings, browser: Client, text_of: Read) -> None:
    brings(book([*TEN[:2], row(title="Tanpa foto", channels="Instagram")]))
    press(browser, "jadikan/", ready=3)
    page = text_of(press(browser, "ajukan/"))
    assert "2 kiriman diajukan" in page
    assert "1 draf belum diajukan" in page
    assert Post.objects.get(title="Tanpa foto").state == states.DRAFT


def test_dates_with_two_readings_are_read_as_their_writer_says(brings: Brings, browser: Client, text_of: Read) -> None:
    page = text_of(brings(book([row(date="3/4/2031"), row(date="5/4/2031")])))
    assert "2 tanggal dapat dibaca dengan dua cara" in page
    page = text_of(press(browser, "urutan/", order="dmy"))
    assert "Kamis, 3 April 2031" in page
    assert "Jadikan 2 draf" in page
    assert press(browser, "urutan/", order="apa saja").status_code == 200


def test_the_template_is_the_agencys_own_and_its_example_is_no_post(
    brings: Brings, browser: Client, judged: Judged
) -> None:
    data = browser.get("/g/wajo/impor/templat/").content
    made = load_workbook(io.BytesIO(data))
    assert made.sheetnames == ["Kiriman", "Pilihan", "Petunjuk"]
    assert [cell.value for cell in made["Kiriman"][1]][1] == "Jam (WITA)"
    assert "Instagram Dinas Kesehatan" in {cell.value for cell in made["Pilihan"]["B"]}
    assert [one.state for one in judged(data).outcomes] == ["lewat"]
    for place, value in enumerate(row(channels="Instagram Dinas Kesehatan"), 1):
        made["Kiriman"].cell(3, place).value = value
    held = io.BytesIO()
    made.save(held)
    assert [one.state for one in judged(held.getvalue()).outcomes] == ["lewat", "siap"]


def test_rows_to_put_right_come_back_as_a_file_in_which_nothing_runs(brings: Brings, browser: Client) -> None:
    brings(book([*TEN, row(date="kapan", title="'=1+1", story="@SUM(A1)")]))
    brings(comma([row(date="kapan", title='=HYPERLINK("http://x";"y")', story="@SUM(A1)"), TEN[0]]), "rencana.csv")
    data = browser.get(path("perbaiki/")).content
    sheet = load_workbook(io.BytesIO(data)).active
    assert (sheet["C2"].value, sheet["C2"].data_type) == ('=HYPERLINK("http://x";"y")', "s")
    assert "Baris 2: A2 “kapan” bukan tanggal" in str(sheet["I2"].value)
    assert sheet.max_row == 2
    assert [one.cells["date"].text for one in read(data).rows] == ["kapan"]


@pytest.mark.parametrize("data", [b"", b"bukan apa-apa", b"PK\x03\x04"])
def test_a_bad_file_says_why_and_leaves_nothing(brings: Brings, text_of: Read, data: bytes) -> None:
    answer = brings(data)
    assert answer.status_code == 422
    assert 'role="alert"' in text_of(answer)
    assert not Import.objects.exists()


def test_no_file_at_all_says_so(browser: Client, text_of: Read) -> None:
    answer = browser.post("/g/wajo/impor/", {})
    assert answer.status_code == 422
    assert "Belum ada berkas yang dipilih" in text_of(answer)


def test_a_name_full_of_tricks_is_only_a_name(brings: Brings, text_of: Read) -> None:
    page = text_of(brings(book(TEN), "<img src=x>\u202e.xlsx"))
    assert "<img src=x>" not in page


def test_the_rows_of_long_files_come_page_by_page(brings: Brings, browser: Client, text_of: Read) -> None:
    brings(book([row(title=f"Kiriman {n}", time=f"{n // 60:02}:{n % 60:02}") for n in range(90)]))
    first = browser.get(path("?tampil=siap"))
    assert len(first.content) < 60_000
    assert "Baris 41" in text_of(first)
    assert "Baris 42" not in text_of(first)
    assert "Baris 42" in text_of(browser.get(path("?tampil=siap&sesudah=41")))
    assert browser.get(path("?tampil=apa&sesudah=" + "9" * 4000)).status_code == 200


def test_only_who_brought_a_file_makes_it_drafts(
    brings: Brings, browser: Client, eko: Person, screen_of: Any, text_of: Read
) -> None:
    brings(book(TEN))
    page = screen_of(eko).get(path())
    assert page.status_code == 200
    assert "Jadikan 10 draf" not in text_of(page)
    answer = screen_of(eko).post(path("jadikan/"), {"ready": 10})
    assert answer.status_code == 403
    assert "diunggah Bu Ayu" in text_of(answer)
    assert not Post.objects.exists()


def test_a_reviewer_reads_why_an_import_is_not_for_them(dewi: Person, screen_of: Any, text_of: Read) -> None:
    answer = screen_of(dewi).get("/g/wajo/impor/")
    assert answer.status_code == 403
    assert "Admin media sosial" in text_of(answer)


def test_every_act_stands_in_the_trail_and_every_post_knows_its_row(brings: Brings, browser: Client) -> None:
    brings(book(TEN))
    press(browser, "jadikan/", ready=10)
    press(browser, "batalkan/")
    told = Entry.objects.filter(subject_type="content.import").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["imports.read", "imports.made", "imports.undone"]
    assert list(ImportedPost.objects.order_by("row").values_list("row", flat=True)) == list(range(2, 12))


def test_the_list_of_posts_leads_to_the_import(browser: Client, text_of: Read) -> None:
    assert "/g/wajo/impor/" in text_of(browser.get("/g/wajo/kiriman/"))
