from __future__ import annotations

import gzip
import hashlib
import zlib
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import Problem
from onrecord.readers import deliver
from onrecord.report import Delivery
from tests.hostile.warc_inputs import STORY, address, chunked, http, identity, members, page, record


def write(path: Path, *records: bytes) -> str:
    path.write_bytes(b"".join(records))
    return str(path)


def test_a_page_is_a_report(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", record(1, http(page(1, "<meta property='og:site_name' content='The Courier'>"))))
    (found,) = deliver(path)
    assert isinstance(found, Delivery)
    report = found.report
    assert (report.id, report.title) == (identity(1), "Talks 1 put off")
    assert report.outlet is not None and report.outlet.name == "The Courier"
    assert (report.origin.path, report.origin.url) == (path, address(1))
    assert report.origin.media_type == "text/html"
    body = page(1, "<meta property='og:site_name' content='The Courier'>")
    assert report.origin.raw_sha256 == hashlib.sha256(body).hexdigest()
    assert found.retrieved == "2031-03-04T05:06:07+00:00"
    assert found.warnings == ()
    assert STORY in report.text


@pytest.mark.parametrize("name", ["a.warc.gz", "a.WARC.GZ", "a.gz", "a", "a.bin"])
@pytest.mark.parametrize("each", [True, False])
def test_compressed_archives_are_known_by_name_and_by_first_bytes(tmp_path: Path, name: str, each: bool) -> None:
    parts = [record(number) for number in (1, 2, 3)]
    path = write(tmp_path / name, members(*parts) if each else members(b"".join(parts)))
    assert [item.report.id for item in deliver(path) if isinstance(item, Delivery)] == [identity(n) for n in (1, 2, 3)]


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_documents_that_were_stored_as_they_are(tmp_path: Path, kind: str) -> None:
    text = f"Talks put off\n\n{STORY}\r\n"
    path = write(
        tmp_path / "a.warc",
        record(1, text.encode(), kind=kind, media="text/plain"),
        record(2, page(2), kind=kind, media="text/html; charset=utf-8"),
        record(3, b"GIF8", kind=kind, media="image/gif"),
    )
    plain, marked = deliver(path)
    assert isinstance(plain, Delivery) and isinstance(marked, Delivery)
    assert (plain.report.id, plain.report.text, plain.report.title) == (identity(1), text, "Talks put off")
    assert plain.report.origin.media_type == "text/plain"
    assert (marked.report.id, marked.report.title) == (identity(2), "Talks 2 put off")


def test_plain_text_over_http(tmp_path: Path) -> None:
    (found,) = deliver(write(tmp_path / "a.warc", record(1, http(STORY.encode(), media="text/plain"))))
    assert isinstance(found, Delivery) and found.report.text == STORY


CODINGS = {
    "gzip": (gzip.compress(page(1)), b"Content-Encoding: gzip\r\n"),
    "x-gzip": (gzip.compress(page(1)), b"content-encoding: X-GZIP\r\n"),
    "deflate": (zlib.compress(page(1)), b"Content-Encoding: deflate\r\n"),
    "bare deflate": (zlib.compress(page(1), wbits=-15), b"Content-Encoding: deflate\r\n"),
    "br": (brotli.compress(page(1)), b"Content-Encoding: br\r\n"),
    "chunks": (chunked(page(1)), b"Transfer-Encoding: chunked\r\n"),
    "chunks of gzip": (chunked(gzip.compress(page(1))), b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    "gzip in transfer": (chunked(gzip.compress(page(1))), b"Transfer-Encoding: gzip, chunked\r\n"),
    "two": (brotli.compress(gzip.compress(page(1))), b"Content-Encoding: gzip\r\nContent-Encoding: br\r\n"),
    "none": (page(1), b"Content-Encoding: identity\r\n"),
    **{
        f"{coding} undone before": (page(1), f"Content-Encoding: {coding}\r\n".encode())
        for coding in ("gzip", "deflate", "br")
    },
    "chunks joined before": (page(1), b"Transfer-Encoding: chunked\r\n"),
}


@pytest.mark.parametrize(("body", "more"), CODINGS.values(), ids=CODINGS)
def test_codings_of_http_are_undone(tmp_path: Path, body: bytes, more: bytes) -> None:
    (found,) = deliver(write(tmp_path / "a.warc", record(1, http(body, more=more))))
    assert isinstance(found, Delivery)
    assert found.report.origin.raw_sha256 == hashlib.sha256(page(1)).hexdigest()
    assert found.warnings == ()


CUT = "damaged or cut off"
BOMB = "it inflates to more than 32 MiB"


@pytest.mark.parametrize(
    ("coding", "body", "why"),
    [
        ("gzip", gzip.compress(page(1))[:-20], "its gzip compression ends too early"),
        ("deflate", zlib.compress(page(1))[:-20], f"the compression of its body (deflate) is {CUT}"),
        ("br", brotli.compress(page(1))[:-20], f"the compression of its body (br) is {CUT}"),
        ("gzip", gzip.compress(bytes(2**26)), BOMB),
        ("deflate", zlib.compress(bytes(2**26)), BOMB),
        ("br", brotli.compress(bytes(2**26), quality=5), BOMB),
    ],
    ids=["cut gzip", "cut deflate", "cut br", "gzip bomb", "deflate bomb", "br bomb"],
)
def test_damaged_and_swollen_bodies_are_told(tmp_path: Path, coding: str, body: bytes, why: str) -> None:
    response = http(body, more=f"Content-Encoding: {coding}\r\n".encode())
    problem, good = deliver(write(tmp_path / "a.warc", record(1, response), record(2)))
    assert isinstance(problem, Problem) and isinstance(good, Delivery)
    assert f"record 1 ({address(1)}): not read: {why}" in str(problem)


def test_the_page_says_its_charset_and_else_the_server(tmp_path: Path) -> None:
    words = "<article><h1>Café</h1>" + f"<p>Zoë Łęcka said: „Straße“. {STORY}</p>" * 3 + "</article>"
    path = write(
        tmp_path / "a.warc",
        record(1, http(words.encode("iso8859-2", "replace"), media="text/html; charset=ISO-8859-2")),
        record(2, http(b"<meta charset=cp1257>" + words.encode("cp1257", "replace"), media="text/html;charset=utf-8")),
        record(3, http("Zażółć gęślą jaźń. ".encode("cp1250") * 9, media='text/plain; charset="windows-1250"')),
    )
    first, second, third = deliver(path)
    assert isinstance(first, Delivery) and isinstance(second, Delivery) and isinstance(third, Delivery)
    assert "Łęcka" in first.report.text and "Straße" in first.report.text
    assert "Łęcka" in second.report.text
    assert "Zażółć gęślą jaźń" in third.report.text


def test_what_is_no_report_is_passed_over_without_a_word(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.warc",
        record(1, b"software: x\r\n", kind="warcinfo", media="application/warc-fields"),
        record(2, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(3, b"via: x\r\n", kind="metadata", media="application/warc-fields"),
        record(4, http(b"\xff\xd8\xff", media="image/jpeg")),
        record(5, http(b"x = 1", media="text/javascript; charset=utf-8")),
        record(6, http(page(6), status="404 Not Found")),
        record(7, http(b"", status="301 Moved")),
        record(8, http(b" \n")),
        record(9, http(b"User-agent: *\nDisallow: /\n", media="text/plain")).replace(
            address(9).encode(), b"https://c.example/robots.txt"
        ),
        record(10, b"", kind="revisit"),
        record(11, http(b"{}", media="application/ld+json")),
        record(12),
    )
    (found,) = deliver(path)
    assert isinstance(found, Delivery) and found.report.id == identity(12)


def test_what_may_hold_a_report_is_counted_in_one_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.warc",
        record(1),
        *(record(number, http(b"%PDF-1.7", media="application/pdf")) for number in (2, 3)),
        record(4, http(b"<rss/>", media="application/rss+xml")),
        record(5, http(b"", media="text/html"), kind="revisit"),
        record(6, http(page(6), media="")),
        record(7, b"more", kind="continuation"),
    )
    good, problem = deliver(path)
    assert isinstance(good, Delivery)
    assert str(problem).startswith(
        f"{path}: not all read: what some records hold is not read out of a web archive (application/pdf: 2, "
        "application/rss+xml: 1, no media type: 1, pages that stand in an earlier capture: 1, segments of pages: 1)."
    )


def test_many_kinds_of_records_are_told_in_one_short_line(tmp_path: Path) -> None:
    parts = [record(number, http(b"x", media=f"application/x-{number}")) for number in range(1500)]
    (problem,) = deliver(write(tmp_path / "a.warc", *parts))
    assert "(others: 500, application/x-0: 1, " in str(problem) and ", and others)" in str(problem)
    assert len(str(problem)) < 600


def test_what_the_archive_itself_says_is_missing_is_a_warning(tmp_path: Path) -> None:
    (found,) = deliver(write(tmp_path / "a.warc", record(1, more=b"WARC-Truncated: length\r\n")))
    assert isinstance(found, Delivery)
    assert found.warnings == ("the crawler cut it off (WARC-Truncated: 'length')",)


@pytest.mark.parametrize(
    ("date", "retrieved", "told"),
    [
        ("2031-03-04T05:06:07.123456Z", "2031-03-04T05:06:07+00:00", None),
        ("2031-03-04", "2031-03-04", None),
        ("2031-03-04T05:06:07+02:00", None, "it is not in UTC"),
        ("20310304050607", None, "it is not written as a date"),
        ("2031-02-30T00:00:00Z", None, "there is no such day"),
    ],
)
def test_the_date_of_a_record_is_when_it_was_fetched(
    tmp_path: Path, date: str, retrieved: str | None, told: str | None
) -> None:
    path = write(tmp_path / "a.warc", record(1).replace(b"2031-03-04T05:06:07Z", date.encode()))
    (found,) = deliver(path)
    assert isinstance(found, Delivery)
    assert found.retrieved == retrieved
    assert bool(found.warnings) == bool(told) and all(str(told) in warning for warning in found.warnings)


def test_an_id_given_twice_or_not_at_all(tmp_path: Path) -> None:
    nameless = record(2).replace(b"WARC-Record-ID", b"X-Record-ID")
    first, second, third = deliver(write(tmp_path / "a.warc", record(1), record(1), nameless))
    assert isinstance(first, Delivery) and isinstance(second, Delivery) and isinstance(third, Delivery)
    assert (first.warnings, second.warnings) == ((), ("record 1 has the same id",))
    assert third.report.id == f"sha256:{third.report.origin.raw_sha256}"
    assert third.warnings == ("the record has no id",)


def test_what_another_program_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        made = [writer.create_warcinfo_record("a.warc.gz", {"software": "none"})]
        for number in (1, 2):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = BytesIO(page(number))
            made.append(writer.create_warc_record(address(number), "response", payload=body, http_headers=headers))
        for each in made:
            writer.write_record(each)
            each.raw_stream.close()
    first, second = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert (first.report.origin.url, second.report.origin.url) == (address(1), address(2))
    assert first.report.id.startswith("urn:uuid:") and first.warnings == () and first.retrieved is not None


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_other_spellings_of_the_format(tmp_path: Path, ends: str) -> None:
    data = record(1).replace(b"\r\n", ends.encode()).replace(b"WARC/1.0", b"WARC/1.1")
    size = len(http(page(1)).replace(b"\r\n", ends.encode()))
    data = data.replace(f"Content-Length: {len(http(page(1)))}".encode(), f"content-length:{size}".encode())
    data = data.replace(address(1).encode(), f"<{address(1)}>".encode())
    (found,) = deliver(write(tmp_path / "a.warc", data))
    assert isinstance(found, Delivery)
    assert (found.report.id, found.report.origin.url) == (identity(1), address(1))


def test_the_outlet_that_the_user_names_goes_first(tmp_path: Path) -> None:
    (found,) = deliver(write(tmp_path / "a.warc", record(1)), outlet="The Dor Courier", published="2031-03-01")
    assert isinstance(found, Delivery) and found.report.outlet is not None
    assert (found.report.outlet.name, found.report.published) == ("The Dor Courier", "2031-03-01")
