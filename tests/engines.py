"""On which engine tests run: DuckDB in memory, or a PostgreSQL server that is thrown away after.

DRAFTING_TEST_ENGINE=postgresql runs every test that asks for a `database` there.
"""

import atexit
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import duckdb
import pytest
from pg8000.native import DatabaseError

from drafting.store.connection import Database
from drafting.store.engines.address import Address, Place, place_of
from drafting.store.engines.postgres_connection import Connection

ENGINE = os.environ.get("DRAFTING_TEST_ENGINE", "duckdb")
ENGINES = ("duckdb", "postgresql")
NO_SERVER = "There is no PostgreSQL here. Install one (make postgres says how) to run this test."
# It waits until whoever holds its standard input has ended, also by a kill, and then clears up.
UNDERTAKER = 'cat; "$@" -m immediate stop; rm -rf "$0" || { sleep 2; rm -rf "$0"; }'
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# What each engine says of a row that its table refuses.
REFUSED = (duckdb.ConstraintException, DatabaseError)
_numbers = count(1)


def nowhere(engine: str = ENGINE) -> Place | None:
    """Name a place that holds nothing yet, on the engine that is tested."""
    return a_database() if engine == "postgresql" else None


def a_database() -> Address:
    """Make an empty database on the server of this run; its schema is that of a fresh process."""
    server = running()
    name = f"test_{next(_numbers)}"
    server.command(f"CREATE DATABASE {name} TEMPLATE {server.template}")
    return server.address(name)


@cache
def running() -> "Server":
    """Start the server of this run, once. Skips without a PostgreSQL; fails where CI is set."""
    server = Server(QUICK)
    made = server.address(server.template)
    server.command(f"CREATE DATABASE {server.template} TEMPLATE template0 ENCODING 'UTF8'")
    Database.open(made).close()
    return server


class Server:
    """A server of our own on a free port, in a folder that goes with it."""

    template = "fresh"

    def __init__(self, settings: tuple[str, ...] = ()) -> None:
        self._programs = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="drafting-postgres-"))
        self._folder.chmod(0o700)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self._data = self._folder / "data"
        self._settings = settings
        self._run("initdb", "-E", "UTF8", "--locale=C", "-U", "postgres", "-A", "trust", "-N")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        stop = [*self._as_user, self._programs("pg_ctl"), "-D", self._data]
        self._undertaker = subprocess.Popen(
            ["sh", "-c", UNDERTAKER, self._folder, *stop],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        self.start()
        atexit.register(self.throw_away)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        told = " ".join(
            f"-c {one}"
            for one in (
                "listen_addresses=127.0.0.1",
                f"port={self.port}",
                f"unix_socket_directories={self._folder}",
                "max_connections=200",
                *self._settings,
            )
        )
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", told, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it: `fast` hangs up on everybody, `immediate` is as if the power failed."""
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def address(self, database: str) -> Address:
        """Write the address of one of its databases."""
        place = place_of(f"postgresql://postgres@127.0.0.1:{self.port}/{database}")
        assert isinstance(place, Address)
        return place

    def command(self, sql: str, database: str = "postgres") -> None:
        """Do something as its owner."""
        connection = Connection(self.address(database))
        connection.run(sql, ())
        connection.close()

    def shows(self, certificate: bytes, key: bytes) -> None:
        """Encrypt from now on, and show a certificate; both as PEM."""
        for name, content in (("server.crt", certificate), ("server.key", key)):
            file = self._folder / name
            file.write_bytes(content)
            file.chmod(0o600)
            if os.geteuid() == 0:
                shutil.chown(file, "postgres")
            setting = "ssl_cert_file" if name.endswith("crt") else "ssl_key_file"
            self.command(f"ALTER SYSTEM SET {setting} = '{file}'")
        self._reads_anew("on", ssl.PEM_cert_to_DER_cert(certificate.decode()))

    def shows_nothing(self) -> None:
        """Encrypt no longer, as before."""
        self._reads_anew("off", None)

    def _reads_anew(self, encrypts: str, shown: bytes | None) -> None:
        self.command(f"ALTER SYSTEM SET ssl = {encrypts}")
        self.command("SELECT pg_reload_conf()")
        until = time.monotonic() + 10
        while time.monotonic() < until:
            connection = Connection(self.address("postgres"))
            wire = connection._wire._usock
            seen = wire.getpeercert(True) if isinstance(wire, ssl.SSLSocket) else None
            connection.close()
            if seen == shown:
                return
            time.sleep(0.02)
        raise AssertionError("The server did not take up its certificate within ten seconds.")

    def throw_away(self) -> None:
        """Stop it and remove all that it wrote."""
        self._undertaker.communicate()

    def _run(self, program: str, *given: str) -> None:
        command = [*self._as_user, self._programs(program), "-D", str(self._data), *given]
        done = subprocess.run(
            command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/"
        )
        assert done.returncode == 0, done.stderr.decode()


def _programs() -> Callable[[str], str]:
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    folder = Path(found).resolve().parent if found else (folders[-1] if folders else None)
    if folder is None or sys.platform == "win32":
        if os.environ.get("CI"):
            pytest.fail(NO_SERVER)
        pytest.skip(NO_SERVER)
    return lambda name: str(folder / name)
