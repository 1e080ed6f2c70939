"""What speaks against using a file: rights, consent, a guardian's for a child, and their ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kentongan.media.rights import (
    ADULTS,
    CHILDREN,
    COMPLETE,
    LACKING,
    NOBODY,
    SOCIAL,
    Agreed,
    Papers,
    concerns,
    state_words,
    summary,
)

DAY = date(2026, 11, 29)
LATER, BEFORE = date(2027, 5, 1), date(2026, 11, 1)
FINE = Papers("pasar.jpg", "own", [SOCIAL, "press"], None, NOBODY)
RANI = Agreed("Rani", is_child=False, uses=[SOCIAL], until=None, withdrawn=False)
TOMI = Agreed("Tomi", is_child=True, uses=[SOCIAL], until=None, withdrawn=False)


def said(papers: Papers, use: str = SOCIAL) -> str:
    return " / ".join(concern.title for concern in concerns(papers, use, DAY))


def test_a_file_with_all_its_papers_raises_no_concern() -> None:
    assert concerns(FINE, SOCIAL, DAY) == ()
    assert summary(FINE) == (COMPLETE, None)


def test_a_file_without_any_paper_says_so_once() -> None:
    (only,) = concerns(Papers("a.jpg", "", [], None, ""), SOCIAL, DAY)
    assert "belum dicatat" in only.title
    assert not only.stops


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        (replace(FINE, licence=""), "Pemilik dan lisensi"),
        (replace(FINE, uses=["print"]), "tidak tercatat boleh dipakai untuk media sosial resmi"),
        (replace(FINE, rights_until=BEFORE), "berakhir 1 November 2026"),
        (replace(FINE, people=""), "Belum dicatat apakah ada orang"),
        (replace(FINE, people=ADULTS), "tanpa persetujuan yang berlaku"),
        (replace(FINE, people=ADULTS, consents=[replace(RANI, until=BEFORE)]), "tanpa persetujuan yang berlaku"),
        (
            replace(FINE, people=ADULTS, consents=[RANI, replace(RANI, name="Sari", withdrawn=True)]),
            "Persetujuan Sari di “pasar.jpg” ditarik",
        ),
        (
            replace(FINE, people=ADULTS, consents=[RANI, replace(RANI, name="Sari", uses=["print"])]),
            "Persetujuan Sari di “pasar.jpg” tidak mencakup media sosial resmi",
        ),
    ],
)
def test_what_is_missing_or_over_is_named_and_stops_nothing(papers: Papers, words: str) -> None:
    assert words in said(papers)
    assert not any(concern.stops for concern in concerns(papers, SOCIAL, DAY))


@pytest.mark.parametrize(
    "consents",
    [
        [],
        [RANI],
        [replace(TOMI, until=BEFORE)],
        [replace(TOMI, withdrawn=True)],
        [replace(TOMI, uses=["training"])],
        [TOMI, replace(TOMI, name="Wulan", withdrawn=True)],
    ],
)
def test_a_child_without_a_guardians_consent_that_holds_stops_the_file(consents: list[Agreed]) -> None:
    found = concerns(replace(FINE, people=CHILDREN, consents=consents), SOCIAL, DAY)
    stops = [concern for concern in found if concern.stops]
    assert [concern.source for concern in stops] == ["UU 27/2022 Pasal 25"]


def test_a_guardians_consent_lets_a_child_be_shown() -> None:
    assert concerns(replace(FINE, people=CHILDREN, consents=[TOMI]), SOCIAL, DAY) == ()


def test_the_last_word_of_a_person_counts() -> None:
    again = [replace(TOMI, until=BEFORE), replace(TOMI, name="tomi ", until=LATER)]
    papers = replace(FINE, people=CHILDREN, consents=again)
    assert concerns(papers, SOCIAL, DAY) == ()
    assert summary(papers) == (COMPLETE, LATER)


def test_the_earliest_end_is_the_files_end() -> None:
    papers = replace(FINE, rights_until=LATER, people=ADULTS, consents=[replace(RANI, until=date(2026, 12, 5))])
    assert summary(papers) == (COMPLETE, date(2026, 12, 5))
    assert state_words(*summary(papers), DAY) == ("waiting", "Hak sampai 5 Desember 2026")
    assert state_words(*summary(papers), LATER) == ("failed", "Hak berakhir 5 Desember 2026")
    assert state_words(LACKING, None, DAY) == ("ask", "Hak belum lengkap")
    assert state_words(COMPLETE, None, DAY) == ("done", "Hak lengkap")
