from __future__ import annotations

import re

import pytest

from onrecord.extract.events.circumstances import Clauses, Located
from onrecord.record import Time
from onrecord.report import Span

_MARK = re.compile(r"<(?P<time>[^<>]*)>|\[(?P<trigger>[^\]]*)\]|\{(?P<place>[^}]*)\}")


class Scene:
    """A sentence with <times>, {places} and [triggers]; the first trigger is asked for."""

    def __init__(self, sentence: str) -> None:
        self.text, at = "", 0
        found: dict[str, list[Span]] = {"time": [], "trigger": [], "place": []}
        for match in _MARK.finditer(sentence):
            self.text += sentence[at : match.start()]
            kind = str(match.lastgroup)
            found[kind].append(Span(len(self.text), len(self.text) + len(match[kind])))
            self.text += match[kind]
            at = match.end()
        self.text += sentence[at:]
        times = [
            Time(id=f"t-{b}", begin=b, end=e, type="DATE", value="2031-03-10", begin_date="2031-03-10")
            for b, e in found["time"]
        ]
        located = [Located(span, self.text[slice(*span)]) for span in found["place"]]
        self.trigger = found["trigger"][0]
        self.clauses = Clauses(self.text, found["trigger"], times, located)

    def when(self, within: tuple[Span, ...] = ()) -> str | None:
        time = self.clauses.time(self.trigger, Span(0, len(self.text)), within)
        return self.text[time.begin : time.end] if time else None

    def where(self) -> tuple[str, ...]:
        return self.clauses.places(self.trigger, Span(0, len(self.text)), ())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They [met] in Osk on <Monday>.", "Monday"),
        ("On <Monday> they [met] in Osk.", "Monday"),
        ("On <Monday> police [fired], and they fled.", "Monday"),
        ("The [ceasefire] of <2029> fell.", "2029"),
        ("After <Wednesday>'s brutal, senseless [attack] they fled.", "Wednesday"),
        ("They [met] on <Monday> and had met on <Friday>.", "Monday"),
        ("They [met] before <Monday>.", None),
        ("The shells [struck] shortly after <nine on Monday>.", "nine on Monday"),
        ("They [met] the envoy who left on <Monday>.", None),
        ("They [met] the envoy and [left] on <Monday>.", None),
        ("The envoy, who fell on <Monday>, [met] them.", None),
        ("As she announced on <Monday>, they will [meet].", None),
        ("They host a [conference] beside <last year>'s meeting.", None),
        ("The [talks] that are due to open in Osk on <Monday> are off.", "Monday"),
        ("They won “silver” on <Monday>.".replace("won", "[won]"), "Monday"),
        ("The [talks] were put off until <Monday>.", "Monday"),
        ("The [talks] were put off on <Monday>.", None),
        ("She came to Osk on <Monday>, where she [met] the envoys.", "Monday"),
        ("She came on <Monday> and asked where they [met].", None),
    ],
)
def test_the_time_is_that_of_the_same_clause_or_none(sentence: str, expected: str | None) -> None:
    assert Scene(sentence).when() == expected


def test_a_time_outside_the_words_that_somebody_says_is_not_that_of_what_is_said() -> None:
    scene = Scene("On <Monday> she told us of an [attack].")
    assert scene.when((scene.trigger,)) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She came to {Osk} on Monday, where she [met] the envoys.", ("Osk",)),
        ("She came to {Osk} and asked where they [met].", ()),
        ("They [met] in {Osk}.", ("Osk",)),
        ("The [shelling] of northern {Osk} went on.", ("Osk",)),
        ("The envoy of {Osk}, who [met] them, left.", ()),
        ("They [met], {Osk} slept.", ()),
        ("They [attacked] {Osk}.", ()),
        ("They condemned the [attack] on a convoy, which took place in {Osk}.", ("Osk",)),
        ("In {Osk}, work on the [talks] went on.", ("Osk",)),
        ("In {Osk}, he said that the [talks] went on.", ()),
    ],
)
def test_the_place_is_one_that_a_preposition_puts_the_event_at(sentence: str, expected: tuple[str, ...]) -> None:
    assert Scene(sentence).where() == expected


def test_a_place_right_before_a_noun_is_where_it_was() -> None:
    scene = Scene("The {Osk} [talks] went on.")
    assert scene.where() == ()
    assert scene.clauses.places(scene.trigger, Span(0, len(scene.text)), (), noun=True) == ("Osk",)
