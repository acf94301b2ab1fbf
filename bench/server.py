#!/usr/bin/python3
"""What the features of the generated server cost: a row by its key, beside the same statement on bare Fastify, on PostgreSQL.

    bench/server.py [--sqlx PROGRAM] [--rounds N] [--seconds N]

Everything that is on by default is on, with a token, policies that filter rows, a rate limit, metrics and the log. `route` is a route of one's own with the floor's
statement, `REST` is what the API makes of the same question. Medians of rounds in turns; the goal is a processor time of at most 1.2 of the floor's.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import databases  # noqa: E402
from engines import engines, stop_cleanly_on_signals  # noqa: E402
from node_packages import node_modules  # noqa: E402
from orm import tool  # noqa: E402
from served import SECRET, TOKEN, server  # noqa: E402
from support import TESTS, Failure, Skip, clean_environment, run  # noqa: E402

FOLDER = ROOT / "bench/server"
PATHS = {"floor": "/bench/1", "route": "/bench/1", "REST": "/api/orders?id=eq.1"}


def make_application(sqlx: Path, folder: Path, url: str) -> Path:
    application = folder / "app"
    tool(folder, str(sqlx), "init", str(application), "--database", url)
    with (application / "sqlx.yaml").open("a") as config:
        config.write((TESTS / "server/policies.yaml").read_text("utf-8"))
    tool(application, str(sqlx), "generate", "--offline")
    (application / "node_modules").symlink_to(node_modules(application))
    shutil.copy(FOLDER / "routes.ts", application / "app")
    for script in ("floor.mjs", "load.mjs"):
        shutil.copy(FOLDER / script, application)
    tool(application, "node", "node_modules/.bin/tsc")
    return application


def measure(application: Path, url: str, options: argparse.Namespace) -> dict[str, dict[str, float]]:
    production = {"DATABASE_URL": url, "NODE_ENV": "production", "PORT": "0", "JWT_SECRET": SECRET, "RATE_LIMIT": "1000000000"}
    token = tool(application, "node", "--input-type=module", "-e", TOKEN, SECRET).strip()
    with server(application, "floor", ["floor.mjs"], production) as floor, server(application, "ours", ["dist/server/main.js"], production) as ours:
        contestants = [f"{name}={floor if name == 'floor' else ours}{path}" for name, path in PATHS.items()]
        environment = clean_environment(HEADERS=json.dumps({"authorization": f"Bearer {token}"}))
        done = run(["node", "load.mjs", str(options.seconds), str(options.rounds), *contestants], cwd=application, env=environment, seconds=600)
    if done.code != 0:
        raise Failure(done.err[-3000:])
    return json.loads(done.out)


def show(results: dict[str, dict[str, float]]) -> None:
    floor = results["floor"]
    for name, of in results.items():
        processor, rate = of["processor"], of["rate"]
        print(f"{name:8}{processor:8.0f} µs a request ×{processor / floor['processor']:.2f}{rate:10.0f} requests a second ×{rate / floor['rate']:.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--sqlx", type=Path, default=ROOT / "build/release/bin/sqlx", help="the program that generates")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    stop_cleanly_on_signals()
    try:
        with engines([databases.SERVER_VARIABLES["postgres"]]) as urls, tempfile.TemporaryDirectory() as folder:
            with databases.connect("postgres", urls).fresh("server_bench") as database:
                database.load((TESTS / "server/schema.sql").read_text("utf-8"))
                show(measure(make_application(options.sqlx.resolve(), Path(folder), database.url), database.url, options))
    except (Failure, Skip, OSError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
