"""What somebody looks at, as words in the address: ?tab=pilah&jenis=pengaduan&tenggat=lewat&dinas=dinas-kesehatan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from kentongan.inbox.models import Kind, SaidAs

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_TAB, EVERYTHING = "pilah", "semua"
TABS: Final = {
    "pilah": ("Dipilah", ("new",)),
    "dinas": ("Di dinas", ("with_agency",)),
    "siap": ("Siap kirim", ("ready",)),
    "selesai": ("Selesai", ("done", "archived")),
    EVERYTHING: ("Semua", ()),
}
TAB_OF_STATE = {state: tab for tab, (_, states) in TABS.items() for state in states}
KINDS: Final = {kind.label.lower(): kind.value for kind in Kind}
WAYS: Final = {"komentar": SaidAs.COMMENT, "sebutan": SaidAs.MENTION, "pesan": SaidAs.MESSAGE}
DUE: Final = {"lewat": "Lewat tenggat", "hari-ini": "Jatuh tempo hari ini", "segera": "≤ 2 hari kerja"}
YES: Final = "ya"
URGENT: Final = {"darurat": "now", "segera": "soon"}
LANGUAGES: Final = {
    "indonesia": ("ind", "Bahasa Indonesia"),
    "jawa": ("jav", "Bahasa Jawa"),
    "sunda": ("sun", "Bahasa Sunda"),
    "banjar": ("bjn", "Bahasa Banjar"),
    "bugis": ("bug", "Bahasa Bugis"),
    "palembang": ("mui", "Bahasa Palembang"),
    "makassar": ("mak", "Bahasa Makassar"),
    "minang": ("min", "Bahasa Minang"),
    "aceh": ("ace", "Bahasa Aceh"),
    "bali": ("ban", "Bahasa Bali"),
    "batak": ("bbc", "Bahasa Batak Toba"),
    "madura": ("mad", "Bahasa Madura"),
    "dayak": ("nij", "Bahasa Ngaju"),
    "betawi": ("bew", "Bahasa Betawi"),
    "inggris": ("eng", "Bahasa Inggris"),
    "lain": ("other", "Bahasa lain"),
}
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Filters:
    """Each empty part asks for nothing. The names are those of the address."""

    tab: str = FIRST_TAB
    q: str = ""
    dinas: str = ""
    kanal: str = ""
    jenis: str = ""
    lewat: str = ""  #: comment, mention or private message
    tenggat: str = ""
    bahasa: str = ""
    mendesak: str = ""
    milik: str = ""
    belum_dibaca: str = ""

    def address(self, **changed: str) -> str:
        """These filters as they stand in an address, with some of them changed (empty: taken off)."""
        then = replace(self, **changed)
        given = ((one.name, getattr(then, one.name)) for one in fields(then))
        return urlencode({name: value for name, value in given if value})

    def chosen(self) -> Iterator[tuple[str, str]]:
        """The filters that are on, by name, without tab and words."""
        for one in fields(self):
            if one.name not in {"tab", "q"} and (value := getattr(self, one.name)):
                yield one.name, value

    @property
    def narrow(self) -> bool:
        """Whether anything is asked beyond a tab."""
        return bool(self.q) or any(True for _ in self.chosen())


NAMES: Final = frozenset(one.name for one in fields(Filters))
FIXED: Final[Mapping[str, Mapping[str, str]]] = {
    "jenis": {word: word.capitalize() for word in KINDS},
    "lewat": {word: SaidAs(way).label for word, way in WAYS.items()},
    "tenggat": DUE,
    "mendesak": {"darurat": "Darurat", "segera": "Segera ditangani"},
    "bahasa": {word: label for word, (_, label) in LANGUAGES.items()},
    "milik": {"saya": "Milik saya"},
    "belum_dibaca": {YES: "Belum dibaca"},
}


def pairs(address: str) -> list[tuple[str, str]]:
    """The parts of an address."""
    return parse_qsl(address.removeprefix("?"))


def read(told: Mapping[str, str], tab: str = "") -> Filters:
    """Read an address; what is not known asks for nothing. Words without a tab look everywhere."""
    words = told.get("q", "").strip()[:LONGEST]
    asked = told.get("tab", "")
    names = {name: _known(name, told.get(name, "")) for name in NAMES}
    fallback = tab or (EVERYTHING if words else FIRST_TAB)
    return Filters(**(names | {"tab": asked if asked in TABS else fallback, "q": words}))


def _known(name: str, value: str) -> str:
    if name in FIXED:
        return value if value in FIXED[name] else ""
    return value[:LONGEST]
