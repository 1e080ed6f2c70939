"""Tests that look at the whole; an app's own tests lie in the app."""
