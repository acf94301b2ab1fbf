"""Fresh databases for test cases, through each engine's own client: make one, load SQL into it, ask it something, drop it.

    with engine.fresh("orders") as database:
        database.load(sql)
        database.rows("select count(*) from orders")       # [["3"]]
        … database.url …

The clients are programs (psql, mariadb, sqlite3) and not libraries, so that what a test believes about a database never comes from
code that sqlx itself is built from. tests/engines.py has the servers.
"""

import contextlib
import itertools
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from support import Failure, Result, Skip, clean_environment, run, shown

FIELD, RECORD = "\x1f", "\x1e"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Address:
    """A server's URL, taken apart."""

    scheme: str
    user: str
    password: str
    host: str
    port: int
    socket: str  # a path; empty: TCP

    def url(self, database: str, *, user: str | None = None, password: str | None = None, port: int | None = None) -> str:
        """The same server, seen as somebody else."""
        word = self.password if user is None and password is None else password or ""
        login = quote(self.user if user is None else user, safe="") + (f":{quote(word, safe='')}" if word else "")
        socket = f"?socket={quote(self.socket, safe='')}" if self.socket else ""
        return f"{self.scheme}://{login}@{self.host}:{port or self.port}/{quote(database, safe='')}{socket}"


def parse_address(url: str, default_port: int) -> Address:
    parts = urlsplit(url)
    return Address(
        parts.scheme, unquote(parts.username or ""), unquote(parts.password or ""), parts.hostname or "127.0.0.1",
        parts.port or default_port, parse_qs(parts.query).get("socket", [""])[0],
    )  # fmt: skip


class Database:
    """One database of one engine."""

    def __init__(self, engine: "Engine", name: str, url: str) -> None:
        self.engine, self.name, self.url = engine, name, url

    def load(self, sql: str, *, keep_going: bool = False) -> int:
        """Executes a script, and gives the number of statements that failed: 0 unless it may `keep_going`."""
        command = self.engine.load_command(self.name, keep_going)
        result = run(command, stdin=sql, env=self.engine.environment())
        failed = len(re.findall(self.engine.error_line, result.err, re.MULTILINE))
        if not keep_going and (result.code != 0 or failed):
            raise Failure(f"the SQL could not be loaded: {shown(command)}\n{result.err[-3000:]}")
        return failed

    def rows(self, query: str, null: str = "") -> list[list[str]]:
        """The answer to one query; `null` is what NULL becomes."""
        return self.engine.rows(self.name, query, null)


class Engine:
    """What the tests need of an engine. `name` is that of its folder in tests/live, and of its driver."""

    name: str
    error_line: str
    preamble = ""  # what a schema that somebody dumped expects to be set

    def fresh(self, label: str, *, exact: bool = False) -> contextlib.AbstractContextManager[Database]:
        """A new, empty database, dropped at the end; `exact` if SQL that is loaded names it."""
        raise NotImplementedError

    def flavour(self) -> tuple[str, tuple[int, ...]]:
        """The product and its version: ("mariadb", (10, 11, 19))."""
        raise NotImplementedError

    def load_command(self, database: str, keep_going: bool) -> Sequence[str]:
        raise NotImplementedError

    def rows(self, database: str, query: str, null: str = "") -> list[list[str]]:
        raise NotImplementedError

    def add_role(self, role: str) -> None:
        raise Failure(f"{self.name} has no roles")

    def environment(self) -> dict[str, str]:
        return clean_environment()


class ServerEngine(Engine):
    """An engine behind a URL; databases are made and dropped as its superuser."""

    default_port: int
    home: str  # a database that is always there
    quote: str
    create_options = ""
    drop_options = ""

    def __init__(self, url: str) -> None:
        self.address = parse_address(url, self.default_port)

    def quoted(self, name: str) -> str:
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def execute(self, sql: str) -> None:
        Database(self, self.home, "").load(sql)

    @contextlib.contextmanager
    def fresh(self, label: str, *, exact: bool = False) -> Iterator[Database]:
        name = label if exact else f"sqlx_{re.sub('[^a-z0-9]+', '_', label.lower())[:30]}_{os.getpid()}_{next(_numbers)}"
        self.execute(f"create database {self.quoted(name)} {self.create_options};")
        try:
            yield Database(self, name, self.address.url(name))
        finally:
            self.execute(f"drop database if exists {self.quoted(name)} {self.drop_options};")


class Postgres(ServerEngine):
    name = "postgres"
    default_port = 5432
    home = "postgres"
    quote = '"'
    error_line = r"\b(?:ERROR|FATAL):  "
    create_options = "template template0"
    drop_options = "with (force)"

    def _psql(self, database: str) -> list[str]:
        return ["psql", "-X", "-q", "-d", self.address.url(database)]

    def load_command(self, database: str, keep_going: bool) -> Sequence[str]:
        return [*self._psql(database), "-o", "/dev/null", "-v", f"ON_ERROR_STOP={0 if keep_going else 1}", "-f", "-"]

    def rows(self, database: str, query: str, null: str = "") -> list[list[str]]:
        command = [*self._psql(database), "-At", "-F", FIELD, "-R", RECORD, "-P", f"null={null}", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        return split_rows(checked(run(command, stdin=query)).removesuffix("\n"))

    def flavour(self) -> tuple[str, tuple[int, ...]]:
        number = int(self.rows(self.home, "show server_version_num")[0][0])
        return "postgres", (number // 10000, number % 10000)

    def add_role(self, role: str) -> None:
        # Roles are shared by all databases of a server: another case may be making the same one now.
        self.execute(
            f"do $$ begin create role {self.quoted(role)}; "
            "exception when duplicate_object or unique_violation then null; end $$;"
        )


class Mysql(ServerEngine):
    name = "mysql"
    default_port = 3306
    home = "mysql"
    quote = "`"
    error_line = r"^ERROR "
    create_options = "character set utf8mb4 collate utf8mb4_general_ci"
    preamble = "SET FOREIGN_KEY_CHECKS=0; SET SESSION innodb_strict_mode=0;\n"

    def _client(self, database: str) -> list[str]:
        where = [f"--socket={self.address.socket}"] if self.address.socket else [f"--host={self.address.host}", f"--port={self.address.port}"]
        return ["mariadb", "--no-defaults", *where, f"--user={self.address.user}", "--default-character-set=utf8mb4", database]

    def environment(self) -> dict[str, str]:
        return clean_environment(MYSQL_PWD=self.address.password)

    def load_command(self, database: str, keep_going: bool) -> Sequence[str]:
        return [*self._client(database), "--batch", *(["--force"] if keep_going else [])]

    def rows(self, database: str, query: str, null: str = "") -> list[list[str]]:
        command = [*self._client(database), "--batch", "--skip-column-names"]
        out = checked(run(command, stdin=query, env=self.environment()))
        return [[unescaped(value, null) for value in line.split("\t")] for line in out.split("\n") if line]

    def flavour(self) -> tuple[str, tuple[int, ...]]:
        version = self.rows(self.home, "select version()")[0][0]
        return ("mariadb" if "MariaDB" in version else "mysql"), version_tuple(version)


class Sqlite(Engine):
    name = "sqlite"
    error_line = r"^(?:Error|Parse error|Runtime error)\b"

    @contextlib.contextmanager
    def fresh(self, label: str, *, exact: bool = False) -> Iterator[Database]:
        del label, exact  # a file in a folder of its own needs no name of its own
        with tempfile.TemporaryDirectory(prefix="sqlx-sqlite-") as folder:
            path = Path(folder) / "test.db"
            yield Database(self, str(path), f"sqlite:{path}")

    def load_command(self, database: str, keep_going: bool) -> Sequence[str]:
        hasty = ["-cmd", "PRAGMA synchronous = OFF", "-cmd", "PRAGMA journal_mode = MEMORY"]
        return ["sqlite3", "-batch", *([] if keep_going else ["-bail"]), *hasty, database]

    def rows(self, database: str, query: str, null: str = "") -> list[list[str]]:
        return split_rows(checked(run(["sqlite3", "-batch", "-bail", "-ascii", "-nullvalue", null, database], stdin=query)).removesuffix(RECORD))

    def flavour(self) -> tuple[str, tuple[int, ...]]:
        return "sqlite", version_tuple(self.rows(":memory:", "select sqlite_version()")[0][0])


def split_rows(out: str) -> list[list[str]]:
    return [record.split(FIELD) for record in out.split(RECORD)] if out else []


def unescaped(value: str, null: str) -> str:
    """Undoes what the mariadb client does to a value in --batch."""
    if value == "NULL":
        return null
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "0": "\0"}.get(m[1], m[1]), value)


def version_tuple(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.match(r"[0-9.]*[0-9]", version)[0].split("."))  # type: ignore[index]


def checked(result: Result) -> str:
    if result.code != 0:
        raise Failure(f"the query failed\n{result.err[-3000:]}")
    return result.out


ENGINES = ("postgres", "mysql", "sqlite")
SERVER_VARIABLES = {"postgres": "SQLX_TEST_POSTGRES_URL", "mysql": "SQLX_TEST_MYSQL_URL"}


def connect(name: str, urls: Mapping[str, str]) -> Engine:
    """The engine of that name, or a `Skip` that says what is missing. `urls` come from tests/engines.py."""
    if name == "sqlite":
        return Sqlite()
    variable = SERVER_VARIABLES[name]
    if variable not in urls:
        raise Skip(f"no {name} server: {variable} is not set and none is installed")
    return Postgres(urls[variable]) if name == "postgres" else Mysql(urls[variable])
