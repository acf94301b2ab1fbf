#!/usr/bin/python3
"""What translations look like that no test can run, for want of an engine or because their tables would stay: tests/texts/<source>_to_<target>[@version].sqlt.

A paragraph is a statement, `=>`, and its translation; `-- warns: …` before it is what the user is told, `refused: …` in its place why there is
none. The tables are those of tests/translate/fixture, whose schema sqlx is given as DDL. `--update` rewrites what stands behind `=>`: read the
difference as the vendor's grammar would, line by line.
"""

import json
import re
import sys
from functools import partial
from pathlib import Path

from support import TESTS, Case, Failure, clean_environment, parser, require_equal, run, run_cases, update_is_wanted

TEXTS = TESTS / "texts"
FIXTURE = TESTS / "translate/fixture"


def answered(line: dict) -> str:
    told = [each["message"] for each in line["diagnostics"] if each["severity"] != "note"]
    if line["sql"] is None:
        return "refused: " + "; ".join(told)
    return "\n".join([*(f"-- warns: {message}" for message in told), line["sql"]])


def check(sqlx: Path, path: Path) -> str:
    source, target = path.stem.split("_to_")
    paragraphs = [part.split("\n=>")[0].strip() for part in re.split(r"\n\n+", path.read_text("utf-8").strip())]
    lines = "".join(json.dumps({"id": i, "sql": sql}) + "\n" for i, sql in enumerate(paragraphs))
    command = [sqlx, "translate", "--batch", "--from", source, "--to", target, "--schema", FIXTURE / f"{source}.sql"]
    printed = run(command, stdin=lines, env=clean_environment())
    answers = [answered(json.loads(line)) for line in printed.out.splitlines()]
    if len(answers) != len(paragraphs):
        raise Failure(f"{len(paragraphs)} statements, {len(answers)} answers\n{printed.err[-1000:]}")
    text = "\n".join(f"{sql}\n=>\n{answer}\n" for sql, answer in zip(paragraphs, answers, strict=True))
    if update_is_wanted():
        path.write_text(text, "utf-8")
    require_equal(text, path.read_text("utf-8"), path.stem)
    return f"{len(answers)} statements, {sum(answer.startswith('refused') for answer in answers)} refused"


def main() -> int:
    options = parser(__doc__).parse_args()
    paths = sorted(TEXTS.glob("*.sqlt"))
    return run_cases([Case(path.stem, partial(check, options.sqlx.resolve(), path)) for path in paths], options.jobs)


if __name__ == "__main__":
    sys.exit(main())
