"""Citra reads a chapter, says so, passes the quiz; Eko sees who has read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kentongan.compliance.rulebook.quiz import ASKED, bank
from tests.stories.people import Person

pytestmark = pytest.mark.story
Sits = Callable[[str], Person]


def test_the_rulebook_is_read_acknowledged_and_asked_about(person: Sits, size: str) -> None:
    who = "citra" if size == "desk" else "fitri"
    reader = person(who)
    page = reader.opens("/aturan/")
    page.get_by_role("link", name="Buku aturan dan kuis").click()
    reader.finds_no_barriers()
    page.get_by_role("searchbox").fill("enam prinsip")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Enam prinsip media sosial instansi pemerintah").first.click()
    reader.sees("dilaporkan dicabut")
    reader.finds_no_barriers()
    page.get_by_role("button", name="Saya sudah membaca dan memahaminya").click()
    reader.sees("Tercatat: Anda sudah membaca")
    reader.opens("/aturan/kuis/")
    reader.finds_no_barriers()
    page.get_by_role("button", name="Mulai kuis").click()
    answers(page)
    reader.finds_no_barriers()
    page.get_by_role("button", name="Serahkan jawaban").click()
    reader.sees("Lulus: 10 dari 10 benar")
    reader.finds_no_barriers()

    eko = person("eko")
    eko.opens("/aturan/buku/pembaca/")
    eko.finds_no_barriers()
    eko.opens(f"/aturan/buku/pembaca/?q={'Citra' if who == 'citra' else 'Fitri'}")
    eko.sees("kuis lulus")
    eko.page.get_by_role("link", name=re.compile("Citra|Fitri")).first.click()
    eko.sees("Kuis aturan lulus")
    eko.finds_no_barriers()


def answers(page: Page) -> None:
    """By keyboard: the right one of each question, wherever it stands."""
    right = {question.text: question.right for question in bank().values()}
    questions = page.locator("fieldset:has(legend)")
    expect(questions).to_have_count(ASKED)
    for question in questions.all():
        text = re.sub(r"^\d+\. ", "", question.locator("legend").inner_text().strip())
        question.get_by_role("radio", name=right[text], exact=True).focus()
        page.keyboard.press("Space")
