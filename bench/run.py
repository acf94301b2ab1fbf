#!/usr/bin/python3
"""Speed and memory of sqlx, beside programs that do comparable work, measured in the same run: `make bench`.

  * Reading the largest schema at hand, beside `pg_dump -s` of the same database, in turns: wall time and peak memory. The schema is that
    file of ../shared/schemas/postgres with the most tables, or a made-up one of 512 tables where that folder is not there.
  * Generating everything for it, beside other generators: see bench/generation.py.
  * Starting: `sqlx --version` beside /bin/true.
  * Translating, beside sqlglot: see bench/translation.py.
  * Questions asked of the server, for that schema and for one of a single table: the number must not depend on the size.

Medians are printed, with ratios. The exit code is 0 unless something could not be run.
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import databases  # noqa: E402
import schemas  # noqa: E402
from engines import engines, stop_cleanly_on_signals  # noqa: E402
from generation import bench_generation  # noqa: E402
from measure import in_turns, row  # noqa: E402
from support import Failure, Skip, run  # noqa: E402
from translation import bench_translation  # noqa: E402

STARTS = 50
TABLES = 512  # of the made-up schema


def made_up_schema() -> str:
    """Tables that each have a key, some ordinary columns, an index, a check, and foreign keys to earlier ones."""
    tables = []
    for i in range(TABLES):
        keys = "".join(f", ref_{j} integer references t{j} (id)" for j in {i // 2, i // 3} if j < i)
        tables.append(
            f"create table t{i} (id serial primary key, name varchar(80) not null unique, price numeric(10,2) check (price >= 0), "
            f"created_at timestamptz not null default now(), note text{keys});\ncreate index on t{i} (created_at);\n"
        )
    return "".join(tables)


def largest_schema(folder: Path) -> tuple[str, str]:
    """Its name and its SQL."""
    found = {path: path.read_text("utf-8", "surrogateescape") for path in sorted(folder.glob("postgres/*.sql"))}
    if not found:
        return f"made up, {TABLES} tables", made_up_schema()
    path, sql = max(found.items(), key=lambda item: len(re.findall(r"^\s*CREATE TABLE", item[1], re.MULTILINE | re.IGNORECASE)))
    return path.stem, sql


def questions(sqlx: Path, url: str) -> int:
    result = run([sqlx, "introspect", f"--database={url}", "--verbose"])
    asked = re.search(r"^asked (\d+) questions", result.err, re.MULTILINE)
    if not asked:
        raise Failure(f"--verbose does not say how many questions were asked\n{result.err[-2000:]}")
    return int(asked[1])


def bench_reading(sqlx: Path, url: str, rounds: int) -> None:
    ours, theirs = in_turns([[str(sqlx), "introspect", f"--database={url}"], ["pg_dump", "-s", f"--dbname={url}"]], rounds)
    row(f"  wall time, median of {rounds}", f"{ours.seconds * 1000:.0f} ms", f"{theirs.seconds * 1000:.0f} ms", f"{ours.seconds / theirs.seconds:.2f}")
    row("  peak memory", f"{ours.kibibytes / 1024:.1f} MiB", f"{theirs.kibibytes / 1024:.1f} MiB", f"{ours.kibibytes / theirs.kibibytes:.2f}")


def bench_postgres(sqlx: Path, engine: databases.Engine, folder: Path, rounds: int) -> None:
    name, sql = largest_schema(folder)
    with engine.fresh("bench") as large, engine.fresh("bench_small") as small:
        for role in schemas.roles(sql):
            engine.add_role(role)
        large.load(sql, keep_going=True)
        large.load("analyze;")
        small.load("create table one (id integer primary key);")
        row(f"PostgreSQL schema: {name}", "sqlx", "pg_dump -s", "ratio")
        bench_reading(sqlx, large.url, rounds)
        many, few = questions(sqlx, large.url), questions(sqlx, small.url)
        row("  questions (here; one table)", str(many), str(few), "same" if many == few else "DIFFER")
        bench_generation(sqlx, large.url, min(rounds, 3))


def bench_start(sqlx: Path) -> None:
    ours, theirs = in_turns([[str(sqlx), "--version"], ["/bin/true"]], STARTS)
    row("Starting", "sqlx --version", "/bin/true", "ratio")
    row(f"  wall time, median of {STARTS}", f"{ours.seconds * 1000:.2f} ms", f"{theirs.seconds * 1000:.2f} ms", f"{ours.seconds / theirs.seconds:.2f}")
    row("  peak memory", f"{ours.kibibytes / 1024:.1f} MiB", f"{theirs.kibibytes / 1024:.1f} MiB", f"{ours.kibibytes / theirs.kibibytes:.2f}")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--sqlx", type=Path, default=ROOT / "build/release/bin/sqlx", help="the program that is measured")
    parser.add_argument("--schemas", type=Path, default=schemas.SCHEMAS, help="the folder of schemas")
    parser.add_argument("--front-ends", type=Path, default=ROOT / "build/release/bin/sqlx_front_ends", help="what measures the parsers")
    parser.add_argument("--rounds", type=int, default=9, help="readings of the schema")
    return parser.parse_args()


def main() -> int:
    chosen = options()
    stop_cleanly_on_signals()
    try:
        bench_start(chosen.sqlx.resolve())
        bench_translation(chosen.sqlx.resolve(), chosen.front_ends.resolve())
        with engines([databases.SERVER_VARIABLES["postgres"]]) as urls:
            bench_postgres(chosen.sqlx.resolve(), databases.connect("postgres", urls), chosen.schemas, chosen.rounds)
    except (Failure, Skip, OSError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
