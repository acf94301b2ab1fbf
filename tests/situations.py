"""Situations in which a database cannot be read, for tests/faults.py: each is a context manager that gives a URL.

A `Site` is a server that is well and has a user, `sqlx_test`, whose password is made of characters that a URL and a shell take for something
else; what that user may do differs from case to case. Servers that misbehave are in tests/network.py.
"""

import contextlib
import functools
import os
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import databases
import network
from engines import PASSWORD_ROLE, free_port
from support import Failure, Skip, succeed

SECRET = "s3cr3t"  # in every password
PASSWORD = f"{SECRET}-@:/?#[]%41&+=' ü\"$"
SCHEMA = """
create table customers (id int primary key, name varchar(50) not null);
create table orders (id int primary key, customer_id int not null references customers (id));
"""


@dataclass(frozen=True)
class Site:
    """A server that is well, and ways to ask it for something that it will not give."""

    engine: databases.ServerEngine
    parameter: str  # that demands TLS

    @functools.cached_property
    def demands_password(self) -> bool:
        """A server that trusts everybody cannot show what it does with a wrong password."""
        wrong = type(self.engine)(self.url(self.engine.home, password="wrong"))
        try:
            wrong.rows(wrong.home, "select 1")
        except Failure:
            return True
        return False

    @property
    def target(self) -> tuple[str, int]:
        return self.engine.address.host, self.engine.address.port

    def url(self, database: str, user: str = PASSWORD_ROLE, password: str = PASSWORD, port: int | None = None) -> str:
        return self.engine.address.url(database, user=user, password=password, port=port)

    def quoted_password(self) -> str:
        return "'" + PASSWORD.replace("'", "''") + "'"

    @contextlib.contextmanager
    def database(self, grants: str = "") -> Iterator[databases.Database]:
        """A small database of which `sqlx_test` may read everything, or has what `grants` say ({name}, {role})."""
        with self.engine.fresh("fault") as database:
            database.load(SCHEMA)
            database.load((grants or self.all_rights).format(name=database.name, role=self.role))
            yield database

    @property
    def role(self) -> str:
        raise NotImplementedError

    @property
    def all_rights(self) -> str:
        raise NotImplementedError

    def prepare(self) -> None:
        """Makes the user, once."""
        raise NotImplementedError


class PostgresSite(Site):
    role = PASSWORD_ROLE
    all_rights = "grant select on all tables in schema public to {role};"
    some_rights = "grant select on customers to {role};"
    no_rights = "revoke all on all tables in schema public from {role};"
    no_connection = 'revoke connect on database "{name}" from public;'
    no_catalog = "revoke select on pg_catalog.pg_class from public;" + all_rights

    def prepare(self) -> None:
        self.engine.add_role(self.role)
        self.engine.execute(f"alter role {self.role} login password {self.quoted_password()};")


class MysqlSite(Site):
    role = f"{PASSWORD_ROLE}@'%'"
    all_rights = "grant select on `{name}`.* to {role};"
    # Without any privilege a table is invisible; with INSERT it can be seen, but not read.
    some_rights = "grant select on `{name}`.customers to {role}; grant insert on `{name}`.orders to {role};"
    no_rights = "grant insert on `{name}`.* to {role};"
    no_connection = "do 0;"  # no privilege in a database: no way in

    def prepare(self) -> None:
        self.engine.execute(f"create user if not exists {self.role}; alter user {self.role} identified by {self.quoted_password()};")


@contextlib.contextmanager
def login(site: Site, grants: str = "", suffix: str = "", **as_whom: str) -> Iterator[str]:
    """Somebody logs in to a small database of a server that is well."""
    with site.database(grants) as database:
        yield site.url(database.name, **as_whom) + suffix


@contextlib.contextmanager
def wrong_password(site: Site) -> Iterator[str]:
    if not site.demands_password:
        raise Skip(f"this server asks {site.role} for no password")
    with login(site, password=f"{SECRET}-wrong") as url:
        yield url


@contextlib.contextmanager
def wrong_host(scheme: str) -> Iterator[str]:
    yield f"{scheme}://{PASSWORD_ROLE}:{quote(PASSWORD, safe='')}@nosuchhost.invalid/shop"


@contextlib.contextmanager
def wrong_port(scheme: str) -> Iterator[str]:
    yield local_url(scheme, free_port())


@contextlib.contextmanager
def wrong_database(site: Site) -> Iterator[str]:
    # As the superuser: on some servers, others are not even told that a database is not there.
    yield site.engine.address.url("sqlx_no_such_database")


@contextlib.contextmanager
def misbehaving(scheme: str, serve: network.Serve) -> Iterator[str]:
    with network.talking(serve) as port:
        yield local_url(scheme, port)


def local_url(scheme: str, port: int) -> str:
    return f"{scheme}://{PASSWORD_ROLE}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/shop"


@contextlib.contextmanager
def cut(site: Site, sqlx: Path, part: float, *, stall: bool) -> Iterator[str]:
    """Part of what the server says arrives; how much that is altogether is found out first."""
    with site.database() as database:
        with network.proxy(site.target) as whole:
            succeed([sqlx, "introspect", f"--database={site.url(database.name, port=whole.port)}"])
        with network.proxy(site.target, int(whole.forwarded * part), stall=stall) as short:
            yield site.url(database.name, port=short.port)


# ------------------------------------------------------------------------------------------------------- files


@contextlib.contextmanager
def file_database(change: Callable[[Path], None]) -> Iterator[str]:
    """A SQLite file that is well, until something is done to it."""
    with tempfile.TemporaryDirectory(prefix="sqlx-fault-") as folder:
        path = Path(folder) / "shop.db"
        tables = "".join(f"create table t{i} (id integer primary key, name text);" for i in range(50))
        databases.Database(databases.Sqlite(), str(path), "").load(tables)
        change(path)
        yield f"sqlite:{path}"


def write_text(path: Path) -> None:
    path.write_text("id,name\n1,Ada\n" * 1000)


def write_noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(16 * 4096))


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@contextlib.contextmanager
def locked_file() -> Iterator[str]:
    with file_database(lambda _: None) as url, contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:"))) as writer:
        writer.execute("begin exclusive")
        yield url


@contextlib.contextmanager
def plain(url: str) -> Iterator[str]:
    yield url
