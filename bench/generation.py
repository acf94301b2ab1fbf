"""Generating the whole application for the largest schema, beside kysely-codegen and `drizzle-kit pull`, which write types for the same database.

All of them begin at the database and end at files. Prisma is not here: its reader is a program that is no package of npm. What the compiler takes
for the application is told besides; the peers' files, which are types only, are not compiled.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measure import Measure, in_turns, peak_of, row, seconds_of
from node_packages import PACKAGES, install, node_modules
from support import Failure

PEERS = {"drizzle-kit": "^0.31.0", "drizzle-orm": "^0.45.0", "kysely": "^0.28.0", "kysely-codegen": "^0.19.0", "pg": "^8.16.0"}
# Each round writes into a folder that is not there. What was there is not deleted: for some seconds ext4 searches in vain among what just was.
ANEW = 'if [ -e "$0" ]; then mv "$0" "$(mktemp -d "$0.XXXXXX")"; fi; exec "$@"'


def peers() -> Path:
    """Where their programs are."""
    folder = PACKAGES / "bench-generation"
    if not (folder / "installed").exists():
        install(folder, json.dumps({"private": True, "dependencies": PEERS}))
    return folder / "node_modules"


def anew(made: Path, command: Sequence[str | Path]) -> list[str]:
    return ["/bin/sh", "-c", ANEW, str(made), *map(str, command)]


def commands(sqlx: Path, url: str, folder: Path) -> dict[str, list[str]]:
    """Each makes something of its name in the folder."""
    packages = peers()
    (folder / "drizzle.config.json").write_text(json.dumps({"dialect": "postgresql", "out": str(folder / "drizzle"), "dbCredentials": {"url": url}}))
    kysely = [packages / "kysely-codegen/dist/cli/bin.js", "--dialect", "postgres", "--url", url, "--out-file", folder / "kysely/db.ts"]
    drizzle = [packages / "drizzle-kit/bin.cjs", "pull", "--config", folder / "drizzle.config.json"]
    return {
        "sqlx": anew(folder / "sqlx", [sqlx, "init", folder / "sqlx", "--database", url]),
        "kysely-codegen": anew(folder / "kysely", ["node", *kysely]),
        "drizzle-kit pull": anew(folder / "drizzle", ["node", *drizzle]),
    }


def size_of(folder: Path) -> tuple[int, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def bench_compiler(application: Path) -> None:
    (application / "node_modules").symlink_to(node_modules(application))
    measured = once(["node", str(application / "node_modules/.bin/tsc"), "--project", str(application)])
    row("  tsc on sqlx's", f"{measured.seconds:.1f} s", f"{measured.kibibytes / 1024:.0f} MiB", "")


def once(command: Sequence[str]) -> Measure:
    """Some take half a minute."""
    return Measure(seconds_of(command), peak_of(command))


def bench_generation(sqlx: Path, url: str, rounds: int) -> None:
    row("Generating from it", "time", "memory", "output")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, command in commands(sqlx, url, folder).items():
            try:
                measured = in_turns([command], rounds)[0] if name == "sqlx" else once(command)
            except Failure as failure:
                row(f"  {name}", "failed", "", str(failure).splitlines()[-1][:60])
                continue
            count, size = size_of(folder / name.split("-")[0])
            row(f"  {name}", f"{measured.seconds:.2f} s", f"{measured.kibibytes / 1024:.0f} MiB", f"  {size / 1e6:.1f} MB in {count} files")
        bench_compiler(folder / "sqlx")
