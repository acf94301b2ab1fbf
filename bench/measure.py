"""Wall time and peak memory of commands, medians of turns, and a table of what was found."""

import ctypes
import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from support import Failure, clean_environment, shown


@dataclass(frozen=True)
class Measure:
    seconds: float
    kibibytes: int  # at the peak, of the process alone


def seconds_of(command: Sequence[str]) -> float:
    begin = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=clean_environment())
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        raise Failure(f"exit code {done.returncode}: {shown(command)}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return seconds


# A process begins with the peak of the one that started it, which for a child of ours would be Python's. So a shell starts it, says
# its number and ends; it becomes ours (PR_SET_CHILD_SUBREAPER), and waits for our word so that the shell cannot see its end.
ORPHAN = '(read go; exec "$@") <&{gate} >/dev/null 2>&1 & echo $!'
PR_SET_CHILD_SUBREAPER = 36


def peak_of(command: Sequence[str]) -> int:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, ctypes.c_ulong(1), 0, 0, 0)
    gate, go = os.pipe()
    shell = ["/bin/sh", "-c", ORPHAN.format(gate=gate), "sh", *command]
    started = subprocess.run(shell, stdout=subprocess.PIPE, text=True, check=True, pass_fds=[gate], env=clean_environment())
    os.write(go, b"\n")
    _, status, usage = os.wait4(int(started.stdout), 0)
    os.close(gate)
    os.close(go)
    if status != 0:
        raise Failure(f"status {status}: {shown(command)}")
    return usage.ru_maxrss


def in_turns(commands: Sequence[Sequence[str]], rounds: int) -> list[Measure]:
    """The median time of each command, and its peak; turns spread what else the machine does over all. The first round warms up."""
    times = [[seconds_of(command) for command in commands] for _ in range(rounds + 1)][1:]
    return [Measure(statistics.median(column), peak_of(command)) for command, column in zip(commands, zip(*times))]


def row(what: str, ours: str, theirs: str, ratio: str) -> None:
    print(f"{what:44}{ours:>14}{theirs:>14}{ratio:>10}")
