"""`python -m kentongan.sandbox --port 8801 --data DIR`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from kentongan.sandbox.server import serve


def main() -> int:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(
        prog="kentongan.sandbox", description="Simulated platforms with a public practice feed."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8801, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of the store and the media")
    key = os.environ.get("KENTONGAN_SANDBOX_KEY", "")
    parser.add_argument("--control-key", default=key, help="asked for at /_kendali (default: $KENTONGAN_SANDBOX_KEY)")
    parser.add_argument("--public-url", default="", help="address in permalinks, where it differs from host and port")
    told = parser.parse_args()
    try:
        serve(told.data, told.host, told.port, control_key=told.control_key, public_url=told.public_url.rstrip("/"))
    except OSError as taken:
        print(f"sandbox cannot listen on {told.host}:{told.port}: {taken}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
