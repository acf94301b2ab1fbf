#!/usr/bin/python3
"""`sqlx dev`, as somebody uses it: started in an application, with a schema that changes, files that break and are mended, and Ctrl-C.

What it prints where standard error is no terminal is a line for each thing that happens; the tests wait for these lines, and ask the server over HTTP.
The packages are those of tests/node_packages.py; without npm the cases are skipped.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import databases
from browser import browse
from engines import engines, stop_cleanly_on_signals
from orm import make_application
from support import Case, Failure, Skip, chosen, clean_environment, parser, require_equal, run, run_cases

SECONDS = 120  # for anything: other tests may be compiling beside it
SCHEMA = """
CREATE TABLE people (id integer PRIMARY KEY, name varchar(40) NOT NULL);
INSERT INTO people VALUES (1, 'Ada');
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Dev:
    """One `sqlx dev`, with all that it has said."""

    def __init__(self, sqlx: Path, application: Path, *options: str, **variables: str) -> None:
        self.application, self.port = application, free_port()
        words = [sqlx, "dev", "--port", str(self.port), *options]
        environment = clean_environment(HOME=str(application.parent), **variables)
        self.process = subprocess.Popen([str(word) for word in words], cwd=application, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True)
        self.said: list[str] = []
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        for line in self.process.stderr or ():
            self.said.append(line.rstrip("\n"))

    def mark(self) -> int:
        return len(self.said)

    def wait_for(self, pattern: str, since: int = 0) -> None:
        self.wait_until(lambda: any(re.search(pattern, line) for line in self.said[since:]), f"no line matches {pattern}")

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            if holds():
                return
            if self.process.poll() is not None:
                time.sleep(0.3)
                if holds():
                    return
                break
            time.sleep(0.1)
        raise Failure(f"{what}; exit code {self.process.poll()}\n" + "\n".join(self.said[-40:]))

    def people(self) -> list[dict[str, object]] | None:
        """What the API answers; None if it does not."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/people", timeout=10) as answer:
                return json.load(answer)
        except (OSError, ValueError):
            return None

    def ask(self, path: str, accept: str) -> tuple[int, str, str]:
        """Its status, what it is, and the text."""
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Accept": accept})
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read().decode("utf-8")
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers["Content-Type"], answer.read().decode("utf-8")

    def interrupt(self) -> int:
        """Ctrl-C; nothing that it started may be left."""
        os.kill(self.process.pid, signal.SIGINT)
        code = self.process.wait(30)
        left = [path.parent.name for path in Path("/proc").glob("[0-9]*/cwd") if works_in(path, self.application)]
        if left:
            raise Failure(f"processes are left: {left}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                raise Failure("something still listens at the port")
        return code


def works_in(path: Path, folder: Path) -> bool:
    try:
        return Path(os.readlink(path)) == folder.resolve()
    except OSError:
        return False


@contextlib.contextmanager
def developing(sqlx: Path, application: Path, *options: str, **variables: str) -> Iterator[Dev]:
    dev = Dev(sqlx, application, *options, **variables)
    try:
        yield dev
    finally:
        if dev.process.poll() is None:
            dev.process.terminate()
            try:
                dev.process.wait(20)
            except subprocess.TimeoutExpired:
                dev.process.kill()


@contextlib.contextmanager
def an_application(sqlx: Path, engine: str, urls: Mapping[str, str]) -> Iterator[tuple[Path, databases.Database]]:
    with databases.connect(engine, urls).fresh("dev") as database, tempfile.TemporaryDirectory() as folder:
        database.load(SCHEMA)
        yield make_application(sqlx, Path(folder), database.url), database


def require(holds: bool, what: str, dev: Dev) -> None:
    if not holds:
        raise Failure(f"{what}\n" + "\n".join(dev.said[-40:]))


def shows(dev: Dev, column: str) -> bool:
    people = dev.people()
    return bool(people) and column in people[0]


def follow_the_schema(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    with an_application(sqlx, engine, urls) as (application, database), developing(sqlx, application) as dev:
        dev.wait_for(r"^up: http://127\.0\.0\.1:\d+/api")
        require(dev.people() == [{"id": 1, "name": "Ada"}], "the API does not answer", dev)
        begin = time.monotonic()
        database.load("ALTER TABLE people ADD COLUMN nick varchar(10);")
        dev.wait_until(lambda: shows(dev, "nick"), "the API does not show the new column")
        seconds = time.monotonic() - begin
        require(any("+ column nick" in line for line in dev.said), "the change is not told", dev)
        mark = dev.mark()
        database.load("DROP TABLE people; CREATE TABLE animals (id integer PRIMARY KEY);")
        dev.wait_for(r"- table .*people  \[destructive\]", mark)
        dev.wait_for(r"^up", mark)
        code = dev.interrupt()
        require(code == 0, f"ends with {code}", dev)
        return f"a new column after {seconds:.1f} s"


def survive_mistakes(sqlx: Path) -> None:
    with an_application(sqlx, "sqlite", {}) as (application, _), developing(sqlx, application) as dev:
        dev.wait_for("^up")
        config = application / "sqlx.yaml"
        right = config.read_text("utf-8")
        break_and_mend(dev, config, right + "\n  nonsense: [", right, "SQLX1101")
        routes = application / "app/routes.ts"
        right = routes.read_text("utf-8")
        break_and_mend(dev, routes, right + "\nexport const wrong: number = 'text';\n", right, "SQLX6044")
        break_and_mend(dev, routes, right + "\nthrow new Error('not today');\n", right, "SQLX6045")
        mark = dev.mark()
        end = time.monotonic() + 1
        writes = 0
        while writes < 500 and time.monotonic() < end + 5:
            config.write_text(config.read_text("utf-8") + f"# {writes}\n", "utf-8")
            writes += 1
        time.sleep(4)
        rounds = sum(line == "generating" for line in dev.said[mark:])
        require(0 < rounds <= 6, f"{writes} changes lead to {rounds} generations", dev)
        require(bool(dev.people()), "the API does not answer", dev)
        code = dev.interrupt()
        require(code == 0, f"ends with {code}", dev)


def break_and_mend(dev: Dev, path: Path, wrong: str, right: str, code: str) -> None:
    mark = dev.mark()
    path.write_text(wrong, "utf-8")
    dev.wait_for(code, mark)
    require(bool(dev.people()), f"the API does not answer after {code}", dev)
    mark = dev.mark()
    path.write_text(right, "utf-8")
    dev.wait_for("that is mended", mark)
    dev.wait_for("^up", mark)
    dev.wait_until(lambda: bool(dev.people()), f"the API does not answer after {code} was mended")


def be_alone(sqlx: Path) -> None:
    """Another one in the same folder, a port that is taken, programs and packages that are missing: each is said."""
    with an_application(sqlx, "sqlite", {}) as (application, _):
        with developing(sqlx, application) as dev:
            dev.wait_for("^generating")
            refused(sqlx, application, 3, r"SQLX6040.*another `sqlx dev` works on this folder \(process \d+\)", "--port", str(free_port()))
            dev.interrupt()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            refused(sqlx, application, 3, rf"SQLX6042\]: port {port} of 127.0.0.1 is taken(.|\n)*is free: --port", "--port", port)
            (application / ".env").open("a").write(f"\nPORT={port}\n")
            with without_port(sqlx, application) as said:
                require_line(said, rf"^port {port} is taken: using \d+$")
        refused(sqlx, application, 3, r"SQLX6041\]: `node` could not be started", "--port", str(free_port()), path="/nonexistent")
        manifest = application / "package.json"
        wanted = json.loads(manifest.read_text("utf-8"))
        wanted["dependencies"]["missing"] = "file:./missing.tgz"
        (application / "node_modules").unlink()
        manifest.write_text(json.dumps(wanted, indent=2), "utf-8")
        if shutil.which("npm"):
            refused(sqlx, application, 3, r"SQLX6043\]: `npm install` failed", "--port", str(free_port()))


def answer_while_installing(sqlx: Path) -> None:
    """Packages may take a minute: whoever looks meanwhile sees what is being done."""
    if not shutil.which("npm"):
        raise Skip("npm is not installed")
    with an_application(sqlx, "sqlite", {}) as (application, _):
        (application / "node_modules").unlink()
        manifest = application / "package.json"
        changed = json.loads(manifest.read_text("utf-8")) | {"dependencies": {}, "devDependencies": {"none": "file:./none"}}
        changed["scripts"]["preinstall"] = f"sleep {SECONDS}"
        manifest.write_text(json.dumps(changed), "utf-8")
        with developing(sqlx, application) as dev:
            dev.wait_for("^installing packages")
            status, _, body = dev.ask("/docs", "text/html")
            require(status == 503 and "installing packages" in body, f"while packages are installed: {status} {body}", dev)
            code = dev.interrupt()
            require(code == 0, f"ends with {code}", dev)


NOTICE = "[...document.body.children].some((child) => child.shadowRoot?.querySelector('[role=alert]')?.textContent.includes('SQLX6044'))"
# Where somebody writes, the page stays as it is, and so can be looked at.
LOADED_AGAIN = "performance.getEntriesByType('navigation')[0].type === 'reload' && document.querySelector('h1') && (document.querySelector('#search')?.focus(), document.activeElement.matches('input'))"


def show_in_the_browser(sqlx: Path) -> None:
    """What is wrong is on the pages of the last good server, or in their place; and they are loaded again when it is mended."""
    with an_application(sqlx, "sqlite", {}) as (application, _):
        routes = application / "app/routes.ts"
        right = routes.read_text("utf-8")
        wrong = right + "\nexport const wrong: 5 = '<b>';\n"
        routes.write_text(wrong, "utf-8")
        with developing(sqlx, application, "--ai-dashboard") as dev:
            dev.wait_for("SQLX6044")
            for accept, kind, told in (("text/html", "text/html; charset=utf-8", "&#60;b&#62;"), ("application/json", "application/problem+json", "<b>")):
                status, said, body = dev.ask("/docs", accept)
                require((status, said) == (503, kind) and "SQLX6044" in body and told in body, f"in the place of a server: {status} {said} {body}", dev)
            mark = dev.mark()
            routes.write_text(right, "utf-8")
            dev.wait_for("^up", mark)
            mark = dev.mark()
            routes.write_text(wrong, "utf-8")
            dev.wait_for("SQLX6044", mark)
            for path, shown in (("/docs", "h1"), ("/graphql", ".graphiql-container"), ("/ai-dashboard", "h1")):
                until = f"document.querySelector('{shown}') && {NOTICE}"
                browse(f"http://127.0.0.1:{dev.port}{path}", application.parent, screens=[(1280, "light")], until=until, others=[".graphiql-container"])
            with ThreadPoolExecutor() as pool:
                page = pool.submit(browse, f"http://127.0.0.1:{dev.port}/docs", application.parent, screens=[(1280, "dark")], until=LOADED_AGAIN, probe=NOTICE)
                rounds = 0
                while not page.done():  # it fails by itself if nothing comes of it
                    routes.write_text(f"{right}// {rounds}\n", "utf-8")
                    time.sleep(3)
                    rounds += 1
                require_equal(str(page.result()["probes"]), "[False]", "the notice on a page that was loaded again")
            dev.interrupt()


def refused(sqlx: Path, application: Path, code: int, pattern: str, *options: str, path: str | None = None) -> None:
    environment = clean_environment(HOME=str(application.parent), npm_config_fetch_retries="0")
    done = run([sqlx, "dev", *options], cwd=application, env={**environment, "PATH": path or environment["PATH"]})
    if done.code != code or not re.search(pattern, done.err):
        raise Failure(f"exit code {done.code}, and no {pattern}\n{done.err[-3000:]}")


@contextlib.contextmanager
def without_port(sqlx: Path, application: Path) -> Iterator[list[str]]:
    process = subprocess.Popen([str(sqlx), "dev"], cwd=application, stderr=subprocess.PIPE, text=True, env=clean_environment(HOME=str(application.parent)))
    said = [(process.stderr.readline() if process.stderr else "").rstrip("\n")]
    try:
        yield said
    finally:
        process.terminate()
        process.wait(30)
        if process.stderr:
            process.stderr.close()


def require_line(said: list[str], pattern: str) -> None:
    if not any(re.search(pattern, line) for line in said):
        raise Failure(f"no line matches {pattern}: {said}")


class Proxy:
    """Stands before a server, and can be away for a while, as a server that is restarted."""

    def __init__(self, host: str, port: int) -> None:
        self.target, self.port, self.connections = (host, port), free_port(), []
        self.come()

    def come(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
                server = socket.create_connection(self.target)
            except OSError:
                return
            self.connections += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=pump, args=(source, sink), daemon=True).start()

    def go(self) -> None:
        for each in (self.listener, *self.connections):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self.connections = []


def pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    for each in (source, sink):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def outlive_the_database(sqlx: Path, engine: str, urls: Mapping[str, str]) -> None:
    with an_application(sqlx, engine, urls) as (application, database):
        address = urlsplit(database.url)
        proxy = Proxy(address.hostname or "127.0.0.1", address.port or 0)
        url = database.url.replace(f":{address.port}/", f":{proxy.port}/")
        with developing(sqlx, application, DATABASE_URL=url) as dev:
            dev.wait_for("^up")
            mark = dev.mark()
            proxy.go()
            dev.wait_for(r"SQLX201\d", mark)
            database.load("ALTER TABLE people ADD COLUMN nick varchar(10);")
            mark = dev.mark()
            proxy.come()
            dev.wait_for("that is mended", mark)
            dev.wait_until(lambda: shows(dev, "nick"), "the API does not show the new column")
            dev.interrupt()
        proxy.go()


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    sqlx = options.sqlx.resolve()
    with engines() as urls:
        cases = [Case(f"schema on {engine}", partial(follow_the_schema, sqlx, engine, urls)) for engine in databases.ENGINES]
        cases += [Case("mistakes", partial(survive_mistakes, sqlx)), Case("alone", partial(be_alone, sqlx)), Case("installing", partial(answer_while_installing, sqlx)), Case("browser", partial(show_in_the_browser, sqlx))]
        cases += [Case("restarted database", partial(outlive_the_database, sqlx, "postgres", urls))]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
