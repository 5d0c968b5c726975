"""The one module that opens the network: the bytes at an address, by http or https, from the public internet.

A host's name is resolved once, every address that it has is checked, and the connection goes to one of those: what the
name resolves to later does not matter. No cookies, no referrer, no proxy, no password; redirects are followed by hand.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Final, NoReturn

import msgspec

from onrecord import __version__
from onrecord.errors import Problem
from onrecord.limits import (
    CONNECT_SECONDS,
    FETCH_SECONDS,
    MAX_FETCHED_BYTES,
    MAX_HEADER_BYTES,
    MAX_REDIRECTS,
    MAX_TRIED_ADDRESSES,
    READ_SECONDS,
)
from onrecord.readers import addresses
from onrecord.readers.addresses import PORTS, Address
from onrecord.readers.fetched import Fetched
from onrecord.readers.inflation import inflate
from onrecord.readers.sources import shown_address

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse

_HEADERS: Final = {
    "User-Agent": f"onrecord/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CHARSET: Final = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_CHUNK_BYTES = 2**16
_AGAIN = "Try again later, or save the page with a browser and read the file"
_SAVE = "Save the page with a browser and read the file, if you trust it"


def resolved(host: str, port: int) -> list[str]:
    """Every IP address of a host; raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def now() -> str:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def fetch(
    address: str,
    takes: frozenset[str] | None = None,
    found_at: str | None = None,
    *,
    resolve: Callable[[str, int], list[str]] = resolved,
    unfit: Callable[[str], str | None] = addresses.unfit,
    clock: Callable[[], str] = now,
    trusted: str | None = None,
) -> Fetched:
    """What is at `address`; raises Problem, naming it, where it may not or cannot be fetched.

    `takes` are the media types worth having, None for all. `found_at` is the address of what named this one, "" for a
    file, None where the user did: only a user chooses a port. `unfit` says of an IP address why it is not connected to;
    `trusted` is a file of certificates, in place of those of certifi.
    """
    ask = _Asking(shown_address(address), takes, resolve, unfit, trusted)
    target = _parsed(ask.name, address)
    if found_at is not None:
        ask.check_port(target, _parsed(ask.name, found_at) if found_at else None)
    for _ in range(MAX_REDIRECTS + 1):
        answer = ask.answer(target)
        if isinstance(answer, _Body):
            return Fetched(str(target), answer.media_type, answer.charset, answer.data, clock())
        following = _parsed(ask.name, addresses.joined(str(target), answer))
        ask.check_port(following, target)
        if (target.scheme, following.scheme) == ("https", "http"):
            ask.fail(f"it leads on from https to {following}, which anybody on the way can read and change")
        target = following
    ask.fail(f"it is passed on more than {MAX_REDIRECTS} times")


class _Body(msgspec.Struct, frozen=True):
    media_type: str
    charset: str | None
    data: bytes


class _Asking:
    """One fetch, its redirects with it, and the time that is left for all of it."""

    def __init__(
        self,
        name: str,
        takes: frozenset[str] | None,
        resolve: Callable[[str, int], list[str]],
        unfit: Callable[[str], str | None],
        trusted: str | None,
    ) -> None:
        self.name = name
        self._takes, self._resolve, self._unfit, self._trusted = takes, resolve, unfit, trusted
        self._end = monotonic() + FETCH_SECONDS

    def fail(self, why: str, do: str = _SAVE) -> NoReturn:
        raise Problem(self.name, "not fetched", why, do)

    def check_port(self, target: Address, came_from: Address | None) -> None:
        """Raises Problem where whoever names the target chooses its port: neither the usual one nor his own."""
        own = came_from is not None and (target.host, target.port) == (came_from.host, came_from.port)
        if target.port != PORTS[target.scheme] and not own:
            self.fail(f"it leads on to {target}, and only you may choose a port", "Name that address, if you trust it")

    def answer(self, target: Address) -> _Body | str:
        """What the server sends, or where it sends us on to."""
        connection = self._connected(target)
        try:
            with self._watched(connection):
                connection.request(
                    "GET",
                    target.path,
                    headers={"Host": target.site, **_HEADERS},
                    preload_content=False,
                    decode_content=False,
                )
                with closing(connection.getresponse()) as response:
                    return self._location(response) or self._body(response)
        finally:
            connection.close()

    def _connected(self, target: Address) -> HTTPConnection:
        """A connection to one of the host's addresses, all of which are fit; https is verified for the host's name."""
        from urllib3.connection import HTTPConnection, HTTPSConnection
        from urllib3.exceptions import HTTPError

        why = ""
        for ip in self._checked(target)[:MAX_TRIED_ADDRESSES]:
            seconds = min(CONNECT_SECONDS, self._left())
            connection = (
                HTTPSConnection(
                    ip, target.port, timeout=seconds, server_hostname=target.host, ssl_context=self._context()
                )
                if target.scheme == "https"
                else HTTPConnection(ip, target.port, timeout=seconds)
            )
            try:
                connection.connect()
            except ssl.SSLCertVerificationError as error:
                connection.close()
                self.fail(f"the server does not prove that it is {target.host} ({_told(error.verify_message)})")
            except (OSError, HTTPError) as error:
                connection.close()
                why = f"no connection to {target.site} ({_reason(error)})"
                continue
            connection.timeout = READ_SECONDS
            return connection
        self.fail(why, _AGAIN)

    def _checked(self, target: Address) -> list[str]:
        """The addresses of the host, where every one of them is fit; raises Problem."""
        literal = ":" in target.host or target.host.replace(".", "").isdigit()
        found = [target.host] if literal else self._looked_up(target)
        for ip in found:
            try:
                why = self._unfit(ip)
            except ValueError:
                why = "no IP address"
            if why is not None:
                where = target.host if literal else f"{target.host} is at {_told(ip)}, which"
                self.fail(f"{where} is {why}: only servers on the public internet are asked")
        return found

    def _looked_up(self, target: Address) -> list[str]:
        """What the name resolves to now; asked once, in a thread because the system's resolver knows no time limit."""
        found: list[str] = []
        errors: list[Exception] = []

        def look() -> None:
            try:
                found.extend(self._resolve(target.host, target.port))
            except (OSError, UnicodeError) as error:
                errors.append(error)

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        thread.join(min(CONNECT_SECONDS, self._left()))
        if not found or thread.is_alive():
            why = f" ({_reason(errors[0])})" if errors else ""
            self.fail(f"no address is known for the host {target.host}{why}", "Check the spelling and the connection")
        return found

    def _context(self) -> ssl.SSLContext:
        import certifi

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # verifies the certificate, and that it is the host's
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_verify_locations(self._trusted or certifi.where())
        return context

    @contextmanager
    def _watched(self, connection: HTTPConnection) -> Iterator[None]:
        """Ends the connection when time is up: a server that sends a byte now and then keeps every shorter limit."""
        from urllib3.exceptions import HTTPError

        late = threading.Event()
        handle = connection.sock

        def cut() -> None:
            late.set()
            try:
                socket.socket.shutdown(handle, socket.SHUT_RDWR)
            except OSError:  # It has ended by itself.
                return

        timer = threading.Timer(self._left(), cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
            if not late.is_set():
                self.fail(f"the server's answer broke off or cannot be understood ({_reason(error)})", _AGAIN)
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():
            self._fail_late()

    def _left(self) -> float:
        """Seconds that are left; raises Problem where none are."""
        left = self._end - monotonic()
        if left <= 0:
            self._fail_late()
        return left

    def _fail_late(self) -> NoReturn:
        self.fail(f"it took longer than {FETCH_SECONDS:g} seconds", _AGAIN)

    def _location(self, response: HTTPResponse) -> str | None:
        """Where the answer sends us on to, None where it is the answer; raises Problem where it is neither."""
        size = sum(len(name) + len(value) for name, value in response.headers.items())
        if size > MAX_HEADER_BYTES:
            self.fail(f"the server's answer has headers of {size:,} characters")
        if response.status in _REDIRECTS and (location := response.headers.get("Location")):
            return location
        if response.status != 200:
            reason = http.client.responses.get(response.status, "unknown")
            self.fail(f"the server answers {response.status} ({reason})", _AGAIN)
        return None

    def _body(self, response: HTTPResponse) -> _Body:
        kind = response.headers.get("Content-Type", "")
        media_type = kind.partition(";")[0].strip().lower()
        if self._takes is not None and media_type not in self._takes:
            self.fail(
                f"it is {_told(media_type)}, which no reader takes",
                "Give the address of the report itself, or say what it is with --as",
            )
        packed = response.headers.get("Content-Encoding", "").strip().lower()
        if packed not in ("", "identity", "gzip", "x-gzip"):
            self.fail(f"it is compressed as {_told(packed)}, which was not asked for", _SAVE)
        if (response.length_remaining or 0) > MAX_FETCHED_BYTES:
            self._fail_large()
        parts: list[bytes] = []
        size = 0
        while chunk := response.read1(_CHUNK_BYTES, decode_content=False):
            size += len(chunk)
            if size > MAX_FETCHED_BYTES:
                self._fail_large()
            parts.append(chunk)
        charset = _CHARSET.search(kind)
        data = b"".join(inflate(self.name, parts) if packed.endswith("gzip") else parts)
        return _Body(media_type, charset[1].lower() if charset else None, data)

    def _fail_large(self) -> NoReturn:
        self.fail(f"it is larger than {MAX_FETCHED_BYTES // 2**20} MiB", "Download it and read the file")


def _parsed(name: str, address: str) -> Address:
    try:
        return addresses.parse(address)
    except ValueError as error:
        raise Problem(name, "not fetched", str(error), "Check the address") from None


def _reason(error: Exception) -> str:
    """Why a connection failed, on one short line."""
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return "it took too long"
    why = error.strerror if isinstance(error, OSError) and error.strerror else None
    inner = error.__cause__ or error.__context__
    if why is None and isinstance(inner, OSError) and inner.strerror:
        why = inner.strerror
    return _told(why) if why else type(error).__name__


def _told(words: str) -> str:
    """What a server or a library says, cut to what fits on a line."""
    return " ".join(words.split())[:120] or "of no stated kind"
