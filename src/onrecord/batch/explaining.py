"""What `onrecord read --explain` does: reads again, and tells of the items named why they are on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from onrecord.batch.reader import Read, loaded
from onrecord.exports.page import Page
from onrecord.record import Record

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.annotate.model import Model
    from onrecord.extract.actors.dictionary import Entry


class Explaining:
    """Explains the items with these ids in each record that has them; `found` are the ids that some record had.

    Ids are made of kind and place, so that several reports may have the same. `actors` are a user's own, `indexes` of
    further places.
    """

    def __init__(self, items: tuple[str, ...], actors: tuple[Entry, ...] = (), indexes: tuple[Path, ...] = ()) -> None:
        self._items = tuple(dict.fromkeys(items))
        self._actors = actors
        self._indexes = indexes
        self.found: set[str] = set()

    def start(self) -> Read:
        """What reads, with the model that will be asked again for its marks; raises Problem without one."""
        from onrecord.batch.gazetteers import gazetteer
        from onrecord.extract.actors.known import default
        from onrecord.reading import read

        dictionary = default().extended(self._actors)
        return partial(read, model=_model(), dictionary=dictionary, gazetteer=gazetteer(self._indexes))

    def missing(self) -> list[str]:
        """The ids that no record had, in the order they were asked for."""
        return [item for item in self._items if item not in self.found]

    def pieces(self, records: Iterable[Record], page: Page) -> Iterator[str]:
        """An explanation for each item that is found, an empty line between two."""
        from rich.text import Text

        from onrecord.batch.gazetteers import gazetteer
        from onrecord.exports.explanation import find, lines
        from onrecord.exports.layout import drawing, drawn
        from onrecord.extract.provenance import grounds

        console, places = drawing(page), gazetteer(self._indexes)
        for record in records:
            items = [item for item in (find(record, name) for name in self._items) if item is not None]
            if not items:
                continue
            annotation = _model().annotate(record.report)
            for item in items:
                between = [Text()] if self.found else []
                self.found.add(item.id)
                why = grounds(record, annotation, item, self._actors, places)
                told = lines(record, item, why, console, console.width)
                yield drawn([*between, *told], console, page)


@cache
def _model() -> Model:
    return loaded()
