"""What every test program here shares: cases and their report, bounded child processes, differences, the command line.

A test program makes a list of `Case`s and gives it to `run_cases`, which runs them in parallel, prints a line for each, and turns the
result into an exit code: 0 all good, 1 something failed, 77 nothing could be run (ctest shows it as skipped). A case fails by raising
`Failure`, and says *skipped* aloud by raising `Skip`; SQLX_TEST_REQUIRE_LIVE=1 turns a skip into a failure.
"""

import argparse
import difflib
import fnmatch
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
SKIPPED = 77  # SKIP_RETURN_CODE in CMakeLists.txt
SECONDS = 120  # no child of a test runs longer
SANITIZER_EXIT = 117  # no exit code of sqlx


class Failure(Exception):
    """What was expected and what came instead."""


class Skip(Exception):
    """Why a case cannot run here."""


@dataclass(frozen=True)
class Case:
    name: str
    run: Callable[[], str | None]  # may return a remark for the report


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str
    seconds: float


def run(
    command: Sequence[str | Path],
    *,
    stdin: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    seconds: float = SECONDS,
) -> Result:
    """Runs a program to its end, or ends it and all its children when the time is up."""
    begin = time.monotonic()
    with subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=dict(env) if env is not None else clean_environment(), cwd=cwd, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            out, err = process.communicate(stdin.encode("utf-8", "surrogateescape"), timeout=seconds)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise Failure(f"did not end within {seconds} s: {shown(command)}") from error
            raise
    return Result(process.returncode, text(out), text(err), time.monotonic() - begin)


def succeed(command: Sequence[str | Path], **options: object) -> str:
    """Runs a program that must succeed, and gives its standard output."""
    result = run(command, **options)  # type: ignore[arg-type]
    if result.code != 0:
        raise Failure(f"exit code {result.code}: {shown(command)}\n{result.out[-2000:]}{result.err[-4000:]}")
    return result.out


def text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def shown(command: Sequence[str | Path]) -> str:
    return " ".join(str(word) for word in command)


def clean_environment(**more: str) -> dict[str, str]:
    """The same for every developer."""
    return {
        "PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "dumb", "HOME": "/nonexistent",
        "ASAN_OPTIONS": f"exitcode={SANITIZER_EXIT}", "UBSAN_OPTIONS": f"exitcode={SANITIZER_EXIT}:print_stacktrace=1",
        "LSAN_OPTIONS": f"suppressions={TESTS}/lsan.supp:print_suppressions=0",
        **more,
    }  # fmt: skip


def require_equal(actual: str, expected: str, what: str) -> None:
    if actual != expected:
        raise Failure(f"{what}\n{difference(expected, actual)}")


def difference(expected: str, actual: str, most: int = 80) -> str:
    """A unified diff, cut where it would fill the screen."""
    lines = list(difflib.unified_diff(expected.splitlines(), actual.splitlines(), "expected", "actual", lineterm=""))
    if not lines:
        return "they differ in line ends or in the end of the file only"
    more = [f"… and {len(lines) - most} more lines"] if len(lines) > most else []
    return "\n".join(lines[:most] + more)


def live_is_required() -> bool:
    return os.environ.get("SQLX_TEST_REQUIRE_LIVE", "") not in ("", "0")


def update_is_wanted() -> bool:
    """`--update` of every test program, or of all of them at once (`make update`)."""
    return "--update" in sys.argv[1:] or os.environ.get("SQLX_UPDATE", "") not in ("", "0")


def parser(description: str) -> argparse.ArgumentParser:
    """The options that all test programs have."""
    made = argparse.ArgumentParser(description=description.strip().splitlines()[0])
    made.add_argument("--sqlx", type=Path, default=ROOT / "build/dev/bin/sqlx", help="the program under test")
    made.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="cases at a time")
    made.add_argument("--update", action="store_true", help="rewrite the expectations")
    made.add_argument("patterns", nargs="*", help="names or globs of cases; none: all")
    return made


def chosen(cases: Iterable[Case], patterns: Sequence[str]) -> list[Case]:
    found = [case for case in cases if not patterns or any(fnmatch.fnmatch(case.name, p) for p in patterns)]
    if patterns and not found:
        sys.exit(f"no case is named {' or '.join(patterns)}")
    return found


@dataclass(frozen=True)
class Outcome:
    word: str  # ok, skipped, FAILED
    case: Case
    remark: str


def _run_case(case: Case) -> Outcome:
    try:
        return Outcome("ok", case, case.run() or "")
    except Skip as reason:
        return Outcome("FAILED" if live_is_required() else "skipped", case, str(reason))
    except Failure as failure:
        return Outcome("FAILED", case, str(failure))
    except Exception as error:  # a mistake in the test is a failure of this case, not the end of the others
        return Outcome("FAILED", case, f"{type(error).__name__}: {error}")


def _print_outcome(outcome: Outcome) -> None:
    first, _, rest = outcome.remark.partition("\n")
    print(f"{outcome.word:8}{outcome.case.name}{'  ' if first else ''}{first}", flush=True)
    for line in rest.splitlines():
        print(f"        {line.encode('utf-8', 'backslashreplace').decode()}", flush=True)


def run_cases(cases: Sequence[Case], jobs: int) -> int:
    count = {"ok": 0, "skipped": 0, "FAILED": 0}
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for outcome in pool.map(_run_case, cases):
            _print_outcome(outcome)
            count[outcome.word] += 1
    print(f"{count['ok']} ok, {count['skipped']} skipped, {count['FAILED']} failed")
    if count["FAILED"]:
        return 1
    return 0 if count["ok"] else SKIPPED
