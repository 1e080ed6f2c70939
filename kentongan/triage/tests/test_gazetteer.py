"""A place is found however citizens write it, the longest and most exact wins, and food is no kecamatan."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.triage.gazetteer import DISTRICT, IN_DOUBT, LANDMARK, VILLAGE, Gazetteer, Spot
from kentongan.triage.spellings import distance, forgiven

TEMPE, KEBON = Spot("d1", "Tempe"), Spot("d3", "Kebon Jeruk")
SPOTS = (
    TEMPE,
    Spot("v1", "Tempe", VILLAGE, "Tempe"),
    Spot("v2", "Lapongkoda", VILLAGE, "Tempe", ("Lap. Koda",)),
    Spot("d2", "Ilir Barat Satu"),
    Spot("d4", "Alang-alang Lebar"),
    Spot("v3", "Tiga-puluh-lima Ilir", VILLAGE, "Ilir Barat Satu"),
    Spot("d5", "Kertapati"),
    Spot("d6", "Jakabaring"),
    Spot("v4", "Kebon Jeruk", VILLAGE, "Andir"),
    Spot("m1", "Pasar Kebon Jeruk", LANDMARK, "Andir"),
    Spot("v5", "Sukamaju", VILLAGE, "Kertapati"),
    Spot("v6", "Sukamaju", VILLAGE, "Jakabaring"),
)
BOOK = Gazetteer(SPOTS)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("banjir di kec. tempe", "d1"),
        ("kel. Tempe gelap sekali", "v1"),
        ("jalan rusak di lapongkoda", "v2"),
        ("jalan rusak di Lapongkda", "v2"),
        ("sampah di ilir barat 1", "d2"),
        ("sampah di IB I", "d2"),
        ("sampah ilirbarat satu", "d2"),
        ("alang2 lebar mati lampu", "d4"),
        ("Alang-Alang Lebar mati lampu", "d4"),
        ("kel 35 ilir banjir", "v3"),
        ("Jakabring macet", "d6"),
        ("pasar kebon jeruk becek", "m1"),
        ("warga kelurahan kebon jeruk", "v4"),
        ("jl di kec. ilir barat satu, kel. 35 ilir", "v3"),
    ],
)
def test_a_place_is_found_however_it_is_written(text: str, key: str) -> None:
    found = BOOK.best(text)
    assert found is not None
    assert found.spot.key == key


@pytest.mark.parametrize("text", ["makan tempe enak", "bukan main", "kertas habis", "", "🔥🔥", "kebon binatang"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert BOOK.best(text) is None


def test_a_kelurahan_that_stands_twice_is_in_doubt_until_its_kecamatan_is_named() -> None:
    doubtful = BOOK.best("warga sukamaju kebanjiran, kel. sukamaju")
    assert doubtful is not None
    assert doubtful.sure == IN_DOUBT
    assert {one.key for one in (doubtful.spot, *doubtful.others)} == {"v5", "v6"}
    settled = BOOK.best("kel. sukamaju, kec. jakabaring")
    assert settled is not None
    assert (settled.spot.key, settled.sure > IN_DOUBT) == ("v6", True)


@given(st.text(max_size=300))
def test_any_text_is_taken_and_places_lie_in_it_and_never_overlap(text: str) -> None:
    end = 0
    for one in BOOK.find(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.sampled_from([one for one in SPOTS if one.level == DISTRICT]), st.text(max_size=60))
def test_a_name_after_its_level_is_found_whatever_stands_behind_it(spot: Spot, rest: str) -> None:
    found = BOOK.find(f"di kecamatan {spot.name} , {rest}")
    assert found
    assert found[0].spot.key == spot.key


@given(st.text(alphabet="abcdefghij", min_size=6, max_size=12), st.data())
def test_one_wrong_letter_is_forgiven_in_a_long_name_and_never_more_than_two(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(min_value=0, max_value=len(name) - 1))
    assert distance(name, name[:at] + name[at + 1 :]) == 1
    assert distance(name, name) == 0
    assert 1 <= forgiven(name) <= 2


def test_a_thousand_long_comments_take_no_second() -> None:
    words = "tolong pak jalan di depan kantor kecamatan berlubang sudah lama sekali warga jatuh " * 3
    began = time.process_time()
    for number in range(1000):
        BOOK.find(f"{words} {number}")
    assert time.process_time() - began < 1.0
