#!/usr/bin/python3
r"""Runs tests/cli/*.txtar: commands first, then the files that they use. Modelled on rogpeppe's testscript.

Each case runs in a folder of its own, $WORK, which holds the case's files, with a clean environment. A script is one command a line:

    sqlx ARG…               must succeed; `! sqlx ARG…` must fail, and not by a crash
    exit N                  the code that the last sqlx ended with
    stdout 'REGEX'          some line of its standard output matches; `! stdout 'REGEX'` none does; likewise stderr
    cmp stdout FILE         exactly this output; likewise `cmp stderr FILE` and `cmp FILE FILE`. --update rewrites the last FILE
    env NAME=VALUE          for what follows; `stdin FILE` for the next sqlx
    load URL FILE           executes SQL in a database: `load sqlite:shop.db schema.sql`, `load $POSTGRES_URL schema.sql`
    mkdir cp rm chmod cd    as in a shell, within $WORK
    exists PATH…            `! exists PATH…`

`# …` is a comment. 'Single quotes' keep spaces and $; elsewhere $NAME and ${NAME} are replaced. `[live:postgres]`, `[live:mysql]` and
`[root]` before a command run it only where that is true, `[!…]` where it is not; `[live:…]` on a line of its own says that the whole
case needs the server and gives it a fresh database, $POSTGRES_URL or $MYSQL_URL. In what is compared, the folder, the database's name and
the port of the server read $WORK, $DATABASE and $PORT. A file with an expectation in it (its name has stdout, stderr or want
in it) that no command names fails the case, as does a file in tests/cli that is no case.
"""

import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import databases
import txtar
from engines import engines, stop_cleanly_on_signals
from support import TESTS, Case, Failure, Result, Skip, chosen, clean_environment, parser, require_equal, run, run_cases
from support import update_is_wanted

CASES = TESTS / "cli"
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")
_EXPECTATION = re.compile(r"stdout|stderr|want")
_FAILURE_CODES = range(1, 100)  # what lies outside is a crash: a signal, or SANITIZER_EXIT


@dataclass
class Script:
    """One case while it runs."""

    sqlx: Path
    work: Path
    archive: txtar.Archive
    urls: Mapping[str, str]  # of servers
    resources: contextlib.ExitStack
    environment: dict[str, str] = field(default_factory=clean_environment)
    folder: Path = field(init=False)
    last: Result | None = None
    stdin: str = ""
    renamed: dict[str, str] = field(default_factory=dict)  # what reads $NAME in comparisons
    used: set[str] = field(default_factory=set)
    changed: bool = False

    def __post_init__(self) -> None:
        self.folder = self.work
        self.environment |= {"WORK": str(self.work), "HOME": str(self.work), "TMPDIR": str(self.work.parent)}
        self.renamed[str(self.work)] = "$WORK"

    # -- words ---------------------------------------------------------------------------------------------

    def expand(self, word: str) -> str:
        def value(match: re.Match[str]) -> str:
            name = match[1] or match[2]
            if name not in self.environment:
                raise Failure(f"${name} is not set")
            return self.environment[name]

        return _VARIABLE.sub(value, word)

    def words(self, line: str) -> list[str]:
        """Splits at spaces; a part in single quotes is taken as it is."""
        found = []
        for match in re.finditer(r"(?:'[^']*'|[^\s'])+", line):
            parts = re.findall(r"'([^']*)'|([^']+)", match[0])
            found.append("".join(quoted if bare == "" else self.expand(bare) for quoted, bare in parts))
        return found

    def path(self, name: str) -> Path:
        self.used.add(os.path.relpath(self.folder / name, self.work))
        return self.folder / name

    def stable(self, output: str) -> str:
        for value in sorted(self.renamed, key=len, reverse=True):
            output = output.replace(value, self.renamed[value])
        return output

    def result(self) -> Result:
        if self.last is None:
            raise Failure("no sqlx ran before this")
        return self.last

    # -- conditions ----------------------------------------------------------------------------------------

    def holds(self, condition: str) -> bool:
        if condition.startswith("live:"):
            return databases.SERVER_VARIABLES.get(condition.removeprefix("live:")) in self.urls
        if condition == "root":
            return os.geteuid() == 0
        raise Failure(f"there is no condition [{condition}]")

    def require(self, condition: str) -> None:
        """A condition on a line of its own."""
        name = condition.removeprefix("live:")
        if not condition.startswith("live:"):
            if not self.holds(condition):
                raise Skip(f"needs [{condition}]")
            return
        engine = databases.connect(name, self.urls)
        database = self.resources.enter_context(engine.fresh(f"cli_{name}"))
        self.environment[f"{name.upper()}_URL"] = database.url
        self.renamed[database.name] = "$DATABASE"
        if isinstance(engine, databases.ServerEngine):
            self.renamed[f":{engine.address.port}"] = ":$PORT"

    # -- commands ------------------------------------------------------------------------------------------

    def do_sqlx(self, negated: bool, *args: str) -> None:
        stdin, self.stdin = self.stdin, ""
        for arg in args:
            self.used.add(arg)
        self.last = run([self.sqlx, *args], stdin=stdin, env=self.environment, cwd=self.folder)
        expected = _FAILURE_CODES if negated else (0,)
        if self.last.code not in expected:
            raise Failure(f"exit code {self.last.code}\n{self.last.out[-2000:]}{self.last.err[-2000:]}")

    def do_exit(self, _negated: bool, code: str) -> None:
        require_equal(str(self.result().code), code, "another exit code")

    def do_stdout(self, negated: bool, pattern: str) -> None:
        self.match(negated, pattern, self.result().out)

    def do_stderr(self, negated: bool, pattern: str) -> None:
        self.match(negated, pattern, self.result().err)

    def match(self, negated: bool, pattern: str, output: str) -> None:
        output = self.stable(output)
        if bool(re.search(pattern, output, re.MULTILINE)) == negated:
            raise Failure(f"{'a' if negated else 'no'} line matches\n{output[-3000:]}")

    def do_cmp(self, _negated: bool, actual: str, expected: str) -> None:
        streams = {"stdout": lambda: self.result().out, "stderr": lambda: self.result().err}
        got = txtar.ended(self.stable(streams[actual]() if actual in streams else read(self.path(actual))))
        path = self.path(expected)
        name = os.path.relpath(path, self.work)
        if update_is_wanted() and (name in self.archive.files or not path.exists()):
            self.rewrite(name, got)
        elif name in self.archive.files:
            require_equal(got, self.archive.files[name], f"{actual} is not {expected}")
        else:
            require_equal(got, read(path), f"{actual} is not {expected}")

    def rewrite(self, name: str, got: str) -> None:
        if not self.archive.files and not self.archive.script.endswith("\n\n"):
            self.archive.script += "\n"
        self.changed = self.changed or self.archive.files.get(name) != got
        self.archive.files[name] = got

    def do_env(self, _negated: bool, *settings: str) -> None:
        for setting in settings:
            name, _, value = setting.partition("=")
            self.environment[name] = value

    def do_stdin(self, _negated: bool, name: str) -> None:
        self.stdin = read(self.path(name))

    def do_load(self, _negated: bool, url: str, name: str) -> None:
        sql = read(self.path(name))
        if url.startswith("sqlite:"):
            path = self.folder / url.removeprefix("sqlite:")
            databases.Database(databases.Sqlite(), str(path), url).load(sql)
            return
        engine = next(e for e in databases.SERVER_VARIABLES if self.environment.get(f"{e.upper()}_URL") == url)
        database = next(name for name, shown in self.renamed.items() if shown == "$DATABASE" and f"/{name}" in url)
        databases.Database(databases.connect(engine, self.urls), database, url).load(sql)

    def do_mkdir(self, _negated: bool, *names: str) -> None:
        for name in names:
            self.path(name).mkdir(parents=True)

    def do_cp(self, _negated: bool, source: str, target: str) -> None:
        shutil.copy(self.path(source), self.path(target))

    def do_rm(self, _negated: bool, *names: str) -> None:
        for name in names:
            path = self.path(name)
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def do_chmod(self, _negated: bool, mode: str, name: str) -> None:
        self.path(name).chmod(int(mode, 8))

    def do_cd(self, _negated: bool, name: str) -> None:
        self.folder = self.path(name).resolve()

    def do_exists(self, negated: bool, *names: str) -> None:
        for name in names:
            if self.path(name).exists() == negated:
                raise Failure(f"{name} is {'there' if negated else 'not there'}")

    # -- the whole -----------------------------------------------------------------------------------------

    def line(self, line: str) -> None:
        condition = re.match(r"\[(!?)([\w:]+)\]\s*", line)
        if condition:
            line = line[condition.end() :]
            if not line:
                return self.require(condition[2])
            if self.holds(condition[2]) == bool(condition[1]):
                return None
        negated = line.startswith("! ")
        name, *args = self.words(line.removeprefix("! "))
        command: Callable[..., None] | None = getattr(self, f"do_{name}", None)
        if command is None:
            raise Failure("there is no such command")
        return command(negated, *args)

    def play(self) -> None:
        for number, line in enumerate(self.archive.script.splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            try:
                self.line(line.strip())
            except (Failure, OSError, TypeError) as error:
                raise Failure(f"line {number}: {line.strip()}: {error}") from error
        self.refuse_unused()

    def refuse_unused(self) -> None:
        unused = [name for name in self.archive.files if _EXPECTATION.search(Path(name).name) and name not in self.used]
        if unused:
            raise Failure(f"no command names {', '.join(unused)}")


def read(path: Path) -> str:
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def run_file(path: Path, sqlx: Path, urls: Mapping[str, str]) -> str | None:
    archive = txtar.parse(read(path))
    with tempfile.TemporaryDirectory(prefix="sqlx-cli-") as folder, contextlib.ExitStack() as resources:
        work = Path(folder).resolve() / "work"
        work.mkdir()
        txtar.unpack(archive, work)
        script = Script(sqlx, work, archive, urls, resources)
        script.play()
    if not script.changed:
        return None
    path.write_text(txtar.render(archive), "utf-8", "surrogateescape", newline="")
    return "rewritten"


def refuse(path: Path) -> str | None:
    raise Failure(f"{path.relative_to(TESTS)} is no case: its name does not end with .txtar")


def all_cases(sqlx: Path, urls: Mapping[str, str]) -> list[Case]:
    def case(path: Path) -> Case:
        if path.suffix != ".txtar":
            return Case(path.name, lambda: refuse(path))
        return Case(path.stem, lambda: run_file(path, sqlx, urls))

    return [case(path) for path in sorted(CASES.rglob("*")) if path.is_file()]


def wanted_servers() -> list[str]:
    """The variables of the servers that some case speaks of: the others are not worth starting."""
    scripts = "".join(read(path) for path in CASES.rglob("*.txtar"))
    return [variable for engine, variable in databases.SERVER_VARIABLES.items() if f"live:{engine}]" in scripts]


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    with engines(wanted_servers()) as urls:
        return run_cases(chosen(all_cases(options.sqlx.resolve(), urls), options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
