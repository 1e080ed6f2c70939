"""What every change to a claim passes through: the lock, the revision, and the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kentongan.audit.registry import register_thing
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.hoaxes.models import Claim
from kentongan.hoaxes.states import CLAIM

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

THING = "hoaxes.claim"
register_thing(THING, "Kabar yang diperiksa", "/hoaks/{id}/")


class ClaimRefusedError(Exception):
    """Something must be put right first; the message says what happened, why, and what to do."""


class StaleClaimError(Exception):
    """Somebody else changed the claim since the page was opened. `claim` is what stands now."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        super().__init__(f"claim {claim.pk} is at revision {claim.revision}")


@dataclass(frozen=True, slots=True)
class Told:
    """What is written about a claim."""

    title: str
    said: str
    verdict: str = ""
    explanation: str = ""


def locked_claim(actor: Actor, claim: Claim, revision: int | None) -> Claim:
    rows = Claim.objects.select_for_update(of=("self",)).select_related("conversation", "clarification")
    locked = rows.get(government_id=actor.government_id, pk=claim.pk)
    if revision is not None and locked.revision != revision:
        raise StaleClaimError(locked)
    return locked


def editable_claim(actor: Actor, claim: Claim, revision: int | None) -> Claim:
    locked = locked_claim(actor, claim, revision)
    if not locked.editable:
        raise ClaimRefusedError(f"Kabar ini {locked.get_state_display().lower()}, jadi catatannya tidak dapat diubah.")
    return locked


def move(claim: Claim, state: str) -> None:
    CLAIM.check(claim.state, state)
    claim.state = state


def keep(claim: Claim, *, revised: bool = True) -> None:
    claim.revision += revised
    claim.changed_at = clock.now()
    claim.save()


def tell(actor: Actor, action: str, claim: Claim, **data: object) -> None:
    facts = {"title": claim.title} | data
    record(actor=actor, action=action, subject_type=THING, subject_id=claim.pk, data=facts)
