"""What is found is what a look at every word would find, and whatever is typed is a query or one line."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.archive.archive import Archive
from onrecord.archive.searching import Found, Query, outlets, search
from onrecord.archive.statement_rows import StatementRow, statement_rows
from onrecord.errors import Problem
from onrecord.exports import hits
from onrecord.exports.page import Page
from onrecord.record import Record
from tests.archive.making import delivery, keep, spoken
from tests.samples import plain_report

needs_model = pytest.mark.skipif(
    not (resources.files("onrecord") / "data/model/model.onnx").is_file(), reason="the model is not there"
)
WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    from tests.archive.demo import demo

    with Archive(demo(tmp_path_factory.mktemp("search") / "a.db")) as archive:
        yield archive


def ids(found: Found) -> list[str]:
    return [hit.id for hit in found.hits]


@cache
def words(text: str | None) -> list[str]:
    return [word.lower() for word in WORD.findall(text or "")]


def has(wanted: list[str], *texts: str | None) -> bool:
    """Whether the words stand side by side in one of the texts."""
    for text in texts:
        there = words(text)
        if any(there[at : at + len(wanted)] == wanted for at in range(len(there))):
            return True
    return False


ROWS: dict[str, list[StatementRow]] = {}


def rows(name: str, record: Record) -> list[StatementRow]:
    if name not in ROWS:
        ROWS[name] = list(statement_rows(record))
    return ROWS[name]


def day(date: str) -> str:
    return (date + "-01-01"[len(date) - 4 :])[:10]


def matches(record: Record, query: Query) -> bool:
    """Whether a report is to be found, by looking at it; words of a query are such as no ending is cut from."""
    report = record.report
    names = [report.outlet.name, report.outlet.domain] if report.outlet else []
    if query.outlet and query.outlet.lower() not in [name.lower() for name in names if name]:
        return False
    date = report.published or ""
    if (query.since or query.until) and not date:
        return False
    if query.since and day(date) < day(query.since):
        return False
    if query.until and date[: len(query.until)] > query.until:
        return False
    wanted = [words(part) for part in re.findall(r'"[^"]+"|\S+', query.words)]
    if query.speaker is None and query.stance is None:
        return all(has(each, report.title, report.text) for each in wanted)
    return any(
        (query.stance is None or row.stance == query.stance)
        and (query.speaker is None or all(has([word], row.speaker) for word in words(query.speaker)))
        and all(has(each, row.speaker, row.content) for each in wanted)
        for row in rows(record.report.id, record)
    )


@needs_model
def test_filters_alone_and_together_find_what_a_look_at_every_word_finds(demo: Archive) -> None:
    from tests.archive.demo import records

    looked = found = 0
    for text, outlet, since, until, speaker, stance in itertools.product(
        ("", "market", '"upland front"', '"upland front" market', "zzz"),
        (None, "the ANSEL  courier", "Nobody"),
        (None, "2031-03-06", "2031-03"),
        (None, "2031-03-08", "2031-02"),
        (None, "ministry", "sollin"),
        (None, "deny", "assert"),
    ):
        query = Query(
            words=text,
            outlet=outlet,
            since=since,
            until=until,
            speaker=speaker,
            stance=stance,  # type: ignore[arg-type]
            limit=100,
        )
        looked += 1
        if query == Query(limit=100):
            with pytest.raises(Problem, match="neither words nor anything else"):
                search(demo, query)
            continue
        result = search(demo, query)
        wanted = {record.report.id for record in records() if matches(record, spaced(query))}
        assert set(ids(result)) == wanted, query
        assert len(ids(result)) == len(set(ids(result))) and not result.more
        found += bool(wanted)
    assert looked == 1215 and found > 100


def spaced(query: Query) -> Query:
    """The query with the name of its outlet as `matches` compares it: spaces do not count."""
    return msgspec.structs.replace(query, outlet=" ".join(query.outlet.split()) if query.outlet else None)


@needs_model
@pytest.mark.parametrize("query", [Query(words="market"), Query(words='"upland front"'), Query(words="ceasef*")])
def test_a_snippet_marks_what_was_looked_for(demo: Archive, query: Query) -> None:
    from tests.archive.demo import records

    sought = words(query.words)
    texts = {record.report.id: record.report for record in records()}
    result = search(demo, query)
    assert result.hits
    for hit in result.hits:
        told = json.loads(hits.line(hit))
        assert told["marks"]
        snippets = [(told, (texts[hit.id].text, texts[hit.id].title or ""))]
        snippets += [
            (said, (texts[hit.id].text, said["speaker"] or "")) for said in told["statements"] if said["marks"]
        ]
        for each, sources in snippets:
            for begin, end in each["marks"]:
                marked = words(each["snippet"][begin:end])
                assert len(marked) % len(sought) == 0
                assert all(word.startswith(sought[at % len(sought)]) for at, word in enumerate(marked))
            parts = [part for part in re.split(r" … |…", each["snippet"]) if part]
            assert all(any(part in source for source in sources) for part in parts)
        assert hits.BEGIN not in json.dumps(told, ensure_ascii=False)


def test_what_a_query_means(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", create=True) as archive:
        for number, text in enumerate(
            ("Peace talks in Osk", "Talks of peace", "The talk was short", "Café Ünal was shut", "AND OR NOT NEAR")
        ):
            keep(archive, delivery(text, id=f"r{number}"))

        def found(typed: str) -> list[str]:
            return sorted(ids(search(archive, Query(words=typed))))

        assert found("peace talks") == ["r0", "r1"]
        assert found('"peace talks"') == found('"peace talks') == ["r0"]
        assert found("talk") == ["r0", "r1", "r2"], "endings are cut"
        assert found("pea*") == ["r0", "r1"]
        assert found("talks -osk") == ["r1", "r2"]
        assert found('talks -"peace talks"') == ["r1", "r2"]
        assert found("cafe unal") == found("CAFÉ") == ["r3"]
        assert found("AND") == found("NEAR(") == found("or not") == ["r4"]
        assert found("facets") == found("om2031030") == found("text:peace") == []
        assert found("peace-talks") == ["r0"]
        for typed in ("-peace", "*", '""', " ", "pe*", "\udcff", "a" * 1001, "a " * 33):
            with pytest.raises(Problem, match="nothing to look for"):
                search(archive, Query(words=typed))


HOSTILE = (
    *('"', '""', '"""', "'", "*", "-", "--", "-*", "^a", "{text}", "text:", "text: peace", "{title text} : peace"),
    *("NEAR(", "NEAR(peace talks, 3)", "peace AND", "OR", "NOT", "(", ")", "(peace", "peace)", "a + b", "+", ":", "\\"),
    *("\0", "peace\0talks", "\ud800", "peace\udfff", "🕊", "🕊🕊 peace", "שלום", "\u202epeace\u202c", "\ufdd0peace\ufdd1"),
    *(
        "peace " * 10_000,
        "x" * 999,
        "x* " * 5,
        "a\nb",
        "a\tb",
        "rank",
        "rowid",
        "reports_search",
        "';--",
        "%",
        "_",
        "?",
        "0",
    ),
    *("xxx" + "̈" * 50, "𞤀𞤁𞤂", "ｐｅａｃｅ", "²³", "-²", "١٢٣", "ⅷ", "peace talks" * 90),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("small") / "a.db", create=True) as archive:
        text = "Ana Roth denied that peace talks 🕊 were near; \ufdd0שלום\ufdd1 she said²."
        keep(archive, delivery(text, id="a", published="2031-03-04", outlet="Post"))
        made = plain_report(text)
        keep(archive, delivery(text, id="b", title="Peace"), spoken(made, ("Ana Roth", "denied", "peace talks")))
        yield archive


def answer(archive: Archive, query: Query) -> None:
    """The search gives hits that can be shown, or raises Problem; nothing else."""
    try:
        result = search(archive, query)
    except Problem as problem:
        assert str(problem).isprintable()
        return
    for hit in result.hits:
        assert hits.line(hit).encode() and hits.text(hit, hit.id, Page()).encode()


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:20]))
def test_hostile_queries(small: Archive, typed: str) -> None:
    for query in (
        Query(words=typed),
        Query(speaker=typed),
        Query(words="peace", outlet=typed),
        Query(words=typed, speaker=typed, stance="deny"),
    ):
        answer(small, query)


PIECES = st.sampled_from([*HOSTILE[:40], "peace", "talks", "Roth", " ", " ", '"', "-", "*"])


@settings(max_examples=150)
@given(typed=st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=30), said=st.booleans())
def test_no_query_fails_in_another_way(small: Archive, typed: str, said: bool) -> None:
    answer(small, Query(words=typed, speaker=typed if said else None))


def test_noncharacters_of_a_text_move_no_mark(tmp_path: Path) -> None:
    text = f"Peace {hits.END} talks {hits.BEGIN} and {hits.BEGIN}{hits.BEGIN} bread"
    with Archive(tmp_path / "a.db", create=True) as archive:
        keep(archive, delivery(text, id="a"))
        (hit,) = search(archive, Query(words="talks")).hits
    told = json.loads(hits.line(hit))
    assert told["snippet"] == "Peace  talks  and  bread"
    assert [told["snippet"][slice(*mark)] for mark in told["marks"]] == ["talks"]


def test_days_months_and_years(tmp_path: Path) -> None:
    dates = (
        "1000",
        "2030-12-31",
        "2031",
        "2031-01",
        "2031-03",
        "2031-03-04",
        "2031-03-04T10:00:00+01:00",
        "2999-12-31",
    )
    with Archive(tmp_path / "a.db", create=True) as archive:
        for date in (*dates, None):
            keep(archive, delivery("Talks were held.", id=date or "never", published=date))
        for since, until in itertools.product((None, *dates, "2031-03-05"), repeat=2):
            if since or until:
                result = search(archive, Query(since=since, until=until))
                wanted = [
                    date
                    for date in dates
                    if (not since or (date + "-01-01"[len(date) - 4 :]) >= since)
                    and (not until or date[: len(until)] <= until)
                ]
                assert sorted(ids(result)) == wanted, (since, until)


def test_the_outlets_are_those_of_most_reports_first(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", create=True) as archive:
        assert outlets(archive) == []
        for number, outlet in enumerate(("Post", "Courier", None, "Courier", "Post", "Courier")):
            domain = "courier.example" if number == 1 else None
            keep(archive, delivery(f"Talk {number}.", id=f"r{number}", outlet=outlet, domain=domain))
        assert outlets(archive) == ["Courier", "Post", "courier.example"]


def test_the_limit_and_the_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "a.db", create=True) as archive:
        for number in range(5):
            keep(
                archive,
                delivery("bread " * number + "talks and salt", id=f"r{number}", title="Talks" if number == 2 else None),
            )
        result = search(archive, Query(words="talks", limit=2))
        assert ids(result)[0] == "r2" and result.more and result.ranked
        assert not search(archive, Query(words="talks", limit=5)).more
        monkeypatch.setattr("onrecord.archive.searching.MAX_RANKED", 4)
        last = search(archive, Query(words="talks", limit=2))
        assert ids(last) == ["r4", "r3"] and last.more and not last.ranked
