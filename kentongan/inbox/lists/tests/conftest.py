"""The inbox's own fixtures."""

from __future__ import annotations

from kentongan.inbox.tests.conftest import assigned, leader_account, monday, says, sender, what_agencies_see  # noqa: F401
