#!/usr/bin/python3
"""A database that stops and starts again while the generated server is under load: what was promised is there, once, and it goes on by itself.

  * `outage of <engine>`: a database server of our own is stopped in the midst of writes and reads, stays away for a while, and comes back. Meanwhile
    every answer is 503 with Retry-After; behind it, requests are answered as before, no connection stays in use, and each write that was answered
    by 201 is in the database once. Of the others some may be: nobody knows, and none is there twice.
"""

import functools
import http.client
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import databases
from engines import KINDS, Server, end, start, stop_cleanly_on_signals
from orm import make_application, tool
from support import Case, Failure, Skip, chosen, clean_environment, parser, run_cases

SCHEMAS = {
    "postgres": "create table notes (id bigint generated always as identity primary key, mark int not null)",
    "mysql": "create table notes (id bigint auto_increment primary key, mark int not null)",
}
WRITERS, READERS = 4, 4
BEFORE, AWAY, AFTER = 1.0, 1.5, 1.0  # seconds of load
RECOVERY_SECONDS = 20


class Load:
    """Threads that write and read as fast as they are answered."""

    def __init__(self, address: str) -> None:
        self.place = urlsplit(address)
        self.marks = itertools.count(1)
        self.promised: set[int] = set()
        self.statuses: list[tuple[float, int]] = []
        self.wrong: list[str] = []
        self.running = True
        self.threads = [threading.Thread(target=self.repeat, args=(one,)) for one in [self.write] * WRITERS + [self.read] * READERS]
        for thread in self.threads:
            thread.start()

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.place.hostname or "", self.place.port, timeout=15)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), {"content-type": "application/json"})
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status == 503 and not answer.headers.get("retry-after"):
                self.wrong.append(f"503 without Retry-After: {text}")
            if answer.status >= 500 and answer.status != 503:
                self.wrong.append(f"{method} {path} → {answer.status} {text}")
            return answer.status, text
        finally:
            connection.close()

    def repeat(self, one: "object") -> None:
        while self.running:
            try:
                self.statuses.append((time.monotonic(), one()))  # type: ignore[operator]
            except OSError as error:
                self.wrong.append(f"the server itself does not answer: {error}")
                return

    def write(self) -> int:
        mark = next(self.marks)
        status, _ = self.ask("POST", "/api/notes", {"mark": mark})
        if status == 201:
            self.promised.add(mark)
        return status

    def read(self) -> int:
        return self.ask("GET", "/api/notes?select=id&limit=1")[0]

    def stop(self) -> None:
        self.running = False
        for thread in self.threads:
            thread.join()

    def between(self, begin: float, finish: float) -> set[int]:
        return {status for moment, status in self.statuses if begin < moment < finish}


def restart(server: Server) -> None:
    """At the address that it had."""
    server.process = server.spawn(server.start_command())
    if not server.comes_up():
        raise Failure(f"{server.name} did not start again:\n{server.last_words()}")


def outage(server: Server, load: Load) -> None:
    time.sleep(BEFORE)
    server.stop()
    away = time.monotonic()
    time.sleep(AWAY)
    gone = load.between(away + 0.3, time.monotonic())
    restart(server)
    back = time.monotonic()
    while not {200, 201} <= load.between(back, time.monotonic()):
        if time.monotonic() > back + RECOVERY_SECONDS:
            raise Failure(f"it answers {sorted(load.between(back, time.monotonic()))} after the database is back")
        time.sleep(0.1)
    time.sleep(AFTER)
    load.stop()
    late = load.between(time.monotonic() - AFTER / 2, time.monotonic())
    if gone != {503}:
        raise Failure(f"without a database it answers {sorted(gone)}")
    if not late <= {200, 201}:
        raise Failure(f"it answers {sorted(late)} when all is over")


def compare(load: Load, database: databases.Database) -> str:
    rows = [int(mark) for (mark,) in database.rows("select mark from notes")]
    lost = load.promised - set(rows)
    if load.wrong or lost or len(rows) != len(set(rows)):
        raise Failure(f"wrong: {load.wrong[:3]}, lost: {sorted(lost)[:5]}, twice: {len(rows) - len(set(rows))}")
    text = load.ask("GET", "/metrics")[1]
    if "\ndatabase_connections_used 0\n" not in text or "\ndatabase_requests_waiting 0\n" not in text:
        raise Failure(f"connections stay in use\n{[line for line in text.splitlines() if line.startswith('database')]}")
    return f"{len(load.promised)} writes"


def run_outage(sqlx: Path, engine: str) -> str:
    variable = databases.SERVER_VARIABLES[engine]
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        server = KINDS[variable](Path(folder))
        if server is None:
            raise Skip(f"there is no server of {engine} here")
        try:
            start([server])
            with databases.connect(engine, {variable: server.url()}).fresh("outage") as database:
                database.load(SCHEMAS[engine])
                return with_application(sqlx, Path(folder), server, database)
        finally:
            server.stop()


def with_application(sqlx: Path, folder: Path, server: Server, database: databases.Database) -> str:
    application = make_application(sqlx, folder, database.url)
    tool(application, "node", "node_modules/.bin/tsc")
    log = application / "server.log"
    variables = {"DATABASE_URL": database.url, "PORT": "0", "DATABASE_CONNECT_TIMEOUT": "1s", "RATE_LIMIT": "0"}
    with log.open("w") as out:
        process = subprocess.Popen(["node", "dist/server/main.js"], cwd=application, env=clean_environment(**variables), stdout=out, stderr=out)
    try:
        load = Load(listening(log))
        try:
            outage(server, load)
        finally:
            load.stop()
        return compare(load, database)
    finally:
        end(process)


def listening(log: Path) -> str:
    until = time.monotonic() + RECOVERY_SECONDS
    while time.monotonic() < until:
        for line in log.read_text().splitlines():
            if "Server listening at " in line:
                return str(json.loads(line)["msg"]).removeprefix("Server listening at ")
        time.sleep(0.1)
    raise Failure(f"the server did not start\n{log.read_text()[-2000:]}")


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    cases = [Case(f"outage of {engine}", functools.partial(run_outage, options.sqlx.resolve(), engine)) for engine in SCHEMAS]
    return run_cases(chosen(cases, options.patterns), 1)


if __name__ == "__main__":
    sys.exit(main())
