"""The shipped weights: small, quick to load, the same everywhere, never below what was once reached, safe on any text."""

from __future__ import annotations

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.triage import heads
from kentongan.triage.features import pairs_of, pieces_of, shape, tokens
from kentongan.triage.folding import fold, places
from kentongan.triage.reading import LANGUAGES, MOST_READ, NO, NOW, YES, Guess, read, read_many
from kentongan.triage.tests.test_reading import assert_sound, every_part

SLICE = Path(__file__).parent / "frozen_slice.csv"
MOST_MB = 15
BOLD = {**{ord("A") + at: 0x1D400 + at for at in range(26)}, **{ord("0") + at: 0x1D7CE + at for at in range(10)}}
STYLED_NAME = "PULAU777".translate(BOLD)
STYLED_SPAM = f"Gas terus bosku di {STYLED_NAME} gacor tiap hari, WD pasti cair 🔥🔥"

needs_weights = pytest.mark.skipif(heads.load() is None, reason="no weights are installed")
pytestmark = needs_weights


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in heads.FOLDER.glob("*.npz")) < MOST_MB * 1e6


def test_reading_needs_neither_a_learning_library_nor_django() -> None:
    program = (
        "import sys; from kentongan.triage.reading import read; read('jalan rusak');"
        "print([name for name in ('sklearn', 'scipy', 'django', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "😂😂😂🙏🏽👨‍👩‍👧",
        "مرحبا بكم في موقع ١٢٣",
        "\u202ejalan rusak\u202c \u200b\u200d\ufeff",
        "A͓̽R͓̽W͓̽A͓̽N͓̽A͓̽",
        "\x00\x01styled \x00",
        "\ud800 pincang",
        "a" * 50_000,
        "jalan rusak " * 4_500,
        STYLED_SPAM * 800,
        "İÍıﬃﷺ" * 900,
    ],
)
def test_hostile_texts_are_read_like_any_other(text: str) -> None:
    assert_sound(text, read(text))


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=12))
def test_a_reading_does_not_hang_on_its_neighbours_in_a_batch(texts: list[str]) -> None:
    for alone, together in zip([read(text) for text in texts], read_many(texts), strict=True):
        for one, other in zip(every_part(alone), every_part(together), strict=True):
            assert one.sure == pytest.approx(other.sure, abs=1e-4)


def test_what_lies_past_the_part_that_is_read_changes_nothing() -> None:
    start = ("jalan berlubang " * 500)[:MOST_READ]
    assert read(start) == read(start + " kebakaran tolong" * 5_000)


@given(st.text(max_size=200))
def test_every_sign_of_a_folded_text_knows_where_it_came_from(text: str) -> None:
    where = places(text)
    assert len(where) >= len(fold(text).removesuffix(" \x01styled"))
    assert all(first <= second for first, second in pairwise(where))


def test_styled_letters_count_as_plain_ones() -> None:
    assert fold("SLOT".translate(BOLD)).startswith("slot")
    assert tokens(["\u0441lo\u0442"])[0] == "clot"
    assert shape("baguuuuus") == shape("bagus")


def test_features_are_the_same_on_every_machine() -> None:
    buckets, starts = pieces_of(["jalan", "rusak"])
    assert (buckets[:4].tolist(), starts.tolist()) == (FIRST_BUCKETS, [0, 19, 38])
    assert pairs_of(np.array([1], np.uint32), np.array([2], np.uint32)).tolist() == FIRST_PAIR


def test_two_readings_of_the_same_words_are_the_same() -> None:
    assert read("lampu jalan mati sudah seminggu") == read("lampu jalan mati sudah seminggu")


def test_gambling_in_styled_letters_is_told_and_the_words_are_shown_as_written() -> None:
    found = read(STYLED_SPAM).gambling
    assert found.value == YES
    assert STYLED_NAME in [word.text for word in found.words]


def test_many_threads_may_read_at_once() -> None:
    texts = [f"jalan rusak nomor {number} di gang {number * 7}" for number in range(120)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(read, texts)) == [read(text) for text in texts]


def test_words_are_forgotten_when_the_store_is_full_and_nothing_else_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = read("lampu jalan mati sudah seminggu")
    monkeypatch.setattr("kentongan.triage.bank.MOST_WORDS", 50)
    read_many([f"kata{number} lain{number}" for number in range(200)])
    assert read("lampu jalan mati sudah seminggu") == before


def test_a_complaint_about_gambling_is_no_gambling() -> None:
    assert read("Tolong blokir akun judi online itu pak, meresahkan warga").gambling.value == NO


def test_danger_is_told_from_everyday_trouble() -> None:
    assert read("Kebakaran di Pasar 16 Ilir, api membesar, tolong kirim damkar!").urgency.value == NOW
    assert read("Kapan jadwal pembuatan KTP keliling?").urgency.value == "normal"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("jalan bolong nian depan sekolah", "T01"),
        ("runtah teu acan diangkut saminggu", "T06"),
        ("banyu pdam kada jalan dua hari", "T09"),
        ("lampu jalan mati, gelap sekali", "T05"),
        ("bikin KTP kok lama", "T14"),
    ],
)
def test_a_matter_is_among_the_best_three(text: str, topic: str) -> None:
    assert topic in [guess.value for guess in read(text).topics]


def test_below_its_threshold_a_head_asks_for_a_person() -> None:
    weights = heads.load()
    assert weights is not None
    for text in ("hmm", "jalan rusak parah", "terima kasih bu bidan", "kapan min"):
        reading = read(text)
        for name in ("kind", "urgency", "authority"):
            guess: Guess = getattr(reading, name)
            assert guess.seen_by_person_needed == (guess.sure < weights.heads[name].alone_from)


def test_figures_on_a_small_frozen_slice_do_not_fall() -> None:
    """Our own sentences, written for this test and learned from by nothing."""
    with SLICE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    readings = read_many([row["text"] for row in rows])
    right = {
        "kind": [one.kind.value == row["kind"] for one, row in zip(readings, rows, strict=True)],
        "urgency": [one.urgency.value == row["urgency"] for one, row in zip(readings, rows, strict=True)],
        "topic": [
            row["topic"] in [topic.value for topic in one.topics] for one, row in zip(readings, rows, strict=True)
        ],
        "language": [one.language.value in row["language"].split() for one, row in zip(readings, rows, strict=True)],
    }
    assert {name: float(np.mean(found)) >= FLOORS[name] for name, found in right.items()} == dict.fromkeys(right, True)
    assert set().union(*(row["language"].split() for row in rows)) <= set(LANGUAGES)


FIRST_BUCKETS = [123367, 25367, 88157, 114602]
FIRST_PAIR = [8296]
FLOORS = {"kind": 0.9, "urgency": 0.65, "topic": 0.9, "language": 0.9}
"""A little below what the shipped weights reach."""
