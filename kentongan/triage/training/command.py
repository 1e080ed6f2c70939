"""What `kentongan triage` does."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from kentongan.triage.heads import FOLDER
from kentongan.triage.training import evaluating, main


def run(chosen: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Train, or measure: on the files named, else on the held-out part of the gold set."""
    if chosen.act == "train":
        main.train(chosen.data, chosen.out or FOLDER, say, part=chosen.part)
        return 0
    if chosen.nusax:
        evaluating.nusax(chosen.nusax, chosen.split, say)
    if chosen.semarang:
        evaluating.semarang(chosen.semarang, say)
    if chosen.gambling:
        evaluating.gambling(chosen.gambling, say)
    if not (chosen.nusax or chosen.semarang or chosen.gambling):
        evaluating.held_out(chosen.data, say)
    return 0
