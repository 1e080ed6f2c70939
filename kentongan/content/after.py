"""Where a post stands on the platforms, and what can still be done with it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kentongan.approvals.selectors import approval_in_force
from kentongan.channels.models import RemoteObject
from kentongan.channels.rules import ChannelAct
from kentongan.channels.selectors import rights
from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Platform
from kentongan.content.models import Change, Occurrence
from kentongan.content.selectors import may_write, versions_of
from kentongan.content.services.changing import can
from kentongan.content.services.guard import CHANGE_SUBJECT, DELIVERY_SUBJECT, OCCURRENCE_SUBJECT
from kentongan.outbox.selectors import deliveries_for
from kentongan.outbox.shortages import with_waits
from kentongan.outbox.targets import REMOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kentongan.approvals.models import Approval
    from kentongan.channels.rules import Verdict
    from kentongan.content.models import Post
    from kentongan.organizations.actor import Actor
    from kentongan.outbox.models import Delivery


SHOWN = 24
"""More than one post has channels; of one that is repeated, the latest times."""


@dataclass(frozen=True, slots=True)
class Redo:
    """A correction that could not be asked for: why, and what was typed."""

    remote_id: int
    text: str
    reason: str
    trouble: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A post on one platform. `acts`: what was asked to be done with it; `waits`: a correction not decided yet."""

    remote: RemoteObject
    acts: Sequence[Delivery]
    waits: Approval | None
    verdict: Verdict

    @property
    def may_correct(self) -> bool:
        """Its words can be changed from here, by this person, now."""
        return self._there and self.waits is None and can(self.remote.channel, Act.EDIT)

    @property
    def may_take_down(self) -> bool:
        """It can be taken away from here, by this person."""
        return self._there and can(self.remote.channel, Act.DELETE)

    @property
    def elsewhere(self) -> str:
        """What cannot be done from here, in words."""
        if self.may_not:
            return self.may_not
        edits, deletes = can(self.remote.channel, Act.EDIT), can(self.remote.channel, Act.DELETE)
        if edits and deletes:
            return ""
        what = "diubah" if deletes else "dihapus" if edits else "diubah atau dihapus"
        return f"{self.remote.channel.platform_name} tidak mengizinkan kiriman {what} dari luar aplikasinya."

    @property
    def may_not(self) -> str:
        """Why its words cannot be changed from here, where the platform makes a condition of it."""
        able = registry.capabilities(Platform(self.remote.channel.platform))
        return able.cannot.get(Act.EDIT, "")

    @property
    def _there(self) -> bool:
        return self.remote.removed_at is None and bool(self.verdict)


def standings_of(actor: Actor, post: Post) -> list[Standing]:
    """The post on each platform where it stands, or stood; none for those who only read."""
    if not may_write(actor):
        return []
    remotes = list(_remotes(post)[:SHOWN])
    verdicts = rights(actor.government_id, actor.person_id, [one.channel for one in remotes], ChannelAct.PUBLISH)
    return [
        Standing(one, _acts(actor, one), _waiting(one), verdict) for one, verdict in zip(remotes, verdicts, strict=True)
    ]


def remote_for(post: Post, remote_id: int) -> RemoteObject | None:
    """One of the places where the post stands."""
    return _remotes(post).filter(pk=remote_id).first()


def _remotes(post: Post) -> QuerySet[RemoteObject]:
    once = [str(pk) for pk in versions_of(post).values_list("pk", flat=True)]
    times = Occurrence.objects.filter(government_id=post.government_id, post=post)
    each = [str(pk) for pk in times.values_list("pk", flat=True)]
    about = Q(subject_type=DELIVERY_SUBJECT, subject_id__in=once)
    about |= Q(subject_type=OCCURRENCE_SUBJECT, subject_id__in=each)
    rows = RemoteObject.objects.filter(about, government_id=post.government_id, kind="post").select_related("channel")
    return rows.order_by("-published_at__date" if each else "channel__platform", "channel__platform", "pk")


def _acts(actor: Actor, remote: RemoteObject) -> list[Delivery]:
    about = Q(subject_id=str(remote.pk)) | Q(subject_id__startswith=f"{remote.pk}/")
    return with_waits(deliveries_for(actor).filter(about, subject_type=REMOTE).order_by("created_at"))


def _waiting(remote: RemoteObject) -> Approval | None:
    rows = Change.objects.filter(government_id=remote.government_id, remote=remote).order_by("-pk")
    last = rows.values_list("pk", flat=True).first()
    approval = approval_in_force(remote.government_id, CHANGE_SUBJECT, last) if last else None
    return approval if approval and approval.waits else None
