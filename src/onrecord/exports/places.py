"""Places on the terminal page: by country, where they lie, how often they are named and how they are spelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.exports.layout import beside, shortened, tidy
from onrecord.exports.names import NAME
from onrecord.exports.rows import UNSURE
from onrecord.record import Place, Record

_SPELLINGS = 4


def places(record: Record, console: Console, width: int) -> Iterator[Text]:
    """A line a place; countries in the order of their first place, those of no known country last."""
    groups: dict[str | None, list[Place]] = {}
    for place in record.places:
        groups.setdefault(place.country, []).append(place)
    unknown = groups.pop(None, [])
    mentions = {mention.id: mention for mention in record.mentions}
    for country, found in [*groups.items(), *([(None, unknown)] if unknown else [])]:
        for number, place in enumerate(found):
            label = Text(tidy(country or "country unknown"), "bold magenta") if not number else Text()
            words = [record.report.text[mentions[ref].begin : mentions[ref].end] for ref in place.mentions]
            yield from beside((label,), _line(place, Counter(map(tidy, words))), 2, console, width)


def _line(place: Place, spelled: Counter[str]) -> Text:
    """Name and province, coordinates, other spellings, how often, how unsure, id."""
    times = spelled.total()
    others = [words for words in spelled if words != place.name][:_SPELLINGS]
    facts = (
        shortened(place.name, NAME) + (f", {shortened(place.admin1, NAME)}" if place.admin1 else ""),
        coordinates(place),
        "here " + ", ".join(f"“{shortened(words, NAME)}”" for words in others) if others else "",
        f"×{times}" if times > 1 else "",
    )
    line = Text(" · ".join(fact for fact in facts if fact))
    if isinstance(place.confidence, float) and place.confidence < UNSURE:
        line.append(" · ").append(f"unsure: {place.confidence:.2f}", "yellow")
    return line.append(f" · {place.id}", "dim")


def coordinates(place: Place) -> str:
    """Degrees as "35.34 N 40.14 E"; empty where the place is not located."""
    if place.lat is None or place.lon is None:
        return ""
    return (
        f"{abs(place.lat):.2f} {'N' if place.lat >= 0 else 'S'} {abs(place.lon):.2f} {'E' if place.lon >= 0 else 'W'}"
    )
