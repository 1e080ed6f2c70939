"""Numbers to call when it cannot wait. Those here stand nation-wide; a government keeps its own list once it changes one.

112, 113 and 118 are left out on purpose: they are answered only where a region runs them, so a coordinator adds them after
having rung them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is answered everywhere in the country."""

    number: str
    name: str
    when: str


NATIONAL = (
    Known("110", "Polisi", "Kejahatan, kecelakaan, atau kekerasan yang sedang terjadi"),
    Known("119", "Ambulans dan gawat darurat medis", "Nyawa atau kesehatan terancam"),
    Known("115", "Basarnas", "Orang hilang, hanyut, atau terjebak"),
    Known("123", "PLN", "Kabel putus, tiang roboh, atau bahaya listrik"),
)
ASK_LOCALLY = "112, 113 (pemadam), dan 118 hanya dijawab di daerah yang menjalankannya. Telepon dahulu, lalu tambahkan."
REVIEW_MONTHS = 6
