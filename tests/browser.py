"""A browser for tests of pages: Chromium, steered by tests/browser/browse.mjs.

Without Chromium, npm or its registry the case is skipped.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from node_packages import installed
from support import TESTS, Failure, Skip, clean_environment, run

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = {"axe-core": "^4.14.1", "puppeteer-core": "^25.16.0"}
SCREENS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]  # a desk and a phone


def browser() -> str:
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        raise Skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    return found


def browse(url: str, folder: Path, *, screens: Sequence[tuple[int, str]] = SCREENS, **asked: object) -> Mapping[str, list[str]]:
    """What browse.mjs says of the page; it must be calm: no word on the console, no other host, and accessible."""
    command = ["node", str(TESTS / "browser/browse.mjs"), json.dumps({"url": url, "screens": screens, **asked})]
    done = run(command, env=clean_environment(HOME=str(folder), BROWSER=browser(), NODE_PATH=str(installed(PACKAGES))), seconds=240)
    if done.code != 0:
        raise Failure(f"{url}: {done.err[-3000:]}")
    result: Mapping[str, list[str]] = json.loads(done.out)
    troubles = [trouble for kind in ("console", "foreign", "violations", "wide") for trouble in result[kind]]
    if troubles:
        raise Failure(f"{url}\n" + "\n".join(troubles[:10]))
    return result
