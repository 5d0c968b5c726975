from __future__ import annotations

import pytest

from onrecord.vocabulary import MentionKind
from tests.extract.making import read

MILLER: tuple[tuple[MentionKind, str], ...] = (("person", "The miller"),)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The miller was told that it rained.", "was told"),
        ("The miller had recently been told that it rained.", "had"),
        ("The miller was asked whether it rained.", "asked"),
        ("The miller left and had been assured that it rained.", "had been assured"),
    ],
)
def test_who_is_told_or_asked_says_nothing(text: str, cue: str) -> None:
    content = text[text.index("it rained") - (8 if "whether" in text else 5) : -1]
    assert read(text, ("The miller", cue, content), chains=MILLER).one.source is None


@pytest.mark.parametrize("verb", ["told us", "asked whether", "said he was told"])
def test_who_tells_or_asks_does(verb: str) -> None:
    text = f"The miller {verb} it rained."
    assert read(text, ("The miller", verb.split()[0], "it rained"), chains=MILLER).one.source is not None


@pytest.mark.parametrize("by", ["", " by Radio Karsk on Monday", " in Radio Karsk"])
@pytest.mark.parametrize("comma", ["", ", the oldest of them,"])
def test_who_is_quoted_as_saying_says_it(by: str, comma: str) -> None:
    text = f"The miller{comma} was quoted{by} as claiming that it rained."
    chains: tuple[tuple[MentionKind, str], ...] = (("person", f"The miller{comma}".rstrip(",")),)
    found = read(text, (None, "claiming", "that it rained"), chains=chains)
    assert found.one.source is not None
    assert found.said(found.one.source.spans) == [f"The miller{comma}".rstrip(",")]


def test_who_was_convicted_says_nothing_and_is_what_is_told_of() -> None:
    text = "Last year the old miller was convicted of theft."
    found = read(text, ("the old miller", "was convicted of", "theft"), chains=(("person", "the old miller"),))
    assert (found.one.source, found.said(found.one.content)) == (None, ["the old miller", "theft"])
