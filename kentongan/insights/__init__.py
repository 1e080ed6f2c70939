"""Figures, each with where it comes from."""
