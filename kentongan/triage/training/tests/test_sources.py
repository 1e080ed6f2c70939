"""Only allowed sets are learned from, and never the rows that would flatter a figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from kentongan.triage.gold.sample import likeness
from kentongan.triage.training.gold import Item, kept_aside, learnable
from kentongan.triage.training.sources import NotAllowedError, Sources


def write(folder: Path, place: str, text: str) -> None:
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "place", ["id-multi-label-hate-speech/data.csv", "inset/positive.tsv", "kamus-alay/slang.csv", "../elsewhere.csv"]
)
def test_a_set_that_is_not_allowed_is_not_even_opened(tmp_path: Path, place: str) -> None:
    with pytest.raises(NotAllowedError, match="may not feed"):
        Sources(tmp_path).path(place)


def test_rows_that_stand_in_a_test_elsewhere_are_never_learned_from(tmp_path: Path) -> None:
    write(
        tmp_path,
        "indonlu/smsa_doc-sentiment-prosa/train_preprocess.tsv",
        "enak\tpositive\nsalinan\tnegative\nbiasa\tneutral\n",
    )
    write(tmp_path, "indonlu/smsa_train_rows_overlapping_nusax_eval.txt", "1\n")
    assert [row.text for row in Sources(tmp_path).smsa()] == ["enak", "biasa"]


def test_a_list_of_overlaps_that_belongs_to_another_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "indonlu/smsa_doc-sentiment-prosa/train_preprocess.tsv", "enak\tpositive\n")
    write(tmp_path, "indonlu/smsa_train_rows_overlapping_nusax_eval.txt", "77\n")
    with pytest.raises(NotAllowedError, match="does not belong"):
        Sources(tmp_path).smsa()


def test_sentences_that_are_some_languages_test_are_left_out_of_word_lists(tmp_path: Path) -> None:
    write(tmp_path, "nusa-writes/kalimat_ids_in_any_test_split.txt", "b\n")
    write(
        tmp_path,
        "nusa-writes/nusa_kalimat-mt-mui-train.csv",
        "id,ind_text,tgt_text\na,saya tidak tahu,aku dak tau\nb,rahasia,resio\n",
    )
    assert Sources(tmp_path).translated("mui") == [("saya tidak tahu", "aku dak tau")]
    assert [text for _, text in Sources(tmp_path).regional_texts("mui")] == ["aku dak tau"]


def test_what_is_held_out_and_all_that_is_like_it_is_not_learned_from() -> None:
    answers = {"kind": ("other", "other")}
    every = [Item(f"X{number}", "authored", f"kalimat nomor {number % 40}", answers) for number in range(120)]
    open_part, aside = learnable(every), kept_aside(every)
    assert open_part
    assert aside
    assert not {likeness(item.text) for item in open_part} & aside
