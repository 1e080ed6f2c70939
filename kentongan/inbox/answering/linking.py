"""Giving a citizen an address of their own page, and taking it back."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.inbox.access import check_handler
from kentongan.inbox.answering.links import hash_of, key_of
from kentongan.inbox.answering.models import CaseLink
from kentongan.inbox.models import Case

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

LASTS = timedelta(days=180)
register_action("inbox.link.made", "{actor} membuat tautan warga untuk kasus {code}")
register_action("inbox.link.revoked", "{actor} memutus tautan warga kasus {code}")


@transaction.atomic
def make_link(*, actor: Actor, case: Case) -> CaseLink:
    """Make an address, for half a year; the one before opens nothing any more. NotAllowedError."""
    locked = Case.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, locked)
    _revoke(locked)
    seed, at = secrets.token_hex(24), clock.now()
    link = CaseLink.objects.create(
        government_id=actor.government_id,
        case=locked,
        seed=seed,
        key_hash=hash_of(key_of(seed)),
        made_by_id=actor.person_id,
        made_at=at,
        ends_at=at + LASTS,
    )
    record(actor=actor, action="inbox.link.made", subject_type="case", subject_id=locked.pk, data={"code": locked.code})
    return link


@transaction.atomic
def revoke_link(*, actor: Actor, case: Case) -> bool:
    """Take the address back; tell whether there was one. NotAllowedError."""
    locked = Case.objects.select_for_update(of=("self",)).get(government_id=actor.government_id, pk=case.pk)
    check_handler(actor, locked)
    if not _revoke(locked):
        return False
    data = {"code": locked.code}
    record(actor=actor, action="inbox.link.revoked", subject_type="case", subject_id=locked.pk, data=data)
    return True


def _revoke(case: Case) -> int:
    rows = CaseLink.objects.filter(government_id=case.government_id, case=case, revoked_at=None)
    return rows.update(revoked_at=clock.now())
