"""What can be told from words alone: a tracking number, a request for a document, something that cannot wait. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

FEWEST_DIGITS, MOST_DIGITS = 4, 12
LAPOR = "https://www.lapor.go.id/"
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){3,11}(?!\d)")
_ADDRESS = re.compile(r"https://[^\s<>\"']{4,280}")
_KIP = re.compile(
    r"\b(?:ppid|ppdp|keterbukaan informasi|informasi publik|uu\s*(?:no(?:mor)?\.?\s*)?14(?:\s*(?:/|tahun)\s*2008)?"
    r"|undang-undang\s+(?:nomor\s+)?14|salinan|fotokopi|kopian?|berkas|dokumen|arsip"
    r"|rincian anggaran|realisasi anggaran|laporan keuangan|dpa|rka|lhp|kontrak|surat keputusan|notulen?|risalah)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:minta|mohon|permohonan|permintaan|bisa dapat|boleh lihat|butuh|perlu|meminta|memohon)\b", re.IGNORECASE
)
_SURE = re.compile(
    r"\b(?:ppid|ppdp|keterbukaan informasi|uu\s*(?:no(?:mor)?\.?\s*)?14|undang-undang\s+(?:nomor\s+)?14)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:kebakaran|terbakar|kebakar|tenggelam|hanyut|terseret|terjebak|tertimbun|longsor|pohon tumbang|kesetrum"
    r"|tersengat listrik|kabel putus|sekarat|pingsan|sesak napas|pendarahan|melahirkan di|keracunan|bunuh diri|mau mati"
    r"|ditikam|dibacok|dipukuli|kdrt|diperkosa|penculikan|diculik|begal|tawuran|gempa|banjir bandang|gas bocor)\b",
    re.IGNORECASE,
)


def tracking_number(told: str) -> str:
    """The number as LAPOR shows it, read out of what somebody pasted (with #, spaces, or a whole sentence); empty when none or several."""
    found = {re.sub(r"\D", "", one) for one in _NUMBER.findall(told)}
    fit = [one for one in found if FEWEST_DIGITS <= len(one) <= MOST_DIGITS]
    return fit[0] if len(fit) == 1 else ""


def asks_for_document(text: str) -> tuple[str, ...]:
    """The words that make a question a request under the law on public information; none: an ordinary question.

    PPID or the law itself is enough; a kind of document counts only where something is asked for.
    """
    words = tuple(dict.fromkeys(found.lower() for found in _KIP.findall(text)))
    return words if _SURE.search(text) or (words and _ASKS.search(text)) else ()


def cannot_wait(texts: Iterable[str]) -> str:
    """The first word that speaks of danger to life; empty without one."""
    found = next((hit for hit in (_NOW.search(text) for text in texts) if hit), None)
    return found.group().lower() if found else ""


def report_link(told: str) -> str:
    """The first address of SP4N-LAPOR! in what somebody pasted; any other address is left out."""
    return next((found for found in _ADDRESS.findall(told) if _is_lapors(found)), "")


def knows(answers_for: str, words: Iterable[str]) -> bool:
    """Tell whether an authority's list of words holds one of these, whatever the case."""
    known = {one.strip().casefold() for one in answers_for.split(",") if one.strip()}
    return any(one.strip().casefold() in known for one in words if one.strip())


def _is_lapors(address: str) -> bool:
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return False
    return host == "lapor.go.id" or host.endswith(".lapor.go.id")
