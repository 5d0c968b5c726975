from __future__ import annotations

import pytest

from tests.extract.making import read

HOPE = "“We hope that the dam holds.”"


def we(source: str, *, role: str = "") -> str | None:
    """Whom "we" in quoted words means where the source says them."""
    text = f"{role}{source} said: {HOPE}"
    found = read(text, (source, "said", HOPE), ("We", "hope", "that the dam holds"))
    return found.who(found.parts.statements[-1])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Mayor Pia Lund", "Pia Lund"),
        ("The Harvest Council", "Harvest Council"),
        ("Spokeswoman Pia Lund", None),
        ("An official", None),
        ("Turkey's Prime Minister, Pia Lund,", "Turkey"),
        ("Former Turkish minister Pia Lund", "Pia Lund"),
        ("Pia Lund, director of the Harvest Council,", "Harvest Council"),
        ("Pia Lund, a spokeswoman for the Foreign Ministry,", "Foreign Ministry"),
        ("Pia Lund, a farmer,", "Pia Lund"),
        ("Pia Lund, who speaks for the Harvest Council,", "Harvest Council"),
        ("Pia Lund, who speaks for some farmers,", None),
    ],
)
def test_we_in_quoted_words_is_the_office_of_who_is_quoted_or_they(source: str, expected: str | None) -> None:
    assert we(source) == expected


def test_i_in_quoted_words_is_never_the_office() -> None:
    text = "Pia Lund, director of the Harvest Council, said: “I hope that the dam holds.”"
    source = "Pia Lund, director of the Harvest Council,"
    found = read(text, (source, "said", "“I hope that the dam holds.”"), ("I", "hope", "that the dam holds"))
    assert found.who(found.parts.statements[-1]) == "Pia Lund"


def test_we_in_words_that_are_not_repeated_is_left_open() -> None:
    text = "Mayor Pia Lund said that we hope that the dam holds."
    found = read(text, ("Mayor Pia Lund", "said", "that we hope that the dam holds"), ("we", "hope", "that the dam"))
    assert found.who(found.parts.statements[-1]) is None


def test_we_in_a_bodys_own_release_is_that_body() -> None:
    text = "The Harvest Council welcomes the dam. We hope that it holds."
    release = read(text, ("The Harvest Council", "welcomes", "the dam"), ("We", "hope", "that it holds"))
    assert [release.who(statement) for statement in release.parts.statements] == ["Harvest Council"] * 2
    text = "The Harvest Council welcomed the dam. We hope that it holds."
    news = read(text, ("The Harvest Council", "welcomed", "the dam"), ("We", "hope", "that it holds"))
    assert news.who(news.parts.statements[-1]) is None


def test_a_chain_that_says_otherwise_leaves_a_releases_we_open() -> None:
    text = "The Harvest Council welcomes the dam. The Ports Authority left. We hope that it holds."
    found = read(
        text,
        ("The Harvest Council", "welcomes", "the dam"),
        ("We", "hope", "that it holds"),
        chains=(("organization", "The Ports Authority | We"),),
    )
    assert found.who(found.parts.statements[-1]) is None


def test_she_in_quoted_words_is_not_who_is_quoted() -> None:
    text = "Mayor Pia Lund said: “She fears that it rains.”"
    found = read(
        text,
        ("Mayor Pia Lund", "said", "“She fears that it rains.”"),
        ("She", "fears", "that it rains"),
        chains=(("person", "Mayor Pia Lund | She"),),
    )
    assert found.who(found.parts.statements[1]) is None
    assert [text[m.begin : m.end] for m in found.parts.mentions] == ["Pia Lund"]
