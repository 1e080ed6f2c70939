"""Governments, and the walls between them."""
