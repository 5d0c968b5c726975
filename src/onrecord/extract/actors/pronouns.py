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
