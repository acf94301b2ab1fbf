#!/usr/bin/python3
"""The server that is generated, over HTTP, on real engines: made by `sqlx init` with policies, type-checked, linted, started, asked, stopped.

The schema and the policies are tests/server/schema.sql and policies.yaml; tests/server/suite runs on every engine, http on one, faults on those
behind a network: a proxy in front of the real one cuts, refuses and comes back.
"""

import functools
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from orm import check, make_application, run_tests, tool
from support import TESTS, Case, chosen, parser, run_cases

SERVER = TESTS / "server"
FOLDERS = {"sqlite": ["suite", "http"], "postgres": ["suite", "faults", "postgres"], "mysql": ["suite", "faults"]}  # what runs on each engine


def add_tests(application: Path, engine: str) -> list[str]:
    """Puts our tests where the application's own are; gives those to run, compiled."""
    shutil.rmtree(application / "tests")
    (application / "tests").mkdir()
    sources = [path for folder in FOLDERS[engine] for path in sorted((SERVER / folder).glob("*.ts"))]
    for source in sources:
        shutil.copy(source, application / "tests" / source.name)
    (application / "tests/routes.ts").rename(application / "app/routes.ts")
    shutil.copy(SERVER / "hooks.ts", application / "app/hooks/order.ts")
    return [f"dist/tests/{source.stem}.js" for source in sources if source.name.endswith(".test.ts")]


def run_server(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    with databases.connect(engine, urls).fresh("server") as database, tempfile.TemporaryDirectory() as folder:
        database.load((SERVER / "schema.sql").read_text("utf-8"))
        application = make_application(sqlx, Path(folder), database.url)
        with (application / "sqlx.yaml").open("a") as config:
            config.write((SERVER / "policies.yaml").read_text("utf-8"))
        tool(application, str(sqlx), "generate", "--offline")
        tests = add_tests(application, engine)
        check(application, "server", "app", "tests")
        return run_tests(application, tests, database.url)


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    with engines() as urls:
        cases = [Case(f"server on {engine}", functools.partial(run_server, options.sqlx.resolve(), engine, urls)) for engine in FOLDERS]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
