"""Every write that people, and the apps above, ask for. The ledger's own moves are in `steps`, `sweep` and `reconcile`."""

from __future__ import annotations

from kentongan.outbox.services.acting import ActRefusedError, act_on, act_on_target
from kentongan.outbox.services.deciding import DECIDERS, DECISIONS, DecisionRefusedError, check_decider, decide
from kentongan.outbox.services.freezing import FREEZERS, check_freezer, freeze, unfreeze
from kentongan.outbox.services.hands import give_up, note_uploaded, take_in_hand
from kentongan.outbox.services.limits import TREASURERS, check_treasurer, set_limit
from kentongan.outbox.services.scheduling import schedule, withdraw

__all__ = [
    "DECIDERS",
    "DECISIONS",
    "FREEZERS",
    "TREASURERS",
    "ActRefusedError",
    "DecisionRefusedError",
    "act_on",
    "act_on_target",
    "check_decider",
    "check_freezer",
    "check_treasurer",
    "decide",
    "freeze",
    "give_up",
    "note_uploaded",
    "schedule",
    "set_limit",
    "take_in_hand",
    "unfreeze",
    "withdraw",
]
