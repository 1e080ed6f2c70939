"""Decisions bound to the exact bytes."""
