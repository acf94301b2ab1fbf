#!/usr/bin/python3
"""Private PostgreSQL and MariaDB servers for the tests.

    tests/engines.py run -- ctest --preset dev      a command with SQLX_TEST_POSTGRES_URL and SQLX_TEST_MYSQL_URL set
    with engines() as urls: …                       the same in Python

Both live in a temporary folder and listen on free ports of 127.0.0.1; they are started together, told to forget about safety on disk,
and gone with their folder when the command or the block ends, however it ends. A server named by its variable already is used
as it is. One that is not installed is left out, and the tests say so.

PostgreSQL asks the role `sqlx_test` for its password over TCP and trusts everybody else; `postgres` is the superuser. On MariaDB
`root` is the superuser and has no password.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 20
ATTEMPTS = 3  # a free port may be taken between asking for it and using it
PASSWORD_ROLE = "sqlx_test"

POSTGRES_CONF = """
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 60
max_locks_per_transaction = 256
shared_buffers = 32MB
max_parallel_workers_per_gather = 0
autovacuum = off
jit = off
timezone = 'UTC'
"""

POSTGRES_HBA = f"""
local all all trust
host all {PASSWORD_ROLE} 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
"""

MARIADB_OPTIONS = [
    "--bind-address=127.0.0.1", "--skip-name-resolve", "--skip-log-bin",
    "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci", "--default-time-zone=+00:00",
    "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-buffer-pool-size=32M",
    "--innodb-log-file-size=16M", "--aria-pagecache-buffer-size=8M", "--key-buffer-size=1M",
    "--innodb-flush-method=nosync", "--innodb-stats-persistent=0", "--innodb-stats-auto-recalc=0", "--sync-frm=0",
    "--performance-schema=OFF", "--max-connections=60",
]  # fmt: skip


@dataclass
class Server:
    """One server process of ours: how it is initialised, started, asked whether it answers, and stopped."""

    name: str
    folder: Path
    user: str | None  # whom it runs as; None: ourselves
    initialise: Sequence[str | Path]
    stop_signal: signal.Signals
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start_command(self) -> list[str]:
        raise NotImplementedError(self.name)

    def configure(self) -> None:
        """What is written between initialising and starting."""

    def answers(self) -> bool:
        raise NotImplementedError(self.name)

    def url(self) -> str:
        raise NotImplementedError(self.name)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def spawn(self, command: Sequence[str | Path]) -> subprocess.Popen[bytes]:
        # The kernel ends the server when we end, even by SIGKILL; that holds for the thread that starts it, which
        # is why no threads are used here.
        prefix = ["setpriv", f"--pdeathsig={self.stop_signal.name.removeprefix('SIG')}"]
        if self.user is not None:
            prefix += [f"--reuid={self.user}", f"--regid={pwd.getpwnam(self.user).pw_gid}", "--clear-groups"]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*prefix, *map(str, command)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True,
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": str(self.folder), "TZ": "UTC"},
            )  # fmt: skip

    def begin_initialise(self) -> None:
        self.folder.mkdir()
        if self.user is not None:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, pwd.getpwnam(self.user).pw_gid)
        self.process = self.spawn(self.initialise)

    def finish_initialise(self) -> None:
        assert self.process is not None
        if self.process.wait(START_SECONDS) != 0:
            raise RuntimeError(f"{self.name} could not be initialised:\n{self.last_words()}")
        self.configure()

    def begin_start(self) -> None:
        self.port = free_port()
        self.process = self.spawn(self.start_command())

    def finish_start(self) -> None:
        for attempt in range(ATTEMPTS):
            if attempt > 0:
                self.begin_start()
            if self.comes_up():
                return
            self.stop()
        raise RuntimeError(f"{self.name} did not start:\n{self.last_words()}")

    def comes_up(self) -> bool:
        assert self.process is not None
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if self.answers():
                return True
            time.sleep(0.05)
        return False

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])


class Postgres(Server):
    programs: Path

    def start_command(self) -> list[str]:
        return [str(self.programs / "postgres"), "-D", "data", "-p", str(self.port), "-k", str(self.folder)]

    def configure(self) -> None:
        with (self.folder / "data/postgresql.conf").open("a") as conf:
            conf.write(POSTGRES_CONF)
            if (self.programs.parent / "lib/pg_stat_statements.so").exists():  # Debian has it with the server
                conf.write("shared_preload_libraries = 'pg_stat_statements'\n")
        (self.folder / "data/pg_hba.conf").write_text(POSTGRES_HBA)

    def answers(self) -> bool:
        return quiet([self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)])

    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"


class Mariadb(Server):
    def start_command(self) -> list[str]:
        folder = self.folder
        return [
            "/usr/sbin/mariadbd", "--no-defaults", *MARIADB_OPTIONS, f"--datadir={folder}/data", f"--tmpdir={folder}",
            f"--socket={folder}/socket", f"--pid-file={folder}/pid", f"--port={self.port}",
        ]  # fmt: skip

    def answers(self) -> bool:
        # Root may log in from this machine by TCP too; until that is said, the server is not ready for the tests.
        allow = "create user if not exists root@'127.0.0.1'; grant all on *.* to root@'127.0.0.1' with grant option"
        return quiet(["mariadb", "--no-defaults", f"--socket={self.folder}/socket", "-u", "root", "-e", allow])

    def url(self) -> str:
        return f"mysql://root@127.0.0.1:{self.port}/mysql"


def quiet(command: Sequence[str | Path]) -> bool:
    done = subprocess.run([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=30)
    return done.returncode == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged(*names: str) -> str | None:
    """The first of these users that exists, if we are root: no database server likes to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in names if name in known)


def postgres_server(folder: Path) -> Server | None:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if not versions:
        return None
    programs = versions[-1].parent
    initialise = [programs / "initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    server = Postgres("PostgreSQL", folder / "postgres", unprivileged("postgres", "nobody"), initialise, signal.SIGINT)
    server.programs = programs
    return server


def mariadb_server(folder: Path) -> Server | None:
    if shutil.which("mariadb-install-db", path="/usr/bin") is None or not Path("/usr/sbin/mariadbd").exists():
        return None
    own = folder / "mariadb"
    initialise = [
        "mariadb-install-db", "--no-defaults", f"--datadir={own}/data", f"--tmpdir={own}",
        "--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=16M",
    ]  # fmt: skip
    return Mariadb("MariaDB", own, unprivileged("mysql", "nobody"), initialise, signal.SIGTERM)


KINDS = {"SQLX_TEST_POSTGRES_URL": postgres_server, "SQLX_TEST_MYSQL_URL": mariadb_server}


def start(servers: Sequence[Server]) -> None:
    for server in servers:
        server.begin_initialise()
    for server in servers:
        server.finish_initialise()
        server.begin_start()
    for server in servers:
        server.finish_start()


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def engines(wanted: Sequence[str] = tuple(KINDS)) -> Iterator[Mapping[str, str]]:
    """Gives variable → URL for those of `wanted` that are set already or could be started."""
    urls = {name: os.environ[name] for name in wanted if os.environ.get(name)}
    folder = Path(tempfile.mkdtemp(prefix="sqlx-engines-"))
    folder.chmod(0o755)
    made = {name: KINDS[name](folder) for name in wanted if name not in urls}
    servers = {name: server for name, server in made.items() if server is not None}
    try:
        start(list(servers.values()))
        yield urls | {name: server.url() for name, server in servers.items()}
    finally:
        for server in servers.values():
            server.stop()
        remove(folder)


def raise_exit(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def stop_cleanly_on_signals() -> None:
    """Ends through `finally` when somebody ends us."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, raise_exit)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends one process for certain; it may have ended already."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run(command: Sequence[str]) -> int:
    with engines() as urls:
        process = subprocess.Popen(command, env={**os.environ, **urls})
        try:
            return process.wait()
        finally:
            end(process)


def main() -> int:
    if len(sys.argv) < 4 or sys.argv[1:3] != ["run", "--"]:
        print("usage: tests/engines.py run -- command…", file=sys.stderr)
        return 2
    stop_cleanly_on_signals()
    return run(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
