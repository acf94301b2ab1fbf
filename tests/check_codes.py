#!/usr/bin/python3
"""Every diagnostic code must be shown by a test: a code that no case shows is one that nobody has seen.

A code counts as shown where its number (SQLX2011) stands in tests/cli/, tests/faults.py or tests/dev.py, or its name (Code::kConnectionRefused) or number
in tests/unit/. A number in a test that base/diagnostic_codes.def does not have is a mistake too.
"""

import re
import sys
from pathlib import Path

from support import ROOT, TESTS, Case, Failure, chosen, parser, require_equal, run_cases, succeed, update_is_wanted

PAGE = ROOT / "docs/diagnostics.md"
CODES = ROOT / "base/diagnostic_codes.def"
_CODE = re.compile(r"^SQLX_CODE\((\d+), (\w+),", re.MULTILINE)
_NUMBER = re.compile(r"SQLX(\d{4})\b")
_NAME = re.compile(r"\bCode::(k\w+)")


def read_all(paths: list[Path]) -> str:
    return "".join(path.read_text("utf-8", "surrogateescape") for path in paths)


def check_shown() -> str:
    name_of = {number: name for number, name in _CODE.findall(CODES.read_text("utf-8"))}
    unit = read_all(sorted((TESTS / "unit").glob("*.cc")))
    cases = read_all(sorted((TESTS / "cli").rglob("*.txtar")) + [TESTS / "faults.py", TESTS / "dev.py"])
    numbers = set(_NUMBER.findall(unit + cases))
    names = set(_NAME.findall(unit))
    missing = [f"SQLX{number} ({name})" for number, name in name_of.items() if number not in numbers and name not in names]
    unknown = sorted(numbers - set(name_of) - {"9999"})  # 9999 stands for a code that is not there
    if missing or unknown:
        raise Failure(f"no case shows {', '.join(missing) or 'none'}; not in the list: {', '.join(unknown) or 'none'}")
    return f"{len(name_of)} codes"


def check_page(sqlx: Path) -> str:
    """docs/diagnostics.md is what the program says of its codes."""
    page = succeed([sqlx, "explain", "--list", "--format", "markdown"])
    if update_is_wanted():
        PAGE.write_text(page, "utf-8")
    require_equal(PAGE.read_text("utf-8") if PAGE.exists() else "", page, str(PAGE.relative_to(ROOT)))
    return f"{len(page.splitlines())} lines"


def main() -> int:
    options = parser(__doc__).parse_args()
    cases = [Case("every code is shown", check_shown), Case("the page lists them", lambda: check_page(options.sqlx.resolve()))]
    return run_cases(chosen(cases, options.patterns), jobs=1)


if __name__ == "__main__":
    sys.exit(main())
