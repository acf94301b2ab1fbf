#!/usr/bin/env python3
"""Captures the stored trees of tests/unit/view_trees/views.sql from a PostgreSQL server, for the unit test of view columns.

    tests/capture_view_trees.py postgresql://postgres@127.0.0.1:5432/some_empty_database

writes tests/unit/view_trees/pg<major version>.trees: one line for each relation, fields separated by tabs.

    table <oid> <name> <columns, `!` after those that are NOT NULL, separated by commas>
    view  <oid> <name> <tree>

Run it against a version that is not there yet and add the file to tests/CMakeLists.txt: the expectations in views.sql hold for every version.
"""
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent / "unit" / "view_trees"

RELATIONS = r"""
SELECT CASE WHEN c.relkind = 'v' THEN 'view' ELSE 'table' END, c.oid, c.relname,
       coalesce((SELECT r.ev_action::text FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.ev_type = '1' AND c.relkind = 'v'),
                (SELECT string_agg(quote_ident(a.attname) || CASE WHEN a.attnotnull THEN '!' ELSE '' END, ', ' ORDER BY a.attnum)
                   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0))
  FROM pg_class c WHERE c.relnamespace = 'trees'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY c.oid
"""


def psql(url, *arguments, **options):
    command = ["psql", url, "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments]
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, timeout=60, **options).stdout


def main(url):
    setup = "CREATE SCHEMA trees; SET search_path = trees;\n" + (FOLDER / "views.sql").read_text()
    try:
        psql(url, input=setup)
        version = psql(url, "-At", "-c", "SHOW server_version_num").strip()
        trees = psql(url, "-At", "-F", "\t", "-c", RELATIONS)
    finally:
        psql(url, "-c", "SET client_min_messages = error; DROP SCHEMA IF EXISTS trees CASCADE")
    (FOLDER / f"pg{int(version) // 10000}.trees").write_text(trees)


if __name__ == "__main__":
    main(*sys.argv[1:])
