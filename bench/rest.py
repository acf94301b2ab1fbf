#!/usr/bin/python3
"""The generated REST API on PostgreSQL, beside the floor and beside what many write, in one run: a row by its key, lists, embedded rows, an insert.

    bench/rest.py [--sqlx PROGRAM] [--rounds N] [--seconds N] [--only NAME] [--profile FOLDER]

The floor is Fastify and pg with one prepared statement for each route (bench/rest/floor.mjs), the other Express 5 with rows (express.mjs). Of the
application everything is on that is on by default, in production: its callers have tokens, it validates, counts and logs. The server under load has one
core, where there are several. Medians of rounds in turns; the goals are 1.2 of the floor's processor time and 0.9 of its rate.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from contest import BENCH, Contestant, Results, bearer, bench, compile_application, contest, make_application, options_of, own_server, production
from served import server

FOLDER = BENCH / "rest"
EXPRESS = {"express": "^5.1.0"}
EMBED = "select=id,total,customers(name),items(quantity,products(name))"
#  name: (the others' path, ours, what is posted)
QUESTIONS = {
    "get": ("/get/{n}", "/api/orders/{n}", None),
    "filter": ("/get/{n}", "/api/orders?id=eq.{n}", None),
    "list": ("/list/{n}", "/api/orders?customer_id=eq.{n}&order=id.desc&limit=20", None),
    "embed": ("/embed/{n}", f"/api/orders?{EMBED}&id=eq.{{n}}", None),
    "insert": ("/insert", "/api/orders", '{"customer_id":{n},"total":12.5}'),
}


def measure(folder: Path, url: str, options: argparse.Namespace) -> Iterator[tuple[str, Results]]:
    application = make_application(options.sqlx, folder, url, [FOLDER / "floor.mjs", FOLDER / "express.mjs"], EXPRESS)
    compile_application(application, BENCH / "usage.ts")
    variables = production(url)
    headers = bearer(application) | {"prefer": "return=representation"}
    with (
        server(application, "floor", ["floor.mjs"], variables) as floor,
        server(application, "express", ["express.mjs"], variables) as express,
        server(application, "ours", own_server(options), variables) as ours,
    ):
        for name, (path, own, body) in QUESTIONS.items():
            if options.only in (None, name):
                others = [Contestant(other, address + path, body) for other, address in (("floor", floor), ("express", express))]
                yield name, contest(application, [*others, Contestant("ours", ours + own, body, headers)], options)


def main() -> int:
    options = options_of(__doc__, list(QUESTIONS))
    return bench(BENCH / "shop.sql", lambda folder, url: measure(folder, url, options))


if __name__ == "__main__":
    sys.exit(main())
