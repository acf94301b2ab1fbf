#!/usr/bin/python3
"""The generated GraphQL API on PostgreSQL, beside a floor, PostGraphile 5 and Mercurius with loaders, in one run: a row, four levels of rows, a mutation.

    bench/graphql.py [--sqlx PROGRAM] [--rounds N] [--seconds N] [--only NAME] [--profile FOLDER]

The floor is node:http and pg with one prepared statement for each document (bench/graphql/floor.mjs). Of the application everything is on that is on by
default, in production: its callers have tokens, documents are limited, counted and logged. Each has the same question in its own words. The server under
load has one core, where there are several. Medians of rounds in turns; the goals are 0.9 of the floor's rate, 2.5 times PostGraphile's, and on nested
reads a tenth of its processor time.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from contest import BENCH, Contestant, Results, bearer, bench, compile_application, contest, make_application, options_of, own_server, production
from served import server

FOLDER = BENCH / "graphql"
PEERS = {"postgraphile": "^5.1.5", "mercurius": "^16.10.1"}
WARM = {"nested": 1_000}  # requests before anything is measured, where one is dear

ORDER = "customerId status note total createdAt"
#  name: {server: document}; the variable n is another number each time
QUESTIONS = {
    "get": {
        "ours": f"query get($n: ID!) {{ order(id: $n) {{ id {ORDER} }} }}",
        "mercurius": f"query get($n: ID!) {{ order(id: $n) {{ id {ORDER} }} }}",
        "postgraphile": f"query get($n: Int!) {{ orderByRowId(rowId: $n) {{ rowId {ORDER} }} }}",
    },
    "nested": {
        "ours": "query nested($n: ID!) { customers(where: {id: {gt: $n}}, orderBy: {id: ASC}, limit: 20) { id name"
        " orders(orderBy: {id: ASC}, limit: 5) { id total items { quantity product { name price } } } } }",
        "mercurius": "query nested($n: Int!) { customers(after: $n) { id name orders { id total items { quantity product { name price } } } } }",
        "postgraphile": "query nested($n: Int!) { allCustomers(offset: $n, first: 20) { nodes { rowId name ordersByCustomerId(first: 5) { nodes {"
        " rowId total itemsByOrderId { nodes { quantity productByProductId { name price } } } } } } } }",
    },
    "create": {
        "ours": 'mutation create($n: ID!) { createOrder(input: {customerId: $n, total: "12.5"}) { id customerId status total } }',
        "mercurius": "mutation create($n: Int!) { createOrder(customerId: $n) { id customerId status total } }",
        "postgraphile": 'mutation create($n: Int!) { createOrder(input: {order: {customerId: $n, total: "12.5"}}) { order { rowId customerId status total } } }',
    },
}


def asked(operation: str, document: str) -> str:
    return json.dumps({"operationName": operation, "query": document, "variables": {"n": "N"}}).replace('"N"', "{n}")


def measure(folder: Path, url: str, options: argparse.Namespace) -> Iterator[tuple[str, Results]]:
    application = make_application(options.sqlx, folder, url, sorted(FOLDER.glob("*.mjs")), PEERS)
    compile_application(application, BENCH / "usage.ts")
    variables = production(url)
    headers = {"ours": bearer(application)}
    with (
        server(application, "floor", ["floor.mjs"], variables) as floor,
        server(application, "mercurius", ["mercurius.mjs"], variables) as mercurius,
        server(application, "postgraphile", ["postgraphile.mjs"], variables) as postgraphile,
        server(application, "ours", own_server(options), variables) as ours,
    ):
        addresses = {"floor": floor, "mercurius": mercurius, "postgraphile": postgraphile, "ours": ours}
        for operation, documents in QUESTIONS.items():
            if options.only not in (None, operation):
                continue
            contestants = [
                Contestant(name, f"{address}/graphql", asked(operation, documents.get(name, "")), headers.get(name, {})) for name, address in addresses.items()
            ]
            yield operation, contest(application, contestants, options, WARM.get(operation, 5_000))


def main() -> int:
    options = options_of(__doc__, list(QUESTIONS))
    return bench(BENCH / "shop.sql", lambda folder, url: measure(folder, url, options))


if __name__ == "__main__":
    sys.exit(main())
