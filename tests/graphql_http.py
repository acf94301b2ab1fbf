#!/usr/bin/python3
"""How the GraphQL API is served, on real engines: by HTTP and by WebSocket, to the clients that people use and to those who mean no good.

The server is that of tests/server: its schema and its policies. What is asked here is how answers come: what they hold is asked in tests/graphql.py.
`suite` runs on every engine, the other folders on the engine of their name.

`log of <engine>` looks into the database's own log: five levels of rows are one statement, a mutation with rows in rows is one transaction.
"""

import contextlib
import functools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import databases
from engines import end, engines, stop_cleanly_on_signals
from node_packages import node_modules
from orm import check, run_tests, tool
from outage import listening
from support import TESTS, Case, Failure, Skip, chosen, clean_environment, parser, run_cases

SUITE = TESTS / "graphql_http"
SERVER = TESTS / "server"
ENGINES = ("sqlite", "postgres", "mysql")
CLIENTS = {"@apollo/client": "^4.3.8", "@urql/core": "^6.0.3", "graphql-http": "^1.23.1", "graphql-ws": "^6.4.2", "rxjs": "^7.8.2"}


def make_application(sqlx: Path, folder: Path, url: str) -> Path:
    application = folder / "app"
    tool(folder, str(sqlx), "init", str(application), "--database", url)
    with (application / "sqlx.yaml").open("a") as config:
        config.write((SERVER / "policies.yaml").read_text("utf-8"))
    tool(application, str(sqlx), "generate", "--offline")
    (application / "node_modules").symlink_to(node_modules(application, CLIENTS))
    return application


def add_tests(application: Path, engine: str) -> list[str]:
    """Puts our tests where the application's own are; gives those to run, compiled."""
    shutil.rmtree(application / "tests")
    (application / "tests").mkdir()
    sources = [SERVER / "suite/support.ts", *sorted((SUITE / "suite").glob("*.ts")), *sorted((SUITE / engine).glob("*.ts"))]
    for source in sources:
        shutil.copy(source, application / "tests" / source.name)
    shutil.copy(SUITE / "persisted.json", application / "api/graphql/persisted.json")
    return [f"dist/tests/{source.stem}.js" for source in sources if source.name.endswith(".test.ts")]


def tell_changes(database: databases.Database, application: Path) -> None:
    """The migration that is offered, where the engine needs one."""
    triggers = application / "api/graphql/changes.sql"
    if triggers.exists():
        database.load(triggers.read_text("utf-8"))


def run_engine(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    with databases.connect(engine, urls).fresh("graphql_http") as database, tempfile.TemporaryDirectory() as folder:
        database.load((SERVER / "schema.sql").read_text("utf-8"))
        application = make_application(sqlx, Path(folder), database.url)
        tell_changes(database, application)
        tests = add_tests(application, engine)
        check(application, "api/graphql", "server", "tests")
        return run_tests(application, tests, database.url)


LEVELS = "{ countries(limit: 20) { name cities(limit: 20) { id streets(limit: 20) { id houses(limit: 1) { id rooms(limit: 1) { id } } } } } }"
NESTED = """mutation { createCountry(input: {id: "99", name: "new", cities: {create: [{id: "9901", streets: {create: [{id: "990101"}, {id: "990102"}]}}]}}) {
  cities { streets { id } } } }"""


@contextlib.contextmanager
def served(application: Path, url: str) -> Iterator[str]:
    log = application / "log"
    variables = clean_environment(DATABASE_URL=url, PORT="0", NODE_ENV="development")
    with log.open("w") as out:
        server = subprocess.Popen(["node", "dist/server/main.js"], cwd=application, env=variables, stdout=out, stderr=out)
    try:
        yield listening(log)
    finally:
        end(server)


def ask(address: str, document: str) -> str:
    request = urllib.request.Request(f"{address}/graphql", json.dumps({"query": document}).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode()


def told(database: databases.Database, work: Callable[[], object]) -> list[str]:
    """The first word of each statement that the database had to log meanwhile."""
    log = Path(database.rows("SHOW data_directory")[0][0]).parent / "log"
    if not log.exists():
        raise Skip("the log of this server is not at hand")
    before = log.stat().st_size
    work()
    with log.open("rb") as lines:
        lines.seek(before)
        return re.findall(r"LOG:  (?:execute \S+|statement): (\w+)", lines.read().decode("utf-8", "replace"))


def require_words(words: list[str], pattern: str, what: str) -> None:
    if not re.fullmatch(pattern, said := " ".join(words).lower()):
        raise Failure(f"{what}: {said}")


def run_log(sqlx: Path, urls: Mapping[str, str]) -> str:
    with databases.connect("postgres", urls).fresh("graphql_log") as database, tempfile.TemporaryDirectory() as folder:
        database.load((SUITE / "levels.sql").read_text("utf-8"))
        application = Path(folder) / "app"
        tool(Path(folder), str(sqlx), "init", str(application), "--database", database.url)
        (application / "node_modules").symlink_to(node_modules(application, CLIENTS))
        tool(application, "node", "node_modules/.bin/tsc", "--noCheck")
        database.load(f"ALTER DATABASE {database.name} SET log_statement = 'all'")
        with served(application, database.url) as address:
            answers: list[str] = []
            reads = told(database, lambda: answers.append(ask(address, LEVELS)))
            writes = told(database, lambda: answers.append(ask(address, NESTED)))
    rows = [answers[0].count('"rooms":[{"id"'), answers[1].count('"id":"99010')]
    if rows != [8000, 2]:
        raise Failure(f"{rows} rows\n{answers[0][:500]}\n{answers[1][:500]}")
    require_words(reads, "select", "five levels are not one statement")
    require_words(writes, r"begin( insert| with| select)+ commit", "a mutation is not one transaction")
    return f"8,000 rows by one statement, {len(writes) - 2} statements in a mutation"


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    with engines() as urls:
        cases = [Case(f"serving on {engine}", functools.partial(run_engine, options.sqlx.resolve(), engine, urls)) for engine in ENGINES]
        cases.append(Case("log of postgres", functools.partial(run_log, options.sqlx.resolve(), urls)))
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
