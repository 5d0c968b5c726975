"""Counting: of a record and its gold, layer by layer, what is found and what of it is right."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.record import Record
from tests.golden.gold import compiled
from tests.golden.tally import Names, Tally
from tests.samples import TEXT, empty_record, full_record


def of_itself(record: Record) -> dict[str, Any]:
    """The gold that says what a record says, in the gold files' form."""
    names, text = Names(record), record.report.text

    def quote(begin: int, end: int) -> list[object]:
        words = text[begin:end]
        before = [at for at in range(begin) if text.startswith(words, at)]
        return [words, len(before)]

    order = [statement.id for statement in record.statements]
    mentions = {mention.id: mention for mention in record.mentions}
    return {
        "id": record.report.id,
        "text": text,
        "statements": [
            {
                "source": None if s.source is None else quote(*s.source.spans[0]),
                "source_actor": names.speaker(s),
                "cue": [quote(*span) for span in s.cue],
                "content": [quote(*span) for span in s.content],
                "kind": s.kind,
                "stance": s.stance,
                "via": [names.actors[relay.actor] for relay in s.via],
                "within": None if s.within is None else order.index(s.within),
                "time": names.day(s.time) or None,
            }
            for s in record.statements
        ],
        "events": [
            {
                "trigger": quote(*e.trigger),
                "type": e.type,
                "agents": [names.mentions[i] for i in e.agents],
                "recipients": [names.mentions[i] for i in e.recipients],
                "place": next((names.places[i] for i in e.places), None),
                "time": names.day(e.time) or None,
                "status": e.status,
                "according_to": names.voice(e.according_to),
            }
            for e in record.events
        ],
        "figures": [
            {
                "text": quote(f.begin, f.end),
                "kind": f.kind,
                "value": f.value,
                "low": f.low,
                "high": f.high,
                "according_to": names.voice(f.according_to),
            }
            for f in record.figures
        ],
        "commitments": [{"text": quote(c.begin, c.end), "due": c.due, "status": c.status} for c in record.commitments],
        "labels": [
            {
                "text": quote(item.begin, item.end),
                "actor": names.actors.get(item.actor or ""),
                "voice": "outlet" if item.voice == "outlet" else names.voice([item.voice]),
                "quoted": item.quoted,
            }
            for item in record.labels
        ],
        "times": [{"text": quote(t.begin, t.end), "value": t.value} for t in record.times],
        "places": [
            {"text": quote(mentions[i].begin, mentions[i].end)} for place in record.places for i in place.mentions
        ],
        "images": [
            {
                "caption": quote(*image.caption),
                "credit": image.credit,
                "posted_by": names.actors.get(image.posted_by or ""),
                "posted_on": image.posted_on,
                "posted_at": names.day(image.posted_at) or None,
            }
            for image in record.images
        ],
    }


def test_a_record_beside_its_own_gold_has_everything_right() -> None:
    tally = Tally()
    tally.add(compiled(of_itself(full_record())), full_record())
    shares = tally.shares()
    assert {name for name in shares if ":" not in name} == {
        "statements", "events", "figures", "commitments", "labels", "times", "places", "images",
    }  # fmt: skip
    assert set(shares.values()) == {100}


def test_an_empty_record_finds_nothing_and_is_asked_nothing() -> None:
    tally = Tally()
    tally.add(compiled(of_itself(full_record())), empty_record(full_record().report))
    assert set(tally.shares().values()) == {0}
    assert not any(":" in name for name in tally.shares())


def test_what_is_wrong_of_an_item_is_counted_at_its_attribute() -> None:
    record, gold = full_record(), of_itself(full_record())
    gold["events"][0] |= {"status": "denied", "agents": ["nobody"], "according_to": None}
    gold["figures"][0] |= {"value": 99}
    gold["commitments"][0] |= {"due": "2031-06-01"}
    gold["labels"][0] |= {"actor": "somebody else"}
    tally = Tally()
    tally.add(compiled(gold), record)
    shares = tally.shares()
    wrong = {name for name, share in shares.items() if share < 100}
    assert wrong == {"events: status", "events: agents", "events: voice", "figures: range", "commitments: due",
                     "labels: actor"}  # fmt: skip


def test_a_country_that_acts_is_a_place_only_where_the_gold_has_one() -> None:
    record, gold = full_record(), of_itself(full_record())
    velia = next(mention for mention in record.mentions if TEXT[mention.begin : mention.end] == "Velia")
    tarn = record.places[0]
    both = msgspec.structs.replace(
        record,
        mentions=tuple(msgspec.structs.replace(m, place=tarn.id) if m == velia else m for m in record.mentions),
        places=(msgspec.structs.replace(tarn, mentions=(*tarn.mentions, velia.id)), *record.places[1:]),
    )
    assert f1(gold, both) == 100
    gold["places"].append({"text": "Velia"})
    assert f1(gold, both) == 100
    assert f1(gold, record) < 100


def f1(gold: dict[str, Any], record: Record) -> float:
    """Of places."""
    tally = Tally()
    tally.add(compiled(gold), record)
    return tally.shares()["places"]
