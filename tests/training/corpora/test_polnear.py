"""Gold attributions as labels of words; runs without torch."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.annotate.labels import ARGUMENTS, TAGS
from training.corpora.polnear import read

TEXT = "Mayor Ilse Brandt said that the bridge is safe. Engineers disagree: “It sways,” one noted."


def attribution(**parts: str) -> dict[str, list[list[int]]]:
    return {kind: [[TEXT.index(part), TEXT.index(part) + len(part)]] for kind, part in parts.items()}


def test_tags_and_arguments_follow_the_gold(tmp_path: Path) -> None:
    raw = {
        "id": "a",
        "text": TEXT,
        "attributions": [
            attribution(source="Mayor Ilse Brandt", cue="said", content="that the bridge is safe"),
            attribution(source="one", cue="noted", content="“It sways,”"),
        ],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(raw) + "\n", "utf-8")
    (made,) = read(tmp_path / "a.jsonl")
    words = [TEXT[b:e] for b, e in zip(made.tokens.begin, made.tokens.end, strict=True)]
    assert made.layers.tags is not None
    tagged = {w: TAGS[t] for w, t in zip(words, made.layers.tags, strict=True)}
    assert [tagged[w] for w in ("Mayor", "Brandt", "said", "that", "safe", "Engineers", "It", "noted")] == [
        "B-source",
        "I-source",
        "B-cue",
        "B-content",
        "I-content",
        "O",
        "I-content",
        "B-cue",
    ]
    first, second = ({words[w]: ARGUMENTS[a] for w, a in cue.roles.items()} for cue in made.cues)
    assert first["Mayor"] == "B-source"
    assert first["safe"] == "I-content"
    assert "one" not in first
    assert second["one"] == "B-source"
    assert "Mayor" not in second
