"""What an engine's own catalog says about a schema, in numbers: the other opinion that tests/schemas.py compares sqlx with.

The questions are deliberately not those of introspect/<engine>/*.sql, and as simple as can be: one row a table, with its kind and
how many columns, keys, constraints and indexes it has. Partitions are counted in their parent only; objects of extensions and of
the engine itself are left out; `indexes` are those that do not stand behind a key or constraint, as ir/schema.h defines.
"""

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from databases import Database


@dataclass(frozen=True)
class Counts:
    """One table or view, in numbers."""

    kind: str
    columns: int
    primary_keys: int
    uniques: int
    foreign_keys: int
    checks: int
    indexes: int
    partitions: int

    def __str__(self) -> str:
        return ", ".join(f"{field.name} {value}" for field, value in zip(fields(self), astuple(self)))


@dataclass(frozen=True)
class Census:
    tables: Mapping[str, Counts]  # by schema.name
    enums: int  # named ones, and columns with labels of their own

    def lines(self) -> list[str]:
        return [f"enums {self.enums}", *(f"{name}: {counts}" for name, counts in sorted(self.tables.items()))]

    def summary(self) -> str:
        def total(field: str) -> int:
            return sum(getattr(counts, field) for counts in self.tables.values())

        views = sum(1 for counts in self.tables.values() if "view" in counts.kind)
        numbers = [f"{len(self.tables) - views} tables", f"{views} views", f"{self.enums} enums"]
        return ", ".join(numbers + [f"{total(field.name)} {field.name}" for field in fields(Counts)[1:]])


def of_snapshot(document: Mapping[str, Any]) -> Census:
    """The same numbers out of what sqlx printed."""

    def counts(table: Mapping[str, Any]) -> Counts:
        parts = [len(table.get(key, [])) for key in ("uniques", "foreign_keys", "checks", "indexes", "partitions")]
        return Counts(table["kind"], len(table["columns"]), 1 if "primary_key" in table else 0, *parts)

    def full_name(table: Mapping[str, Any]) -> str:
        return ".".join(filter(None, [table["name"].get("schema"), table["name"]["name"]]))

    own_labels = sum(
        1
        for table in document["tables"]
        for column in table["columns"]
        if table["kind"] == "table" and column["type"]["kind"] == "enum" and "values" in column["type"]
    )
    tables = {full_name(table): counts(table) for table in document["tables"]}
    return Census(tables, len(document.get("enums", [])) + own_labels)


# ------------------------------------------------------------------------------------------------- PostgreSQL

POSTGRES_TABLES = """
with own as (
  select c.oid, n.nspname, c.relname, c.relkind
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
    and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
select nspname || '.' || relname,
  case relkind when 'v' then 'view' when 'm' then 'materialized_view' when 'f' then 'foreign_table' else 'table' end,
  (select count(*) from pg_attribute a where a.attrelid = own.oid and a.attnum > 0 and not a.attisdropped),
  (select count(*) from pg_constraint k where k.conrelid = own.oid and k.contype = 'p'),
  (select count(*) from pg_constraint k where k.conrelid = own.oid and k.contype = 'u'),
  (select count(*) from pg_constraint k where k.conrelid = own.oid and k.contype = 'f' and k.conparentid = 0),
  (select count(*) from pg_constraint k where k.conrelid = own.oid and k.contype = 'c'),
  (select count(*) from pg_indexes i where i.schemaname = nspname and i.tablename = relname)
    - (select count(*) from pg_constraint k where k.conrelid = own.oid and k.contype in ('p', 'u', 'x')),
  (select count(*) from pg_inherits h join pg_class child on child.oid = h.inhrelid
   where h.inhparent = own.oid and child.relispartition)
from own
"""
POSTGRES_ENUMS = """
select count(*) from pg_type t
where t.typtype = 'e'
  and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
"""


def of_postgres(database: Database) -> Census:
    return Census(counted(database.rows(POSTGRES_TABLES)), int(database.rows(POSTGRES_ENUMS)[0][0]))


def counted(rows: list[list[str]]) -> dict[str, Counts]:
    return {row[0]: Counts(row[1], *map(int, row[2:])) for row in rows}


# ---------------------------------------------------------------------------------------------- MySQL, MariaDB

MYSQL_TABLES = """
select t.table_name,
  if(t.table_type = 'VIEW', 'view', 'table'),
  (select count(*) from information_schema.columns c where c.table_schema = database() and c.table_name = t.table_name),
  (select count(*) from information_schema.table_constraints k
   where k.table_schema = database() and k.table_name = t.table_name and k.constraint_type = 'PRIMARY KEY'),
  (select count(*) from information_schema.table_constraints k
   where k.table_schema = database() and k.table_name = t.table_name and k.constraint_type = 'UNIQUE'),
  (select count(*) from information_schema.table_constraints k
   where k.table_schema = database() and k.table_name = t.table_name and k.constraint_type = 'FOREIGN KEY'),
  (select count(*) from information_schema.table_constraints k
   where k.table_schema = database() and k.table_name = t.table_name and k.constraint_type = 'CHECK'),
  (select count(distinct s.index_name) from information_schema.statistics s
   where s.table_schema = database() and s.table_name = t.table_name and s.non_unique = 1),
  0
from information_schema.tables t
where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
"""
MYSQL_ENUMS = """
select count(*) from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where c.table_schema = database() and c.data_type = 'enum' and t.table_type <> 'VIEW'
"""


def of_mysql(database: Database) -> Census:
    return Census(counted(database.rows(MYSQL_TABLES)), int(database.rows(MYSQL_ENUMS)[0][0]))


# ------------------------------------------------------------------------------------------------------ SQLite

SQLITE_TABLES = """
select t.schema || '.' || t.name, replace(t.type, 'virtual', 'virtual_table'),
  (select count(*) from pragma_table_xinfo(t.name) where hidden <> 1),
  (select count(*) > 0 from pragma_table_xinfo(t.name) where pk > 0),
  (select count(*) from pragma_index_list(t.name) where origin = 'u'),
  (select count(distinct id) from pragma_foreign_key_list(t.name)),
  0,
  (select count(*) from pragma_index_list(t.name) where origin = 'c'),
  0,
  (select sql from sqlite_schema s where s.name = t.name and s.type = 'table')
from pragma_table_list t
where t.schema = 'main' and t.type in ('table', 'view', 'virtual') and t.name not like 'sqlite\\_%' escape '\\'
"""
# A string, a quoted name or a comment, in which the word CHECK would mean nothing.
_SQLITE_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/", re.DOTALL)


def of_sqlite(database: Database) -> Census:
    """SQLite has no catalog of checks: they are counted in its text."""
    tables = {}
    for *row, sql in database.rows(SQLITE_TABLES):
        row[6] = str(len(re.findall(r"\bcheck\s*\(", _SQLITE_QUOTED.sub(" ", sql), re.IGNORECASE)))
        tables |= counted([row])
    return Census(tables, 0)


CENSUS = {"postgres": of_postgres, "mysql": of_mysql, "sqlite": of_sqlite}
