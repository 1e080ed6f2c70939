"""Who is told when an account needs somebody, and what is taken off the list once it is well again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.channels import agenda
from kentongan.channels.models import Grant
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import holders_of
from kentongan.work.models import Notice, Task
from kentongan.work.registry import register_task_kind
from kentongan.work.services import close_tasks, notify, open_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kentongan.channels.models import Channel
    from kentongan.organizations.actor import Actor

RECONNECT, KEYS, SILENT = "channel_reconnect", "channel_keys", "channel_silent"
GROUP = "Perlu diperiksa"
register_task_kind(RECONNECT, group=GROUP, verb="Sambungkan ulang", order=30)
register_task_kind(KEYS, group=GROUP, verb="Lihat akun", order=30)
register_task_kind(SILENT, group=GROUP, verb="Periksa akun", order=30)
SUBJECT = "channel"
NAMED = 3


def ask_to_reconnect(actor: Actor, channel: Channel, why: str) -> None:
    """Ask coordinators to connect it again and its holders to stand by, naming the posts at risk."""
    _ask(actor, channel, f"{channel} perlu disambung ulang", why)


def tell_of_risk(actor: Actor, channel: Channel, why: str) -> None:
    """Ask the same people to look before posts that are due soon fail."""
    _ask(actor, channel, f"{channel} belum siap untuk kiriman berikutnya", why)


def tell_of_silence(actor: Actor, channel: Channel, why: str) -> None:
    """Ask coordinators to look at an account that stopped telling us anything."""
    title = f"{channel} tidak memberi kabar"
    _open(actor, channel, SILENT, title, why, path=f"/akun/{channel.pk}/", role=Role.COORDINATOR)


def well_again(actor: Actor, channel: Channel, kinds: Iterable[str] = (RECONNECT, KEYS, SILENT)) -> None:
    """Nothing is asked about it any more."""
    close_tasks(actor=actor, subject_type=SUBJECT, subject_id=channel.pk, kinds=kinds)


def named(posts: Sequence[str]) -> str:
    """Titles in one clause: the first three, and how many more."""
    more = f" dan {len(posts) - NAMED} lagi" if len(posts) > NAMED else ""
    return ", ".join(f"“{title}”" for title in posts[:NAMED]) + more


def _ask(actor: Actor, channel: Channel, title: str, why: str) -> None:
    detail = _detail(why, agenda.titles(actor.government_id, channel.pk))
    asked_before = Task.objects.filter(
        government_id=actor.government_id, kind=RECONNECT, subject_type=SUBJECT, subject_id=channel.pk, done_at=None
    ).exists()
    here = f"/akun/{channel.pk}/"
    _open(actor, channel, RECONNECT, title, detail, path=f"{here}sambung-ulang/", role=Role.COORDINATOR)
    keepers = {person.pk for person in holders_of(actor.government_id, Role.COORDINATOR)}
    holders = _holders(channel)
    for person_id in sorted(holders - keepers):
        _open(actor, channel, KEYS, title, detail, path=here, person_id=person_id)
    if not asked_before:
        told = f"{title}. {detail}"
        notify(actor=actor, person_ids=holders | keepers, kind=Notice.Kind.ACTION, sentence=told, path=here)


def _detail(why: str, posts: Sequence[str]) -> str:
    return f"{why} Terancam tidak tayang: {named(posts)}." if posts else why


def _holders(channel: Channel) -> set[int]:
    held = Grant.objects.filter(
        government_id=channel.government_id, channel=channel, revoked_on=None, person__active=True
    )
    return set(held.values_list("person_id", flat=True))


def _open(
    actor: Actor,
    channel: Channel,
    kind: str,
    title: str,
    detail: str,
    *,
    path: str,
    role: str = "",
    person_id: int | None = None,
) -> None:
    open_task(
        actor=actor,
        kind=kind,
        subject_type=SUBJECT,
        subject_id=channel.pk,
        title=title,
        detail=detail,
        path=path,
        role=role,
        person_id=person_id,
    )
