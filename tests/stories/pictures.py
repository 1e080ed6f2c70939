"""Take the pictures of the main screens for docs/screens: `python -m tests.stories.pictures`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from kentongan.config import places
from tests.stories.conftest import chromium
from tests.stories.people import SIZES, Person, someone
from tests.stories.running import Demo, run_demo

FOLDER = places.REPOSITORY / "docs" / "screens"


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
    Shot("tulis", "ayu", "/tulis/", "main a.title"),
    Shot("setujui", "bima", "/setujui/", "main a.title"),
    Shot("kiriman", "ayu", "/kiriman/?keadaan=terbit", "main a.title"),
    Shot("kotak-masuk", "eko", "/kotak-masuk/", "a.msg"),
    Shot("kasus", "eko", "/kasus/", "main a.title"),
    Shot("akun", "eko", "/akun/"),
    Shot("orang", "omar", "/orang/", "main a.title"),
    Shot("aturan", "ayu", "/aturan/"),
    Shot("jejak", "kartika", "/jejak/"),
    Shot("laporan", "nur", "/laporan/"),
)


def take(browser: Browser, demo: Demo) -> Iterator[str]:
    """Take every picture at both sizes; yield the names of the files."""
    for size in SIZES:
        windows: dict[str, Person] = {}
        for shot in SHOTS:
            if shot.who not in windows:
                windows[shot.who] = someone(browser, demo, size, shot.who)
            yield _shoot(windows[shot.who].opens(shot.path), shot, size)
        visitor = someone(browser, demo, size)
        visitor.page.goto(demo.feed("instagram"))
        yield _save(visitor.page, "umpan-latihan", size)


def _shoot(page: Page, shot: Shot, size: str) -> str:
    if shot.follow:
        page.locator(shot.follow).first.click()
    return _save(page, shot.name, size)


def _save(page: Page, name: str, size: str) -> str:
    page.wait_for_load_state("networkidle")
    file = FOLDER / f"{name}-{size}.png"
    page.screenshot(path=file)
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
            for name in take(browser, demo):
                print(name)  # noqa: T201 - it talks to a terminal
    finally:
        running.close()


if __name__ == "__main__":
    main()
