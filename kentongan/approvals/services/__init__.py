"""Every write on approvals. One verb family a file; this is the door."""

from __future__ import annotations

from kentongan.approvals.services.auditing import audit_afterwards
from kentongan.approvals.services.deciding import (
    AlreadyDecidedError,
    ContentChangedError,
    LapsedError,
    ReasonNeededError,
    approve,
    ask_for_change,
)
from kentongan.approvals.services.delegating import DelegationRefusedError, Term, delegate, revoke_delegation
from kentongan.approvals.services.many import NotInBulkError, Outcome, approve_many
from kentongan.approvals.services.pathkeeping import keep_path, retire_path
from kentongan.approvals.services.requesting import NobodyCanApproveError, request_approval, void
from kentongan.approvals.services.watching import keep_due, look_again

__all__ = [
    "AlreadyDecidedError",
    "ContentChangedError",
    "DelegationRefusedError",
    "LapsedError",
    "NobodyCanApproveError",
    "NotInBulkError",
    "Outcome",
    "ReasonNeededError",
    "Term",
    "approve",
    "approve_many",
    "ask_for_change",
    "audit_afterwards",
    "delegate",
    "keep_due",
    "keep_path",
    "look_again",
    "request_approval",
    "retire_path",
    "revoke_delegation",
    "void",
]
