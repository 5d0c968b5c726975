"""Hostile ninjs and NewsML-G2: refused in clear words or harmless; no file read, no connection, no hang."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES
from onrecord.readers import deliver
from onrecord.readers.newsml_tree import tree_of
from onrecord.report import Delivery
from tests.hostile.inputs import check
from tests.hostile.iptc_inputs import ENGLISH, READ, REFUSED, news_item


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_bounded_words_and_time(tmp_path: Path, name: str) -> None:
    data, why = REFUSED[name]
    begun = time.monotonic()
    found = list(deliver(str(write(tmp_path, name, data))))
    assert time.monotonic() - begun < 10
    check(found)
    assert 1 <= len(found) <= MAX_BROKEN_PIECES + 1
    assert all(isinstance(item, Problem) for item in found)
    assert why in str(found[0])
    assert len(str(found[0])) < 700 + len(str(tmp_path))


@pytest.mark.parametrize("name", READ)
def test_it_is_read_with_a_warning(tmp_path: Path, name: str) -> None:
    data, warning = READ[name]
    begun = time.monotonic()
    found = list(deliver(str(write(tmp_path, name, data))))
    assert time.monotonic() - begun < 10
    check(found)
    (delivery,) = found
    assert isinstance(delivery, Delivery)
    assert delivery.report.text == ENGLISH
    assert any(warning in told for told in delivery.warnings), delivery.warnings
    assert len(delivery.warnings) < 20
    assert all(len(told) < 2000 for told in delivery.warnings)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and who has called at it."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                calls.append("called")
                caller.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def test_no_address_in_a_file_is_called(tmp_path: Path, listener: tuple[int, list[str]]) -> None:
    port, calls = listener
    address = f"http://127.0.0.1:{port}/x"
    before = (
        "",
        f'<!DOCTYPE newsItem SYSTEM "{address}">',
        f'<!DOCTYPE newsItem [<!ENTITY % a SYSTEM "{address}"> %a;]>',
        f'<!DOCTYPE newsItem [<!ENTITY a SYSTEM "{address}">]>',
        f'<?xml-stylesheet href="{address}"?>',
    )
    content = (
        f'<inlineXML><div xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{address}"/>'
        f'<img src="{address}"/>'
        f"<p>{ENGLISH}</p><p>{ENGLISH}</p></div></inlineXML>"
    )
    attributes = (
        'guid="a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="http://iptc.org/std/nar/2006-10-01/ {address}"'
    )
    for number, prolog in enumerate(before):
        text = news_item(content, attributes=attributes, before=prolog)
        assert len(list(deliver(str(write(tmp_path, f"{number}.xml", text.encode()))))) == 1
    item = f'{{"uri": "{address}", "body_xhtml": "<p>{ENGLISH}</p><img src=\'{address}\'/>"}}'
    assert len(list(deliver(str(write(tmp_path, "a.json", item.encode()))))) == 1
    assert calls == []


def test_no_file_is_read(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", b"the hidden words")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    for number, text in enumerate(
        (
            news_item(
                f"<inlineData>{ENGLISH} &a;</inlineData>", before=f'<!DOCTYPE n [<!ENTITY a SYSTEM "{secret}">]>'
            ),
            news_item(f"<inlineXML><nitf><p>{ENGLISH}</p><p>{include}</p></nitf></inlineXML>"),
            news_item(f"<inlineXML><div><p>{ENGLISH}</p><p>{include}</p></div></inlineXML>"),
        )
    ):
        for item in deliver(str(write(tmp_path, f"{number}.xml", text.encode()))):
            assert "hidden" not in (str(item) if isinstance(item, Problem) else item.report.text)


def test_the_parser_itself_resolves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = write(tmp_path, "secret", b"the hidden words")
    monkeypatch.setattr("onrecord.readers.newsml_tree._has_document_type", lambda source: False)
    tree = tree_of(f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}"><!ENTITY c "laughs">]><a>&b;&c;</a>')
    assert "".join(tree.itertext(tag="a")) == ""
