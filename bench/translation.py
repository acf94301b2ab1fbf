"""Speed and memory of translation, beside sqlglot on the same statements in the same run.

The statements are those of tests/translate whose translation is exact for sqlx, and that sqlglot translates at all: what somebody refuses is
not work done. Both are given a script and write one; ours is read from a file by the program, sqlglot's is a loop over its `transpile`
in a Python of its own. Starting is in neither.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from measure import in_turns, peak_of, row, seconds_of
from support import TESTS, Failure, Skip, clean_environment, run

PYTHON = "/usr/bin/python3"
SQLGLOT_NAMES = {"mariadb": "mysql"}  # where it calls a dialect otherwise
DIALECTS = ("postgres", "mariadb", "sqlite")
STARTS = 50
REPEATED = 200_000  # statements of a script for sqlx
MILLION = 1_000_000

# Reads statements as JSON, and prints which it could translate and the seconds that those took, the best of three rounds.
SQLGLOT = """
import json, sys, time
import logging; logging.disable(logging.CRITICAL)
import sqlglot
source, target = sys.argv[1:]
def works(sql):
    try:
        return len(sqlglot.transpile(sql, read=source, write=target)) == 1
    except Exception:
        return False
statements = json.load(sys.stdin)
kept = [number for number, sql in enumerate(statements) if works(sql)]
best = None
for _ in range(3):
    begin = time.perf_counter()
    for number in kept:
        sqlglot.transpile(statements[number], read=source, write=target)
    passed = time.perf_counter() - begin
    best = passed if best is None else min(best, passed)
json.dump({"kept": kept, "seconds": best}, sys.stdout)
"""


@dataclass(frozen=True)
class Pair:
    source: str
    target: str


def statements_of(dialect: str) -> list[str]:
    """Each case of the dialect's files that is one statement."""
    found = []
    for path in sorted((TESTS / "translate" / dialect).glob("*.sqlt")):
        for paragraph in re.split(r"\n\s*\n", path.read_text("utf-8")):
            sql = "\n".join(line for line in paragraph.split("\n-- then\n")[0].splitlines() if not line.startswith("--")).strip()
            if sql and ";" not in sql.rstrip(";") and not re.match(r"(?i)(create|alter|drop|set)\b", sql):
                found.append(sql.rstrip(";"))
    return found


def exact(sqlx: Path, pair: Pair, statements: list[str]) -> list[str]:
    lines = "".join(json.dumps({"sql": sql}) + "\n" for sql in statements)
    done = run([sqlx, "translate", "--batch", f"--from={pair.source}", f"--to={pair.target}"], stdin=lines, env=clean_environment())
    answers = [json.loads(line) for line in done.out.splitlines()]
    if len(answers) != len(statements):
        raise Failure(f"{len(statements)} statements in, {len(answers)} out\n{done.err[-2000:]}")
    return [sql for sql, answer in zip(statements, answers, strict=True) if answer["fidelity"] == "exact" and not answer["diagnostics"]]


def by_sqlglot(pair: Pair, statements: list[str]) -> tuple[list[str], float]:
    """Those that it translates, and seconds for one of them."""
    names = [SQLGLOT_NAMES.get(dialect, dialect) for dialect in (pair.source, pair.target)]
    done = subprocess.run([PYTHON, "-c", SQLGLOT, *names], input=json.dumps(statements), capture_output=True, text=True, env=clean_environment())
    if done.returncode != 0:
        raise Skip(f"sqlglot does not run (Debian's package is python3-sqlglot)\n{done.stderr[-500:]}")
    answer = json.loads(done.stdout)
    return [statements[number] for number in answer["kept"]], answer["seconds"] / max(1, len(answer["kept"]))


def script(folder: Path, statements: list[str], count: int) -> Path:
    path = folder / f"{count}.sql"
    text = "".join(f"{sql};\n" for sql in statements)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(count // len(statements)):
            file.write(text)
        file.writelines(f"{sql};\n" for sql in statements[: count % len(statements)])
    return path


def translation(sqlx: Path, pair: Pair, file: Path) -> list[str]:
    return [str(sqlx), "translate", f"--from={pair.source}", f"--to={pair.target}", f"--file={file}"]


def bench_pair(sqlx: Path, pair: Pair, folder: Path) -> None:
    kept, theirs = by_sqlglot(pair, exact(sqlx, pair, statements_of(pair.source)))
    if not kept:
        raise Failure(f"nothing of {pair.source} is translated to {pair.target} by both")
    one, many = script(folder, kept, 1), script(folder, kept, REPEATED)
    start = min(seconds_of(translation(sqlx, pair, one)) for _ in range(3))
    ours = (min(seconds_of(translation(sqlx, pair, many)) for _ in range(3)) - start) / (REPEATED - 1)
    speed = many.stat().st_size / REPEATED / ours / 1e6
    row(f"  {pair.source} → {pair.target} ({len(kept)} different, {speed:.0f} MB/s)", f"{1 / ours:,.0f}/s", f"{1 / theirs:,.0f}/s", f"{theirs / ours:.0f}")


def bench_front_end(program: Path, sqlx: Path, dialect: str, folder: Path) -> None:
    target = next(each for each in DIALECTS if each != dialect)
    file = script(folder, exact(sqlx, Pair(dialect, target), statements_of(dialect)), 1000)
    done = run([program, dialect, file])
    if done.code != 0:
        raise Failure(done.err)
    statements, megabytes = map(float, done.out.split())
    row(f"  {dialect}", f"{statements:,.0f}/s", "", f"{megabytes:.0f} MB/s")


def bench_memory(sqlx: Path, folder: Path) -> None:
    pair = Pair("mariadb", "postgres")
    statements = exact(sqlx, pair, statements_of(pair.source))
    few, many = (peak_of(translation(sqlx, pair, script(folder, statements, count))) for count in (MILLION // 100, MILLION))
    row("Memory of translation", f"{MILLION:,}", f"{MILLION // 100:,}", "ratio")
    row("  peak, by statements", f"{many / 1024:.1f} MiB", f"{few / 1024:.1f} MiB", f"{many / few:.2f}")


def bench_start(sqlx: Path, folder: Path) -> None:
    row("Starting", "sqlx translate", "/bin/true", "ratio")
    for pair in pairs():
        ours, nothing = in_turns([translation(sqlx, pair, script(folder, ["SELECT 1"], 1)), ["/bin/true"]], STARTS)
        row(f"  {pair.source} → {pair.target}, median of {STARTS}", f"{ours.seconds * 1000:.1f} ms", f"{nothing.seconds * 1000:.1f} ms", f"{ours.seconds / nothing.seconds:.1f}")


def pairs() -> Iterator[Pair]:
    for source, target in permutations(DIALECTS, 2):
        yield Pair(source, target)


def bench_translation(sqlx: Path, front_ends: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="sqlx-bench-") as name:
        folder = Path(name)
        bench_start(sqlx, folder)
        row("Translation, one core", "sqlx", "sqlglot", "ratio")
        for pair in pairs():
            bench_pair(sqlx, pair, folder)
        row("Front ends alone", "statements", "", "")
        for dialect in DIALECTS:
            bench_front_end(front_ends, sqlx, dialect, folder)
        bench_memory(sqlx, folder)
