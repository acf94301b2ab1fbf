"""Servers that misbehave, on free ports of 127.0.0.1, for tests/faults.py.

    with talking(lambda connection: …) as port: …      every connection is handed to a function, then closed
    with proxy(target, limit=100, stall=False) as p: …  forwards to a real server, but no more than so many bytes of its answers

Each connection is served by a thread of its own; all end with the block.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

LONGEST = 60.0  # no connection outlives a test that went wrong


@dataclass
class Listener:
    """Accepts connections until it is closed."""

    serve: Callable[[socket.socket], None]
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
            self.serve(connection)

    def close(self) -> None:
        for open_socket in [self.entrance, *self.connections]:
            with contextlib.suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)
            open_socket.close()


@contextlib.contextmanager
def talking(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    listener = Listener(serve)
    threading.Thread(target=listener.accept, daemon=True).start()
    try:
        yield listener.port
    finally:
        listener.close()


def say_nothing(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def after_first_message(answer: bytes) -> Callable[[socket.socket], None]:
    """For protocols in which the client speaks first."""

    def serve(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(answer)

    return serve


def at_once(answer: bytes) -> Callable[[socket.socket], None]:
    """For protocols in which the server speaks first."""

    def serve(connection: socket.socket) -> None:
        connection.sendall(answer)
        connection.recv(4096)

    return serve


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
