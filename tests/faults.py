#!/usr/bin/python3
"""Everything that can be wrong with a database, one case each: sqlx must say which it is, with a hint, in time, and keep the password.

Each case is a row of a table below: a situation (tests/situations.py) that is set up and gives a URL, the code that sqlx must answer
with, and its exit code (3, out of reach, unless the row says otherwise). Every case is run twice, for text and for `--format json`.
Every password contains `s3cr3t`, which must appear nowhere.
"""

import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import databases
import network
from engines import PASSWORD_ROLE, engines, stop_cleanly_on_signals
from situations import PASSWORD, SECRET, MysqlSite, PostgresSite, cut, file_database, local_url, locked_file, login
from situations import make_folder, misbehaving, plain, truncate, write_noise, write_text
from situations import wrong_database, wrong_host, wrong_password, wrong_port
from support import Case, Failure, Result, Skip, chosen, clean_environment, parser, run, run_cases

TIMED_OUT, LOCKED = "SQLX2012", "SQLX2024"
TIMEOUT = 2  # seconds, as sqlx is told where that is what it meets;
PATIENCE = 30  # where something else is, also on a busy machine
MARGIN = 20  # for a busy machine: what is waited for without a limit never ends

Situation = Callable[[], AbstractContextManager[str]]  # what it gives is a URL


@dataclass(frozen=True)
class Fault:
    name: str
    situation: Situation
    code: str
    exit: int = 3
    says: str = ""  # something that the message must name


# ------------------------------------------------------------------------------------------------- what is checked


def introspect(sqlx: Path, url: str, fault: Fault, *options: str) -> Result:
    return run([sqlx, "introspect", f"--database={url}", f"--timeout={timeout_of(fault)}", *options], seconds=60)


def timeout_of(fault: Fault) -> int:
    return TIMEOUT if fault.code in (TIMED_OUT, LOCKED) else PATIENCE


def check_common(fault: Fault, result: Result) -> None:
    told = f"exit code {result.code} after {result.seconds:.1f} s\n{result.err}{result.out[:2000]}"
    if SECRET in result.out + result.err:
        raise Failure(f"the password is shown: {told}")
    if result.code != fault.exit:
        raise Failure(f"expected exit code {fault.exit}: {told}")
    if result.seconds > timeout_of(fault) + MARGIN:
        raise Failure(f"took longer than the timeout of {timeout_of(fault)} s: {told}")


def check_text(fault: Fault, result: Result) -> None:
    check_common(fault, result)
    blocks = [block for block in split_diagnostics(result.err) if f"[{fault.code}]" in block.splitlines()[0]]
    if not blocks:
        raise Failure(f"expected {fault.code}\n{result.err}")
    if "= hint: " not in blocks[0]:
        raise Failure(f"no hint\n{result.err}")
    if fault.says not in result.err:
        raise Failure(f"{fault.says} is not named\n{result.err}")


def split_diagnostics(err: str) -> list[str]:
    """The diagnostics of a text, each with the indented lines that belong to it."""
    blocks: list[str] = []
    for line in err.splitlines():
        if line.startswith(("error[", "warning[", "note[")):
            blocks.append(line)
        elif blocks:
            blocks[-1] += "\n" + line
    return blocks


def check_json(fault: Fault, result: Result) -> None:
    check_common(fault, result)
    codes = [item["code"] for item in json.loads(result.out).get("diagnostics", [])]
    if fault.code not in codes:
        raise Failure(f"expected {fault.code} in the JSON's diagnostics, not {codes}\n{result.out[:2000]}")


def run_fault(fault: Fault, sqlx: Path) -> str:
    with fault.situation() as url:
        result = introspect(sqlx, url, fault, "--verbose")
        check_text(fault, result)
        check_json(fault, introspect(sqlx, url, fault, "--format", "json"))
        return f"{fault.code} in {result.seconds:.2f} s"


# -------------------------------------------------------------------------------------------------- the tables

HTTP = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
# PostgreSQL: an ErrorResponse of severity, SQLSTATE and message; a login that works (no password asked, version, ready).
POSTGRES_BUSY = network.postgres_message(b"E", b"SFATAL\0VFATAL\0C53300\0Msorry, too many clients already\0\0")
POSTGRES_OLD = (
    network.postgres_message(b"R", bytes(4))
    + network.postgres_message(b"S", b"server_version\0009.6.24\0")
    + network.postgres_message(b"S", b"client_encoding\0UTF8\0")
    + network.postgres_message(b"Z", b"I")
)
# MySQL: error 1040 in place of a greeting; a greeting of protocol 10 with version, connection id, scramble, capabilities (4.1 protocol,
# secure connection, plugins), character set, status, and the rest of the scramble.
MYSQL_BUSY = network.mysql_packet(b"\xff" + (1040).to_bytes(2, "little") + b"Too many connections", 0)
MYSQL_OLD = (
    b"\x0a5.5.62\0" + bytes([1, 0, 0, 0]) + b"abcdefgh\0" + b"\x00\x82" + b"\x21\x02\x00" + b"\x08\x00" + bytes([21]) + bytes(10)
    + b"ijklmnopqrst\0mysql_native_password\0"
)  # fmt: skip
MYSQL_OLD_ANSWERS = {b"version": b"5.5.62", b"pack": b"mysql"}


def file_faults() -> list[Fault]:
    encoded = quote(PASSWORD, safe="")
    return [
        Fault("file/not a database", lambda: file_database(write_text), "SQLX2022", says="shop.db"),
        Fault("file/encrypted", lambda: file_database(write_noise), "SQLX2023", says="shop.db"),
        Fault("file/locked", locked_file, LOCKED, says="shop.db"),
        Fault("file/truncated", lambda: file_database(truncate), "SQLX2025", says="shop.db"),
        Fault("file/missing", lambda: file_database(Path.unlink), "SQLX1201", says="shop.db"),
        Fault("file/folder", lambda: file_database(make_folder), "SQLX1201", says="shop.db"),
        Fault("url/scheme", lambda: plain(f"postgre://ada:{encoded}@localhost/shop"), "SQLX2001", says="postgre"),
        Fault("url/port", lambda: plain(f"postgres://ada:{encoded}@localhost:54x2/shop"), "SQLX2002"),
        Fault("url/password not encoded", lambda: plain(f"mysql://ada:{SECRET}/x@localhost/shop"), "SQLX2002"),
        Fault("url/parameter", lambda: plain(f"postgres://ada:{encoded}@localhost/shop?sslmod=require"), "SQLX2003", says="sslmod"),
    ]


def network_faults(scheme: str, busy: network.Serve, old: network.Serve) -> list[Fault]:
    """Those that need no real server."""
    return [
        Fault(f"{scheme}/host", lambda: wrong_host(scheme), "SQLX2010", says="nosuchhost.invalid"),
        Fault(f"{scheme}/port", lambda: wrong_port(scheme), "SQLX2011", says="127.0.0.1"),
        Fault(f"{scheme}/never answers", lambda: misbehaving(scheme, network.say_nothing), TIMED_OUT, says="127.0.0.1"),
        Fault(f"{scheme}/speaks HTTP", lambda: misbehaving(scheme, network.at_once(HTTP)), "SQLX2026"),
        Fault(f"{scheme}/too many clients", lambda: misbehaving(scheme, busy), "SQLX2018"),
        Fault(f"{scheme}/too old", lambda: misbehaving(scheme, old), "SQLX2020"),
    ]


def server_faults(site: PostgresSite | MysqlSite, sqlx: Path) -> list[Fault]:
    """Those that any real server shows."""
    name = site.engine.name
    return [
        Fault(f"{name}/password", lambda: wrong_password(site), "SQLX2013", says=PASSWORD_ROLE),
        Fault(f"{name}/database", lambda: wrong_database(site), "SQLX2015", says="sqlx_no_such_database"),
        Fault(f"{name}/tls", lambda: login(site, suffix=site.parameter), "SQLX2016"),
        Fault(f"{name}/no connection", lambda: login(site, site.no_connection), "SQLX2017"),
        Fault(f"{name}/no grants", lambda: login(site, site.no_rights), "SQLX2031", exit=1, says="orders"),
        Fault(f"{name}/one table without grant", lambda: login(site, site.some_rights), "SQLX2032", exit=0, says="orders"),
        Fault(f"{name}/cut", lambda: cut(site, sqlx, 0.5, stall=False), "SQLX2019"),
        Fault(f"{name}/cut late", lambda: cut(site, sqlx, 0.9, stall=False), "SQLX2019"),
        Fault(f"{name}/stalls", lambda: cut(site, sqlx, 0.5, stall=True), TIMED_OUT),
    ]


def postgres_faults(site: PostgresSite) -> list[Fault]:
    return [
        Fault("postgres/user", lambda: login(site, user="sqlx_nobody"), "SQLX2014", says="sqlx_nobody"),
        Fault("postgres/catalog", lambda: login(site, site.no_catalog), "SQLX2035"),
    ]


def mysql_faults(site: MysqlSite) -> list[Fault]:
    # MySQL gives the same answer for an unknown user as for a wrong password, on purpose.
    return [Fault("mysql/user", lambda: login(site, user="sqlx_nobody"), "SQLX2013", says="sqlx_nobody")]


# ------------------------------------------------------------------------------------- cases of another shape


def run_without_driver(sqlx: Path) -> str:
    """A program that was copied without its drivers."""
    with tempfile.TemporaryDirectory(prefix="sqlx-fault-") as folder:
        alone = Path(folder) / "bin/sqlx"
        alone.parent.mkdir()
        shutil.copy(sqlx, alone)
        return run_fault(Fault("driver", lambda: file_database(lambda _: None), "SQLX2021"), alone)


def run_interrupt(sqlx: Path) -> str:
    """Ctrl-C while a server is silent: the program is gone, and so is every file that it began."""
    with tempfile.TemporaryDirectory(prefix="sqlx-fault-") as folder, network.talking(network.say_nothing) as port:
        command = [sqlx, "introspect", f"--database={local_url('postgres', port)}", "--timeout=30", "--out=schema.json"]
        with subprocess.Popen(command, cwd=folder, env=clean_environment(), stderr=subprocess.DEVNULL) as process:
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            try:
                code = process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise Failure("still there twenty seconds after Ctrl-C") from None
        left = os.listdir(folder)
        if left or code not in (-signal.SIGINT, 128 + signal.SIGINT):
            raise Failure(f"exit code {code}, and left behind: {left}")
        return f"exit code {code}"


# ---------------------------------------------------------------------------------------------------- the whole


def live_faults(name: str, sqlx: Path, urls: Mapping[str, str]) -> list[Fault]:
    engine = databases.connect(name, urls)
    assert isinstance(engine, databases.ServerEngine)
    if name == "postgres":
        postgres = PostgresSite(engine, "?sslmode=require")
        postgres.prepare()
        return server_faults(postgres, sqlx) + postgres_faults(postgres)
    mysql = MysqlSite(engine, "?ssl-mode=REQUIRED")
    mysql.prepare()
    return server_faults(mysql, sqlx) + mysql_faults(mysql)


def skip_aloud(reason: Skip) -> None:
    raise reason


def all_cases(sqlx: Path, urls: Mapping[str, str]) -> list[Case]:
    faults = file_faults()
    faults += network_faults("postgres", network.postgres_greeting(POSTGRES_BUSY), network.postgres_greeting(POSTGRES_OLD))
    faults += network_faults("mysql", network.at_once(MYSQL_BUSY), network.mysql_greeting(MYSQL_OLD, MYSQL_OLD_ANSWERS))
    missing = []
    for name in databases.SERVER_VARIABLES:
        try:
            faults += live_faults(name, sqlx, urls)
        except Skip as reason:
            missing.append(Case(f"{name}/*", functools.partial(skip_aloud, reason)))
    cases = [Case(fault.name, functools.partial(run_fault, fault, sqlx)) for fault in faults]
    cases.append(Case("driver", functools.partial(run_without_driver, sqlx)))
    cases.append(Case("interrupt", functools.partial(run_interrupt, sqlx)))
    return cases + missing


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    with engines() as urls:
        return run_cases(chosen(all_cases(options.sqlx.resolve(), urls), options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
