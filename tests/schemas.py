#!/usr/bin/python3
"""Reads real schemas, those of the folder ../shared/schemas where it is there, and compares with the engine's own catalog.

For every file: it loads (statements that fail are counted and told, not held against sqlx); `sqlx introspect` exits with 0; every
table has as many columns, keys, constraints and indexes as the catalog says (tests/catalogs.py); the JSON is what
docs/snapshot.schema.json allows; and the round trips of tests/live.py hold.
"""

import json
import re
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import jsonschema

import catalogs
import databases
import live
from engines import engines, stop_cleanly_on_signals
from support import ROOT, SKIPPED, Case, Failure, chosen, parser, require_equal, run_cases

SCHEMAS = ROOT.parent / "shared/schemas"
SNAPSHOT_SCHEMA = ROOT / "docs/snapshot.schema.json"
_ROLE = re.compile(r"\bOWNER TO (\w+);|^GRANT\b[^;]* TO (\w+);", re.MULTILINE)


def roles(sql: str) -> set[str]:
    named = {owner or grantee for owner, grantee in _ROLE.findall(sql)}
    return {role for role in named if role.upper() not in ("PUBLIC", "CURRENT_USER", "SESSION_USER")}


def add_roles(engine: databases.Engine, case: live.LiveCase) -> None:
    """Those that the file says it needs, and those that it grants something to."""
    if isinstance(engine, databases.Postgres):
        for role in [*filter(None, re.split(r"[,\s]+", case.tag("roles"))), *roles(case.sql)]:
            engine.add_role(role)


def load(database: databases.Database, sql: str) -> str:
    """Loads what can be loaded, and says how much could not."""
    failed = database.load(database.engine.preamble + sql, keep_going=True)
    return f" ({failed} statements did not load)" if failed else ""


def check_census(document: Mapping[str, object], database: databases.Database) -> str:
    ours = catalogs.of_snapshot(document)
    theirs = catalogs.CENSUS[database.engine.name](database)
    require_equal("\n".join(ours.lines()), "\n".join(theirs.lines()), "the catalog says something else")
    return theirs.summary()


def check_valid(document: Mapping[str, object]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SNAPSHOT_SCHEMA.read_text("utf-8")))
    error = next(validator.iter_errors(document), None)
    if error is not None:
        raise Failure(f"not what {SNAPSHOT_SCHEMA.name} allows, at {error.json_path}: {error.message[:500]}")


def run_schema(path: Path, reader: live.Reader, urls: Mapping[str, str]) -> str:
    engine = databases.connect(path.parent.name, urls)
    case = live.read_case(path)
    add_roles(engine, case)
    with engine.fresh(path.stem, exact=True) as database:
        remark = load(database, case.sql)
        document = json.loads(reader.database(database, "json"))
        summary = check_census(document, database)
        check_valid(document)
        live.check_round_trips(reader, engine, database)
        return f"{summary}; asked {reader.questions(database)} questions{remark}"


def all_cases(folder: Path, reader: live.Reader, urls: Mapping[str, str], engine: str | None) -> list[Case]:
    paths = sorted(folder.glob(f"{engine or '*'}/*.sql"))
    return [Case(f"{path.parent.name}/{path.stem}", partial(run_schema, path, reader, urls)) for path in paths]


def main() -> int:
    made = live.with_engine_option(parser(__doc__))
    made.add_argument("--schemas", type=Path, default=SCHEMAS, help="the folder of schemas")
    options = made.parse_args()
    stop_cleanly_on_signals()
    if not options.schemas.is_dir():
        print(f"skipped: the folder {options.schemas} is not there")
        return SKIPPED
    with engines(live.wanted_servers(options.engine)) as urls:
        reader = live.Reader(options.sqlx.resolve())
        cases = chosen(all_cases(options.schemas, reader, urls, options.engine), options.patterns)
        return reader.report_questions(run_cases(cases, options.jobs))


if __name__ == "__main__":
    sys.exit(main())
