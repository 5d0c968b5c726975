"""Invented exports of news databases, in each of their layouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple


class Sample(NamedTuple):
    """A report to be written in any layout."""

    title: str
    paragraphs: tuple[str, ...]
    number: int = 1

    @property
    def words(self) -> int:
        return len(" ".join((self.title, *self.paragraphs)).split())

    @property
    def id(self) -> str:
        return f"ANSCOU0020310304ek34{self.number:05}"


TALKS: Final = Sample(
    "Talks in Karven put off after envoys fail to agree",
    (
        "KARVEN, 4 March (Reuters) - The talks between the two sides were put off on Monday, the ministry said.",
        "“Nobody knows when,” said Ohl Rene, a spokeswoman. “We will come back to the table when they do.”",
        "The envoys had met for three days in a hall by the river, and left without a word to those who waited.",
    ),
)
MARKET: Final = Sample(
    "Market shelled in Dor",
    (
        "The market in Dor was shelled on Tuesday, the ministry of health said, and at least four people died.",
        "It was the second time in a week that the market was hit, a doctor said. Nobody said who had fired.",
    ),
    2,
)


def coded(reports: Sequence[Sample], gap: str = "   ", lead: str = "") -> str:
    """Factiva with codes: by default the values stand in the sixth column."""
    written = []
    for report in reports:
        first, *rest = report.paragraphs

        def field(code: str, value: str) -> str:
            padded = code.ljust(5) if gap == "   " else code + gap
            return f"{lead}{padded}{value}\n"

        head = "".join(
            field(code, value)
            for code, value in (
                ("SE", "World"),
                ("HD", report.title),
                ("BY", "By Ada Lim and Jon Ash"),
                ("WC", f"{report.words} words"),
                ("PD", "4 March 2031"),
                ("ET", "18:20"),
                ("SN", "The Ansel Courier"),
                ("SC", "ANSCOU"),
                ("LA", "English"),
                ("CY", "(c) 2031 Ansel Press. All rights reserved."),
            )
        )
        body = field("LP", "\n" + first + "\n") + field("TD", "\n" + "\n\n".join(rest) + "\n")
        tail = "".join(
            field(code, value)
            for code, value in (
                ("CO", "anscr : Ansel Rail"),
                ("NS", "gtalk : Talks | gcat : Political News"),
                ("RE", "karv : Karven"),
                ("PUB", "Ansel Press"),
                ("AN", f"Document {report.id}"),
            )
        )
        written.append(head + "\n" + body + "\n" + tail + "\n")
    return "\n".join(written)


def alone(reports: Sequence[Sample]) -> str:
    """Factiva with codes on lines of their own."""
    return coded(reports, "\n")


def tabbed(reports: Sequence[Sample]) -> str:
    """Factiva with a tab between code and value."""
    return coded(reports, "\t")


def single(reports: Sequence[Sample]) -> str:
    """Factiva with one space between code and value."""
    return coded(reports, " ")


def indented(reports: Sequence[Sample]) -> str:
    """Factiva with codes some columns in."""
    return coded(reports, lead="  ")


def shown(reports: Sequence[Sample]) -> str:
    """Factiva as displayed, without codes."""
    return "\n".join(
        f"{report.title}\nBy Ada Lim and Jon Ash\n{report.words:,} words\n4 March 2031\n18:20\nThe Ansel Courier\n"
        f"ANSCOU\nEnglish\n(c) 2031 Ansel Press. All rights reserved.\n\n"
        + "\n\n".join(report.paragraphs)
        + f"\n\nDocument {report.id}\n"
        for report in reports
    )


def nexis(reports: Sequence[Sample], total: int | None = None, label: str = "") -> str:
    """The older Nexis; `label` may be "HEADLINE: "."""
    return "\n".join(
        f"{' ' * 31}{number} of {total or len(reports)} DOCUMENTS\n\n\n{' ' * 31}The Ansel Courier\n\n"
        f"{' ' * 28}March 4, 2031 Tuesday\n{' ' * 30}Final Edition\n\n{label}{report.title}\n\n"
        f"BYLINE: Ada Lim and Jon Ash\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: {report.words} words\n\n\n"
        + "\n\n".join(report.paragraphs)
        + "\n\nLOAD-DATE: March 5, 2031\n\nLANGUAGE: ENGLISH\n\nSUBJECT: TALKS (90%); PEACE (89%)\n\n"
        f"PUBLICATION-TYPE: Newspaper\n\n\n{' ' * 20}Copyright 2031 Ansel Press\n{' ' * 30}All Rights Reserved\n\n"
        for number, report in enumerate(reports, 1)
    )


def labelled(reports: Sequence[Sample]) -> str:
    """The older Nexis with a label for the headline."""
    return nexis(reports, label="HEADLINE: ")


def uni(reports: Sequence[Sample]) -> str:
    """Nexis Uni."""
    return "\n".join(
        f"Page 1 of 2\n{report.title}\n\nThe Ansel Courier\nMarch 4, 2031 Tuesday 6:20 PM GMT\n\n"
        f"Copyright 2031 Ansel Press All Rights Reserved\n\nSection: NEWS; Pg. 3\nLength: {report.words} words\n"
        "Byline: Ada Lim and Jon Ash\n\nBody\n\n\n"
        + "\n\n".join(report.paragraphs)
        + "\n\n\nLoad-Date: March 5, 2031\n\n\nEnd of Document\n"
        for report in reports
    )


LAYOUTS: Final[dict[str, Callable[[Sequence[Sample]], str]]] = {
    write.__name__: write for write in (coded, alone, tabbed, single, indented, shown, nexis, labelled, uni)
}
