"""Every write of this app."""

from kentongan.compliance.services.editing import (
    StaleRuleError,
    change_rule,
    keep_own_rule,
    restore_version,
)
from kentongan.compliance.services.exempting import (
    ExemptionRefusedError,
    ask_exemption,
    decide_exemption,
    officers_for,
)
from kentongan.compliance.services.facts import (
    KEEPERS,
    record_election,
    record_official_domain,
    record_official_number,
    remove_election,
    remove_official_domain,
    remove_official_number,
)
from kentongan.compliance.services.pictures import note_captions

__all__ = [
    "KEEPERS",
    "ExemptionRefusedError",
    "StaleRuleError",
    "ask_exemption",
    "change_rule",
    "decide_exemption",
    "keep_own_rule",
    "note_captions",
    "officers_for",
    "record_election",
    "record_official_domain",
    "record_official_number",
    "remove_election",
    "remove_official_domain",
    "remove_official_number",
    "restore_version",
]
