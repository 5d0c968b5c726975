from __future__ import annotations

import pytest

from onrecord.extract.actors.governments import Governments
from onrecord.extract.actors.known import default
from onrecord.extract.actors.people import People
from onrecord.extract.sentences import Sentences
from tests.extract.making import make_report, span_of


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Turkish government left.", "Turkish government", ("Turkey", "country", "TUR")),
        ("Turkey's government left.", "Turkey's government", ("Turkey", "country", "TUR")),
        ("The government of Turkey left.", "government of Turkey", ("Turkey", "country", "TUR")),
        ("The authorities in Damascus left.", "authorities in Damascus", ("Syria", "country", "SYR")),
        ("The Syrian regime left.", "Syrian regime", ("Syria", "country", "SYR")),
        ("The Assad regime left.", "Assad regime", ("Assad regime", "organization", "SYR")),
        ("Mr Assad's government left.", "Assad's government", ("Assad government", "organization", "SYR")),
        ("Veda's foreign ministry said that Veda left.", "Veda", ("Veda", "country", None)),
        ("Veda's defence minister met the Vedan government.", "Vedan government", ("Veda", "country", None)),
        (
            "The Turkish government left. The government came back.",
            "government",
            ("Turkey", "country", "TUR"),
        ),
        ("The Turkish government met the Syrian government. The government left.", "government", None),
        ("The government left.", "government", None),
        ("The city government left.", "city government", None),
        ("The Harvest government left.", "Harvest government", None),
    ],
)
def test_whose_government_words_mean(text: str, words: str, expected: tuple[str, str, str | None] | None) -> None:
    report = make_report(text)
    found = Governments(text, default(), People(report, Sentences(report))).read(
        span_of(text, words, text.rfind(words))
    )
    assert ((found.name, found.kind, found.country) if found else None) == expected
