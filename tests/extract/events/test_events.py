from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.annotation import Annotation, Attribution, Happening, Marked
from onrecord.extract.events.occasions import calibrated
from onrecord.extract.extraction import extract
from onrecord.extract.parts import Parts
from onrecord.record import Event, Time
from onrecord.report import BlockKind, Report, Span
from onrecord.vocabulary import EventStatus, EventType
from tests.extract.making import day, make_report, marked, span_of, whole

Attributed = tuple[str | None, str | None, str]


class Told:
    """What extraction makes of a text, with short ways to what a test asks of its events."""

    def __init__(self, report: Report, parts: Parts, times: tuple[Time, ...]) -> None:
        self.report, self.parts = report, parts
        self.record = whole(report, parts, times)

    @property
    def one(self) -> Event:
        (event,) = self.parts.events
        return event

    def words(self, refs: tuple[str, ...]) -> list[str]:
        spans = {mention.id: mention.span for mention in self.parts.mentions}
        return [self.report.text[slice(*spans[ref])] for ref in refs]

    def named(self, ref: str) -> str | None:
        actors = {mention.id: mention.actor for mention in self.parts.mentions}
        return next((actor.name for actor in self.parts.actors if actor.id == actors[ref]), None)

    def triggers(self) -> list[str]:
        return [self.report.text[slice(*event.trigger)] for event in self.parts.events]


def mention(text: str, words: str, entity: str = "organization", after: int = 0) -> Marked:
    span = span_of(text, words, after)
    form = "name" if words[0].isupper() and not words.startswith(("The ", "A ")) else "nominal"
    return Marked(span=span, head=span, kind="other", entity=entity, form=form, chain=0)  # type: ignore[arg-type]


def happening(
    text: str,
    trigger: str,
    kind: EventType,
    agents: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    status: EventStatus = "occurred",
    confidence: float = 0.9,
) -> Happening:
    return Happening(
        trigger=span_of(text, trigger),
        type=kind,
        agents=tuple(span_of(text, words) for words in agents),
        recipients=tuple(span_of(text, words) for words in recipients),
        status=status,
        confidence=confidence,
    )


def tell(
    text: str,
    *happenings: Happening,
    mentions: tuple[str | Marked, ...] = (),
    said: tuple[Attributed, ...] = (),
    days: tuple[str, ...] = (),
    kinds: tuple[BlockKind, ...] = (),
) -> Told:
    report = make_report(text, *kinds)
    times = tuple(day(text, words) for words in days)
    annotation = Annotation(
        attributions=marked(text, *said).attributions,
        mentions=tuple(m if isinstance(m, Marked) else mention(text, m) for m in mentions),
        events=happenings,
    )
    return Told(report, extract(report, annotation, times), times)


def test_an_event_has_trigger_type_mode_parties_and_confidence() -> None:
    text = "Ruritania shelled the port of Osk."
    told = tell(text, happening(text, "shelled", "ASSAULT"), mentions=("Ruritania", mention(text, "the port", "place")))
    assert (told.one.type, told.one.mode, told.one.status) == ("ASSAULT", "heavy-weapons", "occurred")
    assert told.words(told.one.agents) == ["Ruritania"]
    assert told.words(told.one.recipients) == ["the port"]
    assert told.one.id == "e-10-17"
    assert told.one.confidence > 0.8
    assert told.one.according_to == ()


def test_confidence_rises_with_weight_and_stays_a_probability() -> None:
    rising = [calibrated(hundredth / 100) for hundredth in range(101)]
    assert rising == sorted(rising)
    assert rising[0] == 0 and rising[-1] <= 1


def test_where_nothing_happened_nothing_is_told() -> None:
    assert tell("The valley was quiet. Snow lay on the roofs.").parts.events == ()
    text = "The river was high in the morning."
    assert tell(text, happening(text, "high", "ASSAULT", confidence=0.3)).parts.events == ()


def test_words_tell_an_event_that_the_model_does_not_see_but_with_less_confidence() -> None:
    text = "Borduria arrested nine sailors."
    seen = tell(text, happening(text, "arrested", "COERCE", confidence=0.8), mentions=("Borduria", "nine sailors"))
    unseen = tell(text, mentions=("Borduria", "nine sailors"))
    assert seen.one.type == unseen.one.type == "COERCE"
    assert unseen.one.confidence < seen.one.confidence


@pytest.mark.parametrize("text", ["He died of a heart attack.", "The fire brigade came.", "She met the criteria."])
def test_words_that_only_look_like_events_are_none(text: str) -> None:
    assert tell(text).parts.events == ()


def test_of_two_types_of_one_trigger_the_likelier_is_told() -> None:
    text = "Ruritania lodged Borduria."
    told = tell(
        text,
        happening(text, "lodged", "AID", confidence=0.5),
        happening(text, "lodged", "COERCE", confidence=0.9),
        mentions=("Ruritania", "Borduria"),
    )
    assert told.one.type == "COERCE"


def test_an_event_stands_in_the_statement_whose_content_holds_it_and_in_those_around_that() -> None:
    text = "Sylvia Orr said that Borduria claimed that Ruritania had shelled the port."
    told = tell(
        text,
        mentions=("Ruritania",),
        said=(
            ("Sylvia Orr", "said", "that Borduria claimed that Ruritania had shelled the port"),
            ("Borduria", "claimed", "that Ruritania had shelled the port"),
        ),
    )
    inner = next(s for s in told.parts.statements if s.within is not None)
    assert told.one.according_to == (inner.id, inner.within)
    assert told.words(told.one.agents) == ["Ruritania"]


def test_a_cue_that_demands_is_an_event_told_by_the_outlet_with_its_source_as_agent() -> None:
    text = "Ilsa Maren demanded that the gates be opened."
    told = tell(text, said=(("Ilsa Maren", "demanded", "that the gates be opened"),))
    assert (told.one.type, told.one.according_to) == ("REQUEST", ())
    assert told.words(told.one.agents) == ["Ilsa Maren"]


def test_mere_saying_is_no_event() -> None:
    text = "Ilsa Maren announced a new bridge."
    told = tell(
        text,
        happening(text, "announced", "AGREE", ("Ilsa Maren",)),
        said=(("Ilsa Maren", "announced", "a new bridge"),),
        mentions=("Ilsa Maren",),
    )
    assert told.parts.events == ()


def test_what_a_denial_holds_is_denied() -> None:
    text = "Borduria denied that its army had shelled the port."
    told = tell(text, mentions=("Borduria",), said=(("Borduria", "denied", "that its army had shelled the port"),))
    assert [(e.type, e.status) for e in told.parts.events] == [("ASSAULT", "denied")]


def test_an_accusation_that_is_denied_was_made() -> None:
    text = "Borduria denied the accusations."
    told = tell(text, said=(("Borduria", "denied", "the accusations"),))
    assert (told.one.type, told.one.status) == ("ACCUSE", "occurred")


def test_who_tells_of_an_attack_is_not_made_its_agent() -> None:
    text = "Borduria's ministry said that shells struck the market."
    told = tell(
        text,
        happening(text, "struck", "ASSAULT", ("Borduria's ministry",), ("the market",)),
        mentions=("Borduria's ministry", mention(text, "the market", "place")),
        said=(("Borduria's ministry", "said", "that shells struck the market"),),
    )
    assert (told.one.agents, told.words(told.one.recipients)) == ((), ["the market"])


def test_parties_in_other_sentences_and_words_that_can_be_none_are_left_out() -> None:
    text = "Osk was calm. Ruritania attacked. Borduria slept."
    told = tell(
        text,
        happening(text, "attacked", "ASSAULT", ("Osk",), ("Borduria",)),
        mentions=("Osk", "Ruritania", "Borduria"),
    )
    assert (told.words(told.one.agents), told.one.recipients) == (["Ruritania"], ())


def test_the_time_is_that_of_the_clause() -> None:
    text = "Borduria said on Monday that Ruritania had attacked Osk on Sunday."
    told = tell(
        text,
        mentions=("Borduria", "Ruritania", mention(text, "Osk", "place")),
        days=("Monday", "Sunday"),
        said=(("Borduria", "said", "that Ruritania had attacked Osk on Sunday"),),
    )
    assert told.one.time == day(text, "Sunday").id


def test_the_time_of_an_act_of_saying_is_that_of_its_statement() -> None:
    text = "On Monday Ilsa Maren urged the council to act by Friday."
    told = tell(text, days=("Monday", "Friday"), said=(("Ilsa Maren", "urged", "the council to act by Friday"),))
    assert told.one.time == day(text, "Monday").id


def test_a_time_ahead_of_publication_makes_a_noun_planned() -> None:
    text = "Envoys look to the talks in Osk on Friday."
    report = make_report(text, published="2031-03-12")
    begin, end = span_of(text, "Friday")
    friday = Time(
        id="t-1", begin=begin, end=end, type="DATE", value="2031-03-14", begin_date="2031-03-14", end_date="2031-03-14"
    )
    (event,) = extract(report, Annotation(), (friday,)).events
    assert (event.status, event.time) == ("planned", "t-1")


def test_a_headline_is_not_told_again() -> None:
    text = "Ruritania shells port\n\nRuritania shelled the port of Osk."
    told = tell(text, kinds=("headline",), mentions=(mention(text, "Ruritania", after=20),))
    assert told.triggers() == ["shelled"]


def test_words_of_bylines_and_boilerplate_are_not_read() -> None:
    assert tell("Share this: talks, arrests and attacks", kinds=("boilerplate",)).parts.events == ()


def test_a_model_that_is_wrong_about_offsets_breaks_nothing() -> None:
    text = "Ruritania shelled Osk."
    wild = Happening(
        trigger=Span(500, 507),
        type="ASSAULT",
        agents=(Span(0, 9000),),
        recipients=(Span(400, 500),),
        status="occurred",
        confidence=0.9,
    )
    assert tell(text, wild).triggers() == ["shelled"]


_PIECES = st.sampled_from(
    (
        *(
            "Ruritania",
            "Borduria's",
            "shelled",
            "the talks",
            "on Monday",
            "who",
            ",",
            ".",
            "\n\n",
            "“",
            "”",
            "and",
            "was",
        ),
        *("attacked", "not", "to", "killed", "held", "said", "by", "demanded", "that", "will", "’s", "é", "  "),
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40), st.data())
def test_any_text_and_any_happenings_make_a_valid_record(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces) or "x"
    offsets = st.integers(0, len(text))

    def span() -> Span:
        begin, end = sorted((data.draw(offsets), data.draw(offsets)))
        return Span(begin, end + 1)

    annotation = Annotation(
        attributions=(Attribution(source=(span(),), cue=(span(),), content=(span(),), confidence=0.9),),
        mentions=tuple(
            Marked(span=one, head=one, kind="other", entity="person", form="name", chain=0) for one in (span(), span())
        ),
        events=tuple(
            Happening(
                trigger=span(), type="ASSAULT", agents=(span(),), recipients=(span(),), status="planned", confidence=0.8
            )
            for _ in range(3)
        ),
    )
    report = make_report(text)
    parts = extract(report, annotation, ())
    assert whole(report, parts, ()).events == parts.events


def test_thousands_of_triggers_in_one_sentence_are_read() -> None:
    text = "Ruritania attacked, killed and " * 2_000
    parts = extract(make_report(text), Annotation(), ())
    assert len(parts.events) == 2_000


def test_who_says_it_is_the_agent_of_what_is_done_by_saying() -> None:
    text = "Sylvia Orr, the mayor, urged Borduria to leave."
    told = tell(
        text,
        happening(text, "urged", "REQUEST", ("the mayor",), ("Borduria",)),
        mentions=("Sylvia Orr", mention(text, "the mayor", "person"), "Borduria"),
        said=(("Sylvia Orr, the mayor,", "urged", "Borduria to leave"),),
    )
    assert [told.named(agent) for agent in told.one.agents] == ["Sylvia Orr"]


def test_we_are_those_who_are_quoted() -> None:
    text = "“We shelled the port on Monday,” said Sylvia Orr."
    told = tell(text, mentions=("We",), said=(("Sylvia Orr", "said", "“We shelled the port on Monday,”"),))
    assert [told.named(agent) for agent in told.one.agents] == ["Sylvia Orr"]


def test_a_countrys_adjective_before_an_attack_tells_who_did_it() -> None:
    told = tell("The Turkish air strikes on Osk went on.")
    assert {told.named(agent) for event in told.parts.events for agent in event.agents} == {"Turkey"}


def test_those_before_a_relative_pronoun_are_the_agents_of_what_is_done_by_saying() -> None:
    text = "The judge heard neighbours who urged him to stop."
    told = tell(
        text,
        happening(text, "urged", "REQUEST", confidence=0.9),
        mentions=(mention(text, "neighbours", "person"), mention(text, "him", "person")),
        said=(("who", "urged", "him to stop"),),
    )
    assert told.words(told.one.agents) == ["neighbours"]


def test_a_passive_without_by_has_no_agent_whatever_the_model_says() -> None:
    text = "Guards left after nine sailors were detained."
    told = tell(
        text,
        happening(text, "detained", "COERCE", ("Guards",), ("nine sailors",)),
        mentions=(mention(text, "Guards", "person"), mention(text, "nine sailors", "person")),
    )
    assert (told.words(told.one.agents), told.words(told.one.recipients)) == ([], ["nine sailors"])


@pytest.mark.parametrize("text", ["Talks about relief supplies went on.", "The move is welcome.", "He was released."])
def test_what_is_of_somebody_is_no_event_where_nobody_takes_part(text: str) -> None:
    assert all(event.type == "CONSULT" for event in tell(text).parts.events)


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Traders cleared the square after shells struck the mill.", []),
        ("Upland Front shells struck the mill.", ["Upland Front"]),
    ],
)
def test_who_acts_in_another_clause_fired_no_shells(text: str, agents: list[str]) -> None:
    party = text.split(" cleared")[0] if " cleared" in text else "Upland Front"
    event = happening(text, "struck", "ASSAULT", agents=(party,), recipients=("the mill",))
    told = tell(text, event, mentions=(party, mention(text, "the mill", "place")))
    assert told.words(told.one.agents) == agents


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "odds"),
    [
        ("The river eroded the bank.", "eroded", "ASSAULT", 0.9),
        ("Borduria failed to file the form.", "failed", "REJECT", 0.95),
        ("Borduria kept in touch with the port.", "touch", "CONSULT", 0.5),
        ("The price war in Borduria goes on.", "war", "ASSAULT", 0.5),
        ("Borduria fought cancer in the villages.", "fought", "ASSAULT", 0.5),
        ("Borduria shot a film in the hills.", "shot", "ASSAULT", 0.5),
        ("They want a deal.", "deal", "AGREE", 0.5),
        ("There is a risk of violence.", "violence", "ASSAULT", 0.5),
        ("Borduria found foreign objects in the mill.", "objects", "ACCUSE", 0.5),
        ("Borduria was visiting her father in the hills.", "visiting", "CONSULT", 0.5),
        ("The talks would not open before Monday.", "not", "REJECT", 0.5),
        ("Food poisoning closed the mill in Borduria.", "poisoning", "ASSAULT", 0.3),
        ("Criminal charges are rare.", "charges", "ACCUSE", 0.3),
        ("The driver gunned the engine in Osk.", "gunned", "ASSAULT", 0.8),
        ("Ann Lee turned around in the hall.", "turned", "COERCE", 0.5),
        ("Ann Lee is charged with murder.", "murder", "ASSAULT", 0.9),
        ("They back tougher deportation laws.", "deportation", "COERCE", 0.9),
        ("He carried an offensive weapon.", "offensive", "ASSAULT", 0.9),
        ("Four protesters came to the hall.", "protesters", "PROTEST", 0.4),
        ("Ann Lee pleaded guilty on Monday.", "guilty", "SANCTION", 0.5),
        ("Witnesses felt threatened in the hall.", "threatened", "THREATEN", 0.5),
        ("The vote in Osk was held at night.", "held", "COERCE", 0.5),
        ("The smoking ban in Osk is old.", "ban", "COERCE", 0.5),
        ("The weather is to blame.", "blame", "ACCUSE", 0.5),
    ],
)
def test_words_that_name_no_act_tell_none(text: str, trigger: str, kind: EventType, odds: float) -> None:
    told = tell(text, happening(text, trigger, kind, confidence=odds))
    assert trigger not in told.triggers()


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Ann Lee spoke of the poisoning of Oren Pell.", "poisoning", "ASSAULT"),
        ("Police officers searched Ann Lee on Monday.", "searched", "COERCE"),
        ("Ann Lee muzzled Oren Pell on Monday.", "muzzled", "COERCE"),
        ("Ann Lee faces corruption charges.", "charges", "ACCUSE"),
        ("Ann Lee dropped the charges.", "dropped", "CONCEDE"),
        ("Ann Lee was forced out on Monday.", "forced", "COERCE"),
        ("Ann Lee declared a cease-fire.", "cease-fire", "RETREAT"),
        ("Ann Lee thanked Oren Pell in a phone call.", "call", "CONSULT"),
        ("Ann Lee was charged on Monday.", "charged", "ACCUSE"),
        ("Ann Lee charged Oren Pell with theft.", "charged", "ACCUSE"),
        ("Ann Lee was remanded on Monday.", "remanded", "COERCE"),
        ("Ann Lee was taken into custody.", "taken", "COERCE"),
        ("Ann Lee was held on bail.", "held", "COERCE"),
        ("Ann Lee threw stones at Oren Pell.", "threw", "ASSAULT"),
        ("Ann Lee looted a shop.", "looted", "ASSAULT"),
        ("Ann Lee returned fire.", "fire", "ASSAULT"),
        ("Ann Lee set the van on fire.", "set", "ASSAULT"),
        ("Ann Lee gunned Oren Pell down.", "gunned", "ASSAULT"),
        ("A judge condemned Ann Lee to death.", "condemned", "SANCTION"),
        ("Ann Lee imposed a ban on marches.", "ban", "COERCE"),
        ("Ann Lee scrambled two jets.", "scrambled", "MOBILIZE"),
        ("Ann Lee will sue Oren Pell.", "sue", "ACCUSE"),
        ("Ann Lee clamped down on Oren Pell.", "clamped", "COERCE"),
        ("Ann Lee took Oren Pell hostage.", "took", "ASSAULT"),
        ("Ann Lee and Oren Pell signed a memorandum.", "signed", "AGREE"),
        ("Ann Lee was arraigned on Monday.", "arraigned", "ACCUSE"),
        ("Ann Lee seized rifles from Oren Pell.", "seized", "COERCE"),
    ],
)
def test_words_that_tell_an_act_by_themselves(text: str, trigger: str, kind: EventType) -> None:
    told = tell(
        text, mentions=tuple(mention(text, name, "person") for name in ("Ann Lee", "Oren Pell") if name in text)
    )
    assert (trigger, kind) in [(text[slice(*event.trigger)], event.type) for event in told.parts.events]


def test_drew_criticism_is_not_said_by_whom_it_is_said_of() -> None:
    text = "Ann Lee drew criticism from Oren Pell."
    people = tuple(mention(text, name, "person") for name in ("Ann Lee", "Oren Pell"))
    told = tell(
        text, happening(text, "criticism", "ACCUSE"), mentions=people, said=(("Ann Lee", "drew criticism", "Pell"),)
    )
    assert (told.words(told.one.agents), told.words(told.one.recipients)) == (["Oren Pell"], ["Ann Lee"])


def test_two_bodies_in_one_word_are_actors_of_their_own() -> None:
    text = "She left an EU-Israel summit in Osk."
    told = tell(text)
    assert [told.named(ref) for ref in told.one.agents] == ["EU", "Israel"]


def test_a_place_that_only_the_model_gives_is_done_nothing_to_where_nobody_does_it() -> None:
    text = "Raids in Ruritania went on for days."
    whom = mention(text, "Ruritania", "place")
    told = tell(text, happening(text, "Raids", "ASSAULT", recipients=("Ruritania",)), mentions=(whom,))
    assert told.words(told.one.recipients) == []


def test_of_two_who_do_a_thing_together_a_sure_model_tells_who_did_it_with_whom() -> None:
    text = "Ruritania and Borduria have agreed to trade."
    pair = (mention(text, "Ruritania", "place"), mention(text, "Borduria", "place"))
    event = happening(text, "agreed", "AGREE", agents=("Ruritania",), recipients=("Borduria",))
    told = tell(text, event, mentions=pair)
    assert (told.words(told.one.agents), told.words(told.one.recipients)) == (["Ruritania"], ["Borduria"])


def test_a_participle_without_an_object_tells_what_was_done_to_its_subject() -> None:
    text = "Nine sailors arrested in the port of Osk."
    told = tell(text, mentions=(mention(text, "Nine sailors", "person"),))
    assert told.one.agents == ()
    assert told.words(told.one.recipients) == ["Nine sailors"]


def test_what_somebody_demands_has_not_happened() -> None:
    text = "Ann Lee urged Borduria to reopen the port and, by then, release the prisoners."
    told = tell(text, mentions=("Ann Lee", "Borduria"), said=(("Ann Lee", "urged", text[15:-1]),))
    assert all(event.status != "occurred" for event in told.parts.events if event.type == "RETREAT")


def test_who_condemns_an_attack_did_not_do_it_whatever_type_the_model_gives_the_word() -> None:
    text = "The mayor condemned the attack on the mill."
    told = tell(
        text,
        happening(text, "attack", "ACCUSE", agents=("The mayor",), confidence=0.29),
        mentions=("The mayor", mention(text, "the mill", "place")),
        said=(("The mayor", "condemned", "the attack on the mill"),),
    )
    attack = next(event for event in told.parts.events if event.type == "ASSAULT")
    assert attack.agents == ()


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Ann Lee came with fire bombs for Oren Pell.", "fire", "ASSAULT"),
        ("Ann Lee made a drug deal with Oren Pell.", "deal", "AGREE"),
        ("Ann Lee began a search for Oren Pell.", "search", "COERCE"),
        ("Ann Lee pulled a knife near Oren Pell.", "pulled", "RETREAT"),
        ("Ann Lee told Oren Pell of a smoking ban.", "ban", "COERCE"),
        ("Ann Lee insisted to Oren Pell she had slept.", "insisted", "REQUEST"),
        ("Ann Lee had the names released by Oren Pell.", "released", "RETREAT"),
        ("Ann Lee made a public comment on Oren Pell.", "comment", "CONSULT"),
    ],
)
def test_what_is_no_act_is_none_however_sure_the_model_is(text: str, trigger: str, kind: EventType) -> None:
    event = happening(text, trigger, kind, agents=("Ann Lee",), recipients=("Oren Pell",), confidence=0.9)
    told = tell(text, event, mentions=(mention(text, "Ann Lee", "person"), mention(text, "Oren Pell", "person")))
    assert trigger not in told.triggers()


def test_seized_arms_are_confiscated_and_no_town() -> None:
    text = "Ann Lee seized two rifles."
    told = tell(text, happening(text, "seized", "ASSAULT", confidence=0.6), mentions=(mention(text, "Ann Lee"),))
    assert told.one.type == "COERCE"


@pytest.mark.parametrize(("content", "triggers"), [('"Who will see the truce?"', []), ('"Leave the port."', ["asked"])])
def test_who_puts_a_question_asks_for_nothing(content: str, triggers: list[str]) -> None:
    text = f"Ann Lee asked the envoys, {content}"
    told = tell(
        text, mentions=(mention(text, "Ann Lee", "person"), "the envoys"), said=(("Ann Lee", "asked", content),)
    )
    assert [trigger for trigger in told.triggers() if trigger == "asked"] == triggers
