"""The trail: who did what, when, sealed against change."""
