#!/usr/bin/python3
"""What the features of the generated server cost: a row by its key, beside the same statement on bare Fastify, on PostgreSQL.

    bench/server.py [--sqlx PROGRAM] [--rounds N] [--seconds N] [--profile FOLDER]

Everything that is on by default is on, with a token, policies that filter rows, a rate limit, metrics and the log. `route` is a route of one's own with the floor's
statement, `REST` is what the API makes of the same question. Medians of rounds in turns; the goal is a processor time of at most 1.2 of the floor's.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from contest import BENCH, Contestant, Results, bearer, bench, compile_application, contest, make_application, options_of, own_server, production
from served import server
from support import TESTS

FOLDER = BENCH / "server"


def measure(folder: Path, url: str, options: argparse.Namespace) -> Iterator[tuple[str, Results]]:
    policies = (TESTS / "server/policies.yaml").read_text("utf-8")
    application = make_application(options.sqlx, folder, url, [FOLDER / "floor.mjs"], {}, policies)
    compile_application(application, FOLDER / "routes.ts")
    headers = bearer(application)
    variables = production(url)
    with server(application, "floor", ["floor.mjs"], variables) as floor, server(application, "ours", own_server(options), variables) as ours:
        paths = {"floor": f"{floor}/bench/1", "route": f"{ours}/bench/1", "REST": f"{ours}/api/orders?id=eq.1"}
        yield "get", contest(application, [Contestant(name, path, None, headers) for name, path in paths.items()], options)


def main() -> int:
    options = options_of(__doc__)
    return bench(TESTS / "server/schema.sql", lambda folder, url: measure(folder, url, options))


if __name__ == "__main__":
    sys.exit(main())
