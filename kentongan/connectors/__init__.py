"""Platforms: one folder each, one contract (`contract.py`), one registry. No Django here."""
