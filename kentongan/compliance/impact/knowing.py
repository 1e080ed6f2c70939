"""What a post already tells: which questions matter for it, and answers with their reasons. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kentongan.compliance.impact.questions import ALWAYS, ELECTION, MISREADING, PROTECTION, QUESTIONS, TIMING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.impact.questions import Question
    from kentongan.compliance.impact.rules import Answers

CLASSES = {
    "umum": "Umum",
    "layanan": "Pengumuman layanan",
    "darurat": "Darurat atau serta-merta",
    "klarifikasi": "Klarifikasi hoaks",
    "ucapan": "Ucapan",
    "kinerja": "Rekap kinerja",
    "acara": "Acara atau liputan",
    "berbayar": "Iklan atau kerja sama berbayar",
}
PAID = "berbayar"
MOURNING, VOTING, OCCASION = "berkabung", "pemilu", "acara"
PERIODS = {MOURNING: "Masa berkabung", OCCASION: "Peristiwa lain yang menyita perhatian"}
"""What a coordinator notes here; elections are noted once, with the rules (`compliance.models.ElectionWindow`)."""
VULNERABLE = frozenset({"anak", "korban", "pasien", "disabilitas", "lansia"})
GRAVE = re.compile(
    r"\b(meninggal|tewas|jenazah|korban jiwa|tersangka|pelecehan|pemerkosaan|perkosaan|kekerasan|bunuh diri|penculikan"
    r"|penggusuran|bentrok|tawuran)\b",
    re.IGNORECASE,
)
OF_AUDIENCE = {"orang-tua": "warga", "pelaku-usaha": "usaha", "disabilitas": "disabilitas"}
MANY_WARNINGS, RISKY = 3, 8
"""From so many warnings on the likelihood is 3; from this product of likelihood and impact on misreading is asked about."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days on which one writes otherwise, as a government noted it."""

    kind: str
    name: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a thing before anybody answers. `warnings`: titles of what the checks found."""

    content_class: str
    text: str = ""
    emergency: bool = False
    audiences: tuple[str, ...] = ()
    channels: int = 0
    warnings: tuple[str, ...] = ()
    children: int = 0  #: photos and videos in which a child can be recognised
    people: int = 0  #: the same of adults
    consents: int = 0  #: guardians' and other people's consents recorded for them
    holiday: str = ""
    periods: tuple[Period, ...] = ()

    @property
    def grave(self) -> str:
        """The first word that speaks of death, crime or conflict; empty without one."""
        found = GRAVE.search(self.text)
        return found[0].lower() if found else ""

    def periods_of(self, *kinds: str) -> list[Period]:
        """Its periods of some kinds."""
        return [period for period in self.periods if period.kind in kinds]


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that follows from facts, and why."""

    value: object
    why: str


def asked(facts: Facts, answers: Answers) -> tuple[Question, ...]:
    """The questions that matter for this post, in the order of the form; an answer may call for another question."""
    groups = answers.get("groups")
    vulnerable = isinstance(groups, list) and not VULNERABLE.isdisjoint(groups)
    wanted = {
        MISREADING.code: facts.content_class == "klarifikasi" or bool(facts.grave) or _risky(answers),
        TIMING.code: bool(facts.holiday or facts.periods_of(MOURNING, OCCASION)),
        PROTECTION.code: bool(facts.children or facts.grave) or vulnerable,
        ELECTION.code: bool(facts.periods_of(VOTING)),
    }
    return tuple(one for one in QUESTIONS if one in ALWAYS or wanted.get(one.code))


def known(facts: Facts) -> dict[str, Known]:
    """Answers that the post itself gives. What only a person can judge is not among them."""
    return dict(_known(facts))


def _known(facts: Facts) -> Iterator[tuple[str, Known]]:
    yield "groups", _groups(facts)
    yield from _risk(facts)
    yield "information", Known("terbuka", "Ditulis untuk umum. Ubah bila memuat informasi yang dikecualikan.")
    if not facts.grave:
        yield from _protection(facts)
    if facts.holiday and not facts.periods_of(MOURNING, OCCASION):
        yield "timing", Known("biasa", f"Terbit pada {facts.holiday}.")


def _groups(facts: Facts) -> Known:
    told = sorted({OF_AUDIENCE[code] for code in facts.audiences if code in OF_AUDIENCE}) or ["warga"]
    reach = f"{facts.channels} kanal" if facts.channels > 1 else "Akun resmi"
    why = "Dari khalayak yang dipilih." if facts.audiences else f"{reach} dibaca warga pada umumnya."
    if facts.children:
        told, why = [*told, "anak"], f"Ada anak yang dapat dikenali pada {facts.children} foto atau video."
    if facts.grave:
        told, why = [*told, "korban"], f"Tulisannya menyebut “{facts.grave}”."
    return Known(told, why)


def _risk(facts: Facts) -> Iterator[tuple[str, Known]]:
    likely, heavy = "1", "1" if facts.content_class == "ucapan" else "2"
    why_likely, why_heavy = (
        "Pemeriksaan tidak menemukan apa-apa.",
        f"Jenis kiriman: {CLASSES[facts.content_class].lower()}.",
    )
    if facts.warnings:
        likely = "3" if len(facts.warnings) >= MANY_WARNINGS else "2"
        why_likely = f"Pemeriksaan mengingatkan: {'; '.join(facts.warnings[:3])}."
    if facts.grave:
        likely, why_likely = max(likely, "2"), f"Tulisannya menyebut “{facts.grave}”."
        heavy, why_heavy = "4", "Kabar seperti ini menyangkut keluarga dan perkara orang."
    elif facts.emergency:
        heavy, why_heavy = "5", "Kabar darurat menyangkut keselamatan warga."
    elif facts.content_class == "klarifikasi":
        heavy, why_heavy = "3", "Klarifikasi yang keliru memperluas kabar bohongnya."
    yield "likelihood", Known(likely, why_likely)
    yield "impact", Known(heavy, why_heavy)


def _protection(facts: Facts) -> Iterator[tuple[str, Known]]:
    if facts.consents:
        yield "protection", Known("izin", f"{facts.consents} persetujuan tercatat di pustaka untuk foto atau videonya.")
    elif not facts.children and not facts.people:
        yield "protection", Known("tidak_tampil", "Tidak ada orang yang tercatat tampak pada foto atau video.")


def _risky(answers: Answers) -> bool:
    said = [str(answers.get(code, "1")) for code in ("likelihood", "impact")]
    likelihood, impact = (int(one) if one.isdecimal() else 1 for one in said)
    return likelihood * impact >= RISKY
