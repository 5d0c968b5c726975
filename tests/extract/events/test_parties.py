from __future__ import annotations

import re

import pytest

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.parties import Cast, Parties
from onrecord.extract.events.words import Around, words
from onrecord.report import Span
from onrecord.vocabulary import EventType

_MARK = re.compile(r"<(?:(?P<entity>\w+):)?(?P<words>[^<>]*)>|\[(?P<trigger>[^\]]*)\]")


def told(kind: EventType, sentence: str, before: Parties | None = None) -> tuple[list[str], list[str]]:
    """Who and whom in a sentence with <mentions>, of persons unless <place:…>, and a [trigger]."""
    text, mentions, trigger, at = "", [], Span(0, 0), 0
    for match in _MARK.finditer(sentence):
        text += sentence[at : match.start()]
        span = Span(len(text), len(text) + len(match["words"] or match["trigger"]))
        text += match["words"] or match["trigger"]
        at = match.end()
        if match["trigger"]:
            trigger = span
        else:
            form = "name" if match["words"][0].isupper() else "nominal"
            entity = match["entity"] or "person"
            mentions.append(Marked(span=span, head=span, kind="other", entity=entity, form=form, chain=0))  # type: ignore[arg-type]
    text += sentence[at:]
    near = Around(words(text, 0, trigger.begin), words(text, *trigger), words(text, trigger.end, len(text)))
    times = [Span(*match.span()) for match in re.finditer(r"Monday|Tuesday", text)]
    found = Cast(text, mentions, times).parties(kind, near, before)
    return [text[slice(*s)] for s in found.agents], [text[slice(*s)] for s in found.recipients]


@pytest.mark.parametrize(
    ("kind", "sentence", "agents", "recipients"),
    [
        ("ASSAULT", "<Ruritania> [attacked] <Borduria>.", ["Ruritania"], ["Borduria"]),
        ("ASSAULT", "<Borduria> was [attacked] by <Ruritania>.", ["Ruritania"], ["Borduria"]),
        ("ASSAULT", "<Ruritania> on Monday [attacked] <Borduria>.", ["Ruritania"], ["Borduria"]),
        ("ACCUSE", "<Ilsa Maren>, <the mayor>, [accused] <Borduria> of it.", ["Ilsa Maren"], ["Borduria"]),
        ("REJECT", "<Ruritania>, whose envoy wrote to <Borduria>, [rejected] it.", ["Ruritania"], []),
        ("CONSULT", "<The envoy>, who [met] <Oren Pell> on Monday, left.", ["The envoy"], ["Oren Pell"]),
        ("PROTEST", "<Dockers> in <place:Osk> [marched].", ["Dockers"], []),
        ("CONSULT", "<Ruritania and the rebels> [met] in <place:Osk>.", ["Ruritania", "the rebels"], []),
        (
            "ACCUSE",
            "<Ruritania and Borduria> [blamed] each other.",
            ["Ruritania", "Borduria"],
            ["Ruritania", "Borduria"],
        ),
        ("ASSAULT", "<Ruritania> [fired] <object:nine shells> at <Borduria>.", ["Ruritania"], ["Borduria"]),
        ("ASSAULT", "<shells> [struck] <place:the market>.", [], ["the market"]),
        ("RETREAT", "<Ilsa Maren> urged <Borduria> to [withdraw].", ["Borduria"], []),
        ("AID", "<Ruritania> accused <Borduria> of [arming] <the rebels>.", ["Borduria"], ["the rebels"]),
        ("ASSAULT", "<Ruritania> launched an [attack] on <Borduria>.", ["Ruritania"], ["Borduria"]),
        ("ASSAULT", "<Ruritania>'s [attack] on <Borduria> failed.", ["Ruritania"], ["Borduria"]),
        ("ASSAULT", "The [attack] on <Borduria> by <Ruritania> failed.", ["Ruritania"], ["Borduria"]),
        ("CONSULT", "The [talks] between <Ruritania> and <Borduria> failed.", ["Ruritania", "Borduria"], []),
        ("CONSULT", "The [talks] are hanging by <abstract:a thread>.", [], []),
        ("REQUEST", "<Ilsa Maren> [demanded] that <Borduria> leave.", ["Ilsa Maren"], ["Borduria"]),
        ("REQUEST", "The truce that <the council> [demanded] is late.", ["the council"], []),
        ("COERCE", "Nine [arrests] followed.", [], []),
        ("ASSAULT", "It came after <Ruritania>'s three-week [offensive].", ["Ruritania"], []),
        ("ASSAULT", "It came after the <Borduria>' long [offensive].", [], []),
        ("SANCTION", "<Nine envoys> were [expelled] from <place:Ruritania>.", ["Ruritania"], ["Nine envoys"]),
        ("SANCTION", "<Nine pupils> were [expelled] from <place:a school>.", [], ["Nine pupils"]),
        (
            "SANCTION",
            "The [expulsions] of <nine envoys> from <Ruritania> and <its allies> go on.",
            ["Ruritania", "its allies"],
            ["nine envoys"],
        ),
        ("SUPPORT", "<Ann Lee> has received strong [backing] from <Ruritania>.", ["Ruritania"], ["Ann Lee"]),
        ("ACCUSE", "<Ann Lee> drew [criticism] from <the rebels>.", ["the rebels"], ["Ann Lee"]),
        ("REQUEST", "<Ruritania>'s [request] for access to <the prisoners> failed.", ["Ruritania"], []),
        ("REQUEST", "<Ann Lee>'s [call] for <Ruritania> to leave failed.", ["Ann Lee"], ["Ruritania"]),
        ("ACCUSE", "<Ann Lee> [accused] neighbouring <Ruritania> of it.", ["Ann Lee"], ["Ruritania"]),
        ("ACCUSE", "<Ann Lee> wept, [alleging] <she> was wronged.", ["Ann Lee"], []),
        ("ACCUSE", "<Ann Lee> [alleged] that <Ruritania> armed them.", ["Ann Lee"], ["Ruritania"]),
        (
            "CONSULT",
            "<Ann Lee> [met] with <Oren Pell>, <Ilsa Maren> and <Ida Roth>.",
            ["Ann Lee"],
            ["Oren Pell", "Ilsa Maren", "Ida Roth"],
        ),
        (
            "CONSULT",
            "<Ann Lee> [met] with <the two envoys>, <Oren Pell> and <Ida Roth>.",
            ["Ann Lee"],
            ["the two envoys"],
        ),
        ("AID", "<Sailors> [rescued] <nine men>, and <the navy> was late.", ["Sailors"], ["nine men"]),
        ("ASSAULT", "<Ruritania> [attacked] <Borduria> and <the navy> was late.", ["Ruritania"], ["Borduria"]),
        ("AID", "<Sailors> [treated] <nine of the wounded>.", ["Sailors"], ["the wounded"]),
        ("COERCE", "It led to <Oren Pell>'s [arrest] on Monday.", [], ["Oren Pell"]),
        ("COERCE", "<Ruritania>'s [arrest] of <nine men> failed.", ["Ruritania"], ["nine men"]),
        ("ASSAULT", "<A gunman> [shot] to death <two envoys>.", ["A gunman"], ["two envoys"]),
        ("ASSAULT", "<Gunmen> [shot] dead <two envoys>.", ["Gunmen"], ["two envoys"]),
        ("ASSAULT", "<Two envoys> [shot] dead in <place:Osk>.", [], ["Two envoys"]),
        ("ASSAULT", "<Gunmen> [shot] and wounded <two envoys>.", ["Gunmen"], ["two envoys"]),
        ("ACCUSE", "<Ann Lee> [accused] of fraud.", [], ["Ann Lee"]),
    ],
)
def test_parties_stand_where_grammar_puts_them(
    kind: EventType, sentence: str, agents: list[str], recipients: list[str]
) -> None:
    assert told(kind, sentence) == (agents, recipients)


def test_a_verb_behind_and_has_the_agents_of_the_verb_before() -> None:
    first = Parties((Span(0, 9),), ())
    assert told("COERCE", "<Ruritania> shelled the port and [arrested] <nine sailors>.", first) == (
        ["Ruritania"],
        ["nine sailors"],
    )


@pytest.mark.parametrize(
    ("kind", "trigger", "deed"),
    [("ACCUSE", "condemned", "Ruritania's raid"), ("SUPPORT", "praised", "the raids by Ruritania")],
)
def test_a_deed_is_condemned_in_whose_it_is(kind: EventType, trigger: str, deed: str) -> None:
    text = f"Ann Lee {trigger} {deed}."
    at, owner, raid = text.index(trigger), text.index("Ruritania"), text.index("raid")
    end = at + len(trigger)
    name = Span(owner, owner + 9)
    mentions = [
        Marked(span=name, head=name, kind="organization", entity="place", form="name", chain=0),
        Marked(
            span=Span(end + 1, len(text) - 1),
            head=Span(raid, raid + 4),
            kind="event",
            entity="event",
            form="nominal",
            chain=1,
        ),
    ]
    near = Around(words(text, 0, at), words(text, at, end), words(text, end, len(text)))
    assert Cast(text, mentions, []).parties(kind, near, None).recipients == (name,)


def test_what_is_done_to_her_again_is_done_to_the_same() -> None:
    first = Parties((Span(0, 8),), (Span(13, 22),))
    said = "<Ann Lee> met <Ida Roth> and [thanked] <her>."
    assert told("SUPPORT", said, Parties(first.agents, (Span(12, 20),)))[1] == ["Ida Roth"]


def test_nouns_that_and_joins_have_the_same_agents() -> None:
    text = "The army's raids on Osk and obstruction of aid"
    span = Span(text.index("raids"), text.index("raids") + 5)
    raids = Marked(span=span, head=span, kind="event", entity="event", form="nominal", chain=0)
    at = text.index("obstruction")
    near = Around(words(text, 0, at), words(text, at, at + 11), words(text, at + 11, len(text)))
    found = Cast(text, [raids], []).parties("COERCE", near, Parties((Span(0, 8),), ()))
    assert found.agents == (Span(0, 8),)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("an EU-Israel trade ", ["EU", "Israel"]),
        ("the Israeli–Palestinian ", ["Israeli", "Palestinian"]),
        ("the Saint-Osk ", []),
        ("an EU-wide ", []),
    ],
)
def test_two_in_one_word_before_a_meeting_take_part_in_it(text: str, pair: list[str]) -> None:
    found = Cast(text, [], []).mentions.paired(len(text))
    assert [text[slice(*span)] for span in found] == pair


def test_two_in_one_word_are_the_agents_of_their_meeting() -> None:
    assert told("CONSULT", "They left an EU-Israel trade [summit] early.") == (["EU", "Israel"], [])


def test_a_country_whose_name_holds_and_is_one() -> None:
    assert told("AGREE", "<Bosnia and Herzegovina> [agreed].")[0] == ["Bosnia and Herzegovina"]


def test_the_models_parties_must_stand_beside_the_trigger_and_be_no_weapon_and_no_time() -> None:
    text = "Nine shells hit Osk on Monday. Ruritania slept."
    cast = Cast(text, [], [Span(23, 29)])
    spans = [Span(0, 11), Span(16, 19), Span(23, 29), Span(31, 40)]
    assert cast.mentions.given(spans, Span(0, 31), Span(12, 15)) == (Span(16, 19),)
