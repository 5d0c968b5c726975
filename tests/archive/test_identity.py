"""Which report a delivery is another state of, and what makes a revision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.archive.archive import Archive
from onrecord.readers import deliver
from onrecord.report import Block, Delivery
from tests.archive.making import delivery, keep
from tests.readers.export_samples import MARKET, TALKS, nexis

A, B = "https://courier.example/a", "https://courier.example/b"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db", create=True) as opened:
        yield opened


def outcomes(archive: Archive, *deliveries: Delivery, **wishes: Any) -> list[str]:
    found = []
    for item in deliveries:
        known = archive.known(item, **wishes)
        outcome, name = keep(archive, item, **wishes)
        assert known == (outcome, name)
        found.append(f"{outcome} {name}" if not name.startswith("sha256:") else outcome)
    return found


def test_an_id_that_was_given_is_the_report(archive: Archive) -> None:
    one, other = delivery("a", id="x", url=A, path="/f/a.txt", media_type="text/plain"), delivery("b", id="x", url=B)
    assert outcomes(archive, one, one, other, other) == ["added x", "unchanged x", "revised x", "unchanged x"]
    assert outcomes(archive, one) == ["unchanged x"]
    assert outcomes(archive, delivery("a", id="y", url=A)) == ["added y"]


def test_an_id_made_of_bytes_gives_way_to_the_address(archive: Archive) -> None:
    assert outcomes(archive, delivery("a", url=A), delivery("b", url=A), delivery("b", url=A)) == [
        *("added", "revised", "unchanged")
    ]
    assert outcomes(archive, delivery("b", url=B)) == ["added"]
    assert [entry.id[:7] for entry in archive.entries()] == ["sha256:"] * 2


def test_the_same_bytes_from_two_addresses_are_two_reports_each_known_again(archive: Archive) -> None:
    items = [delivery("a", url=url) for url in (A, B)]
    assert outcomes(archive, *items, *items) == ["added", "added", "unchanged", "unchanged"]
    first, second = (entry.id for entry in archive.entries())
    assert second == f"{first}-2"


def test_the_same_bytes_of_two_outlets_are_two_reports_each_known_again(archive: Archive) -> None:
    items = [delivery("a", outlet=name, media_type="application/jsonl") for name in ("Post", "Courier", "Mirror")]
    assert outcomes(archive, *items, *items, *items) == ["added"] * 3 + ["unchanged"] * 6


@pytest.mark.parametrize(
    "url",
    ["https://courier.example", "https://courier.example/", "http://[", "https://[x/a", "https://courier.example#a"],
)
def test_an_address_that_all_pages_of_a_site_may_give_tells_nothing(archive: Archive, url: str) -> None:
    assert outcomes(archive, delivery("a", url=url), delivery("b", url=url)) == ["added", "added"]


def test_an_address_with_a_query_tells(archive: Archive) -> None:
    url = "https://courier.example/?p=12"
    assert outcomes(archive, delivery("a", url=url), delivery("b", url=url)) == ["added", "revised"]


def test_a_file_that_holds_one_report_is_that_report(archive: Archive) -> None:
    def file(text: str, path: str, kind: str = "text/plain") -> Delivery:
        return delivery(text, path=path, media_type=kind)

    assert outcomes(archive, file("a", "/f/a.txt"), file("b", "/f/a.txt"), file("b", "/f/moved.txt")) == [
        *("added", "revised", "added")
    ], "an id is that of the bytes first added: what was changed and then moved is another report"
    assert outcomes(archive, file("c", "/f/c.txt"), file("c", "/g/c.txt")) == ["added", "unchanged"]
    assert outcomes(archive, file("d", "/f/d", "application/jsonl"), file("e", "/f/d", "application/jsonl")) == [
        *("added", "added")
    ]


def test_standard_input_is_no_file(archive: Archive) -> None:
    assert outcomes(archive, delivery("a", media_type="text/plain"), delivery("b", media_type="text/plain")) == [
        *("added", "added")
    ]


def test_lines_without_ids_in_one_file_are_never_revisions_of_each_other(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    texts = [f"Talks were held in hall {number}, the ministry said." for number in range(4)]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in (*texts, texts[0])))
    read = [item for item in deliver(str(path)) if isinstance(item, Delivery)]
    assert outcomes(archive, *read) == ["added"] * 4 + ["unchanged"]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in (*texts[:2], "Something else was said.")))
    read = [item for item in deliver(str(path)) if isinstance(item, Delivery)]
    assert outcomes(archive, *read) == ["unchanged", "unchanged", "added"]


BASE = delivery(
    "Talks were held.\nIn Osk.",
    id="x",
    blocks=(Block(kind="paragraph", begin=0, end=24),),
    title="Talks",
    outlet="Courier",
    domain="courier.example",
    published="2031-03-04",
    byline=("A. Roth",),
    language="en",
    url=A,
    credits=("Harbour Wire",),
    path="/f/a.txt",
    media_type="text/plain",
    raw="0" * 64,
)
REPORT, ORIGIN, OUTLET = BASE.report, BASE.report.origin, BASE.report.outlet
replaced = msgspec.structs.replace
TEXT = "Talks were held.\nIn Ost."


@pytest.mark.parametrize(
    "changed",
    [
        {"text": TEXT, "text_sha256": delivery(TEXT).report.text_sha256},
        {"blocks": (Block(kind="quote", begin=0, end=24),)},
        {"blocks": (Block(kind="paragraph", begin=0, end=16), Block(kind="paragraph", begin=17, end=24))},
        {"title": "Talk"},
        {"title": None},
        {"outlet": None},
        {"outlet": replaced(OUTLET, name="Post")},  # type: ignore[type-var]
        {"outlet": replaced(OUTLET, domain=None)},  # type: ignore[type-var]
        {"published": "2031-03"},
        {"byline": ()},
        {"language": "es"},
        {"origin": replaced(ORIGIN, url=B)},
        {"origin": replaced(ORIGIN, credits=())},
    ],
    ids=str,
)
def test_what_makes_a_revision(archive: Archive, changed: dict[str, Any]) -> None:
    other = Delivery(report=replaced(REPORT, **changed))
    assert outcomes(archive, BASE, other, other, BASE) == ["added x", "revised x", "unchanged x", "unchanged x"]
    (entry,) = archive.entries()
    assert [version.revision for version in archive.history(entry.number)] == [1, 2]
    assert archive.record(entry.number).report == archive.record(entry.number, 2).report == other.report


def test_what_makes_none(archive: Archive) -> None:
    keep(archive, BASE)
    for changed in ({"path": "/g/b.html"}, {"media_type": "text/html"}, {"raw_sha256": "1" * 64}):
        report = replaced(REPORT, origin=replaced(ORIGIN, **changed))
        assert outcomes(archive, Delivery(report=report)) == ["unchanged x"]
    again = replaced(BASE, retrieved="2031-05-04T10:00:00Z", warnings=("something was guessed",))
    assert outcomes(archive, again) == ["unchanged x"]
    (entry,) = archive.entries()
    assert len(list(archive.history(entry.number))) == 1


DELIVERIES = st.builds(
    lambda text, name, url, path, outlet: delivery(
        text,
        **({"id": name} if name else {}),
        **(
            {"url": url}
            if url
            else {"path": path, "media_type": "text/plain"}
            if path
            else {"media_type": "application/jsonl"}
        ),
        outlet=outlet,
    ),
    st.sampled_from("abc"),
    st.sampled_from([None, None, "x", "y"]),
    st.sampled_from([None, A, B]),
    st.sampled_from([None, "/f/1.txt", "/f/2.txt"]),
    st.sampled_from([None, "Post"]),
)


class Model:
    """What an archive should do, in few words: reports as dictionaries, looked for one after the other."""

    def __init__(self) -> None:
        self.reports: list[dict[str, Any]] = []

    def keep(self, item: Delivery) -> str:
        report = item.report
        content = (report.text, report.outlet, report.origin.url)
        found = self.find(item)
        if found is None:
            self.reports.append({"id": report.id, "key": report.id, "states": []})
            found = self.reports[-1]
        elif content in found["states"]:
            return "unchanged"
        found["states"].append(content)
        found |= {"url": report.origin.url, "path": report.origin.path, "outlet": report.outlet}
        return "added" if len(found["states"]) == 1 else "revised"

    def find(self, item: Delivery) -> dict[str, Any] | None:
        report = item.report
        if not report.id.startswith("sha256:"):
            return self.first("id", report.id)
        derived = [each for each in self.reports if each["id"].startswith("sha256:")]
        if report.origin.url:
            return next((each for each in derived if each["url"] == report.origin.url), None)
        same = [each for each in derived if each["id"] == report.id and each["outlet"] == report.outlet]
        if not same and report.origin.path:
            same = [each for each in derived if each["path"] == report.origin.path]
        return same[0] if same else None

    def first(self, key: str, value: str) -> dict[str, Any] | None:
        return next((each for each in self.reports if each[key] == value), None)


@settings(max_examples=40)
@given(st.lists(DELIVERIES, max_size=12))
def test_an_archive_does_what_a_simple_one_would(
    tmp_path_factory: pytest.TempPathFactory, items: list[Delivery]
) -> None:
    model = Model()
    with Archive(tmp_path_factory.mktemp("model") / "a.db", create=True) as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")
        for item in items:
            known = archive.known(item)
            assert known == keep(archive, item)
            assert known.outcome == model.keep(item)
            assert archive.known(item).outcome == "unchanged"
        kept = [
            [archive.record(entry.number, version.revision).report for version in archive.history(entry.number)]
            for entry in archive.entries()
        ]
    states = [[(state.text, state.outlet, state.origin.url) for state in report] for report in kept]
    assert states == [report["states"] for report in model.reports]


def test_the_reports_of_one_export_without_ids_are_no_revisions_of_each_other(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text(nexis([TALKS, MARKET]))
    found = [item for item in deliver(str(tmp_path / "export.txt")) if isinstance(item, Delivery)]
    assert [keep(archive, item)[0] for item in (*found, *found)] == ["added", "added", "unchanged", "unchanged"]


def test_the_front_pages_of_two_sites_in_one_web_archive_are_two_reports(archive: Archive) -> None:
    pages = [
        delivery(
            words, id=f"urn:uuid:{words}", url=f"https://{words}.example/", path="/f/a.warc", media_type="text/html"
        )
        for words in ("one", "other")
    ]
    assert [keep(archive, page)[0] for page in (*pages, *pages)] == ["added", "added", "unchanged", "unchanged"]
