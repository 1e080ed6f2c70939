"""The sets that may feed shipped weights, and nothing else. What would flatter a figure is dropped here, in one place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ALLOWED = frozenset(
    {"nusax", "indonlu", "semarang-instagram-comments", "judol-youtube-spam", "nusa-writes", "idn-hoax-tweets"}
)
"""Folders of the shared data that its README marks as allowed. Weights made from `nusax` are share-alike: a file of their own."""
NUSAX = {
    "ace": "acehnese", "ban": "balinese", "bjn": "banjarese", "bug": "buginese", "eng": "english", "ind": "indonesian",
    "jav": "javanese", "mad": "madurese", "min": "minangkabau", "nij": "ngaju", "sun": "sundanese", "bbc": "toba_batak",
}  # fmt: skip
SENTIMENT = {"negative": 0, "neutral": 1, "positive": 2}
NUSA_WRITES_NAME = {"bbc": "btk"}


@dataclass(frozen=True, slots=True)
class Row:
    """A text with its label (a place in the head's values) and what it must not be parted from."""

    text: str
    label: int
    group: str = ""


class NotAllowedError(Exception):
    """A set that may not feed shipped weights was asked for."""


class Sources:
    """Reads the shared data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, place: str) -> Path:
        """Return where a file lies; refuses folders that may not be learned from."""
        if place.partition("/")[0] not in ALLOWED:
            raise NotAllowedError(f"{place} may not feed shipped weights: allowed are {', '.join(sorted(ALLOWED))}")
        return self._folder / place

    def _csv(self, place: str) -> Iterator[dict[str, str]]:
        with self.path(place).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def nusax(self, language: str, splits: Iterable[str] = ("train", "valid")) -> list[Row]:
        """NusaX-Senti of one language; the group is the id that is the same sentence in every language."""
        return [
            Row(one["text"], SENTIMENT[one["label"]], one["id"])
            for split in splits
            for one in self._csv(f"nusax/sentiment/{NUSAX[language]}/{split}.csv")
        ]

    def nusax_lexicon(self, language: str) -> list[tuple[str, str]]:
        """Pairs of Indonesian and local words; none for Indonesian itself."""
        if language == "ind" or language not in NUSAX:
            return []
        name = NUSAX[language]
        return [(one["indonesian"], one[name]) for one in self._csv(f"nusax/lexicon/{name}.csv")]

    def smsa(self) -> list[Row]:
        """SmSA's train rows without those that stand, nearly word for word, in NusaX's valid and test splits."""
        listed = self.path("indonlu/smsa_train_rows_overlapping_nusax_eval.txt").read_text(encoding="utf-8").split()
        contaminated = {int(number) for number in listed}
        lines = (
            self.path("indonlu/smsa_doc-sentiment-prosa/train_preprocess.tsv").read_text(encoding="utf-8").splitlines()
        )
        if max(contaminated) >= len(lines):
            raise NotAllowedError("the list of overlapping rows does not belong to this file")
        kept = [line.rsplit("\t", 1) for at, line in enumerate(lines) if at not in contaminated]
        return [Row(text, SENTIMENT[label]) for text, label in kept]

    def semarang(self) -> list[Row]:
        """Comments to a city office with their sentiment; copies of one text share a group."""
        rows = self._csv("semarang-instagram-comments/train_masked.csv")
        return [Row(one["text"], SENTIMENT[one["label"]], likeness(one["text"])) for one in rows]

    def semarang_unlabelled(self) -> list[str]:
        """The 17,547 comments without a label, in the file's order (the gold set names them by row)."""
        return [one["text"] for one in self._csv("semarang-instagram-comments/data_inference_masked.csv")]

    def gambling(self) -> list[Row]:
        """YouTube comments, 1 where gambling is promoted; copies of one text share a group."""
        rows = self._csv("judol-youtube-spam/train.csv")
        return [Row(one["comment_text"], int(one["label"]), likeness(one["comment_text"])) for one in rows]

    def hoax(self) -> list[Row]:
        """Tweets about topics of hoaxes; the topic is the group. Those marked "?" are left out."""
        rows = self._csv("idn-hoax-tweets/datasetUMPOHoax.csv")
        return [
            Row(one["tweet"], int(one["label"] == "hoax"), one["topik"])
            for one in rows
            if one["label"] in {"hoax", "valid"}
        ]

    def emotion(self) -> list[str]:
        """Tweets of the emotion set, as ordinary Indonesian."""
        return [one["tweet"] for one in self._csv("indonlu/emot_emotion-twitter/train_preprocess.csv")]

    def translated(self, language: str) -> list[tuple[str, str]]:
        """Pairs of Indonesian and local sentences of NusaTranslation, without ids that are some language's test."""
        indonesian = self._indonesian
        found: dict[str, str] = {}
        for place in self._kalimat(language):
            for one in self._csv(place):
                local = one.get("tgt_text") or one.get("text") or ""
                if one["id"] in indonesian and local:
                    found.setdefault(one["id"], local)
        return [(indonesian[number], local) for number, local in found.items()]

    def regional_texts(self, language: str) -> list[tuple[str, str]]:
        """Texts of NusaWrites in one language, with their ids, for telling languages apart."""
        return [
            (f"{place.partition('-')[0]}{one['id']}", one.get("tgt_text") or one.get("text") or "")
            for place in [*self._kalimat(language), *self._alinea(language)]
            for one in self._csv(place)
            if "alinea" in place or one["id"] not in self._tested
        ]

    @cached_property
    def _indonesian(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for place in self._named("nusa_kalimat-mt-*"):
            texts.update({one["id"]: one["ind_text"] for one in self._csv(place) if one["id"] not in self._tested})
        return texts

    @cached_property
    def _tested(self) -> frozenset[str]:
        return frozenset(self.path("nusa-writes/kalimat_ids_in_any_test_split.txt").read_text(encoding="utf-8").split())

    def _kalimat(self, language: str) -> list[str]:
        return self._named(f"nusa_kalimat-*-{NUSA_WRITES_NAME.get(language, language)}-*")

    def _alinea(self, language: str) -> list[str]:
        return self._named(f"nusa_alinea-*-{language}-*")

    def _named(self, pattern: str) -> list[str]:
        return [f"nusa-writes/{found.name}" for found in sorted(self.path("nusa-writes").glob(f"{pattern}.csv"))]


def likeness(text: str) -> str:
    """Return what near-copies of a text share: letters only, lower case, stretched ones short, names of users left out."""
    from kentongan.triage.features import shape, tokens

    words = [shape(token) for token in tokens([text])[:-1]]
    return " ".join(word for word in words if word.isalpha()) or text.strip()
