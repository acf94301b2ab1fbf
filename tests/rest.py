#!/usr/bin/python3
"""The REST API that is generated, on real engines, asked by the clients that it is for.

  * `client on <engine>`: the schema tests/rest/<engine>/schema.sql, an application of it, and the tests of tests/rest/suite: with the client
    library of PostgREST, unchanged, and with requests of all other kinds, thousands of wrong ones among them. A test that needs what one engine
    has only is in the engine's own folder.

The packages are those of tests/node_packages.py; without npm the cases are skipped.
"""

import functools
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from orm import check, make_application, run_tests
from support import TESTS, Case, chosen, parser, run_cases

SUITE = TESTS / "rest"
ENGINES = ("postgres", "mysql", "sqlite")


def add_tests(application: Path, engine: str) -> list[str]:
    """Puts our tests where the application's own are; gives those to run, compiled."""
    shutil.rmtree(application / "tests")
    (application / "tests").mkdir()
    for source in [*(SUITE / "suite").glob("*.ts"), *(SUITE / engine).glob("*.ts")]:
        shutil.copy(source, application / "tests" / source.name)
    return sorted(f"dist/tests/{path.stem}.js" for path in (application / "tests").glob("*.test.ts"))


def run_client(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    with databases.connect(engine, urls).fresh("rest") as database, tempfile.TemporaryDirectory() as folder:
        database.load((SUITE / engine / "schema.sql").read_text("utf-8"))
        application = make_application(sqlx, Path(folder), database.url)
        tests = add_tests(application, engine)
        check(application, "api/rest", "tests")
        return run_tests(application, tests, database.url)


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    sqlx = options.sqlx.resolve()
    with engines() as urls:
        cases = [Case(f"client on {engine}", functools.partial(run_client, sqlx, engine, urls)) for engine in ENGINES]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
