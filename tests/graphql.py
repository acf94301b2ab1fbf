#!/usr/bin/python3
"""The GraphQL API that is generated, below HTTP, on real engines.

  * `suite on <engine>`: the schema tests/graphql/<engine>/schema.sql, an application of it, and the tests of tests/graphql/suite: what documents
    answer, what mutations leave behind, that an operation is one statement, and that a connection keeps the rules of Relay's specification.
  * `schemas on <engine>`: each schema of tests/live, of tests/orm/schemas and of the examples: the schema of the API is valid, the same each time,
    and every field of every model can be asked for.

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
from node_packages import node_modules
from orm import NASTY, check, make_application, make_one, run_tests, schemas, tool
from support import TESTS, Case, chosen, parser, run_cases

SUITE = TESTS / "graphql"
ENGINES = ("postgres", "mysql", "sqlite")
GRAPHQL = ("api/graphql", "tests")


def add_tests(application: Path) -> list[str]:
    """Puts our tests where the application's own are; gives those to run, compiled."""
    shutil.rmtree(application / "tests")
    (application / "tests").mkdir()
    for source in (SUITE / "suite").glob("*.ts"):
        shutil.copy(source, application / "tests" / source.name)
    return sorted(f"dist/tests/{path.stem}.js" for path in (application / "tests").glob("*.test.ts"))


def run_suite(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    with databases.connect(engine, urls).fresh("graphql") as database, tempfile.TemporaryDirectory() as folder:
        database.load((SUITE / engine / "schema.sql").read_text("utf-8"))
        application = make_application(sqlx, Path(folder), database.url)
        tests = add_tests(application)
        check(application, *GRAPHQL)
        return run_tests(application, tests, database.url)


def run_schemas(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    """Each is asked for everything that it has while its database is there."""
    names = []
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder)
        for name, path in schemas(engine):
            with databases.connect(engine, urls).fresh("graphql") as database:
                database.load(path.read_text("utf-8"), keep_going=not name.startswith(NASTY))
                make_one(sqlx, together, name, database.url)
                if not names:
                    (together / "node_modules").symlink_to(node_modules(together))
                ask_everything(together / name, database.url)
            names.append(name)
    return f"{len(names)} schemas"


ONE = """{
  "extends": "../tsconfig.json",
  "compilerOptions": { "rootDir": ".", "outDir": "dist", "noCheck": true },
  "include": ["tests/everything.ts"]
}
"""


def ask_everything(application: Path, url: str) -> None:
    shutil.copy(SUITE / "everything.ts", application / "tests")
    (application / "tsconfig.one.json").write_text(ONE, "utf-8")
    tool(application, "node", "../node_modules/.bin/tsc", "-p", "tsconfig.one.json")
    tool(application, "node", "dist/tests/everything.js", DATABASE_URL=url)


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    sqlx = options.sqlx.resolve()
    with engines() as urls:
        cases = [Case(f"suite on {engine}", functools.partial(run_suite, sqlx, engine, urls)) for engine in ENGINES]
        cases += [Case(f"schemas on {engine}", functools.partial(run_schemas, sqlx, engine, urls)) for engine in ENGINES]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
