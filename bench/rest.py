#!/usr/bin/python3
"""The generated REST API on PostgreSQL, beside the floor and beside what many write, in one run: a row by its key, lists, embedded rows, an insert.

    bench/rest.py [--sqlx PROGRAM] [--rounds N] [--seconds N] [--only NAME] [--profile]

The floor is Fastify and pg with one prepared statement for each route (bench/rest/floor.mjs), the other Express 5 with rows (express.mjs). Of the
application everything is on that is on by default, in production: its callers have tokens, it validates, counts and logs. The server under load has one
core, where there are several. Medians of rounds in turns; the goals are 1.2 of the floor's processor time and 0.9 of its rate.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import databases  # noqa: E402
from engines import engines, stop_cleanly_on_signals  # noqa: E402
from node_packages import installed  # noqa: E402
from orm import tool  # noqa: E402
from served import SECRET, TOKEN, server  # noqa: E402
from support import Failure, Skip, clean_environment, run  # noqa: E402

FOLDER = ROOT / "bench/rest"
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


def make_application(sqlx: Path, folder: Path, url: str) -> Path:
    application = folder / "app"
    tool(folder, str(sqlx), "init", str(application), "--database", url)
    wanted = json.loads((application / "package.json").read_text("utf-8"))
    (application / "node_modules").symlink_to(installed(wanted["dependencies"] | wanted["devDependencies"] | EXPRESS))
    for script in (FOLDER / "floor.mjs", FOLDER / "express.mjs", ROOT / "bench/server/load.mjs"):
        shutil.copy(script, application)
    shutil.copy(FOLDER / "routes.ts", application / "app")
    tool(application, "node", "node_modules/.bin/tsc")
    return application


def measure(application: Path, url: str, options: argparse.Namespace) -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    variables = {"DATABASE_URL": url, "NODE_ENV": "production", "PORT": "0", "JWT_SECRET": SECRET, "RATE_LIMIT": "1000000000"}
    token = tool(application, "node", "--input-type=module", "-e", TOKEN, SECRET).strip()
    profile = ["--cpu-prof", "--cpu-prof-dir", str(options.profile)] if options.profile else []
    with (
        server(application, "floor", ["floor.mjs"], variables) as floor,
        server(application, "express", ["express.mjs"], variables) as express,
        server(application, "ours", [*profile, "dist/server/main.js"], variables) as ours,
    ):
        for name, (path, own, body) in QUESTIONS.items():
            if options.only not in (None, name):
                continue
            environment = {"HEADERS": json.dumps({"authorization": f"Bearer {token}", "prefer": "return=representation"})} | ({"BODY": body} if body else {})
            contestants = [f"floor={floor}{path}", f"express={express}{path}", f"ours={ours}{own}"]
            done = run(["node", "load.mjs", str(options.seconds), str(options.rounds), *contestants], cwd=application, env=clean_environment(**environment), seconds=900)
            if done.code != 0:
                raise Failure(done.err[-3000:])
            yield name, json.loads(done.out)


def show(name: str, results: dict[str, dict[str, float]]) -> None:
    floor = results["floor"]
    for server_name, of in results.items():
        processor, rate = of["processor"], of["rate"]
        print(f"{name:8}{server_name:9}{processor:8.0f} µs a request ×{processor / floor['processor']:.2f}{rate:10.0f} requests a second ×{rate / floor['rate']:.2f}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--sqlx", type=Path, default=ROOT / "build/release/bin/sqlx", help="the program that generates")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--only", choices=QUESTIONS, help="one question")
    parser.add_argument("--profile", type=Path, help="a folder for a profile of the application's server")
    options = parser.parse_args()
    stop_cleanly_on_signals()
    try:
        with engines([databases.SERVER_VARIABLES["postgres"]]) as urls, tempfile.TemporaryDirectory() as folder:
            with databases.connect("postgres", urls).fresh("rest_bench") as database:
                database.load((FOLDER / "schema.sql").read_text("utf-8"))
                for name, results in measure(make_application(options.sqlx.resolve(), Path(folder), database.url), database.url, options):
                    show(name, results)
    except (Failure, Skip, OSError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
