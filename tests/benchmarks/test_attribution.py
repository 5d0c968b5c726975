from __future__ import annotations

from typing import Any

import pytest

from benchmarks.attribution import KINDS, METRICS, checked, groups, kind
from benchmarks.corpora import SCORERS

TEXT = "“We will rebuild the pier,” said Ada Quill. Borough clerks said that the pier is “finished.”"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["“We will rebuild,”", "“all of it.”"], "direct"),
        (['"We will rebuild,"'], "direct"),
        (["''We will rebuild,''"], "direct"),
        (["‘We’ll rebuild’"], "direct"),
        (["“We will rebuild it"], "direct"),
        (["all of it.”"], "direct"),
        (["that the clerk’s pier is finished"], "indirect"),
        ([], "indirect"),
        (["that the pier is “finished”"], "mixed"),
        (["“We will rebuild,”", "all of it"], "mixed"),
    ],
)
def test_a_contents_kind_is_that_of_its_quotation_marks(parts: list[str], expected: str) -> None:
    assert kind(parts) == expected


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def statement(source: str, cue: str, content: str) -> dict[str, Any]:
    return {"source": [span(source)], "cue": [span(cue)], "content": [span(content)]}


FIRST = statement("Ada Quill", "said", "“We will rebuild the pier,”")
SECOND = statement("Borough clerks", "said that", "the pier is “finished.”")
NEAR = statement("Borough clerks", "said that", "pier is “finished.”")


def record(*statements: dict[str, Any]) -> dict[str, Any]:
    printed = [{**s, "source": {"spans": s["source"]}} for s in statements]
    return {"report": {"id": "a", "text": TEXT}, "statements": printed}


def row(records: dict[str, Any], group: str, metric: str) -> list[int]:
    article = {"id": "a", "outlet": "The Gull", "text": TEXT, "attributions": [FIRST, SECOND]}
    table = groups([article], checked([article], [records]))[group]
    found: list[int] = table[0, METRICS.index(metric)].tolist()
    return found


@pytest.mark.skipif(not SCORERS.is_dir(), reason="counts with the scorers beside the corpora")
class TestCounts:
    def test_all_right(self) -> None:
        for metric in METRICS:
            gold, found, answers, right = row(record(FIRST, SECOND), "The Gull", metric)
            assert gold == found == answers == right > 0

    def test_a_statement_that_is_near_is_usable_and_not_exact(self) -> None:
        given = record(FIRST, NEAR)
        assert row(given, "all", "relation") == [1, 2, 1, 2]
        assert row(given, "all", "usable") == [2, 2, 2, 2]
        assert row(given, "mixed", "relation") == [0, 1, 0, 1]
        assert row(given, "mixed", "usable") == [1, 1, 1, 1]
        assert row(given, "direct", "relation") == [1, 1, 1, 1]
        assert row(given, "indirect", "usable") == [0, 0, 0, 0]

    def test_a_gold_statement_is_used_once(self) -> None:
        assert row(record(SECOND, NEAR), "all", "usable") == [1, 2, 1, 2]

    def test_the_kinds_statements_are_all_statements(self) -> None:
        given = record(FIRST, NEAR)
        by_kind = [row(given, kind, "relation") for kind in KINDS]
        assert [sum(column) for column in zip(*by_kind, strict=True)] == row(given, "all", "relation")

    def test_an_article_without_a_record_is_an_error(self) -> None:
        with pytest.raises(SystemExit, match="1 of 1 articles have no record"):
            checked([{"id": "b", "outlet": "The Gull", "text": TEXT, "attributions": []}], [record()])
