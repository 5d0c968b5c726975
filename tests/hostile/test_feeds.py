"""Hostile feeds: each is told of or read within bounds, nothing expands, nothing is opened."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.readers import deliver
from onrecord.readers.extractor import Extractor
from onrecord.readers.tasks import TASKS
from onrecord.report import Delivery
from tests.hostile.feed_inputs import FEEDS
from tests.hostile.inputs import check

WATCHED = """
import sys, json
from onrecord.readers.feed_child import feed_of
from onrecord.readers.tasks import Refusal

feed_of("<rss><item><title>a</title></item></rss>")  # whatever is opened to import a parser is open by now
seen = []
def hook(event, arguments):
    if event in ("open", "urllib.Request") or event.startswith("socket."):
        seen.append([event, repr(arguments[0])])
sys.addaudithook(hook)
for name in json.loads(sys.stdin.read()):
    try:
        feed_of(name)
    except Refusal:
        pass
print(json.dumps(seen))
"""


@pytest.mark.parametrize("name", FEEDS)
def test_a_hostile_feed_is_read_or_told_of_within_bounds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FEEDS[name])
    begun = time.monotonic()
    found = []
    for item in deliver(str(path)):
        found.append(item)
        if len(found) == 20:
            break
    check(found)
    assert found
    assert time.monotonic() - begun < 45
    for item in found:
        if isinstance(item, Delivery):
            assert len(item.report.text) < 3 * len(FEEDS[name])
            assert "haha" not in item.report.text and "root:" not in item.report.text
            assert "aaaaaaaaaa" not in item.report.text
        else:
            assert "extractor failed" not in str(item), item


@pytest.mark.parametrize("name", [name for name in FEEDS if name.startswith(("entity", "laughs", "quadratic"))])
def test_entities_stay_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FEEDS[name])
    (delivery,) = deliver(str(path))
    assert isinstance(delivery, Delivery)
    assert "&a" in delivery.report.text
    assert any("not well-formed" in told for told in delivery.warnings)


def test_nothing_is_opened_by_parsing() -> None:
    small = [data.decode("utf-8", "replace") for data in FEEDS.values() if len(data) < 200_000]
    assert len(small) > 15
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WATCHED],
        input=json.dumps(small),
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    opened = [each for each in json.loads(done.stdout) if not each[1].rstrip("'").endswith((".py", ".pyc"))]
    assert opened == []


def test_a_feed_that_takes_too_long_is_given_up_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, good = tmp_path / "slow.rss", tmp_path / "good.rss"
    slow.write_bytes(FEEDS["many.rss"])
    good.write_bytes(FEEDS["doctype-net.rss"])
    extractor = Extractor(TASKS["feed"])
    monkeypatch.setattr("onrecord.readers.feed.ask", lambda task, name, request: extractor.ask(name, request))
    try:
        list(deliver(str(good)))
        extractor.seconds = 0.3
        (problem,) = deliver(str(slow))
        assert "took longer than 0.3 seconds" in str(problem)
        extractor.seconds = 20
        (delivery,) = deliver(str(good))
        assert isinstance(delivery, Delivery)
    finally:
        extractor.close()
