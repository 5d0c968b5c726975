from __future__ import annotations

import pytest

from onrecord.batch.notice import NOTICE, announced
from onrecord.errors import Problem
from onrecord.readers.fetched import Fetched

GOT = Fetched("https://news.example/", "text/html", None, b"", "2031-03-04T18:20:00+00:00")


def test_the_notice_is_given_once_and_before_the_first_fetch() -> None:
    said: list[str] = []

    def fetch(address: str, takes: frozenset[str] | None = None, found_at: str | None = None) -> Fetched:
        said.append(f"{address} {takes} {found_at}")
        return GOT

    fetching = announced(said.append, fetch)
    assert said == []
    assert fetching("a", frozenset(("b",)), "c") is fetching("d") is GOT
    assert said == [NOTICE, "a frozenset({'b'}) c", "d None None"]


def test_the_notice_says_who_learns_what() -> None:
    assert all(words in NOTICE for words in ("server", "this machine's address", "now"))


def test_nothing_is_fetched_past_a_proxy_that_somebody_may_count_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://mira:secret@proxy.example")
    said: list[str] = []
    with pytest.raises(Problem, match="HTTPS_PROXY names a proxy") as raised:
        announced(said.append, lambda address, takes=None, found_at=None: GOT)("a")
    assert said == [] and "secret" not in str(raised.value)
