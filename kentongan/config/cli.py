"""The `kentongan` command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kentongan.config import database, embedded
from kentongan.config.postgres_binaries import EmbeddedError

Handler = Callable[[argparse.Namespace], int]
SETTINGS = "kentongan.config.settings"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status is returned."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    handler: Handler = chosen.handler
    try:
        return handler(chosen)
    except (EmbeddedError, database.NoAddressError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kentongan", description="One workbench for a government's social media.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = _add(commands, "demo", _demo, "database, sandbox, web and worker with example governments; Ctrl-C stops all")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--sandbox-port", type=int, default=8801)
    web = _add(commands, "web", _web, "serve the pages")
    web.add_argument("--host", default="127.0.0.1")
    web.add_argument("--port", type=int, default=8000)
    web.add_argument("--threads", type=int, default=8)
    worker = _add(commands, "worker", _worker, "send what is due, read what came in, do background work")
    worker.add_argument("--only", choices=["", "outbox", "jobs"], default="", help="one half of the work")
    _add(commands, "migrate", _migrate, "bring the database to this version")
    _add(commands, "seed", _seed, "put the example governments in")
    _add(commands, "prepare", _prepare, "migrate, collect static files and seed in one go (what the demo does)")
    _add(commands, "check", _check, "is this installation fit for citizens' data?")
    _add(commands, "verify-trail", _verify_trail, "recompute the hash chains of the audit trail")
    triage = _add(
        commands, "triage", _triage, "learn and measure the weights with which comments are read (docs/triage)"
    )
    triage.add_argument("act", choices=["train", "evaluate"])
    triage.add_argument("--data", type=Path, default=Path("../shared/data"), help="the public sets")
    triage.add_argument("--out", type=Path, help="where `train` writes; default: into the package")
    triage.add_argument(
        "--part", choices=["both", "general", "regional"], default="both", help="which file of weights to learn"
    )
    triage.add_argument("--nusax", type=Path, help="folder with <language>/<split>.csv")
    triage.add_argument("--split", default="test", help="which split of NusaX")
    triage.add_argument("--semarang", type=Path, help="file with columns text, label")
    triage.add_argument("--gambling", type=Path, help="file with columns comment_text, label")
    manage = _add(commands, "manage", _manage, "any of Django's own commands, as the database's owner")
    manage.add_argument("words", nargs=argparse.REMAINDER)
    db = _add(commands, "db", _db, "the embedded database")
    db.add_argument("act", choices=["start", "stop", "status", "url", "erase"])
    db.add_argument("--yes", action="store_true", help="needed to erase everything")
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, handler: Handler, help_text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(handler=handler)
    return parser


def _demo(chosen: argparse.Namespace) -> int:
    from kentongan.config import demo

    return demo.main(web_port=chosen.port, sandbox_port=chosen.sandbox_port)


def _web(chosen: argparse.Namespace) -> int:
    """Become granian: one worker process with threads, so that memory stays small and a signal needs no relay."""
    _as("app")
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "1",
        "--blocking-threads", str(chosen.threads), "--workers-kill-timeout", "5",
        "--host", chosen.host, "--port", str(chosen.port), "kentongan.config.wsgi:application",
    ]  # fmt: skip
    os.execv(command[0], command)  # noqa: S606 - a fixed list


def _worker(chosen: argparse.Namespace) -> int:
    _as("worker")
    from kentongan.config import worker

    worker.run(chosen.only)
    return 0


def _migrate(_: argparse.Namespace) -> int:
    return _django("owner", ["migrate", "--noinput"])


def _seed(_: argparse.Namespace) -> int:
    _as("owner")
    from kentongan.config.seed.__main__ import main as seed

    return seed()


def _prepare(_: argparse.Namespace) -> int:
    steps = (["migrate", "--noinput"], ["collectstatic", "--noinput", "--clear", "-v0"])
    return _django("owner", *steps) or _seed(_)


def _check(_: argparse.Namespace) -> int:
    from kentongan.config import deploy_check

    deploy_check.register()
    return _django("app", ["check", "--deploy", "--fail-level", "WARNING"])


def _verify_trail(_: argparse.Namespace) -> int:
    _as("owner")
    from kentongan.config.verify import main as verify

    return verify()


def _triage(chosen: argparse.Namespace) -> int:
    """Learning needs scikit-learn, which is no part of an installation."""
    try:
        from kentongan.triage.training import command
    except ModuleNotFoundError as missing:
        print(f"{missing.name} is not here. Training and measuring need it: uv sync --group train", file=sys.stderr)
        return 1
    return command.run(chosen, print)


def _manage(chosen: argparse.Namespace) -> int:
    return _django("owner", chosen.words)


def _db(chosen: argparse.Namespace) -> int:
    cluster = embedded.cluster(database.cluster_name())
    if chosen.act == "start":
        embedded.start(cluster)
    elif chosen.act == "stop":
        embedded.stop(cluster)
    elif chosen.act == "erase":
        return _erase(cluster, sure=chosen.yes)
    elif chosen.act == "url":
        print(cluster.urls.owner)
        return 0
    print(embedded.status(cluster))
    return 0


def _erase(cluster: embedded.Cluster, *, sure: bool) -> int:
    if not sure:
        print(f"This deletes everything in {cluster.place.home}; say `kentongan db erase --yes` if you mean it.")
        return 1
    embedded.erase(cluster)
    return 0


def _as(role: str) -> None:
    os.environ["KENTONGAN_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    database.address(role)


def _django(role: str, *commands: list[str]) -> int:
    """Run Django commands one after another in this process, with a database role."""
    _as(role)
    from django.core.management import ManagementUtility

    for command in commands:
        ManagementUtility(["kentongan", *command]).execute()
    return 0


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())
    sys.exit(main())
