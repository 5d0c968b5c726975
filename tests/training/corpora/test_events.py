"""The prior of what tells an event; runs without torch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from onrecord.annotate.labels import EVENTS
from training.corpora.events import LEAD, read


def test_words_of_a_type_are_likelier_to_tell_it(tmp_path: Path) -> None:
    rows = [
        {"id": str(i), "type": kind, "modality": modality, "source": [0, 4], "target": [len(text) - 6, len(text) - 1]}
        | {"text": text}
        for i, (kind, modality, text) in enumerate(
            [
                ("ASSAULT", "past", f"{who} shelled the camp of Kalana.")
                for who in ("Oran", "Mira", "Sura", "Tova", "Neda")
            ]
            + [("YIELD", "todo", f"{who} will release the camp of Kalana.") for who in ("Oran", "Mira", "Sura")]
        )
    ]
    story = {"type": "PROTEST", "text": "Crowds marched on Sunday. " + "They sang of rain. " * 100}
    (tmp_path / "s").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (tmp_path / "w").write_text(json.dumps(story), "utf-8")
    known, weak = read(tmp_path / "s", tmp_path / "w")
    first, last = known[0], known[-1]
    assert first.happening is not None and last.happening is not None
    top = int(np.argmax(first.happening.prior))
    assert first.text[first.tokens.begin[top] : first.tokens.end[top]] == "shelled"
    assert abs(first.happening.prior.sum() - 1) < 1e-9
    assert first.happening.agent == (0, 1)
    assert [EVENTS[t] for t in last.happening.types] == ["CONCEDE", "RETREAT"]
    assert (first.happening.planned, last.happening.planned) == (False, True)
    assert weak[0].happening is not None and weak[0].happening.weak
    assert len(weak[0].text) <= LEAD and weak[0].text.endswith(".")
