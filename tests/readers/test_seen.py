from __future__ import annotations

import pytest

from onrecord.readers import seen
from onrecord.readers.seen import Seen


def test_the_first_report_with_an_id_is_named() -> None:
    ids = Seen()
    assert [ids.twice(given, f"mail {n}") for n, given in enumerate(("a", "b", "a", None, "", "a"), 1)] == [
        (),
        (),
        ("mail 1 has the same id",),
        (),
        (),
        ("mail 1 has the same id",),
    ]


def test_no_more_ids_are_kept_than_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MAX_KNOWN_IDS", 1)
    ids = Seen()
    assert [ids.twice(given, given) for given in ("a", "b", "b", "a")] == [(), (), (), ("a has the same id",)]
