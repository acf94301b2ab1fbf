#!/usr/bin/python3
"""The ORM that is generated, on real engines: made by `sqlx init`, type-checked, linted, and run.

  * `suite on <engine>`: the schema tests/orm/<engine>/schema.sql, which has everything in it, with the tests of tests/orm/suite and of the
    engine's own folder. `types.ts` there is compiled only: its lines marked @ts-expect-error must be errors.
  * `schemas on <engine>`: each schema of tests/live, of tests/orm/schemas and of the examples must give an application without an error or a
    warning, and a second time no other one. For those of tests/orm/schemas, which are made of what generators stumble over, `npm test` is green.

The packages are those of tests/node_packages.py; without npm the cases are skipped.
"""

import functools
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from node_packages import node_modules
from support import ROOT, TESTS, Case, Failure, chosen, clean_environment, parser, run, run_cases

SUITE = TESTS / "orm"
ENGINES = ("postgres", "mysql", "sqlite")
SECONDS = 400
EXAMPLES = {"blog": "mysql", "railway": "postgres", "shop": "sqlite"}
NASTY = "nasty_"  # what the names of those of tests/orm/schemas begin with
SDL = "api/graphql/schema.graphql"
RENDERED = ("*/orm/*.ts", "*/orm/models/*.ts", "*/validation/*.ts", "*/tests/**/*.ts", "*/api/rest/*.ts", "*/server/*.ts")  # other files are the same for all schemas
COMMON = ("package.json", "tsconfig.json", "eslint.config.js")  # what all applications of an engine have alike


def tool(application: Path, *words: str, **variables: str) -> str:
    """Runs a program of node_modules or node itself in the application; what it says is the failure."""
    done = run(words, cwd=application, env=clean_environment(**variables), seconds=SECONDS)
    if done.code != 0:
        raise Failure(f"{' '.join(words)} ends with {done.code}\n{done.out[-6000:]}{done.err[-3000:]}")
    return done.out


def run_tests(application: Path, tests: Sequence[str], url: str) -> str:
    """`npm test`, but for files that are named; of a failure only what failed is shown."""
    command = ["node", "--test", "--test-reporter=tap", "--test-concurrency=1", "--test-timeout=60000", *tests]
    done = run(command, cwd=application, env=clean_environment(DATABASE_URL=url), seconds=SECONDS)
    if done.code != 0:
        failed = re.findall(r"^not ok .*?^  \.\.\.$", done.out, re.MULTILINE | re.DOTALL)
        raise Failure("\n".join(failed[:5]) or f"node ends with {done.code}\n{done.out[-3000:]}{done.err[-3000:]}")
    missing = re.findall(r"^\s*ok \d+ - makes (?!CREATE FOREIGN TABLE).* # SKIP .*$", done.out, re.MULTILINE)  # whose server is not read
    if missing:
        raise Failure("the schema could not be made again\n" + "\n".join(missing[:5]))
    return f"{len(re.findall('^ok ', done.out, re.MULTILINE))} tests"


def make_application(sqlx: Path, folder: Path, url: str) -> Path:
    application = folder / "app"
    tool(folder, str(sqlx), "init", str(application), "--database", url)
    (application / "node_modules").symlink_to(node_modules(application))
    return application


def check(application: Path, *linted: str) -> None:
    version = tool(application, "node", "node_modules/.bin/tsc", "--version")
    if not version.startswith("Version 7."):  # of two packages that have a `tsc`, the first by its name is taken
        raise Failure(f"compiled by another TypeScript: {version}")
    tool(application, "node", "node_modules/.bin/tsc")
    tool(application, "node", "node_modules/eslint/bin/eslint.js", "--max-warnings=0", *(linted or ["."]))


def add_tests(application: Path, engine: str) -> list[str]:
    """Puts our tests where the application's own are; gives those to run, compiled."""
    shutil.rmtree(application / "tests", ignore_errors=True)
    (application / "tests").mkdir()
    sources = [*(SUITE / "suite").glob("*.ts"), *(SUITE / engine).glob("*.ts")]
    for source in sources:
        shutil.copy(source, application / "tests" / source.name)
    return sorted(f"dist/tests/{source.stem}.js" for source in sources if source.name.endswith(".test.ts"))


def run_suite(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    with databases.connect(engine, urls).fresh("orm") as database, tempfile.TemporaryDirectory() as folder:
        database.load((SUITE / engine / "schema.sql").read_text("utf-8"))
        application = make_application(sqlx, Path(folder), database.url)
        tests = add_tests(application, engine)
        check(application, "orm")
        return run_tests(application, tests, database.url)


def schemas(engine: str) -> Iterator[tuple[str, Path]]:
    """What to call them, and their SQL."""
    for path in sorted((TESTS / "live" / engine).glob("*.sql")):
        yield path.stem, path
    for path in sorted((SUITE / "schemas" / engine).glob("*.sql")):
        yield f"{NASTY}{path.stem}", path
    for name, of in EXAMPLES.items():
        if of == engine:
            yield name, ROOT / "examples" / name / "schema.sql"


def make_one(sqlx: Path, together: Path, name: str, url: str) -> None:
    tool(together, str(sqlx), "init", name, "--database", url)
    tool(together / name, str(sqlx), "generate", "--check", "--database", url)
    for common in COMMON:
        (together / name / common).rename(together / common)


def run_schemas(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    """All of them side by side in one project, so that the compiler and the linter start once; a finding's path names the schema."""
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder)
        names = []
        for name, path in schemas(engine):
            with databases.connect(engine, urls).fresh("orm") as database:
                database.load(path.read_text("utf-8"), keep_going=not name.startswith(NASTY))
                make_one(sqlx, together, name, database.url)
            names.append(name)
        (together / "node_modules").symlink_to(node_modules(together))
        check(together, names[0], *RENDERED)
        nasty = [name for name in names if name.startswith(NASTY)]
        for name in nasty:
            shutil.copy(together / name / SDL, together / "dist" / name / SDL)  # the compiler leaves it where it is
        suites = [f"dist/{name}/tests/{suite}.test.js" for name in nasty for suite in ("models", "rest", "graphql")]
        suites = [suite for suite in suites if (together / suite).exists()]  # of views alone there is one
        return f"{len(names)} schemas, {run_tests(together, suites, server_url(engine, urls))}"


def server_url(engine: str, urls: Mapping[str, str]) -> str:
    """Where the suites of applications make databases of their own."""
    return urls.get(databases.SERVER_VARIABLES.get(engine, ""), "")


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
