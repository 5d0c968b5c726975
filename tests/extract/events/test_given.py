from __future__ import annotations

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.given import doing, done_to
from onrecord.extract.events.mentions import Mentions
from onrecord.extract.events.words import Around, words
from onrecord.report import Span
from onrecord.vocabulary import EventType

Spans = tuple[Span, ...]


def _spans(text: str, parts: tuple[str, ...]) -> Spans:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def _around(text: str, trigger: str) -> Around:
    (at,) = _spans(text, (trigger,))
    return Around(words(text, 0, at.begin), words(text, *at), words(text, at.end, len(text)))


def _kept(
    kind: EventType,
    text: str,
    trigger: str,
    given: tuple[str, ...],
    told: tuple[str, ...] = (),
    entities: tuple[str, ...] = (),
    passive: bool = False,
) -> list[str]:
    marked = [
        Marked(span=span, head=span, kind="other", entity=entity, form="nominal", chain=0)
        for span, entity in zip(_spans(text, given), entities or ("person",) * len(given), strict=True)
    ]
    mentions = Mentions(text, marked, ())
    found = done_to(_spans(text, given), _spans(text, told), kind, _around(text, trigger), mentions, passive)
    return [text[begin:end] for begin, end in found]


def test_where_it_was_done_is_nobody_whom_it_was_done_to() -> None:
    text = "A gunman shot three sailors at a shipyard near Osk."
    assert _kept("ASSAULT", text, "shot", ("three sailors", "a shipyard")) == ["three sailors"]
    assert _kept("ASSAULT", text, "shot", ("a shipyard",), ("three sailors",)) == []


def test_a_place_alone_may_be_what_was_hit() -> None:
    assert _kept("ASSAULT", "Shells rained in Osk.", "rained", ("Osk",)) == ["Osk"]


def test_a_place_stays_for_types_that_are_done_with_who_is_there() -> None:
    text = "Ann Lee met the mayor in Osk."
    assert _kept("CONSULT", text, "met", ("the mayor", "Osk")) == ["the mayor", "Osk"]


def test_a_charge_is_no_party() -> None:
    text = "The court charged Ann Lee with gross negligence."
    given = ("Ann Lee", "gross negligence")
    assert _kept("ACCUSE", text, "charged", given, (), ("person", "abstract")) == ["Ann Lee"]


def test_behind_a_passive_stands_nobody_whom_it_was_done_to() -> None:
    text = "A councillor was arrested after a quarrel with the mayor."
    assert _kept("COERCE", text, "arrested", ("A councillor", "the mayor"), passive=True) == ["A councillor"]
    assert _kept("COERCE", text, "arrested", ("the mayor",), passive=True) == []


def test_the_subject_of_a_passive_goes_before_that_of_another_clause() -> None:
    text = "The village wept after a councillor was arrested."
    given, told = ("The village", "a councillor"), ("a councillor",)
    assert _kept("COERCE", text, "arrested", given, told, passive=True) == ["a councillor"]
    assert _kept("COERCE", text, "arrested", ("The village",), told, passive=True) == ["a councillor"]


def test_all_subjects_of_a_passive_are_kept() -> None:
    text = "Ida Roth, 31, and Oren Pell, both of Osk, were charged."
    given = ("Ida Roth", "Oren Pell")
    assert _kept("ACCUSE", text, "charged", given, ("Oren Pell",), passive=True) == ["Ida Roth", "Oren Pell"]


def test_all_those_told_beside_the_trigger_are_kept_as_the_model_marks_them() -> None:
    text = "Rioters attacked a bank in flames, four shops and an inn."
    given, told = ("a bank",), ("a bank in flames", "four shops", "an inn")
    assert _kept("ASSAULT", text, "attacked", given, told) == ["a bank", "four shops", "an inn"]


def test_those_who_do_it_are_those_in_its_clause() -> None:
    text = "The city slept when masked youths attacked a bank."
    near = _around(text, "attacked")
    (city, youths) = _spans(text, ("The city", "masked youths"))
    assert doing((city, youths), (youths,), near) == (youths,)
    assert doing((city,), (youths,), near) == (youths,)
    assert doing((city,), (), near) == (city,)
    assert doing((youths,), (city,), near) == (youths,)
