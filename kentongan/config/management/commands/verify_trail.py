"""`verify_trail`: is every government's trail whole?"""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand

from kentongan.config import verify


class Command(BaseCommand):
    """Recompute every chain; exit with 1 when one is broken."""

    help = "Recompute every government's trail; exit with 1 when one is broken."

    def handle(self, *args: object, **options: object) -> None:
        """Verify."""
        sys.exit(verify.report())
