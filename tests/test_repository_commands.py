"""The `kentongan` command and the programs it watches over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kentongan.config import cli, database, demo
from kentongan.config.processes import Child, answers, free_port, wait_until

Start = Callable[[str], Child]
SERVE = (
    "import http.server as h; h.ThreadingHTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler).serve_forever()"
)
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
PARENT = """
import os, sys, time
from pathlib import Path
from kentongan.config.processes import Child
child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"], dict(os.environ), Path(sys.argv[1]))
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Child] = []

    def run(code: str) -> Child:
        child = Child("child", [sys.executable, "-c", code], dict(os.environ), tmp_path / "child.log")
        child.start()
        started.append(child)
        return child

    yield run
    for child in started:
        child.stop(patience=0.1)


def alive(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def test_a_server_is_ready_when_it_answers_and_not_before(start: Start) -> None:
    port = free_port(18_000)
    assert not answers(port)
    start(SERVE.format(port=port))
    assert wait_until(lambda: answers(port), seconds=10)
    assert free_port(port) != port, "a port in use is not offered again"


def test_a_program_that_does_not_listen_is_ended_all_the_same(start: Start) -> None:
    child = start(DEAF)
    assert wait_until(lambda: "ready" in child.tail(), seconds=10)
    began = time.monotonic()
    child.stop(patience=0.3)
    assert child.exit_status == -signal.SIGKILL
    assert time.monotonic() - began < 5


def test_the_end_of_its_log_tells_why_a_program_died(start: Start) -> None:
    child = start("raise SystemExit('the disk is full')")
    assert wait_until(lambda: child.exit_status is not None, seconds=10)
    assert child.exit_status == 1
    assert "the disk is full" in child.tail()


def test_no_program_outlives_a_demo_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path / "sleeper.log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.kill()
    assert wait_until(lambda: not alive(child), seconds=5)


def test_two_demos_do_not_share_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENTONGAN_VAR", str(tmp_path))
    with demo._only_one(), pytest.raises(demo.DemoProblem, match="already running"), demo._only_one():
        pass


def test_the_process_that_watches_the_demo_stays_small() -> None:
    script = "import sys, kentongan.config.demo; print([m for m in sys.modules if m in ('django', 'psycopg', 'ssl')])"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_a_server_of_ones_own_is_used_with_one_address_a_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://kentongan_app:a%2Fb@db.wajo.example:5433/kentongan?sslmode=require"
    )
    assert not database.embedded_in_use()
    found = database.django_databases("app")["default"]
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "kentongan_app",
        "a/b",
        "db.wajo.example",
        "5433",
    )
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_role_without_an_address_is_not_lent_anothers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://kentongan_app:a@db.wajo.example/kentongan")
    monkeypatch.setenv("KENTONGAN_ROLE", "app")
    assert cli.main(["migrate"]) == 1
    assert "Please set DATABASE_OWNER_URL" in capsys.readouterr().err


def test_erasing_everything_has_to_be_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["db", "erase"]) == 1
    assert "--yes" in capsys.readouterr().out


def test_the_embedded_database_is_not_fit_for_citizens_data() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "kentongan.config.cli", "check"], capture_output=True, text=True, check=False, timeout=60
    )
    assert answer.returncode == 1
    assert "kentongan.E001" in answer.stderr
