#!/usr/bin/python3
"""A schema that `sqlx translate` carries to another engine is the same schema there.

Every file of tests/ddl and tests/live, and of ../shared/schemas where that folder is there, is loaded on its own engine, and its translation on
the two others. Nothing may fail to load without a refusal, and what was read of the one and of the other are compared: tables and their columns
in order, the columns' types, NOT NULL, defaults and numbering, primary, unique and foreign keys, indexes and views. What differs must be named
by a diagnostic, stand in a statement that a diagnostic refuses, or come from one that the server refuses. A file that says `-- not carried: why`
is about its own engine only.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import databases
import live
import schemas
from dumps import DIALECT_OF, translated
from engines import engines, stop_cleanly_on_signals
from support import TESTS, Case, Failure, chosen, parser, run, run_cases

Document = Mapping[str, object]
Difference = tuple[str, str, list[str]]  # in words; of which table; and the names any of which a statement about that table may tell of

BITS = {"int8": 8, "int16": 16, "int24": 24, "int32": 32, "int64": 64}
# What a kind of values may become: the same values go in, and come out.
BECOMES = {
    "year": {"int16", "int64"},
    "float32": {"float64"},
    "enum": {"text", "char"},
    "set": {"text"},
    "uuid": {"text", "char"},
    "json": {"text"},
    "jsonb": {"json", "text"},
    "timestamptz": {"timestamp"},
    "timetz": {"time"},
    "char": {"text"},
    "boolean": {"int8", "int64"},
    "inet": {"text"},
}


def holds(kind: str, other: str) -> bool:
    """Whether whole numbers of one kind go into the other."""
    signed = BITS.get(kind.removeprefix("u"), 0)
    wanted = signed + 1 if kind.startswith("u") else signed
    offered = BITS.get(other.removeprefix("u"), 0)
    return 0 < wanted <= offered or kind == other or (kind == "uint64" and other == "decimal")


def same_type(ours: Mapping[str, object], theirs: Mapping[str, object]) -> bool:
    """A column that takes any value has been given a type."""
    kind, other = str(ours["kind"]), str(theirs["kind"])
    fits = kind == "any" or kind == other or holds(kind, other) or other in BECOMES.get(kind, ())
    sizes = kind != "decimal" or "precision" not in ours or all(ours.get(size) == theirs.get(size) for size in ("precision", "scale"))
    texts = kind not in ("text", "char") or ours.get("length") == theirs.get("length") or ours.get("length", 0) < 0
    return fits and sizes and texts


def folded(names: object) -> tuple[str, ...]:
    return tuple(str(name).lower() for name in names or ())


def by_name(things: object) -> dict[str, Document]:
    """By the last part of the name; of several schemas, the first that has it."""
    made: dict[str, Document] = {}
    for thing in things or ():
        name = thing["name"]
        made.setdefault(str(name["name"] if isinstance(name, dict) else name).lower(), thing)
    return made


def is_view(table: Document) -> bool:
    return "view" in str(table["kind"])


def columns_of(parts: object) -> tuple[str, ...]:
    """Of a key or an index; an expression has other words on each engine."""
    return folded(part.get("column", "(…)") if isinstance(part, dict) else part for part in parts or ())


def parts(index: Document) -> tuple[str, ...]:
    return columns_of(index["parts"])


def primary_key(table: Document) -> tuple[str, ...]:
    return columns_of(table.get("primary_key", {}).get("columns"))


def unique_keys(table: Document) -> set[tuple[str, ...]]:
    """A unique index without a condition is a key by another name."""
    keys = {tuple(sorted(columns_of(key["columns"]))) for key in table.get("uniques", ())}
    indexes = {tuple(sorted(parts(index))) for index in table.get("indexes", ()) if index.get("unique") and "predicate" not in index}
    return keys | indexes


def foreign_keys(table: Document) -> set[tuple[object, ...]]:
    """RESTRICT and NO ACTION differ in nothing that the schema's tables keep."""

    def action(key: Document, name: str) -> str:
        return str(key.get(name, "no_action")).replace("restrict", "no_action")

    return {
        (folded(key["columns"]), str(key["references"]["name"]).lower(), folded(key.get("referenced_columns")), action(key, "on_delete"), action(key, "on_update"))
        for key in table.get("foreign_keys", ())
    }


def keeps(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """A text that minds no case may be an expression there; there may be keys beside it that do mind it."""
    return len(key) == len(other) and set(other) - {"(…)"} <= set(key)


def plain_indexes(table: Document) -> set[tuple[str, ...]]:
    """Those that no key of the table begins with: some engines make them for keys by themselves."""
    keys = {tuple(key[0]) for key in foreign_keys(table)}
    return {parts(index) for index in table.get("indexes", ()) if not index.get("unique")} - keys


def numbers_rows(column: Document) -> bool:
    """By whatever means; a key that is the row's number numbers itself."""
    default = column.get("default", {})
    identity = column.get("identity", {})
    return default.get("kind") == "sequence" or (bool(identity) and identity.get("kind") != "rowid")


def has_default(column: Document) -> bool:
    default = column.get("default")
    return default is not None and default["kind"] != "sequence" and not re.match(r"(?i)null\b", str(default.get("sql", "")))


def takes_documents(table: Document, column: str) -> bool:
    """By a check, of which one engine makes a type and another does not."""
    return any(re.fullmatch(rf"json_valid\(\W?{re.escape(column)}\W?\)", str(check["sql"]), re.IGNORECASE) for check in table.get("checks", ()))


def of_columns(ours: Document, theirs: Document, of: str) -> Iterator[Difference]:
    left, right = by_name(ours["columns"]), by_name(theirs["columns"])
    if list(left) != list(right):
        yield f"`{of}` has the columns {list(right)}, not {list(left)}", of, [of, *set(left) ^ set(right)]
    referring = {name for key in foreign_keys(ours) for name in key[0]}
    for name, column in left.items():
        other = right.get(name)
        if other is None:
            continue
        counts = (numbers_rows(column) or name in referring) and other["type"]["kind"] == "int64"
        is_document = other["type"]["kind"] == "json" and takes_documents(ours, name)
        if not counts and not is_document and not same_type(column["type"], other["type"]):
            yield f"`{of}.{name}` is {other['database_type']}, not {column['database_type']}", of, [name]
        is_free = other["nullable"] and other.get("identity", {}).get("kind") != "rowid" and "generated" not in other  # that has a check
        if not column["nullable"] and is_free:
            yield f"`{of}.{name}` takes NULL", of, [name]
        if column["nullable"] and not other["nullable"] and name not in primary_key(theirs):
            yield f"`{of}.{name}` takes no NULL", of, [name]
        if has_default(column) != has_default(other):
            yield f"the default of `{of}.{name}` is {other.get('default')}, not {column.get('default')}", of, [name]
        if numbers_rows(column) and not numbers_rows(other) and other.get("identity") is None:
            yield f"`{of}.{name}` does not number the rows", of, [name]


def words_in(keys: object) -> Iterator[str]:
    if isinstance(keys, str):
        yield keys
    else:
        for key in keys:
            yield from words_in(key)


def of_tables(ours: Document, theirs: Document, of: str) -> Iterator[Difference]:
    yield from of_columns(ours, theirs, of)
    for what, read in (("primary key", primary_key), ("unique keys", unique_keys), ("foreign keys", foreign_keys), ("indexes", plain_indexes)):
        left, right = read(ours), read(theirs)
        if what == "unique keys" and all(any(keeps(key, other) for other in right) for key in left):
            continue
        if left != right:
            yield f"the {what} of `{of}` are {right}, not {left}", of, [of, *words_in(left), *words_in(right)]


def differences(ours: Document, theirs: Document, may_have_more: bool) -> Iterator[Difference]:
    """More, where the source's own engine did not take all of the file."""
    left, right = by_name(ours.get("tables")), by_name(theirs.get("tables"))
    for name, table in left.items():
        other = right.get(name)
        if other is None:
            yield f"there is no `{name}`", name, [name]
        elif not is_view(table):
            yield from of_tables(table, other, name)
    unread = by_name(ours.get("unsupported"))
    for name in () if may_have_more else right.keys() - left.keys() - unread.keys():
        if any(other.startswith(name) for other in left.keys() - right.keys()):
            continue  # it was too long, as the difference above says
        yield f"there is a `{name}`", name, [name]


def place_of(message: Document, statement: Document) -> str:
    """What the diagnostic points at."""
    text, span = str(statement["original"]).encode(), message["span"]
    return text[span["begin"] : span["end"]].decode(errors="replace")


_RENAMED = re.compile(r"(?is)\b(?:ALTER|RENAME)\s+TABLE\s+\W?(\w+)\W?\s+(?:RENAME\s+)?TO\s+\W?(\w+)")


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w$]+", text.lower()))


def told_by(statements: Sequence[Document]) -> Callable[[str, list[str]], bool]:
    """Whether a statement about that table was refused, or a diagnostic of one names one of these."""
    told = []
    for statement in statements:
        messages = statement["diagnostics"]
        if messages:
            said = "\n".join(text for message in messages for text in (message["message"], place_of(message, statement)))
            refused = statement["fidelity"] == "unsupported"
            told.append((words_of(f"{statement['original']}\n{said}"), words_of(said), refused))

    earlier = {new.lower(): old.lower() for statement in statements for old, new in _RENAMED.findall(str(statement["original"]))}

    def is_told(table: str, names: list[str]) -> bool:
        tables = [words_of(table), words_of(earlier.get(table, table))]
        return any(
            any(name <= about for name in tables) and (refused or any(words_of(name) <= said for name in names)) for about, said, refused in told
        )

    return is_told


def read(engine: databases.Engine, sql: str, label: str, reader: live.Reader) -> tuple[Document, int]:
    """The schema after loading, and how many statements the server did not take."""
    with engine.fresh(label) as database:
        failed = database.load(engine.preamble + sql, keep_going=True)
        printed = run([reader.sqlx, "introspect", f"--database={database.url}", "--format", "json", "--quiet"])
    if "SQLX2030" in printed.err:  # there is no table
        return {}, failed
    if printed.code != 0:
        raise Failure(f"the schema cannot be read\n{printed.err[-2000:]}")
    return json.loads(printed.out), failed


def run_file(path: Path, target: str, reader: live.Reader, urls: Mapping[str, str]) -> str:
    own, other = databases.connect(path.parent.name, urls), databases.connect(target, urls)
    case = live.read_case(path)
    live.check_only(case, own)
    schemas.add_roles(own, case)
    ours, failed_before = read(own, case.sql, path.stem, reader)
    statements = json.loads(translated(reader.sqlx, own.name, target, case.sql, ["--format", "json"])[0])["statements"]
    out = "".join(f"{statement['translated']};\n" for statement in statements if statement["translated"])
    theirs, failed = read(other, out, path.stem, reader)
    refused = sum(statement["fidelity"] == "unsupported" for statement in statements)
    is_told = told_by(statements)
    found = list(differences(ours, theirs, failed_before > 0))
    open_ends = [words for words, table, names in found if not is_told(table, names)]
    summary = f"{len(ours.get('tables', ()))} tables, {len(found)} differences, {refused} refused, {failed} failed"
    breaks = failed > failed_before
    if (breaks and refused == 0) or (open_ends and not breaks):
        raise Failure("\n".join([f"{summary}, and nothing tells of:", *open_ends[:25]]))
    return summary + (f", and so {len(open_ends)} are not told" if open_ends else "")


def main() -> int:
    made = parser(__doc__)
    made.add_argument("--schemas", type=Path, default=schemas.SCHEMAS, help="the folder of schemas")
    options = made.parse_args()
    stop_cleanly_on_signals()
    folders = [TESTS / "ddl", live.CASES, *([options.schemas] if options.schemas.is_dir() else [])]
    with engines() as urls:
        reader = live.Reader(options.sqlx.resolve())
        cases = [
            Case(f"{path.parent.parent.name}/{source}/{path.stem} to {target}", partial(run_file, path, target, reader, urls))
            for folder in folders
            for source in DIALECT_OF
            for target in DIALECT_OF
            if source != target
            for path in sorted(folder.glob(f"{source}/*.sql"))
            if not live.read_case(path).tag("not carried")
        ]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
