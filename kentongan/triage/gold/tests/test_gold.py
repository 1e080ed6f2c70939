"""The gold set: the draw can be repeated, nothing false is taken in, disagreement is kept, and κ is what its book says."""

from __future__ import annotations

import csv
import math
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.triage.gold import agreement, merge, sample
from kentongan.triage.gold.labels import KINDS, UnreadableLabelsError, label, read

SHARED = Path(os.environ.get("KENTONGAN_SHARED", Path(__file__).resolve().parents[5] / "shared"))
SOURCE = SHARED / "data/semarang-instagram-comments/data_inference_masked.csv"
ROAD = "pengaduan\tbiasa\tT01\tsendiri\t-"
FLOOD = "pengaduan\tdarurat\tT04,T03\tsendiri\t-"


def kept() -> list[dict[str, str]]:
    with sample.REAL.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def labels_file(folder: Path, **lines: str) -> Path:
    file = folder / f"{len(list(folder.iterdir()))}.tsv"
    file.write_text("".join(f"{key}\t{line}\n" for key, line in lines.items()), "utf-8")
    return file


def test_at_least_half_of_the_real_comments_are_not_about_vaccination_and_none_comes_twice() -> None:
    rows = kept()
    matters = Counter(row["stratum"].split("/")[0] for row in rows)
    assert len(rows) >= 1050
    assert matters[sample.VACCINATION] <= len(rows) / 2
    assert len({row["row"] for row in rows}) == len({row["sha256"] for row in rows}) == len(rows)


@pytest.mark.skipif(not SOURCE.exists(), reason=f"{SOURCE} is not there; KENTONGAN_SHARED names its folder")
def test_drawing_again_gives_the_same_comments_under_the_same_ids() -> None:
    drawn = sample.named(sample.draw(sample.texts_of(SOURCE)))
    again = [(key, str(one.row), sample.digest(one.text), one.stratum) for key, one in drawn]
    assert again == [tuple(row.values()) for row in kept()]


def test_no_comment_is_drawn_that_says_nothing_is_too_long_or_was_said_before() -> None:
    texts = ["@warga @teman", " ", "x" * 601, "Mantap min", "@warga mantaaap  MIN", "🙏🙏", "🙏"]
    assert [one.text for one in sample.candidates(texts)] == ["Mantap min", "🙏🙏"]


@given(st.integers(0, 500), st.lists(st.integers(0, 60), min_size=1, max_size=9))
def test_shares_fill_the_quota_as_evenly_as_the_cells_allow(quota: int, sizes: list[int]) -> None:
    given_out = sample.shares(quota, sizes)
    assert sum(given_out) == min(quota, sum(sizes))
    short_of = [share for share, size in zip(given_out, sizes, strict=True) if share < size]
    assert all(share <= size for share, size in zip(given_out, sizes, strict=True))
    assert not short_of or max(given_out) - min(short_of) <= 1


def test_kappa_is_that_of_the_worked_example() -> None:
    first = ["ya"] * 25 + ["tidak"] * 25
    second = ["ya"] * 20 + ["tidak"] * 5 + ["ya"] * 10 + ["tidak"] * 15
    assert agreement.kappa(first, second) == pytest.approx(0.4)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)), min_size=1))
def test_kappa_is_the_same_from_either_side_and_one_only_for_twins(pairs: list[tuple[str, str]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    told = agreement.kappa(first, second)
    assert told == agreement.kappa(second, first)
    assert told is None or -1 <= told <= 1
    assert told is None or (math.isclose(told, 1)) == (first == second)


def test_where_both_always_say_the_same_one_thing_kappa_says_nothing() -> None:
    assert agreement.kappa(["biasa"] * 3, ["biasa"] * 3) is None
    assert agreement.kappa([], []) is None


def test_the_table_counts_each_class_and_each_flag_for_itself() -> None:
    a = {"R1": label(ROAD.split("\t")), "R2": label(["spam", "biasa", "T00", "takada", "judi,kasar"])}
    b = {"R1": label(ROAD.split("\t")), "R2": label(["lain", "biasa", "T00", "takada", "judi"])}
    told = {(line.field, line.value): line for line in agreement.table(a, b)}
    assert told["kind", agreement.WHOLE].share == 0.5
    assert (told["kind", "spam"].a, told["kind", "spam"].b, told["kind", "spam"].both) == (1, 0, 0)
    assert told["flags", "judi"].kappa == 1
    assert told["flags", "kasar"].both == 0
    assert told["urgency", "biasa"].kappa is None
    assert "| urgency | biasa | 2 | 2 | 2 | 100.0% | – |" in agreement.as_markdown(list(told.values()))


def test_disagreements_stay_and_have_no_agreed_value(tmp_path: Path) -> None:
    known = [merge.Item("R1", merge.FROM_SOURCE, 7, "ab"), merge.Item("A1", merge.OWN, 0, "cd")]
    a = read([labels_file(tmp_path, R1=FLOOD), labels_file(tmp_path, A1=ROAD)], {"R1", "A1"})
    b = read([labels_file(tmp_path, R1=FLOOD.replace("darurat", "segera").replace(",T03", ""), A1=ROAD)], {"R1", "A1"})
    merge.write(merge.joined(known, a, b), tmp_path / "labels.csv")
    with (tmp_path / "labels.csv").open(encoding="utf-8", newline="") as lines:
        flood, road = csv.DictReader(lines)
    assert (flood["urgency_a"], flood["urgency_b"], flood["urgency"]) == ("darurat", "segera", "")
    assert (flood["topic_a"], flood["topic_b"], flood["topic"]) == ("T04,T03", "T04", "T04")
    assert (flood["row"], flood["hash"], flood["flags"]) == ("7", "ab", "-")
    assert (road["source"], road["topic"], road["kind"]) == ("authored", "T01", "pengaduan")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("keluhan\tbiasa\tT01\tsendiri\t-", "kind 'keluhan'"),
        ("pengaduan\tbiasa\tT01\tsendiri", "5 fields instead of 6"),
        ("pengaduan\tbiasa\tT37\tsendiri\t-", "topic 'T37'"),
        ("pengaduan\tbiasa\tT01,T01\tsendiri\t-", "topic 'T01,T01'"),
        ("pengaduan\tbiasa\tT00,T01\tsendiri\t-", "T00 stands alone"),
        ("pengaduan\tbiasa\tT01\ttakada\t-", "takada goes with topic T00"),
        ("pengaduan\tbiasa\tT01\tsendiri\tkasar,kasar", "flags 'kasar,kasar'"),
        ("pengaduan\tbiasa\tT01\tsendiri\t", "flags ''"),
    ],
)
def test_a_line_that_does_not_keep_to_the_guidelines_is_named_and_nothing_is_taken(
    tmp_path: Path, line: str, said: str
) -> None:
    with pytest.raises(UnreadableLabelsError, match=said):
        read([labels_file(tmp_path, R1=line)], {"R1"})


def test_a_missing_a_strange_and_a_repeated_id_are_all_named(tmp_path: Path) -> None:
    files = [labels_file(tmp_path, R1=ROAD, R9=ROAD), labels_file(tmp_path, R1=FLOOD)]
    with pytest.raises(UnreadableLabelsError) as told:
        read(files, {"R1", "R2"})
    assert "R2: missing" in str(told.value)
    assert "R9: not among the texts" in str(told.value)
    assert "R1: stands there twice" in str(told.value)
