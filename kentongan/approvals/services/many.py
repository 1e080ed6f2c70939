"""Several at once: only what is of low risk and needs one step, each still bound to what was shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.approvals.selectors import approval_for
from kentongan.approvals.services.deciding import (
    AlreadyDecidedError,
    ContentChangedError,
    LapsedError,
    ReasonNeededError,
    approve,
)
from kentongan.compliance.impact.rules import LOW
from kentongan.organizations.access import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.approvals.models import Approval
    from kentongan.organizations.actor import Actor

MOST = 40
WHY: dict[type[Exception], str] = {
    ContentChangedError: "isinya berubah sejak daftar ini dibuka; periksa lagi",
    LapsedError: "permintaannya sudah lewat waktunya",
    AlreadyDecidedError: "sudah diputus orang lain",
    ReasonNeededError: "perlu alasan; buka halamannya",
}


class NotInBulkError(Exception):
    """It is not for deciding in passing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of them."""

    title: str
    done: bool
    sentence: str


def in_bulk(approval: Approval) -> bool:
    """Tell whether a request may be decided together with others."""
    return approval.risk == LOW and not approval.emergency and len(approval.frozen_path.get("steps", ())) == 1


def approve_many(*, actor: Actor, picked: Mapping[int, str]) -> list[Outcome]:
    """Approve each on its own: key → the fingerprint that was shown. One that fails keeps no other from being approved."""
    return [_one(actor, approval_id, shown) for approval_id, shown in list(picked.items())[:MOST]]


def _one(actor: Actor, approval_id: int, shown: str) -> Outcome:
    approval = approval_for(actor, approval_id)
    if approval is None:
        return Outcome("Satu kiriman", done=False, sentence="tidak ada lagi di daftar Anda")
    try:
        with transaction.atomic():
            _check(approval)
            done = approve(actor=actor, approval=approval, content_hash=shown)
    except NotInBulkError:
        return Outcome(approval.title, done=False, sentence="bukan risiko rendah, jadi diperiksa satu per satu")
    except NotAllowedError as refusal:
        return Outcome(approval.title, done=False, sentence=refusal.sentence)
    except tuple(WHY) as why:
        return Outcome(approval.title, done=False, sentence=WHY[type(why)])
    return Outcome(approval.title, done=True, sentence=done.follows)


def _check(approval: Approval) -> None:
    if not in_bulk(approval):
        raise NotInBulkError
