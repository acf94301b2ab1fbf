"""The txtar format: a script, then files, in one text.

    sqlx explain SQLX2011
    cmp stdout want

    -- want --
    SQLX2011 (error): …

Everything before the first `-- name --` line is the script. Reading and writing an archive gives the same bytes.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_MARKER = re.compile(r"^-- (\S.*?) --$")


@dataclass
class Archive:
    script: str
    files: dict[str, str]  # in their order; each text is empty or ends with a newline


def parse(content: str) -> Archive:
    archive = Archive("", {})
    name: str | None = None
    for line in content.splitlines(keepends=True):
        marker = _MARKER.match(line.rstrip("\n"))
        if marker:
            name = marker[1]
            if name in archive.files:
                raise ValueError(f"the file {name} is there twice")
            archive.files[name] = ""
        elif name is None:
            archive.script += line
        else:
            archive.files[name] += line
    return archive


def render(archive: Archive) -> str:
    return archive.script + "".join(f"-- {name} --\n{body}" for name, body in archive.files.items())


def ended(body: str) -> str:
    """A text as an archive can hold it: with a newline at its end."""
    return body if not body or body.endswith("\n") else body + "\n"


def unpack(archive: Archive, folder: Path) -> None:
    for name, body in archive.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8", "surrogateescape", newline="")
