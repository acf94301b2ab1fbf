"""Servers that answer the same questions on one database of PostgreSQL, in turns: the generated application, a floor, and what others write."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import databases  # noqa: E402
from engines import engines, stop_cleanly_on_signals  # noqa: E402
from node_packages import installed  # noqa: E402
from orm import tool  # noqa: E402
from served import SECRET, TOKEN  # noqa: E402
from support import Failure, Skip, clean_environment, run  # noqa: E402

BENCH = ROOT / "bench"
WARM = 20_000  # requests before anything is measured
Results = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Contestant:
    """{n} in what it is asked is another number each time."""

    name: str
    url: str
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if value is not None}


def make_application(sqlx: Path, folder: Path, url: str, scripts: Sequence[Path], packages: Mapping[str, str], policies: str = "") -> Path:
    """With the scripts of the others beside it, and one route more, which tells what its process has used."""
    application = folder / "app"
    tool(folder, str(sqlx), "init", str(application), "--database", url)
    if policies:
        with (application / "sqlx.yaml").open("a") as config:
            config.write(policies)
        tool(application, str(sqlx), "generate", "--offline")
    wanted = json.loads((application / "package.json").read_text("utf-8"))
    (application / "node_modules").symlink_to(installed(wanted["dependencies"] | wanted["devDependencies"] | dict(packages)))
    for script in (*scripts, BENCH / "load.mjs"):
        shutil.copy(script, application)
    return application


def compile_application(application: Path, routes: Path) -> None:
    shutil.copy(routes, application / "app/routes.ts")
    tool(application, "node", "node_modules/.bin/tsc")


def production(url: str) -> dict[str, str]:
    """Everything is on that is on by default."""
    return {"DATABASE_URL": url, "NODE_ENV": "production", "PORT": "0", "JWT_SECRET": SECRET, "RATE_LIMIT": "1000000000"}


def bearer(application: Path) -> dict[str, str]:
    token = tool(application, "node", "--input-type=module", "-e", TOKEN, SECRET).strip()
    return {"authorization": f"Bearer {token}"}


def contest(application: Path, contestants: Sequence[Contestant], options: argparse.Namespace, warm: int = WARM) -> Results:
    given = json.dumps([one.told() for one in contestants])
    done = run(["node", "load.mjs", str(options.seconds), str(options.rounds), given], cwd=application, env=clean_environment(WARM=str(warm)), seconds=1200)
    if done.code != 0:
        raise Failure(done.err[-3000:])
    return json.loads(done.out)


def show(what: str, results: Results) -> None:
    floor = results["floor"]
    for name, of in results.items():
        processor, rate = of["processor"], of["rate"]
        print(f"{what:8}{name:14}{processor:8.0f} µs a request ×{processor / floor['processor']:.2f}{rate:10.0f} requests a second ×{rate / floor['rate']:.2f}", flush=True)


def options_of(description: str, questions: Sequence[str] = ()) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description.strip().splitlines()[0])
    parser.add_argument("--sqlx", type=Path, default=ROOT / "build/release/bin/sqlx", help="the program that generates")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--profile", type=Path, help="a folder for a profile of the application's server")
    if questions:
        parser.add_argument("--only", choices=questions, help="one question")
    options = parser.parse_args()
    options.sqlx = options.sqlx.resolve()
    return options


def own_server(options: argparse.Namespace) -> list[str]:
    """The words that start the generated application's."""
    return [*(["--cpu-prof", "--cpu-prof-dir", str(options.profile)] if options.profile else []), "dist/server/main.js"]


def on_own_database(schema: Path, work: Callable[[Path, str], None]) -> int:
    """In a folder of its own; given that, and the database's URL. What could not be measured is told."""
    stop_cleanly_on_signals()
    try:
        with engines([databases.SERVER_VARIABLES["postgres"]]) as urls, tempfile.TemporaryDirectory() as folder:
            with databases.connect("postgres", urls).fresh("bench") as database:
                database.load(schema.read_text("utf-8"))
                work(Path(folder), database.url)
    except (Failure, Skip, OSError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    return 0


def bench(schema: Path, measure: Callable[[Path, str], Iterator[tuple[str, Results]]]) -> int:
    def told(folder: Path, url: str) -> None:
        for what, results in measure(folder, url):
            show(what, results)

    return on_own_database(schema, told)
