#!/usr/bin/python3
"""Whether the generated server stays as it is under load: its memory, and how long answers take, at half of the rate that it can bear.

    bench/steady.py [--sqlx PROGRAM] [--seconds N] [--parts N]

REST and GraphQL are asked, rows are read and written, on PostgreSQL. The goals: memory at the end is that of the first part, and a 99th percentile of at most four
times the median. An hour is `--seconds 3600`.
"""

import argparse
import json
import sys
from pathlib import Path

from contest import BENCH, ROOT, bearer, compile_application, make_application, on_own_database, production
from served import server
from support import Failure, clean_environment, run

GRAPHQL = '{"query":"query ($id: ID!) { order(id: $id) { id total customer { name } items { quantity product { name } } } }","variables":{"id":{n}}}'
#  (path, what is posted)
QUESTIONS = [
    ("/api/orders/{n}", None),
    ("/api/orders?customer_id=eq.{n}&order=id.desc&limit=20", None),
    ("/api/orders?select=id,total,customers(name),items(quantity,products(name))&id=eq.{n}", None),
    ("/api/customers/{n}", None),
    ("/graphql", GRAPHQL),
    ("/api/orders", '{"customer_id":{n},"total":12.5}'),
]


def measure(folder: Path, url: str, options: argparse.Namespace) -> dict[str, object]:
    application = make_application(options.sqlx, folder, url, [BENCH / "steady.mjs"], {})
    compile_application(application, BENCH / "usage.ts")
    headers = bearer(application)
    with server(application, "ours", ["dist/server/main.js"], production(url)) as ours:
        given = [{"url": ours + path, "headers": headers} | ({} if body is None else {"body": body}) for path, body in QUESTIONS]
        done = run(["node", "steady.mjs", str(options.seconds), str(options.parts), json.dumps(given)], cwd=application, env=clean_environment(), seconds=options.seconds + 300)
    if done.code != 0:
        raise Failure(done.err[-3000:])
    return json.loads(done.out)


def show(result: dict) -> None:
    print(f"highest: {result['highest']:.0f} requests a second")
    for number, part in enumerate(result["parts"], 1):
        p50, p99 = part["p50"], part["p99"]
        print(f"part {number:3}  p50 {p50:6.2f} ms  p99 {p99:7.2f} ms ×{p99 / p50:.1f}  longest {part['most']:7.1f} ms  {part['resident'] / 2**20:6.0f} MiB  {part['failed']} failed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--sqlx", type=Path, default=ROOT / "build/release/bin/sqlx", help="the program that generates")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--parts", type=int, default=6)
    options = parser.parse_args()
    options.sqlx = options.sqlx.resolve()
    return on_own_database(BENCH / "shop.sql", lambda folder, url: show(measure(folder, url, options)))


if __name__ == "__main__":
    sys.exit(main())
