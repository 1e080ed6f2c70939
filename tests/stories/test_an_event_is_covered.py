"""From the event to five drafts on the phone, also with the line gone in the middle: nothing typed or photographed is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.stories.people import Person, new_mark, until

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]
WAJO = ZoneInfo("Asia/Makassar")
SLOW_MS = 60_000
KEPT_PAGES = "(await (await caches.open('liputan-1')).keys()).length"


def picture(color: str, size: tuple[int, int] = (2600, 1900)) -> FilePayload:
    held = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(held, "JPEG", quality=70)
    return {"name": f"{color}.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def notes_an_event(ayu: Person, title: str) -> str:
    """Note it for today, covered by Ayu; the address of its page."""
    page = ayu.opens("/kegiatan/baru/")
    page.get_by_label("Nama kegiatan").fill(title)
    page.get_by_label("Mulai").fill(f"{datetime.now(WAJO) + timedelta(hours=3):%Y-%m-%dT%H:%M}")
    page.get_by_label("Tempat").fill("Balai desa Tempe")
    page.get_by_label("Program").fill("Wajo Sehat")
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Catat kegiatan").click()
    page.wait_for_url(re.compile(r"/kegiatan/\d+/$"))
    page.get_by_label("Tunjuk", exact=True).select_option(label=_option(page, "Ayu Larasati"))
    page.get_by_role("button", name="Tugaskan", exact=True).click()
    also, told = page.get_by_role("button", name=re.compile("Tugaskan juga")), page.get_by_text("meliput kegiatan ini")
    also.or_(told).first.wait_for()
    if also.is_visible():
        also.click()
    ayu.sees("meliput kegiatan ini")
    ayu.finds_no_barriers()
    return page.url


def _option(page: Page, name: str) -> str:
    return page.locator("#id_person option", has_text=name).first.inner_text()


def test_an_event_is_covered_from_hari_ini_to_five_drafts(person: Sits) -> None:
    ayu, title = person("ayu"), f"Posyandu {new_mark()}"
    notes_an_event(ayu, title)
    page = ayu.opens("/")
    page.get_by_role("link", name=re.compile(f"Liput “{title}”")).click()
    page.wait_for_url(re.compile("/liput/"))
    page.get_by_label("Apa yang terjadi?").fill(f"Dinas Kesehatan membuka {title}")
    page.get_by_label("Siapa yang terlibat?").fill("60 pelajar dan kader posyandu")
    page.get_by_label("Mengapa diadakan?").fill("agar remaja tahu kesehatannya sejak awal")
    page.set_input_files("#gallery", [picture("satu"), picture("dua")])
    expect(page.locator("#photos [data-alt]:visible")).to_have_count(2, timeout=SLOW_MS)
    expect(page.locator("#saved")).to_have_text("Tersimpan", timeout=SLOW_MS)
    ayu.finds_no_barriers()
    page.get_by_role("button", name="Buat draf").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"), timeout=SLOW_MS)
    expect(page.locator("li.side input[name=channel]:checked")).to_have_count(5)
    ayu.sees("Draf untuk 5 kanal siap")
    ayu.opens("/kegiatan/?lihat=saya")
    ayu.finds_no_barriers()


def test_the_line_goes_in_the_middle_and_nothing_is_lost(person: Sits) -> None:
    ayu, title = person("ayu"), f"Donor {new_mark()}"
    place = f"{notes_an_event(ayu, title)}liput/"
    page = ayu.page
    page.goto(place)
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, f"{KEPT_PAGES} > 0")
    until(page, "(await (await caches.open('berkas-1')).keys()).some((kept) => kept.url.includes('/js/cover'))")
    expect(page.get_by_label("Di mana?")).to_have_value("Balai desa Tempe")

    page.context.set_offline(True)
    page.get_by_label("Apa yang terjadi?").fill("Warga mendonorkan darah")
    page.get_by_label("Siapa yang terlibat?").fill("41 warga")
    page.set_input_files("#camera", [picture("donor")])
    expect(page.locator("#photos [data-says]")).to_contain_text("Tersimpan di perangkat ini", timeout=SLOW_MS)
    expect(page.locator("#saved")).to_contain_text("aman di perangkat ini", timeout=SLOW_MS)
    page.get_by_role("button", name="Buat draf").click()
    expect(page.locator("#wanted")).to_be_visible(timeout=SLOW_MS)
    page.reload()  # closed and opened again, still without a line
    expect(page.get_by_label("Siapa yang terlibat?")).to_have_value("41 warga", timeout=SLOW_MS)
    expect(page.locator("#photos li")).to_have_count(1)

    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/tulis/\d+/"), timeout=SLOW_MS)
    expect(page.locator("li.side input[name=channel]:checked")).to_have_count(5)
    page.goto(place)
    expect(page.locator("#photos [data-photo]")).to_have_count(1)
    expect(page.get_by_label("Siapa yang terlibat?")).to_have_value("41 warga")


def test_two_windows_on_one_event_keep_both_texts(person: Sits) -> None:
    ayu, title = person("ayu"), f"Senam {new_mark()}"
    place = f"{notes_an_event(ayu, title)}liput/"
    one, two = ayu.page, ayu.page.context.new_page()
    for window in (one, two):
        window.goto(place)
        expect(window.get_by_label("Di mana?")).to_have_value("Balai desa Tempe")
    one.get_by_label("Apa yang terjadi?").fill("Warga senam pagi")
    expect(one.locator("#saved")).to_have_text("Tersimpan", timeout=SLOW_MS)
    two.get_by_label("Siapa yang terlibat?").fill("80 ibu-ibu")
    expect(two.locator("#saved")).to_have_text("Tersimpan", timeout=SLOW_MS)
    expect(two.get_by_label("Apa yang terjadi?")).to_have_value("Warga senam pagi")
    one.get_by_label("Siapa yang terlibat?").fill("Kader posyandu")
    expect(one.get_by_label("Siapa yang terlibat?")).to_have_value(
        re.compile("80 ibu-ibu.*Kader posyandu", re.DOTALL), timeout=SLOW_MS
    )
    expect(one.locator("#merged")).to_be_visible()
    expect(one.locator("#saved")).to_have_text("Tersimpan", timeout=SLOW_MS)
    one.reload()
    expect(one.get_by_label("Siapa yang terlibat?")).to_have_value(re.compile("80 ibu-ibu.*Kader posyandu", re.DOTALL))


def test_what_was_kept_for_one_person_is_gone_after_sign_out(person: Sits) -> None:
    ayu, title = person("ayu"), f"Rapat {new_mark()}"
    place = f"{notes_an_event(ayu, title)}liput/"
    page = ayu.page
    page.goto(place)
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, f"{KEPT_PAGES} > 0")
    token = page.locator("#liput [name=csrfmiddlewaretoken]").input_value()
    ask = "([to, token]) => fetch(to, {method: 'POST', headers: {'X-CSRFToken': token}}).then((answer) => answer.ok)"
    assert page.evaluate(ask, [ayu.demo.at("/akun-saya/logout/"), token])
    until(page, f"{KEPT_PAGES} === 0")
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        page.goto(place)
    page.context.set_offline(False)
