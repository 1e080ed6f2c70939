"""Signed webhooks stored before they are answered, beside the same server answering an empty view with one insert."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import math
import secrets
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from _ledger import ledger, surroundings

from kentongan.config.processes import answers, free_port, wait_until

NAME = "kt_bench_hooks"
CLIENTS, SECONDS, THREADS = 32, 10.0, 8
SECRET = "rahasia-bangku-uji"
SERVE = """
from granian import Granian
from granian.constants import Interfaces
Granian({target!r}, address="127.0.0.1", port={port}, interface=Interfaces.WSGI, workers=1, blocking_threads={threads}, log_enabled=False).serve()
"""
PLAIN, PRODUCT = "_plain:application", "kentongan.config.wsgi:application"


def event() -> bytes:
    """One comment as Facebook pushes it, with an id of its own."""
    number = secrets.token_hex(8)
    value = {
        "item": "comment", "verb": "add", "comment_id": f"1_{number}", "post_id": "pattern_1", "message": "jalan rusak",
        "from": {"id": "77", "name": "Rani"}, "created_time": int(time.time()),
    }  # fmt: skip
    told = {"object": "page", "entry": [{"id": "pattern", "time": 1, "changes": [{"field": "feed", "value": value}]}]}
    return json.dumps(told).encode()


async def client(port: int, until: float, spent: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        body = event()
        signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        head = (
            f"POST /kait/facebook/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"X-Hub-Signature-256: sha256={signed}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        began = time.perf_counter()
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(length)
        assert answer.startswith(b"HTTP/1.1 200"), answer
        spent.append((time.perf_counter() - began) * 1000)
    writer.close()


async def load(port: int, seconds: float) -> list[float]:
    spent: list[float] = []
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(port, until, spent) for _ in range(CLIENTS)))
    return sorted(spent)


def measure(target: str) -> list[float]:
    port = free_port(18970)
    told = {
        "KENTONGAN_FACEBOOK_CLIENT_SECRET": SECRET,
        "KENTONGAN_SECRET_KEY": "x" * 50,
        "PYTHONPATH": str(Path(__file__).parent),
    }
    program = SERVE.format(target=target, port=port, threads=THREADS)
    server = subprocess.Popen([sys.executable, "-W", "ignore", "-c", program], env=surroundings(NAME, "app") | told)
    try:
        assert wait_until(lambda: answers(port, "/kait/facebook/"), seconds=30), f"{target} does not answer"
        asyncio.run(load(port, 2))
        return asyncio.run(load(port, SECONDS))
    finally:
        server.terminate()
        server.wait(10)


def main() -> None:
    with ledger(NAME) as owner:
        owner.execute("UPDATE channels_channel SET platform = 'facebook'")
        owner.execute("UPDATE channels_route SET platform = 'facebook'")
        owner.execute("CREATE TABLE bench_plain (id bigserial PRIMARY KEY, body text)")
        owner.execute("GRANT ALL ON bench_plain, bench_plain_id_seq TO PUBLIC")
        plain, product = measure(PLAIN), measure(PRODUCT)
        stored = count(owner)
    print(f"{CLIENTS} clients, {SECONDS:.0f} s each, one server process with {THREADS} threads; {stored} events stored")
    print(f"{'':<34}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}")
    for name, spent in (("empty view with one insert", plain), ("signed webhook, stored first", product)):
        p99 = spent[math.ceil(len(spent) * 0.99) - 1]
        print(f"{name:<34}{len(spent) / SECONDS:>10.0f}{statistics.median(spent):>9.1f}{p99:>9.1f}")
    print(f"share of the empty view: {len(product) / len(plain):.0%}")


def count(owner: psycopg.Connection) -> int:
    row = owner.execute("SELECT count(*) FROM inbox_rawevent").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
