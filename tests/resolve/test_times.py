"""Expressions of time: what is found, what it means, and that nothing grows faster than the text."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Time
from onrecord.report import Block, Origin, Report, digest
from onrecord.resolve.times import find_times

THURSDAY = "2016-01-21"
ROOT = Path(__file__).parents[2]


def report(text: str, published: str | None = THURSDAY, *, blocks: tuple[Block, ...] = ()) -> Report:
    return Report(
        id="r",
        text=text,
        text_sha256=digest(text),
        blocks=blocks or ((Block(kind="paragraph", begin=0, end=len(text)),) if text.strip() else ()),
        title=None,
        outlet=None,
        published=published,
        byline=(),
        language="en",
        origin=Origin(),
    )


def read(text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[t.begin : t.end], t.value) for t in find_times(report(text, published))]


def only(text: str, published: str | None = THURSDAY) -> Time:
    found = find_times(report(text, published))
    assert len(found) == 1, [text[t.begin : t.end] for t in found]
    return found[0]


WHOLE_DATES = [
    ("The accord of 18 December 2015 holds.", "18 December 2015", "2015-12-18"),
    ("The accord of the 18th of December, 2015 holds.", "the 18th of December, 2015", "2015-12-18"),
    ("They met on December 18, 2015, in Ostrel.", "December 18, 2015", "2015-12-18"),
    ("They met on Dec. 18, 2015 in Ostrel.", "Dec. 18, 2015", "2015-12-18"),
    ("They met on Dec 18th 2015 in Ostrel.", "Dec 18th 2015", "2015-12-18"),
    ("They met on 18 Sept. 2015 in Ostrel.", "18 Sept. 2015", "2015-09-18"),
    ("They met on Friday, December 18, 2015.", "Friday, December 18, 2015", "2015-12-18"),
    ("They met on Friday 18 December 2015.", "Friday 18 December 2015", "2015-12-18"),
    ("Posted 2015-12-18 by a reader.", "2015-12-18", "2015-12-18"),
    ("Posted 12/18/2015 by a reader.", "12/18/2015", "2015-12-18"),
    ("Posted 18/12/2015 by a reader.", "18/12/2015", "2015-12-18"),
    ("Posted 18.12.2015 by a reader.", "18.12.2015", "2015-12-18"),
    ("Posted 04/05/2015 by a reader.", "04/05/2015", "2015"),
    ("The census of March 2011 counted them.", "March 2011", "2011-03"),
    ("The census of March, 2011 counted them.", "March, 2011", "2011-03"),
    ("The census of March of 2011 counted them.", "March of 2011", "2011-03"),
    ("They left in 1967 for good.", "1967", "1967"),
    ("a return to the 1967 borders", "1967", "1967"),
    ("since the 9/11 attacks", "9/11", "2001-09-11"),
    ("since the Sept. 11 attacks", "Sept. 11", "2001-09-11"),
    ("signed in the year 2010 by both", "the year 2010", "2010"),
    ("It ended on Christmas Day 2014.", "Christmas Day 2014", "2014-12-25"),
    ("the wall of 480 BC", "480 BC", "BC0480"),
    ("a boom in the 1990s", "the 1990s", "199"),
    ("a boom in the late 1980s", "the late 1980s", "198"),
    ("a bridge of the 19th century", "the 19th century", "18"),
    ("a bridge of the twentieth century", "the twentieth century", "19"),
    ("exports in the first quarter of 2015", "the first quarter of 2015", "2015-Q1"),
    ("exports in Q3 2015 fell", "Q3 2015", "2015-Q3"),
    ("exports in the second half of 2015", "the second half of 2015", "2015-H2"),
    ("the budget for FY2016", "FY2016", "FY2016"),
    ("the budget for fiscal year 2016", "fiscal year 2016", "FY2016"),
    ("the drought in the summer of 2012", "the summer of 2012", "2012-SU"),
    ("the drought in summer 2012", "summer 2012", "2012-SU"),
]

RECKONED = [
    ("Guards fired on Monday.", "Monday", "2016-01-18"),
    ("Guards fired on Thursday.", "Thursday", "2016-01-21"),
    ("Guards fired last Thursday.", "last Thursday", "2016-01-14"),
    ("The talks will open on Monday.", "Monday", "2016-01-25"),
    ("The talks are to open next Monday.", "next Monday", "2016-01-25"),
    ("Monday's talks will be short.", "Monday", "2016-01-25"),
    ("The poet, who died on Sunday at 94, will be missed.", "Sunday", "2016-01-17"),
    ("She spoke today.", "today", "2016-01-21"),
    ("She spoke yesterday.", "yesterday", "2016-01-20"),
    ("She will speak tomorrow.", "tomorrow", "2016-01-22"),
    ("She will speak tonight.", "tonight", "2016-01-21TNI"),
    ("She spoke this morning.", "this morning", "2016-01-21TMO"),
    ("She spoke last night.", "last night", "2016-01-20TNI"),
    ("She spoke on Tuesday evening.", "Tuesday evening", "2016-01-19TEV"),
    ("She spoke yesterday afternoon.", "yesterday afternoon", "2016-01-20TAF"),
    ("She spoke earlier today.", "earlier today", "2016-01-21"),
    ("It fell two days ago.", "two days ago", "2016-01-19"),
    ("It fell three weeks ago.", "three weeks ago", "2015-W53"),
    ("It fell six months ago.", "six months ago", "2015-07"),
    ("It fell five years ago.", "five years ago", "2011"),
    ("It fell last week.", "last week", "2016-W02"),
    ("It fell last month.", "last month", "2015-12"),
    ("It fell early last month.", "early last month", "2015-12"),
    ("It fell last year.", "last year", "2015"),
    ("It will fall next year.", "next year", "2017"),
    ("It falls this week.", "this week", "2016-W03"),
    ("It was built last weekend.", "last weekend", "2016-W02-WE"),
    ("It fell in October last year.", "October last year", "2015-10"),
    ("It fell at the end of last year.", "the end of last year", "2015"),
    ("It was cut in November.", "November", "2015-11"),
    ("A vote will be held in February.", "February", "2016-02"),
    ("A vote will be held on 3 February.", "3 February", "2016-02-03"),
    ("It was cut on December 30.", "December 30", "2015-12-30"),
    ("It was cut in mid-December.", "mid-December", "2015-12"),
    ("It was cut last summer.", "last summer", "2015-SU"),
    ("The dam will open next spring.", "next spring", "2016-SP"),
    ("The post fell at 9:30 a.m. on Monday.", "9:30 a.m. on Monday", "2016-01-18T09:30"),
    ("Doors open at 14:00 GMT.", "14:00 GMT", "2016-01-21T14:00Z"),
    ("Doors open at 5pm local time.", "5pm local time", "2016-01-21T17:00"),
    ("Doors open at 7 o'clock.", "7 o'clock", "2016-01-21T07:00"),
    ("Doors open at noon.", "noon", "2016-01-21T12:00"),
    ("Doors closed at 10 p.m. Jan. 19, 2016.", "10 p.m. Jan. 19, 2016", "2016-01-19T22:00"),
    ("It fell on Friday of last week.", "Friday of last week", "2016-01-15"),
    ("It fell this past Monday.", "this past Monday", "2016-01-18"),
    ("It opens this coming Monday.", "this coming Monday", "2016-01-25"),
    ("It opens the day after tomorrow.", "the day after tomorrow", "2016-01-23"),
    ("It closed the day before Christmas.", "the day before Christmas", "2015-12-24"),
    ("It was shelled over the weekend.", "the weekend", "2016-W02-WE"),
    ("They will vote at the weekend.", "the weekend", "2016-W03-WE"),
    ("It was shelled at dawn on Tuesday.", "dawn on Tuesday", "2016-01-19TMO"),
    ("in the early hours of Wednesday", "the early hours of Wednesday", "2016-01-20TMO"),
    ("It was shelled at 3 o'clock in the afternoon.", "3 o'clock in the afternoon", "2016-01-21T15:00"),
    ("It was shelled a year and a half ago.", "a year and a half ago", "2014-07"),
    ("They want a deal by 1 June.", "1 June", "2016-06-01"),
    ("Sent 2016-01-21T14:05:00Z from Ostrel.", "2016-01-21T14:05:00Z", "2016-01-21T14:05:00Z"),
    ("They will vote on Christmas Eve.", "Christmas Eve", "2016-12-24"),
    ("Exports fell below the same month last year.", "the same month last year", "2015-01"),
    ("It was shelled by mid-afternoon.", "mid-afternoon", "2016-01-21TAF"),
]

LENGTHS = [
    ("a vote within six months", "six months", "P6M", None),
    ("ruled for three years", "three years", "P3Y", None),
    ("ruled for a decade", "a decade", "P1DE", None),
    ("ruled for nearly two decades", "nearly two decades", "P2DE", "LESS_THAN"),
    ("waited for several weeks", "several weeks", "PXW", None),
    ("waited for a few hours", "a few hours", "PTXH", None),
    ("waited for twenty-five days", "twenty-five days", "P25D", None),
    ("waited for two and a half years", "two and a half years", "P2.5Y", None),
    ("waited for half an hour", "half an hour", "PT30M", None),
    ("waited for an hour and a half", "an hour and a half", "PT1.5H", None),
    ("a 48-hour truce", "48-hour", "PT48H", None),
    ("a month-long siege", "month-long", "P1M", None),
    ("in the past 24 hours", "the past 24 hours", "PT24H", None),
    ("over the past five years", "the past five years", "P5Y", None),
    ("within at least ten working days", "at least ten working days", "P10D", "EQUAL_OR_MORE"),
    ("a siege of more than 400 days", "more than 400 days", "P400D", "MORE_THAN"),
    ("a siege of about a week", "about a week", "P1W", "APPROX"),
    ("the last week of August", "the last week of August", "P1W", None),
    ("for months the road was shut", "months", "PXM", None),
    ("denied within the hour", "the hour", "PT1H", None),
    ("broken in the first hour", "the first hour", "PT1H", None),
    ("A day's march away", "A day", "P1D", None),
    ("given a week to leave", "a week", "P1W", None),
    ("the six-year-old war", "six-year-old", "P6Y", None),
]

SETS_AND_REFERENCES = [
    ("They meet every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("They meet on Fridays.", "Fridays", "SET", "XXXX-WXX-5"),
    ("They meet every year.", "every year", "SET", "P1Y"),
    ("They meet every other day.", "every other day", "SET", "P2D"),
    ("They meet every single day.", "every single day", "SET", "P1D"),
    ("They meet each December.", "each December", "SET", "XXXX-12"),
    ("They meet twice a week.", "twice a week", "SET", "P1W"),
    ("They meet every two weeks.", "every two weeks", "SET", "P2W"),
    ("a weekly bulletin", "weekly", "SET", "P1W"),
    ("the annual fair", "annual", "SET", "P1Y"),
    ("the weekly Council sitting", "weekly", "SET", "P1W"),
    ("The road is now open.", "now", "DATE", "PRESENT_REF"),
    ("The road is currently open.", "currently", "DATE", "PRESENT_REF"),
    ("The road was recently mined.", "recently", "DATE", "PAST_REF"),
    ("The road will reopen soon.", "soon", "DATE", "FUTURE_REF"),
    ("in recent weeks the road was mined", "recent weeks", "DATE", "PAST_REF"),
    ("in the coming days the road will open", "the coming days", "DATE", "FUTURE_REF"),
    ("a better deal in the future", "the future", "DATE", "FUTURE_REF"),
]

NO_TIMES = [
    "The army may march on the capital, and the sun may set on it.",
    "May they march again, the crowd sang.",
    "A second convoy of 2000 people crossed with 1,500 tents.",
    "The 5th division lost 1800 soldiers and 2011 tonnes of grain.",
    "The Sunday Times wrote about it.",
    "Resolution 1973 and flight 2014 were named.",
    "He paid $2000 for a MiG-21 and an M16.",
    "The fall of the town was no surprise.",
    "Version 1.2.2015b of the file was lost, as was room 2010.",
    "Call 555 2040 for help.",
    "Call 555-2014-2015-2016 for help.",
    "one of the first to be seconded",
    "They won 3:1 and lost 2:90.",
    "A 33-year-old baker and 9-month-old Ida Roth were there.",
    "She told the weekly magazine so.",
    "the daily Veda Post reported",
    "She told the Karsk daily Veda Post so.",
    "“It is over,” daily Veda Post quoted her.",
    "the Veda Weekly was shut",
]


@pytest.mark.parametrize(("text", "words", "value"), [*WHOLE_DATES, *RECKONED])
def test_a_date_has_its_words_and_value(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(("text", "words", "value", "mod"), LENGTHS)
def test_a_duration_has_its_words_value_and_mod(text: str, words: str, value: str, mod: str | None) -> None:
    found = only(text)
    assert (text[found.begin : found.end], found.type, found.value, found.mod) == (words, "DURATION", value, mod)


@pytest.mark.parametrize(("text", "words", "kind", "value"), SETS_AND_REFERENCES)
def test_sets_and_references(text: str, words: str, kind: str, value: str) -> None:
    found = only(text)
    assert (text[found.begin : found.end], found.type, found.value) == (words, kind, value)


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 5 to 8 March 2014", [("5", "2014-03-05"), ("8 March 2014", "2014-03-08")]),
        ("between March 5-9, 2014", [("March 5", "2014-03-05"), ("9, 2014", "2014-03-09")]),
        ("from 31 May to 1 June 2013", [("31 May", "2013-05-31"), ("1 June 2013", "2013-06-01")]),
        ("from 30 December to 2 January 2013", [("30 December", "2012-12-30"), ("2 January 2013", "2013-01-02")]),
        ("the years of war (2011-2014)", [("2011", "2011"), ("2014", "2014")]),
        ("in 1915-17 they fought", [("1915", "1915"), ("17", "1917")]),
        ("between 1961 and 1964", [("1961", "1961"), ("1964", "1964")]),
        ("They met on Monday and Tuesday.", [("Monday", "2016-01-18"), ("Tuesday", "2016-01-19")]),
        ("On Thursday and Friday they will meet.", [("Thursday", "2016-01-21"), ("Friday", "2016-01-22")]),
        ("in summer and autumn 2013", [("summer", "2013-SU"), ("autumn 2013", "2013-FA")]),
    ],
)
def test_ranges_are_two_dates_that_share_their_year(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday the dam broke. The following day the plain was flooded.", "2016-01-19"),
        ("On Dec. 6th they attacked. Two days later they withdrew.", "2015-12-08"),
        ("The pact was signed on 4 May 2010. The same day shots were heard.", "2010-05-04"),
        ("He resigned on 4 May 2010 and was tried on 20 May.", "2010-05-20"),
        ("He resigned in May 2010 and died later that year.", "2010"),
    ],
)
def test_some_dates_count_from_the_one_before(text: str, expected: str) -> None:
    assert read(text)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "mod", "begin", "end"),
    [
        ("in early 2014", "START", "2014-01-01", "2014-06-30"),
        ("in mid-March 2014", "MID", "2014-03-08", "2014-03-24"),
        ("at the end of February 2016", "END", "2016-02-15", "2016-02-29"),
        ("in the winter of 2014", None, "2014-12-01", "2015-02-28"),
        ("a drought of the 1990s", None, "1990-01-01", "1999-12-31"),
        ("by last week", None, "2016-01-11", "2016-01-17"),
        ("in Q4 2015", None, "2015-10-01", "2015-12-31"),
        ("for six months", None, None, None),
        ("on Monday", None, "2016-01-18", "2016-01-18"),
    ],
)
def test_the_days_it_can_mean(text: str, mod: str | None, begin: str | None, end: str | None) -> None:
    found = only(text)
    assert (found.mod, found.begin_date, found.end_date) == (mod, begin, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She spoke today.", None),
        ("She spoke last year.", None),
        ("She spoke on Monday.", "XXXX-WXX-1"),
        ("She spoke on 29 December.", "XXXX-12-29"),
        ("She spoke in June.", "XXXX-06"),
        ("She spoke in June 2013.", "2013-06"),
        ("She spoke for an hour.", "PT1H"),
        ("She spoke at 9:30.", "XXXX-XX-XXT09:30"),
    ],
)
def test_without_a_publication_date_nothing_is_reckoned_from_the_clock(text: str, value: str | None) -> None:
    for published in (None, "soon", "2016", "2016-02-30", "x" * 40):
        assert only(text, published).value == value


def test_without_a_publication_date_the_only_date_told_is_counted_from() -> None:
    text = "The strike of September 17 was studied. The call is at 10 a.m. Nov. 29, 2016."
    assert [value for _, value in read(text, None)] == ["2016-09-17", "2016-11-29T10:00"]


@pytest.mark.parametrize("text", ["due on April 31", "due on 30 February 2016", "the feast of Ramadan"])
def test_a_day_that_no_calendar_gives_has_no_value(text: str) -> None:
    assert only(text).value is None


def test_a_date_time_counts_by_the_day_it_names() -> None:
    assert read("She spoke today.", "2016-01-21T23:30:00-08:00") == [("today", "2016-01-21")]


HISTORY = """The Vale War began on 3 May 1911. In June the Vale League took the passes; by September it held the coast.
On 12 November its envoys sailed. In January a truce followed. The truce broke on 4 March 1913, and three days later
the harbour burned. In April the League split. The peace of Ostrel was signed in August 1914; in October the last
garrison left. Between 1915 and 1918 the towns were rebuilt, and in May 1919 the first ferry ran."""


def test_a_history_counts_from_the_last_date_told() -> None:
    values = [value for _, value in read(HISTORY, "2016-01-21")]
    assert values == [
        "1911-05-03", "1911-06", "1911-09", "1911-11-12", "1912-01", "1913-03-04", "1913-03-07", "1913-04",
        "1914-08", "1914-10", "1915", "1918", "1919-05",
    ]  # fmt: skip


def test_no_expression_crosses_from_one_block_into_the_next() -> None:
    text = "Talks in March\n2014 was a bad year"
    blocks = (Block(kind="headline", begin=0, end=14), Block(kind="paragraph", begin=15, end=len(text)))
    found = find_times(report(text, blocks=blocks))
    assert [text[t.begin : t.end] for t in found] == ["March", "2014"]


def test_ids_are_unique_and_name_the_evidence() -> None:
    found = find_times(report(HISTORY))
    assert len({t.id for t in found}) == len(found)
    assert all(t.id.startswith(f"t-{t.begin}-{t.end}") for t in found)


WORDS = [
    "the", "a", "last", "next", "past", "two", "3", "18", "2015", "31", "1", "May", "March", "december", "Dec.",
    "Monday", "monday", "week", "weeks", "year's", "of", "in", "on", "at", "and", "to", "-", ",", ".", "(", ")",
    "'", "’s", "9:30", "a.m.", "pm", "GMT", "early", "mid", "late", "end", "ago", "later", "every", "1990s", "19th",
    "century", "quarter", "half", "480", "BC", "noon", "today", "tonight", "morning", "spring", "fall", "FY",
    "2016-02-31", "12/18/2015", "99:99", "0", "00", "second", "few", "couple", "hundred", "thousand", "1,500", "\n",
    "\n\n", "than", "more", "about", "now", "soon", "Q1", "this", "that", "same", "day", "before", "after", "from",
    "until", "previously", "퟿", "🕊", "é",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40),
    st.sampled_from([THURSDAY, None, "0001-01-01", "9999-12-31"]),
)
def test_offsets_hold_in_any_text(words: list[str], published: str | None) -> None:
    text = " ".join(words).encode("utf-8", "ignore").decode("utf-8")
    found = find_times(report(text, published))
    last = 0
    for t in found:
        assert last <= t.begin < t.end <= len(text)
        assert text[t.begin : t.end] == text[t.begin : t.end].strip()
        assert (t.begin_date is None) == (t.end_date is None)
        assert t.begin_date is None or t.end_date is None or t.begin_date <= t.end_date
        last = t.end
    assert found == find_times(report(text, published))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "on ",
        "1 1 1 1 ",
        "1,",
        "2015-",
        "12/",
        "the ",
        "in 2015 ",
        "\n",
        " ",
        "- ",
        "five ",
        "a few ",
        "early ",
        "'",
        "the last ",
        "9:",
        "May 1-",
        "1-",
        "1:",
        "Monday ",
    ],
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def cost(size: int) -> float:
        given_report = report((unit * (size // len(unit) + 1))[:size])
        start = time.process_time()
        find_times(given_report)
        return time.process_time() - start

    cost(1_000)
    small = min(cost(4_000) for _ in range(3))
    assert min(cost(16_000) for _ in range(3)) < 10 * max(small, 0.002)


def test_years_beyond_the_calendar_are_no_error() -> None:
    for text in ("two thousand years ago", "999 centuries later", "9" * 5000 + " days ago", "the 30th century", "1 BC"):
        find_times(report(text))
    assert read("He died nine thousand years ago.")[0][1] is None


def test_hash_order_and_time_zone_change_nothing() -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from tests.resolve.test_times import HISTORY, report\n"
        "from onrecord.resolve.times import find_times\n"
        "print(find_times(report(HISTORY + ' She spoke yesterday.')))"
    )
    outputs = set()
    for seed, zone in (("0", "UTC"), ("1", "Pacific/Kiritimati"), ("77", "America/Anchorage")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", script, "src", "."], env=environment, capture_output=True, check=True, cwd=ROOT
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
