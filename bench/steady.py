#!/usr/bin/python3
"""Whether the generated server stays as it is under load: its memory, and how long answers take, at half of the rate that it can bear.

    bench/steady.py [--sqlx PROGRAM] [--seconds N] [--parts N] [--rate N] [--only floor|rest|all]

Rows are read and written on PostgreSQL. The floor is asked the same, so that what the machine takes for itself can be told from what the server does;
then the application is asked by REST, and then by GraphQL, too. The goals: memory at the end is that of the first part, and a 99th percentile of at most
four times the median, or of no more than the floor has in the same run. An hour is `--seconds 3600`.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from contest import BENCH, ROOT, bearer, compile_application, make_application, on_own_database, production
from served import server
from support import Failure, clean_environment, run

GRAPHQL = '{"query":"query ($id: ID!) { order(id: $id) { id total customer { name } items { quantity product { name } } } }","variables":{"id":{n}}}'
#  (the floor's path or None, ours, what is posted)
QUESTIONS = [
    ("/get/{n}", "/api/orders/{n}", None),
    ("/list/{n}", "/api/orders?customer_id=eq.{n}&order=id.desc&limit=20", None),
    ("/embed/{n}", "/api/orders?select=id,total,customers(name),items(quantity,products(name))&id=eq.{n}", None),
    ("/insert", "/api/orders", '{"customer_id":{n},"total":12.5}'),
    (None, "/graphql", GRAPHQL),
]


def asked(address: str, path: str, body: str | None, headers: Mapping[str, str]) -> dict[str, object]:
    return {"url": address + path, "headers": dict(headers)} | ({} if body is None else {"body": body})


def steady(application: Path, questions: list[dict[str, object]], options: argparse.Namespace) -> dict:
    words = ["node", "steady.mjs", str(options.seconds), str(options.parts), str(options.rate), json.dumps(questions)]
    done = run(words, cwd=application, env=clean_environment(), seconds=options.seconds + 300)
    if done.code != 0:
        raise Failure(done.err[-3000:])
    return json.loads(done.out)


def measure(folder: Path, url: str, options: argparse.Namespace) -> Iterator[tuple[str, dict]]:
    application = make_application(options.sqlx, folder, url, [BENCH / "steady.mjs", BENCH / "rest/floor.mjs"], {})
    compile_application(application, BENCH / "usage.ts")
    headers = bearer(application)
    with server(application, "floor", ["floor.mjs"], production(url)) as floor, server(application, "ours", ["dist/server/main.js"], production(url)) as ours:
        contests = {
            "floor": [asked(floor, theirs, body, {}) for theirs, _, body in QUESTIONS if theirs],
            "rest": [asked(ours, own, body, headers) for theirs, own, body in QUESTIONS if theirs],
            "all": [asked(ours, own, body, headers) for _, own, body in QUESTIONS],
        }
        for name, questions in contests.items():
            if options.only in (None, name):
                yield name, steady(application, questions, options)


def show(name: str, result: dict) -> None:
    print(f"{name}: {result['rate']:.0f} requests a second")
    for number, part in enumerate(result["parts"], 1):
        p50, p99 = part["p50"], part["p99"]
        print(f"  part {number:3}  p50 {p50:6.2f} ms  p99 {p99:7.2f} ms ×{p99 / p50:.1f}  longest {part['most']:7.1f} ms  {part['resident'] / 2**20:6.0f} MiB  {part['failed']} failed", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--sqlx", type=Path, default=ROOT / "build/release/bin/sqlx", help="the program that generates")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--parts", type=int, default=6)
    parser.add_argument("--rate", type=float, default=0, help="requests a second, instead of half of the highest")
    parser.add_argument("--only", choices=["floor", "rest", "all"])
    options = parser.parse_args()
    options.sqlx = options.sqlx.resolve()

    def told(folder: Path, url: str) -> None:
        for name, result in measure(folder, url, options):
            show(name, result)

    return on_own_database(BENCH / "shop.sql", told)


if __name__ == "__main__":
    sys.exit(main())
