from __future__ import annotations

from typing import Any

import msgspec

from onrecord.exports.page import Page
from onrecord.exports.text import pieces
from onrecord.record import Event, Record, item_id
from onrecord.report import Span
from tests.exports.stories import Told, story
from tests.samples import full_record


def shown(record: Record, colour: bool = False) -> str:
    return "".join(pieces([record], Page(width=100, colour=colour)))


def with_events(record: Record, *events: tuple[str, dict[str, Any]]) -> Record:
    """The record with an event a trigger; `agents` and the like are given as ids."""
    taken: dict[str, int] = {}
    made = []
    for words, more in events:
        begin = record.report.text.index(words)
        span = Span(begin, begin + len(words))
        facts: dict[str, Any] = {
            "type": "ASSAULT",
            "agents": (),
            "recipients": (),
            "status": "occurred",
            "according_to": (),
            "confidence": 0.9,
            **more,
        }
        made.append(Event(id=item_id("e", span, taken), trigger=span, **facts))
    return msgspec.structs.replace(record, events=tuple(sorted(made, key=lambda event: event.trigger)))


STORY = story(Told("[s Ana Roth] [c said] [x the rebels shelled Osk]. The talks were off.", named="Ana Roth"))


def test_an_event_shows_type_mode_status_who_whom_account_and_its_sentence() -> None:
    (mention,), (said,) = STORY.mentions, STORY.statements
    record = with_events(
        STORY,
        (
            "shelled",
            {
                "mode": "heavy-weapons",
                "status": "denied",
                "agents": (mention.id,),
                "recipients": (mention.id,),
                "according_to": (said.id,),
                "confidence": 0.4,
            },
        ),
    )
    lines = [line.rstrip() for line in shown(record).splitlines()]
    at = next(n for n, line in enumerate(lines) if line.startswith("── Events"))
    assert lines[at + 1 : at + 6] == [
        "  assault         Ana Roth → Ana Roth · by the account of Ana Roth",
        "  heavy-weapons   Ana Roth said the rebels _shelled_ Osk.",
        "  denied",
        "  unsure: 0.40",
        f"  {record.events[0].id}",
    ]


def test_whom_without_who_has_a_question_mark_and_an_event_without_either_only_its_sentence() -> None:
    page = shown(
        with_events(STORY, ("shelled", {"recipients": (STORY.mentions[0].id,)}), ("talks", {"type": "CONSULT"}))
    )
    assert "  assault         ? → Ana Roth\n" in page
    assert "  consult         The _talks_ were off.\n" in page


def test_a_full_record_shows_when_where_and_through_whom() -> None:
    page = shown(full_record())
    assert "── Events" in page
    assert " at Tarn" in page
    assert "1 event " in page


def test_a_record_without_events_shows_none() -> None:
    page = shown(STORY)
    assert "Events" not in page
    assert " event" not in page


def test_names_that_are_not_safe_on_a_terminal_are_spelled_out() -> None:
    record = story(Told("[s Ana\x1b[31m Roth] [c said] [x the rebels shelled Osk].", named="Ana\x1b[31m Roth"))
    page = shown(with_events(record, ("shelled", {"agents": (record.mentions[0].id,)})))
    assert "\x1b" not in page
