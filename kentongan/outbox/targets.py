"""What people read about acts on something that stands on a platform already, and what they hear of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.core.text import shorten
from kentongan.organizations.actor import system
from kentongan.outbox.acts import DONE
from kentongan.outbox.registry import Subject, register_subject
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from kentongan.outbox.models import Delivery

REMOTE = "outbox.remote"
TITLES = {
    Act.EDIT: "Ubah tulisan",
    Act.DELETE: "Hapus dari platform",
    Act.HIDE: "Sembunyikan komentar",
    Act.UNHIDE: "Tampilkan lagi komentar",
}
LONGEST = 80


def register() -> None:
    """Introduce such acts to the ledger. Called once, when the apps are ready."""
    register_subject(REMOTE, Subject(published=_done, settled=lambda _delivery: None, describe=_describe))


def _done(delivery: Delivery, _remote_id: str, _permalink: str) -> None:
    sentence = f"{DONE[Act(delivery.act)]}: {delivery.content.title or delivery.content.text} ({delivery.channel})"
    actor, kind = system(delivery.government_id), Notice.Kind.NEWS
    notify(actor=actor, person_ids=[delivery.person_id], kind=kind, sentence=sentence, path=delivery.path)


def _describe(delivery: Delivery) -> tuple[str, str]:
    what = shorten(delivery.content.title or delivery.content.text, LONGEST)
    return f"{TITLES[Act(delivery.act)]}: {what}", delivery.path
