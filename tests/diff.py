#!/usr/bin/python3
"""`sqlx diff A B --format sql`, applied to A, makes B: on live engines, judged by reading the database again.

Kinds of cases, for each engine:

  * tests/diff/<engine>/*.sql: a schema with rows, the schema that it becomes, and a query with its answer afterwards. Its parts begin with
    `-- before`, `-- after` and `-- rows: SELECT …`; the lines below that are what the query answers, one a row, values between `|`.
  * tests/live/<engine>/*.sql: from an empty database to that schema, and back.
  * random changes of tests/diff/<engine>/base.sql, by a fixed seed: a step that the engine itself refuses is left out. The same for the schemas
    of ../shared/schemas, where that folder is there.

Two schemas are the same when sqlx reads the same snapshot. Where the note SQLX3033 says that columns keep another order, theirs is not compared.
"""

import json
import random
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
from support import ROOT, TESTS, Case, Failure, Skip, chosen, parser, require_equal, run, run_cases, succeed

FOLDER = TESTS / "diff"
ROUNDS = 30  # of random changes, for each engine
STEPS = 4  # at most, in one round
ALWAYS_THERE = "CREATE TABLE always_there (n integer);\n"  # `sqlx introspect` wants to see a table
Document = dict


def snapshot(sqlx: Path, database: databases.Database) -> Document:
    text = succeed([sqlx, "introspect", f"--database={database.url}", "--quiet"])
    return {key: value for key, value in json.loads(text).items() if key not in ("diagnostics", *live.VOLATILE)}


def in_any_order(document: Document) -> Document:
    def sort(table: Document) -> Document:
        sorted_table = {**table, "columns": sorted(table["columns"], key=lambda column: column["name"])}
        return {**sorted_table, "partitions": [sort(each) for each in table.get("partitions", [])]}

    return {**document, "tables": [sort(table) for table in document["tables"]]}


def shown(document: Document) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False)


def migrate(sqlx: Path, before: databases.Database, after: databases.Database) -> None:
    """Applies what the program writes, and compares what is read then."""
    written = run([sqlx, "diff", before.url, after.url, "--format", "sql", "--allow-destructive"])
    if written.code != 0:
        raise Refused(f"--format sql ends with {written.code}\n{written.err[-3000:]}", written.err)
    goal = snapshot(sqlx, after)
    try:
        before.load(written.out)
    except Failure as failure:
        raise Failure(f"the statements cannot be executed\n{failure}\n{written.out}") from failure
    reached = snapshot(sqlx, before)
    if "[SQLX3033]" in written.err:
        goal, reached = in_any_order(goal), in_any_order(reached)
    if "[SQLX3020]" in written.err:
        goal, reached = ({key: value for key, value in each.items() if key != "unsupported"} for each in (goal, reached))
    require_equal(shown(reached), shown(goal), f"the statements lead to another schema\n{written.out}")
    again = run([sqlx, "diff", before.url, after.url, "--exit-code"])
    if "[SQLX3033]" not in written.err and "[SQLX3020]" not in written.err and again.code != 0:
        raise Failure(f"there is a difference left: {again.out}{again.err}")


class Refused(Failure):
    """What the program says that it cannot write."""

    def __init__(self, message: str, told: str) -> None:
        super().__init__(message)
        self.told = told


# ----------------------------------------------------------------------------------------------- written pairs


def sections(path: Path) -> tuple[str, str, str, str]:
    """Before, after, the query, and its answer."""
    _, before, rest = re.split(r"^-- (?:before|after)$", path.read_text("utf-8"), flags=re.MULTILINE)
    after, marker, rows = rest.partition("\n-- rows: ")
    query, _, answer = rows.partition("\n")
    return before, after, query if marker else "", answer


def check_pair(path: Path, sqlx: Path, urls: Mapping[str, str]) -> None:
    engine = databases.connect(path.parent.name, urls)
    before_sql, after_sql, query, answer = sections(path)
    with engine.fresh("before") as before, engine.fresh("after") as after:
        before.load(before_sql)
        after.load(after_sql)
        migrate(sqlx, before, after)
        if query:
            rows = "".join("|".join(row) + "\n" for row in before.rows(query + ";", "null"))
            require_equal(rows, answer.strip("\n") + "\n", "other rows than expected")


# ------------------------------------------------------------------------------------------- there, and back


def check_live(path: Path, sqlx: Path, urls: Mapping[str, str]) -> str | None:
    engine = databases.connect(path.parent.name, urls)
    case = live.read_case(path)
    live.check_only(case, engine)
    for role in filter(None, re.split(r"[,\s]+", case.tag("roles"))):
        engine.add_role(role)
    with engine.fresh("empty") as empty, engine.fresh("full") as full, engine.fresh("built") as built:
        full.load(case.sql)
        for database in (empty, full, built):
            database.load(ALWAYS_THERE)
        remarks = [attempt(sqlx, built, full, "to it"), attempt(sqlx, full, empty, "back")]
    return ", ".join(filter(None, remarks)) or None


def attempt(sqlx: Path, before: databases.Database, after: databases.Database, what: str) -> str:
    try:
        migrate(sqlx, before, after)
    except Refused as refused:
        if "[SQLX3032]" not in refused.told:
            raise
        return f"{what}: refused"
    return ""


# ------------------------------------------------------------------------------------------- random changes

Step = Callable[[random.Random, Document, str], bool]  # whether it found something to change

TYPES = {
    "postgres": ["integer", "bigint", "numeric(10,2)", "text", "character varying(40)", "boolean", "date", "timestamp with time zone", "uuid", "jsonb", "text[]"],
    "mysql": ["int(11)", "bigint(20)", "decimal(10,2)", "varchar(40)", "text", "date", "datetime", "tinyint(1)", "double", "enum('a','b')"],
    "sqlite": ["INTEGER", "TEXT", "REAL", "NUMERIC", "BLOB", "VARCHAR(40)"],
}
DEFAULTS = {"integer": "7", "bigint": "8", "text": "'some'", "int(11)": "7", "bigint(20)": "8", "varchar(40)": "'some'", "INTEGER": "7", "TEXT": "'some'", "REAL": "1.5"}


def tables_of(document: Document) -> list[Document]:
    return [table for table in document["tables"] if table["kind"] == "table"]


def a_table(rng: random.Random, document: Document) -> Document:
    return rng.choice(tables_of(document))


def fresh_name(rng: random.Random, prefix: str) -> str:
    return f"{prefix}_{rng.randrange(10**6)}"


def quoted(engine: str, name: str) -> str:
    return f"`{name}`" if engine == "mysql" else '"' + name + '"'


def plain_columns(table: Document) -> list[Document]:
    return [column for column in table["columns"] if "generated" not in column and "identity" not in column]


def add_column(rng: random.Random, document: Document, engine: str) -> bool:
    table, words = a_table(rng, document), rng.choice(TYPES[engine])
    column = {"name": fresh_name(rng, "c"), "type": {"kind": "text"}, "database_type": words, "nullable": True}
    if words in DEFAULTS and rng.random() < 0.6:
        column["default"] = {"sql": DEFAULTS[words], "kind": "literal", "value": DEFAULTS[words].strip("'")}
        column["nullable"] = rng.random() < 0.5
    table["columns"].insert(rng.randrange(len(table["columns"]) + 1), column)
    return True


def drop_column(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    column = rng.choice(table["columns"])["name"]
    if len(table["columns"]) < 3:
        return False
    table["columns"] = [each for each in table["columns"] if each["name"] != column]
    without(table, column, document)
    return True


def without(table: Document, column: str, document: Document) -> None:
    """The table without what speaks of the column; a view or a key of another table that does is the engine's to refuse."""
    name = table["name"]
    speaks = lambda part: column in json.dumps(part)  # noqa: E731
    if "primary_key" in table and speaks(table["primary_key"]):
        del table["primary_key"]
    for kind in ("uniques", "foreign_keys", "checks", "indexes", "triggers", "exclusions", "policies"):
        table[kind] = [part for part in table.get(kind, []) if not speaks(part)]
    table["columns"] = [each for each in table["columns"] if not ("generated" in each and speaks(each["generated"]))]
    for other in tables_of(document):
        other["foreign_keys"] = [key for key in other.get("foreign_keys", []) if not (key["references"] == name and column in key["referenced_columns"])]
    document["tables"] = [each for each in document["tables"] if each["kind"] == "table" or column not in json.dumps(each)]
    document["sequences"] = [each for each in document.get("sequences", []) if each.get("owned_by", {}).get("column") != column]


def change_type(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    column = rng.choice(plain_columns(table) or table["columns"])
    column["database_type"] = rng.choice(TYPES[engine])
    column.pop("default", None)
    column.pop("collation", None)
    column.pop("attributes", None)
    return True


def change_nullability(rng: random.Random, document: Document, engine: str) -> bool:
    column = rng.choice(a_table(rng, document)["columns"])
    column["nullable"] = not column["nullable"]
    return True


def change_default(rng: random.Random, document: Document, engine: str) -> bool:
    column = rng.choice(plain_columns(a_table(rng, document)) or [{}])
    if "default" in column:
        del column["default"]
        return True
    value = DEFAULTS.get(column.get("database_type", ""))
    if value is None:
        return False
    column["default"] = {"sql": value, "kind": "literal", "value": value.strip("'")}
    return True


def move_column(rng: random.Random, document: Document, engine: str) -> bool:
    rng.shuffle(a_table(rng, document)["columns"])
    return True


def add_index(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    columns = [each["name"] for each in table["columns"] if "text" not in each["database_type"].lower() and "blob" not in each["database_type"].lower()]
    if not columns:
        return False
    unique = rng.random() < 0.3
    part = rng.choice(columns) if rng.random() < 0.6 else {"column": rng.choice(columns), "descending": True}
    index = {"name": fresh_name(rng, "i"), "parts": [part], **({"unique": True} if unique and engine != "mysql" else {})}
    table.setdefault("indexes", []).append(index)
    return True


def drop_part(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    kind = rng.choice(["uniques", "foreign_keys", "checks", "indexes", "triggers", "policies", "exclusions"])
    if not table.get(kind):
        return False
    table[kind].pop(rng.randrange(len(table[kind])))
    return True


def drop_primary_key(rng: random.Random, document: Document, engine: str) -> bool:
    return a_table(rng, document).pop("primary_key", None) is not None


def add_unique(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    column = rng.choice(table["columns"])["name"]
    table.setdefault("uniques", []).append({"name": fresh_name(rng, "u"), "columns": [column]})
    return True


def add_check(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    column = quoted(engine, rng.choice(table["columns"])["name"])
    table.setdefault("checks", []).append({"name": fresh_name(rng, "k"), "sql": f"{column} IS NOT NULL OR {column} IS NULL"})
    return True


def change_check(rng: random.Random, document: Document, engine: str) -> bool:
    checks = a_table(rng, document).get("checks")
    if not checks:
        return False
    checks[0]["sql"] = f"({checks[0]['sql']}) OR 1 = 2"
    return True


def add_foreign_key(rng: random.Random, document: Document, engine: str) -> bool:
    target = a_table(rng, document)
    key = target.get("primary_key", {}).get("columns", [])
    if len(key) != 1 or not isinstance(key[0], str):
        return False
    table = a_table(rng, document)
    words = next(each["database_type"] for each in target["columns"] if each["name"] == key[0])
    column = {"name": fresh_name(rng, "f"), "type": {"kind": "text"}, "database_type": words, "nullable": True}
    table["columns"].append(column)
    action = rng.choice(["no_action", "cascade", "set_null"])
    table.setdefault("foreign_keys", []).append(
        {"name": fresh_name(rng, "r"), "columns": [column["name"]], "references": target["name"], "referenced_columns": [key[0]],
         **({"on_delete": action} if action != "no_action" else {})}  # fmt: skip
    )
    if engine == "mysql":
        table.setdefault("indexes", []).append({"name": table["foreign_keys"][-1]["name"], "parts": [column["name"]]})
    return True


def change_action(rng: random.Random, document: Document, engine: str) -> bool:
    keys = a_table(rng, document).get("foreign_keys")
    if not keys:
        return False
    key = rng.choice(keys)
    key["on_update"] = "cascade" if key.get("on_update") != "cascade" else "no_action"
    return True


def add_table(rng: random.Random, document: Document, engine: str) -> bool:
    name = fresh_name(rng, "t")
    words = rng.choice(TYPES[engine])
    place = {"schema": a_table(rng, document)["name"].get("schema")} if engine != "mysql" else {}
    document["tables"].append(
        {"name": {**place, "name": name}, "kind": "table",
         "columns": [{"name": "id", "type": {"kind": "int32"}, "database_type": TYPES[engine][0], "nullable": False},
                     {"name": "other", "type": {"kind": "text"}, "database_type": words, "nullable": True}],
         "primary_key": {**({"name": f"{name}_pkey"} if engine == "postgres" else {}), "columns": ["id"]}}  # fmt: skip
    )
    return True


def drop_table(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    name = table["name"]
    document["tables"] = [each for each in document["tables"] if each is not table and not (each["kind"] != "table" and name["name"] in json.dumps(each))]
    document["sequences"] = [each for each in document.get("sequences", []) if each.get("owned_by", {}).get("table") != name]
    for other in tables_of(document):
        other["foreign_keys"] = [key for key in other.get("foreign_keys", []) if key["references"] != name]
    return bool(tables_of(document))


def drop_view(rng: random.Random, document: Document, engine: str) -> bool:
    views = [table for table in document["tables"] if table["kind"] != "table"]
    if not views:
        return False
    view = rng.choice(views)
    document["tables"] = [each for each in document["tables"] if each is view or each["kind"] == "table" or view["name"]["name"] not in json.dumps(each)]
    document["tables"].remove(view)
    return True


def add_view(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    columns = [column for column in table["columns"] if rng.random() < 0.7] or table["columns"][:1]
    place = quoted(engine, table["name"]["schema"]) + "." if engine == "postgres" else ""
    query = f"SELECT {', '.join(quoted(engine, column['name']) for column in columns)} FROM {place}{quoted(engine, table['name']['name'])}"
    document["tables"].append(
        {"name": {**table["name"], "name": fresh_name(rng, "v")}, "kind": "view", "columns": [{**column, "nullable": True} for column in columns], "definition": query}
    )
    for column in document["tables"][-1]["columns"]:
        for key in ("default", "identity", "generated", "comment", "attributes", "collation", "on_update"):
            column.pop(key, None)
    return True


def change_comment(rng: random.Random, document: Document, engine: str) -> bool:
    if engine == "sqlite":
        return False
    table = a_table(rng, document)
    part = rng.choice([table, rng.choice(table["columns"])])
    if part.pop("comment", None) is None:
        part["comment"] = "it's \\ said"
    return True


def change_labels(rng: random.Random, document: Document, engine: str) -> bool:
    enums = document.get("enums")
    if not enums:
        return False
    labels = rng.choice(enums)["values"]
    if rng.random() < 0.6 or len(labels) < 3:
        labels.insert(rng.randrange(len(labels) + 1), fresh_name(rng, "label"))
    else:
        labels.pop()
    return True


def add_generated(rng: random.Random, document: Document, engine: str) -> bool:
    table = a_table(rng, document)
    texts = [column for column in plain_columns(table) if column["database_type"].lower() in ("text", "varchar(40)", "character varying(40)")]
    if not texts:
        return False
    name = quoted(engine, rng.choice(texts)["name"])
    expression = f"concat({name}, '!')" if engine == "mysql" else f"({name} || '!')"
    words = {"postgres": "text", "mysql": "varchar(60)", "sqlite": "TEXT"}[engine]
    stored = engine == "postgres" or rng.random() < 0.5
    table["columns"].append(
        {"name": fresh_name(rng, "g"), "type": {"kind": "text"}, "database_type": words, "nullable": True, "generated": {"sql": expression, "stored": stored}}
    )
    return True


def change_identity(rng: random.Random, document: Document, engine: str) -> bool:
    column = rng.choice(a_table(rng, document)["columns"])
    kinds = {"postgres": ("always", "by_default"), "mysql": ("auto_increment",), "sqlite": ("auto_increment",)}[engine]
    if column.get("identity", {}).get("kind") in kinds:
        del column["identity"]
    elif "identity" in column or "default" in column or "generated" in column or column["nullable"]:
        return False
    else:
        column["identity"] = {"kind": rng.choice(kinds)}
    return True


STEPS_OF_ALL: list[Step] = [
    add_column, drop_column, change_type, change_nullability, change_default, move_column, add_index, drop_part, drop_primary_key, add_unique, add_check,
    change_check, add_foreign_key, change_action, add_table, drop_table, drop_view, add_view, change_comment, change_labels, add_generated, change_identity,
]  # fmt: skip


def changed(rng: random.Random, document: Document, engine: str) -> tuple[Document, list[str]]:
    done: list[str] = []
    for _ in range(rng.randrange(1, STEPS + 1)):
        step = rng.choice(STEPS_OF_ALL)
        trial = json.loads(json.dumps(document))
        if step(rng, trial, engine):
            document, done = trial, [*done, step.__name__]
    return document, done


def load_changed(sqlx: Path, document: Document, database: databases.Database) -> bool:
    """Whether the engine takes the schema: a step may ask for something that it does not have."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        ddl = run([sqlx, "introspect", f"--snapshot={file.name}", "--format", "ddl", "--quiet"])
    if ddl.code != 0:
        return False
    try:
        database.load(ddl.out)
    except Failure:
        return False
    return True


def check_round(engine_name: str, seed: int, sqlx: Path, urls: Mapping[str, str]) -> str:
    engine = databases.connect(engine_name, urls)
    with engine.fresh("before") as before:
        before.load((FOLDER / engine_name / "base.sql").read_text("utf-8"))
        return change_at_random(random.Random(f"{engine_name} {seed}"), engine, before, sqlx)


def check_real(path: Path, sqlx: Path, urls: Mapping[str, str]) -> str:
    """Of a real schema, without its rows."""
    engine = databases.connect(path.parent.name, urls)
    case = live.read_case(path)
    schemas.add_roles(engine, case)
    with engine.fresh("loaded") as loaded, engine.fresh("before") as before:
        schemas.load(loaded, case.sql)
        before.load(succeed([sqlx, "introspect", f"--database={loaded.url}", "--format", "ddl", "--quiet"]))
        return change_at_random(random.Random(f"{path.stem}"), engine, before, sqlx)


def change_at_random(rng: random.Random, engine: databases.Engine, before: databases.Database, sqlx: Path) -> str:
    engine_name = engine.name
    document = json.loads(succeed([sqlx, "introspect", f"--database={before.url}", "--quiet"]))
    document.pop("diagnostics", None)
    for _ in range(12):
        trial, done = changed(rng, document, engine_name)
        with engine.fresh("after") as after:
            if not done or not load_changed(sqlx, trial, after):
                continue
            try:
                migrate(sqlx, before, after)
            except Failure as failure:
                raise Failure(f"after {', '.join(done)}\n{failure}") from failure
            return ", ".join(done)
    raise Failure("the engine took none of twelve changes")


# -------------------------------------------------------------------------------------------------- the program


def all_cases(sqlx: Path, urls: Mapping[str, str]) -> Iterator[Case]:
    for engine in databases.ENGINES:
        for path in sorted((FOLDER / engine).glob("*.sql")):
            if path.stem != "base":
                yield Case(f"{engine}/{path.stem}", partial(check_pair, path, sqlx, urls))
        for path in sorted((live.CASES / engine).glob("*.sql")):
            yield Case(f"{engine}/live {path.stem}", partial(check_live, path, sqlx, urls))
        for path in sorted((schemas.SCHEMAS / engine).glob("*.sql")):
            yield Case(f"{engine}/real {path.stem}", partial(check_real, path, sqlx, urls))
        for seed in range(ROUNDS):
            yield Case(f"{engine}/random {seed}", partial(check_round, engine, seed, sqlx, urls))


def main() -> int:
    options = live.with_engine_option(parser(__doc__)).parse_args()
    stop_cleanly_on_signals()
    with engines(live.wanted_servers(options.engine)) as urls:
        cases = [case for case in all_cases(options.sqlx.resolve(), urls) if options.engine is None or case.name.startswith(options.engine)]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
