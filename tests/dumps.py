#!/usr/bin/python3
"""What pg_dump, mariadb-dump and the sqlite3 shell's .dump write loads, translated, on the other engines, with the same rows.

tests/dumps/<engine>.sql is the same small schema in the words of each engine. It is filled with a few hundred rows of awkward values, dumped by
the engine's own program, translated by `sqlx translate`, and loaded; then every table has as many rows as the original and the same values in them.

A dump twice as long takes no more memory.
"""

import hashlib
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from support import TESTS, Case, Failure, chosen, clean_environment, parser, run, run_cases
from translate import NULL, same_value

MODELS = TESTS / "dumps"
DIALECT_OF = {"postgres": "postgres", "mysql": "mariadb", "sqlite": "sqlite"}
ROWS = 300
COLUMNS = ("id", "kind", "small", "whole", "large", "price", "ratio", "active", "code", "word", "story", "born", "opens", "seen", "bytes", "document")
WORDS = (
    "plain", "", " blank at both ends ", "it's", 'double "quotes"', "back\\slash", "\\n is no line end", "two\nlines", "tab\there", "100 %", "a_b",
    "semi;colon", "-- no comment", "/* nor this */", "ümlaut", "日本語", "emoji 😀", "\\N", "\\.", "Null", "`tick`", "$1 $$ $body$", "{json: 'no'}",
    "0x41", "x'41'", "carriage\rreturn", "A", "a", "?", ":name", "@x", "trailing\\",
)  # fmt: skip


def row(number: int) -> tuple[object, ...]:
    """The same for every engine; None is NULL."""
    gap = number % 11 == 0
    word = WORDS[number % len(WORDS)]
    return (
        number,
        number % 5 + 1,
        None if gap else (number * 37) % 65536 - 32768,
        None if gap else (number * 7919) % 4294967296 - 2147483648,
        (number * 6700417 * 31) % (1 << 63) * (-1 if number % 2 else 1),
        None if gap else f"{number * 13 % 100000}.{number % 1000:03}",
        None if gap else number / 8 - 3.5,
        number % 3 == 0,
        None if gap else f"c{number % 1000:03}",
        None if gap else word,
        None if gap else word * (number % 4) + f" #{number}",
        None if gap else f"{1970 + number % 90}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        None if gap else f"{number % 24:02}:{number % 60:02}:{number * 7 % 60:02}",
        None if gap else f"{1990 + number % 40}-{number % 12 + 1:02}-{number % 28 + 1:02} {number % 24:02}:{number % 60:02}:59",
        None if gap else bytes((number * k) % 256 for k in range(number % 20)),
        None if gap else f'{{"n": {number}, "list": [1, "two", null], "quote": "it\'s"}}',
    )


def literal(value: object, dialect: str) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'" if dialect == "postgres" else f"X'{value.hex()}'"
    if isinstance(value, int | float):
        return str(value)
    text = str(value).replace("'", "''")
    return "'" + (text.replace("\\", "\\\\") if dialect == "mariadb" else text) + "'"


def filling(dialect: str) -> Iterator[str]:
    for number in range(1, 6):
        yield f"INSERT INTO kinds VALUES ({number}, {literal(('a', 'A', 'b', 'É', 'é')[number - 1], dialect)});"
    for number in range(1, ROWS + 1):
        yield f"INSERT INTO things VALUES ({', '.join(literal(value, dialect) for value in row(number))});"


def dump(database: databases.Database, options: Sequence[str] = ()) -> str:
    engine = database.engine
    if isinstance(engine, databases.Postgres):
        command = ["pg_dump", "--no-owner", "--no-privileges", *options, "-d", database.url]
    elif isinstance(engine, databases.Mysql):
        where = engine._client(database.name)  # noqa: SLF001: the same server, another program
        command = ["mariadb-dump", *where[1:-1], "--hex-blob", *options, where[-1]]
    else:
        command = ["sqlite3", database.name, ".dump"]
    printed = run(command, env=engine.environment())
    if printed.code != 0:
        raise Failure(f"the dump failed\n{printed.err[-2000:]}")
    return printed.out


def translated(sqlx: Path, source: str, target: str, script: str, options: Sequence[str] = ()) -> tuple[str, str, int]:
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8", errors="surrogateescape") as file:
        file.write(script)
        file.flush()
        printed = run([sqlx, "translate", "--from", DIALECT_OF[source], "--to", DIALECT_OF[target], *options, "--file", file.name], env=clean_environment())
    return printed.out, printed.err, printed.code


def shown_columns(engine: str) -> str:
    hexadecimal = {"postgres": "encode(bytes, 'hex')", "mysql": "lower(hex(bytes))", "sqlite": "lower(hex(bytes))"}[engine]
    plain = {"bytes": f"CASE WHEN bytes IS NULL THEN NULL ELSE {hexadecimal} END"}
    if engine == "postgres":
        plain |= {"active": "CASE WHEN active THEN 1 ELSE 0 END"}
    return ", ".join(plain.get(column, column) for column in COLUMNS)


def rows_of(database: databases.Database) -> dict[str, list[list[str]]]:
    return {
        "things": database.rows(f"SELECT {shown_columns(database.engine.name)} FROM things ORDER BY id", null=NULL),
        "kinds": database.rows("SELECT id, title FROM kinds ORDER BY id", null=NULL),
        "active_things": database.rows("SELECT id, word FROM active_things ORDER BY id", null=NULL),
    }


def checksum(rows: list[list[str]]) -> str:
    return hashlib.sha256(repr(rows).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def compare(original: Mapping[str, list[list[str]]], copy: Mapping[str, list[list[str]]]) -> None:
    for table, rows in original.items():
        other = copy[table]
        if len(rows) != len(other):
            raise Failure(f"`{table}` has {len(rows)} rows, its copy {len(other)}")
        for left, right in zip(rows, other, strict=True):
            for column, a, b in zip(COLUMNS, left, right, strict=False):
                if not same_value(a, b) and not (column == "code" and a.rstrip() == b.rstrip()):
                    raise Failure(f"`{table}`, row {left[0]}, {column}: {a!r} has become {b!r}")


def run_dump(source: str, target: str, options: Sequence[str], sqlx: Path, urls: Mapping[str, str]) -> str:
    engine, other = databases.connect(source, urls), databases.connect(target, urls)
    with engine.fresh("dumped") as database, other.fresh("copied") as copy:
        database.load((MODELS / f"{source}.sql").read_text("utf-8") + "\n".join(filling(DIALECT_OF[source])))
        script = dump(database, options)
        out, err, code = translated(sqlx, source, target, script)
        if code != 0:
            raise Failure(f"the translation ends with {code}\n{err[:3000]}")
        copy.load(out)
        original = rows_of(database)
        compare(original, rows_of(copy))
        return f"{len(original['things'])} rows, {checksum(original['things'])}"


# -- memory


def feed(pipe: int, megabytes: int) -> None:
    line = b"INSERT INTO t VALUES (%d,'" + b"some words that make the row longer, it''s all the same'" + b",3.25);\n"
    block = b"".join(line.replace(b"%d", str(number).encode()) for number in range(8000))
    with os.fdopen(pipe, "wb") as out:
        out.write(b"CREATE TABLE t (id integer PRIMARY KEY, words text, price numeric(10,2));\n")
        for _ in range(max(1, megabytes * 1_000_000 // len(block))):
            out.write(block)


def peak(sqlx: Path, megabytes: int) -> float:
    """The most memory that translating a dump of this size took, in MB."""
    reading, writing = os.pipe()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(
        str(sqlx), [str(sqlx), "translate", "--from", "postgres", "--to", "sqlite", "--file", "-"], clean_environment(),
        file_actions=[(os.POSIX_SPAWN_DUP2, reading, 0), (os.POSIX_SPAWN_DUP2, nowhere, 1), (os.POSIX_SPAWN_CLOSE, writing)],
    )  # fmt: skip
    os.close(reading)
    feeder = threading.Thread(target=feed, args=(writing, megabytes))
    feeder.start()
    _, status, usage = os.wait4(child, 0)
    feeder.join()
    os.close(nowhere)
    if status != 0:
        raise Failure(f"the translation ends with {status}")
    return usage.ru_maxrss / 1024


def run_memory(sqlx: Path, small: int, large: int) -> str:
    first, second = peak(sqlx, small), peak(sqlx, large)
    if second > first + 6:
        raise Failure(f"{small} MB take {first:.1f} MB of memory, {large} MB take {second:.1f}")
    return f"{first:.1f} MB for a dump of {small} MB, {second:.1f} for {large}"


def main() -> int:
    made = parser(__doc__)
    made.add_argument("--megabytes", type=int, default=10, help="the size of the longer dump whose memory is measured; the other is half as long")
    options = made.parse_args()
    stop_cleanly_on_signals()
    sqlx = options.sqlx.resolve()
    forms = {"postgres": [[], ["--inserts"]], "mysql": [[], ["--skip-extended-insert"]], "sqlite": [[]]}
    with engines() as urls:
        pairs = [(source, target) for source in DIALECT_OF for target in DIALECT_OF if source != target]
        cases = [
            Case(f"dump of {source} {' '.join(form)} to {target}", partial(run_dump, source, target, form, sqlx, urls))
            for source, target in pairs
            for form in forms[source]
        ]
        cases.append(Case("memory", partial(run_memory, sqlx, max(1, options.megabytes // 2), options.megabytes)))
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
