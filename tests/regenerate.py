#!/usr/bin/python3
"""Generating again after edits and changes of the schema: no edit is lost, a conflict stops everything, and a kill leaves old or new.

Applications are made from SQLite files. What these cases say of a generated file goes for whatever sqlx generates: they find files by what the
manifest says of them, and edit what they find.
"""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import databases
from support import Case, Failure, Result, chosen, clean_environment, parser, require_equal, run, run_cases, succeed

SCHEMA = """
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id), title TEXT NOT NULL, pages INTEGER);
CREATE TABLE drafts (id INTEGER PRIMARY KEY, body TEXT);
"""
CHANGES = {
    "add a column": "ALTER TABLE books ADD COLUMN isbn TEXT;",
    "drop a column": "ALTER TABLE books DROP COLUMN pages;",
    "rename a column": "ALTER TABLE books RENAME COLUMN title TO heading;",
    "add a table": "CREATE TABLE shelves (id INTEGER PRIMARY KEY, label TEXT);",
    "drop a table": "DROP TABLE drafts;",
    "rename a table": "ALTER TABLE drafts RENAME TO sketches;",
    "all of them": "ALTER TABLE books ADD COLUMN isbn TEXT; ALTER TABLE books DROP COLUMN pages; ALTER TABLE books RENAME COLUMN title TO heading;"
    "CREATE TABLE shelves (id INTEGER PRIMARY KEY, label TEXT); ALTER TABLE drafts RENAME TO sketches;",
}
MARK = "// An edit of the user's."
KILLS = int(os.environ.get("SQLX_TEST_KILLS", "40"))


class Application:
    """One generated application and its database."""

    def __init__(self, sqlx: Path, folder: Path) -> None:
        self.sqlx, self.folder = sqlx, folder / "app"
        self.database = folder / "shop.db"
        self.load(SCHEMA)
        succeed([sqlx, "init", self.folder, "--database", f"sqlite:{self.database}"], env=clean_environment())

    def load(self, sql: str) -> None:
        databases.Database(databases.Sqlite(), str(self.database), "").load(sql)

    def sqlx_run(self, *args: str) -> Result:
        return run([self.sqlx, *args], cwd=self.folder, env=clean_environment())

    def generate(self, *args: str) -> str:
        return succeed([self.sqlx, "generate", *args], cwd=self.folder, env=clean_environment())

    def tree(self) -> dict[str, bytes]:
        """All that a user sees; the copy of what was generated is sqlx's own."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        found = {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}
        return {name: text for name, text in found.items() if name != ".sqlx/base"}

    def manifest(self) -> dict[str, dict[str, str]]:
        return json.loads((self.folder / ".sqlx/manifest.json").read_text("utf-8"))["files"]

    def generated(self) -> list[str]:
        """Generated files that take comments, so that the edits of these cases are ones a person would make."""
        return [name for name, entry in self.manifest().items() if "hash" in entry and name.endswith((".ts", ".js"))]

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        if old not in text:
            raise Failure(f"{name} does not hold {old!r}")
        path.write_text(text.replace(old, new, 1), "utf-8")

    def append(self, name: str) -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(MARK + "\n")


@contextlib.contextmanager
def application(sqlx: Path) -> Iterator[Application]:
    with tempfile.TemporaryDirectory(prefix="sqlx-regenerate-") as folder:
        yield Application(sqlx, Path(folder))


def check_unchanged(sqlx: Path) -> str:
    """A second run writes nothing, not even the same again."""
    with application(sqlx) as app:
        before = {path: path.stat().st_mtime_ns for path in app.folder.rglob("*")}
        app.generate()
        app.generate("--offline")
        app.generate("--check")
        after = {path: path.stat().st_mtime_ns for path in app.folder.rglob("*")}
        touched = [str(path) for path in after if before.get(path) != after[path]]
        if touched or before.keys() != after.keys():
            raise Failure(f"touched: {touched}")
        return f"{len(after)} files and folders"


def check_clone(sqlx: Path) -> str:
    """In a fresh clone, which has no copy of what was generated, edits are merged with what the committed snapshot generates."""
    with application(sqlx) as app, application(sqlx) as unedited:
        edited = app.generated()
        for name in edited:
            app.append(name)
        for each in (app, unedited):
            (each.folder / ".sqlx/base").unlink()
            each.load(CHANGES["add a column"])
            each.generate()
        require_edits(app, edited, unedited.tree())
        merged = [name for name in edited if app.tree()[name] != unedited.tree()[name]]
        return f"{len(merged)} edits"


def check_edits(sqlx: Path, sql: str) -> str:
    """Every generated file is edited at its end and the schema changed: no edit is lost. Where a file changes at its end, too, its edit is in conflict:
    then nothing is written, and when those edits are taken back, all others survive."""
    with application(sqlx) as app, application(sqlx) as unedited:
        edited = app.generated()
        for name in edited:
            app.append(name)
        for each in (app, unedited):
            each.load(sql)
        unedited.generate()
        before = app.tree()
        result = app.sqlx_run("generate")
        conflicts = set(re.findall(r"`([^`]+)` was edited where", result.err)) if result.code == 1 else set()
        if result.code != 0 and (not conflicts or not conflicts <= set(edited) or app.tree() != before):
            raise Failure(result.err)
        for name in conflicts:
            app.edit(name, MARK + "\n", "")
        app.generate()
        require_edits(app, [name for name in edited if name not in conflicts], unedited.tree())
        app.generate("--check")
        return f"{len(edited) - len(conflicts)} edits, {len(conflicts)} conflicts"


def require_edits(app: Application, edited: list[str], unedited: dict[str, bytes]) -> None:
    for name in edited:
        text = (app.folder / name).read_text("utf-8")
        if MARK not in text:
            raise Failure(f"the edit in {name} is lost")
        if name in unedited:
            require_equal(text.replace(MARK + "\n", ""), unedited[name].decode(), name)


def require_code(result: Result, code: int, *texts: str) -> None:
    missing = [text for text in texts if text not in result.out + result.err]
    if result.code != code or missing:
        raise Failure(f"exit code {result.code}, not {code}; missing: {missing}\n{result.out}{result.err}")


def check_conflict(sqlx: Path) -> str:
    """Both sides change one line: the file is named, and no other file is written either."""
    with application(sqlx) as app:
        app.edit("package.json", '"version": "0.1.0"', '"version": "9.9.9"')
        app.generate("--check")  # an edit is no difference
        mine = app.folder.parent / "templates/project"
        mine.mkdir(parents=True)
        text = (Path(__file__).parent.parent / "templates/project/package.json.mustache").read_text("utf-8")
        (mine / "package.json.mustache").write_text(text.replace("0.1.0", "0.2.0"), "utf-8")
        app.load(CHANGES["all of them"])
        before = app.tree()
        templates = ["--templates", str(mine.parent)]
        require_code(app.sqlx_run("generate", *templates), 1, "SQLX6012", "`package.json`", "package.json:3:")
        if app.tree() != before:
            raise Failure("something was written all the same")
        require_code(app.sqlx_run("generate", "--force", *templates), 0, "SQLX6016", "`package.json`")
        if '"version": "0.2.0"' not in (app.folder / "package.json").read_text("utf-8"):
            raise Failure("--force did not overwrite the edit")
    return "named, nothing written"


def check_bases(sqlx: Path) -> str:
    """What an edit is merged from is known from the copy; in a fresh clone, from generating again; else nothing is guessed."""
    with application(sqlx) as app:
        app.edit("package.json", '"eslint ."', '"eslint app"')
        yaml = app.folder / "sqlx.yaml"

        def rename(old: str, new: str) -> None:
            yaml.write_text(yaml.read_text("utf-8").replace(f'name: "{old}"', f'name: "{new}"'), "utf-8")

        (app.folder / ".sqlx/base").unlink()
        app.generate()  # the copy is back
        rename("app", "second")
        app.generate()
        (app.folder / ".sqlx/base").write_bytes(b"12 13\ndamaged")
        rename("second", "third")  # the settings that made the last text are gone
        before = app.tree()
        require_code(app.sqlx_run("generate"), 1, "SQLX6013", "`package.json`")
        if app.tree() != before:
            raise Failure("something was written all the same")
        text = (app.folder / "package.json").read_text("utf-8")
        if '"eslint app"' not in text or '"second"' not in text:
            raise Failure(text)
    return "copy, snapshot, error"


def check_stale(sqlx: Path) -> str:
    """Templates that make one file less: it goes if nobody edited it."""
    with application(sqlx) as app:
        manifest_path = app.folder / ".sqlx/manifest.json"
        document = json.loads(manifest_path.read_text("utf-8"))
        (app.folder / "orm/old").mkdir(parents=True)
        for name in ("stale.ts", "edited.ts"):
            (app.folder / "orm/old" / name).write_text("// old\n", "utf-8")
            document["files"][f"orm/old/{name}"] = {"hash": fnv("// old\n"), "maker": "project"}
        manifest_path.write_text(json.dumps(document), "utf-8")
        app.append("orm/old/edited.ts")
        require_code(app.sqlx_run("generate"), 0, "SQLX6015", "`orm/old/edited.ts`")
        if (app.folder / "orm/old/stale.ts").exists() or not (app.folder / "orm/old/edited.ts").exists():
            raise Failure("the wrong file was removed")
        (app.folder / "orm/old/edited.ts").unlink()
        app.generate()
    return "removed, kept"


def fnv(text: str) -> str:
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % (1 << 64)
    return f"{value:016x}"


def check_users(sqlx: Path) -> str:
    """The user's own files are written once, and one that was deleted stays away; a generated one comes back."""
    with application(sqlx) as app:
        users = [name for name, entry in app.manifest().items() if entry.get("owner") == "user"]
        (app.folder / "README.md").write_text("mine\n", "utf-8")
        (app.folder / ".github/workflows/ci.yml").unlink()
        (app.folder / "tsconfig.json").unlink()
        app.load(CHANGES["all of them"])
        app.generate()
        app.generate("--force")
        require_equal((app.folder / "README.md").read_text("utf-8"), "mine\n", "README.md")
        if (app.folder / ".github/workflows/ci.yml").exists() or not (app.folder / "tsconfig.json").exists():
            raise Failure("the wrong file came back")
    return f"{len(users)} files"


def check_obstacles(sqlx: Path) -> str:
    """Links that lead out, folders and read-only files in the way: an error that names the path, and nothing written."""
    with application(sqlx) as app:
        outside = app.folder.parent / "outside"
        outside.mkdir()

        def link() -> None:
            shutil.move(app.folder / ".github", outside / "github")
            (app.folder / ".github").symlink_to(outside / "github")
            document = json.loads((app.folder / ".sqlx/manifest.json").read_text("utf-8"))
            document["files"][".github/x.ts"] = {"hash": fnv("x"), "maker": "project"}
            (outside / "github/x.ts").write_text("x", "utf-8")
            (app.folder / ".sqlx/manifest.json").write_text(json.dumps(document), "utf-8")

        def up() -> None:
            document = json.loads((app.folder / ".sqlx/manifest.json").read_text("utf-8"))
            document["files"]["../outside/y.ts"] = {"hash": fnv("y"), "maker": "project"}
            (outside / "y.ts").write_text("y", "utf-8")
            (app.folder / ".sqlx/manifest.json").write_text(json.dumps(document), "utf-8")

        def folder() -> None:
            (app.folder / "tsconfig.json").unlink()
            (app.folder / "tsconfig.json").mkdir()

        def read_only() -> None:
            (app.folder / "package.json").chmod(0o444)
            (app.folder / "sqlx.yaml").write_text('name: "other"\n', "utf-8")

        for obstacle, code, says in ((link, 3, "SQLX6021"), (up, 3, "SQLX6021"), (folder, 3, "it is a folder"), (read_only, 3, "it is read-only")):
            backup = app.folder.parent / "backup"
            shutil.copytree(app.folder, backup, symlinks=True)
            obstacle()
            app.load("DROP TABLE IF EXISTS extra; CREATE TABLE extra (id INTEGER PRIMARY KEY);")
            before = app.tree()
            require_code(app.sqlx_run("generate"), code, says)
            if app.tree() != before or (outside / "y.ts").exists() != (obstacle is not link):
                raise Failure(f"{obstacle.__name__}: something was written all the same")
            shutil.rmtree(app.folder)
            shutil.move(backup, app.folder)
            (outside / "y.ts").write_text("y", "utf-8")
    return "4 obstacles"


def check_full_disk(sqlx: Path) -> str:
    """A limit on the size of files stands for a disk that is full: the tree stays as it was."""
    with application(sqlx) as app:
        app.load("".join(f"CREATE TABLE t{i} (id INTEGER PRIMARY KEY, a TEXT);" for i in range(60)))
        before = app.tree()
        limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 1; exec "$@"', "bash", app.sqlx, "generate"]
        require_code(run(limited, cwd=app.folder, env=clean_environment()), 3, "SQLX1202", "File too large")
        if app.tree() != before:
            raise Failure("the tree is not as it was")
        app.generate()
    return "as it was"


def check_lock(sqlx: Path) -> str:
    """While one program holds the folder, another is refused."""
    with application(sqlx) as app:
        holder = subprocess.Popen(["flock", app.folder / ".sqlx", "sleep", "60"], start_new_session=True)
        try:
            deadline = time.monotonic() + 10
            while (result := app.sqlx_run("generate")).code == 0 and time.monotonic() < deadline:
                time.sleep(0.05)
            require_code(result, 3, "SQLX6017")
            require_code(app.sqlx_run("generate", "--check"), 0)  # looking is allowed
        finally:
            os.killpg(holder.pid, signal.SIGKILL)
            holder.wait()
        app.generate()
    return "refused"


def check_kills(sqlx: Path) -> str:
    """Killed at random moments, most of them while it writes: whatever was reached, the next command finds the old tree or the new one."""
    with application(sqlx) as app:
        app.append(app.generated()[0])
        old_folder, new_folder = app.folder.parent / "old", app.folder.parent / "new"
        shutil.copytree(app.folder, old_folder, symlinks=True)
        old = app.tree()
        app.load("".join(f"CREATE TABLE t{i} (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INTEGER);" for i in range(150)) + CHANGES["add a column"])
        begin = time.monotonic()
        run_until(app, ".sqlx/journal.json", 60)
        whole = time.monotonic() - begin
        new = app.tree()
        shutil.move(app.folder, new_folder)
        seen = {"old": 0, "new": 0, "finished": 0}
        moments = random.Random(1)
        for number in range(KILLS):
            shutil.rmtree(app.folder, ignore_errors=True)
            shutil.copytree(old_folder, app.folder, symlinks=True)
            watched, most = ((".", whole), (".sqlx/staging", whole / 4), (".sqlx/journal.json", 0.01), (".sqlx/journal.json", 0.002))[number % 4]
            run_until(app, watched, moments.uniform(0, most))
            seen[outcome(app, old, new)] += 1
    if not (seen["old"] and seen["finished"]):
        raise Failure(f"the moments were badly chosen: {seen}")
    return ", ".join(f"{count} {what}" for what, count in seen.items())


def run_until(app: Application, watched: str, seconds: float) -> None:
    """Runs `generate`, and kills it so long after something is there that it makes."""
    command = [app.sqlx, "generate"]
    with subprocess.Popen(command, cwd=app.folder, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not (app.folder / watched).exists():
            pass
        end = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < end:
            pass
        process.kill()


def outcome(app: Application, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """What the next command makes of it; one that cannot change anything by itself, as it reads the snapshot that is there."""
    was_pending = (app.folder / ".sqlx/journal.json").exists()
    if was_pending:
        require_code(app.sqlx_run("generate", "--check"), 1, "SQLX6020")
    result = app.sqlx_run("generate", "--offline")
    require_code(result, 0, *(["SQLX6018"] if was_pending else []))
    tree = app.tree()
    if was_pending and tree == new:
        return "finished"
    for name, whole in (("old", old), ("new", new)):
        if tree == whole:
            return name
    different = [name for name in old.keys() | new.keys() | tree.keys() if tree.get(name) not in (old.get(name), new.get(name))]
    raise Failure(f"neither old nor new; in neither: {different}")


def main() -> int:
    options = parser(__doc__).parse_args()
    sqlx = options.sqlx.resolve()
    checks = {
        "a second run writes nothing": check_unchanged,
        **{f"edits survive: {name}": partial(check_edits, sql=sql) for name, sql in CHANGES.items()},
        "edits survive: a fresh clone": check_clone,
        "a conflict stops everything": check_conflict,
        "merging knows its base": check_bases,
        "stale files go": check_stale,
        "the user's files stay": check_users,
        "obstacles": check_obstacles,
        "a full disk": check_full_disk,
        "one writer at a time": check_lock,
        "killed at any moment": check_kills,
    }
    cases = [Case(name, partial(check, sqlx)) for name, check in checks.items()]
    return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
