#!/usr/bin/python3
"""The published JSON Schemas say what is true.

  * Every wire pack in wirepacks/ is valid by wirepacks/pack.schema.json, whose lists of names are those of the .def files (--update copies them).
  * `sqlx wirepack show` of each pack, at its default version, is valid too, and read as a pack it shows the same again.
  * What `sqlx translate --format json` and --batch print is valid by docs/translate.schema.json.
"""

import json
import re
import sys
import tempfile
from functools import partial
from pathlib import Path

import jsonschema
from support import ROOT, Case, Failure, clean_environment, parser, require_equal, run, run_cases, succeed, update_is_wanted

PACKS = ROOT / "wirepacks"
SCHEMA = PACKS / "pack.schema.json"
TRANSLATE_SCHEMA = ROOT / "docs/translate.schema.json"
NAMES = {  # $defs of the schema → where its names come from
    "feature": (PACKS / "features.def", r'^SQLX_FEATURE\(\w+,\s*"(\w+)"'),
    "type": (ROOT / "ir/type_kinds.def", r'^SQLX_TYPE\(\w+,\s*"(\w+)"'),
    "attribute": (ROOT / "ir/attributes.def", r'^SQLX_ATTRIBUTE\(\w+,\s*"(\w+)"'),
}
SCRIPT = "-- one\nSELECT 1;\n\\connect shop\nSELECT 'ä' AS b;\nSELECT 'never"


def load(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def require_valid(document: object, schema: dict, what: str) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    errors = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(document)]
    if errors:
        raise Failure(f"{what}\n" + "\n".join(errors[:20]))


def check_names() -> None:
    schema = load(SCHEMA)
    names = {key: re.findall(pattern, path.read_text("utf-8"), re.MULTILINE) for key, (path, pattern) in NAMES.items()}
    if update_is_wanted():
        for key, found in names.items():
            schema["$defs"][key]["enum"] = found
        SCHEMA.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
    for key, found in names.items():
        require_equal("\n".join(schema["$defs"][key]["enum"]), "\n".join(found), f"the names of {key} in the schema")


def check_pack(path: Path, sqlx: Path) -> None:
    schema = load(SCHEMA)
    require_valid(load(path), schema, path.name)
    shown = succeed([sqlx, "wirepack", "show", path.stem])
    require_valid(json.loads(shown), schema, f"sqlx wirepack show {path.stem}")
    with tempfile.TemporaryDirectory(prefix="sqlx-packs-") as folder:
        (Path(folder) / path.name).write_text(shown, "utf-8")
        again = succeed([sqlx, "--wirepacks", folder, "wirepack", "show", path.stem])
    require_equal(again, shown, "read back, it is another pack")


def check_translations(sqlx: Path) -> None:
    schema = load(TRANSLATE_SCHEMA)
    command = [sqlx, "translate", "--from", "sqlite", "--to", "sqlite"]
    printed = run([*command, "--format", "json", "-"], stdin=SCRIPT, env=clean_environment())
    require_valid(json.loads(printed.out), schema, "sqlx translate --format json")
    requests = [{"id": 1, "sql": "SELECT 1"}, {"id": "two", "from": "nosuch", "sql": "SELECT 2"}, {"sql": "SELECT 'x"}]
    lines = [*(json.dumps(request) for request in requests), "{", "[]"]
    for request in requests:
        require_valid(request, schema["$defs"]["batch_request"], "a request")
    printed = run([*command, "--batch"], stdin="\n".join(lines), env=clean_environment())
    answers = printed.out.splitlines()
    if len(answers) != len(lines):
        raise Failure(f"{len(lines)} lines in, {len(answers)} out\n{printed.out}")
    for answer in answers:
        require_valid(json.loads(answer), {"$defs": schema["$defs"], "$ref": "#/$defs/batch_line"}, "a line of --batch")


def main() -> int:
    options = parser(__doc__).parse_args()
    sqlx = options.sqlx.resolve()
    cases = [Case("names of the schema", check_names), Case("translations", partial(check_translations, sqlx))]
    files = sorted(path for path in PACKS.glob("*.json") if path != SCHEMA)
    cases += [Case(path.name, partial(check_pack, path, sqlx)) for path in files]
    return run_cases(cases, options.jobs)


if __name__ == "__main__":
    sys.exit(main())
