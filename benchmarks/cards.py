"""A card in five shapes: drawn by a process that starts (cold) and by one that runs (warm), and kept as five assets."""

from __future__ import annotations

import io
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from kentongan.cards.kinds import KINDS
from kentongan.cards.rules import RATIOS, Look, indonesian, palette
from kentongan.documents.renderer import Renderer, Sheet
from kentongan.media import pictures

ROUNDS = 5
TARGET_MS = 500
SHEETS = [Sheet(ratio.width, ratio.height) for ratio in RATIOS.values()]
SMALL = [
    Sheet(ratio.width, ratio.height, scale=0.5 if place == 0 else 0.16) for place, ratio in enumerate(RATIOS.values())
]


def example(kind: str, number: int) -> dict[str, object]:
    """A card of example words; `number` makes each one new, so that nothing drawn before is drawn again from memory."""
    sort = KINDS[kind]
    fields: dict[str, object] = {ask.name: ask.choices[0] if ask.choices else ask.example for ask in sort.plain}
    fields |= {ask.name: f"{ask.name}.jpg" for ask in sort.plain if ask.photo}
    for group in sort.repeated:
        rows = [{part.name: indonesian(part.example) for part in group.parts} for _ in range(group.times)]
        fields[group.name] = [row["step"] for row in rows] if group.name == "steps" else rows
    first = next(ask.name for ask in sort.plain if not ask.photo and not ask.choices)
    brand = palette(Look(footer="wajokab.go.id")) | {"logo": ""}
    return {
        "fields": fields | {first: f"{fields[first]} {number}"},
        "brand": brand,
        "agency": "Dinas Kesehatan",
        "government": "Pemerintah Kabupaten Wajo",
        "title": "Kartu",
    }


def photos() -> dict[str, bytes]:
    """Two photos with as much in them as a real one has."""
    held = {}
    for name in ("before", "after"):
        noise = Image.effect_noise((250, 188), 90).resize((1000, 750), Image.Resampling.BICUBIC).convert("RGB")
        target = io.BytesIO()
        noise.save(target, "JPEG", quality=88)
        held[f"{name}.jpg"] = target.getvalue()
    return held


def timed(act: Callable[[], object]) -> float:
    """Milliseconds it took."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def processor_ms(renderer: Renderer) -> float:
    """Processor time the drawing process has taken so far; on a busy machine this is what drawing costs, not the clock."""
    assert renderer._process is not None
    told = Path(f"/proc/{renderer._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK") * 1000


def keeping(contents: list[bytes]) -> float:
    """Milliseconds to check, write anew and make small copies of what was drawn, as the media store does."""

    def keep() -> None:
        with TemporaryDirectory() as folder:
            for number, content in enumerate(contents):
                raw, clean, small = (Path(folder) / f"{number}.{end}" for end in ("raw", "clean", "small"))
                raw.write_bytes(content)
                pictures.clean(raw, clean)
                pictures.thumbnail(clean, small)

    return timed(keep)


def main() -> None:
    shown = photos()
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} processors, load {load:.1f}; five shapes, {ROUNDS} rounds each, target {TARGET_MS} ms warm"
    )
    print(f"{'kind':<14}{'cold':>8}{'warm median':>13}{'slowest':>9}{'processor':>11}{'preview':>9}{'keeping':>9}   ms")
    for kind in KINDS:
        renderer = Renderer()
        taken = shown if kind == "before_after" else {}

        def draw(
            number: int,
            sheets: list[Sheet],
            kind: str = kind,
            taken: dict[str, bytes] = taken,
            renderer: Renderer = renderer,
        ) -> list[bytes]:
            pages = renderer.draw(kind, example(kind, number), sheets, pictures=taken, seconds=60)
            return [page.content for page in pages]

        cold = timed(partial(draw, 0, SHEETS))
        spent = processor_ms(renderer)
        warm = [timed(partial(draw, number, SHEETS)) for number in range(1, ROUNDS + 1)]
        spent = (processor_ms(renderer) - spent) / ROUNDS
        preview = [timed(partial(draw, 100 + number, SMALL)) for number in range(ROUNDS)]
        kept = keeping(draw(1, SHEETS))
        renderer.stop()
        figures = (statistics.median(warm), max(warm), statistics.median(preview), kept)
        print(
            f"{kind:<14}{cold:>8.0f}{figures[0]:>13.0f}{figures[1]:>9.0f}{spent:>11.0f}{figures[2]:>9.0f}{figures[3]:>9.0f}"
        )


if __name__ == "__main__":
    main()
