"""The kelurahan and desa that people name, for triage: facts (Kepmendagri 300.2.2-2138/2025 and 300.2.2-2430/2025).

Desa govern themselves and are no part of the tree of agencies; citizens name them all the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kentongan.config.seed.regions import districts
from kentongan.inbox.readings.models import KnownPlace
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from kentongan.tenancy.models import Government

FILE = Path(__file__).with_name("villages.txt")
"""One kecamatan a line: its code, a bar, its kelurahan and desa."""


def seed(government: Government) -> None:
    """Write down what is missing."""
    names = {region.code: region.name for region in districts(government.kemendagri_code)}
    rows = [line.split("|") for line in FILE.read_text(encoding="utf-8").splitlines()]
    places = [
        KnownPlace(government=government, name=name, level=KnownPlace.Level.VILLAGE, within=names[code])
        for code, villages in rows
        if code in names
        for name in villages.split(", ")
    ]
    with within(government.pk):
        KnownPlace.objects.bulk_create(places, ignore_conflicts=True)
