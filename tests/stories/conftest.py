"""One running product and one browser for all stories; a window per person."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.stories.people import SIZES, Person, someone
from tests.stories.running import Demo, run_demo
from tests.stories.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOON_MS = 15_000
"""What a page is expected to show by then. Playwright's own five seconds are short for two stories on a busy machine."""
expect.set_options(timeout=SOON_MS)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same engine without a window, and a quarter quicker; the others do as well."""


def chromium() -> str:
    """Find the machine's browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "Browser stories need Chromium: apt-get install chromium"
    return found


@pytest.fixture(scope="package")
def demo() -> Iterator[Demo]:
    """Start the whole product once, and stop it after the last story: other tests need the machine."""
    yield from run_demo()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture(params=[pytest.param(size, marks=getattr(pytest.mark, size)) for size in SIZES])
def size(request: pytest.FixtureRequest) -> str:
    """Every story runs on the phone and at the desk."""
    return str(request.param)


@pytest.fixture
def person(browser: Browser, demo: Demo, size: str) -> Iterator[Callable[[str], Person]]:
    """Let someone of the cast sit down at a screen of this story's size; "" is a visitor without a login."""
    present: list[Person] = []

    def sits_down(name: str = "") -> Person:
        present.append(someone(browser, demo, size, name))
        return present[-1]

    yield sits_down
    for one in present:
        one.page.context.close()


@pytest.fixture
def trouble(demo: Demo) -> Iterator[Trouble]:
    """Break the platforms; whatever happens to the story, they work again for the next one."""
    trouble = Trouble(demo)
    yield trouble
    trouble.ends()
