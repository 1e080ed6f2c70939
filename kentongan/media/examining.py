"""Looking at what was kept: how a picture looks, what a video shows. Pictures at once, videos after the upload and with ffmpeg only."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from kentongan.media import coding, looks, pictures, store, wording
from kentongan.media.models import Asset
from kentongan.media.probing import confined
from kentongan.media.selectors import file_of
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within

WITHIN = 20.0
SAMPLES = 8
SIDE = 64
MOVES = 1.0  #: mean difference of grey (0-255) between two samples above which something moves
STILL = (
    "Tidak ada yang bergerak di video ini. Bila memang satu gambar saja, unggah sebagai foto; kalau bukan, rekam lagi."
)
EMPTY = "Video ini satu warna dari awal sampai akhir: tidak ada yang tampak. Pilih video lain."
LOOKED = ("examined", "has_poster", "hints", "likeness", "band_1", "band_2", "band_3", "band_4")


def note(asset: Asset, seen: looks.Looks) -> None:
    """Write what was measured onto an asset, not yet saved. A picture that shows nothing is like no other."""
    asset.examined, asset.hints = True, list(looks.hints(seen)) if asset.is_image else asset.hints
    if not seen.blank:
        asset.likeness = looks.signed(seen.likeness)
        asset.band_1, asset.band_2, asset.band_3, asset.band_4 = looks.bands(seen.likeness)


def look_at_one() -> int:
    """Look at one file that nobody has looked at, of whatever government; return how many were taken up."""
    with across_governments():
        waiting = Asset.objects.filter(examined=False).order_by("pk")
        asset = (waiting if coding.available() else waiting.filter(kind=Asset.Kind.IMAGE)).first()
    if asset is None:
        return 0
    _save(asset, examined=True)  # should the look itself end this worker, nobody tries again
    with within(asset.government_id):
        code = Government.objects.get(pk=asset.government_id).code
        wording.index(asset)
    path = file_of(code, asset)
    if path.exists():
        asset.examined = True
        _look(asset, code, path)
        _save(asset, **{name: getattr(asset, name) for name in LOOKED})
    return 1


def _look(asset: Asset, code: str, path: Path) -> None:
    if asset.is_image:
        note(asset, looks.measure(path))
        return
    with store.workbench(code) as bench:
        samples = _samples(path, asset.seconds, bench)
        asset.hints = list(_said(samples))
        if samples:
            poster = max(samples, key=lambda one: ImageStat.Stat(_grey(one)).stddev[0])
            note(asset, looks.measure(poster))
            pictures.thumbnail(poster, bench / "small")
            store.keep(bench / "small", store.thumbnail_of(code, asset.sha256))
            asset.has_poster = True


def _said(samples: list[Path]) -> list[str]:
    if not samples:
        return []  # `playing` says so
    greys = [_grey(one) for one in samples]
    if all(ImageStat.Stat(grey).stddev[0] < looks.BLANK for grey in greys):
        return [EMPTY]
    moved = max((ImageStat.Stat(ImageChops.difference(greys[0], other)).mean[0] for other in greys[1:]), default=0.0)
    return [] if moved > MOVES else [STILL]


def _grey(path: Path) -> Image.Image:
    with Image.open(path, formats=("JPEG",)) as picture:
        return picture.convert("L").resize((SIDE, SIDE))


def _samples(path: Path, seconds: float, bench: Path) -> list[Path]:
    """Up to eight pictures spread over the video, each at most 960 pixels wide; none where nothing could be decoded in time."""
    program = shutil.which(coding.PROGRAM)
    if not program:
        return []
    every = max(seconds / SAMPLES, 0.1)
    read = ["-nostdin", "-v", "quiet", "-y", "-protocol_whitelist", "file,pipe", "-f", "mov", "-i", str(path)]
    look = f"fps=1/{every:.3f},scale='min(960,iw)':-2"
    show = ["-map", "0:v:0", "-an", "-vf", look, "-frames:v", str(SAMPLES), "-q:v", "3", str(bench / "still-%02d.jpg")]
    command = [*confined(int(WITHIN * coding.CORES)), program, *read, *show]
    with suppress(subprocess.TimeoutExpired, OSError):  # what was decoded until then is looked at
        subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=WITHIN, check=False)
    return [one for one in sorted(bench.glob("still-*.jpg")) if _whole(one)]


def _whole(path: Path) -> bool:
    try:
        with Image.open(path, formats=("JPEG",)) as picture:
            picture.load()
    except OSError:
        return False
    return True


def _save(asset: Asset, **facts: object) -> None:
    with within(asset.government_id):
        Asset.objects.filter(government_id=asset.government_id, pk=asset.pk).update(**facts)
