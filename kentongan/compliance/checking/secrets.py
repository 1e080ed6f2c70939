"""What is not for the public: excluded information and its labels, whistle-blowers, access words. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kentongan.compliance.checking.names import name_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.compliance.checking.reading import Given, Hit, Reading

BEFORE = 60
WITHIN, HEADLINE = 28, 7
_LABEL = re.compile(r"\b(?:SANGAT RAHASIA|RAHASIA|KONFIDENSIAL|CONFIDENTIAL|TERBATAS|INTERNAL ONLY|DOKUMEN INTERNAL)\b")
_LABEL_BEFORE = re.compile(r"[\n\[(*|][ \t*_\[(]{0,4}(?:(?:NOTA DINAS|SURAT|DOKUMEN|LAPORAN|MEMO)[ :-]{1,3})?$")
_LABEL_END_NEAR = re.compile(r"[ \t*_\])]{0,4}[\n\])*|.:-]")
_NATURE = re.compile(
    r"\b(?:sifat|klasifikasi|derajat|tingkat)(?: (?:surat|dokumen|informasi|keamanan|nota dinas))?\s?[:=]\s?(?:sangat )?(?:rahasia|terbatas|konfidensial|segera ?/ ?rahasia)\b"
)
_INNER_ADDRESS = re.compile(r"(?<![\d.])(?:10|127|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}(?![\d.]\d)")
_SYSTEM_BEFORE = re.compile(r"\b(?:server|router|basis data|database|cctv|jaringan|vpn|panel|ip)\b")
_SPOKEN_PASSWORD = re.compile(r"\b(?:kata sandi|password|pasword)(?: \w{1,12}){0,2} (?=\S{0,30}\d)[a-z]\S{4,30}")
_ACCESS = re.compile(
    r"\b(?:password|passwd|pasword|kata sandi|sandi|pin|passphrase|token|api ?key|kode otp|otp)(?: (?:akun|admin|instagram|ig|facebook|email|aplikasi|dashboard|login))?(?:nya)?"
    r" ?(?:[:=]|adalah) ?(\S{4,60})"
)


def excluded(reading: Reading, given: Given) -> Iterator[Hit]:
    """A label of secrecy, words that forbid passing it on, or what the law excludes; explaining the law is none of it."""
    yield from _labels(reading)
    yield from (reading.hit(*found.span()) for found in _NATURE.finditer(reading.low))
    for name in ("tanda", "isi"):
        for first, past in reading.found(given.words(name)):
            if not reading.has(given.words("menjelaskan"), *reading.near(first)):
                yield reading.words_hit(first, past)
    yield from _told_of_people(reading, given)
    yield from _operations(reading, given)
    for found in (*_SPOKEN_PASSWORD.finditer(reading.low), *_inner_addresses(reading)):
        if not reading.has(given.words("menjelaskan"), *reading.near(reading.word_at(found.start()))):
            yield reading.hit(*found.span())


def _labels(reading: Reading) -> Iterator[Hit]:
    """A word of secrecy in capitals that stands as a label: alone on its line, in brackets, or after what it marks."""
    framed = f"\n{reading.plain}\n"
    for found in _LABEL.finditer(framed):
        start, end = found.span()
        before = _LABEL_BEFORE.search(framed[max(0, start - BEFORE) : start])
        if before and _LABEL_END_NEAR.match(framed[end : end + BEFORE]):
            yield reading.hit(start - 1, end - 1)


def _inner_addresses(reading: Reading) -> Iterator[re.Match[str]]:
    for found in _INNER_ADDRESS.finditer(reading.low):
        if _SYSTEM_BEFORE.search(reading.low[max(0, found.start() - BEFORE) : found.start()]):
            yield found


def _told_of_people(reading: Reading, given: Given) -> Iterator[Hit]:
    """A named person beside what only they and their doctor, bank or family know; a reporter or witness named."""
    for name, needs in (("rahasia_pribadi", ""), ("pelapor", "perkara")):
        for first, past in reading.found(given.words(name)):
            begin, end = reading.near(first, around=1)
            if reading.has(given.words("izin"), begin, end) or (
                needs and not reading.has(given.words(needs), begin, end)
            ):
                continue
            near = (max(begin, first - WITHIN), min(end, past + WITHIN))
            named = _person(reading, given, near, listed=bool(needs))
            if named and not reading.has(given.words(name), *named):
                yield reading.words_hit(min(first, named[0]), max(past, named[1]))


def _person(reading: Reading, given: Given, window: tuple[int, int], *, listed: bool) -> tuple[int, int] | None:
    """Somebody called by name in a run of words; officers speaking for their office are none, nor words of a headline."""
    for word in range(*window):
        introduced = _addressed(reading, given, word) or (listed and _after_colon(reading, word))
        named = name_from(reading, word) if introduced else None
        if named is None or named[1] > window[1] or _in_headline(reading, word):
            continue
        if not reading.has(given.words("petugas"), max(window[0], word - 5), min(window[1], named[1] + 6)):
            return named
    return None


def _addressed(reading: Reading, given: Given, word: int) -> bool:
    """A form of address stands right before, in the same sentence."""
    before = reading.found(given.words("sapaan"), max(0, word - 6), word)
    return any(past == word for _, past in before) and reading.sentence_at(word) == reading.sentence_at(word - 1)


def _after_colon(reading: Reading, word: int) -> bool:
    return word > 0 and reading.plain[reading.prose.ends[word - 1] : reading.prose.starts[word]].strip() == ":"


def _in_headline(reading: Reading, word: int) -> bool:
    """Most words around begin with a capital, so that one more says nothing."""
    first, past = max(0, word - 4), min(len(reading.prose.words), word + 6)
    capitals = sum(reading.written(place)[0].isupper() for place in range(first, past))
    return past - first > HEADLINE and capitals > (past - first) * 0.7


def _operations(reading: Reading, given: Given) -> Iterator[Hit]:
    """A raid told before it happens."""
    for first, past in reading.found(given.words("operasi")):
        window = reading.near(first)
        if reading.has(given.words("nanti"), *window) and not reading.has(given.words("menjelaskan"), *window):
            yield reading.words_hit(first, past)


def access_words(reading: Reading, given: Given) -> Iterator[Hit]:
    """A password or key with its value; the Wi-Fi of a waiting room may be told."""
    for found in _ACCESS.finditer(reading.low):
        window = reading.near(reading.word_at(found.start()))
        if not reading.has(given.words("umum"), *window):
            yield reading.hit(*found.span())
