from __future__ import annotations

import pytest

from tests.extract.making import read


@pytest.mark.parametrize(
    ("text", "attribution", "expected", "evidence"),
    [
        ("Maren told Radio Veda it rained.", ("Maren", "told", "it rained"), ["Radio Veda"], "told Radio Veda"),
        ("Maren said on Orla television it rained.", ("Maren", "said", "it rained"), ["Orla television"], None),
        ("Maren told reporters it rained.", ("Maren", "told", "it rained"), [], None),
        (
            "In an interview with the Karsk Daily on Monday, Maren said it rained.",
            ("Maren", "said", "it rained"),
            ["Karsk Daily"],
            "interview with the Karsk Daily",
        ),
        (
            "Maren wrote in a Washington Post op-ed that it rained.",
            ("Maren", "wrote", "that it rained"),
            ["Washington Post"],
            None,
        ),
        (
            "Maren said in remarks to Orla television it rained.",
            ("Maren", "said", "it rained"),
            ["Orla television"],
            "remarks to Orla television",
        ),
        (
            "A letter seen by Orla News says it rained.",
            ("A letter seen by Orla News", "says", "it rained"),
            ["Orla News"],
            "seen by Orla News",
        ),
        ("It rained, Maren said on Monday, AP reports.", ("Maren", "said", "It rained"), ["AP"], "AP reports"),
        ("It rained, Maren said, Reuters reported.", ("Maren", "said", "It rained"), ["Reuters"], "Reuters reported"),
        (
            "Maren said she had not told CNN that it rained.",
            ("Maren", "said", "she had not told CNN that it rained"),
            [],
            None,
        ),
        (
            "It rained, according to a CNN tally.",
            ("a CNN tally", "according to", "It rained"),
            [],
            None,
        ),
    ],
)
def test_the_words_beside_the_cue_tell_of_a_relay(
    text: str, attribution: tuple[str, str, str], expected: list[str], evidence: str | None
) -> None:
    found = read(text, attribution)
    assert found.via(found.one) == expected
    if evidence is not None:
        assert found.said(found.one.via[0].spans) == [evidence]
        relay = found.actor(found.one.via[0].actor)
        assert relay is not None and relay.kind == "media" and relay.public


def test_an_outlet_that_only_reports_what_another_says_is_a_relay() -> None:
    text = "The dam holds, Maren said, Radio Veda reported."
    found = read(text, ("Maren", "said", "The dam holds"), ("Radio Veda", "reported", "The dam holds, Maren said"))
    assert found.via(found.one) == ["Radio Veda"]
    assert found.said(found.one.source.spans if found.one.source else ()) == ["Maren"]


def test_an_outlet_that_speaks_for_itself_is_the_source() -> None:
    text = "Reuters reported that shells fell on the quay."
    found = read(text, ("Reuters", "reported", "that shells fell on the quay"))
    assert (found.who(found.one), found.via(found.one)) == ("Reuters", [])


def test_what_stands_in_an_outlets_account_came_through_it() -> None:
    text = "According to Radio Veda, Maren also believes the dam holds."
    found = read(
        text,
        ("Radio Veda", "According to", "Maren also believes the dam holds"),
        ("Maren", "believes", "the dam holds"),
    )
    outer, inner = found.parts.statements
    assert (found.via(outer), found.via(inner)) == ([], ["Radio Veda"])
    assert inner.within == outer.id


def test_a_chain_stands_nearest_the_speaker_first() -> None:
    text = "According to Radio Veda, Maren told Orla News the dam holds."
    found = read(
        text,
        ("Radio Veda", "According to", "Maren told Orla News the dam holds"),
        ("Maren", "told", "the dam holds"),
    )
    assert found.via(found.parts.statements[1]) == ["Orla News", "Radio Veda"]


@pytest.mark.parametrize(
    ("text", "attribution", "who"),
    [
        (
            "Radio Veda quoted Mayor Ilsa Maren as saying the dam holds.",
            ("Radio Veda", "quoted", "the dam holds"),
            "Ilsa Maren",
        ),
        (
            "The dam holds, according to Radio Veda, citing Mayor Ilsa Maren.",
            ("Radio Veda", "according to", "The dam holds"),
            "Ilsa Maren",
        ),
        (
            "The dam holds, Radio Veda reported, citing two officials.",
            ("Radio Veda", "reported", "The dam holds"),
            None,
        ),
    ],
)
def test_an_outlet_that_quotes_hands_over_to_who_is_quoted(
    text: str, attribution: tuple[str, str, str], who: str | None
) -> None:
    found = read(text, attribution)
    assert found.who(found.one) == who
    assert found.via(found.one) == ["Radio Veda"]
    assert found.one.source is not None and found.one.source.described is (who is None)


def test_the_reports_own_outlet_is_no_relay() -> None:
    text = "Maren told Radio Veda it rained."
    assert read(text, ("Maren", "told", "it rained"), outlet="Radio Veda").one.via == ()


def test_the_agency_in_the_dateline_is_the_last_relay() -> None:
    text = "KARSK, March 11 (Reuters) -\n\nMaren told Orla News it rained."
    found = read(text, ("Maren", "told", "it rained"), kinds=("dateline",), outlet="Karsk Daily")
    assert found.via(found.one) == ["Orla News", "Reuters"]
    assert found.said(found.one.via[1].spans) == ["Reuters"]


def test_an_agency_that_shares_a_byline_is_no_relay_of_all() -> None:
    text = "By Pia Lund and Reuters\n\nMaren said it rained."
    assert read(text, ("Maren", "said", "it rained"), kinds=("byline",), credits=("Reuters",)).one.via == ()


def test_a_credited_agency_needs_words_that_credit_it() -> None:
    text = "Maren said it rained.\n\nReporting by Reuters."
    there = read(text, ("Maren", "said", "it rained"), kinds=("paragraph", "credit"), credits=("Reuters",))
    assert there.via(there.one) == ["Reuters"]
    gone = read("Maren said it rained.", ("Maren", "said", "it rained"), credits=("Reuters",))
    assert gone.via(gone.one) == []


def test_a_credit_right_behind_a_caption_is_the_pictures() -> None:
    text = "Rain in Karsk.\n\nPhoto: Pia Lund/Reuters\n\nMaren said it rained."
    found = read(text, ("Maren", "said", "it rained"), kinds=("caption", "credit"), credits=("Reuters",))
    assert found.one.via == ()


def test_an_outlet_that_only_its_kind_tells_of_quotes_somebody() -> None:
    text = "“We wait,” daily Hlas Orla quoted Pia Lund as saying."
    found = read(text, ("daily Hlas Orla", "quoted", "“We wait,”"))
    assert (found.who(found.one), found.via(found.one)) == ("Pia Lund", ["Hlas Orla"])


def test_an_agency_by_its_whole_name_is_the_one_that_is_credited() -> None:
    text = "Pia Lund said it rained, the Hill News agency reported.\n\nHill News"
    found = read(text, ("Pia Lund", "said", "it rained"), kinds=("paragraph", "credit"), credits=("Hill News",))
    assert len(found.via(found.one)) == 1


def test_the_last_word_of_the_reports_own_outlet_is_no_relay() -> None:
    text = "Pia Lund told the Courier it rained."
    told = ("Pia Lund", "told", "it rained")
    assert read(text, told, outlet="Hill Courier").one.via == ()
    found = read(text, told, outlet="Hill Post")
    assert found.via(found.one) == ["Courier"]


@pytest.mark.parametrize("said", ["she said", "she said late on Monday", "the mayor said", "Mayor Pia Lund said"])
def test_who_is_told_to_say_it_before_the_outlet_speaks_and_not_that(said: str) -> None:
    text = f"“We wait,” {said}, Hill Radio reported."
    found = read(text, ("Hill Radio", "reported", "“We wait,”"))
    assert found.one.source is not None
    assert found.said(found.one.source.spans) == [said.split(" said")[0]]
    assert (found.said(found.one.cue), found.via(found.one)) == (["said"], ["Hill Radio"])


def test_what_only_the_outlet_tells_stays_its_own() -> None:
    text = "The dam broke, which was no surprise, Hill Radio reported."
    found = read(text, ("Hill Radio", "reported", "The dam broke"))
    assert found.who(found.one) == "Hill Radio"
