#!/usr/bin/python3
"""The generated validators and the database agree: what one takes, the other takes.

Each schema (tests/validators/<engine>.sql, those of tests/live with checks, and ../shared/schemas where it is there) is loaded; its validators are generated and
compiled; and tests/validators/judge.mjs offers values on both sides of every boundary to the validator and to the database. Boundaries are found
from the literals of the checks and from the types: a number and its neighbours, a length and one more, each text in other case, with a blank
behind it, with accents, each label and none of them; NULL and no value at all everywhere.

A verdict may be left to the database, and is counted. How many checks are compiled in whole, in part and not at all is in
tests/validators/compiled.txt: a change of those is a failure until `--update`.

The JSON Schemas have to be valid, and to accept every row that the validator accepts.

The packages of npm are those of tests/node_packages.py; without npm the cases are skipped.
"""

import json
import re
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

import databases
import live
from engines import engines, stop_cleanly_on_signals
from node_packages import node_modules
from schemas import SCHEMAS, add_roles, load
from support import TESTS, Case, Failure, chosen, clean_environment, parser, run, run_cases, succeed, update_is_wanted

JUDGE = TESTS / "validators/judge.mjs"
COMPILED = TESTS / "validators/compiled.txt"
ABSENT = {"$": "absent"}
INTEGERS = {"int8": 8, "int16": 16, "int24": 24, "int32": 32, "int64": 64}
UNSIGNED = {"uint8": 8, "uint16": 16, "uint24": 24, "uint32": 32, "uint64": 64}
TEXTS = ("text", "char")
MOST = 60  # candidates of a column
VALIDATION = """{ "extends": "./tsconfig.json", "include": ["validation/**/*.ts"] }"""


def big(number: int) -> dict[str, str]:
    return {"$": "bigint", "value": str(number)}


def strings(sql: str) -> list[str]:
    return [found.replace("''", "'").replace("\\'", "'").replace("\\\\", "\\") for found in re.findall(r"'((?:[^'\\]|''|\\.)*)'", sql)]


def numbers(sql: str) -> list[Decimal]:
    bare = re.sub(r"'(?:[^'\\]|''|\\.)*'", lambda found: f" {found[0][1:-1]} " if re.fullmatch(r"'-?\d+(\.\d+)?'", found[0]) else " ", sql)
    return [Decimal(found) for found in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", bare)]


def integers(kind: str, found: Sequence[Decimal]) -> Iterator[object]:
    bits = INTEGERS.get(kind) or UNSIGNED[kind]
    low, high = (0, 2**bits - 1) if kind in UNSIGNED else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    near = [int(number) * sign + step for number in found for sign in (1, -1) for step in (-1, 0, 1)]
    for number in [1, 2, 6, 7, 8, 0, -1, *near, low - 1, low, high, high + 1]:
        yield big(number)


def decimals(column: Mapping[str, object], found: Sequence[Decimal]) -> Iterator[object]:
    kind = column["type"]
    scale = kind.get("scale", 0) if kind.get("precision") else 4
    step = Decimal(1).scaleb(-scale)
    for number in [*found, Decimal(0), Decimal(1)]:
        for sign in (1, -1):
            for part in (0, step, -step, step / 2, -step / 2, step * Decimal("0.4")):
                yield f"{number * sign + part:f}"
    if kind.get("precision"):
        limit = Decimal(10) ** (kind["precision"] - scale)
        yield from (f"{limit - step:f}", f"{limit - step / 2:f}", f"{limit:f}", f"{-limit:f}")


def texts(column: Mapping[str, object], words: Sequence[str], found: Sequence[Decimal]) -> Iterator[object]:
    yield from ("a", "abc", "abcd", "", " ", "   ", "new", "a@b.co", "https://a.b/c", "123456789X", "AB12", "x_y", "é", "😀")
    for word in words:
        plain = re.sub(r"[%^$\\{}*+?()\[\]|]", "", word)
        for each in (word, plain, word.upper(), word.lower(), word.capitalize(), word + " ", word + "  ", word + "x", " " + word, word[:-1], word + "\n", word.replace("e", "é").replace("a", "á"), plain.replace("_", "x")):  # fmt: skip
            yield each
    lengths = {int(number) for number in found if 0 < number <= 300 and number == int(number)} | {column["type"].get("length") or 0}
    for length in sorted(lengths - {0}):
        for size in (length - 1, length, length + 1):
            yield from ("b" * size, "é" * size, "b" * size + "   ", "😀" * size if size < 20 else "b")
    if column["database_type"].startswith("tiny"):
        yield from ("b" * 255, "b" * 256, "é" * 128)


def moments(kind: str, words: Sequence[str], offset: str) -> Iterator[object]:
    days = ["2000-02-29", "2001-02-29", "2000-01-01", "2000-01-02", "2024-03-31", "2024-04-30", "2024-06-01", "1999-12-31", "0001-01-01", "9999-12-31"]
    days += [word[:10] for word in words if re.match(r"\d{4}-\d\d-\d\d", word)]
    clocks = ["00:00:00", "07:59:59", "08:00", "08:00:00", "12:00:00", "18:29:59", "18:30:00", "18:30:00.5", "23:59:59.9999995", "24:00:00", "25:61:00"]
    if kind == "time":
        yield from clocks
    elif kind == "date":
        yield from days
    else:
        zone = offset if kind == "timestamptz" else ""
        yield from (f"{day} {clock}{zone}" for day in days for clock in ("00:00:00", "12:00:00", "11:59:59.999", "12:00:00.001"))
        yield from (f"{day}T12:00:00.1234{zone}" for day in days[:2])


OTHERS: Mapping[str, Sequence[object]] = {
    "boolean": (True, False),
    "float32": (0.1, 0.5, 0.09999999, 0.10000001, 0.999999, 1, 1e39, -1e39, 0, 3.4028235e38),
    "float64": (0.3, 0.30000000000000004, 0.29999999999999993, 0, -1, 1e308, 5),
    "uuid": ("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc999c0b4ef8bb6d6bb9bd380a11", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}", "a0eebc99-9c0b", "x"),
    "json": ({}, {"a": [1, "x", None]}, [], "text", 5, {"a\u0000b": 1}, "nul \u0000"),
    "bytes": tuple({"$": "bytes", "value": "00" * size} for size in (0, 1, 2, 3, 4, 5, 255, 256)),
    "year": (0, 1, 69, 70, 99, 100, 1900, 1901, 2155, 2156),
    "bit": ("101", "10", "1010", "12", "0101"),
    "varbit": ("", "1", "1010", "10101"),
    "interval": ("1 day 02:03:04", "3 mons"),
    "set": ("a", "", "a,b", "c d", "x", "a,x", "A"),
    "any": ("x", 5, 1.5),
}  # fmt: skip


def labels(column: Mapping[str, object], document: Mapping[str, object]) -> Sequence[str]:
    name = column["type"].get("name")
    found = [each["values"] for each in document.get("enums", []) if name and each["name"] == name]
    return found[0] if found else column["type"].get("values", [])


def candidates(column: Mapping[str, object], sql: str, document: Mapping[str, object]) -> list[object]:
    kind, words, found = column["type"]["kind"], strings(sql), numbers(sql)
    made: list[object] = []
    if column.get("identity"):
        made = [big(1), big(2)]  # larger ones would use up the sequence
    elif kind in INTEGERS or kind in UNSIGNED:
        made = list(integers(kind, found))
    elif kind == "decimal":
        made = list(decimals(column, found))
    elif kind in TEXTS:
        made = list(texts(column, words, found))
    elif kind in ("date", "time", "timestamp", "timestamptz"):
        made = list(moments(kind, words, "+00" if document["engine"] == "postgres" else ""))
    elif kind == "enum":
        known = labels(column, document)
        made = [*known, "no label", *(label.upper() for label in known), *(label + " " for label in known[:1])]
    elif kind == "array":
        inner = candidates({"type": column["type"]["element"][0], "database_type": ""}, sql, document)
        plain = [value for value in inner if value not in (None, ABSENT)][:12]
        made = [[], *([value] for value in plain), plain[:2], plain[:3], [None, *plain[:1]]]
    elif kind == "inet":
        made = ["::1"] if column["database_type"] == "inet6" else ["127.0.0.1"]
    else:
        made = list(OTHERS.get(kind, ()))
    null = [] if "generated" in column else [None]  # some take it for no value there, others refuse it
    return [*unique(made), *null, ABSENT]


def unique(values: Sequence[object]) -> list[object]:
    """The first and the last of them, each once."""
    kept = list({json.dumps(value): value for value in values}.values())
    return kept if len(kept) <= MOST else [*kept[: MOST - 10], *kept[-10:]]


def domain_checks(column: Mapping[str, object], document: Mapping[str, object]) -> list[str]:
    name, found = column["type"].get("name"), []
    while name:
        domain = next((each for each in document.get("domains", []) if each["name"] == name), None)
        if domain is None:
            break
        found += [check["sql"] for check in domain.get("checks", [])]
        name = domain["type"].get("name")
    return found


def model_of(table: Mapping[str, object], file: Path, engine: str, document: Mapping[str, object]) -> dict[str, object]:
    source = file.read_text("utf-8")
    checks = [check["sql"] for check in table.get("checks", [])]
    columns = []
    for column in table["columns"]:
        mine = [sql for sql in checks if re.search(rf"(?<!\w){re.escape(column['name'])}(?!\w)", sql, re.IGNORECASE)]
        columns.append({"name": column["name"], "kind": column["type"]["kind"], "values": candidates(column, " ".join([*mine, *domain_checks(column, document)]), document)})
    mark = "`" if engine == "mysql" else '"'
    schema = table["name"].get("schema")
    parts = [*([schema] if schema else []), table["name"]["name"]]  # a name may be empty
    return {
        "file": f"dist/validation/{file.stem}.js",
        "schema": f"validation/schemas/{file.stem}.json",
        "model": re.search(r"export function validate(\w+)Create\(", source)[1],
        "table": ".".join(parts),
        "insert": ".".join(mark + part.replace(mark, mark * 2) + mark for part in parts),
        "columns": columns,
    }


def compile_validators(folder: Path) -> None:
    (folder / "node_modules").symlink_to(node_modules(folder))
    (folder / "tsconfig.validation.json").write_text(VALIDATION, "utf-8")
    succeed(["node", "node_modules/.bin/tsc", "--project", "tsconfig.validation.json"], cwd=folder, env=clean_environment(), seconds=600)


class Counts:
    """How much of the checks is compiled, by case."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.found: dict[str, str] = {}

    def add(self, name: str, told: Sequence[Mapping[str, object]], document: Mapping[str, object]) -> str:
        left = [each for each in told if each["code"] == "SQLX6030"]
        part = sum(len(each["notes"]) for each in left if "in part left" in each["message"])
        none = sum(len(each["notes"]) for each in left) - part
        every = sum(len(table.get("checks", [])) for table in document.get("tables", []))
        every += sum("generated" in column and not column["nullable"] for table in document.get("tables", []) for column in table["columns"])
        every += sum(len(domain_checks(column, document)) for table in document.get("tables", []) for column in table["columns"])
        line = f"{every} checks: {every - part - none} compiled, {part} in part, {none} left"
        with self.lock:
            self.found[name] = line
        return line


def shown_table(file: Path) -> str:
    return re.sub(r"\W", "", re.search(r"as a row of `(.*)`\.", file.read_text("utf-8"))[1])


def judge(engine: databases.Engine, database: databases.Database, folder: Path, document: Mapping[str, object]) -> list[dict[str, object]]:
    files = {shown_table(file): file for file in sorted((folder / "validation").glob("*.ts"))}
    models = []
    for table in document["tables"]:
        name = table["name"]
        is_usual = name.get("schema", "") in ("", document.get("default_schema", ""))
        file = files.get(re.sub(r"\W", "", name["name"] if is_usual else f"{name['schema']}{name['name']}"))
        if file is not None and table["kind"] == "table":
            models.append(model_of(table, file, engine.name, document))
    work = folder / "work.json"
    work.write_text(json.dumps({"engine": engine.name, "url": database.url, "app": str(folder), "models": models}), "utf-8")
    return json.loads(succeed(["node", JUDGE, work], env=clean_environment(), seconds=600))


def wrong_verdicts(reports: Sequence[Mapping[str, object]]) -> Iterator[str]:
    for report in reports:
        for refused in report["schemaRefuses"][:4]:
            yield f"{report['checks']}: the JSON Schema refuses what the validator accepts: {refused[:600]}"
        for wrong in report["wrong"][:8]:
            yield f"{report['checks']}: the validator {wrong['validator']}, the database: {wrong['database']}\n    {wrong['row'][:600]}"


def run_case(path: Path, sqlx: Path, counts: Counts, urls: Mapping[str, str]) -> str:
    engine_name = path.stem if path.parent.name == "validators" else path.parent.name
    engine = databases.connect(engine_name, urls)
    case = live.read_case(path)
    add_roles(engine, case)
    with engine.fresh(path.stem, exact=path.is_relative_to(SCHEMAS)) as database, tempfile.TemporaryDirectory() as temporary:
        load(database, case.sql)
        folder = Path(temporary) / "app"
        told = generate(sqlx, database.url, folder)
        document = json.loads((folder / "sqlx.schema.json").read_text("utf-8"))
        counted = counts.add(f"{path.parent.name}/{path.stem}", told, document)
        compile_validators(folder)
        reports = judge(engine, database, folder, document)
    wrong = list(wrong_verdicts(reports))
    if wrong:
        raise Failure("\n".join(wrong[:40]))
    total = {key: sum(report[key] for report in reports) for key in ("rows", "accepted", "refused", "left")}
    stuck = sum(report["base"] > 0 for report in reports)
    return f"{counted}; {total['rows']} rows, {total['accepted']} accepted, {total['refused']} refused, {total['left']} left; {stuck} tables without a good row"


def generate(sqlx: Path, url: str, folder: Path) -> Sequence[Mapping[str, object]]:
    """What was told: some of it says which checks are left to the database."""
    made = succeed([sqlx, "init", folder, "--database", url, "--format", "json"], env=clean_environment())
    return json.loads(made)["diagnostics"]


def has_checks(path: Path) -> bool:
    return re.search(r"\bCHECK\s*\(", path.read_text("utf-8", "surrogateescape"), re.IGNORECASE) is not None


def all_cases(sqlx: Path, counts: Counts, urls: Mapping[str, str], schemas: Path) -> list[Case]:
    others = [*sorted((TESTS / "live").glob("*/*.sql")), *sorted(schemas.glob("*/*.sql"))]
    paths = sorted((TESTS / "validators").glob("*.sql")) + [path for path in others if has_checks(path)]
    return [Case(f"{path.parent.name}/{path.stem}", partial(run_case, path, sqlx, counts, urls)) for path in paths]


def check_counts(counts: Counts) -> int:
    """Those of our own schemas are written down."""
    ours = {name: line for name, line in counts.found.items() if name.startswith("validators/")}
    written = dict(line.split(": ", 1) for line in COMPILED.read_text("utf-8").splitlines()) if COMPILED.exists() else {}
    if update_is_wanted():
        COMPILED.write_text("".join(f"{name}: {line}\n" for name, line in sorted({**written, **ours}.items())), "utf-8")
        return 0
    changed = [f"{name}: {line}, and was {written.get(name)}" for name, line in ours.items() if written.get(name) != line]
    for line in changed:
        print(f"FAILED  {line} (--update writes it down)")
    return 1 if changed else 0


def main() -> int:
    made = parser(__doc__)
    made.add_argument("--schemas", type=Path, default=SCHEMAS, help="the folder of schemas")
    options = made.parse_args()
    stop_cleanly_on_signals()
    counts = Counts()
    with engines() as urls:
        code = run_cases(chosen(all_cases(options.sqlx.resolve(), counts, urls, options.schemas), options.patterns), options.jobs)
    return code or check_counts(counts)


if __name__ == "__main__":
    sys.exit(main())
