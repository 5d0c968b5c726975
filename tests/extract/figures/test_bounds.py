from __future__ import annotations

import pytest

from onrecord.extract.figures.bounds import Amount, amounts
from onrecord.extract.figures.numerals import numerals
from onrecord.extract.figures.pieces import pieces

Bounds = tuple[float | None, float | None, float | None]


def read(text: str) -> list[Amount]:
    run = pieces(text, 0, len(text))
    return amounts(run, numerals(text, run))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("260,000", (260_000, 260_000, 260_000)),
        ("more than 260,000", (260_000, 260_000, None)),
        ("no fewer than twenty", (20, 20, None)),
        ("nearly 8,000", (8_000, None, 8_000)),
        ("up to three thousand", (3_000, None, 3_000)),
        ("no more than 20", (20, None, 20)),
        ("as many as 200", (200, None, 200)),
        ("about 300", (300, None, None)),
        ("an estimated 1,200", (1_200, None, None)),
        ("107 or more", (107, 107, None)),
        ("200+", (200, 200, None)),
        ("between 5,000 and 10,000", (None, 5_000, 10_000)),
        ("five or six", (None, 5, 6)),
        ("15 to 20", (None, 15, 20)),
        ("3-5 million", (None, 3_000_000, 5_000_000)),
        ("three to five million", (None, 3_000_000, 5_000_000)),
        ("several", (None, 3, None)),
        ("dozens", (None, 24, None)),
        ("scores", (None, 40, None)),
        ("tens of thousands", (None, 20_000, None)),
        ("hundreds of thousands", (None, 200_000, None)),
        ("several million", (None, 3_000_000, None)),
        ("several hundred", (None, 300, None)),
    ],
)
def test_words_set_bounds(text: str, bounds: Bounds) -> None:
    (amount,) = read(text)
    assert (amount.value, amount.low, amount.high) == bounds
    assert (amount.begin, amount.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 9 to 10", [9, 10]),
        ("twelve votes to three", [12, 3]),
        ("5 and 6", [5, 6]),
        ("20-3", [20, 3]),
        ("between 5 or 3", [5, 3]),
    ],
)
def test_what_only_looks_like_a_range_is_two_numbers(text: str, values: list[float]) -> None:
    assert [amount.value for amount in read(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$3.2bn", 3_200_000_000, "USD"),
        ("€2 million", 2_000_000, "EUR"),
        ("US$40 million", 40_000_000, "USD"),
        ("USD 5 million", 5_000_000, "USD"),
        ("USD4.5bn", 4_500_000_000, "USD"),
        ("$US4.5 billion", 4_500_000_000, "USD"),
        ("$A20 million", 20_000_000, "AUD"),
        ("Rs 500 crore", 5_000_000_000, "rupees"),
        ("Rs.2 lakh crore", 2_000_000_000_000, "rupees"),
        ("Tk50 crore", 500_000_000, "BDT"),
        ("₦5 million", 5_000_000, "NGN"),
        ("KSh 4bn", 4_000_000_000, "KES"),
        ("2.5m euros", 2_500_000, "EUR"),
        ("4.5 million crowns", 4_500_000, "crowns"),
        ("5km", 5, "km"),
        ("5m deep", 5, "m"),
        ("12 sq km", 12, "km²"),
        ("10 km²", 10, "km²"),
        ("300 square miles", 300, "square miles"),
        ("58%", 58, "percent"),
        ("seven per cent", 7, "percent"),
    ],
)
def test_units_of_money_and_measure(text: str, value: float, unit: str) -> None:
    (amount,) = read(text)
    assert amount.unit is not None
    assert (amount.value, amount.unit.name) == (value, unit)


def test_the_words_that_loosen_it_are_told_without_the_number() -> None:
    text = "at least another 20"
    (amount,) = read(text)
    assert amount.approximation is not None
    assert text[slice(*amount.approximation)] == "at least another"


def test_millions_of_people_are_no_metres_and_explosives_no_money() -> None:
    assert read("4.8m refugees")[0].value == 4_800_000
    assert read("500 pounds of powder")[0].unit is None
