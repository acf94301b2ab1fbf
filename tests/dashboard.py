#!/usr/bin/python3
"""The dashboard of the generated application: what it counts, shows and tells, while somebody uses the application.

  * `units`: what it counts, judges and tells, without a server: tests/dashboard/suite.
  * `on <engine>`: a server under load, looked at with a browser and over HTTP; its rules for alerts, received by HTTP and SMTP servers of this test.
  * `token`: who gets in, where a token is wanted.
  * `pages`: the same look at GraphiQL and the documentation.
  * `dev`: sqlx dev --ai-dashboard.

The schema is that of tests/server; app/routes.ts is tests/dashboard/routes.ts, whose names and statements try to be more than data.
"""

import contextlib
import http.server
import json
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import databases
from browser import browse
from dev import developing
from engines import engines, stop_cleanly_on_signals
from node_packages import node_modules
from orm import check, run_tests, tool
from support import TESTS, Case, Failure, chosen, clean_environment, parser, run_cases

HERE = TESTS / "dashboard"
SCHEMA = TESTS / "server/schema.sql"
TOKEN = "a token for the dashboard"
MADE_UP = 2000
# Not judged: of GraphiQL, which others make, its editor and its name; of the diagram, boxes, which are links that bear the table's name and not all that is drawn in them.
OTHERS = [".CodeMirror", ".graphiql-logo", ".diagram a.table"]
SECONDS = 60  # for anything to happen


def require(holds: object, what: str) -> None:
    if not holds:
        raise Failure(what)


def wait_until(holds: Callable[[], object], what: Callable[[], str]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        require(time.monotonic() < deadline, what())
        time.sleep(0.2)


# --------------------------------------------------------------------------------------------------------- application


@contextlib.contextmanager
def an_application(sqlx: Path, engine: str, urls: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Compiled, with the user's routes and rules; and the URL of its database."""
    with databases.connect(engine, urls).fresh("dashboard") as database, tempfile.TemporaryDirectory() as folder:
        database.load(SCHEMA.read_text("utf-8"))
        application = Path(folder) / "app"
        tool(Path(folder), str(sqlx), "init", str(application), "--database", database.url)
        with (application / "sqlx.yaml").open("a") as config:
            config.write((HERE / "alerts.yaml").read_text("utf-8"))
        tool(application, str(sqlx), "generate", "--offline")
        (application / "node_modules").symlink_to(node_modules(application))
        shutil.rmtree(application / "tests")
        shutil.copy(HERE / "routes.ts", application / "app/routes.ts")
        yield application, database.url


class Answer:
    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.text = status, headers, body.decode()

    def json(self) -> dict:
        return json.loads(self.text)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Server:
    """The application, started; `ask` it."""

    def __init__(self, application: Path, url: str, **variables: str) -> None:
        environment = clean_environment(DATABASE_URL=url, PORT="0", LOG_LEVEL="info", **variables)
        self.process = subprocess.Popen(["node", "dist/server/main.js"], cwd=application, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
        self.said: list[str] = []
        threading.Thread(target=self.listen, daemon=True).start()
        wait_until(lambda: self.address() or self.process.poll() is not None, lambda: "it does not start\n" + "".join(self.said))

    def listen(self) -> None:
        for line in self.process.stdout or ():
            if '"answered"' not in line:
                self.said.append(line)

    def address(self) -> str:
        line = next((line for line in self.said if "Server listening at" in line), "")
        return line.split("listening at ")[1].split('"')[0] if line else ""

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address() + path, data=data, headers=named)
        try:
            with urllib.request.build_opener(NoRedirect).open(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def end(self) -> None:
        self.process.kill()
        self.process.wait(10)


@contextlib.contextmanager
def serving(application: Path, url: str, **variables: str) -> Iterator[Server]:
    server = Server(application, url, **variables)
    try:
        require(server.address(), "it ended\n" + "".join(server.said))
        yield server
    finally:
        server.end()


# ----------------------------------------------------------------------------------------------------------- receivers


@dataclass
class Receivers:
    """Who is told: a webhook that fails the first time, Slack, and a mail server."""

    posts: list[dict] = field(default_factory=list)
    slack: list[dict] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    failures: int = 1

    def all_hold(self, count: int) -> bool:
        return min(len(self.posts), len(self.slack), len(self.mails)) >= count


def web_receiver(receivers: Receivers) -> type[http.server.BaseHTTPRequestHandler]:
    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            fails = self.path == "/hook" and receivers.failures > 0
            if fails:
                receivers.failures -= 1
            else:
                (receivers.posts if self.path == "/hook" else receivers.slack).append(body)
            self.send_response(503 if fails else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Receiver


def mail_receiver(receivers: Receivers) -> type[socketserver.StreamRequestHandler]:
    """As much of SMTP as one mail needs."""

    class Receiver(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "DATA":
                    self.say("354 go on")
                    lines = list(iter(lambda: self.rfile.readline().decode(), ".\r\n"))
                    receivers.mails.append("".join(lines))
                self.say("221 bye" if word == "QUIT" else "250 fine")

    return Receiver


@contextlib.contextmanager
def receiving() -> Iterator[tuple[Receivers, dict[str, str]]]:
    """The receivers, and the variables that lead to them."""
    receivers = Receivers()
    socketserver.ThreadingTCPServer.daemon_threads = True
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), web_receiver(receivers)) as web, socketserver.ThreadingTCPServer(("127.0.0.1", 0), mail_receiver(receivers)) as mail:
        for server in (web, mail):
            threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{web.server_address[1]}"
        yield receivers, {
            "ALERT_WEBHOOK_URL": f"{address}/hook", "ALERT_SLACK_URL": f"{address}/slack", "SMTP_URL": f"smtp://127.0.0.1:{mail.server_address[1]}",
            "ALERT_EMAIL_TO": "ops@example.com,boss@example.com", "ALERT_EMAIL_FROM": "app@example.com",
        }  # fmt: skip
        web.shutdown()
        mail.shutdown()


# ---------------------------------------------------------------------------------------------------------------- load


def graphql(server: Server, query: str) -> Answer:
    return server.ask("/graphql", json.dumps({"query": query}).encode(), content_type="application/json")


class Load:
    """Requests of all kinds, again and again, until it is left."""

    def __init__(self, server: Server) -> None:
        self.server, self.wanted = server, True
        self.thread = threading.Thread(target=self.work, daemon=True)

    def work(self) -> None:
        while self.wanted:
            with contextlib.suppress(OSError):
                self.once()

    def once(self) -> None:
        self.server.ask("/api/customers?select=id,orders(id)&limit=2")
        self.server.ask("/api/customers/1")
        self.server.ask("/api/orders?order=id&limit=1&offset=2")
        graphql(self.server, "query Orders { orders { id } }")
        self.server.ask("/loop")
        self.server.ask(urllib.parse.quote("/<img src=x onerror=\"document.title='owned'\">", safe="/='"))

    def __enter__(self) -> "Load":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.wanted = False
        self.thread.join(30)


def named(series: list[dict]) -> dict[str, dict]:
    return {one["name"]: one for one in series}


def check_figures(server: Server) -> None:
    figures = server.ask("/ai-dashboard/figures.json").json()
    routes, operations = named(figures["routes"]), named(figures["operations"])
    for name in ("GET /api/customers", "GET /api/customers/:key", "GET /api/orders", "POST /graphql", "GET /loop"):
        require(name in routes and 0 < routes[name]["p50"] <= routes[name]["p95"] <= routes[name]["p99"], f"{name} is not counted: {list(routes)}")
    require(operations["query Orders"]["requests"] > 0, f"no operation: {list(operations)}")
    require(not any("ai-dashboard" in name for name in routes), "it counts itself")
    gauges = {one["name"]: one["value"] for one in figures["gauges"]}
    require(gauges["plans of REST reads"] > 0 and gauges["GraphQL documents"] > 0 and gauges["memory"] > 1e7, f"gauges: {gauges}")
    statistics = server.ask("/ai-dashboard/statistics.json").json()
    loop = [one for one in statistics["statements"] if one["most_in_one_request"] == 30]
    require(len(loop) == 1 and loop[0]["routes"] == ["GET /loop"] and 0 <= 30 * loop[0]["requests"] - loop[0]["calls"] < 30, f"the loop is not seen: {loop}")
    require(any(2 in one["largest"] for one in statistics["statements"]), "no offset is seen")


def check_bounds(server: Server) -> None:
    """What clients make up takes no room."""
    for at in range(MADE_UP):
        server.ask(f"/api/made-up-{at}")
        if at % 20 == 0:
            server.ask(f"/made-up/{at}")
    graphql(server, "query Made { orders { id } }")
    for at in range(300):
        graphql(server, f"query Made{at} {{ orders {{ id }} }}")
    figures = server.ask("/ai-dashboard/figures.json").json()
    require(len(figures["routes"]) + figures["more"]["routes"] < 20, f"paths become names: {[one['name'] for one in figures['routes']]}")
    require(len(figures["operations"]) + figures["more"]["operations"] <= 201, "operations become names")
    require(named(figures["routes"])["GET /api/:table"]["requests"] == MADE_UP, "unknown tables are not counted together")


# --------------------------------------------------------------------------------------------------------------- pages

LIVE = "document.getElementById('routes-shown')?.innerText.includes('GET /loop') && document.getElementById('advice-shown').innerText.includes('An index would help')"
PROBE = """new Promise((resolve) => {
  const shown = () => document.getElementById('all').innerText;
  const before = shown();
  const begun = Date.now();
  const look = () => {
    const opened = [...document.querySelectorAll('details')];
    if (shown() === before && Date.now() - begun < 15000) return setTimeout(look, 200);
    for (const one of opened) one.open = true;
    resolve({ live: shown() !== before, text: document.body.innerText, images: document.images.length, scripts: document.scripts.length, charts: document.querySelectorAll('svg path.line').length });
  };
  look();
})"""


def check_page(server: Server, folder: Path, engine: str) -> None:
    result = browse(server.address() + "/ai-dashboard", folder, until=LIVE, probe=PROBE)
    require(result["title"] == "Dashboard", f"the title is {result['title']}")
    evil = "<img src=x onerror=\"document.title='owned'\">"
    for seen in result["probes"]:
        require(seen["live"], "the figures do not change")  # type: ignore[call-overload, index]
        require(seen["images"] == 0 and seen["scripts"] == 1 and seen["charts"] > 4, f"what is in it: {seen}")  # type: ignore[call-overload, index]
        for words in (f"GET /{evil}", f"CREATE INDEX {evil}", f"Seq Scan {evil}", "query Orders", "</script><script>", "Index Scan of the slowest", "customers_pkey", "broken <b>", "firing"):
            require(words in seen["text"], f"{engine}: the page does not show {words!r}\n{seen['text'][:6000]}")  # type: ignore[call-overload, index]


def break_for(server: Server, seconds: float) -> None:
    end = time.monotonic() + seconds
    with contextlib.suppress(OSError):  # the test has ended
        while time.monotonic() < end:
            require(server.ask("/broken").status == 500, "it is not broken")
            time.sleep(0.05)


def check_alerts(receivers: Receivers, server: Server) -> None:
    wait_until(lambda: receivers.all_hold(2), lambda: f"not told: {receivers}\n{''.join(server.said)}")
    states = [(one["alert"], one["state"]) for one in receivers.posts]
    require(states == [("broken <b>", "firing"), ("broken <b>", "resolved")], f"the webhook was told {states}")
    require(receivers.posts[0]["value"] == 1 and receivers.posts[0]["limit"] == 0.5 and receivers.failures == 0, f"{receivers.posts[0]}")
    require(receivers.slack[0]["text"].startswith("Alert: broken &lt;b&gt;. share of requests that failed of GET /broken: 100 %"), f"Slack was told {receivers.slack}")
    mail = receivers.mails[0]
    require("Subject: Alert: broken <b>" in mail and "boss@example.com" in mail and "100 %" in mail.replace("=\r\n", ""), f"the mail is {mail}")
    require(len(receivers.mails) == len(receivers.slack) == 2, "somebody was told more than once")


def run_engine(sqlx: Path, engine: str, urls: Mapping[str, str]) -> str:
    with an_application(sqlx, engine, urls) as (application, url), receiving() as (receivers, told):
        tool(application, "node", "node_modules/.bin/tsc")
        begin = time.monotonic()
        variables = {"AI_DASHBOARD": "true", "SQLX_ADVISOR": str(HERE / "advisor.py"), "JWT_SECRET": "x" * 40, **told}
        with serving(application, url, **variables) as server:
            with Load(server):
                time.sleep(2)
                check_figures(server)
                time.sleep(max(0.0, 10.5 - (time.monotonic() - begin)))
                break_for(server, 6)
                breaking = threading.Thread(target=break_for, args=(server, 30), daemon=True)
                breaking.start()
                check_page(server, application.parent, engine)
                breaking.join()
            require(sum("about a route that there is not" in line for line in server.said) == 1, "a misspelt route is not told\n" + "".join(server.said))
            check_bounds(server)
            check_alerts(receivers, server)
        return f"{time.monotonic() - begin:.0f} s"


# --------------------------------------------------------------------------------------------------------------- token


def run_token(sqlx: Path) -> None:
    with an_application(sqlx, "sqlite", {}) as (application, url), receiving() as (_, told):
        tool(application, "node", "node_modules/.bin/tsc")
        with serving(application, url) as server:
            require(server.ask("/ai-dashboard").status == 404, "it is there unasked")
            require(any("nobody is told of the alerts" in line for line in server.said), "alerts that nobody watches are not told")
        for missing, words in (({}, "AI_DASHBOARD in production needs AI_DASHBOARD_TOKEN"), ({"AI_DASHBOARD_TOKEN": "short"}, "AI_DASHBOARD_TOKEN should be at least 16 bytes long")):
            refused = Server(application, url, NODE_ENV="production", AI_DASHBOARD="true", **told, **missing)
            refused.process.wait(20)
            require(refused.process.returncode == 1 and words in "".join(refused.said), f"it starts, or says {refused.said}")
        lacking = Server(application, url, AI_DASHBOARD="true")
        lacking.process.wait(20)
        require("`alerts` in sqlx.yaml sends to slack: ALERT_SLACK_URL is missing" in "".join(lacking.said), f"it says {lacking.said}")
        with serving(application, url, NODE_ENV="production", AI_DASHBOARD="true", AI_DASHBOARD_TOKEN=TOKEN, RATE_LIMIT="200", RATE_WINDOW="1h", **told) as server:
            check_token(server)
            browse(server.address() + "/ai-dashboard", application.parent, headers={"authorization": f"Bearer {TOKEN}"}, until="document.getElementById('state').textContent === 'Live'", screens=[(390, "light")])
            require(any(server.ask("/ai-dashboard/login", b"token=guess").status == 429 for _ in range(205)), "one may guess without end")


def check_token(server: Server) -> None:
    form = server.ask("/ai-dashboard")
    require(form.status == 401 and "<form" in form.text and " hidden" in form.text, f"without a token: {form.status} {form.text}")
    require("form-action 'self'" in form.headers["content-security-policy"], "the form may do too much")
    for path in ("figures.json", "advice.json", "statistics.json"):
        for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Bearer {TOKEN}x"}, {"cookie": "ai_dashboard=x"}, {"cookie": f"ai_dashboard={TOKEN}"}):
            refused = server.ask(f"/ai-dashboard/{path}", **headers)
            require(refused.status == 401 and "dashboard needs its token" in refused.text, f"{path} with {headers}: {refused.status}")
        shown = server.ask(f"/ai-dashboard/{path}", authorization=f"Bearer {TOKEN}")
        require(shown.status == 200 and shown.headers["cache-control"] == "no-store", f"{path}: {shown.status}")
    for body in (b"token=wrong", b"", b"token=", b"other=1"):
        wrong = server.ask("/ai-dashboard/login", body)
        require(wrong.status == 401 and wrong.headers["set-cookie"] is None and " hidden" not in wrong.text, f"{body!r}: {wrong.status}")
    right = server.ask("/ai-dashboard/login", urllib.parse.urlencode({"token": TOKEN}).encode())
    cookie = right.headers["set-cookie"] or ""
    require(right.status == 303 and all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/ai-dashboard", "Secure", "Max-Age=")), f"{right.status} {cookie}")
    require(TOKEN not in cookie and urllib.parse.quote(TOKEN) not in cookie, "the cookie holds the token")
    inside = cookie.split(";")[0]
    require(server.ask("/ai-dashboard/figures.json", cookie=f"other=1; {inside}").status == 200, "the cookie lets nobody in")
    require("<title>Dashboard</title>" in server.ask("/ai-dashboard", cookie=inside).text, "there is no page")
    require(server.ask("/ai-dashboard/", cookie=inside).status == 302, "a path with a slash finds no files")


# ------------------------------------------------------------------------------------------------------ units and others


def run_units(sqlx: Path) -> str:
    with an_application(sqlx, "sqlite", {}) as (application, url):
        (application / "tests").mkdir()
        tests = sorted((HERE / "suite").glob("*.ts"))
        for source in tests:
            shutil.copy(source, application / "tests" / source.name)
        check(application, "server", "app", "tests")
        return run_tests(application, [f"dist/tests/{source.stem}.js" for source in tests], url)


def run_pages(sqlx: Path) -> str:
    """GraphiQL with an answer in it, and the documentation."""
    pages = {
        "/graphql?query=%7B%20orders%20%7B%20id%20%7D%20%7D": "document.querySelector('.graphiql-container') !== null",
        "/docs": "document.getElementById('content').innerText.includes('customers')",
        "/docs/schema": "document.getElementById('content').innerText.includes('3 tables')",
        "/docs/schema#/diagram": "document.querySelectorAll('svg .table').length === 3",
    }
    with an_application(sqlx, "sqlite", {}) as (application, url):
        tool(application, "node", "node_modules/.bin/tsc")
        with serving(application, url) as server:
            for path, until in pages.items():
                browse(server.address() + path, application.parent, until=until, others=OTHERS)
    return f"{len(pages)} pages"


def run_dev(sqlx: Path) -> None:
    with an_application(sqlx, "sqlite", {}) as (application, _), receiving() as (_, told):
        with developing(sqlx, application, "--ai-dashboard", **told) as dev:
            dev.wait_for(r"^up: .*/ai-dashboard")
            with urllib.request.urlopen(f"http://127.0.0.1:{dev.port}/ai-dashboard/advice.json", timeout=20) as answer:
                require(json.load(answer)["state"] != "absent", "the server does not know where sqlx is")
            dev.interrupt()
        with developing(sqlx, application, "--ai-dashboard=false", AI_DASHBOARD="true", **told) as dev:
            dev.wait_for("^up: ")
            require(not any("ai-dashboard" in line for line in dev.said), "it is shown though it is off")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{dev.port}/ai-dashboard", timeout=20)
            except urllib.error.HTTPError as error:
                require(error.code == 404, f"it answers {error.code}")
            dev.interrupt()


def main() -> int:
    options = parser(__doc__).parse_args()
    stop_cleanly_on_signals()
    sqlx = options.sqlx.resolve()
    with engines() as urls:
        cases = [Case("units", partial(run_units, sqlx))]
        cases += [Case(f"on {engine}", partial(run_engine, sqlx, engine, urls)) for engine in ("sqlite", "postgres")]
        cases += [Case("token", partial(run_token, sqlx)), Case("pages", partial(run_pages, sqlx)), Case("dev", partial(run_dev, sqlx))]
        return run_cases(chosen(cases, options.patterns), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
