"""An archive with invented reports about one person, and what of her is left in it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from onrecord.archive.archive import Archive
from onrecord.archive.entries import Reading
from onrecord.record import Record
from onrecord.report import Delivery
from tests.archive.making import damages, delivery, keep, on_disk, plain, report, spoken

REASON = "asked for by the person"

FIRST = (
    "Ysolde Quarrant said that the zephyrline was cut. Quarrant denied that Quarrantine rules apply, and the Brandt "
    "brothers agreed. Oke Brandt said that Ysolde-Quarrant would go."
)
SECOND = f"{FIRST} YSOLDE\nQUARRANT’s vexillary was not there."
OTHER = "Oke Brandt said that the mill would open. Quarrantine ended, said Ysoldeen."


def record_of(text: str, **fields: object) -> Record:
    made = report(text, **fields)
    if "zephyrline" not in text:
        return spoken(made, ("Oke Brandt", "said", "the mill would open"))
    record = spoken(
        made,
        ("Ysolde Quarrant", "said", "the zephyrline was cut"),
        ("Oke Brandt", "said", "Ysolde-Quarrant would go"),
    )
    # The surname alone is found as hers, too: it is in the mentions, so that it is covered as well.
    (actor,) = [actor for actor in record.actors if actor.name == "Ysolde Quarrant"]
    begin = text.index("Quarrant denied")
    surname = msgspec.structs.replace(record.mentions[0], id="m-surname", begin=begin, end=begin + 8, actor=actor.id)
    mentions = tuple(sorted((*record.mentions, surname), key=lambda mention: mention.span))
    known = {a.id: tuple(m.id for m in mentions if m.actor == a.id) for a in record.actors}
    actors = tuple(msgspec.structs.replace(a, mentions=known[a.id]) for a in record.actors)
    actors = tuple(msgspec.structs.replace(a, same_as=("wikidata:Q0",)) if a.id == actor.id else a for a in actors)
    return msgspec.structs.replace(record, mentions=mentions, actors=actors)


ABOUT_HER = {
    "id": "ysolde-quarrant-1",
    "title": "Ysolde Quarrant and the zephyrline",
    "outlet": "Ysolde Quarrant’s Notes",
    "domain": "ysolde-quarrant.example",
    "byline": ("By Ysolde Quarrant",),
    "url": "https://courier.example/2031/ysolde_quarrant-cut?by=Ysolde%20Quarrant",
    "path": "/home/y/Ysolde Quarrant.txt",
    "media_type": "text/plain",
    "published": "2031-03-04",
}


def archive_of_her(path: Path) -> Path:
    """A report about her in two revisions, the first read twice; one that names her in passing; and another."""
    with Archive(path, create=True) as archive:
        first, second = record_of(FIRST, **ABOUT_HER), record_of(SECOND, **ABOUT_HER)
        told = ("the byline 'Ysolde Quarrant' was guessed",)
        archive.keep(Delivery(report=first.report, warnings=told), msgspec.structs.replace(first, warnings=told))
        number, revision, _ = next(archive.outdated(Reading("0", "0", None)))
        newer = msgspec.structs.replace(first, made_by=msgspec.structs.replace(first.made_by, model="newer"))
        assert archive.reread(number, revision, newer, None)
        archive.keep(Delivery(report=second.report, warnings=told), second)
        passing = "Halmar Voss met Ysolde  Quarrant at the quay."
        keep(archive, delivery(passing, id="passing"))
        other = record_of(OTHER, id="other", title="The mill")
        archive.keep(Delivery(report=other.report), other)
    assert damages(path) == []
    return path


def words_left(path: Path, *words: str) -> list[str]:
    """Which of the words are in the bytes of the archive, in UTF-8 or UTF-16, in whatever case."""
    data = on_disk(path).lower()
    return [word for word in words if any(word.lower().encode(coding) in data for coding in ("utf-8", "utf-16-le"))]


def indexed(path: Path) -> list[list[bytes]]:
    """The pages of both search indexes, but for what counts and names them: words stand in them shortened."""
    with plain(path) as connection:
        tables = ("reports_search", "statements_search")
        return [
            [block for (block,) in connection.execute(f"SELECT block FROM {table}_data WHERE id > 10 ORDER BY id")]
            for table in tables
        ]


def indexed_anew(path: Path) -> list[list[bytes]]:
    """The same of indexes that are made new from what is kept."""
    copy = path.with_name("copy.db")
    with plain(path) as connection, plain(copy) as fresh:
        connection.backup(fresh)
        for table in ("reports_search", "statements_search"):
            for command in ("rebuild", "optimize"):
                fresh.execute(f"INSERT INTO {table} ({table}) VALUES (?)", (command,))
    return indexed(copy)
