"""Signed webhooks stored before they are answered, beside the same server answering an empty view with one insert."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import math
import os
import secrets
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
from _demo import descendants, table
from _ledger import ledger, surroundings
from _publishing import Meter, database_processes

from kentongan.config.processes import answers, free_port, wait_until

NAME = "kt_bench_hooks"
CLIENTS, SECONDS, ROUNDS, THREADS = 32, 2.0, 9, 8
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


async def client(port: int, path: str, until: float, spent: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        body = event()
        signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
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


async def load(port: int, path: str, seconds: float) -> list[float]:
    spent: list[float] = []
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(port, path, until, spent) for _ in range(CLIENTS)))
    return sorted(spent)


@dataclass(slots=True)
class Server:
    """One application served, and what asking it has shown: each turn's answer times in ms, and processor seconds."""

    port: int
    process: int
    path: str = "/kait/facebook/"
    turns: list[list[float]] = field(default_factory=list)
    own: float = 0
    database: float = 0

    def ask(self) -> None:
        server, database = Meter(descendants(self.process)), Meter(database_processes())
        self.turns.append(asyncio.run(load(self.port, self.path, SECONDS)))
        self.own += server.used()
        self.database += database.used()

    def row(self, name: str, aim: str) -> tuple[str, ...]:
        spent = sorted(one for turn in self.turns for one in turn)
        rate = statistics.median(len(turn) / SECONDS for turn in self.turns)
        p99 = spent[math.ceil(len(spent) * 0.99) - 1]
        costs = (f"{seconds / len(spent) * 1000:.2f}" for seconds in (self.own, self.database))
        return (name, f"{rate:.0f}", f"{statistics.median(spent):.1f}", f"{p99:.1f}", aim, *costs)


@contextmanager
def serving(target: str, free_from: int) -> Iterator[Server]:
    """A server with that application, warm."""
    port = free_port(free_from)
    told = {
        "KENTONGAN_FACEBOOK_CLIENT_SECRET": SECRET,
        "KENTONGAN_SECRET_KEY": "x" * 50,
        "PYTHONPATH": str(Path(__file__).parent),
    }
    program = SERVE.format(target=target, port=port, threads=THREADS)
    server = subprocess.Popen([sys.executable, "-W", "ignore", "-c", program], env=surroundings(NAME, "app") | told)
    try:
        assert wait_until(lambda: answers(port, "/kait/facebook/"), seconds=30), f"{target} does not answer"
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(10)


def main() -> None:
    with ledger(NAME) as owner:
        owner.execute("UPDATE channels_channel SET platform = 'facebook'")
        owner.execute("UPDATE channels_route SET platform = 'facebook'")
        owner.execute("CREATE TABLE bench_plain (id bigserial PRIMARY KEY, body text)")
        owner.execute("GRANT ALL ON bench_plain, bench_plain_id_seq TO PUBLIC")
        with serving(PLAIN, 18970) as plain, serving(PRODUCT, 18980) as product:
            page = replace(plain, path="/kosong/facebook/", turns=[])
            asked = (plain, page, product)
            for one in asked:
                asyncio.run(load(one.port, one.path, 2))  # warm
            for _ in range(ROUNDS):  # in turns, so that whatever else the machine does falls on all
                for one in asked:
                    one.ask()
        stored = count(owner)
    report(plain, page, product, stored)


def share(product: Server, other: Server) -> str:
    parts = sorted(len(ours) / len(theirs) for ours, theirs in zip(product.turns, other.turns, strict=True))
    return f"{statistics.median(parts):.0%} ({parts[0]:.0%} … {parts[-1]:.0%})"


def report(plain: Server, page: Server, product: Server, stored: int) -> None:
    table(
        f"{CLIENTS} clients, {ROUNDS} turns of {SECONDS:.0f} s each, one server process with {THREADS} threads; "
        f"{stored} events stored; load {os.getloadavg()[0]:.1f}",
        [
            ("", "a second", "p50 ms", "p99 ms", "aim", "CPU ms: server", "database"),
            plain.row("empty view with one insert, on the webhooks' short way", ""),
            page.row("the same where pages live, through every middleware", ""),
            product.row("signed webhook, stored first", "p99 ≤ 100"),
            ("share of the first, median (least … most)", share(product, plain), "", "", "≥ 60 %", "", ""),
            ("share of the second", share(product, page), "", "", "", "", ""),
        ],
    )


def count(owner: psycopg.Connection) -> int:
    row = owner.execute("SELECT count(*) FROM inbox_rawevent").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
