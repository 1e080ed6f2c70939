"""Who may approve what, told in sentences. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """May this person decide? `sentence` says why not; empty when they may."""

    sentence: str = ""

    def __bool__(self) -> bool:
        return not self.sentence


def may_decide(*, is_approver: bool, in_line: bool, wrote_it: bool, agency: str) -> Verdict:
    """Decide from facts: the approver's role, an agency that is the content's own or above it, and clean hands."""
    if wrote_it:
        return Verdict("Anda ikut menulis kiriman ini, jadi orang lain yang menyetujuinya.")
    if not is_approver:
        return Verdict("Untuk menyetujui kiriman diperlukan peran Pejabat penyetuju.")
    if not in_line:
        return Verdict(f"Kiriman {agency} disetujui oleh pejabat {agency} atau atasannya.")
    return Verdict()
