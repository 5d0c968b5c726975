from __future__ import annotations

import pytest

from onrecord.extract.events.status import status
from onrecord.extract.events.words import Around, words
from onrecord.vocabulary import EventStatus, EventType


def around(sentence: str) -> Around:
    """The words around the one in square brackets."""
    begin, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    return Around(words(text, 0, begin), words(text, begin, end), words(text, end, len(text)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council [rejected] the plan.", "occurred"),
        ("The council does not [reject] the plan.", "denied"),
        ("The council did not [accept] the plan.", "occurred"),
    ],
)
def test_who_does_not_reject_has_not_rejected(sentence: str, expected: EventStatus) -> None:
    assert status("occurred", "REJECT", around(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Veda would also have [attacked] the port.", "hypothetical"),
        ("Veda would have marked the boats and [attacked] them.", "hypothetical"),
        ("The army will stop the raids and [withdraw] the guns.", "planned"),
        ("The army came to the port and [attacked] it.", "occurred"),
        ("She asks for information leading to an [arrest] in the case.", "hypothetical"),
        ("They called for a lasting [truce] in the hills.", "possible"),
        ("Veda demanded the [release] of both.", "possible"),
        ("The envoys want the march [banned] from the square.", "possible"),
        ("There will be a second [investigation] in Osk.", "planned"),
        ("The two sides are in [talks] in Osk.", "ongoing"),
        ("He has been [held] in Osk since May.", "ongoing"),
        ("He was [held] in Osk for a day.", "occurred"),
        ("They spoke after Monday's [shooting] in Osk.", "occurred"),
        ("Ruritania [shelled] the port.", "occurred"),
        ("Ruritania did not [shell] the port.", "denied"),
        ("Ruritania never sold or [gave] them arms.", "occurred"),
        ("Ruritania had never [given] them arms.", "denied"),
        ("None of its units had [fired] on the town.", "denied"),
        ("There was no [attack] on the port.", "denied"),
        ("The ministry failed to [meet] the envoys.", "denied"),
        ("Ruritania has [given] arms to no one.", "denied"),
        ("Ruritania not only [shelled] the port but burned it.", "occurred"),
        ("The navy kept the pirates from [attacking] it.", "denied"),
        ("They came from [attacking] it.", "occurred"),
        ("With no warning the army [attacked] the town.", "occurred"),
        ("If Ruritania [attacks] the port, they will leave.", "hypothetical"),
        ("They would have [attacked] the port.", "hypothetical"),
        ("The army might [attack] the port.", "possible"),
        ("The minister offered to [withdraw] the guns.", "possible"),
        ("The army will [withdraw] from the port.", "planned"),
        ("They are expected to [meet] in Osk.", "planned"),
        ("The two sides are to [meet] in Osk.", "planned"),
        ("They agreed to [withdraw] the guns.", "planned"),
        ("She urged the army and its allies to [withdraw] the guns.", "planned"),
        ("They tried to [withdraw] the guns.", "occurred"),
        ("They will hold a first round of [talks] in Osk.", "planned"),
        ("The [talks] that are due to open on Friday are in doubt.", "planned"),
        ("The [talks] between the two sides that will be held in Osk matter.", "planned"),
        ("The planned [talks] matter.", "planned"),
        ("The [talks] were put off.", "planned"),
        ("Ruritania is [shelling] the port.", "ongoing"),
        ("Ruritania was [shelling] the port.", "occurred"),
        ("They have been [asking] for a witness.", "ongoing"),
        ("Ruritania continues to [shell] the port.", "ongoing"),
        ("The port is being [shelled].", "ongoing"),
        ("Nine envoys being [expelled] from Osk left.", "ongoing"),
        ("They left after being [expelled] from Osk.", "occurred"),
        ("Ilsa May has [blamed] the army.", "occurred"),
        ("The army may have [shelled] the port.", "possible"),
        ("The army is unlikely to [attack] the port.", "possible"),
        ("It was likely [shelled] on Monday.", "occurred"),
        ("A [summit] is unlikely to take place.", "possible"),
        ("Her [call] was unlikely; they are to meet.", "occurred"),
        ("They live with continued [shelling] and hunger.", "ongoing"),
        ("They live with ongoing shelling and [airstrikes] there.", "ongoing"),
        ("She called for an end to the [attacks].", "ongoing"),
        ("The [war] is in its third year.", "ongoing"),
        ("The army has the power to [attack] them.", "possible"),
        ("They pushed for a lasting [deal] on grain.", "possible"),
        ("The risk of an [attack] is high.", "possible"),
        ("The letter means [freezing] the upgrade.", "possible"),
        ("All sides should [meet] in Osk.", "possible"),
        ("The council sought to sign a [deal].", "possible"),
        ("The ministry had no comment on the [attack].", "occurred"),
    ],
)
def test_status_goes_by_the_words_of_the_clause(sentence: str, expected: EventStatus) -> None:
    assert status("occurred", "ASSAULT", around(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("They did not [accept] the plan.", "REJECT", "occurred"),
        ("They will [not] lift the ban.", "REJECT", "occurred"),
        ("I would [ask] them to wait.", "REQUEST", "occurred"),
        ("We will continue to [call] for a truce.", "REQUEST", "ongoing"),
        ("We will continue to [strike] them.", "ASSAULT", "planned"),
    ],
)
def test_what_is_done_by_saying_is_done_when_it_is_said(sentence: str, kind: EventType, expected: EventStatus) -> None:
    assert status("occurred", kind, around(sentence)) == expected


def test_without_words_that_tell_the_model_is_believed_except_where_it_supposes_what_no_condition_opens() -> None:
    plain = around("Talks in Osk, [talks] at sea.")
    assert status("planned", "CONSULT", plain) == "planned"
    assert status("possible", "CONSULT", plain) == "possible"
    assert status("hypothetical", "CONSULT", plain) == "occurred"
    assert status("hypothetical", "ASSAULT", around("They went to [attack] the port.")) == "possible"
