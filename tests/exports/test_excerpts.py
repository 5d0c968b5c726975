"""What leaves: offsets, links and a sentence for each item; no whole text, and no name of a private person."""

from __future__ import annotations

import json
import re
import unicodedata
from importlib import resources
from typing import Any

import msgspec
import pytest

from onrecord.exports.excerpts import LONGEST, SCHEMA, masked_names, pieces
from onrecord.integrity import LISTS
from onrecord.record import Actor, Image, Mention, Record
from onrecord.report import Span
from tests.archive.making import full, report, spoken

needs_model = pytest.mark.skipif(
    not (resources.files("onrecord") / "data/model/model.onnx").is_file(), reason="the model is not there"
)
NAME = "Ysolde Quarrant"
WORD = re.compile(r"[^\W_]+")


def line(record: Record, *people: str) -> dict[str, Any]:
    (printed,) = pieces([record], unmasked=people)
    assert printed.endswith("\n") and printed.count("\n") == 1
    found: dict[str, Any] = json.loads(printed)
    return found


def plain(words: str) -> str:
    """Words as a search for a name would see them: one case, no accents, one sign between words."""
    folded = "".join(c for c in unicodedata.normalize("NFD", words.lower()) if not unicodedata.combining(c))
    return f" {' '.join(WORD.findall(folded))} "


def test_what_stands_in_a_line() -> None:
    record = full()
    told = line(record)
    assert told["schema"] == SCHEMA
    assert set(told) == set(Record.__struct_fields__)
    assert "text" not in told["report"] and "blocks" not in told["report"] and "path" not in told["report"]["origin"]
    assert told["report"]["text_sha256"] == record.report.text_sha256
    whole = json.loads(msgspec.json.encode(record))
    for layer in LISTS:
        assert [item["id"] for item in told[layer]] == [item["id"] for item in whole[layer]]
        assert all(item["evidence"].strip() for item in told[layer])
    assert told["figures"][0]["begin"] == record.figures[0].begin
    assert record.report.text not in json.dumps(told, ensure_ascii=False)


def test_a_name_is_masked_in_every_field_and_in_the_evidence() -> None:
    text = f"{NAME} said that the quay was shut, and {NAME.upper()} left."
    fields = {"title": NAME, "url": "https://x.example/ysolde-quarrant", "byline": (f"By {NAME}",), "id": f"{NAME} 1"}
    record = spoken(report(text, **fields), (NAME, "said", "the quay was shut"), role="witness")
    record = msgspec.structs.replace(record, warnings=(f"{NAME} was guessed",))
    printed = json.dumps(line(record), ensure_ascii=False)
    assert " quarrant " not in plain(printed) and " ysolde " not in plain(printed)
    told = line(record)
    assert told["statements"][0]["evidence"] == "█" * 15 + " said that the quay was shut, and " + "█" * 15 + " left."
    assert told["actors"][0]["kind"] == "person" and told["actors"][0]["role"] == "witness"
    shown = line(record, "ysolde  quarrant")
    assert shown["actors"][0]["name"] == NAME and shown["report"]["title"] == NAME
    public = line(spoken(record.report, (NAME, "said", "the quay was shut"), public=True))
    assert public["actors"][0]["name"] == NAME


def test_half_a_name_is_not_left_where_a_sentence_is_cut() -> None:
    text = f"{NAME} " + "and the many others who had come along " * 3 + "said that the quay was shut."
    for shift in range(40):
        words = "x" * shift + " " + text
        record = spoken(report(words), (NAME, "said", "the quay was shut"))
        (statement,) = record.statements
        apart = msgspec.structs.replace(statement, source=None, id="s-1")
        told = line(msgspec.structs.replace(record, statements=(apart,)))["statements"][0]["evidence"]
        assert "quarrant" not in told.lower() and "ysolde" not in told.lower(), told


def test_who_is_named_once_and_linked_to_nobody_is_masked() -> None:
    made = report(f"Then {NAME} left for Osk.")
    alone = Mention(id="m-1", begin=5, end=20, kind="person", form="name")
    place = Mention(id="m-2", begin=30, end=33, kind="place", form="name")
    record = msgspec.structs.replace(
        spoken(made, ("Osk", "left", "for")), statements=(), actors=(), mentions=(alone, place)
    )
    assert masked_names(record) == {NAME}
    assert line(record)["mentions"][0]["evidence"] == "█" * 15
    assert masked_names(record, {NAME.casefold()}) == set()
    described = msgspec.structs.replace(alone, form="nominal")
    assert masked_names(msgspec.structs.replace(record, mentions=(described, place))) == set()


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        *(("He", False), ("him", False), ("The president", False), ("the former secretary", False)),
        *(("the Reeve", True), ("The mayor Osk", True), ("roth", True), ("@the_quay", True), ("He Osk", True)),
    ],
)
def test_words_that_are_nobodys_name_stay(words: str, masked: bool) -> None:
    made = report(f"So {words} left.")
    mention = Mention(id="m-1", begin=3, end=3 + len(words), kind="person", form="name")
    record = msgspec.structs.replace(
        spoken(made, ("left", "So", "left")), statements=(), actors=(), mentions=(mention,)
    )
    assert masked_names(record) == ({words} if masked else set())


def test_whoever_posted_a_picture_is_masked_though_they_have_a_public_role() -> None:
    made = report(f"{NAME} posted the bridge here.")
    mention = Mention(id="m", begin=0, end=15, kind="person", form="name", actor="a")
    actor = Actor(id="a", name=NAME, kind="person", role="mayor", mentions=("m",), public=True)
    image = Image(
        id="i",
        caption=Span(0, len(made.text)),
        shows=None,
        credit=None,
        posted_by="a",
        posted_on=None,
        posted_at=None,
        place=None,
        confidence=1.0,
    )
    empty = spoken(made, (NAME, "posted", "the bridge"))
    record = msgspec.structs.replace(empty, statements=(), actors=(actor,), mentions=(mention,), images=(image,))
    assert line(record)["images"][0]["evidence"] == "█" * 15 + " posted the bridge here."
    kept = line(msgspec.structs.replace(record, images=()))
    assert kept["actors"][0]["name"] == NAME


def test_a_statement_through_a_whole_article_is_no_way_to_get_it() -> None:
    body = " ".join(f"word{number}" for number in range(3000))
    record = spoken(report(f"{NAME} said {body}"), (NAME, "said", body))
    told = line(record)["statements"][0]["evidence"]
    assert len(told) < LONGEST * 1.4
    assert told.startswith("█" * 15) and told.endswith("word2999") and " … " in told


@needs_model
def test_no_private_name_of_the_demo_reports_is_in_a_line() -> None:
    from tests.archive.demo import records

    hidden = 0
    for record in records():
        (printed,) = pieces([record])
        seen = plain(printed)
        posters = {image.posted_by for image in record.images}
        private = [actor for actor in record.actors if not actor.public or actor.id in posters]
        texts = {actor.name for actor in private}
        texts |= {
            record.report.text[slice(*mention.span)]
            for mention in record.mentions
            if mention.form == "name" and mention.actor in {actor.id for actor in private}
        }
        for name in texts:
            hidden += 1
            assert plain(name) not in seen, name
    assert hidden > 15


@needs_model
def test_no_sentence_of_the_demo_reports_is_longer_than_its_paragraph_or_stands_elsewhere() -> None:
    from tests.archive.demo import records

    for record in records():
        told = line(record, *(actor.name for actor in record.actors))
        text = record.report.text
        paragraphs = [text[block.begin : block.end] for block in record.report.blocks]
        for layer in LISTS:
            for item in told[layer]:
                assert len(item["evidence"]) <= max(map(len, paragraphs)) + 4
                assert "█" in item["evidence"] or all(part in text for part in re.split(r" ?… ?", item["evidence"]))
        assert len(text) < 500 or text[:400] not in json.dumps(told, ensure_ascii=False)
        assert not {"text", "blocks"} & set(told["report"])
