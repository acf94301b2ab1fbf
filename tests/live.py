#!/usr/bin/python3
"""Runs tests/live/<engine>/*.sql: DDL, and what sqlx reads when it is loaded.

    -- What the case shows, in a sentence.
    -- tags: identity, serial
    -- only: postgres 15                     (optional: this product, from this version on)
    -- roles: clerk, auditor                 (optional: made first, where roles belong to the server)

    CREATE TABLE …;

    -- expect
    -- tables:
    --   - name: {name: orders}
    …

The expectation is the output of `sqlx introspect --format yaml` without the lines that depend on the server; --update writes it. Beside
that comparison, every case must
  * give the same bytes when it is asked twice, with a number of questions that is the same for all cases of an engine,
  * give the same bytes again when it is read from its own snapshot,
  * give DDL that, loaded into another fresh database, is read as the same schema, but for what it says it leaves out.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from support import ROOT, TESTS, Case, Failure, Skip, chosen, parser, require_equal, run, run_cases
from support import succeed, update_is_wanted

CASES = TESTS / "live"
MARKER = "-- expect\n"
# What a server, or whoever made the database, decides.
VOLATILE = ("format", "server_version", "default_schema", "encoding", "collation")


@dataclass(frozen=True)
class LiveCase:
    path: Path
    sql: str
    expected: str | None  # None: not written yet

    def tag(self, name: str) -> str:
        found = re.search(rf"^-- {name}: *(.*)$", self.sql, re.MULTILINE)
        return found[1].strip() if found else ""


def read_case(path: Path) -> LiveCase:
    sql, marker, expectation = path.read_text("utf-8").partition(MARKER)
    if not marker:
        return LiveCase(path, sql, None)
    lines = [re.sub(r"^-- ?", "", line) for line in expectation.splitlines()]
    return LiveCase(path, sql, "".join(f"{line}\n" for line in lines))


def write_case(case: LiveCase, expected: str) -> None:
    lines = "".join(f"-- {line}".rstrip() + "\n" for line in expected.splitlines())
    case.path.write_text(case.sql.rstrip("\n") + "\n\n" + MARKER + lines, "utf-8")


def without_volatile(yaml: str) -> str:
    """The document without the top-level keys of VOLATILE and what is indented below them."""
    kept, dropping = [], False
    for line in yaml.splitlines(keepends=True):
        if not line.startswith((" ", "-")):
            dropping = line.split(":")[0] in VOLATILE
        if not dropping:
            kept.append(line)
    return "".join(kept)


class Reader:
    """sqlx introspect, as the checks need it; remembers how many questions each engine was asked."""

    def __init__(self, sqlx: Path) -> None:
        self.sqlx = sqlx
        self.asked: dict[str, set[int]] = {}

    def read(self, form: str, *source: str) -> str:
        return succeed([self.sqlx, "introspect", *source, "--format", form, "--quiet"])

    def database(self, database: databases.Database, form: str) -> str:
        return self.read(form, f"--database={database.url}")

    def questions(self, database: databases.Database) -> int:
        result = run([self.sqlx, "introspect", f"--database={database.url}", "--verbose"])
        asked = re.search(r"^asked (\d+) questions", result.err, re.MULTILINE)
        if not asked:
            raise Failure(f"--verbose does not say how many questions were asked\n{result.err[-1000:]}")
        self.asked.setdefault(database.engine.name, set()).add(int(asked[1]))
        return int(asked[1])

    def report_questions(self, code: int) -> int:
        """The exit code, given that of the cases: the number must not depend on the schema."""
        varying = {engine: sorted(counts) for engine, counts in self.asked.items() if len(counts) > 1}
        for engine, counts in varying.items():
            print(f"FAILED  the number of questions for {engine} depends on the schema: {counts}")
        return 1 if varying else code


def check_round_trips(reader: Reader, engine: databases.Engine, database: databases.Database) -> None:
    """Everything that must hold for any schema."""
    document = reader.database(database, "json")
    require_equal(reader.database(database, "json"), document, "the second reading differs")
    check_snapshot(reader, document)
    check_ddl(reader, engine, database, document)


def check_ddl(reader: Reader, engine: databases.Engine, database: databases.Database, document: str) -> None:
    """What the DDL leaves out must be told (SQLX3020), and only the list of unsupported facts may then differ."""
    written = run([reader.sqlx, "introspect", f"--database={database.url}", "--format", "ddl"])
    if written.code != 0:
        raise Failure(f"--format ddl ends with {written.code}\n{written.err[-3000:]}")
    with engine.fresh("again") as again:
        load_ddl(again, written.out)
        reread = reader.database(again, "json")
    if "[SQLX3020]" in written.err:
        document, reread = without_unsupported(document), without_unsupported(reread)
    require_equal(reread, document, "the DDL does not recreate the schema")


def without_unsupported(document: str) -> str:
    rest = {key: value for key, value in json.loads(document).items() if key not in ("unsupported", "diagnostics")}
    return json.dumps(rest, indent=2, ensure_ascii=False)


def load_ddl(database: databases.Database, ddl: str) -> None:
    try:
        database.load(ddl)
    except Failure as failure:
        raise Failure(f"the DDL that sqlx wrote cannot be loaded\n{failure}") from failure


def check_snapshot(reader: Reader, document: str) -> None:
    """Diagnostics of the reading are left out: a document that comes from a snapshot does not repeat them."""
    expected = re.sub(r',\n  "diagnostics": \[\n.*\n  \]\n\}\n\Z', "\n}\n", document, flags=re.DOTALL)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8", errors="surrogateescape") as file:
        file.write(document)
        file.flush()
        require_equal(reader.read("json", f"--snapshot={file.name}"), expected, "the snapshot is read as something else")


def check_only(case: LiveCase, engine: databases.Engine) -> None:
    only = re.match(r"(\w+)\s*([\d.]*)", case.tag("only"))
    if not only:
        return
    product, version = engine.flavour()
    wanted = databases.version_tuple(only[2]) if only[2] else ()
    if product != only[1] or version < wanted:
        raise Skip(f"only for {only[0]}, and this is {product} {'.'.join(map(str, version))}")


def run_case(case: LiveCase, reader: Reader, urls: Mapping[str, str]) -> str | None:
    engine = databases.connect(case.path.parent.name, urls)
    check_only(case, engine)
    for role in filter(None, re.split(r"[,\s]+", case.tag("roles"))):
        engine.add_role(role)
    with engine.fresh(case.path.stem) as database:
        database.load(case.sql)
        actual = without_volatile(reader.database(database, "yaml"))
        if update_is_wanted() and actual != case.expected:
            write_case(case, actual)
        else:
            require_equal(actual, case.expected or "", "another schema than expected")
        check_round_trips(reader, engine, database)
        return f"asked {reader.questions(database)} questions"


def refuse(path: Path, reason: str) -> None:
    raise Failure(f"{path.relative_to(ROOT)} is no case: {reason}")


def case_of(path: Path, reader: Reader, urls: Mapping[str, str]) -> Case:
    name = f"{path.parent.name}/{path.stem}"
    if path.parent.parent != CASES or path.parent.name not in databases.ENGINES:
        return Case(name, partial(refuse, path, "its folder is not that of an engine"))
    if path.suffix != ".sql":
        return Case(name, partial(refuse, path, "its name does not end with .sql"))
    return Case(name, partial(run_case, read_case(path), reader, urls))


def with_engine_option(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    made.add_argument("--engine", choices=databases.ENGINES, help="only the cases of this engine")
    return made


def wanted_servers(engine: str | None) -> list[str]:
    return [variable for name, variable in databases.SERVER_VARIABLES.items() if engine in (None, name)]


def main() -> int:
    options = with_engine_option(parser(__doc__)).parse_args()
    stop_cleanly_on_signals()
    folder = CASES / options.engine if options.engine else CASES
    with engines(wanted_servers(options.engine)) as urls:
        reader = Reader(options.sqlx.resolve())
        cases = [case_of(path, reader, urls) for path in sorted(folder.rglob("*")) if path.is_file()]
        return reader.report_questions(run_cases(chosen(cases, options.patterns), options.jobs))


if __name__ == "__main__":
    sys.exit(main())
