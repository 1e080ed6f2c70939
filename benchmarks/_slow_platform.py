"""A platform that answers every post after a fixed time; run as a program of its own: `_slow_platform.py PORT SECONDS`.

It keeps the moment each post arrived and gives them all for `GET /arrivals`, how many for `GET /count`. Every post is given
an id of its own. Written on bare asyncio, so that it costs little beside what is measured: about 0.03 ms of processor time a
post, some 10,000 posts a second over 64 connections kept open.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

ARRIVED: list[float] = []
NEVER_MIND = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            await answer(head, reader, writer)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def answer(head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    at = time.time()
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    await reader.readexactly(length)
    if b"/arrivals" in head:
        body = json.dumps(ARRIVED).encode()
    elif b"/count" in head:
        body = b"%d" % len(ARRIVED)
    else:
        ARRIVED.append(at)
        body = b'{"data": {"id": "1%d", "text": "Kabar"}}' % len(ARRIVED)
        await asyncio.sleep(SECONDS)
    writer.write(NEVER_MIND + str(len(body)).encode() + b"\r\n\r\n" + body)
    await writer.drain()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]), backlog=1024)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    SECONDS = float(sys.argv[2])
    asyncio.run(main())
