from __future__ import annotations

from io import StringIO

import msgspec
import pytest
from rich.console import Console

from onrecord.exports.times import times, told
from onrecord.record import Record, Time
from tests.samples import empty_record, plain_report


def time(words: str, type_: str = "DATE", value: str | None = None, at: int = 0, **more: str) -> Time:
    made = {"id": f"t-{at}-{at + len(words)}", "begin": at, "end": at + len(words), "type": type_, "value": value}
    return msgspec.convert({**made, **more}, Time)


def record(*expressions: tuple[str, str, str | None], published: str | None = None) -> Record:
    text, found = "", []
    for words, type_, value in expressions:
        found.append(time(words, type_, value, len(text)))
        text += f"{words}. "
    report = msgspec.structs.replace(plain_report(text), published=published)
    return msgspec.structs.replace(empty_record(report), times=tuple(found))


def listed(made: Record) -> list[str]:
    return [line.plain for line in times(made, Console(file=StringIO(), width=100), 100)]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (time("Friday", value="2031-05-09", begin_date="2031-05-09", end_date="2031-05-09"), "2031-05-09"),
        (
            time("that week", value="2031-W19", begin_date="2031-05-05", end_date="2031-05-11"),
            "2031-05-05 to 2031-05-11",
        ),
        (time("late May", value="2031-05", mod="END", begin_date="2031-05-01", end_date="2031-05-31"), "2031-05 (end)"),
        (time("that noon", "TIME", "2031-05-09T12:00"), "2031-05-09 12:00"),
        (time("last night", "TIME", "2031-05-09TNI"), "2031-05-09 night"),
        (time("a week", "DURATION", "P1W"), "1 week"),
        (time("half an hour", "DURATION", "PT30M", mod="EQUAL_OR_MORE"), "30 minutes (at least)"),
        (time("ages", "DURATION", "P1Y6MT2H"), "1 year 6 months 2 hours"),
        (time("ages", "DURATION", "P2CE"), "2 centuries"),
        (time("Friday", value="XXXX-WXX-5"), None),
        (time("Easter"), None),
    ],
)
def test_values_are_told_as_people_write_them(made: Time, words: str | None) -> None:
    assert told(made) == words


def test_what_the_words_say_themselves_is_not_told_twice() -> None:
    plain = [
        ("four minutes", "DURATION", "PT4M"),
        ("several days", "DURATION", "PXD"),
        ("weekly", "SET", "P1W"),
        ("every Monday", "SET", "XXXX-WXX-1"),
        ("2028", "DATE", "2028"),
        ("now", "DATE", "PRESENT_REF"),
        ("5 May 2031", "DATE", "2031-05-05"),
    ]
    assert listed(record(*plain, plain[0])) == [
        "  As the words say: four minutes (×2), several days, weekly, every Monday, 2028, now, 5 May 2031"
    ]


def test_what_they_leave_open_is_told_in_columns() -> None:
    shown = listed(
        record(
            ("Friday", "DATE", "2031-05-09"),
            ("half an hour", "DURATION", "PT30M"),
            ("03/04/2031", "DATE", "2031-04-03"),
        )
    )
    assert shown[0].split() == ["Friday", "=", "2031-05-09", "half", "an", "hour", "=", "30", "minutes"]
    assert shown[1] == "  03/04/2031 = 2031-04-03"


def test_days_that_are_not_known_are_listed_once_with_what_to_do() -> None:
    unknown = [("Friday", "DATE", "XXXX-WXX-5"), ("Easter", "DATE", None)]
    assert listed(record(*unknown)) == [
        "  Day not known (no publication date given; --published DATE gives one): Friday, Easter"
    ]
    assert listed(record(*unknown, published="2031-05-09")) == ["  Day not known: Friday, Easter"]


def test_a_long_list_is_shown_whole() -> None:
    many = [(f"day {n}", "DATE", f"{2031 + n}-05-05") for n in range(200)]
    shown = " ".join(listed(record(*many)))
    assert all(f"day {n} = {2031 + n}-05-05" in shown for n in range(200))
