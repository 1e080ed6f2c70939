"""Whether a picture or video may be published: rights, consent, and for how long. Pure: the day comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kentongan.core.days import written

LACKING, COMPLETE = "lacking", "complete"
OWN = "own"
LICENCES = {
    OWN: "Milik pemda",
    "written": "Izin tertulis pemiliknya",
    "cc0": "Bebas dipakai (CC0, domain publik)",
    "cc-by": "CC BY: boleh dengan menyebut pembuatnya",
    "cc-by-sa": "CC BY-SA: boleh dengan menyebut pembuatnya dan lisensi yang sama",
    "other": "Lain, dijelaskan di syarat",
}
SOCIAL = "social"
USES = {
    SOCIAL: "Media sosial resmi",
    "web": "Situs web dan papan informasi",
    "press": "Siaran pers",
    "print": "Cetak",
    "training": "Pelatihan",
}
NOBODY, ADULTS, CHILDREN = "nobody", "adults", "children"
PEOPLE = {
    NOBODY: "Tidak ada orang yang dapat dikenali",
    ADULTS: "Ada orang dewasa yang dapat dikenali",
    CHILDREN: "Ada anak yang dapat dikenali",
}
SOON = timedelta(days=30)
CONSENT_LAW = "UU 27/2022 Pasal 20(2), 21-24"
CHILD_LAW = "UU 27/2022 Pasal 25"
RECORD = "Lengkapi di halamannya di pustaka."


@dataclass(frozen=True, slots=True)
class Agreed:
    """What one person, or a child's guardian, agreed to."""

    name: str
    is_child: bool
    uses: Sequence[str]
    until: date | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """All that is recorded about the right to use one file."""

    name: str
    licence: str
    uses: Sequence[str]
    rights_until: date | None
    people: str
    consents: Sequence[Agreed] = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """One reason to think again before using a file. `stops`: it must not be used so."""

    title: str
    remedy: str
    stops: bool = False
    source: str = ""


def concerns(papers: Papers, use: str, on: date) -> tuple[Concern, ...]:
    """Everything that speaks against one use of a file on one day."""
    if not papers.licence and not papers.people:
        why = "Catat pemiliknya, dan apakah ada orang yang dapat dikenali. " + RECORD
        return (Concern(f"Hak pakai “{papers.name}” belum dicatat", why),)
    return (*_of_rights(papers, use, on), *_of_people(papers, use, on))


def lapses(papers: Papers, use: str, on: date) -> tuple[Concern, ...]:
    """What once held for a file and does not on this day: rights that ended, consents that ended or were taken back.

    A child whose guardian's consent is not there is always one of them. What was never recorded is not.
    """
    found = list(_rights_over(papers, on))
    if papers.people in {ADULTS, CHILDREN}:
        ended = [one for one in _latest(papers.consents) if one.withdrawn or (one.until is not None and one.until < on)]
        found += [_ended(papers, one, use, on) for one in ended]
        found += [one for one in _of_people(papers, use, on) if one.stops]
    return tuple(dict.fromkeys(found))


def summary(papers: Papers) -> tuple[str, date | None]:
    """Whether everything is recorded for social media, and the last day on which it holds (None: no end)."""
    ends = [papers.rights_until, *(consent.until for consent in _latest(papers.consents))]
    known = [day for day in ends if day]
    return LACKING if concerns(papers, SOCIAL, date.min) else COMPLETE, min(known, default=None)


def state_words(standing: str, good_until: date | None, on: date) -> tuple[str, str]:
    """A file's rights as a list shows them: the mark before the words, and the words."""
    if standing != COMPLETE:
        return "ask", "Hak belum lengkap"
    if good_until and good_until < on:
        return "failed", f"Hak berakhir {written(good_until)}"
    if good_until and good_until <= on + SOON:
        return "waiting", f"Hak sampai {written(good_until)}"
    return "done", "Hak lengkap"


def _of_rights(papers: Papers, use: str, on: date) -> Iterator[Concern]:
    if not papers.licence:
        yield Concern(f"Pemilik dan lisensi “{papers.name}” belum dicatat", RECORD)
        return
    if use not in papers.uses:
        why = "Minta izin pemiliknya untuk pemakaian ini dan catat, atau pakai berkas lain."
        yield Concern(f"“{papers.name}” tidak tercatat boleh dipakai untuk {USES[use].lower()}", why)
    yield from _rights_over(papers, on)


def _rights_over(papers: Papers, on: date) -> Iterator[Concern]:
    if papers.rights_until and papers.rights_until < on:
        why = "Perpanjang izinnya dan catat tanggal barunya, atau pakai berkas lain."
        yield Concern(f"Hak pakai “{papers.name}” berakhir {written(papers.rights_until)}", why)


def _of_people(papers: Papers, use: str, on: date) -> Iterator[Concern]:
    if not papers.people:
        yield Concern(f"Belum dicatat apakah ada orang yang dapat dikenali di “{papers.name}”", RECORD)
        return
    if papers.people == NOBODY:
        return
    latest = _latest(papers.consents)
    standing = [consent for consent in latest if _holds(consent, use, on)]
    if papers.people == CHILDREN and not any(consent.is_child for consent in standing):
        why = "Catat persetujuan orang tua atau walinya, samarkan wajahnya, atau pakai berkas lain."
        title = f"Ada anak di “{papers.name}” tanpa persetujuan wali yang berlaku"
        yield Concern(title, why, stops=True, source=CHILD_LAW)
    elif not standing:
        why = "Catat persetujuannya atau dasar lain di syarat, atau samarkan wajahnya."
        yield Concern(f"Ada orang di “{papers.name}” tanpa persetujuan yang berlaku", why, source=CONSENT_LAW)
    for consent in latest:
        if consent not in standing and standing:
            yield _ended(papers, consent, use, on)


def _ended(papers: Papers, consent: Agreed, use: str, on: date) -> Concern:
    """One of several people whose consent does not hold; for a child that stops."""
    if consent.withdrawn:
        said = "ditarik"
    elif consent.until and consent.until < on:
        said = f"berakhir {written(consent.until)}"
    else:
        said = f"tidak mencakup {USES[use].lower()}"
    law = CHILD_LAW if consent.is_child else CONSENT_LAW
    why = "Samarkan wajah orang itu, catat persetujuan barunya, atau pakai berkas lain."
    return Concern(f"Persetujuan {consent.name} di “{papers.name}” {said}", why, stops=consent.is_child, source=law)


def _holds(consent: Agreed, use: str, on: date) -> bool:
    return not consent.withdrawn and use in consent.uses and (consent.until is None or consent.until >= on)


def _latest(consents: Sequence[Agreed]) -> list[Agreed]:
    """The last word of each person; `consents` oldest first."""
    return list({" ".join(consent.name.lower().split()): consent for consent in consents}.values())
