"""The words of a PDF as our own renderer writes it (each piece of text in its font's signs, which a table turns into letters)."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
PIECE = re.compile(rb"/(f\d+) [\d.]+ Tf|(\()|(ET)")
BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, one line for each piece that was set."""
    parts = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for body in parts.values() if b"/Type/Page/" in body]
    return [_page(parts, body) for body in pages]


def _page(parts: dict[int, bytes], page: bytes) -> str:
    resources = parts[_number(page, rb"/Resources")]
    fonts = {
        name.decode(): _letters(_stream(parts[_number(parts[int(number)], rb"/ToUnicode")]))
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    drawn = _stream(parts[_number(page, rb"/Contents")])
    said, font, at = "", "", 0
    while found := PIECE.search(drawn, at):
        at = found.end()
        if found.group(1):
            font = found.group(1).decode()
        elif found.group(2):
            text, at = _bracketed(drawn, at)
            said += _read(fonts[font], text)
        else:
            said += "\n"
    return said


def _bracketed(drawn: bytes, start: int) -> tuple[bytes, int]:
    """What stands up to the bracket that closes, brackets in pairs being text; and where it goes on."""
    deep, at = 1, start
    while deep:
        found = BRACKET.search(drawn, at)
        assert found is not None
        deep += {b"(": 1, b")": -1}.get(found.group(), 0)
        at = found.end()
    return drawn[start : at - 1], at


def _number(body: bytes, key: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", body)
    assert found is not None, (key, body[:200])
    return int(found.group(1))


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found is not None
    return zlib.decompress(found.group(1))


def _letters(table: bytes) -> dict[int, str]:
    """Sign → letters: single ones (`bfchar`) and runs (`bfrange`)."""
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for sign, letters in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[int(sign, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letters in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            begin = int(letters, 16)
            found |= {sign: chr(begin + sign - int(first, 16)) for sign in range(int(first, 16), int(last, 16) + 1)}
    return found


def _read(letters: dict[int, str], text: bytes) -> str:
    plain = re.sub(rb"\\([0-7]{1,3}|.)", _escaped, text, flags=re.DOTALL)
    signs = (int.from_bytes(plain[at : at + 2], "big") for at in range(0, len(plain), 2))
    return "".join(letters.get(sign, "") for sign in signs)


def _escaped(found: re.Match[bytes]) -> bytes:
    sign = found.group(1)
    return bytes([int(sign, 8)]) if sign.isdigit() else ESCAPES.get(sign, sign)
