#!/usr/bin/python3
"""What the features of the generated server cost: a row by its key, beside the same statement on bare Fastify, on PostgreSQL.

    bench/server.py [--sqlx PROGRAM] [--rounds N] [--seconds N]

Everything that is on by default is on, with a token, policies that filter rows, a rate limit, metrics and the log. `route` is a route of one's own with the floor's
statement, `REST` is what the API makes of the same question. Medians of rounds in turns; the goal is a processor time of at most 1.2 of the floor's.
"""

import argparse
import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import databases  # noqa: E402
from engines import end, engines, stop_cleanly_on_signals  # noqa: E402
from node_packages import node_modules  # noqa: E402
from orm import tool  # noqa: E402
from support import TESTS, Failure, Skip, clean_environment, run  # noqa: E402

FOLDER = ROOT / "bench/server"
SECRET = "a secret of at least thirty-two bytes, for benches"
START_SECONDS = 30
PATHS = {"floor": "/bench/1", "route": "/bench/1", "REST": "/api/orders?id=eq.1"}
TOKEN = "import { SignJWT } from 'jose'; console.log(await new SignJWT({ role: 'customer', sub: '1' }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(process.argv[1])))"


@contextlib.contextmanager
def server(application: Path, program: str, variables: Mapping[str, str]) -> Iterator[str]:
    """Its address."""
    log = application / f"{Path(program).stem}.log"
    with log.open("w") as out:
        process = subprocess.Popen(["node", program], cwd=application, env=clean_environment(**variables), stdout=out, stderr=out)
    try:
        yield address(log)
    finally:
        end(process)


def address(log: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if found := re.search(r'listening at (http:[^"]+)"', log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise Failure(f"the server did not start\n{log.read_text()[-3000:]}")


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
    with server(application, "floor.mjs", production) as floor, server(application, "dist/server/main.js", production) as ours:
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
