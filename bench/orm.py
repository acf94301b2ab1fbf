"""The generated ORM beside plain `pg`, Kysely and Drizzle: reads and writes of one database in one run, on PostgreSQL.

    bench/orm.py [--sqlx PROGRAM] [--rounds N]

Prints microseconds of each, and ratios to plain `pg` with prepared statements. bench/orm/bench.mjs has the tasks.
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
import orm  # noqa: E402
from engines import engines, stop_cleanly_on_signals  # noqa: E402
from node_packages import node_modules  # noqa: E402
from support import Failure, Skip, clean_environment, run  # noqa: E402

FOLDER = ROOT / "bench/orm"
PEERS = {"drizzle-orm": "^0.45.0", "kysely": "^0.28.0"}
CONTESTANTS = ("pg", "sqlx", "kysely", "drizzle")


def add_peers(application: Path) -> None:
    """The peers stand in package.json when packages are installed for it."""
    path = application / "package.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["dependencies"] |= PEERS
    path.write_text(json.dumps(manifest, indent=2))


def measure(sqlx: Path, database: databases.Database, folder: Path, rounds: int) -> dict[str, dict[str, dict[str, float]]]:
    application = folder / "app"
    orm.tool(folder, str(sqlx), "init", str(application), "--database", database.url)
    add_peers(application)
    (application / "node_modules").symlink_to(node_modules(application))
    orm.tool(application, "node", "node_modules/.bin/tsc")
    shutil.copy(FOLDER / "bench.mjs", application)
    done = run(["node", "bench.mjs"], cwd=application, env=clean_environment(DATABASE_URL=database.url, ROUNDS=str(rounds)), seconds=600)
    if done.code != 0:
        raise Failure(done.err[-3000:])
    return json.loads(done.out)


def show(results: dict[str, dict[str, dict[str, float]]]) -> None:
    for unit in ("wall", "processor"):
        print(f"{unit + ' time, µs a call':28}" + "".join(f"{name:>20}" for name in CONTESTANTS))
        for task, of in results.items():
            floor = of["pg"][unit]
            cells = (f"{of[name][unit]:.0f}  ×{of[name][unit] / floor:.2f}" for name in CONTESTANTS)
            print(f"  {task:26}" + "".join(f"{cell:>20}" for cell in cells))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--sqlx", type=Path, default=ROOT / "build/release/bin/sqlx", help="the program that generates")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    stop_cleanly_on_signals()
    try:
        with engines([databases.SERVER_VARIABLES["postgres"]]) as urls, tempfile.TemporaryDirectory() as folder:
            with databases.connect("postgres", urls).fresh("orm_bench") as database:
                database.load((FOLDER / "schema.sql").read_text("utf-8"))
                show(measure(options.sqlx.resolve(), database, Path(folder), options.rounds))
    except (Failure, Skip, OSError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
