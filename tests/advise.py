#!/usr/bin/python3
"""`sqlx advise` on databases with known faults: it finds them, names nothing else, and what it suggests helps, as a clock shows.

tests/advise/<engine>/ has two kinds of cases. `faults.sql` fills a database; tests/advise/<engine>/faults.json says what was counted of its statements, which
findings there have to be, and for each how it is mended: a `mended` statement in the place of `timed`, after the finding's own `change`, if it has one, or what
`mend` says where the advice is words.
Every other finding is an error. The mended statement has to take half the time or less; the report prints how much less.

`healthy.sql` and `healthy.json` are another schema in which nothing, or only what is listed, may be found.
"""

import json
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

import databases
from engines import engines, stop_cleanly_on_signals
from support import TESTS, Case, Failure, chosen, clean_environment, parser, require_equal, run, run_cases, succeed

FOLDER = TESTS / "advise"
FASTER = 2.0
ROUNDS = 3  # of each measurement; the best counts
PATIENCE = 10  # how often what seems no faster is measured again: the machine may have been busy with something else
Document = dict


def advise(sqlx: Path, database: databases.Database, statistics: Document, *options: str) -> Document:
    result = run([sqlx, "advise", "--statistics", "-", "--format", "json", *options], stdin=json.dumps(statistics), env=clean_environment(DATABASE_URL=database.url))
    if result.code != 0:
        raise Failure(f"exit code {result.code}\n{result.out[-3000:]}{result.err[-3000:]}")
    return json.loads(result.out)


def statistics_of(case: Document) -> Document:
    statements = [{key: each[key] for key in each if key not in ("timed", "mended", "mend", "found", "keys")} for each in case["statements"]]
    return {"format": 1, "seconds": 3600, "requests": 10000, "statements": statements}


def name_of(finding: Document) -> str:
    """What a finding is about, on one line. Of an index that should go, its name."""
    about = finding["statement"] or re.sub(r"\s+", " ", finding["change"])
    return f"{finding['kind']} {'+'.join(finding['tables'])}({', '.join(finding['columns'])}): {about}"


def expected_of(case: Document) -> list[str]:
    names = [f"{kind}: {each['text']}" for each in case["statements"] for kind in each.get("found", [])]
    return sorted(names + case.get("indexes", []))


# ------------------------------------------------------------------------------------------------- the clock


def seconds_on_postgres(database: databases.Database, statements: list[str]) -> float:
    """As psql measures it, with what it takes to send the rows."""
    script = "\\timing on\n\\o /dev/null\n" + "".join(f"{each};\n" for each in statements)
    address = database.engine.address  # type: ignore[attr-defined]
    result = run(["psql", "-X", "-q", "-d", address.url(database.name), "-v", "ON_ERROR_STOP=1", "-f", "-"], stdin=script)
    times = re.findall(r"^Time: ([0-9.]+) ms", result.out, re.MULTILINE)
    if result.code != 0 or len(times) != len(statements):
        raise Failure(f"{result.out[-1000:]}{result.err[-3000:]}")
    return sum(map(float, times)) / 1000


def seconds_on_mysql(database: databases.Database, statements: list[str]) -> float:
    body = "".join(f"{each};\n" for each in statements)
    rows = database.rows(f"SET @began = SYSDATE(6);\n{body}SELECT 'took', TIMESTAMPDIFF(MICROSECOND, @began, SYSDATE(6));")
    return int(rows[-1][1]) / 1_000_000


def seconds_on_sqlite(database: databases.Database, statements: list[str]) -> float:
    with closing(sqlite3.connect(database.name)) as connection:
        begin = time.perf_counter()
        for each in statements:
            connection.execute(each).fetchall()
        took = time.perf_counter() - begin
        connection.rollback()
    return took


CLOCKS = {"postgres": seconds_on_postgres, "mysql": seconds_on_mysql, "sqlite": seconds_on_sqlite}


def seconds_for(database: databases.Database, statements: list[str]) -> float:
    clock = CLOCKS[database.engine.name]
    changes = not statements[0].upper().startswith(("SELECT", "WITH"))
    if changes and database.engine.name != "sqlite":
        statements = ["BEGIN", *statements, "ROLLBACK"]
    return min(clock(database, statements) for _ in range(ROUNDS))


def timed(case: Document) -> list[str]:
    """The statement, once for each of `keys`, if it is run for many."""
    return [case["timed"].replace("{key}", str(key + 1)) for key in range(case.get("keys", 1))]


def mended(case: Document) -> list[str]:
    """The same at once."""
    keys = ", ".join(str(key + 1) for key in range(case.get("keys", 1)))
    return [case.get("mended", case["timed"]).replace("{keys}", keys)]


# ------------------------------------------------------------------------------------------------- cases


def check_faults(engine_name: str, sqlx: Path, urls: Mapping[str, str]) -> str:
    engine = databases.connect(engine_name, urls)
    case = json.loads((FOLDER / engine_name / "faults.json").read_text("utf-8"))
    with engine.fresh("advise") as database:
        database.load((FOLDER / engine_name / "faults.sql").read_text("utf-8"))
        wait_for_counters(database)
        report = advise(sqlx, database, statistics_of(case))
        found = sorted(f"{each['kind']}: {each['statement']}" if each["statement"] else name_of(each) for each in report["findings"])
        require_equal("\n".join(found), "\n".join(expected_of(case)), "other findings than the faults that were planted")
        require_equal(json.dumps(report["not_judged"]), "[]", "statements that were not judged")
        check_trial(sqlx, database, case, report)
        return "\n".join(list(measured(database, case, report["findings"])))


def wait_for_counters(database: databases.Database) -> None:
    """PostgreSQL's sessions report what they have counted a moment after they have ended."""
    if database.engine.name == "postgres":
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and database.rows("SELECT count(*) FROM pg_stat_user_tables WHERE n_tup_ins > 0") == [["0"]]:
            time.sleep(0.1)


def check_trial(sqlx: Path, database: databases.Database, case: Document, before: Document) -> None:
    """With --try there are the same findings; indexes were made and are gone again."""
    tried = advise(sqlx, database, statistics_of(case), "--try")
    require_equal("\n".join(map(name_of, tried["findings"])), "\n".join(map(name_of, before["findings"])), "other findings with --try")
    shown = [each for each in tried["findings"] if each["kind"] == "missing_index" and "plan_after" in each["evidence"]]
    if not shown and database.engine.name != "mysql":
        raise Failure("nothing was tried")
    again = advise(sqlx, database, statistics_of(case))
    require_equal(json.dumps(again), json.dumps(before), "trying left something behind")


def measured(database: databases.Database, case: Document, findings: list[Document]) -> Iterator[str]:
    """What is slow, mended: all before first, so that no index helps another statement."""
    slow = [each for each in case["statements"] if each.get("found")]
    before = {each["text"]: seconds_for(database, timed(each)) for each in slow}
    changes = dict.fromkeys([each["change"] for each in findings if each["change"]] + [each["mend"] for each in slow if "mend" in each])
    for change in changes:
        database.load(change if change.endswith(";") else change + ";")
    database.load({"postgres": "ANALYZE;", "sqlite": "ANALYZE;"}.get(database.engine.name, ""))
    for each in slow:
        slowly = before[each["text"]]
        quickly = seconds_after(database, mended(each), slowly / FASTER)
        times = f"{slowly * 1000:9.2f} ms → {quickly * 1000:8.2f} ms, {slowly / quickly:6.1f} times as fast"
        if slowly < FASTER * quickly:
            raise Failure(f"{each['text']}\n{times}")
        yield f"    {'+'.join(each['found']):32} {times}"


def seconds_after(database: databases.Database, statements: list[str], goal: float) -> float:
    best = seconds_for(database, statements)
    for _ in range(PATIENCE):
        if best <= goal:
            break
        best = min(best, seconds_for(database, statements))
    return max(best, 1e-6)


def check_healthy(engine_name: str, sqlx: Path, urls: Mapping[str, str]) -> str:
    engine = databases.connect(engine_name, urls)
    case = json.loads((FOLDER / engine_name / "healthy.json").read_text("utf-8"))
    with engine.fresh("advise") as database:
        database.load((FOLDER / engine_name / "healthy.sql").read_text("utf-8"))
        report = advise(sqlx, database, statistics_of(case))
        found = sorted(f"{each['kind']}: {each['statement']}" if each["statement"] else name_of(each) for each in report["findings"])
        require_equal("\n".join(found), "\n".join(expected_of(case)), "findings where all is well")
        require_equal("\n".join(each["statement"] for each in report["not_judged"]), "\n".join(case["not_judged"]), "statements that were not judged")
        return f"{len(report['statements'])} statements"


def check_stale(sqlx: Path, database: databases.Database) -> None:
    """A table that was never analysed, and one that was."""
    wait_for_counters(database)
    statistics = {"format": 1, "statements": [{"text": "SELECT id FROM people WHERE id = $1"}]}
    (finding,) = advise(sqlx, database, statistics)["findings"]
    require_equal(f"{finding['kind']} {finding['change']}", "stale_statistics ANALYZE public.people;", "a table that was never analysed")
    database.load(finding["change"])
    time.sleep(1)  # until the server has counted that
    if advise(sqlx, database, statistics)["findings"]:
        raise Failure("the same is found of a table that was analysed")


def check_use_on_mysql(sqlx: Path, urls: Mapping[str, str]) -> str:
    """Where the server counts how indexes are used; else that is said."""
    engine = databases.connect("mysql", urls)
    with engine.fresh("advise") as database:
        if engine.flavour()[0] != "mariadb":
            return "only MariaDB has userstat"
        before = database.rows("SELECT @@GLOBAL.userstat")[0][0]
        database.load("CREATE TABLE things (id bigint PRIMARY KEY, a bigint NOT NULL, b bigint NOT NULL, KEY things_a (a), KEY things_b (b));")
        silent = advise(sqlx, database, {"format": 1, "statements": []}) if before == "0" else None
        if silent and "does not count" not in json.dumps(silent["diagnostics"]):
            raise Failure(json.dumps(silent))
        database.load("SET GLOBAL userstat = 1")
        try:
            database.load("INSERT INTO things SELECT seq, seq % 1000, seq % 999 FROM seq_1_to_20000; ANALYZE TABLE things; SELECT count(*) FROM things WHERE a = 7;")
            report = advise(sqlx, database, {"format": 1, "statements": []})
        finally:
            database.load(f"SET GLOBAL userstat = {before}")
        require_equal("\n".join(map(name_of, report["findings"])), "unused_index things(b): ALTER TABLE `things` DROP INDEX `things_b`;", "findings")
    return ""


def check_other_sources(sqlx: Path, urls: Mapping[str, str]) -> str:
    """Where the extension is missing, what to do is said; a script of statements is a source, too."""
    engine = databases.connect("postgres", urls)
    with engine.fresh("advise") as database, tempfile.TemporaryDirectory() as folder:
        database.load("CREATE TABLE people (id integer PRIMARY KEY, email text); INSERT INTO people SELECT n, n || '@example.org' FROM generate_series(1, 20000) AS n;")
        check_stale(sqlx, database)
        environment = clean_environment(DATABASE_URL=database.url)
        refused = run([sqlx, "advise", "--pg-stat-statements"], env=environment)
        if refused.code != 3 or "SQLX2041" not in refused.err or "CREATE EXTENSION" not in refused.err:
            raise Failure(f"{refused.code}: {refused.err}")
        script = Path(folder) / "queries.sql"
        script.write_text("SELECT * FROM people WHERE email = '7@example.org';\n-- nothing\nINSERT INTO people VALUES (0, '');\nSELECT missing FROM people;\nSELECT id FROM people WHERE email <> '' LIMIT 3;\n", "utf-8")
        result = run([sqlx, "advise", "--queries", script, "--exit-code", "--try"], env=environment)
        for wanted in ("has no index on email", "CREATE INDEX", "Index Scan", "only SELECT, UPDATE and DELETE are judged", 'column "missing" does not exist', "1 finding in 2 statements, 2 not judged"):
            if wanted not in result.out:
                raise Failure(f"`{wanted}` is missing\n{result.out}{result.err}")
        if result.code != 4:
            raise Failure(f"exit code {result.code}")
        return check_counted_by_server(sqlx, database)


def check_counted_by_server(sqlx: Path, database: databases.Database) -> str:
    """Wherever the extension was put."""
    if "pg_stat_statements" not in database.rows("SHOW shared_preload_libraries")[0][0]:
        return "this server does not count statements"
    database.load('CREATE SCHEMA "its own"; CREATE EXTENSION pg_stat_statements SCHEMA "its own";')
    database.load("SELECT id FROM people WHERE email = '5@example.org';" * 20)
    report = json.loads(succeed([sqlx, "advise", "--pg-stat-statements", "--format", "json"], env=clean_environment(DATABASE_URL=database.url)))
    found = [(each["kind"], each["statement"], each["evidence"]["calls"]) for each in report["findings"]]
    if found != [("missing_index", "SELECT id FROM people WHERE email = $1", 20)]:
        raise Failure(json.dumps(report, indent=1)[:3000])
    return ""


def main() -> int:
    options = parser(__doc__).parse_args()
    sqlx = options.sqlx.resolve()
    with engines() as urls:
        cases = [Case(f"{engine}: faults", partial(check_faults, engine, sqlx, urls)) for engine in databases.ENGINES]
        cases += [Case(f"{engine}: healthy", partial(check_healthy, engine, sqlx, urls)) for engine in databases.ENGINES]
        cases += [Case("mysql: use of indexes", partial(check_use_on_mysql, sqlx, urls))]
        cases += [Case("postgres: other sources", partial(check_other_sources, sqlx, urls))]
        return run_cases(chosen(cases, options.patterns), jobs=1)  # one at a time: it is about time


if __name__ == "__main__":
    stop_cleanly_on_signals()
    sys.exit(main())
