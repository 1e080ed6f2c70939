"""The process that draws. It reads one request a line and answers; whoever started it ends it when an answer takes too long.

It works in a folder with the templates and the pictures of one request (its only argument), and
has no address, no key and no database: what is wrong with a text, or with the renderer, ends here.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

import typst

from kentongan.documents.fonts import installed

MOST_MEMORY = 2 << 30
TOLD = "<told>"


def main() -> None:
    """Answer until nobody asks any more."""
    folder = Path(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    compiler = typst.Compiler(root=folder, font_paths=installed())
    for line in sys.stdin.buffer:
        _answer(sys.stdout.buffer, compiler, folder, json.loads(line))


def _answer(out: BinaryIO, compiler: typst.Compiler, folder: Path, asked: dict[str, Any]) -> None:
    template = folder / f"{asked['template']}.typ"
    try:
        made = [_sheet(compiler, template, asked["data"], sheet) for sheet in asked["sheets"]]
    except Exception as trouble:  # noqa: BLE001 - whatever it is, the asker hears of it and decides
        made = [({"trouble": f"{type(trouble).__name__}: {trouble}"[:2000]}, b"")]
    head = json.dumps([{"told": told, "size": len(page)} for told, page in made]).encode()
    out.write(struct.pack(">I", len(head)) + head + b"".join(page for _, page in made))
    out.flush()


def _sheet(compiler: typst.Compiler, template: Path, data: str, sheet: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    inputs = {"data": data, "sheet": json.dumps(sheet)}
    ppi = 72.0 * sheet["scale"]
    page = compiler.compile(template, format=sheet["format"], ppi=ppi, sys_inputs=inputs, timestamp=0)
    if not isinstance(page, bytes):
        raise TypeError("more than one page")
    told: dict[str, Any] = json.loads(compiler.query(TOLD, field="value", one=True))
    return told, page


if __name__ == "__main__":
    main()
