from __future__ import annotations

import contextlib
import gzip
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord import __version__
from onrecord.errors import Problem
from onrecord.limits import MAX_REDIRECTS
from onrecord.readers import deliver, fetching
from onrecord.readers.addresses import unfit
from onrecord.report import Delivery
from tests.readers.servers import (
    HOST,
    Answer,
    answer,
    certificate,
    fetch,
    page,
    redirect,
    serving,
)
from tests.readers.test_addresses import UNFIT

BODY = b"<html><body>The talks were put off.</body></html>"
PAGE = (
    "<html><head><title>Talks put off</title>{}</head><body><article><h1>Talks put off</h1>"
    + "<p>The talks between the two sides were put off on Monday, the ministry said, and nobody knew for how long.</p>"
    + "<p>The envoys left Karven in the evening, an official said, and did not answer questions about the agenda.</p>"
    + "<p>“We will come back,” said Minister Olan Reet, who leads the delegation of the north, on his way out.</p>"
    + "</article></body></html>"
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket on loopback that listens; nobody may connect to it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Where sockets were connected to; nothing gets through."""
    seen: list[object] = []

    def connect(self: socket.socket, address: object) -> None:
        seen.append(address)
        raise OSError("no connection in this test")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return seen


def refused(address: str, **options: object) -> Problem:
    with pytest.raises(Problem) as caught:
        fetch(address, **options)
    line = str(caught.value)
    assert line.isprintable() and line.endswith(".") and caught.value.what == "not fetched"
    assert all((caught.value.why, caught.value.do))
    return caught.value


def test_a_page_is_fetched_with_an_honest_request() -> None:
    with serving({"/a?b=c": page(BODY)}) as server:
        got = fetch(f"{server.url}/a?b=c#part")
    assert (got.data, got.media_type, got.charset) == (BODY, "text/html", "utf-8")
    assert (got.address, got.retrieved) == (f"{server.url}/a?b=c", "2031-03-04T18:20:00+00:00")
    (head,) = server.requests
    lines = head.split("\r\n")
    assert lines[0] == "GET /a?b=c HTTP/1.1"
    names = {line.partition(":")[0].lower() for line in lines[1:] if line}
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert f"Host: {HOST}:{server.port}" in lines and f"User-Agent: onrecord/{__version__}" in lines


def test_the_time_of_fetching_is_utc_to_the_second() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", fetching.now())


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.1."],
)
def test_by_default_loopback_sees_no_connection(listener: socket.socket, host: str) -> None:
    port = listener.getsockname()[1]
    for scheme in ("http", "https"):
        with pytest.raises(Problem, match="not fetched"):
            fetching.fetch(f"{scheme}://{host}:{port}/")


@pytest.mark.parametrize("ip", UNFIT)
def test_nothing_connects_to_an_address_that_is_not_public(connected: list[object], ip: str) -> None:
    literal = f"[{ip}]" if ":" in ip else ip
    problem = refused(f"http://{literal}/", unfit=unfit)
    problems = [problem, refused("https://news.example/", unfit=unfit, resolve=lambda host, port: [ip])]
    assert "only servers on the public internet are asked" in problems[1].why
    assert connected == []


def test_one_bad_address_among_good_ones_is_enough_to_refuse(connected: list[object]) -> None:
    problem = refused("http://news.example/", unfit=unfit, resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert "news.example is at 10.0.0.1, which is an address of a private network" in problem.why
    assert connected == []


def test_a_public_address_is_what_is_connected_to_and_no_other(connected: list[object]) -> None:
    refused("http://news.example/", unfit=unfit, resolve=lambda host, port: ["8.8.8.8", "2606:4700::1"])
    assert connected == [("8.8.8.8", 80), ("2606:4700::1", 80, 0, 0)]


@pytest.mark.parametrize("answered", ["not an address", "", "127.0.0.1; rm"])
def test_a_resolver_that_answers_nonsense_is_not_believed(connected: list[object], answered: str) -> None:
    assert "which is no IP address" in refused("http://news.example/", resolve=lambda host, port: [answered]).why
    assert connected == []


def test_a_name_is_resolved_once_and_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    system = socket.getaddrinfo

    def getaddrinfo(host: object, *rest: object, **more: object) -> object:
        asked.append(host)
        return system(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"]])
    with serving({"/": page(BODY)}) as server:
        assert fetch(server.url, resolve=lambda host, port: next(answers)).data == BODY
        assert server.connections == 1 and f"Host: {HOST}" in server.requests[0]
    assert next(answers) == ["10.0.0.1"]
    assert set(asked) <= {"127.0.0.1"}


def test_each_step_of_a_redirect_is_resolved_and_checked_anew() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with serving({"/": redirect("/next"), "/next": page(BODY)}) as server:
        problem = refused(server.url, resolve=lambda host, port: next(answers))
        assert "is at 10.0.0.1, which is an address of a private network" in problem.why
        assert server.connections == 1


@pytest.mark.parametrize(
    "target",
    [
        *(f"http://[{ip}]/" if ":" in ip else f"http://{ip}/" for ip in UNFIT),
        "http://localhost/",
        "http://2130706433/",
        "//169.254.169.254/latest/meta-data/",
    ],
)
def test_a_redirect_to_what_is_not_public_is_not_followed(target: str) -> None:
    checked: list[str] = []

    def check(ip: str) -> str | None:
        checked.append(ip)
        return unfit(ip) if len(checked) > 1 else None

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == HOST else fetching.resolved(host, port)

    with serving({"/": redirect(target)}) as server:
        assert refused(server.url, resolve=resolve, unfit=check).source == server.url
        assert server.connections == 1


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://news.example/a", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://user:secret@news.example/", "user's name or password"),
        ("http://other.example:8080/", "only you may choose a port"),
        ("http://news.example:22/", "only you may choose a port"),
        ("http://[fe80::1%25eth0]/", "network card"),
        ("http://[::1", "not written as an address"),
        ("//news\u2100.example/".encode().decode("latin-1"), "names no host|characters"),
        ("http://bad host/", "characters that no address has"),
        ("https://news.example:25/", "only you may choose a port"),
    ],
)
def test_a_redirect_may_not_choose_a_scheme_a_user_or_a_port(target: str, why: str) -> None:
    with serving({"/": redirect(target)}) as server:
        assert re.search(why, refused(server.url).why)
        assert server.connections == 1


def test_redirects_are_followed_a_few_times_without_cookies_or_referrer() -> None:
    step = answer(b"", "302 Found", Location="b?c=d", Set_Cookie="session=1; Path=/")
    with serving(
        {"/dir/a": step, "/dir/b?c=d": redirect("/end", "308 Permanent Redirect"), "/end": page(BODY)}
    ) as server:
        got = fetch(f"{server.url}/dir/a")
    assert (got.address, got.data) == (f"{server.url}/end", BODY)
    assert len(server.requests) == 3
    assert not re.search(r"cookie|referer|authorization", "".join(server.requests), re.IGNORECASE)


def test_redirects_in_a_circle_end() -> None:
    with serving({"/a": redirect("/b"), "/b": redirect("/a")}) as server:
        assert f"more than {MAX_REDIRECTS} times" in refused(f"{server.url}/a").why
        assert server.connections == MAX_REDIRECTS + 1


def test_a_link_that_was_found_may_not_choose_a_port_but_may_keep_it() -> None:
    with serving({"/": page(BODY)}) as server:
        assert fetch(server.url, None, f"{server.url}/feed.xml").data == BODY
        assert "only you may choose a port" in refused(server.url, found_at="https://news.example/feed.xml").why
        assert server.connections == 1


def test_proxies_of_the_environment_are_not_used(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.getsockname()[1]}")
    with serving({"/": page(BODY)}) as server:
        assert fetch(server.url).data == BODY


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    shown, context = certificate(tmp_path)
    with serving({"/": page(BODY)}, context) as server:
        problem = refused(server.url)
        assert "does not prove that it is news.example" in problem.why and "self-signed" in problem.why
        assert server.requests == []
        assert fetch(server.url, trusted=str(shown)).data == BODY


def test_a_certificate_of_another_host_is_refused(tmp_path: Path) -> None:
    shown, context = certificate(tmp_path, "other.example")
    with serving({"/": page(BODY)}, context) as server:
        assert "does not prove that it is news.example" in refused(server.url, trusted=str(shown)).why
        assert server.requests == []


def test_https_does_not_lead_on_to_http(tmp_path: Path) -> None:
    shown, context = certificate(tmp_path)
    with serving({"/": page(BODY)}) as plain, serving({"/": redirect("http://news.example/")}, context) as server:
        assert "from https to http://news.example/" in refused(server.url, trusted=str(shown)).why
        assert plain.connections == 0


def test_compression_is_undone() -> None:
    packed = answer(gzip.compress(BODY, mtime=0), Content_Type="text/html", Content_Encoding="gzip")
    with serving({"/": packed}) as server:
        assert fetch(server.url).data == BODY


def chunked(*parts: bytes) -> bytes:
    body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + body


def test_an_answer_in_chunks_and_one_without_length_are_read_whole() -> None:
    bare = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY
    with serving({"/a": chunked(BODY[:9], BODY[9:], b""), "/b": bare}) as server:
        assert fetch(f"{server.url}/a").data == fetch(f"{server.url}/b").data == BODY


def bomb() -> bytes:
    return answer(gzip.compress(b"a" * 2**20) * 64, Content_Type="text/html", Content_Encoding="gzip")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (answer(BODY, "404 Not Found"), "answers 404 (Not Found)"),
        (answer(BODY, "503 Service Unavailable"), "answers 503 (Service Unavailable)"),
        (answer(BODY, "599 \x1b[31mred"), "answers 599 (unknown)"),
        (answer(b"", "302 Found"), "answers 302"),
        (answer(b"", "304 Not Modified"), "answers 304"),
        (page(b"\x89PNG", "image/png"), "it is image/png, which no reader takes"),
        (page(BODY, "video/mp4; a=\x1b[31m"), "it is video/mp4, which no reader takes"),
        (answer(BODY, Content_Type="text/html", Content_Encoding="br"), "compressed as br"),
        (answer(b"words", Content_Type="text/html", Content_Encoding="gzip"), "gzip compression is damaged"),
        (bomb(), "as a gzip bomb does"),
        (page(BODY)[:-5], "broke off"),
        (chunked(BODY), "broke off"),
        (chunked(BODY) + b"zz\r\n", "broke off"),
        (b"", "broke off"),
        (b"\x16\x03\x01 no HTTP at all\r\n\r\n", "cannot be understood"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"a" * 100_000 + b"\r\n\r\n", "cannot be understood"),
        (answer(BODY, A="a" * 60_000, B="b" * 60_000), "headers of 120,"),
        (answer(BODY, **{f"A{n}": "a" for n in range(200)}), "cannot be understood"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n", "larger than 32 MiB"),
    ],
)
def test_an_answer_that_is_none_or_bad_is_one_plain_line(made: Answer, why: str) -> None:
    with serving({"/": made}) as server:
        with pytest.raises(Problem) as caught:
            fetch(server.url, frozenset(("text/html",)))
        assert why in str(caught.value)
        assert str(caught.value).isprintable()


def test_an_answer_without_end_is_cut_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_FETCHED_BYTES", 2**20)
    sent = 0

    def endless(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while sent < 2**26:
            connection.sendall(b"a" * 2**16)
            sent += 2**16

    with serving({"/": endless}) as server:
        assert "larger than 1 MiB" in refused(server.url).why
    assert sent < 2**25


def drip(beginning: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    """An answer that never ends and never pauses for long."""

    def dripping(connection: socket.socket) -> None:
        connection.sendall(beginning)
        for _ in range(200):
            connection.sendall(drop)
            time.sleep(0.05)

    return dripping


@pytest.mark.parametrize(
    "made",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n", b"a"),
        drip(b"HTTP/1.1 200 OK\r\nA: ", b"a"),
        drip(b"", b"H"),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n"),
    ],
    ids=["body", "length", "header", "status", "continue", "trailer"],
)
def test_a_server_that_sends_a_byte_now_and_then_is_left_in_time(monkeypatch: pytest.MonkeyPatch, made: Answer) -> None:
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.6)
    begun = time.monotonic()
    with serving({"/": made}) as server:
        assert "longer than 0.6 seconds" in refused(server.url).why
        assert time.monotonic() - begun < 3


def test_a_server_that_says_nothing_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "READ_SECONDS", 0.3)
    done = threading.Event()

    def silent(connection: socket.socket) -> None:
        done.wait(5)

    with serving({"/": silent}) as server:
        assert "took too long" in refused(server.url).why
        done.set()


def test_time_runs_out_within_https_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.6)
    shown, context = certificate(tmp_path)
    begun = time.monotonic()
    with serving({"/": drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a")}, context) as server:
        assert "longer than 0.6 seconds" in refused(server.url, trusted=str(shown)).why
        assert time.monotonic() - begun < 3


def test_a_handshake_that_drips_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.5)
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as slow:

        def serve() -> None:
            with slow.accept()[0] as connection, contextlib.suppress(OSError):
                connection.sendall(b"\x16\x03\x03\x3f\x00\x02\x00\x3e\xfc")
                for _ in range(60):
                    connection.sendall(b"a")
                    time.sleep(0.05)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        assert "no connection to news.example" in refused(f"https://news.example:{slow.getsockname()[1]}/").why
        assert time.monotonic() - begun < 2
        thread.join(5)


def test_a_handshake_that_never_ends_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert "took too long" in refused(f"https://news.example:{port}/").why


def test_a_resolver_that_hangs_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.3)
    done = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        done.wait(5)
        return []

    assert "no address is known" in refused("http://news.example/", resolve=hang).why
    done.set()


def test_names_that_do_not_resolve_and_ports_that_refuse_are_told() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert (
        "no address is known for the host news.example (Name or service not known)"
        in refused("http://news.example/", resolve=unknown).why
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "Connection refused" in refused(f"http://news.example:{port}/").why


def test_a_fetched_page_is_a_report_with_its_address_and_time() -> None:
    with serving({"/story": redirect("/2031/talks"), "/2031/talks": page(PAGE.format("").encode())}) as server:
        (delivery,) = deliver(f"{server.url}/story", fetch=fetch)
    assert isinstance(delivery, Delivery)
    origin = delivery.report.origin
    assert (origin.path, origin.url, origin.media_type) == (None, f"{server.url}/2031/talks", "text/html")
    assert delivery.retrieved == "2031-03-04T18:20:00+00:00"
    assert delivery.report.title == "Talks put off"
    assert delivery.report.outlet is not None and delivery.report.outlet.domain == HOST


def test_a_page_names_its_own_address_on_its_own_host_only() -> None:
    own = "<link rel='canonical' href='https://www.news.example/talks'>"
    other = "<link rel='canonical' href='https://bank.example/talks'>"
    with serving({"/own": page(PAGE.format(own).encode()), "/other": page(PAGE.format(other).encode())}) as server:
        (first,) = deliver(f"{server.url}/own", fetch=fetch)
        (second,) = deliver(f"{server.url}/other", fetch=fetch)
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.origin.url == "https://www.news.example/talks" and not first.warnings
    assert second.report.origin.url == f"{server.url}/other"
    assert second.report.outlet is not None and second.report.outlet.domain == HOST
    assert "'https://bank.example/talks' as its address, which is on another host" in second.warnings[0]


@pytest.mark.parametrize(
    ("path", "kind", "body", "media_type"),
    [
        ("/a.txt", "text/html", PAGE.format("").encode(), "text/html"),
        ("/a", "text/plain; charset=utf-8", b"The talks were put off.", "text/plain"),
        ("/a.html", "text/plain", PAGE.format("").encode(), "text/html"),
        ("/a", "", PAGE.format("").encode(), "text/html"),
        (
            "/a.jsonl",
            "application/octet-stream",
            b'{"id": "a", "text": "The talks were put off."}',
            "application/jsonl",
        ),
        ("/a", "application/x-ndjson", b'{"id": "a", "text": "The talks were put off."}', "application/jsonl"),
        ("/a.txt.gz", "application/gzip", gzip.compress(b"The talks were put off.", mtime=0), "text/plain"),
    ],
)
def test_the_type_the_name_and_the_first_bytes_tell_the_format(
    path: str, kind: str, body: bytes, media_type: str
) -> None:
    with serving({path: page(body, kind)}) as server:
        (delivery,) = deliver(f"{server.url}{path}", fetch=fetch)
    assert isinstance(delivery, Delivery), delivery
    assert delivery.report.origin.media_type == media_type
    assert delivery.report.origin.url == f"{server.url}{path}"


def test_the_charset_that_the_server_names_is_heeded() -> None:
    body = "Переговоры отложены, сообщило министерство в понедельник."
    with serving({"/a": page(body.encode("cp1251"), 'text/plain; charset="windows-1251"')}) as server:
        (delivery,) = deliver(f"{server.url}/a", fetch=fetch)
    assert isinstance(delivery, Delivery) and delivery.report.text == body
    assert not any("guess" in warning for warning in delivery.warnings)


def test_a_type_that_no_reader_takes_is_a_problem_unless_a_format_is_named() -> None:
    with serving({"/a": page(b"The talks were put off.", "text/csv")}) as server:
        (problem,) = deliver(f"{server.url}/a", fetch=fetch)
        (delivery,) = deliver(f"{server.url}/a", fetch=fetch, form="text")
    assert isinstance(problem, Problem) and "it is text/csv, which no reader takes" in str(problem)
    assert isinstance(delivery, Delivery)


def test_a_password_in_an_address_is_not_printed(connected: list[object]) -> None:
    (problem,) = deliver("https://mira:secret@news.example/a@b")
    assert str(problem).startswith(
        "https://…@news.example/a@b: not fetched: its address holds a user's name or password"
    )
    assert "secret" not in str(problem) and connected == []


def test_files_and_other_schemes_are_no_addresses(connected: list[object]) -> None:
    for source in ("ftp://news.example/a", "file:///etc/passwd", "news.example"):
        (problem,) = deliver(source)
        assert "no file or folder has this name" in str(problem)
    assert connected == []
