"""One line of JSON a log event. Traces without the values of variables: a token may be among them."""

from __future__ import annotations

import structlog


def configure() -> None:
    """Set the log's form for this process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        cache_logger_on_first_use=True,
    )
