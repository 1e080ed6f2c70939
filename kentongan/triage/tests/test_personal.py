"""Personal data in a comment is found where it stands, masked sign for sign, and hotlines stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.triage.personal import MASK, masked, personal_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WA saya 0812-7345-6789 ya min", "phone"),
        ("hubungi +62 813 4567 8901", "phone"),
        ("NIK 1671045203900001 tidak aktif", "nik"),
        ("NIK " + "".join(chr(0x1D7CE + int(sign)) for sign in "1671045203900001"), "nik"),
        ("no KK saya 1671 0452 0390 0001", "kk"),
        ("surel rani.t@contoh.id", "email"),
        ("BPJS anak saya 0001234567890 nonaktif", "bpjs"),
        ("rekening BRI 123456789012345", "account"),
        ("rumah saya Jl. Melati Raya no 12 gelap", "address"),
    ],
)
def test_it_is_found_and_masked(text: str, kind: str) -> None:
    found = personal_in(text)
    assert [one.kind for one in found] == [kind]
    hidden = masked(text, [(one.start, one.end) for one in found])
    assert MASK * 4 in hidden
    assert text[found[0].start + 2 : found[0].end] not in hidden


@pytest.mark.parametrize(
    "text", ["tahun 2023 ada 1500 warga", "telepon 112", "Rp 1.500.000.000", "9999999999999999", "jalan rusak"]
)
def test_numbers_that_are_nobodys_stay(text: str) -> None:
    assert personal_in(text) == ()


def test_the_governments_own_number_is_no_personal_data() -> None:
    assert personal_in("hubungi 0811 2345 6789", known={"081123456789"}) == ()
    assert personal_in("hubungi 0811 2345 6789") != ()


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4))
def test_masking_keeps_the_length_and_shows_at_most_two_signs(text: str, spans: list[tuple[int, int]]) -> None:
    spans = sorted((min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans)
    hidden = masked(text, spans)
    assert len(hidden) == len(text)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(hidden[at] == sign for at, sign in enumerate(text) if at not in covered)


@given(st.text(max_size=400))
def test_any_text_is_taken(text: str) -> None:
    for one in personal_in(text):
        assert 0 <= one.start < one.end <= len(text)
