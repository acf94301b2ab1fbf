"""Servers that misbehave, on free ports of 127.0.0.1, for tests/faults.py.

    with talking(lambda connection: …) as port: …      every connection is handed to a function, then closed
    with proxy(target, limit=100, stall=False) as p: …  forwards to a real server, but no more than so many bytes of its answers

Each connection is served by a thread of its own; all end with the block.
"""

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

LONGEST = 60.0  # no connection outlives a test that went wrong

Serve = Callable[[socket.socket], None]


@dataclass
class Listener:
    """Accepts connections until it is closed."""

    serve: Serve
    entrance: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    connections: list[socket.socket] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.entrance.getsockname()[1])

    def accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                connection, _ = self.entrance.accept()
                connection.settimeout(LONGEST)
                self.connections.append(connection)
                threading.Thread(target=self.handle, args=(connection,), daemon=True).start()

    def handle(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            try:
                self.serve(connection)
            finally:
                connection.shutdown(socket.SHUT_RDWR)  # another thread may be reading it, which keeps it open

    def close(self) -> None:
        for open_socket in [self.entrance, *self.connections]:
            with contextlib.suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)
            open_socket.close()


@contextlib.contextmanager
def talking(serve: Serve) -> Iterator[int]:
    listener = Listener(serve)
    threading.Thread(target=listener.accept, daemon=True).start()
    try:
        yield listener.port
    finally:
        listener.close()


def say_nothing(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def at_once(answer: bytes) -> Serve:
    """Says one thing to everybody, before it is asked."""

    def serve(connection: socket.socket) -> None:
        connection.sendall(answer)
        connection.recv(4096)

    return serve


def postgres_greeting(answer: bytes) -> Serve:
    """A PostgreSQL server that offers no encryption, answers the first message with this, and nothing more."""
    encryption_request_bytes = 8

    def serve(connection: socket.socket) -> None:
        while len(connection.recv(4096)) == encryption_request_bytes:
            connection.sendall(b"N")
        connection.sendall(answer)
        say_nothing(connection)

    return serve


def mysql_greeting(greeting: bytes, answers: Mapping[bytes, bytes]) -> Serve:
    """A MySQL server that greets so, lets everybody in, answers a query with one row of its `AS` names, and says OK to the rest."""

    def serve(connection: socket.socket) -> None:
        connection.sendall(mysql_packet(greeting, 0))
        while message := connection.recv(65536):
            names = re.findall(rb"\bAS (\w+)", message)
            bodies = mysql_row({name: answers.get(name, b"0") for name in names}) if names else [MYSQL_OK]
            connection.sendall(b"".join(mysql_packet(body, message[3] + 1 + i) for i, body in enumerate(bodies)))

    return serve


MYSQL_OK = b"\0\0\0\2\0\0\0"  # no rows, no last id, autocommit, no warnings
MYSQL_END = b"\xfe\0\0\2\0"


def mysql_row(values: Mapping[bytes, bytes]) -> list[bytes]:
    """The packets of a result of one row: how many columns, what they are (texts), the row."""
    columns = [sized(b"def") + 3 * sized(b"") + 2 * sized(name) + b"\x0c\x21\0\xff\0\0\0\xfd\0\0\0\0\0" for name in values]
    return [bytes([len(columns)]), *columns, MYSQL_END, b"".join(map(sized, values.values())), MYSQL_END]


def sized(value: bytes) -> bytes:
    return bytes([len(value)]) + value


def mysql_packet(body: bytes, sequence: int) -> bytes:
    return len(body).to_bytes(3, "little") + bytes([sequence]) + body


def postgres_message(kind: bytes, body: bytes) -> bytes:
    return kind + (4 + len(body)).to_bytes(4, "big") + body


@dataclass
class Proxy:
    """Counts what a server answers, and forwards no more than `limit` bytes a connection: then it hangs up, or is silent (`stall`)."""

    target: tuple[str, int]
    limit: int
    stall: bool
    port: int = 0
    forwarded: int = 0

    def serve(self, client: socket.socket) -> None:
        with socket.create_connection(self.target, LONGEST) as server:
            threading.Thread(target=pump, args=(client, server), daemon=True).start()
            left = self.limit
            while left > 0 and (data := server.recv(65536)[:left]):
                left -= len(data)
                self.forwarded += len(data)
                client.sendall(data)
            if self.stall:
                threading.Event().wait(LONGEST)


def pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def proxy(target: tuple[str, int], limit: int = 1 << 40, *, stall: bool = False) -> Iterator[Proxy]:
    made = Proxy(target, limit, stall)
    with talking(made.serve) as port:
        made.port = port
        yield made
