from __future__ import annotations

import pytest

from onrecord.extract.actors.shorts import Shorts


@pytest.mark.parametrize(
    ("text", "words", "full"),
    [
        ("The Upland Front met. The Front left.", "Front", "Upland Front"),
        ("Veda's Upland Front met. The Front left.", "Front", "Upland Front"),
        ("The Upland Front met the Lowland Front. The Front left.", "Front", None),
        ("The Council of the Four Rivers met. The Council left.", "Council", "Council of the Four Rivers"),
        ("The Front left.", "Front", None),
        ("The Upland Farmers met.", "Farmers", None),
        ("The Upland Front met.", "front", None),
    ],
)
def test_a_head_word_is_short_for_the_only_body_it_is_the_head_of(text: str, words: str, full: str | None) -> None:
    assert Shorts(text).full(words) == full


@pytest.mark.parametrize(
    ("text", "name", "bare"),
    [
        (
            "The Veda League’s Peace Council met. The Peace Council voted.",
            "Veda League’s Peace Council",
            "Peace Council",
        ),
        ("The Veda League’s Peace Council met.", "Veda League’s Peace Council", ""),
        ("Veda's Peace Council met Oska's Peace Council. The Peace Council voted.", "Veda's Peace Council", ""),
        ("Veda's Foreign Ministry met. The Foreign Ministry said so.", "Veda's Foreign Ministry", ""),
        ("The Peace Council met.", "Peace Council", ""),
    ],
)
def test_a_body_is_called_without_its_owner_where_it_has_one_only(text: str, name: str, bare: str) -> None:
    assert Shorts(text).bare(name) == bare
