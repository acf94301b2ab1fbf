#!/usr/bin/python3
"""DuckDB, a dialect that is only a pack: the statements of tests/translate, translated to it and run there, give the same rows.

Nothing of sqlx is written for DuckDB but wirepacks/duckdb.json. The engine is a package of npm, installed once beside those of the other
tests (node_packages.py). Where no registry can be reached, the test says so and is skipped.

What tests/translate.py says of cases and their marks holds here, too:

    --> duckdb warns            the translation to DuckDB carries a warning
    --> duckdb refused          it is refused with a diagnostic
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import databases
import translate
from engines import engines, stop_cleanly_on_signals
from node_packages import installed
from support import SKIPPED, TESTS, Case, Failure, Skip, chosen, parser, run_cases, succeed, update_is_wanted

ENGINE = {"@duckdb/node-api": "1.5.6-r.1"}  # fixed: an engine that changes would change what is exact
FIXTURE = translate.FIXTURE


class DuckDb:
    """One in-memory database, in a node process of its own, with the fixture in it."""

    def __init__(self, modules: Path) -> None:
        fixtures = [FIXTURE / "duckdb.sql", FIXTURE / "rows.sql"]
        command = ["node", TESTS / "duckdb_rows.mjs", modules, *fixtures]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.one_question = threading.Lock()

    def rows(self, script: str, null: str) -> list[list[str]]:
        """`script` is what translate.Bench makes: BEGIN, the statements, ROLLBACK, a `;` on a line of its own behind each."""
        statements = script.removeprefix("BEGIN;\n").removesuffix("ROLLBACK;\n").split("\n;\n")[:-1]
        with self.one_question:
            self.process.stdin.write(json.dumps(statements) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        if not line:
            raise Failure("DuckDB's process has ended")
        answer = json.loads(line)
        if "error" in answer:
            raise Failure(answer["error"])
        return [[null if value is None else value for value in row] for row in answer["rows"]]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)


@contextlib.contextmanager
def prepared(sqlx: Path, modules: Path, urls: Mapping[str, str]) -> Iterator[translate.Bench]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sqlx-duckdb-")))
        made = {"duckdb": stack.enter_context(contextlib.closing(DuckDb(modules)))}
        for dialect, engine in translate.ENGINE_OF.items():
            database = stack.enter_context(databases.connect(engine, urls).fresh("duckdb"))
            database.load("".join((FIXTURE / name).read_text("utf-8") for name in (f"{dialect}.sql", "rows.sql")))
            succeed([sqlx, "introspect", "--database", database.url, "--out", folder / f"{dialect}.json"])
            made[dialect] = database
        yield translate.Bench(sqlx, folder, made)


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    try:
        modules = installed(ENGINE)
    except Skip as reason:
        print(f"skipped: {reason}")
        return SKIPPED
    with engines() as urls, prepared(options.sqlx.resolve(), modules, urls) as bench:
        paths = sorted(path for dialect in translate.ENGINE_OF for path in (translate.CASES / dialect).glob("*.sqlt"))
        cases = [Case(f"{path.parent.name}/{path.stem}", partial(translate.check_file, bench, path, "duckdb")) for path in paths]
        return run_cases(chosen(cases, options.patterns), 1 if update_is_wanted() else options.jobs)


if __name__ == "__main__":
    sys.exit(main())
