"""What the log tells when something breaks."""

from __future__ import annotations

import json

import pytest
import structlog

from kentongan.config import logs


def test_a_trace_in_the_log_does_not_show_the_values_of_variables(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    logs.configure()
    try:
        broken("rahasia-token")
    finally:
        structlog.configure(**before)
    told = json.loads(capsys.readouterr().out)
    assert told["event"] == "loop broke"
    assert "ZeroDivisionError" in told["exception"]
    assert "rahasia-token" not in json.dumps(told)


def broken(token: str) -> float:
    log = structlog.get_logger("test")
    try:
        return len(token) / 0
    except ZeroDivisionError:
        log.exception("loop broke")
        return 0.0
