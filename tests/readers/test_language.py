from __future__ import annotations

import pytest

from onrecord.limits import MAX_TEXT_CHARS
from onrecord.readers.language import language_of, named, not_read, readable
from onrecord.report import Block, Origin, Report, digest

ENGLISH = (
    "The ministry said on Monday that the road to the harbour would be closed until the end of the week, "
    "because the bridge had been hit and it was not safe to cross. Nobody knows who fired. "
)
FRENCH = (
    "Le ministère a annoncé lundi que la route du port resterait fermée jusqu'à la fin de la semaine, "
    "parce que le pont avait été touché et que personne ne savait qui avait tiré. "
)
RUSSIAN = "Министерство сообщило в понедельник, что дорога к гавани будет закрыта до конца недели. "


def report(text: str, language: str | None) -> Report:
    return Report(
        id="r",
        text=text,
        text_sha256=digest(text),
        blocks=(Block(kind="paragraph", begin=0, end=len(text)),),
        title=None,
        outlet=None,
        published=None,
        byline=(),
        language=language,
        origin=Origin(),
    )


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (RUSSIAN, "ru"), (ENGLISH * 30, "en")])
def test_the_language_of_a_text_is_found(text: str, language: str) -> None:
    assert language_of(text) == (language, ())


def test_what_a_page_declares_does_not_overrule_its_text() -> None:
    assert language_of(FRENCH, "en-GB")[0] == "fr"
    assert language_of(ENGLISH, "es_ES")[0] == "en"


def test_a_short_text_takes_what_the_page_declares_else_none() -> None:
    assert language_of("Karven", "fr-FR") == ("fr", ())
    language, warnings = language_of("Karven")
    assert language is None
    assert warnings == ("too little text to tell its language: taken for English",)


def test_a_short_text_in_another_script_is_not_taken_for_english() -> None:
    language, _ = language_of("Переговоры отложены")
    assert language not in (None, "en")


def test_two_languages_in_one_text_are_a_warning() -> None:
    language, warnings = language_of(ENGLISH * 12 + FRENCH * 8)
    assert language == "en"
    assert "French (fr)" in warnings[0]


def test_only_english_is_read() -> None:
    assert readable(report(ENGLISH, "en"))
    assert readable(report("Karven", None))
    assert not readable(report(FRENCH, "fr"))
    assert not_read(report(FRENCH, "fr")) == "not read: the report is in French (fr); only English is read"


def test_a_text_too_long_is_not_read() -> None:
    assert "longer than" in str(not_read(report("a" * (MAX_TEXT_CHARS + 1), "en")))


def test_a_language_without_a_name_is_told_by_its_code() -> None:
    assert named("xx") == "another language (xx)"
