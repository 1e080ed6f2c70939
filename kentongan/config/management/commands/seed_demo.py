"""`seed_demo`: the example governments of the demo."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from kentongan.config.seed import run


class Command(BaseCommand):
    """Put the example governments in; running it again changes nothing."""

    help = "Put the example governments in; running it again changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        """Seed."""
        run.seed()
