#!/usr/bin/python3
"""A DDL file read by `--ddl` is the schema that the database shows after loading it.

For every file of tests/ddl and tests/live, and of ../shared/schemas where that folder is there: load it, introspect, and compare with what
`sqlx introspect --ddl FILE --dialect D` makes of the file alone. A file is

    equal    the two are the same; texts of expressions may differ in parentheses, case, quotes and casts
    told     what differs is named by a diagnostic of the reading
    refused  it cannot be read, which an error says at its place
    broken   they differ, and so must they: the server takes only part of the file

and any other outcome is a failure, unless the file's own `-- ddl differs: path, path` names exactly what differs.
"""

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import databases
import live
import schemas
from engines import engines, stop_cleanly_on_signals
from support import TESTS, Case, Failure, chosen, parser, run, run_cases

DIALECTS = {"mysql": "mariadb"}  # the folder's engine → the dialect of its files, where that is another
# What a server decides, and what a file cannot know.
VOLATILE = ("format", "server_version", "encoding", "collation", "diagnostics")
# What a file says by its order.
ORDER = "depends_on"
# Expressions and queries in the database's words.
TEXTS = ("sql", "predicate", "expression", "definition", "using", "check", "on_update", "partition_bound", "bound", "key")
_CAST = re.compile(r'::("?[\w.]+"?( (varying|without time zone|with time zone|precision))?(\(\d+(,\d+)?\))?(\[\])?)')
_SPACE = re.compile(r'[\s()`"]')


def as_tree(text: str) -> str:
    """Near enough to a tree: without casts, parentheses, quotes and blanks."""
    return _SPACE.sub("", _CAST.sub("", text.lower()))


def name_of(item: object, number: int) -> str:
    if not isinstance(item, dict):
        return str(number)
    name = item.get("name", "")
    if isinstance(name, dict):
        return f"{name.get('schema', '')}.{name['name']}"
    return name or str(item.get("columns", number))


def of_things(*sides: object) -> bool:
    """Lists of tables, columns …; an empty list is not written."""
    return all(side is None or isinstance(side, list) for side in sides) and any(
        isinstance(item, dict) for side in sides for item in side or []
    )


def differences(left: object, right: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths at which two documents differ; lists of named things are compared by name."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(left.keys() | right.keys()):
            if key != ORDER and (path or key not in VOLATILE):
                yield from differences(left.get(key), right.get(key), (*path, key))
    elif of_things(left, right):
        ours = {name_of(item, number): item for number, item in enumerate(left or [])}
        theirs = {name_of(item, number): item for number, item in enumerate(right or [])}
        for name in list(ours) + [name for name in theirs if name not in ours]:
            yield from differences(ours.get(name), theirs.get(name), (*path, name))
        if len(left or []) != len(right or []) and ours.keys() == theirs.keys():
            yield (*path, "number")
    elif left != right and not same_text(left, right, path):
        yield path


def same_text(left: object, right: object, path: tuple[str, ...]) -> bool:
    texts = isinstance(left, str) and isinstance(right, str) and path[-1] in TEXTS
    return texts and as_tree(left) == as_tree(right)


def told_by(document: Mapping[str, object], messages: str) -> Callable[[tuple[str, ...]], bool]:
    """Whether the thing that differs, or what it belongs to, is named by a diagnostic or by a fact that the reading could not read.

    A statement that runs others (EXECUTE, CALL, DO) may have made any difference, and says so."""
    unread = "\n".join(f"{fact.get('name', {}).get('name', '')}\n{fact.get('sql', '')}" for fact in document.get("unsupported", []))
    may_be_anything = "it may change anything" in messages

    def is_told(path: tuple[str, ...]) -> bool:
        names = [part.rpartition(".")[2] for part in path[1:]]
        if path[0] == "unsupported":
            ours = [fact for fact in document.get("unsupported", []) if name_of(fact, 0) == path[1]]
            name = names[0].partition(" (")[0]
            return bool(ours) or bool(name) and (name in unread or f"`{name}`" in messages)
        return may_be_anything or any(f"`{name}`" in messages for name in names if name)

    return is_told


def outcome(live_document: Mapping[str, object], document: Mapping[str, object], messages: str) -> tuple[str, list[str]]:
    found = list(differences(live_document, document))
    is_told = told_by(document, messages)
    open_ends = ["/".join(path) for path in found if not is_told(path)]
    return ("equal" if not found else "differs" if open_ends else "told"), open_ends


def read_ddl(sqlx: Path, sql: str, dialect: str) -> tuple[Mapping[str, object] | None, str]:
    """The document, if the file can be read, and what was said of it."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8", errors="surrogateescape") as file:
        file.write(sql)
        file.flush()
        printed = run([sqlx, "introspect", "--ddl", file.name, "--dialect", dialect, "--format", "json"])
    if printed.code == 1 and re.search(r"^error\[SQLX4\d+\]", printed.err, re.MULTILINE):
        return None, printed.err
    try:
        return json.loads(printed.out), printed.err
    except ValueError as error:
        raise Failure(f"--ddl prints no document, and ends with {printed.code}\n{printed.err[-2000:]}") from error


def read_live(reader: live.Reader, engine: databases.Engine, sql: str, label: str) -> tuple[Mapping[str, object], int]:
    """The document, and how many statements the server did not take."""
    with engine.fresh(label) as database:
        failed = database.load(engine.preamble + sql, keep_going=True)
        return json.loads(reader.database(database, "json")), failed


def run_file(path: Path, reader: live.Reader, urls: Mapping[str, str]) -> str:
    engine = databases.connect(path.parent.name, urls)
    case = live.read_case(path)
    live.check_only(case, engine)
    schemas.add_roles(engine, case)
    document, messages = read_ddl(reader.sqlx, case.sql, DIALECTS.get(engine.name, engine.name))
    if document is None:
        return "refused"
    live_document, failed = read_live(reader, engine, case.sql, path.stem)
    result, open_ends = outcome(live_document, document, messages)
    known = sorted(filter(None, re.split(r",\s+", case.tag("ddl differs"))))
    if failed and result == "differs" and not known:
        return f"broken: the server does not take {failed} statements"
    if open_ends != known and sorted(open_ends) != known:
        raise Failure("\n".join(["differs, and nothing tells of it:", *open_ends[:20]]))
    return f"{result}" + (f", as it says: {', '.join(known)}" if known else "")


def main() -> int:
    made = live.with_engine_option(parser(__doc__))
    made.add_argument("--schemas", type=Path, default=schemas.SCHEMAS, help="the folder of schemas")
    options = made.parse_args()
    stop_cleanly_on_signals()
    folders = [TESTS / "ddl", live.CASES, *([options.schemas] if options.schemas.is_dir() else [])]
    with engines(live.wanted_servers(options.engine)) as urls:
        reader = live.Reader(options.sqlx.resolve())
        paths = [path for folder in folders for path in sorted(folder.glob(f"{options.engine or '*'}/*.sql"))]
        cases = [
            Case(f"{path.parent.parent.name}/{path.parent.name}/{path.stem}", partial(run_file, path, reader, urls))
            for path in paths
        ]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
