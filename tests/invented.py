#!/usr/bin/python3
"""A dialect that nobody has: tests/packs/quirk.json is loaded with --wirepacks, as source and as target, and no line of C++ knows it.

Quirk has quotes, comments, an escape, truth values, types, operators, function names and a row limit of its own. Each paragraph of
tests/packs/quirk.sqlt is a statement of SQLite, `=>`, and the same in Quirk:

  * SQLite to Quirk gives that text, without a warning;
  * Quirk to Quirk gives it again;
  * Quirk back to SQLite gives a statement with the same rows as the first, on the fixture of tests/translate (what is in the tables
    afterwards included);
  * and whole scripts, with Quirk's comments and quotes, go through the command line.

`--update` rewrites what stands behind `=>`; it never accepts other rows.
"""

import json
import re
import sqlite3
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from support import TESTS, Case, Failure, clean_environment, parser, require_equal, run, run_cases, update_is_wanted

PACKS = TESTS / "packs"
CASES = PACKS / "quirk.sqlt"
FIXTURE = TESTS / "translate/fixture"
TABLES = ["people", "orders", "pairs", "stock", "docs"]
SCRIPT = """!! rows of {people} that count; not the end
SELECT {p}.{id}, 'it^'s; ^^ here' FROM {people} {p} WHERE {p}.{active} = YES TAKE 2 SKIP 1;
<# a block <# inside #> ; #> SELECT NO, {take}.{a} FROM (SELECT 1 AS {a}) {take};
"""
TRANSLATED = """-- rows of {people} that count; not the end
SELECT p.id, 'it''s; ^ here' FROM people AS p WHERE p.active = TRUE LIMIT 2 OFFSET 1;
/* a block <# inside #> ; */
SELECT FALSE, take.a FROM (SELECT 1 AS a) AS take;
"""
MISTAKES = [
    ("SELECT 1 TAKE", "SQLX4001"),
    ("SELECT 1 TAKE 5 SKIP", "SQLX4001"),
    ("SELECT {a FROM t", "SQLX4032"),
    ("<# never ends SELECT 1", "SQLX4032"),
    ("SELECT UNKNOWN_FUNCTION(1)", "SQLX5"),
    ("SELECT 1 LIMIT 5 EXTRA", "SQLX4001"),
]


@dataclass
class Pair:
    sqlite: str
    quirk: str

    def text(self) -> str:
        return f"{self.sqlite}\n=>\n{self.quirk}\n"


def read_pairs() -> list[Pair]:
    paragraphs = re.split(r"\n\n+", CASES.read_text("utf-8").strip())
    return [Pair(*(part.strip() for part in (paragraph + "\n=>\n").split("\n=>\n")[:2])) for paragraph in paragraphs]


def translate(sqlx: Path, source: str, target: str, statements: list[str]) -> list[dict]:
    lines = "".join(json.dumps({"id": i, "sql": sql}) + "\n" for i, sql in enumerate(statements))
    command = [sqlx, "--wirepacks", PACKS, "translate", "--batch", "--from", source, "--to", target]
    printed = run(command, stdin=lines, env=clean_environment())
    answers = [json.loads(line) for line in printed.out.splitlines()]
    if len(answers) != len(statements):
        raise Failure(f"{len(statements)} lines in, {len(answers)} out\n{printed.err[-1000:]}")
    return answers


def text_of(answer: dict, statement: str) -> str:
    if answer["sql"] is None or answer["fidelity"] != "exact":
        raise Failure(f"{statement}\n{answer['fidelity']}: " + "; ".join(each["message"] for each in answer["diagnostics"]))
    return answer["sql"]


def rows(sql: str) -> list[tuple]:
    """What it gives, and what is in the tables and the schema behind it."""
    with sqlite3.connect(":memory:") as database:
        database.executescript("".join((FIXTURE / name).read_text("utf-8") for name in ("sqlite.sql", "rows.sql")))
        given = [tuple(row) for statement in sql.split(";\n") for row in database.execute(statement)]
        made = [name for (name,) in database.execute("SELECT name FROM sqlite_master ORDER BY name")]
        kept = [tuple(row) for table in TABLES if table in made for row in database.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]
    return [*given, tuple(made), *kept]


def check_target(sqlx: Path) -> str:
    pairs = read_pairs()
    answers = translate(sqlx, "sqlite", "quirk", [pair.sqlite for pair in pairs])
    found = [text_of(answer, pair.sqlite) for answer, pair in zip(answers, pairs, strict=True)]
    if update_is_wanted():
        CASES.write_text("\n".join(Pair(pair.sqlite, text).text() for pair, text in zip(pairs, found, strict=True)), "utf-8")
    require_equal("\n".join(found), "\n".join(pair.quirk for pair in read_pairs()), "SQLite to Quirk")
    return f"{len(pairs)} statements"


def check_source(sqlx: Path) -> str:
    pairs = read_pairs()
    answers = translate(sqlx, "quirk", "sqlite", [pair.quirk for pair in pairs])
    problems = []
    for answer, pair in zip(answers, pairs, strict=True):
        back = text_of(answer, pair.quirk)
        try:
            wanted, given = rows(pair.sqlite), rows(back)
        except sqlite3.Error as error:
            problems.append(f"{pair.quirk}\n→ {back}\n  {error}")
            continue
        if wanted != given:
            problems.append(f"{pair.quirk}\n→ {back}\n  {wanted[:5]}\n  {given[:5]}")
    if problems:
        raise Failure("\n".join(problems))
    return f"{len(pairs)} statements"


def check_itself(sqlx: Path) -> None:
    quirk = [pair.quirk for pair in read_pairs()]
    again = [text_of(answer, statement) for answer, statement in zip(translate(sqlx, "quirk", "quirk", quirk), quirk, strict=True)]
    require_equal("\n".join(again), "\n".join(quirk), "Quirk to Quirk")


def check_script(sqlx: Path) -> None:
    command = [sqlx, "--wirepacks", PACKS, "translate", "--from", "qk@2.0", "--to", "sqlite", "-"]
    require_equal(run(command, stdin=SCRIPT, env=clean_environment()).out, TRANSLATED, "a script of Quirk's")


def check_mistakes(sqlx: Path) -> None:
    for sql, code in MISTAKES:
        command = [sqlx, "--wirepacks", PACKS, "translate", "--from", "quirk", "--to", "sqlite", sql]
        result = run(command, env=clean_environment())
        if result.code != 1 or code not in result.err:
            raise Failure(f"{sql}: {code} was to be expected, exit code {result.code}\n{result.err}")


def check_versions(sqlx: Path) -> None:
    command = [sqlx, "--wirepacks", PACKS, "translate", "--from", "sqlite", "--to", "quirk@1.0", "SELECT 1 LIMIT -1 OFFSET 2"]
    result = run(command, env=clean_environment())
    if "SKIP" in result.out:
        raise Failure(f"Quirk 1.0 has no SKIP alone\n{result.out}")


def main() -> int:
    options = parser(__doc__).parse_args()
    sqlx = options.sqlx.resolve()
    checks = {"target": check_target, "source": check_source, "itself": check_itself, "script": check_script, "mistakes": check_mistakes,
              "versions": check_versions}  # fmt: skip
    return run_cases([Case(name, partial(check, sqlx)) for name, check in checks.items()], 1)


if __name__ == "__main__":
    sys.exit(main())
