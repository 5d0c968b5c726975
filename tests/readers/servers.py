"""Real servers on loopback: what they are asked is kept, and what they answer is bytes or done by hand."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from onrecord.readers import fetching
from onrecord.readers.addresses import unfit
from onrecord.readers.fetched import Fetched

Answer = bytes | Callable[[socket.socket], None]
HOST = "news.example"


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer with its length; underscores in names of headers stand for hyphens."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode("latin-1") + body


def page(body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    return answer(body, Content_Type=kind)


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, Location=location)


class Server:
    """Answers by path; `requests` are the heads of what it was asked, `connections` how often it was connected to."""

    def __init__(self, answers: dict[str, Answer], context: ssl.SSLContext | None = None) -> None:
        self.answers = answers
        self.requests: list[str] = []
        self.connections = 0
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http{'s' if context else ''}://{HOST}:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.settimeout(10)
            with contextlib.suppress(OSError), connection:
                if self._context is None:
                    self._answer(connection)
                else:
                    with self._context.wrap_socket(connection, server_side=True) as wrapped:
                        self._answer(wrapped)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
            head += more
        if not head:
            return
        self.requests.append(head.decode("latin-1"))
        made = self.answers.get(head.split(b" ")[1].decode("latin-1"), answer(b"", "404 Not Found"))
        if isinstance(made, bytes):
            connection.sendall(made)
        else:
            made(connection)


def here(host: str, port: int) -> list[str]:
    """A resolver by which every name is this machine's."""
    return ["127.0.0.1"]


def local(ip: str) -> str | None:
    """A check that lets loopback pass, and what the real one lets pass."""
    return None if ip == "127.0.0.1" else unfit(ip)


fetch: Callable[..., Fetched] = partial(
    fetching.fetch, resolve=here, unfit=local, clock=lambda: "2031-03-04T18:20:00+00:00"
)
"""The whole way, with a resolver and a check that lead to loopback."""


@contextlib.contextmanager
def serving(answers: dict[str, Answer], context: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(answers, context)
    try:
        yield server
    finally:
        server.close()


def certificate(folder: Path, host: str = HOST) -> tuple[Path, ssl.SSLContext]:
    """A certificate that this test makes for itself, and the context of a server that shows it."""
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("there is no openssl to make a certificate with")
    key, shown = folder / "key.pem", folder / "certificate.pem"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    command = [openssl, *made, *named, "-keyout", str(key), "-out", str(shown)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    return shown, context
