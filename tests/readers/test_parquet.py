from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from onrecord.errors import Problem
from onrecord.readers import deliver, extractor, parquet, parquet_child
from onrecord.readers.sources import Source
from onrecord.readers.tasks import Refusal, Task
from onrecord.report import Delivery
from tests.hostile.parquet_inputs import written

TEXT = "The talks between the two sides were put off on Monday, the ministry said, and nobody knew for how long."


def read(path: Path, columns: dict[str, Any], **options: Any) -> list[Delivery | Problem]:
    path.write_bytes(written(columns, **options))
    return list(deliver(str(path)))


def one(path: Path, columns: dict[str, Any]) -> Delivery:
    (found,) = read(path, columns)
    assert isinstance(found, Delivery), str(found)
    return found


def test_a_row_is_a_report(tmp_path: Path) -> None:
    row = {
        "id": "a-1",
        "text": f"Talks put off\r\n\r\n{TEXT}",
        "title": "Talks put off",
        "outlet": "The Dor Courier",
        "published": "2031-03-04T18:20:00Z",
        "url": "https://dorcourier.example/talks",
    }
    found = one(tmp_path / "a.parquet", {name: [value] for name, value in row.items()})
    report = found.report
    assert (report.id, report.text, report.title) == ("a-1", row["text"], "Talks put off")
    assert report.outlet is not None and report.outlet.name == "The Dor Courier"
    assert report.published == "2031-03-04T18:20:00+00:00"
    assert report.origin.url == "https://dorcourier.example/talks"
    assert report.origin.media_type == "application/vnd.apache.parquet"
    assert [block.kind for block in report.blocks] == ["headline", "paragraph"]
    assert found.warnings == ()


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.binary(),
        pa.large_binary(),
        pa.dictionary(pa.int32(), pa.string()),
        pa.dictionary(pa.int8(), pa.large_string()),
    ],
    ids=str,
)
def test_text_may_be_of_any_type_that_holds_text(tmp_path: Path, kind: Any) -> None:
    column = pa.array([TEXT, TEXT + " So.", TEXT]).cast(pa.string()).cast(getattr(kind, "value_type", kind))
    column = column.dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else column
    found = read(tmp_path / "a.parquet", {"text": column, "title": column})
    assert [item.report.text for item in found if isinstance(item, Delivery)] == [TEXT, TEXT + " So.", TEXT]


@pytest.mark.parametrize(
    ("value", "kind", "published"),
    [
        (datetime(2031, 3, 4, 18, 20, tzinfo=UTC), pa.timestamp("ns", "Europe/Paris"), "2031-03-04T18:20:00+00:00"),
        (datetime(2031, 3, 4, tzinfo=UTC), pa.timestamp("us", "UTC"), "2031-03-04T00:00:00+00:00"),
        (datetime(2031, 3, 4, 18, 20, 7), pa.timestamp("ms"), "2031-03-04T18:20:07"),
        (datetime(1969, 12, 31, 23, 59, 59), pa.timestamp("s"), "1969-12-31T23:59:59"),
        (datetime(2031, 3, 4), pa.timestamp("ns"), "2031-03-04"),
        (date(2031, 3, 4), pa.date32(), "2031-03-04"),
        (date(1969, 12, 31), pa.date64(), "1969-12-31"),
        (2031, pa.int64(), "2031"),
        ("4 March 2031", pa.string(), "2031-03-04"),
        (None, pa.timestamp("us"), None),
        (None, pa.null(), None),
    ],
)
def test_dates_and_times_of_any_type_are_kept_as_far_as_they_say(
    tmp_path: Path, value: object, kind: Any, published: str | None
) -> None:
    found = one(tmp_path / "a.parquet", {"text": [TEXT], "published": pa.array([value], kind)})
    assert (found.report.published, found.warnings) == (published, ())


def test_a_time_beyond_the_calendar_is_left_open_and_told(tmp_path: Path) -> None:
    found = one(tmp_path / "a.parquet", {"text": [TEXT], "published": pa.array([2**62], pa.timestamp("us"))})
    assert found.report.published is None and "is not used" in found.warnings[0]


def test_ids_may_be_numbers_or_missing_and_twice_the_same_is_told(tmp_path: Path) -> None:
    found = read(tmp_path / "a.parquet", {"id": [7, None, 7], "text": [TEXT, TEXT + " So.", TEXT]})
    first, second, third = (item for item in found if isinstance(item, Delivery))
    assert (first.report.id, second.report.id[:7], third.report.id) == ("7", "sha256:", "7")
    assert (first.warnings, third.warnings) == ((), ("row 1 has the same id",))


def test_a_row_has_the_digest_of_its_fields_as_a_line_of_json(tmp_path: Path) -> None:
    in_parquet = one(tmp_path / "a.parquet", {"Text": [TEXT]}).report
    (tmp_path / "a.jsonl").write_text(f'{{"text":"{TEXT}"}}\n')
    (in_lines,) = deliver(str(tmp_path / "a.jsonl"))
    assert isinstance(in_lines, Delivery)
    assert in_parquet.id == in_lines.report.id


def test_columns_may_be_in_capitals_and_those_not_used_are_told_with_the_first_row(tmp_path: Path) -> None:
    rows = {"ID": ["a", "b"], "Text": [TEXT, TEXT], "date": ["x", "y"], "source": ["x", "y"]}
    first, second = read(tmp_path / "a.parquet", rows)
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert (first.report.id, second.report.id) == ("a", "b")
    assert first.warnings == (
        "columns of the file not used: date, source (read are text, id, title, outlet, published and url)",
    )
    assert second.warnings == ()


def test_a_broken_row_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    rows = {"id": ["a", "b", "c", "d", "x" * 20_000, "f"], "text": [TEXT, None, " \n ", "a\0b", TEXT, TEXT]}
    found = read(tmp_path / "a.parquet", rows)
    assert [item.report.id for item in found if isinstance(item, Delivery)] == ["a", "f"]
    told = [str(item) for item in found if isinstance(item, Problem)]
    path = tmp_path / "a.parquet"
    assert [line.split(". ")[0] for line in told] == [
        f"{path} row 2: not read: its text is missing (null)",
        f"{path} row 3: not read: it holds no text",
        f"{path} row 4: not read: its text holds 1 null bytes",
        f"{path} row 5: not read: its id is 20,000 characters long",
    ]


def test_many_rows_come_in_batches_and_a_fresh_child_process_goes_on_where_the_last_one_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = extractor._start
    started: list[str] = []

    def start(task: Task) -> subprocess.Popen[bytes]:
        started.append(task.name)
        return begun(task)

    monkeypatch.setattr(extractor, "CHILD_REQUESTS", 1)
    monkeypatch.setattr(extractor, "_start", start)
    texts = [f"{number} {TEXT * 100}" for number in range(1200)]
    found = read(tmp_path / "a.parquet", {"text": texts}, row_group_size=500)
    assert [item.report.text for item in found if isinstance(item, Delivery)] == texts
    assert started.count("parquet") >= 3


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractor, "CHILD_REQUESTS", 1)
    path = tmp_path / "a.parquet"
    path.write_bytes(written({"text": [f"{number} {TEXT * 100}" for number in range(1000)]}))
    rows = deliver(str(path))
    next(rows)
    path.unlink()
    path.write_bytes(written({"text": [TEXT]}))
    *_, problem = rows
    assert isinstance(problem, Problem) and "it was changed while it was read" in str(problem)


def test_two_files_may_be_read_in_turn(tmp_path: Path) -> None:
    texts = [f"{number} {TEXT * 100}" for number in range(1000)]
    for name in ("a.parquet", "b.parquet"):
        (tmp_path / name).write_bytes(written({"text": texts}))
    pairs = zip(deliver(str(tmp_path / "a.parquet")), deliver(str(tmp_path / "b.parquet")), strict=True)
    assert all(isinstance(a, Delivery) and isinstance(b, Delivery) and a.report.id == b.report.id for a, b in pairs)


def test_standard_input_and_gzip_are_read(tmp_path: Path) -> None:
    data = written({"id": ["a"], "text": [TEXT]})
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(data))
    (found,) = deliver(str(tmp_path / "a.parquet.gz"))
    assert isinstance(found, Delivery) and found.report.id == "a"
    code = "from onrecord.readers import deliver; print([d.report.id for d in deliver('-')])"
    root = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=data,
        capture_output=True,
        env={"PYTHONPATH": root, "TMPDIR": str(tmp_path)},
        timeout=60,
        check=True,
    )
    assert done.stdout.decode().strip() == "['a']"
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet.gz"]  # no copy is left behind


def test_rows_are_counted_as_the_file_says_and_what_cannot_be_read_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(written({"text": [TEXT] * 30}, row_group_size=10))
    assert parquet.count(Source("a", str(path))) == 30
    path.write_bytes(b"PAR1")
    assert parquet.count(Source("a", str(path))) == 1


def test_where_pyarrow_is_not_installed_it_is_said_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr(parquet_child, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match="needs pyarrow, which is not installed") as told:
        parquet_child._library()
    assert told.value.do == "Install it: pip install 'onrecord[parquet]'"
