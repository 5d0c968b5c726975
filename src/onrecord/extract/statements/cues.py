"""What a cue does with its content: its stance, from a lexicon of lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple, cast

from onrecord.extract.tables import pairs, rows
from onrecord.vocabulary import Stance

MAX_CUE_WORDS: Final = 24
"""Words of a cue that are looked at."""

CONTENT_WORDS: Final = 4
"""Words of a content that are looked at."""

MAX_GAP: Final = 3
"""Words that may stand between two words of an entry ("expressed grave concern over")."""

_KEPT: Final = 4096
"""Words whose lemma is kept in memory."""
_WORD: Final = re.compile(r"n['’]t\b|['’](?:s|re|m|ve|d|ll)\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:-[^\W_]+)*")
_NEGATIONS: Final = frozenset({"not", "never", "nor", "neither", "without", "nobody", "none", "hardly", "rarely"})
_PRONOUNS: Final = frozenset({"him", "her", "them", "us", "me", "it", "you"})
_SAYING: Final = frozenset({"say", "add", "continue", "go", "write"})
_SILENT: Final = frozenset({"decline", "refuse"})


class Entry(NamedTuple):
    """Lemmas of a cue, lemmas among the content's first words, and the stance they make."""

    cue: tuple[str, ...]
    content: tuple[str, ...]
    stance: Stance

    @property
    def size(self) -> int:
        """How many words it asks for."""
        return len(self.cue) + len(self.content)


class Lexicon(NamedTuple):
    """Entries by the first lemma of their cue, and what is needed to reach lemmas from forms."""

    entries: dict[str, tuple[Entry, ...]]
    irregular: dict[str, str]
    vocabulary: frozenset[str]
    negated: dict[Stance, Stance]


def by_first(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by the first lemma of their cue, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.cue[0], []).append(entry)
    return {first: tuple(same) for first, same in found.items()}


@cache
def lexicon() -> Lexicon:
    """The lexicon of stances, read once from data/cues."""
    vocabulary: set[str] = set()
    for path in ("cues/stances.tsv", "cues/deeds.tsv"):
        for cue, content, *_ in rows(path):
            vocabulary.update(cue.split(), content.split())
    return Lexicon(
        by_first(
            Entry(tuple(cue.split()), tuple(content.split()), cast(Stance, stance))
            for cue, content, stance, _ in rows("cues/stances.tsv")
        ),
        {form: lemma for form, lemma, *_ in rows("cues/irregular.tsv")},
        frozenset(vocabulary),
        {cast(Stance, stance): cast(Stance, negated) for stance, negated, _ in rows("cues/negated.tsv")},
    )


@cache
def functions() -> dict[str, str]:
    """Words that say little by themselves, in lower case, with their class: "be", "preposition" and others."""
    return pairs("cues/functions.tsv")


@lru_cache(_KEPT)
def lemma(word: str) -> str:
    """The lemma of a lower-case word where irregular.tsv or the lexicon knows it, else the word itself."""
    known = lexicon()
    if word in known.irregular:
        return known.irregular[word]
    return next((form for form in _stems(word) if form in known.vocabulary and form not in _NEGATIONS), word)


def _stems(word: str) -> list[str]:
    """What a regular ending may have been put to, likeliest first."""
    if word.endswith(("ies", "ied")):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("ying"):
        return [word[:-3], word[:-4] + "ie"]
    stems: list[str] = []
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if stem[-1] == stem[-2:-1]:
                stems.append(stem[:-1])
    if word.endswith("es"):
        stems += [word[:-1], word[:-2]]
    elif word.endswith("s") and not word.endswith("ss"):
        stems.append(word[:-1])
    return stems


def forms(text: str, at_most: int = MAX_CUE_WORDS) -> list[tuple[str, str]]:
    """The first words of `text`, each as (lower-case word, lemma)."""
    found: list[tuple[str, str]] = []
    for match in _WORD.finditer(text[: 40 * at_most]):
        if len(found) == at_most:
            break
        word = match.group().lower().replace("’", "'")
        found.append((word, lemma(word)))
    return found


def stance(cue: str, content: str = "", asks: bool = False) -> Stance:
    """The stance of a cue (its parts joined by a space) towards the content that begins as `content` does.

    `asks` says that the content ends as a question: to question is to doubt where there is none, else to ask, and so
    is to say it.
    Without words the cue is mere punctuation, which asserts; words that the lexicon does not hold are "neither".
    """
    said = forms(cue)
    if not said:
        return "assert"
    best = likeliest(lexicon().entries, said, forms(content, CONTENT_WORDS))
    if best is None:
        return "neither"
    entry, at = best
    if entry.cue[0] not in _SILENT and _is_negated(said, at, entry):
        return lexicon().negated[entry.stance]
    asking = asks and (entry.stance == "doubt" or (entry.stance == "assert" and entry.cue[0] in _SAYING))
    return "ask" if asking else entry.stance


def likeliest(
    entries: dict[str, tuple[Entry, ...]], said: list[tuple[str, str]], first: list[tuple[str, str]]
) -> tuple[Entry, int] | None:
    """The most specific of some entries that a cue's words and its content's first ones match, and where it begins."""
    best: tuple[tuple[int, int, int], Entry, int] | None = None
    for at, word in enumerate(said):
        for key in dict.fromkeys(word):
            for entry in entries.get(key, ()):
                if not _follows(entry.cue, said, at) or (entry.content and not _opens(entry.content, first)):
                    continue
                rank = (entry.size, int(entry.stance != "assert"), -at)
                if best is None or rank > best[0]:
                    best = rank, entry, at
    return None if best is None else best[1:]


def _follows(wanted: tuple[str, ...], said: list[tuple[str, str]], at: int) -> bool:
    """Whether the wanted lemmas stand in `said` in order, the first at `at`, with small gaps only."""
    for want in wanted[1:]:
        near = range(at + 1, min(at + 2 + MAX_GAP, len(said)))
        after = next((i for i in near if want in said[i]), None)
        if after is None:
            return False
        at = after
    return True


def _opens(wanted: tuple[str, ...], first: list[tuple[str, str]]) -> bool:
    """Whether the wanted words stand in order among the content's first; "to" must be first of all but a pronoun."""
    if wanted[0] == "to":
        first = first[1:] if first and first[0][0] in _PRONOUNS else first
        return len(first) >= len(wanted) and all(want in have for want, have in zip(wanted, first, strict=False))
    places = iter(first)
    return all(any(want in have for have in places) for want in wanted)


def _is_negated(said: list[tuple[str, str]], at: int, entry: Entry) -> bool:
    """Whether a negation or a refusal stands before the entry and is no part of it."""
    if entry.cue[0] in _NEGATIONS or "no" in entry.cue or "not" in entry.cue:
        return False
    before = said[:at]
    if any(word in _NEGATIONS or base in _NEGATIONS or base in _SILENT for word, base in before):
        return True
    return any(word == "no" and said[i + 1][0] == "longer" for i, (word, _) in enumerate(before[:-1]))
