"""What every platform's folder offers, and the connector made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx

from kentongan.connectors.contract import (
    Account,
    Act,
    Capabilities,
    CommentPage,
    Figures,
    Finding,
    Memory,
    Outbound,
    Outcome,
    Platform,
    Reason,
    Rejected,
    Safety,
    Step,
    Unread,
    WebhookParser,
)
from kentongan.core.http import Http


@dataclass(frozen=True, slots=True)
class Line:
    """A line to one account."""

    http: Http
    account: Account

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

CANNOT = (Step("cannot", Safety.REPEATABLE),)
"""The plan of an act that the platform has no API for."""


def no_comments(_line: Line, _post_id: str, _cursor: str) -> CommentPage | Unread:
    """The comment reader of a platform that shows no comments to its API."""
    return Unread(Reason.UNSUPPORTED, "no comments through this API")


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
    webhook: WebhookParser | None = None


class FolderConnector:
    """The contract's `Connector`, made of a folder and the way out."""

    def __init__(self, folder: Folder, http: Http) -> None:
        self.platform = folder.platform
        self.capabilities = folder.capabilities
        self._folder = folder
        self._http = http

    def plan(self, outbound: Outbound) -> tuple[Step, ...]:
        """Name the steps; one that says no when the platform has no API for the act."""
        return self._folder.plan(outbound) if self._possible(outbound) else CANNOT

    def run(self, step: str, outbound: Outbound, memory: Memory, account: Account) -> Outcome:
        """Run one step once."""
        if not self._possible(outbound):
            return Rejected(Reason.UNSUPPORTED, f"{self.platform} has no API for this act")
        try:
            return self._folder.steps[step](Job(Line(self._http, account), outbound, memory))
        except MediaUnreadableError as problem:
            return Rejected(Reason.MEDIA, f"{problem} cannot be read")

    def find(self, outbound: Outbound, memory: Memory, account: Account, since: datetime) -> Finding:
        """Ask whether the act is public."""
        return self._folder.find(Job(Line(self._http, account), outbound, memory), since)

    def comments(self, post_id: str, account: Account, cursor: str) -> CommentPage | Unread:
        """Read one page of comments."""
        return self._folder.comments(Line(self._http, account), post_id, cursor)

    def figures(self, post_id: str, account: Account) -> Figures | Unread:
        """Read a post's counts."""
        return self._folder.figures(Line(self._http, account), post_id)

    def _possible(self, outbound: Outbound) -> bool:
        able = self.capabilities
        if outbound.act is Act.REPLY:
            return able.reply_text is not None and bool(outbound.reply_to) and not outbound.media
        images = sum(1 for file in outbound.media if file.kind == "image")
        videos = len(outbound.media) - images
        enough = able.text_only or bool(outbound.media)
        return enough and images <= able.images and videos <= able.videos
