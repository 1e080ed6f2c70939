"""The address of a citizen's own page: made from a seed and the installation's secret, so that the database alone opens none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.crypto import salted_hmac

from kentongan.core import clock
from kentongan.inbox.answering.models import CaseLink

if TYPE_CHECKING:
    from kentongan.inbox.models import Case

SALT = "kentongan.inbox.case_link"
LONGEST_KEY = 64
MOST_MERGES = 5
"""Cases are merged into cases that stand; a longer chain is none that people made."""


def key_of(seed: str) -> str:
    """The secret part of an address: 40 letters and digits, 160 bits."""
    return salted_hmac(SALT, seed, algorithm="sha256").hexdigest()[:40]


def hash_of(key: str) -> str:
    """What is looked up."""
    return hashlib.sha256(key.encode()).hexdigest()


def link_of(case: Case) -> CaseLink | None:
    """The address in force of a case's citizen."""
    rows = CaseLink.objects.filter(government_id=case.government_id, case=case, revoked_at=None)
    return rows.filter(ends_at__gt=clock.now()).first()


def address_of(link: CaseLink, home: str = "") -> str:
    """The address in full. `home`: scheme and host; the path names the government itself."""
    return f"{home}{reverse('citizen_case', args=[key_of(link.seed)])}"


def open_link(government_id: int, key: str) -> CaseLink | None:
    """What an address opens today, None when it was taken back, has run out, or never was."""
    if not key or len(key) > LONGEST_KEY:
        return None
    rows = CaseLink.objects.filter(government_id=government_id, key_hash=hash_of(key), revoked_at=None)
    return rows.filter(ends_at__gt=clock.now()).select_related("case__agency", "case__conversation__channel").first()


def standing_of(case: Case) -> Case:
    """The case itself, or the one it was merged into: what its citizen is told about."""
    for _ in range(MOST_MERGES):
        if case.merged_into_id is None:
            return case
        case = (
            type(case)
            .objects.select_related("agency", "conversation__channel")
            .get(government_id=case.government_id, pk=case.merged_into_id)
        )
    return case
