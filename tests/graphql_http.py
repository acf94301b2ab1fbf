#!/usr/bin/python3
"""How the GraphQL API is served, on real engines: by HTTP and by WebSocket, to the clients that people use and to those who mean no good.

The server is that of tests/server: its schema and its policies. What is asked here is how answers come: what they hold is asked in tests/graphql.py.
`suite` runs on every engine, the other folders on the engine of their name.
"""

import functools
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from node_packages import node_modules
from orm import check, run_tests, tool
from support import TESTS, Case, chosen, parser, run_cases

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


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    with engines() as urls:
        cases = [Case(f"serving on {engine}", functools.partial(run_engine, options.sqlx.resolve(), engine, urls)) for engine in ENGINES]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
