#!/usr/bin/python3
"""A translated statement gives the same rows: every case of tests/translate/<dialect>/*.sqlt runs on its own engine and, translated, on the others.

A case is a paragraph. Its lines are SQL, but for those that begin with `--`:

    -- any words                what the case is about
    --> sqlite warns            the translation to SQLite carries a warning, so that its rows may differ
    --> mariadb refused         it is refused with a diagnostic
    -- with a schema            without one, nothing tells what its columns are, and other rows may come: texts of numbers, say
    -- bound to 1, 'x'          the values of its parameter markers, in order; the translation gets those that it asks for
    -- then                     what follows is another statement, written for all engines: what is in the tables afterwards

Where nothing is said of a target, the translation must carry neither, and its rows must be those of the original: numbers by value,
booleans as 0 and 1, moments as ISO text, JSON by value. Each case is translated twice, with the fixture's schema and without; without it more may be
refused or warned of, but what is said to be exact has to be. `--update` rewrites the `-->` lines; it never accepts other rows.

Every case runs in a transaction that is rolled back, on the fixture of tests/translate/fixture/.
"""

import contextlib
import json
import re
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from support import TESTS, Case, Failure, chosen, clean_environment, parser, run, run_cases, succeed, update_is_wanted

CASES = TESTS / "translate"
FIXTURE = CASES / "fixture"
ENGINE_OF = {"postgres": "postgres", "mariadb": "mysql", "sqlite": "sqlite"}  # dialect → engine of tests/databases.py
NULL = "\x1aNULL"  # no value of the fixture
TOLERANCE = 1e-6
READS = re.compile(r"[\s(]*(?:SELECT|VALUES)\b", re.IGNORECASE)
BOUND = "-- bound to "
NEEDS_SCHEMA = "-- with a schema"
_EXPECTED = re.compile(r"--> (\w+) (warns|refused)$")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)
_MOMENT = re.compile(r"((?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d)(\.\d+)?(?:\+00(?::00)?)?")


@dataclass
class Statement:
    """One case of a file."""

    words: list[str] = field(default_factory=list)
    sql: str = ""
    then: str = ""
    expected: dict[str, str] = field(default_factory=dict)  # target → warns, refused

    def text(self) -> str:
        marks = [f"--> {target} {word}" for target, word in sorted(self.expected.items())]
        return "\n".join([*self.words, *marks, self.sql, *(["-- then", self.then] if self.then else [])]) + "\n"

    def values(self) -> list[str]:
        """What its markers are bound to, as SQL."""
        bound = [word.removeprefix(BOUND) for word in self.words if word.startswith(BOUND)]
        return bound[0].split(", ") if bound else []

    def asked(self, parameters: list[str], sql: str) -> list[str]:
        """The values that a translation takes: a name counts where it stands first. Names that it keeps, it takes by name."""
        names = list(dict.fromkeys(re.findall(r"[:@$][a-z]\w*", self.sql)))
        values = self.values()
        if values and names and not parameters:
            bare = [name[1:] for name in names]
            return [values[bare.index(name)] for name in dict.fromkeys(re.findall(r"[:@$]([a-z]\w*)", sql))]
        return [values[names.index(each) if each in names else int(each[1:]) - 1] for each in parameters]

    def is_ordered(self) -> bool:
        """By its outermost ORDER BY: the text without what is in parentheses has one."""
        outside, before = self.sql, ""
        while outside != before:
            before, outside = outside, re.sub(r"\([^()]*\)", "", outside)
        return "ORDER BY" in outside.upper()


@dataclass
class Answer:
    """What became of a statement: its text, and how sure sqlx is of it."""

    sql: str
    outcome: str  # exact, warns, refused
    message: str
    parameters: list[str] = field(default_factory=list)  # markers of the original, in the order in which the translation takes them


def read_case(paragraph: str) -> Statement:
    case, lines, follows = Statement(), [], False
    for line in paragraph.splitlines():
        if match := _EXPECTED.match(line):
            case.expected[match[1]] = match[2]
        elif line == "-- then":
            case.sql, lines, follows = "\n".join(lines), [], True
        elif line.startswith("--"):
            case.words.append(line)
        else:
            lines.append(line)
    setattr(case, "then" if follows else "sql", "\n".join(lines))
    return case


def read_cases(path: Path) -> list[Statement]:
    return [read_case(paragraph) for paragraph in re.split(r"\n\n+", path.read_text("utf-8").strip())]


# -- values --------------------------------------------------------------------------------------------------


def same_value(left: str, right: str) -> bool:
    if left == right:
        return True
    if NULL in (left, right):
        return False
    if _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right):
        return abs(float(left) - float(right)) <= TOLERANCE * max(1.0, abs(float(left)))
    if {left, right} in ({"t", "1"}, {"f", "0"}):  # as psql prints booleans
        return True
    return plain(left) == plain(right)


def plain(value: str) -> str:
    """Moments without zeros that say nothing, JSON in one spelling."""
    if match := _MOMENT.fullmatch(value):
        return match[1] + (match[2] or "").rstrip("0").rstrip(".")
    if value[:1] in "[{":
        with contextlib.suppress(ValueError):
            return json.dumps(json.loads(value), sort_keys=True)
    return value


def same_rows(left: list[list[str]], right: list[list[str]]) -> bool:
    return len(left) == len(right) and all(
        len(a) == len(b) and all(same_value(x, y) for x, y in zip(a, b, strict=True)) for a, b in zip(left, right, strict=True)
    )


def sort_key(row: list[str]) -> list[tuple[int, float, str]]:
    def key(value: str) -> tuple[int, float, str]:
        value = {"t": "1", "f": "0"}.get(value, value)
        return (0, round(float(value), 4), "") if _NUMBER.fullmatch(value) else (1, 0.0, plain(value))

    return [key(value) for value in row]


def bound(dialect: str, sql: str, values: list[str]) -> str:
    """The statement, prepared and run with these values."""
    if not values:
        return sql
    if dialect in ("postgres", "duckdb"):
        named = list(dict.fromkeys(re.findall(r"\$[a-z]\w*", sql)))  # as DuckDB has them
        values = [f"{name[1:]} := {value}" for name, value in zip(named, values, strict=True)] if named else values
        return f"PREPARE bound AS {sql}\n;\nEXECUTE bound({', '.join(values)})\n;\nDEALLOCATE bound"
    if dialect == "mariadb":
        text = sql.replace("\\", "\\\\").replace("'", "''")
        return f"EXECUTE IMMEDIATE '{text}' USING {', '.join(values)}"
    names = list(dict.fromkeys(re.findall(r"[:@$][a-z]\w*", sql))) or [f"?{number}" for number in range(1, len(values) + 1)]
    rows = ", ".join(f"('{name}', {value})" for name, value in zip(names, values, strict=True))
    return f".parameter init\nDELETE FROM temp.sqlite_parameters;\nINSERT INTO temp.sqlite_parameters VALUES {rows};\n{sql}"


# -- running -------------------------------------------------------------------------------------------------


@dataclass
class Bench:
    """The engines with the fixture in them, its schema as each of them shows it, and sqlx."""

    sqlx: Path
    folder: Path
    databases: Mapping[str, databases.Database]
    originals: dict[tuple[str, str], list[list[str]] | str] = field(default_factory=dict)  # dialect and statement → its rows
    one_writer: threading.Lock = field(default_factory=threading.Lock)  # at a time: SQLite turns the second one away

    def schema(self, dialect: str) -> Path:
        return self.folder / f"{dialect}.json"

    def rows(self, dialect: str, sql: str, case: Statement, values: list[str]) -> list[list[str]] | str:
        """The rows, or why there are none."""
        statements = [bound(dialect, sql.rstrip().rstrip(";"), values), *([case.then] if case.then else [])]
        script = "BEGIN;\n" + "".join(f"{each}\n;\n" for each in statements) + "ROLLBACK;\n"
        try:
            with contextlib.nullcontext() if READS.match(sql) else self.one_writer:
                found = self.databases[dialect].rows(script, null=NULL)
        except Failure as failure:
            return str(failure)
        return found if case.is_ordered() else sorted(found, key=sort_key)

    def original(self, dialect: str, case: Statement) -> list[list[str]] | str:
        key = (dialect, case.sql)
        if key not in self.originals:
            self.originals[key] = self.rows(dialect, case.sql, case, case.values())
        return self.originals[key]

    def translate(self, source: str, target: str, cases: list[Statement], *, with_schema: bool) -> list[Answer]:
        lines = [json.dumps({"id": number, "sql": case.sql}) for number, case in enumerate(cases)]
        command = [self.sqlx, "translate", "--batch", "--from", source, "--to", target]
        command += ["--schema", self.schema(source)] if with_schema else []
        printed = run(command, stdin="\n".join(lines) + "\n", env=clean_environment())
        answers = [read_answer(json.loads(line)) for line in printed.out.splitlines()]
        if len(answers) != len(cases):
            raise Failure(f"{len(cases)} lines in, {len(answers)} out, exit code {printed.code}\n{printed.err[-2000:]}")
        return answers


def read_answer(line: dict) -> Answer:
    message = "; ".join(each["message"] for each in line["diagnostics"])
    if line["sql"] is None or any(each["severity"] == "error" for each in line["diagnostics"]):
        return Answer("", "refused", message)
    parameters = line.get("parameters", [])
    warned = line["fidelity"] != "exact" or any(each["severity"] == "warning" for each in line["diagnostics"])
    return Answer(line["sql"], "warns" if warned else "exact", message, parameters)


def difference(case: Statement, answer: Answer, original: object, translated: object, title: str) -> str:
    return f"{title}\n  {case.sql}\n  → {answer.sql}\n  original:   {shown(original)}\n  translated: {shown(translated)}"


def shown(rows: object) -> str:
    return rows.strip()[-300:] if isinstance(rows, str) else str(rows)[:600].replace(repr(NULL), "NULL")


def check(bench: Bench, source: str, target: str, case: Statement, answer: Answer) -> Iterator[str]:
    """What is wrong with the rows of one translation."""
    if answer.outcome == "refused":
        return
    original, translated = bench.original(source, case), bench.rows(target, answer.sql, case, case.asked(answer.parameters, answer.sql))
    if isinstance(original, str):
        yield difference(case, answer, original, translated, "THE ORIGINAL FAILS")
    elif isinstance(translated, str):
        yield difference(case, answer, original, translated, "the translation fails")
    elif answer.outcome == "exact" and not same_rows(original, translated):
        yield difference(case, answer, original, translated, "OTHER ROWS, without a word")


def check_file(bench: Bench, path: Path, target: str) -> str:
    source, cases = path.parent.name, read_cases(path)
    answers = bench.translate(source, target, cases, with_schema=True)
    blind = bench.translate(source, target, cases, with_schema=False)
    found = []
    for case, answer, guess in zip(cases, answers, blind, strict=True):
        wanted = case.expected.get(target, "exact")
        if update_is_wanted():
            case.expected.pop(target, None)
            case.expected |= {} if answer.outcome == "exact" else {target: answer.outcome}
        elif answer.outcome != wanted:
            found.append(f"{answer.outcome}, and not {wanted}: {answer.message}\n  {case.sql}")
        found += check(bench, source, target, case, answer)
        if guess.sql != answer.sql and guess.outcome == "exact" and NEEDS_SCHEMA not in case.words:
            found += [f"without a schema: {problem}" for problem in check(bench, source, target, case, guess)]
    if update_is_wanted():
        path.write_text("\n".join(case.text() for case in cases), "utf-8")
    if found:
        raise Failure("\n" + "\n".join(found))
    exact = sum(answer.outcome == "exact" for answer in answers)
    return f"{len(cases)} statements, {exact} of them exact"


@contextlib.contextmanager
def prepared(sqlx: Path, urls: Mapping[str, str]) -> Iterator[Bench]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sqlx-translate-")))
        made = {}
        for dialect, engine in ENGINE_OF.items():
            database = stack.enter_context(databases.connect(engine, urls).fresh("translate"))
            database.load("".join((FIXTURE / name).read_text("utf-8") for name in (f"{dialect}.sql", "rows.sql")))
            succeed([sqlx, "introspect", "--database", database.url, "--out", folder / f"{dialect}.json"])
            made[dialect] = database
        yield Bench(sqlx, folder, made)


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    with engines() as urls, prepared(options.sqlx.resolve(), urls) as bench:
        paths = sorted(path for dialect in ENGINE_OF for path in (CASES / dialect).glob("*.sqlt"))
        cases = [
            Case(f"{path.parent.name}/{path.stem} to {target}", partial(check_file, bench, path, target))
            for path in paths
            for target in ENGINE_OF
            if target != path.parent.name
        ]
        # A file's expectations are rewritten by one case at a time.
        return run_cases(chosen(cases, options.patterns), 1 if update_is_wanted() else options.jobs)


if __name__ == "__main__":
    sys.exit(main())
