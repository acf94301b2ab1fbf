#!/usr/bin/env python3
"""Writes the inputs that fuzzing starts from: fuzz/seeds.py FOLDER

One folder a target, with one file an input: the statements of tests/translate, each behind the bytes
that choose a dialect for it (see fuzz.h), and the wire packs.
"""

import itertools
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKS = sorted(path for path in (ROOT / "wirepacks").glob("*.json") if path.stem != "pack.schema")
DIALECTS = [path.stem for path in PACKS if not json.loads(path.read_text()).get("abstract")]  # as fuzz.h has them


def statements():
    """The dialect of each statement, and its text."""
    for path in sorted((ROOT / "tests/translate/roundtrip").glob("*.sql")):
        dialect = "postgres" if path.stem.startswith("pg_") else path.stem.removesuffix("_later")
        lines = [line for line in path.read_text().splitlines() if not line.startswith("-- ")]
        for text in "\n".join(lines).split(";\n"):
            yield dialect, text
    for path in sorted((ROOT / "tests/translate").glob("*/*.sqlt")):
        for text in path.read_text().split("\n\n"):
            yield path.parent.name, "\n".join(line for line in text.splitlines() if not line.startswith("-->"))


def choice(dialect):
    return bytes([DIALECTS.index(dialect)])


def seeds(target):
    if target == "packs":
        return (path.read_bytes() for path in PACKS)
    if target == "pg_query":
        return (text.encode() for dialect, text in statements() if dialect == "postgres")
    if target == "script":
        return (choice(dialect) + b"\x07" + text.encode() for dialect, text in statements())
    if target == "translate":
        others = itertools.cycle(DIALECTS)
        return (choice(dialect) + choice(next(others)) + text.encode() for dialect, text in statements())
    return (choice(dialect) + text.encode() for dialect, text in statements())


def main(folder):
    for target in ("lexer", "parser", "pg_query", "script", "packs", "translate"):
        into = folder / target
        into.mkdir(parents=True, exist_ok=True)
        wanted = {f"{number:04}": seed for number, seed in enumerate(seeds(target))}
        for path in into.iterdir():
            if path.name not in wanted:
                path.unlink()
        for name, seed in wanted.items():
            if not (into / name).exists() or (into / name).read_bytes() != seed:
                (into / name).write_bytes(seed)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
