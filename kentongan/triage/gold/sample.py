"""Draw the real comments of the gold set: by matter, length and form, the same at every run, and by number and hash only.

    python -m kentongan.triage.gold.sample SOURCE.csv --texts TEXTS.tsv

writes `real.csv` here, and the texts for the labellers to a file outside the repository.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
REAL = HERE / "real.csv"
SEED = "kentongan-gold-1"
LONGEST = 600
HASH_LETTERS = 16

VACCINATION, TOWN, REST = "vaccination", "town", "rest"
SHORT, MEDIUM, LONG = "short", "medium", "long"
QUESTION, GRIEF, PLAIN = "question", "complaint", "plain"
LENGTHS = (SHORT, MEDIUM, LONG)
FORMS = (QUESTION, GRIEF, PLAIN)
QUOTAS: Mapping[str, int] = {VACCINATION: 330, TOWN: 330, REST: 420}
SHORT_TO, MEDIUM_TO = 25, 80

VACCINATION_WORDS = re.compile(
    r"va[ck][sc]|vakin|vksin|vasin|sinovac|astra|zeneca|\baz\b|bo+ster|dosis|suntik|imunisasi|pfizer|moderna|vi[ck]tor[iy]|kipi"
    r"|sertif|srtifikat|jadwal|jdwa?l|kuota|kouta|daftar|dftr|kebagian|tahap|\bv ?[12]\b|\bktp|\bnik\b|\bweb|\blink|\bmall\b|penuh"
    r"|antri|kupon|queen|\bholl?y\b|faskes|domisili|balai ?kota|\bprpp\b|\b1[28] ?th|umur 1|luar (kota|semarang|daerah)|\bwarga+ \w+ (bisa|gak)",
    re.IGNORECASE,
)
"""Wide on purpose: whoever asks about quota, schedule or registration of this account nearly always means vaccination."""
TOWN_WORDS = re.compile(
    r"\bjalan (rusak|raya|ber)|jembatan|trotoar|selokan|drainase|\bgot\b|banjir|\brob\b|lampu|sampah|limbah|asap|pohon|taman\b"
    r"|pdam|\bair\b|listrik|\bpln\b|parkir|macet|lalu lintas|angkot|\bbus\b|\bbrt\b|\bkk\b|dukcapil|bpjs|\bkis\b"
    r"|sekolah|guru|\bptm\b|tatap muka|bansos|sembako|bantuan|\bblt\b|pengemis|odgj|\bpkl\b|pedagang|karaoke|kerumunan|satpol"
    r"|damkar|kebakaran|bencana|bpbd|izin|ijin|pajak|pasar|harga|umkm|\bphk\b|\bgaji\b|\bthr\b|loker|lowongan|lurah|kelurahan"
    r"|camat|\brt\b|\brw\b|pungli|korupsi|suap|oknum|\btani|nelayan|\bdesa\b|wifi|sinyal|aplikasi|wisata|konser|\bdbd\b"
    r"|demam berdarah|jentik|nyamuk|ambulan|rsud|rumah sakit|\brs\b|\bigd\b|\bobat|stunting|posyandu|polisi|kdrt",
    re.IGNORECASE,
)
ASKING_WORDS = re.compile(
    r"\?|\b(kapan|kpn|bagaimana|gimana|gmn|gmna|piye|pie|berapa|brp|dimana|dmn|apakah|kenapa|knp|knpa|siapa|mana)\b",
    re.IGNORECASE,
)
GRIEF_WORDS = re.compile(
    r"\b(belum|blm|tidak|tdk|gak?|ga bisa|gk|nggak|ora|rusak|error|eror|susah|sulit|lama|kecewa|parah|tolong|tlg|mohon|penuh|habis"
    r"|percuma|ribet|payah|kacau|lambat|mahal|larang|antri|telat|ditolak|bohong|prank|down|angel|males)\b|😢|😭|😡|👎|🤦",
    re.IGNORECASE,
)
MENTION = re.compile(r"@\w+")
REPEATED = re.compile(r"(.)\1+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One comment of the set. `row`: its number among the data rows of the source, from 0."""

    row: int
    text: str
    matter: str
    length: str
    form: str

    @property
    def stratum(self) -> str:
        return f"{self.matter}/{self.length}/{self.form}"


def digest(text: str) -> str:
    """The mark of an exact text, by which it is found again without storing it."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LETTERS]


def likeness(text: str) -> str:
    """What is left of a text when names, case, spaces and repeated letters are set aside: texts of one likeness are one text."""
    return REPEATED.sub(r"\1", "".join(MENTION.sub("", text).lower().split()))


def texts_of(source: Path) -> Iterator[str]:
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["text"]


def candidates(texts: Iterable[str]) -> Iterator[Drawn]:
    """Every text that may be drawn: the first of its likeness, not empty, not longer than a labeller can take."""
    seen = {""}
    for row, text in enumerate(texts):
        like = likeness(text)
        if like not in seen and len(text) <= LONGEST:
            seen.add(like)
            yield Drawn(row, text, _matter(text), _length(text), _form(text))


def draw(texts: Iterable[str], quotas: Mapping[str, int] = QUOTAS) -> list[Drawn]:
    """The sample, in the shuffled order in which labellers see it. Order comes from hashes, so no library's dice matter."""
    cells: dict[str, list[Drawn]] = defaultdict(list)
    for one in sorted(candidates(texts), key=_dice):
        cells[one.stratum].append(one)
    chosen: list[Drawn] = []
    for matter, quota in quotas.items():
        of_matter = [cells[f"{matter}/{length}/{form}"] for length in LENGTHS for form in FORMS]
        for cell, share in zip(of_matter, shares(quota, [len(cell) for cell in of_matter]), strict=True):
            chosen += cell[:share]
    return sorted(chosen, key=lambda one: digest(f"{SEED}/order/{one.row}"))


def shares(quota: int, sizes: Sequence[int]) -> list[int]:
    """Equal shares of a quota; what a small cell cannot give, the others give in turn."""
    given = [0] * len(sizes)
    left = min(quota, sum(sizes))
    while left:
        for cell, size in enumerate(sizes):
            if left and given[cell] < size:
                given[cell] += 1
                left -= 1
    return given


def named(chosen: Sequence[Drawn]) -> Iterator[tuple[str, Drawn]]:
    """Each comment with the id it bears for the labellers."""
    for number, one in enumerate(chosen, start=1):
        yield f"R{number:04}", one


def write(chosen: Sequence[Drawn], real: Path = REAL, texts: Path | None = None) -> None:
    """The set by number and hash; and, where asked for, the texts on one line each."""
    with real.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("id", "row", "sha256", "stratum"))
        table.writerows((key, one.row, digest(one.text), one.stratum) for key, one in named(chosen))
    if texts:
        texts.write_text("".join(f"{key}\t{' '.join(one.text.split())}\n" for key, one in named(chosen)), "utf-8")


def _dice(one: Drawn) -> str:
    return digest(f"{SEED}/draw/{one.row}/{one.text}")


def _matter(text: str) -> str:
    if VACCINATION_WORDS.search(text):
        return VACCINATION
    return TOWN if TOWN_WORDS.search(text) else REST


def _length(text: str) -> str:
    if len(text) <= SHORT_TO:
        return SHORT
    return MEDIUM if len(text) <= MEDIUM_TO else LONG


def _form(text: str) -> str:
    if ASKING_WORDS.search(text):
        return QUESTION
    return GRIEF if GRIEF_WORDS.search(text) else PLAIN


def main() -> None:
    asked = argparse.ArgumentParser(description="Draw the real comments of the gold set anew")
    asked.add_argument("source", type=Path)
    asked.add_argument("--texts", type=Path, help="where the labellers' texts go; never into the repository")
    given = asked.parse_args()
    chosen = draw(texts_of(given.source))
    write(chosen, texts=given.texts)
    counts = Counter(one.stratum for one in chosen)
    sys.stdout.write("".join(f"{stratum:<32}{number:>5}\n" for stratum, number in sorted(counts.items())))
    sys.stdout.write(f"{len(chosen)} comments\n")


if __name__ == "__main__":
    main()
