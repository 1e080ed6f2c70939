"""The paths every government has until it writes its own. The last lets everything through, so none is without a path."""

from __future__ import annotations

from kentongan.approvals.rules import ANYWHERE, LINE, Conditions, Party, Path, Step
from kentongan.compliance.impact.rules import HIGH, LOW, MEDIUM
from kentongan.organizations.roles import Role

APPROVER = Party(LINE, Role.APPROVER)
COORDINATOR = Party(ANYWHERE, Role.COORDINATOR)
HEAD = Party(ANYWHERE, Role.HEAD)

_OWN = Step("Pejabat penyetuju", (APPROVER,), hours=8, working=True, escalate=HEAD)
_TEAM = Step("Admin koordinator", (COORDINATOR,), hours=8, working=True, escalate=HEAD)

BUILT_IN = (
    Path(
        "Darurat",
        (Step("Satu persetujuan", (APPROVER, COORDINATOR), hours=1, escalate=HEAD),),
        Conditions(emergency=True),
        days=2,
        audit_hours=48,
    ),
    Path(
        "Risiko tinggi",
        (_OWN, _TEAM, Step("Pimpinan atau hukum", (HEAD,), hours=16, working=True, asks_reason=True)),
        Conditions(risks=frozenset({HIGH})),
    ),
    Path("Risiko sedang", (_OWN, _TEAM), Conditions(risks=frozenset({MEDIUM}))),
    Path("Risiko rendah", (_OWN,)),
)
BUILT_IN_FOR = {"darurat": BUILT_IN[0], HIGH: BUILT_IN[1], MEDIUM: BUILT_IN[2], LOW: BUILT_IN[3]}
