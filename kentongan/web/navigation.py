"""Where a signed-in person can go. The rail, the phone's bar, the palette and the `g` keys all read this list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from kentongan.organizations.actor import Actor
from kentongan.organizations.roles import Role

May = Callable[[Actor], bool]
Count = Callable[[Actor], int]

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

BUDGET_READERS = having(Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR)
FREEZE_WATCHERS = having(Role.COORDINATOR, Role.CRISIS_LEAD, Role.HEAD, Role.AUDITOR)

ENTRIES: tuple[Entry, ...] = (
    Entry("today", "Hari ini", "today", "home", "work", hotkey="h"),
    Entry("calendar", "Kalender", "calendar", "calendar", "work", hotkey="k"),
    Entry("write", "Tulis", "write", "compose", "work", WRITERS, hotkey="t"),
    Entry("posts", "Kiriman", "list", "posts", "work", hotkey="i"),
    Entry("approvals", "Setujui", "approve", "approvals", "work", having(Role.APPROVER), hotkey="e"),
    Entry("inbox", "Kotak masuk", "inbox", "inbox", "work", LISTENERS, hotkey="m"),
    Entry("cases", "Kasus", "case", "cases", "work", LISTENERS, hotkey="s"),
    Entry("doubts", "Perlu diperiksa", "doubt", "needs_check", "work", hotkey="p"),
    Entry("freezes", "Pembekuan", "freeze", "freezes", "together", FREEZE_WATCHERS, hotkey="b"),
    Entry("people", "Orang", "people", "people", "people", hotkey="o"),
    Entry("accounts", "Akun", "account", "channels", "people", hotkey="a"),
    Entry("figures", "Laporan", "figures", "figures", "know", hotkey="l"),
    Entry("budgets", "Pemakaian", "figures", "budgets", "know", BUDGET_READERS),
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
PHONE_BAR = ("today", "calendar", "write", "inbox")

_counts: dict[str, Count] = {}


def register_count(key: str, count: Count) -> None:
    """Say how many things wait behind an entry (or behind `bell`). Called once, when the apps are ready."""
    _counts[key] = count


def count(key: str, actor: Actor) -> int:
    return _counts[key](actor) if key in _counts else 0


def address(url_name: str) -> str:
    """Return the address of a page, or nothing when it does not exist (yet)."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def links(actor: Actor, path: str) -> list[tuple[Entry, Link]]:
    """Return what this actor may open, in order, with the entry that holds `path` marked."""
    found = [(entry, address(entry.url_name)) for entry in ENTRIES if entry.may(actor)]
    shown = [(entry, url) for entry, url in found if url]
    current = _holder_of(path, shown)
    return [(entry, _link(entry, url, actor, current=entry.key == current)) for entry, url in shown]


def _link(entry: Entry, url: str, actor: Actor, *, current: bool) -> Link:
    return Link(entry.key, entry.label, entry.icon, url, entry.hotkey, current, count(entry.key, actor))


def _holder_of(path: str, shown: list[tuple[Entry, str]]) -> str:
    """Return the key of the entry with the longest address that `path` lies under; the root holds only itself."""
    root = address("home") or "/"
    homes = [(url, entry.key) for entry, url in shown if url == path or (url != root and path.startswith(url))]
    homes += [(root + more, entry.key) for entry, _ in shown for more in entry.prefixes if path.startswith(root + more)]
    return max(homes, key=lambda pair: len(pair[0]))[1] if homes else ""
