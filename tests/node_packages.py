"""Packages of npm for applications under test: installed once for each set of dependencies, in build/npm.

Without npm, or a registry that it reaches, the case is skipped.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from support import ROOT, Failure, Skip, clean_environment, run

PACKAGES = ROOT / "build/npm"
OURS = {"@supabase/postgrest-js": "^2.109.0", "ajv": "^8.17.0"}  # what only the tests need
SECONDS = 400


def npm_environment() -> dict[str, str]:
    """npm needs a home for its cache and its settings, and what this machine says of compiling and of whom to trust."""
    said = {name: os.environ[name] for name in ("npm_config_nodedir", "NODE_EXTRA_CA_CERTS") if name in os.environ}
    return clean_environment(HOME=str(Path.home()), npm_config_update_notifier="false", **said)


def node_modules(application: Path, more: Mapping[str, str] | None = None) -> Path:
    """A folder with what its package.json asks for, and what the tests need, with `more` for some."""
    wanted = json.loads((application / "package.json").read_text("utf-8"))
    return installed(wanted["dependencies"] | wanted["devDependencies"] | OURS | dict(more or {}))


def installed(dependencies: Mapping[str, str]) -> Path:
    """A folder with these packages."""
    manifest = json.dumps({"private": True, "dependencies": dependencies}, indent=2, sort_keys=True)
    folder = PACKAGES / hashlib.sha256(manifest.encode()).hexdigest()[:16]
    with one_at_a_time():
        if not (folder / "installed").exists():
            install(folder, manifest)
    return folder / "node_modules"


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Test programs run beside each other, and each of their threads may want the same packages."""
    PACKAGES.mkdir(parents=True, exist_ok=True)
    with (PACKAGES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(folder: Path, manifest: str) -> None:
    if shutil.which("npm") is None:
        raise Skip("npm is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(manifest, "utf-8")
    done = run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, env=npm_environment(), seconds=SECONDS)
    if done.code != 0 and "network" in done.err.lower():
        raise Skip("npm reaches no registry")
    if done.code != 0:
        raise Failure(f"npm install ends with {done.code}\n{done.err[-3000:]}")
    (folder / "installed").touch()
