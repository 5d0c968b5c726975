from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.archive.archive import Archive
from onrecord.batch.showing import history
from tests.archive.making import delivery, keep

TEXT = "Talks will open.\n\nAna Roth said so.\n\nShe named no place."


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        (TEXT.replace("open", "slip"), {}, "words (1 line new, 1 line gone)"),
        (f"{TEXT}\n\nThis report was corrected.", {"title": "Talks"}, "title, words (1 line new)"),
        (TEXT.partition("\n\n")[0], {}, "words (2 lines gone)"),
        (TEXT.replace("\n\n", "\n"), {}, "words (their order or spacing)"),
        (TEXT, {"outlet": "Post", "published": "2031-03-04", "byline": ("A",)}, "outlet, published, byline"),
        (TEXT, {"language": "de"}, "what is known beside its words"),
    ],
)
def test_what_a_revision_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, fields: dict[str, Any], told: str
) -> None:
    with Archive(path := tmp_path / "a.db", create=True) as archive:
        keep(archive, delivery(TEXT, id="a"))
        assert history(path, "a") == 0
        assert "changed" not in capsys.readouterr().out
        keep(archive, delivery(text, id="a", **fields))
    assert history(path, "a") == 0
    first, second, changed = capsys.readouterr().out.splitlines()
    assert first.startswith("revision 1 ") and second.startswith("revision 2 ")
    assert changed == f"  changed: {told}"
