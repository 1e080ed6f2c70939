"""What every platform's folder offers, and the connector made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx

from kentongan.connectors.contract import (
    Account,
    Act,
    AppKeys,
    Capabilities,
    Choice,
    CommentPage,
    Consent,
    Cost,
    Figures,
    Finding,
    Format,
    FormatLimit,
    Health,
    Keys,
    Memory,
    Meter,
    Offer,
    Outbound,
    Outcome,
    Platform,
    Reason,
    Refusal,
    Rejected,
    Safety,
    Secret,
    Step,
    Unread,
    Usage,
    WebhookParser,
)
from kentongan.core.http import Http


def unmetered(_account: Account, _usage: Usage) -> None:
    """The meter of a line whose usage nobody counts."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The installation's application at a platform, before any account is known."""

    http: Http
    app: AppKeys
    hosts: Mapping[str, str]

    def url(self, host: str, path: str) -> str:
        """The address of `path` on a vendor's host, wherever this installation finds that host."""
        return f"{self.hosts.get(host, f'https://{host}').rstrip('/')}/{path.lstrip('/')}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line to one account."""

    http: Http
    account: Account
    meter: Meter = unmetered

    def spent(self, usage: Usage) -> None:
        """Tell what the platform's headers say of a budget."""
        self.meter(self.account, usage)

    def url(self, host: str, path: str) -> str:
        """The address of `path` on a vendor's host, wherever this account finds that host."""
        return f"{self.base(host)}/{path.lstrip('/')}"

    def base(self, host: str) -> str:
        """The address under which this account finds a vendor's host."""
        return self.account.hosts.get(host, f"https://{host}").rstrip("/")

    def leads_to(self, host: str, address: str) -> bool:
        """Tell whether an address the platform gave lies on that host, as this account finds it."""
        try:
            given, own = httpx.URL(address), httpx.URL(self.base(host))
        except httpx.InvalidURL:
            return False
        same_door = (given.scheme, given.host, given.port) == (own.scheme, own.host, own.port)
        return same_door and given.path.startswith(own.path.rstrip("/") + "/") and ".." not in given.path


@dataclass(frozen=True, slots=True)
class Job:
    """One approved act, the line to send it on, and what earlier steps left behind."""

    line: Line
    outbound: Outbound
    memory: Memory


class MediaUnreadableError(Exception):
    """A file of the approved act cannot be read on this machine."""


def bytes_of(job: Job, position: int) -> bytes:
    """The bytes of one file. MediaUnreadableError when the file is not there."""
    return piece_of(job, position, 0, job.outbound.media[position].size)


def piece_of(job: Job, position: int, start: int, end: int) -> bytes:
    """The bytes from `start` up to `end` of one file. MediaUnreadableError when they are not there."""
    path = job.outbound.media[position].path
    try:
        with path.open("rb") as file:
            file.seek(start)
            piece = file.read(end - start)
    except OSError as problem:
        raise MediaUnreadableError(path.name) from problem
    if len(piece) < end - start:
        raise MediaUnreadableError(path.name)
    return piece


Planner = Callable[[Outbound], tuple[Step, ...]]
StepRun = Callable[[Job], Outcome]
Finder = Callable[[Job, datetime], Finding]
CommentReader = Callable[[Line, str, str], CommentPage | Unread]
FigureReader = Callable[[Line, str], Figures | Unread]

Reader = Callable[[Line, str], CommentPage | Unread]
ChoiceReader = Callable[[Line], tuple[Choice, ...] | Unread]
Pricer = Callable[[Outbound], tuple[Cost, ...]]

CANNOT = (Step("cannot", Safety.REPEATABLE),)
"""The plan of an act that the platform has no API for."""


def no_comments(_line: Line, _post_id: str, _cursor: str) -> CommentPage | Unread:
    """The comment reader of a platform that shows no comments to its API."""
    return Unread(Reason.UNSUPPORTED, "no comments through this API")


def nothing_read(_line: Line, _cursor: str) -> CommentPage | Unread:
    """The reader of mentions or messages on a platform that shows none to its API."""
    return Unread(Reason.UNSUPPORTED, "not readable through this API")


def free(_outbound: Outbound) -> tuple[Cost, ...]:
    """The price list of a platform that counts nothing we know of."""
    return ()


@dataclass(frozen=True, slots=True)
class Auth:
    """How a platform's accounts are opened, renewed and let go: the functions behind the contract's `Opener`."""

    address: Callable[[Desk, Consent], str]
    exchange: Callable[[Desk, Consent, str], Keys | Refusal]
    offers: Callable[[Desk, Keys], tuple[Offer, ...] | Refusal]
    refresh: Callable[[Line], Keys | Refusal]
    revoke: Callable[[Line], Refusal | None]
    health: Callable[[Line], Health | Unread]


SignIn = Callable[[Desk, str, Secret], tuple[Offer, ...] | Refusal]
"""A name and an app password for accounts and their keys, on platforms without a consent page."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One platform: everything the rest of the product can ask of it."""

    platform: Platform
    capabilities: Capabilities
    scopes: tuple[str, ...]  #: what an account must grant for all of this
    plan: Planner
    steps: Mapping[str, StepRun]
    find: Finder
    figures: FigureReader
    comments: CommentReader = no_comments
    mentions: Reader = nothing_read
    messages: Reader = nothing_read
    cost: Pricer = free
    webhook: WebhookParser | None = None
    auth: Auth | None = None
    sign_in: SignIn | None = None  #: instead of a consent page; `auth` then renews, checks and lets go
    choices: ChoiceReader | None = None  #: the settings as one account has them, see `Choice.asked_of_account`


class FolderConnector:
    """The contract's `Connector`, made of a folder and the way out."""

    def __init__(self, folder: Folder, http: Http, meter: Meter = unmetered) -> None:
        self.platform = folder.platform
        self.capabilities = folder.capabilities
        self._folder = folder
        self._http = http
        self._meter = meter

    def plan(self, outbound: Outbound) -> tuple[Step, ...]:
        """Name the steps; one that says no when the platform has no API for the act."""
        return self._folder.plan(outbound) if possible(self.capabilities, outbound) else CANNOT

    def run(self, step: str, outbound: Outbound, memory: Memory, account: Account) -> Outcome:
        """Run one step once."""
        if not possible(self.capabilities, outbound):
            return Rejected(Reason.UNSUPPORTED, f"{self.platform} has no API for this act")
        try:
            return self._folder.steps[step](Job(self._line(account), outbound, memory))
        except MediaUnreadableError as problem:
            return Rejected(Reason.MEDIA, f"{problem} cannot be read")

    def find(self, outbound: Outbound, memory: Memory, account: Account, since: datetime) -> Finding:
        """Ask whether the act is public."""
        return self._folder.find(Job(self._line(account), outbound, memory), since)

    def comments(self, post_id: str, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of comments."""
        return self._folder.comments(self._line(account), post_id, cursor)

    def mentions(self, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of mentions."""
        return self._folder.mentions(self._line(account), cursor)

    def messages(self, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of private messages."""
        return self._folder.messages(self._line(account), cursor)

    def figures(self, post_id: str, account: Account) -> Figures | Unread:
        """Read a post's counts."""
        return self._folder.figures(self._line(account), post_id)

    def cost(self, outbound: Outbound) -> tuple[Cost, ...]:
        """What the act takes out of counted budgets."""
        return self._folder.cost(outbound)

    def choices(self, account: Account) -> tuple[Choice, ...] | Unread:
        """The settings as this account has them; asks the platform where it tells (`Choice.asked_of_account`)."""
        asking = self._folder.choices
        return asking(self._line(account)) if asking else self.capabilities.settings

    def _line(self, account: Account) -> Line:
        return Line(self._http, account, self._meter)


class FolderOpener:
    """The contract's `Opener`, made of a folder's `Auth` and the way out."""

    def __init__(self, scopes: tuple[str, ...], auth: Auth, http: Http) -> None:
        self.scopes = scopes
        self._auth = auth
        self._http = http

    def address(self, app: AppKeys, hosts: Mapping[str, str], consent: Consent) -> str:
        """The consent page."""
        return self._auth.address(Desk(self._http, app, hosts), consent)

    def exchange(self, app: AppKeys, hosts: Mapping[str, str], consent: Consent, code: str) -> Keys | Refusal:
        """A code for keys."""
        return self._auth.exchange(Desk(self._http, app, hosts), consent, code)

    def offers(self, app: AppKeys, hosts: Mapping[str, str], keys: Keys) -> tuple[Offer, ...] | Refusal:
        """The accounts to pick from."""
        return self._auth.offers(Desk(self._http, app, hosts), keys)

    def refresh(self, account: Account) -> Keys | Refusal:
        """New keys."""
        return self._auth.refresh(Line(self._http, account))

    def revoke(self, account: Account) -> Refusal | None:
        """Let go."""
        return self._auth.revoke(Line(self._http, account))

    def health(self, account: Account) -> Health | Unread:
        """Ask without acting."""
        return self._auth.health(Line(self._http, account))


def possible(able: Capabilities, outbound: Outbound) -> bool:
    """Tell whether the platform has an API for this act in this shape."""
    if outbound.act is Act.REPLY:
        return able.reply_text is not None and bool(outbound.reply_to) and not outbound.media
    if outbound.act not in able.acts:
        return False
    if outbound.act is Act.DELETE and outbound.target_kind not in able.deletes:
        return False
    if outbound.act is not Act.PUBLISH:
        return bool(outbound.post_id if outbound.act is Act.COMMENT else outbound.target_id)
    if len(outbound.parts) >= able.thread or (outbound.poll is not None and able.poll is None):
        return False
    return _carries(able, outbound)


def _carries(able: Capabilities, outbound: Outbound) -> bool:
    images = sum(1 for file in outbound.media if file.kind == "image")
    videos = len(outbound.media) - images
    if outbound.format is not Format.FEED:
        limit = able.formats.get(outbound.format, FormatLimit(videos=0))
        covers = limit.covers if videos else 0
        return bool(outbound.media) and images <= limit.images + covers and videos <= limit.videos
    enough = videos > 0 if able.needs_video else able.text_only or bool(outbound.media)
    mixed = images and videos and not able.mixed_media
    return enough and not mixed and images <= able.images and videos <= able.videos
