"""Three comments about one hole become one case; one answer reaches all of them, each in its own words, and the citizen looks it up."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.stories.people import Person, new_mark
from tests.stories.running import Demo

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
PATIENCE_SECONDS = 60.0


def comments(citizen: Person, demo: Demo, platform: str, words: str) -> str:
    """Comment as a visitor on the head's newest post; return the post's address."""
    page = citizen.page
    page.goto(demo.feed(platform))
    page.get_by_label("Akun").get_by_text(re.compile("bupatiwajo|Bupati Wajo")).click()
    page.wait_for_url(re.compile(r"[?&]akun="))
    card = page.locator("article", has_text="Bupati Wajo").first
    card.get_by_role("link", name=re.compile("Komentar")).click()
    page.locator("textarea[name=teks]").first.fill(words)
    page.get_by_role("button", name=re.compile("^Kirim")).first.click()
    page.get_by_text(words).first.wait_for()
    return page.url.split("#", maxsplit=1)[0].split("?")[0]


def finds(page: Page, words: str) -> None:
    """Reload until the words stand there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < deadline, f"“{words}” did not appear at {page.url}"
        page.wait_for_timeout(500)
        page.reload()


def opened(eko: Person, words: str) -> Page:
    """The conversation with these words, once it has arrived."""
    page = eko.opens("/kotak-masuk/")
    finds(page, words)
    page.get_by_text(words).first.click()
    page.wait_for_url(re.compile(r"/kotak-masuk/\d+/"))
    return page


def rates_it_and_says_what_is_missing(rani: Person, address: str, answer: str, mark: str) -> None:
    """Open the page of one's own, read the answer, rate it, and open the report again."""
    rani.page.goto(address)
    finds(rani.page, "Laporan Anda sudah selesai")  # closed once the last of the copies is known to have arrived
    expect(rani.page.get_by_role("heading", level=1)).to_contain_text("Laporan Anda sudah selesai")
    expect(rani.page.get_by_text(answer)).to_be_visible()
    rani.finds_no_barriers()
    rani.page.get_by_label("Baik", exact=True).check()
    rani.page.get_by_role("button", name="Kirim penilaian").click()
    rani.sees("Terima kasih atas penilaian Anda.")
    rani.page.get_by_text("Belum selesai?", exact=True).click()
    rani.page.get_by_label("Apa yang belum selesai?").fill(f"Sudah ditambal, tetapi rambunya hilang. ({mark} lagi)")
    rani.page.get_by_role("button", name="Buka kembali laporan").click()
    expect(rani.page.get_by_role("heading", level=1)).to_contain_text("dibuka kembali")
    rani.finds_no_barriers()


def the_words_for_facebook_survive_a_lost_line(desk: Page, words: str) -> None:
    """A save arrives and its answer does not, further ones do not arrive; opened again, what was typed is there, and hers."""
    box, told = desk.get_by_label(re.compile("Kata-kata untuk Facebook")), desk.locator("[data-saved]")
    arrived: list[Route] = []

    def loses(route: Route) -> None:
        if not arrived:
            arrived.append(route)
            route.fetch()
        route.abort()

    desk.route("**/jawaban/simpan/", loses)
    box.fill(words[:9])
    expect(told).to_contain_text("tersimpan di perangkat ini")
    assert arrived
    box.fill(words)
    desk.unroute("**/jawaban/simpan/")
    with desk.expect_response("**/jawaban/simpan/") as saved:
        desk.reload()
    assert saved.value.ok
    expect(box).to_have_value(words)
    expect(told).to_contain_text(re.compile(r"tersimpan \d\d\.\d\d"))


def makes_it_a_case(eko: Person, words: str) -> tuple[str, str]:
    """Send what was written on to the agency; the case's address and its number."""
    page = opened(eko, words)
    page.get_by_role("button", name="Teruskan ke dinas").click()
    page.wait_for_url(re.compile(r"/kasus/\d+/"))
    case, code = re.search(r"/kasus/\d+/", page.url), re.search(r"Kasus (\d+/\d+)", page.title())
    assert case
    assert code
    return case.group(), code[1]


def adds_to_the_case(eko: Person, words: str, code: str, size: str) -> None:
    page = opened(eko, words)
    if size == "phone":
        page.goto(page.url.split("?", maxsplit=1)[0] + "?lihat=konteks")
    with page.expect_navigation(url=re.compile(r"/kasus/\d+/|/kotak-masuk/")):  # the second is where she is already
        page.get_by_role("button", name=f"Tambahkan ke kasus {code}").click()


def answers_both_in_their_own_words(fitri: Person, case: str, answer: str, other: str) -> None:
    """From a template for the one, in words of its own for the other place."""
    desk = fitri.opens(case)
    expect(desk.get_by_role("group", name=re.compile("1 komentar lain"))).to_be_visible()
    fitri.finds_no_barriers()
    desk.get_by_text("Templat jawaban").first.click()
    desk.get_by_role("link", name=re.compile("Terima kasih, sedang dicek")).click()
    box = desk.get_by_label(re.compile("Jawaban untuk"))
    expect(box).to_have_value(re.compile(r"Terima kasih, Bapak/Ibu\. Laporan \d+/\d+"))
    with desk.expect_response("**/jawaban/saran/"), desk.expect_response("**/jawaban/simpan/"):
        box.fill(answer)
    desk.locator(".further-talks summary").first.click()
    the_words_for_facebook_survive_a_lost_line(desk, other)
    fitri.finds_no_barriers()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Ajukan jawaban").click()
    fitri.sees("Siap dikirim")


def releases_with_a_page_for_her(eko: Person, case: str) -> str:
    """Send the answer; the address of the citizen's own page."""
    page = eko.opens(case)
    page.get_by_role("button", name="Buat tautan").click()
    address = page.locator(".address").inner_text()
    page.get_by_role("button", name=re.compile("^Kirim sebagai")).click()
    return address


def test_one_answer_reaches_two_platforms_and_the_citizen_reads_it_on_a_page_of_her_own(
    person: Sits, demo: Demo, size: str
) -> None:
    mark = new_mark()
    rani, eko = person(""), person("eko")
    instagram = comments(rani, demo, "instagram", f"jalan di depan pasar berlubang dalam sekali ({mark} satu)")
    case, code = makes_it_a_case(eko, f"{mark} satu")
    facebook = comments(rani, demo, "facebook", f"betul, jalan pasar berlubang, motor saya jatuh ({mark} dua)")
    adds_to_the_case(eko, f"{mark} dua", code, size)

    answer = f"Terima kasih, Bapak/Ibu. Lubangnya kami tambal Kamis pagi. ({mark} jawab)"
    other = f"Terima kasih sudah mengabari. Kamis pagi lubangnya ditambal. ({mark} lain)"
    answers_both_in_their_own_words(person("fitri"), case, answer, other)
    address = releases_with_a_page_for_her(eko, case)
    for feed, words in ((instagram, answer), (facebook, other)):
        rani.page.goto(feed)
        finds(rani.page, words)
    finds(eko.opens(case), "Sudah sampai")
    eko.finds_no_barriers()

    rates_it_and_says_what_is_missing(rani, address, answer, mark)
    again = eko.opens(case)
    expect(again.get_by_text(f"{mark} lagi")).to_be_visible()
    expect(again.get_by_text("3 dari 4")).to_be_visible()
