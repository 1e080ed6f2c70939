"""Where a signed-in person can go. The rail, the phone's bar, the palette and the `g` keys all read this list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse

from kentongan.hoaxes.access import READERS as CLAIMS
from kentongan.organizations.actor import Actor
from kentongan.organizations.roles import Role
from kentongan.tenancy.together import count_together

if TYPE_CHECKING:
    from django.db.models import QuerySet

May = Callable[[Actor], bool]
Rows = Callable[[Actor], "QuerySet[Any]"]

GROUPS = {"work": "Kerja", "together": "Bersama", "people": "Orang dan akun", "know": "Tahu"}


def everyone(_actor: Actor) -> bool:
    return True


def having(*roles: Role) -> May:
    """Return a test for holders of at least one of `roles`."""

    def may(actor: Actor) -> bool:
        return actor.has(*roles)

    return may


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go. It appears when its address exists and `may` allows it."""

    key: str
    label: str
    icon: str
    url_name: str
    group: str
    may: May = everyone
    hotkey: str = ""
    """The letter after `g`."""
    prefixes: tuple[str, ...] = field(default=())
    """Further addresses (below the government's root) that belong to this place."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the page shows it."""

    key: str
    label: str
    icon: str
    url: str
    hotkey: str
    current: bool
    count: int


WRITERS = having(Role.ADMIN, Role.REVIEWER, Role.COORDINATOR, Role.LEADER_TEAM)
LISTENERS = having(
    Role.ADMIN, Role.REVIEWER, Role.APPROVER, Role.COORDINATOR, Role.LIAISON, Role.LEADER_TEAM, Role.AUDITOR, Role.HEAD
)

LANES = having(
    Role.ADMIN, Role.COORDINATOR, Role.LIAISON, Role.LEADER_TEAM, Role.PPID, Role.AUDITOR, Role.HEAD, Role.ADMINISTRATOR
)
CARD_READERS = having(
    Role.ADMIN,
    Role.REVIEWER,
    Role.COORDINATOR,
    Role.LEADER_TEAM,
    Role.APPROVER,
    Role.AUDITOR,
    Role.HEAD,
    Role.ADMINISTRATOR,
)
CLAIM_READERS = having(*CLAIMS)
DECIDERS = having(
    Role.APPROVER,
    Role.REVIEWER,
    Role.COORDINATOR,
    Role.HEAD,
    Role.PPID,
    Role.INSPECTOR,
    Role.CRISIS_LEAD,
    Role.LEADER_TEAM,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
BUDGET_READERS = having(Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR)
FREEZE_WATCHERS = having(Role.COORDINATOR, Role.CRISIS_LEAD, Role.HEAD, Role.AUDITOR)

ENTRIES: tuple[Entry, ...] = (
    Entry("today", "Hari ini", "today", "home", "work", hotkey="h"),
    Entry("calendar", "Kalender", "calendar", "calendar", "work", hotkey="k"),
    Entry("events", "Kegiatan", "campaign", "events", "work", hotkey="n"),
    Entry("write", "Tulis", "write", "compose", "work", WRITERS, hotkey="t"),
    Entry("posts", "Kiriman", "list", "posts", "work", hotkey="i", prefixes=("impor/",)),
    Entry("cards", "Kartu", "image", "cards", "work", CARD_READERS, hotkey="r"),
    Entry("library", "Pustaka", "image", "library", "work", hotkey="f"),
    Entry("approvals", "Setujui", "approve", "approvals", "work", DECIDERS, hotkey="e"),
    Entry("inbox", "Kotak masuk", "inbox", "inbox", "work", LISTENERS, hotkey="m"),
    Entry("cases", "Kasus", "case", "cases", "work", LISTENERS, hotkey="s"),
    Entry("wishes", "Usul warga", "comment", "proposals", "work", LISTENERS, hotkey="w"),
    Entry("lanes", "Jalur lain", "forward", "lanes", "work", LANES, hotkey="v", prefixes=("ppid/", "surat/")),
    Entry("doubts", "Perlu diperiksa", "doubt", "needs_check", "work", hotkey="p"),
    Entry("hoaxes", "Cek fakta", "safe", "claims", "work", CLAIM_READERS, hotkey="d"),
    Entry("plan", "Rencana", "campaign", "plan", "together", hotkey="c"),
    Entry("freezes", "Pembekuan", "freeze", "freezes", "together", FREEZE_WATCHERS, hotkey="b"),
    Entry("people", "Orang", "people", "people", "people", hotkey="o"),
    Entry("accounts", "Akun", "account", "channels", "people", hotkey="a"),
    Entry("figures", "Laporan", "figures", "figures", "know", hotkey="l"),
    Entry("budgets", "Pemakaian", "figures", "budgets", "know", BUDGET_READERS),
    Entry("infos", "Info layanan", "info", "service_infos", "know", LISTENERS, prefixes=("templat-jawaban/",)),
    Entry("rules", "Aturan", "rules", "rules", "know", hotkey="u"),
    Entry(
        "trail",
        "Jejak",
        "trail",
        "trail",
        "know",
        having(Role.AUDITOR, Role.HEAD, Role.ADMINISTRATOR, Role.COORDINATOR),
        "j",
    ),
)
MOST = 999
"""More than so many are one number: counting on would cost every page, and tells nobody more."""
PHONE_BAR = ("today", "calendar", "write", "inbox")

_rows: dict[str, Rows] = {}


def register_count(key: str, rows: Rows) -> None:
    """Say which things wait behind an entry (or behind `bell`). Called once, when the apps are ready."""
    _rows[key] = rows


def counts(actor: Actor) -> dict[str, int]:
    """How many things wait behind each entry, asked in one statement, up to `MOST`: every page shows them all."""
    return count_together({key: rows(actor).order_by().values("pk") for key, rows in _rows.items()}, MOST)


def address(url_name: str) -> str:
    """Return the address of a page, or nothing when it does not exist (yet)."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def links(actor: Actor, path: str, waiting: Mapping[str, int] | None = None) -> list[tuple[Entry, Link]]:
    """Return what this actor may open, in order, with the entry that holds `path` marked. `waiting`: `counts`, if known."""
    found = [(entry, address(entry.url_name)) for entry in ENTRIES if entry.may(actor)]
    shown = [(entry, url) for entry, url in found if url]
    current = _holder_of(path, shown)
    waiting = counts(actor) if waiting is None else waiting
    return [(entry, _link(entry, url, waiting, current=entry.key == current)) for entry, url in shown]


def _link(entry: Entry, url: str, waiting: Mapping[str, int], *, current: bool) -> Link:
    return Link(entry.key, entry.label, entry.icon, url, entry.hotkey, current, waiting.get(entry.key, 0))


def _holder_of(path: str, shown: list[tuple[Entry, str]]) -> str:
    """Return the key of the entry with the longest address that `path` lies under; the root holds only itself."""
    root = address("home") or "/"
    homes = [(url, entry.key) for entry, url in shown if url == path or (url != root and path.startswith(url))]
    homes += [(root + more, entry.key) for entry, _ in shown for more in entry.prefixes if path.startswith(root + more)]
    return max(homes, key=lambda pair: len(pair[0]))[1] if homes else ""
