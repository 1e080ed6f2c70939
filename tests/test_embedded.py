"""The database that comes with the program: quick to start, and shut to everyone else on the machine."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kentongan.config import database, embedded, os_user, places, postgres_binaries
from kentongan.config.postgres_binaries import EmbeddedError

AS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not AS_ROOT, reason="only root can act as another OS user")


@pytest.fixture(scope="module")
def home_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private home, as Debian makes root's."""
    folder = tmp_path_factory.mktemp("rumah")
    folder.chmod(0o700)
    return folder


@pytest.fixture(scope="module")
def cluster(home_folder: Path) -> Iterator[embedded.Cluster]:
    made = embedded.cluster("pg", folder=home_folder / "kentongan" / "var", durable=False)
    embedded.start(made)
    yield made
    embedded.erase(made)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_the_three_roles_can_sign_in_and_none_is_a_superuser(cluster: embedded.Cluster) -> None:
    question = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    for url in cluster.urls:
        with psycopg.connect(url) as connection:
            assert connection.execute(question).fetchone() == (False, False, False)


def test_what_the_owner_creates_the_web_may_use_but_not_change_in_shape(cluster: embedded.Cluster) -> None:
    with psycopg.connect(cluster.urls.owner, autocommit=True) as owner:
        owner.execute("CREATE TABLE note (id bigserial PRIMARY KEY, body text)")
    with psycopg.connect(cluster.urls.app, autocommit=True) as app:
        app.execute("INSERT INTO note (body) VALUES ('jalan berlubang')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("ALTER TABLE note ADD COLUMN secret text")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("TRUNCATE note")
    with psycopg.connect(cluster.urls.worker) as worker:
        assert worker.execute("SELECT body FROM note").fetchone() == ("jalan berlubang",)


def test_nobody_enters_without_the_password(cluster: embedded.Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"password|fe_sendauth"):
        psycopg.connect(host=str(cluster.place.sockets), user="kentongan_app", dbname="kentongan", password="tebakan")


def test_the_superuser_has_no_password_that_could_leak(cluster: embedded.Cluster) -> None:
    rules = (cluster.place.data / "pg_hba.conf").read_text()
    assert "trust" not in rules
    assert "local all kentongan_super peer map=machine" in rules


def test_passwords_lie_in_a_file_only_its_owner_can_read(cluster: embedded.Cluster) -> None:
    assert mode(cluster.place.passwords) == 0o600
    log = cluster.place.log.read_text()
    assert not any(word in log for word in json.loads(cluster.place.passwords.read_text()).values())


def test_the_home_folder_keeps_its_mode(cluster: embedded.Cluster, home_folder: Path) -> None:
    assert mode(home_folder) == 0o700
    assert mode(cluster.place.sockets) == 0o700
    assert mode(cluster.place.data) == 0o700


def test_the_server_listens_on_no_network_address(cluster: embedded.Cluster) -> None:
    with psycopg.connect(cluster.urls.owner) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@only_root
def test_another_os_user_cannot_reach_the_server(cluster: embedded.Cluster) -> None:
    psql = postgres_binaries.within_reach(postgres_binaries.find()).program("psql")
    command = [psql, "-h", str(cluster.place.sockets), "-U", "kentongan_super", "-c", "SELECT 1", "postgres"]
    as_nobody = subprocess.run(command, capture_output=True, text=True, user="nobody", cwd="/", check=False)
    assert as_nobody.returncode != 0
    assert "Permission denied" in as_nobody.stderr
    as_root = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    assert as_root.returncode == 0, "the command itself works, so the refusal above was about the user"


@only_root
def test_the_server_does_not_run_as_root(cluster: embedded.Cluster) -> None:
    process = int((cluster.place.data / "postmaster.pid").read_text().splitlines()[0])
    owner = Path(f"/proc/{process}").stat().st_uid
    assert owner == os_user.for_server().uid != 0


def test_start_refuses_a_socket_folder_others_could_enter(tmp_path: Path) -> None:
    made = embedded.cluster("pg", folder=tmp_path / "var", durable=False)
    embedded.start(made)
    try:
        embedded.stop(made)
        made.place.sockets.chmod(0o755)
        with pytest.raises(EmbeddedError, match="mode 0700"):
            embedded.start(made)
    finally:
        embedded.erase(made)


def test_a_socket_folder_that_is_somebody_elses_or_a_link_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    embedded.check_sockets(folder, os.geteuid())
    with pytest.raises(EmbeddedError, match="owned by user id"):
        embedded.check_sockets(folder, os.geteuid() + 1)
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(EmbeddedError):
        embedded.check_sockets(tmp_path / "link", os.geteuid())


def test_data_of_another_version_is_left_alone_and_explained(tmp_path: Path) -> None:
    place = places.place("pg", folder=tmp_path / "var")
    made = embedded.Cluster(place=place, durable=False)
    place.data.mkdir(parents=True)
    (place.data / "PG_VERSION").write_text("14\n")
    try:
        with pytest.raises(EmbeddedError, match=r"PostgreSQL 14.*dump it .* restore"):
            embedded.start(made)
        assert (place.data / "PG_VERSION").read_text() == "14\n"
    finally:
        (place.data / "PG_VERSION").unlink()
        place.data.rmdir()
        embedded.erase(made)


def test_two_programs_may_start_it_at_once(cluster: embedded.Cluster) -> None:
    embedded.stop(cluster)
    fresh = multiprocessing.get_context("spawn")
    starters = [fresh.Process(target=embedded.start, args=(cluster,)) for _ in range(2)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(60)
    assert [starter.exitcode for starter in starters] == [0, 0]
    with psycopg.connect(cluster.urls.app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_second_start_finds_what_was_written_before_the_stop(cluster: embedded.Cluster) -> None:
    with psycopg.connect(cluster.urls.owner, autocommit=True) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer")
    assert embedded.stop(cluster)
    assert not embedded.stop(cluster), "the second stop finds nothing to stop"
    assert "is stopped" in embedded.status(cluster)
    embedded.start(cluster)
    with psycopg.connect(cluster.urls.app) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_private_python_environment_is_copied_from_and_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "root"
    installation = private / "pginstall18"
    for part in ("bin", "lib", "share"):
        (installation / part).mkdir(parents=True)
    (installation / "bin" / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 18.4'\n")
    (installation / "bin" / "postgres").chmod(0o755)
    private.chmod(0o700)
    monkeypatch.setenv("KENTONGAN_PG_ROOT", str(tmp_path / "dedicated"))
    found = postgres_binaries.described(installation / "bin")
    assert not postgres_binaries.reachable_by_others(found.folder)
    copied = postgres_binaries.within_reach(found)
    assert copied.folder == tmp_path / "dedicated" / "postgresql-18.4" / "bin"
    assert mode(copied.folder / "postgres") & 0o555 == 0o555
    assert mode(private) == 0o700


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path: Path) -> None:
    deep = tmp_path / ("kecamatan-dengan-nama-panjang/" * 4)
    place = places.place("pg", folder=deep, as_root=False)
    assert len(str(place.sockets / ".s.PGSQL.5432")) <= places.LONGEST_SOCKET_PATH
    assert place.home == deep.resolve() / "pg"


def test_settings_can_be_read_while_no_server_runs(tmp_path: Path) -> None:
    script = "from kentongan.config import database; print(database.django_databases('app')['default']['HOST'])"
    environment = {**os.environ, "KENTONGAN_VAR": str(tmp_path / "var")}
    answer = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str(places.place(database.cluster_name(), folder=tmp_path / "var").sockets)
    assert not (tmp_path / "var").exists()
