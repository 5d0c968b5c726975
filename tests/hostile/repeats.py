"""Reports of any length, a sentence for each of n things: what a layer must find in time that grows with n alone."""

from __future__ import annotations

from collections.abc import Callable

PARTS = ("ka", "lo", "mi", "ne", "tu", "ra", "si", "vo", "he", "bu")
PLACES = ("Aleppo", "Homs", "Mosul", "Paris", "Texas", "Kyiv", "Springfield", "Tripoli", "Jordan", "Lund")
MONTHS = ("January", "March", "May", "July", "October", "December")


def name(i: int) -> str:
    """A name that no other i has, in letters: "Kalone"."""
    return "".join(PARTS[int(digit)] for digit in str(i)).capitalize()


def _each(sentence: Callable[[int], str], between: str = "\n\n") -> Callable[[int], str]:
    return lambda n: between.join(sentence(i) for i in range(n))


def _place(i: int) -> str:
    return PLACES[i % len(PLACES)]


def _day(i: int) -> str:
    return f"{i % 28 + 1} {MONTHS[i % len(MONTHS)]} {2001 + i % 30}"


REPEATS: dict[str, Callable[[int], str]] = {
    "places": _each(lambda i: f"Shelling was heard in {_place(i)} and near {name(i)}, in {name(i + 7)} province."),
    "places in one paragraph": _each(lambda i: f"It rained in {name(i)}, near {_place(i)}.", " "),
    "labels": _each(
        lambda i: f"The terrorist {name(i)} and the {name(i + 1)} regime attacked “rebels” in {_place(i)}."
    ),
    "labels of one": _each(lambda i: "The Northern Front, a terrorist group, met the regime. The terrorists withdrew."),
    "commitments": _each(
        lambda i: (
            f"{name(i)} Council promised to withdraw its forces within {i % 60 + 2} days, by {_day(i)}, "
            f"if the government agreed to the ceasefire."
        )
    ),
    "resolutions": _each(
        lambda i: (
            f"Resolution {i}, adopted on {_day(i)}, calls for elections within six months and demands that "
            f"{name(i)} withdraw."
        ),
        " ",
    ),
    "events": _each(lambda i: f"{name(i)} forces killed {i + 1} soldiers near {_place(i)} on {_day(i)}.", " "),
    "events in paragraphs": _each(lambda i: f"{name(i)} forces struck {name(i + 3)} and {name(i)} met the envoys."),
    "airstrikes": _each(
        lambda i: f"- {_day(i)}: airstrikes struck {name(i)} ({_place(i)}); {i % 90} killed, {i % 70} wounded", "\n"
    ),
    "figures": _each(lambda i: f"At least {i + 3:,} people were killed and ${i}.5 million spent in {_place(i)}.", " "),
    "figures in a list": _each(lambda i: f"{i:,} tents", ", "),
    "actors": _each(lambda i: f"Anna {name(i)} met Anne {name(i)} and A. {name(i)}, the minister of {name(i)}."),
    "actors of one family name": _each(lambda i: f"{name(i)} Lund said that Lund met Dr {name(i + 1)} Lund.", " "),
    "bodies": _each(lambda i: f"The {name(i)} National Army ({name(i)[:3].upper()}) accused the National Army.", " "),
    "organisations in a sentence": _each(lambda i: f"the Council of {name(i)}", ", "),
    "pronouns": _each(lambda i: "He said that she denied it, and they told him that it was theirs.", " "),
    "statements": _each(lambda i: f"{name(i)} said the talks in {_place(i)} would go on until {_day(i)}.", " "),
    "statements in paragraphs": _each(lambda i: f"“We met {name(i)},” {name(i + 1)} told reporters on Monday."),
    "nested statements": lambda n: " ".join(f"{name(i)} said that" for i in range(n)) + " nobody came.",
    "relays": _each(
        lambda i: f"{name(i)} News, quoting {name(i + 1)}, said that {name(i + 2)} denied it, SANA reported.", " "
    ),
    "quotations": _each(lambda i: f"“It is over, {name(i)}.”"),
    "one quotation over all paragraphs": _each(lambda i: f"“{name(i)} is over and “we” know it."),
    "quotations in one paragraph": _each(lambda i: f"“Gone,” {name(i)} said, “and ‘never’ back”.", " "),
    "closing quotation marks": _each(lambda i: f"Gone,” {name(i)} said.", " "),
    "opening quotation marks": _each(lambda i: f"“Gone, {name(i)} said.", " "),
    "straight quotation marks": lambda n: '"said ' * (2 * n + 1),
    "brackets": lambda n: "(said " * n + ")" * n,
    "nested quotation marks": lambda n: "“‘" * n + "said" + "’”" * n,
    "times": _each(lambda i: f"On {_day(i)}, two days before Monday’s talks, it began.", " "),
    "times in a list": _each(_day, ", "),
    "relative times": _each(lambda i: f"It ended {i + 1} weeks later, late last year.", " "),
    "images": _each(lambda i: f"Photo: a tent near {name(i)}, posted on Twitter by @{name(i)} on {_day(i)}. (Reuters)"),
    "one sentence": _each(lambda i: f"{name(i)} said he met {i} men in {_place(i)} and", " "),
    "one word": lambda n: "a" * (100 * n),
    "one word in capitals": lambda n: "A" * (100 * n),
    "capitals": _each(lambda i: f"{name(i).upper()} SAID {i} MEN WERE KILLED IN {_place(i).upper()} ON MONDAY.", " "),
    "capital letters": lambda n: "A " * (20 * n),
    "hyphens": lambda n: "A" + "-Ab" * (10 * n),
    "apostrophes": lambda n: "O’" * (20 * n) + "Neil said",
    "full stops": lambda n: "U.S." * (10 * n) + " said it.",
    "commas": lambda n: "said, " * (10 * n),
    "punctuation": lambda n: ".,;:!?-–—()[]" * (5 * n),
    "ellipses": lambda n: "… " * (20 * n),
    "line ends": lambda n: "\n" * (10 * n) + "A said b." + "\r\n\x85\u2028" * (5 * n),
    "spaces": lambda n: "A" + " " * (40 * n) + "said it. " * 3,
    "digits": lambda n: "9" * (40 * n) + " people were killed.",
    "digits and commas": lambda n: "1,234," * (10 * n) + "567 people were killed.",
    "digits and points": lambda n: "1." * (20 * n) + " killed",
    "digits and hyphens": lambda n: "10-20-" * (10 * n) + "30 people",
    "number words": lambda n: "one hundred thousand and " * (4 * n) + "six people were killed.",
    "ands": lambda n: "Anna and " * (10 * n) + "Bo met.",
    "ofs": lambda n: "Minister of " * (8 * n) + "Defence said it.",
    "the ministers": lambda n: "the minister " * (8 * n),
    "combining marks": lambda n: "Ann" + "\u0301" * (40 * n) + " said it.",
    "emoji": lambda n: "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * (8 * n),
    "bidi controls": lambda n: "\u202e\u2066Anna\u2069\u202c said it. " * (4 * n),
    "right to left": _each(lambda i: f"قال {chr(0x627 + i % 20)}حمد إن القتال توقف. Anna said it.", " "),
    "lookalikes": _each(lambda i: f"А{name(i).lower()} met A{name(i).lower()}.", " "),
    "addresses": lambda n: "http://a.example/" + "a-/" * (20 * n),
    "handles": _each(lambda i: f"@{name(i)}: via @{name(i + 1)} #{name(i)}", "\n"),
    "bylines": _each(lambda i: f"By Anna {name(i)} and Bo {name(i)}", "\n"),
    "short lines": _each(lambda i: name(i), "\n"),
    "headings": _each(lambda i: f"{name(i).upper()} SAYS"),
    "datelines": _each(lambda i: f"{_place(i).upper()}, March {i % 28 + 1} (Reuters) – It began."),
    "the same paragraph": _each(lambda i: "Anna Lund said that 5 people were killed in Homs on Monday."),
}
"""Kind → the report's text by the number of things in it."""
