from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.annotation import Annotation, Happening, Marked
from onrecord.extract.extraction import extract
from onrecord.record import Figure, Record
from onrecord.report import BlockKind, Span
from tests.extract.making import day, make_report, marked, span_of, whole


def noun(text: str, words: str, entity: str = "person", after: int = 0) -> Marked:
    """A mention whose head is its last word."""
    span = span_of(text, words, after)
    begin = span.begin + words.rfind(" ") + 1
    return Marked(span=span, head=Span(begin, span.end), kind="other", entity=entity, form="nominal", chain=0)


def read(
    text: str,
    *nouns: Marked,
    times: tuple[str, ...] = (),
    said: tuple[tuple[str | None, str | None, str], ...] = (),
    events: tuple[Happening, ...] = (),
    kinds: tuple[BlockKind, ...] = (),
) -> Record:
    report = make_report(text, *kinds)
    found = tuple(day(text, words) for words in times)
    attributions = marked(text, *said).attributions
    mentions = tuple(sorted(nouns, key=lambda mention: mention.span))
    annotation = Annotation(attributions=attributions, mentions=mentions, events=events)
    return whole(report, extract(report, annotation, found), found)


def told(text: str, *nouns: Marked, times: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Kind and words of each figure."""
    return [(figure.kind, text[figure.begin : figure.end]) for figure in read(text, *nouns, times=times).figures]


def one(text: str, *nouns: Marked) -> Figure:
    (figure,) = read(text, *nouns).figures
    return figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed at least 13 soldiers and two policemen.", ["at least 13 soldiers", "two policemen"]),
        ("The blast left 23 dead and 57 wounded.", ["23 dead", "57"]),
        ("The blast, killing 107 or more and wounding 238, came at dawn.", ["107 or more", "238"]),
        ("More than 4.8m refugees crossed.", ["More than 4.8m refugees"]),
        ("Three 120-millimetre rounds fell.", ["Three 120-millimetre rounds"]),
        ("Dozens of sheep died.", ["Dozens of sheep"]),
        ("The court will try 50 suspects.", ["50 suspects"]),
        ("A 15-member council will sit.", ["15-member"]),
        ("They found 200 more off the coast.", ["200 more"]),
        ("They crossed a 40-mile front in a 6-foot boat.", ["40-mile"]),
    ],
)
def test_the_phrase_goes_from_the_approximating_words_to_the_noun(text: str, expected: list[str]) -> None:
    assert [words for _, words in told(text)] == expected


def test_the_phrase_goes_to_the_head_that_the_model_gives() -> None:
    text = "They hit three Arden tactical units yesterday."
    assert told(text, noun(text, "three Arden tactical units")) == [("other", "three Arden tactical units")]


def test_a_possessive_parts_no_head_from_a_number_of_something() -> None:
    text = "Half of the lake's salmon and nine of the envoy's guards are gone; one lake's shore dries."
    nouns = (noun(text, "the lake's salmon"), noun(text, "the envoy's guards"), noun(text, "one lake"))
    assert [words for _, words in told(text, *nouns)] == [
        "Half of the lake's salmon",
        "nine of the envoy's guards",
        "one lake",
    ]


def test_a_number_that_leaves_out_what_it_counts_goes_to_where_that_belongs() -> None:
    text = "The letters — 14 to Veda and 10 to Orl — name guards, including 48 from the port and 12 posted to the mill."
    nouns = (noun(text, "Veda"), noun(text, "Orl"), noun(text, "the port"), noun(text, "the mill"))
    found = ["14 to Veda", "10 to Orl", "48 from the port", "12 posted to the mill"]
    assert [words for _, words in told(text, *nouns)] == found


def test_a_number_beside_a_place_alone_leaves_nothing_out() -> None:
    text = "She took bus 14 to Veda, and the match ended 3 to Orl."
    assert told(text, noun(text, "Veda"), noun(text, "Orl")) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The strike killed his wife and three children.", ["killed"]),
        ("A bomb claimed 12 lives.", ["killed"]),
        ("The death toll rose to 112.", ["killed"]),
        ("At least 31 people were killed and more than 80 wounded.", ["killed", "injured"]),
        ("Twelve rebels killed two soldiers.", ["strength", "killed"]),
        ("More than 60 civilians were killed and injured.", ["other"]),
        ("Twenty people were killed, including six children.", ["killed", "killed"]),
        ("9 boys, 24 women and 25 men have been killed.", ["killed", "killed", "killed"]),
        ("Six journalists are still missing.", ["missing"]),
        ("About 12,000 families have fled their homes.", ["displaced"]),
        ("Police detained 26 people; the ministry spoke of nine.", ["detained", "detained"]),
        ("They demand the release of 140 prisoners.", ["detained"]),
        ("The town of about 18,000 lies on a river.", ["population"]),
        ("A 2,000-strong force has 40 tanks.", ["strength", "other"]),
        ("851 people lost their lives.", ["killed"]),
        ("Four men forced their way into the home.", ["other"]),
        ("Seven of the wounded died.", ["killed"]),
        ("They freed 5km of road and 12 sq km of fields.", ["distance", "area"]),
        ("The bank lent $3.2bn, a third less than asked.", ["money", "share"]),
        ("Veda expelled 40 envoys and Orl will expel 13.", ["other", "other"]),
        ("Nine of the 40 officers being expelled have left.", ["other", "other"]),
        ("The army expelled 40 families.", ["displaced"]),
        ("The city has spent millions on the case.", ["money"]),
        ("Three men were burnt to death.", ["killed"]),
        ("Two soldiers suffered minor injuries.", ["injured"]),
        ("Six passengers underwent surgery.", ["injured"]),
        ("Nine men were treated in nearby hospitals.", ["injured"]),
        ("They fled at up to 90 miles per hour over 40 miles.", ["other", "distance"]),
        ("A multi-million-euro fund and the billion-dollar deal fell through.", ["money", "money"]),
    ],
)
def test_the_kind_is_that_of_the_verb_or_the_noun(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in told(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2254 and Article 5 were cited.",
        "The guards took 911 calls, and he dialled 999.",
        "They flew over the port several times.",
        "Ali Marn, 34, and a 12-year-old boy saw the F-16.",
        "A man, 82, killed in a crash.",
        "One of the men had no one to call; one day they will meet.",
        "The two sides met in Room 12 at nine.",
        "Dial 888-847-6592.",
        "It was 1.2.3 and 9/11 and 10:30.",
        "A mother of three spoke.",
        "It affects women between the ages of 30 and 50.",
        "The Group of Seven met.",
        "The clock stood at ١٢ and 5² and 1,,,,2.",
        "Richard Marn dead at 79.",
        "None of the injured were sailors.",
        "She came in the 23rd year, 007 said.",
        "One baker, Orla Denn, was there.",
        "One baker told reporters so.",
        "It is one of the five rules of the order.",
        "An A320 and a MiG29 flew.",
        "There are multiple reasons for multiple delays.",
    ],
)
def test_dates_ages_names_and_numbers_of_things_are_no_figures(text: str) -> None:
    assert told(text) == []


def test_expressions_of_time_are_no_figures() -> None:
    assert told("It took 40 days.", times=("40 days",)) == []


def test_a_share_points_at_what_it_is_a_share_of() -> None:
    text = "Nearly half of a pre-war population of about 23 million depends on aid."
    share, whole_of = read(text).figures
    assert (share.kind, share.value, share.low, share.high, share.unit) == ("share", 50, None, 50, "percent")
    assert text[share.begin : share.end].endswith("about 23 million")
    assert share.share_of == whole_of.id
    assert (whole_of.kind, whole_of.value, whole_of.low) == ("population", 23_000_000, None)


def test_a_conversion_has_the_bounds_of_what_it_converts() -> None:
    first, second = read("They drove about 500 miles (800 km) home.").figures
    assert (first.low, second.value, second.low, second.high) == (None, 800, None, None)


def test_nobody_hurt_is_a_figure_of_none() -> None:
    text = "No injuries or deaths were reported."
    assert told(text) == [("injured", "No injuries or deaths"), ("killed", "No injuries or deaths")]
    assert one("Nobody was killed.").value == 0


def test_a_number_told_again_counts_the_same() -> None:
    text = "In the raid 38 people were killed. She denied that any of the 38 had been armed."
    assert told(text) == [("killed", "38 people"), ("killed", "38")]
    assert told("She denied that any of the 38 had been armed.") == []


def test_a_figure_knows_whom_it_counts_and_of_which_event_when_and_by_whose_account() -> None:
    text = "Police arrested 13 soldiers on Monday, the governor said."
    arrest = Happening(
        trigger=span_of(text, "arrested"), type="COERCE", agents=(), recipients=(), status="occurred", confidence=0.9
    )
    record = read(
        text,
        noun(text, "13 soldiers"),
        times=("Monday",),
        said=(("the governor", "said", "Police arrested 13 soldiers on Monday"),),
        events=(arrest,),
    )
    (figure,) = record.figures
    assert (figure.event, figure.time) == (record.events[0].id, record.times[0].id)
    assert figure.according_to == (record.statements[0].id,)
    assert figure.unit == "soldiers"
    assert figure.whom in [mention.id for mention in record.mentions if mention.span == span_of(text, "13 soldiers")]


def test_furniture_holds_no_figures() -> None:
    assert read("By 30 writers\n\nIt rained.", kinds=("byline",)).figures == ()


@pytest.mark.parametrize(
    "text",
    [
        "Killed 3 people. " * 10_000,
        "3 people, " * 2_000,
        "- 3 airstrikes on Besk, 2 killed\n" * 1_000,
        "9" * 10_000 + " people",
        "1,000" + ",000" * 10_000,
        "million " * 2_000,
        "hundred thousand " * 2_000,
        "tens of " * 2_000 + "thousands",
        "1-" * 2_000,
        "more than " * 2_000 + "5 men",
        "$" * 10_000 + "5",
        "twenty-" * 2_000,
        "half a " * 2_000,
    ],
)
def test_hostile_numbers_take_linear_time(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 15


WORDS = (
    "5 12 1,200 3.5m $4bn € % two hundred and a of the million killed wounded people , . - to between from or half "
    "third in no more than nearly several dozens ١٢ ² 🙂 km sq 1999 one who were dead including"
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=30,
    )
)
def test_any_words_give_a_valid_record_twice_the_same(words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    record = read(text)
    assert record == read(text)
    for figure in record.figures:
        assert text[figure.begin : figure.end].strip() == text[figure.begin : figure.end]
        assert figure.approximation is None or figure.approximation in text
        assert figure.low is None or figure.high is None or figure.low <= figure.high


def test_an_age_between_commas_is_no_figure() -> None:
    text = "A crash injured a woman, 82."
    assert told(text, noun(text, "a woman")) == []
    text = "The storm injured 82."
    assert [words for _, words in told(text)] == ["82"]
