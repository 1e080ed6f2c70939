"""Take the pictures of the main screens for docs/screens: `python -m tests.stories.pictures [name …]` (all without names)."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from kentongan.config import places
from tests.stories.conftest import chromium
from tests.stories.people import SIZES, someone
from tests.stories.running import Demo, run_demo
from tests.stories.scenes import PHONE_ONLY, SCENES

COLOURS = 256
"""Enough for screens; a picture takes a third of the room."""
FOLDER = places.REPOSITORY / "docs" / "screens"


FEED = "umpan-latihan"


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen: who looks, where, and which first link of the page to follow (a CSS selector), if any."""

    name: str
    who: str
    path: str
    follow: str = ""


SHOTS = (
    Shot("hari-ini", "eko", "/"),
    Shot("kalender", "eko", "/kalender/"),
    Shot("rencana", "eko", "/rencana/"),
    Shot("program", "eko", "/rencana/program/"),
    Shot("program-satu", "eko", "/rencana/program/", "main a:has-text('Ibu dan anak sehat')"),
    Shot("kampanye", "eko", "/rencana/kampanye/", "main a.title"),
    Shot("kalender-minggu", "eko", "/kalender/?tampilan=minggu"),
    Shot("kegiatan", "citra", "/kegiatan/"),
    Shot("kegiatan-satu", "citra", "/kegiatan/", ".agenda-day a.title"),
    Shot("liput", "citra", "/kegiatan/", ".agenda-day .acts a"),
    Shot("pustaka", "ayu", "/pustaka/"),
    Shot("tulis", "ayu", "/tulis/", "main a.title"),
    Shot("setujui", "bima", "/setujui/", "main a.title"),
    Shot("jalur", "eko", "/setujui/jalur/"),
    Shot("pengganti", "eko", "/setujui/pengganti/"),
    Shot("darurat", "kartika", "/setujui/darurat/", "main a.title"),
    Shot("kiriman", "ayu", "/kiriman/?keadaan=terbit", "main a.title"),
    Shot("kartu", "ayu", "/kartu/"),
    Shot("kartu-sunting", "ayu", "/kartu/", "main a.card-tile"),
    Shot("kotak-masuk", "eko", "/kotak-masuk/", "a.msg"),
    Shot("kasus", "eko", "/kasus/", "main a.title"),
    Shot("kasus-daftar", "eko", "/kasus/"),
    Shot("aturan-pilah", "eko", "/aturan-pilah/"),
    Shot("tenggat", "eko", "/tenggat/"),
    Shot("blokir", "eko", "/kotak-masuk/blokir/"),
    Shot("templat-jawaban", "eko", "/templat-jawaban/"),
    Shot("info-layanan", "eko", "/info-layanan/"),
    Shot("jalur-lain", "eko", "/jalur/"),
    Shot("nomor-darurat", "eko", "/jalur/nomor/"),
    Shot("usul-warga", "eko", "/usulan/", "main a.title"),
    Shot("anda-usul", "eko", "/anda-usul/"),
    Shot("akun", "eko", "/akun/"),
    Shot("orang", "omar", "/orang/", "main a.title"),
    Shot("aturan", "ayu", "/aturan/"),
    Shot("buku-aturan", "ayu", "/aturan/buku/"),
    Shot("cara-menghitung-dampak", "ayu", "/aturan/dampak/"),
    Shot("cek-fakta", "eko", "/hoaks/?tab=putusan", "main a.title"),
    Shot("cek-fakta-warga", "eko", "/cek-fakta/"),
    Shot("jejak", "kartika", "/jejak/"),
    Shot("laporan", "nur", "/laporan/"),
)


def take(browser: Browser, demo: Demo, names: Collection[str] = ()) -> Iterator[str]:
    """Take every picture (of these names) at both sizes; yield the names of the files."""
    for size in SIZES:
        at = cache(partial(someone, browser, demo, size))
        for shot in (shot for shot in SHOTS if not names or shot.name in names):
            yield _shoot(at(shot.who).opens(shot.path), shot, size)
        for name, (who, scene) in SCENES.items():
            if (not names or name in names) and (size == "phone" or name not in PHONE_ONLY):
                yield _save(scene(at(who)), name, size)
        if not names or FEED in names:
            visitor = at("")
            visitor.page.goto(demo.feed("instagram"))
            yield _save(visitor.page, FEED, size)


def _shoot(page: Page, shot: Shot, size: str) -> str:
    if shot.follow:
        page.locator(shot.follow).first.click()
    return _save(page, shot.name, size)


def _save(page: Page, name: str, size: str) -> str:
    page.wait_for_load_state("networkidle")
    file = FOLDER / f"{name}-{size}.png"
    page.screenshot(path=file)
    Image.open(file).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    return file.name


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


def main() -> None:
    """Start the demo on empty data, take the pictures, stop it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    running = run_demo()
    try:
        demo = next(running)
        with _browser() as browser:
            for name in take(browser, demo, sys.argv[1:]):
                print(name)  # noqa: T201 - it talks to a terminal
    finally:
        running.close()


if __name__ == "__main__":
    main()
