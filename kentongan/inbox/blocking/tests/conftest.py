"""The people and the case of the inbox's tests."""

from __future__ import annotations

from kentongan.inbox.tests.conftest import *  # noqa: F403 - one cast for the whole inbox
