from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.readers import deliver
from onrecord.report import Delivery

TEXT = (
    "Talks in Karven put off\r\n\r\n"
    "KARVEN, 4 March (Reuters) — The talks between the two sides were put off on Monday, the ministry said.\r\n\r\n"
    "“We will come back,” said Rene\u0301 Ohl. It was not clear when that would be.\r\n"
)


def only(path: Path, **options: Any) -> Delivery:
    (delivery,) = deliver(str(path), **options)
    assert isinstance(delivery, Delivery)
    return delivery


def test_a_text_file_is_kept_code_point_for_code_point(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    delivery = only(path)
    report = delivery.report
    assert report.text == TEXT
    assert report.id == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    assert report.title == "Talks in Karven put off"
    assert report.language == "en"
    assert report.published is None
    assert report.origin.path == str(path)
    assert report.origin.media_type == "text/plain"
    assert report.origin.credits == ("Reuters",)
    assert delivery.warnings == ()


def test_what_the_user_says_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Talks put off\n\nThe Dor Courier, 3 March 2031\n\n" + TEXT)
    report = only(path, outlet="The Karven Echo", published="4 March 2031").report
    assert report.outlet is not None
    assert (report.outlet.name, report.published) == ("The Karven Echo", "2031-03-04")
    delivery = only(path)
    assert delivery.report.outlet is not None
    assert (delivery.report.outlet.name, delivery.report.published) == ("The Dor Courier", "2031-03-03")
    assert len(delivery.warnings) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200))
def test_any_text_is_kept_or_told_to_be_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (found,) = deliver(str(path))
    if isinstance(found, Delivery):
        assert found.report.text == text.removeprefix("\ufeff")
    else:
        assert isinstance(found, Problem)
        assert not text.strip("\ufeff").strip() or "control characters" in str(found) or "not text" in str(found)
