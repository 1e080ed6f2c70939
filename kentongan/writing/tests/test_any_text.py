"""The longest and strangest texts, and real ones that lie outside the repository."""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path

import pytest

from kentongan.writing.hints import Kind
from kentongan.writing.review import review_answer, review_post
from kentongan.writing.tests.authored import PLACES
from kentongan.writing.tests.hostile import HOSTILE, LONGEST

AIM_SECONDS = 0.1
SHARED = Path(os.environ.get("KENTONGAN_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "data"


def taken(act: str, size: int) -> float:
    text = (act * (size // len(act) + 1))[:size]
    began = time.process_time()
    review_post(text[:160], text, PLACES)
    middle = time.process_time()
    review_answer(text)
    return max(middle - began, time.process_time() - middle)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_longest_text_is_read_at_once_whatever_it_holds(name: str) -> None:
    assert min(taken(HOSTILE[name], LONGEST) for _ in range(2)) < AIM_SECONDS * 2, (
        "twice the aim: the machine may be busy"
    )


@pytest.mark.real
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
def test_real_texts_in_other_languages_of_the_country_get_no_advice_in_indonesian() -> None:
    for language, most in (("javanese", 0.03), ("buginese", 0.03), ("english", 0.04), ("sundanese", 0.12)):
        texts = column(f"nusax/sentiment/{language}/train.csv")
        told = [
            text
            for text in texts
            if any(hint.kind not in {Kind.CLICKBAIT, Kind.CAPITALS} for hint in review_post("", text, PLACES).hints)
        ]
        assert len(told) <= most * len(texts), (language, len(told), len(texts))


@pytest.mark.real
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
def test_on_real_indonesian_the_aids_that_could_nag_are_rare() -> None:
    texts = column("nusax/sentiment/indonesian/train.csv")
    told = [hint.kind for text in texts for hint in review_post("", text, PLACES).hints]
    for kind in (
        Kind.ABBREVIATION,
        Kind.CLAIM,
        Kind.CLICKBAIT,
        Kind.OFFICIALESE,
        Kind.PASSIVE,
        Kind.HEAVY_WORDS,
        Kind.CAPITALS,
    ):
        assert told.count(kind) <= 0.02 * len(texts), kind


def column(file: str) -> list[str]:
    with (SHARED / file).open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines)]
