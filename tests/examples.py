#!/usr/bin/python3
"""The applications of examples/: what is committed is what sqlx makes of their schema.sql, and it works.

  * `check <example>`: `sqlx generate --check` finds nothing to do, without a database.
  * `run <example>`: on the example's own engine, its schema.sql gives the snapshot and the files that are committed; they pass the compiler and
    the linter, and `npm test` is green.

  * `elsewhere`: the hook for pre-commit and the GitHub Action run what they say; both fail where the committed code is not what sqlx makes.

`--update` makes the applications anew; review the diff.
"""

import functools
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import databases
import yaml
from engines import engines, stop_cleanly_on_signals
from golden import files_of
from node_packages import node_modules
from orm import EXAMPLES, check, run_tests, tool
from support import ROOT, Case, chosen, clean_environment, parser, require_equal, run, run_cases, succeed, update_is_wanted

SCHEMA = "schema.sql"
SNAPSHOT = "sqlx.schema.json"
MANIFEST = ".sqlx/manifest.json"  # has hashes of what is compared here
PLACES = {"mysql": "mysql://localhost/", "postgres": "postgresql://localhost/", "sqlite": "sqlite:"}
MADE = {"node_modules", "dist", "base", "__pycache__", ".env"}  # what is not committed


def committed(name: str, folder: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(ROOT / "examples" / name, folder / name, ignore=lambda _, names: MADE & set(names)))


def run_check(sqlx: Path, name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="sqlx-example-") as folder:
        succeed([sqlx, "generate", "--check", "--offline"], cwd=committed(name, Path(folder)))


def run_elsewhere(sqlx: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    build, compare = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    require_equal(build["run"], "scripts/build release", "how the action builds sqlx")
    with tempfile.TemporaryDirectory(prefix="sqlx-example-") as folder:
        application = committed("shop", Path(folder))
        variables = clean_environment(SQLX=str(sqlx), CHECKED_DATABASE="")
        variables["PATH"] = f"{sqlx.parent}:{variables['PATH']}"
        for wanted in (0, 4):
            for command in (hook["entry"], compare["run"]):
                done = run(["bash", "-e", "-c", command], cwd=application, env=variables)
                require_equal(f"{command}: {done.code}", f"{command}: {wanted}", done.err)
            (application / "orm/models/customer.ts").unlink(missing_ok=True)


def made(sqlx: Path, name: str, folder: Path, url: str) -> Path:
    """What `sqlx init` makes of it today, as if the database were where a reader would have it."""
    succeed([sqlx, "init", name, "--database", url], cwd=folder)
    example = folder / name / ".env.example"
    example.write_text(example.read_text("utf-8").replace(url, PLACES[EXAMPLES[name]] + name), "utf-8")
    return folder / name


def replace(example: Path, fresh: Path) -> None:
    """All but the schema."""
    for path in example.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != SCHEMA:
            path.unlink()
    shutil.copytree(fresh, example, dirs_exist_ok=True, ignore=lambda _, names: MADE & set(names))


def compared(application: Path) -> Iterator[tuple[str, str]]:
    for path, text in files_of(application).items():
        if path == SNAPSHOT:  # servers that differ in the last of their version's numbers are the same to us
            text = json.dumps(json.loads(text) | {"server_version": ""}, indent=1)
        if path not in (SCHEMA, MANIFEST) and not MADE & set(Path(path).parts):
            yield path, text


def run_example(sqlx: Path, name: str, urls: Mapping[str, str]) -> str:
    with databases.connect(EXAMPLES[name], urls).fresh(name) as database, tempfile.TemporaryDirectory(prefix="sqlx-example-") as folder:
        database.load((ROOT / "examples" / name / SCHEMA).read_text("utf-8"))
        (Path(folder) / "fresh").mkdir()
        fresh = made(sqlx, name, Path(folder) / "fresh", database.url)
        if update_is_wanted():
            replace(ROOT / "examples" / name, fresh)
        application = committed(name, Path(folder))
        ours, theirs = dict(compared(application)), dict(compared(fresh))
        require_equal("\n".join(ours), "\n".join(theirs), "the files")
        for path, text in theirs.items():
            require_equal(ours[path], text, path)
        (application / "node_modules").symlink_to(node_modules(application))
        check(application)
        tests = sorted(str(path.relative_to(application)) for path in (application / "dist/tests").glob("**/*.test.js"))
        return run_tests(application, tests, database.url)


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    sqlx = options.sqlx.resolve()
    with engines() as urls:
        cases = [Case(f"run {name}", functools.partial(run_example, sqlx, name, urls)) for name in EXAMPLES]
        if not update_is_wanted():
            cases += [Case(f"check {name}", functools.partial(run_check, sqlx, name)) for name in EXAMPLES]
            cases.append(Case("elsewhere", functools.partial(run_elsewhere, sqlx)))
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
