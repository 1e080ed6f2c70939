"""`python -m kentongan.config.verify`: recompute every government's trail; exit status 1 when one does not fit."""

from __future__ import annotations

import os
import sys

import django


def main() -> int:
    """Print a line a government."""
    os.environ.setdefault("KENTONGAN_ROLE", "owner")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
    django.setup()
    return report()


def report() -> int:
    """Print a line a government: sealed, not sealed yet, and where it is broken; 1 when any is."""
    from kentongan.audit.selectors import verify
    from kentongan.tenancy.scope import within
    from kentongan.tenancy.selectors import governments

    broken = 0
    for government in governments():
        with within(government.pk):
            verdict = verify(government.pk)
        broken += not verdict.whole
        state = "whole" if verdict.whole else f"BROKEN at entry {verdict.broken_at} of the chain"
        print(f"{government.code:<20} {verdict.sealed:>9} sealed {verdict.unsealed:>7} not sealed yet  {state}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
