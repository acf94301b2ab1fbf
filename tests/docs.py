#!/usr/bin/python3
"""The documentation that is generated: what programs read of it, and what people see.

  * `openapi`: api/rest/openapi.json of several schemas has no remark of Redocly's linter, and openapi-typescript makes types of it that compile.
  * `calculations`: what the pages reckon with, tests/docs/pages.test.mjs.
  * `http`: how docs/routes.ts serves the files.
  * `pages`: a browser opens them, and what it makes of them is looked at. Without Chromium it is skipped.

The schema tests/docs/hostile.sql tries to be more than data, everywhere. No database server is needed.
"""

import contextlib
import gzip
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from node_packages import installed, node_modules
from support import ROOT, TESTS, Case, Failure, Skip, chosen, clean_environment, parser, run, run_cases, succeed

HOSTILE = ("hostile", TESTS / "docs/hostile.sql", "postgres")
SCHEMAS = [
    HOSTILE,
    ("postgres", TESTS / "orm/postgres/schema.sql", "postgres"),
    ("mysql", TESTS / "orm/mysql/schema.sql", "mysql"),
    ("shop", ROOT / "examples/shop/schema.sql", "sqlite"),
]
TOOLS = {"@redocly/cli": "^2.77.0", "openapi-typescript": "^7.13.0", "typescript": "^5.9.0"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OWNED = "owned"  # what the title becomes where a name or comment of the schema is run


def application_of(sqlx: Path, folder: Path, schema: tuple[str, Path, str]) -> Path:
    name, ddl, dialect = schema
    succeed([sqlx, "init", folder / name, "--ddl", ddl, "--dialect", dialect])
    return folder / name


# ------------------------------------------------------------------------------------------------------------ openapi


def lint(tools: Path, document: Path) -> None:
    command = [tools / ".bin/redocly", "lint", "--extends", "recommended", "--format", "json", document]
    done = run(["node", *command], cwd=tools, env=clean_environment(REDOCLY_TELEMETRY="off", REDOCLY_SUPPRESS_UPDATE_NOTICE="true"))
    problems = json.loads(done.out)["problems"] if done.out.startswith("{") else [done.err]
    if done.code != 0 or problems:
        raise Failure(f"{document.parent.parent.parent.name}: {json.dumps(problems, indent=1)[:3000]}")


def run_openapi(sqlx: Path) -> str:
    tools = installed(TOOLS)
    with tempfile.TemporaryDirectory() as folder:
        types = []
        for schema in SCHEMAS:
            document = application_of(sqlx, Path(folder), schema) / "api/rest/openapi.json"
            lint(tools, document)
            types.append(Path(folder) / f"{schema[0]}.ts")
            succeed(["node", tools / ".bin/openapi-typescript", document, "-o", types[-1]], cwd=tools)
        use = Path(folder) / "use.ts"
        use.write_text((TESTS / "docs/use.ts").read_text("utf-8"), "utf-8")
        succeed(["node", tools / ".bin/tsc", "--strict", "--noEmit", *types, use])
    return f"{len(SCHEMAS)} schemas"


# -------------------------------------------------------------------------------------------------------- calculations


def run_calculations(sqlx: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        application = application_of(sqlx, Path(folder), HOSTILE)
        done = run(["node", "--test", "--test-reporter=tap", TESTS / "docs/pages.test.mjs"], cwd=application)
        if done.code != 0:
            raise Failure(done.out[-4000:] + done.err[-2000:])
        return f"{len(re.findall('^ok ', done.out, re.MULTILINE))} tests"


# ------------------------------------------------------------------------------------------------------------- serving


@contextlib.contextmanager
def served(application: Path) -> Iterator[str]:
    """The address of a server that has nothing but the documentation."""
    if not (application / "node_modules").exists():
        (application / "node_modules").symlink_to(node_modules(application))
    command = ["node", str(TESTS / "docs/serve.mjs"), str(application)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment(), text=True) as server:
        try:
            port = server.stdout.readline().strip()  # type: ignore[union-attr]
            if not port:
                raise Failure(f"the server did not start\n{server.stderr.read()}")  # type: ignore[union-attr]
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def ask(url: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, str], bytes]:
    request = urllib.request.Request(url, method=method, headers=dict(headers or {}))
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def require(holds: bool, what: str) -> None:
    if not holds:
        raise Failure(what)


def check_http(address: str, application: Path) -> None:
    expected = {
        "/docs": (application / "docs/pages/index.html", "text/html"),
        "/docs/schema": (application / "docs/pages/schema.html", "text/html"),
        "/docs/schema.json": (application / "docs/schema.json", "application/json"),
        "/openapi.json": (application / "api/rest/openapi.json", "application/json"),
        **{f"/docs/assets/{path.name}": (path, "") for path in (application / "docs/pages/assets").iterdir()},
    }
    for path, (file, kind) in expected.items():
        status, headers, body = ask(address + path)
        require(status == 200 and body == file.read_bytes(), f"{path} answers {status}")
        require(headers["content-type"].startswith(kind), f"{path} is {headers['content-type']}")
        require("'unsafe" not in headers["content-security-policy"] and "default-src 'none'" in headers["content-security-policy"], f"{path} may do too much")
        status, packed, body = ask(address + path, headers={"accept-encoding": "br;q=1, gzip"})
        require(packed["content-encoding"] == "gzip" and gzip.decompress(body) == file.read_bytes(), f"{path} is not compressed")
        status, plain, _ = ask(address + path, headers={"accept-encoding": "gzip;q=0"})
        require(plain["content-encoding"] is None, f"{path} is compressed for who cannot read it")
        for tag in (headers["etag"], f'"other", W/{headers["etag"]}'):
            status, _, body = ask(address + path, headers={"if-none-match": tag})
            require(status == 304 and body == b"", f"{path} answers {status} to who has it")
        status, _, body = ask(address + path, "HEAD")
        require(status == 200 and body == b"", f"HEAD {path} answers {status}")
    for path in ("/docs/assets/..%2f..%2fschema.json", "/docs/assets/../../package.json", "/docs/assets/", "/docs/pages/index.html", "/docs/assets/__proto__"):
        require(ask(address + path)[0] == 404, f"{path} is served")
    for path in ("/docs/", "/docs/schema/"):
        status, headers, _ = ask(address + path)
        require(status == 302 and urllib.parse.urljoin(address + path, headers["location"]) == address + path[:-1], f"{path} leads to {headers['location']}")


def run_http(sqlx: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        application = application_of(sqlx, Path(folder), HOSTILE)
        with served(application) as address:
            check_http(address, application)
    return ""


# --------------------------------------------------------------------------------------------------------------- pages


class Page:
    """What a browser made of an address."""

    def __init__(self, browser: str, address: str, profile: Path) -> None:
        command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--virtual-time-budget=15000",
                   "--enable-logging=stderr", "--window-size=1200,900", "--dump-dom", address]
        done = run(command, env=clean_environment(HOME=str(profile)))
        self.address = address
        self.dom = done.out
        self.complaints = [line for line in done.err.splitlines() if "CONSOLE" in line]
        # Words of the page, in which tags that are a part of data are words.
        self.text = html.unescape(re.sub(r"<[^>]*>", "\n", re.sub(r"<(script|style)\b.*?</\1>", "", self.dom, flags=re.DOTALL)))

    def shows(self, *wanted: str) -> None:
        for words in wanted:
            require(words in self.text, f"{self.address} does not show {words!r}\n{self.text[:1500]}")

    def is_calm(self) -> None:
        require(not self.complaints, f"{self.address} complains\n" + "\n".join(self.complaints[:5]))
        title = re.search(r"<title>(.*?)</title>", self.dom, re.DOTALL)
        require(title is not None and title[1] != OWNED, f"{self.address} runs what it should show")
        require("<img" not in self.dom, f"{self.address} has an image that nobody put there")  # in text, it is &lt;img
        require(not re.search(r'href="\s*(?:javascript|data):', self.dom, re.IGNORECASE), f"{self.address} has a link that runs")


def table_facts(application: Path, name: str) -> dict[str, object]:
    schema = json.loads((application / "docs/schema.json").read_text("utf-8"))
    return next(table for table in schema["tables"] if table["name"] == name)


def check_pages(browser: str, address: str, application: Path, folder: Path) -> int:
    pages = 0

    def page(path: str) -> Page:
        nonlocal pages
        pages += 1
        opened = Page(browser, address + path, folder / f"profile{pages}")
        opened.is_calm()
        return opened

    schema = json.loads((application / "docs/schema.json").read_text("utf-8"))
    names = [table["name"] for table in schema["tables"]]
    page("/docs/schema").shows(*names, f"{len(names)} tables")
    evil = next(table for table in schema["tables"] if "<script>" in table["name"])
    opened = page(f"/docs/schema#/table/{evil['page']}")
    opened.shows(evil["name"], evil["comment"].split("\n")[0], *(column["name"].replace("\n", " ").split(" ")[0] for column in evil["columns"]), "two\nlines", "Neighbourhood")
    require(opened.dom.count('class="line"') == 1, "the neighbourhood has not the one line")
    drawn = page("/docs/schema#/diagram")
    require(drawn.dom.count('class="table tint') == len(names), "the diagram has not all tables")
    page("/docs/schema#/table/%3Cimg%3E").shows("No such table", "<img>")
    page("/docs").shows("Requests begin with", *names)
    resource = page("/docs#/resource/" + urllib.parse.quote(evil["name"], safe=""))
    resource.shows("GET", "POST", "PATCH", "DELETE", "Filters by 14 columns", '"a\\"b"', "Send")
    page("/docs#/resource/%2Frpc").shows("/rpc/recent", "/rpc/forget")
    return pages


def run_pages(sqlx: Path) -> str:
    browser = next((found for found in map(shutil.which, BROWSERS) if found), None)
    if browser is None:
        raise Skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with tempfile.TemporaryDirectory() as folder:
        application = application_of(sqlx, Path(folder), HOSTILE)
        with served(application) as address:
            return f"{check_pages(browser, address, application, Path(folder))} pages"


def main() -> int:
    options = parser(__doc__).parse_args()
    sqlx = options.sqlx.resolve()
    runs = {"openapi": run_openapi, "calculations": run_calculations, "http": run_http, "pages": run_pages}
    cases = [Case(name, partial(each, sqlx)) for name, each in runs.items()]
    return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
