#!/usr/bin/python3
"""Keeps the house in order: arrows point down, engines are rows in tables, files can be read by a newcomer.

It greps; it does not understand C++. What it checks, with the reasons, is in docs/architecture.md and CONTRIBUTING.md:
  * a room includes only itself and rooms below it;
  * libraries that we wrap are included in `.cc` files only, or in a header that says it is for its room alone and is; and iostreams in no room below cli/;
  * no engine's name in C++ outside its own folder, since differences between engines are rows of wire packs;
  * every source file begins with a comment that introduces it, or with the header that does, and none is larger than 1 MiB.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from support import ROOT, Case, Failure, run_cases

# Room → rooms that it may include besides itself.
BELOW = {
    "base": (),
    "ir": ("base",),
    "wirepacks": ("ir", "base"),
    "sql": ("wirepacks", "ir", "base"),
    "introspect": ("wirepacks", "ir", "base"),
    "advise": ("introspect", "sql", "wirepacks", "ir", "base"),
    "generators": ("sql", "wirepacks", "ir", "base"),
    "cli": ("advise", "generators", "introspect", "sql", "wirepacks", "ir", "base"),
    "tests": ("cli", "advise", "generators", "introspect", "sql", "wirepacks", "ir", "base"),
}
PRIVATE = "For the .cc files of this room only"  # what a header says that other rooms may not reach
GENERATED = "embedded"  # made by cmake/Embed.cmake, for the room itself
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"/]+)/', re.MULTILINE)
NOT_IN_HEADERS = re.compile(r"^\s*#\s*include\s+[<\"](?:pqxx|nlohmann|yaml-cpp|kainjow|mustache|mysql|mariadb|sqlite3|pg_query\.h)", re.MULTILINE)
IOSTREAMS = re.compile(r"^\s*#\s*include\s+<(?:iostream|fstream|sstream|ostream|istream)>", re.MULTILINE)
STRING = re.compile(r'("(?:[^"\\]|\\.)*")|//.*')  # or a comment, in which quotes mean nothing
ENGINE = re.compile(r"postgres|mysql|mariadb|sqlite", re.IGNORECASE)
MOST_BYTES = 1 << 20
INTRODUCED = {".h": "//", ".cc": "//", ".def": "//", ".sql": "--", ".py": ('"""', 'r"""'), ".cmake": "#"}


def tracked() -> list[Path]:
    """Files that git knows or would take; in a copy without git, all outside build/."""
    command = ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, capture_output=True, check=False) if shutil.which("git") else None
    if listing is None or listing.returncode != 0:
        return [path for path in ROOT.rglob("*") if path.is_file() and not {"build", ".git"} & set(path.relative_to(ROOT).parts)]
    names = listing.stdout.decode("utf-8", "surrogateescape").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def is_cpp(path: Path) -> bool:
    return path.suffix in (".cc", ".h") and room_of(path) in BELOW


def read(path: Path) -> str:
    return path.read_text("utf-8", "surrogateescape")


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def upward_includes(path: Path) -> Iterator[str]:
    text = read(path)
    room = room_of(path)
    for match in INCLUDE.finditer(text):
        if match[1] not in (room, GENERATED, *BELOW[room]):
            yield f"{line_of(text, match.start())}: {room}/ may not include {match[1]}/"


@cache
def included_headers(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r'^\s*#\s*include\s+"([^"]+)"', read(path), re.MULTILINE))


def reaching(header: str) -> set[str]:
    """Files that include this header, by way of other headers too."""
    files = {str(path.relative_to(ROOT)): included_headers(path) for path in tracked() if is_cpp(path)}
    found, before = {header}, set()
    while found != before:
        before = set(found)
        found |= {name for name, headers in files.items() if headers & {each for each in before if each.endswith(".h")}}
    return found


def is_private(path: Path) -> bool:
    """A header that says so, and that no other room reaches."""
    own = f"{room_of(path)}/"
    says_so = PRIVATE in "".join(read(path).splitlines(keepends=True)[:5])
    return says_so and all(name.startswith(own) for name in reaching(str(path.relative_to(ROOT))))


def foreign_headers(path: Path) -> Iterator[str]:
    text = read(path)
    for match in NOT_IN_HEADERS.finditer(text) if path.suffix == ".h" and not is_private(path) else ():
        yield f"{line_of(text, match.start())}: wrapped libraries are included in .cc files only: {match[0].strip()}"
    for match in IOSTREAMS.finditer(text) if room_of(path) not in ("cli", "tests") else ():
        yield f"{line_of(text, match.start())}: no iostreams: {match[0].strip()}"


def engine_names(path: Path) -> Iterator[str]:
    """Quoted ones: an enumerator or a comment may well name an engine."""
    parts = path.relative_to(ROOT).parts
    if parts[0] == "tests" or (parts[0] == "introspect" and len(parts) > 2):
        return
    for number, line in enumerate(read(path).splitlines(), 1):
        if line.lstrip().startswith("#include"):
            continue
        for quoted in STRING.findall(line):
            # A sentence for people may say PostgreSQL; what is compared is a word.
            if ENGINE.search(quoted) and " " not in quoted:
                yield f"{number}: {quoted} belongs in a wire pack, or in introspect/<engine>/"


def missing_introduction(path: Path) -> Iterator[str]:
    lines = (line for line in read(path).splitlines() if line.strip() and not line.startswith(("#!", "#pragma")))
    first = next(lines, "")
    own_header = f'#include "{path.relative_to(ROOT).with_suffix(".h")}"'  # which introduces both
    if not first.startswith(INTRODUCED[path.suffix]) and first != own_header:
        yield "1: begins without a comment that says what it is"


def too_large(path: Path) -> Iterator[str]:
    if path.stat().st_size > MOST_BYTES:
        yield f"1: {path.stat().st_size} bytes are more than 1 MiB"


CHECKS = {
    "arrows point down": (upward_includes, is_cpp),
    "wrapped libraries stay in .cc files": (foreign_headers, is_cpp),
    "engines are named in tables": (engine_names, is_cpp),
    "files introduce themselves": (missing_introduction, lambda path: path.suffix in INTRODUCED),
    "files are small": (too_large, lambda path: True),
}


def run_check(name: str, files: list[Path]) -> str:
    check, applies = CHECKS[name]
    chosen = [path for path in files if applies(path)]
    found = [f"{path.relative_to(ROOT)}:{problem}" for path in chosen for problem in check(path)]
    if found:
        raise Failure("\n" + "\n".join(found))
    return f"in {len(chosen)} files"


def main() -> int:
    files = sorted(tracked())
    return run_cases([Case(name, partial(run_check, name, files)) for name in CHECKS], jobs=1)


if __name__ == "__main__":
    sys.exit(main())
