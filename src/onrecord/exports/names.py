"""What the ids in an item stand for, in words: names, days, places, and by whose account."""

from __future__ import annotations

from onrecord.exports.layout import shortened, tidy
from onrecord.exports.times import told
from onrecord.record import Record
from onrecord.report import Span

NAME = 60
"""Code points of a name that are shown."""

NOBODY = "somebody not named"


class Names:
    """The names in one record, each looked up once."""

    def __init__(self, record: Record) -> None:
        self._text = record.report.text
        self._actors = {actor.id: actor.name for actor in record.actors}
        self._mentions = {mention.id: mention for mention in record.mentions}
        self._places = {place.id: place.name for place in record.places}
        self._times = {time.id: time for time in record.times}
        self._statements = {statement.id: statement for statement in record.statements}

    def actors(self, refs: tuple[str, ...]) -> str:
        """The names of actors, one after the other, each once."""
        return ", ".join(dict.fromkeys(shortened(self._actors[ref], NAME) for ref in refs))

    def mentions(self, refs: tuple[str, ...]) -> str:
        """Whom mentions name: the actors where they are known, else the words."""
        return ", ".join(dict.fromkeys(self._mention(ref) for ref in refs))

    def counted(self, mention: str, figure: Span) -> str:
        """Whom a figure counts: "of" the actor, or the words where they are no part of the figure's own."""
        named = self._mentions[mention]
        if named.actor is None and named.begin < figure.end and figure.begin < named.end:
            return ""
        return f"of {self._mention(mention)}"

    def places(self, refs: tuple[str, ...]) -> str:
        """Where: "at Tarn, Osk", or nothing."""
        names = ", ".join(shortened(self._places[ref], NAME) for ref in refs)
        return f"at {names}" if names else ""

    def words(self, begin: int, end: int, room: int = NAME) -> str:
        """Words of the report in quotation marks."""
        return f"“{shortened(self._text[begin:end], room)}”"

    def time(self, ref: str | None) -> str:
        """The day as people write it, or the words where it is not known; nothing for None."""
        if ref is None:
            return ""
        time = self._times[ref]
        return told(time) or self.words(time.begin, time.end)

    def account(self, statements: tuple[str, ...]) -> str:
        """In whose words it stands, the innermost first: "by the account of Ana Roth, as told by Hill Radio"."""
        tellers = dict.fromkeys(self.teller(ref) for ref in statements)
        return f"by the account of {', as told by '.join(tellers)}" if tellers else ""

    def teller(self, statement: str) -> str:
        """Who makes a statement: the actor, else the words of the source."""
        source = self._statements[statement].source
        if source is None:
            return NOBODY
        if source.actor:
            return shortened(self._actors[source.actor], NAME)
        return shortened(" ".join(self._text[begin:end] for begin, end in source.spans), NAME) or NOBODY

    def _mention(self, ref: str) -> str:
        mention = self._mentions[ref]
        named = self._actors.get(mention.actor or "") or self._places.get(mention.place or "")
        return tidy(shortened(named or self._text[mention.begin : mention.end], NAME))
