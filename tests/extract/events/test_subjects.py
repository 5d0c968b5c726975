from __future__ import annotations

import pytest

from onrecord.vocabulary import EventType
from tests.extract.events.test_parties import told


@pytest.mark.parametrize(
    ("kind", "sentence", "agents"),
    [
        ("COERCE", "On Monday <guards> tried to [seize] <object:the mill>.", ["guards"]),
        ("SANCTION", "<Ruritania> fights on, [cutting] <object:their funds>.", ["Ruritania"]),
        ("ASSAULT", "<Ruritania> replied by [shelling] <place:the port>.", ["Ruritania"]),
        ("REQUEST", "<Ann Lee> raised it in a call with <Oren Pell> and [urged] <him> to stop.", ["Ann Lee"]),
        ("CONSULT", "<Ann Lee> raised it in a [call] with <Oren Pell>.", ["Ann Lee"]),
        ("ASSAULT", "<Ruritania> halted its [attacks] on <Borduria>.", ["Ruritania"]),
        ("ASSAULT", "<Upland Front> [raids] went on.", ["Upland Front"]),
        ("COERCE", "<Ten sailors> were [arrested].", []),
        ("ASSAULT", "<Ten sailors> [killed] there were Bordurian.", []),
        ("CONSULT", "<Ann Lee>, <who> [met] <Oren Pell>, left.", ["Ann Lee"]),
        ("REQUEST", "She wrote to <envoys> in <place:Osk> on <time:Monday>, who [invited] her.", ["envoys"]),
        ("CONSULT", "In the past, <Ruritania> and <Borduria> [met] there.", ["Borduria", "Ruritania"]),
        ("CONSULT", "She said <Veda>, <Ruritania> and <Borduria> [met].", ["Borduria", "Ruritania", "Veda"]),
        ("ASSAULT", "Ann blamed <Ruritania> and <Borduria> [attacked].", ["Borduria"]),
        ("ASSAULT", "She spoke of those who had [attacked] <the port>.", []),
        ("COERCE", "<Ann Lee> came to <place:a court> in <place:Osk> Monday to [seize] <object:it>.", ["Ann Lee"]),
    ],
)
def test_a_verb_without_its_own_subject_has_the_clauses(kind: EventType, sentence: str, agents: list[str]) -> None:
    assert sorted(told(kind, sentence)[0]) == agents


def test_what_is_done_to_them_by_two_verbs_is_done_to_the_same() -> None:
    from onrecord.extract.events.parties import Parties
    from onrecord.report import Span

    before = Parties((), (Span(0, 11),))
    assert told("COERCE", "<Ten sailors> were arrested and [jailed].", before) == ([], ["Ten sailors"])
