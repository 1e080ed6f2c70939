"""Every write on claims. One verb family a file; this is the door."""

from __future__ import annotations

from kentongan.hoaxes.services.checking import (
    add_evidence,
    add_spread,
    change_claim,
    draft_clarification,
    record_claim,
)
from kentongan.hoaxes.services.deciding import close, propose, publish, retract, send_back
from kentongan.hoaxes.services.guard import ClaimRefusedError, StaleClaimError, Told

__all__ = [
    "ClaimRefusedError",
    "StaleClaimError",
    "Told",
    "add_evidence",
    "add_spread",
    "change_claim",
    "close",
    "draft_clarification",
    "propose",
    "publish",
    "record_claim",
    "retract",
    "send_back",
]
