"""From an event to drafts on a cheap phone: Chromium with a CPU four times slower, on a slow line (slow 3G: 400 kbit/s, 400 ms).

Opens the coverage page, takes two photos of 3–4 MB, answers six questions and asks for the drafts. `KENTONGAN_BENCH_AT=http://127.0.0.1:8291`
measures a demo that runs.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from _demo import demo, table
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from kentongan.config import cast

SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
CPU = 4
PATIENCE_MS = 300_000
ANSWERS = {
    "what": "Dinas Kesehatan membuka posyandu remaja",
    "who": "60 pelajar SMP dan kader posyandu",
    "why": "agar remaja tahu kesehatannya sejak awal",
    "how": "Tiap pelajar ditimbang, diukur, lalu berkonsultasi dengan perawat.",
}


def main() -> None:
    with running() as web, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
        context.set_default_timeout(PATIENCE_MS)
        try:
            with TemporaryDirectory() as folder:
                photos = [photo(Path(folder), number) for number in (1, 2)]
                size = photos[0].stat().st_size / 1_000_000
                rows = measure(context, prepare(context, web), photos)
            table(f"Event to drafts, CPU ÷{CPU}, slow 3G, two photos of {size:.1f} MB", rows)
        finally:
            browser.close()


@contextmanager
def running() -> Iterator[str]:
    """A demo that runs, or one of the benchmark's own."""
    if at := os.environ.get("KENTONGAN_BENCH_AT"):
        yield at
        return
    with demo() as own:
        yield own.web


def prepare(context: BrowserContext, web: str) -> str:
    """Sign in and note an event, at full speed; the coverage page's address."""
    page = context.new_page()
    page.goto(f"{web}/g/wajo/")
    page.locator("#id_login").fill("ayu")
    page.locator("#id_password").fill(cast.PASSWORD)
    page.locator("form:has(#id_login) [type=submit]").click()
    page.wait_for_url(f"{web}/g/wajo/")
    page.goto(f"{web}/g/wajo/kegiatan/baru/")
    page.get_by_label("Nama kegiatan").fill("Posyandu remaja")
    page.get_by_label("Mulai").fill(f"{datetime.now(ZoneInfo('Asia/Makassar')) + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    page.get_by_label("Tempat").fill("Balai desa")
    page.get_by_role("button", name="Catat kegiatan").click()
    page.wait_for_url(re.compile(r"/kegiatan/\d+/$"))
    address = f"{page.url}liput/"
    page.close()
    return address


def measure(context: BrowserContext, place: str, photos: Sequence[Path]) -> list[tuple[str, ...]]:
    """Walk it slowed down; how long each step took."""
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", SLOW_3G)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    rows: list[tuple[str, ...]] = []
    began = time.perf_counter()
    page.goto(place, wait_until="load")
    rows.append(("page opens (the frame known from other pages)", since(began)))
    began = time.perf_counter()
    page.set_input_files("#gallery", list(photos))
    page.locator("#photos [data-says]", has_text="Tersimpan di perangkat ini").first.wait_for()
    rows.append(("first photo safe on the device", since(began)))
    typed = time.perf_counter()
    for name, words in ANSWERS.items():
        page.locator(f"[name={name}]").press_sequentially(words, delay=5)
    rows.append(("typing, 5 ms a key asked", since(typed)))
    expect(page.locator("#photos [data-alt]:visible")).to_have_count(2, timeout=PATIENCE_MS)
    expect(page.locator("#saved")).to_have_text("Tersimpan", timeout=PATIENCE_MS)
    rows.append(("photos and words on the server, from choosing", since(began)))
    asked = time.perf_counter()
    page.get_by_role("button", name="Buat draf").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"), wait_until="commit")
    rows.append(("drafts made, desk begins to show", since(asked)))
    page.locator("li.side input[name=channel]:checked").nth(4).wait_for()
    rows.append((f"desk usable, {number(page)} channels drafted", since(asked)))
    rows.append(("all of it, from choosing photos", since(began)))
    return rows


def number(page: Page) -> int:
    return page.locator("li.side input[name=channel]:checked").count()


def since(began: float) -> str:
    return f"{time.perf_counter() - began:.1f} s"


def photo(folder: Path, seed: int) -> Path:
    """What a phone's camera makes: 12 megapixels, several megabytes."""
    made = folder / f"foto-{seed}.jpg"
    noise = Image.effect_noise((1000, 750), 40 + seed).resize((4000, 3000), Image.Resampling.BICUBIC)
    noise.convert("RGB").save(made, "JPEG", quality=95)
    return made


if __name__ == "__main__":
    main()
