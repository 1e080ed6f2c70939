"""Planned posts from a workbook: read, judged row by row, and made drafts in one go."""
