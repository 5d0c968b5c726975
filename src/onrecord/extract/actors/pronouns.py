"""Pronouns, and words in what a person is called that tell which pronoun goes with it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.extract.tables import pairs, rows


class Pronoun(NamedTuple):
    """What a pronoun can stand for, and the gender it tells ("m", "f" or "")."""

    means: str
    gender: str

    @property
    def speaks(self) -> bool:
        """Whether it is the one for those who speak."""
        return self.means.startswith("speaker")


@cache
def pronouns() -> dict[str, Pronoun]:
    """Pronouns in lower case."""
    return {word: Pronoun(means, gender) for word, means, gender in rows("actors/pronouns.tsv")}


@cache
def genders() -> dict[str, str]:
    """Titles and roles in lower case that tell a person's gender: "m" or "f"."""
    return pairs("actors/genders.tsv")


def gender_of(name: str) -> str:
    """The gender that the given name in front of a surname tells: "m", "f", or "" where it tells none."""
    given, _, surname = name.partition(" ")
    return pairs("actors/given_names.tsv").get(given, "") if surname else ""
