"""The roles of the field, and how screens name them."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is asked to be in one government. Codes as in the product description."""

    ADMIN = "admin"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    COORDINATOR = "coordinator"
    LIAISON = "liaison"
    LEADER_TEAM = "leader_team"
    CRISIS_LEAD = "crisis_lead"
    PPID = "ppid"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    TRAINER = "trainer"
    JURY = "jury"
    HEAD = "head"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


LABELS: dict[str, str] = {
    Role.ADMIN: "Admin media sosial",
    Role.REVIEWER: "Tim konten",
    Role.APPROVER: "Pejabat penyetuju",
    Role.COORDINATOR: "Admin koordinator",
    Role.LIAISON: "Pejabat penghubung",
    Role.LEADER_TEAM: "Tim akun kepala daerah",
    Role.CRISIS_LEAD: "Ketua tim krisis",
    Role.PPID: "PPID",
    Role.INSPECTOR: "Inspektorat",
    Role.AUDITOR: "Auditor",
    Role.TRAINER: "Pelatih",
    Role.JURY: "Juri",
    Role.HEAD: "Pimpinan",
    Role.ADMINISTRATOR: "Admin sistem",
    Role.OPERATOR: "Operator instalasi",
}

EVERY_AGENCY = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.HEAD, Role.CRISIS_LEAD, Role.ADMINISTRATOR})
"""Roles whose holders see the things of all agencies of their government."""
