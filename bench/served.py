"""Servers that are measured: started, found by what they log, stopped; and a token for them."""

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from engines import end
from support import Failure, clean_environment

SECRET = "a secret of at least thirty-two bytes, for benches"
START_SECONDS = 30
TOKEN = "import { SignJWT } from 'jose'; console.log(await new SignJWT({ role: 'customer', sub: '1' }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(process.argv[1])))"


@contextlib.contextmanager
def server(application: Path, name: str, words: list[str], variables: Mapping[str, str]) -> Iterator[str]:
    """Its address. It has the first core for itself, as far as that is ours to say."""
    log = application / f"{name}.log"
    pinned = ["taskset", "-c", "0"] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []
    with log.open("w") as out:
        process = subprocess.Popen([*pinned, "node", *words], cwd=application, env=clean_environment(**variables), stdout=out, stderr=out)
    try:
        yield address(log)
    finally:
        end(process)


def address(log: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if found := re.search(r'listening at (http:[^"]+)"', log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise Failure(f"the server did not start\n{log.read_text()[-3000:]}")
