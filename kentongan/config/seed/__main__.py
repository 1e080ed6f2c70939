"""`python -m kentongan.config.seed`: put the example governments in; running it again only adds what is missing."""

from __future__ import annotations

import os
import sys

import django


def main() -> int:
    """Seed as the database's owner unless another role is named."""
    os.environ.setdefault("KENTONGAN_ROLE", "owner")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
    django.setup()
    from kentongan.config.seed import run

    run.seed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
