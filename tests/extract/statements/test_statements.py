from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.annotation import Annotation, Attribution, Marked
from onrecord.extract.extraction import extract
from onrecord.record import to_json
from onrecord.report import BlockKind, Report, Span
from onrecord.vocabulary import StatementKind
from tests.extract.making import make_report, marked, read, span_of, whole


@pytest.mark.parametrize(
    ("text", "attribution", "expected"),
    [
        ('"The dam holds," Pia Lund said.', ("Pia Lund", "said", '"The dam holds,"'), "direct"),
        ('Pia Lund said the dam "holds".', ("Pia Lund", "said", 'the dam "holds"'), "mixed"),
        ("Pia Lund said the dam holds.", ("Pia Lund", "said", "the dam holds"), "indirect"),
        ("Pia Lund said 'the dam holds'.", ("Pia Lund", "said", "'the dam holds'"), "direct"),
        ("“I think the dam holds,” Pia Lund said.", ("I", "think", "the dam holds"), "indirect"),
        ('She said a boat named "Grey Heron" sank.', ("She", "said", 'a boat named "Grey Heron" sank'), "indirect"),
        ("“What I fear,” Pia Lund said, “is the river.”", ("I", "fear", "“is the river.”"), "indirect"),
        ("The mayor said:\n\nI regret the flood.", ("The mayor", "said", "I regret the flood."), "direct"),
    ],
)
def test_kind_goes_by_the_quotation_marks(
    text: str, attribution: tuple[str, str, str], expected: StatementKind
) -> None:
    assert read(text, attribution).one.kind == expected


def test_a_quotation_over_paragraphs_is_one_direct_statement() -> None:
    text = "“The dam holds.\n\n“The road is open.\n\n“Nobody was hurt.” Pia Lund said so."
    found = read(text, ("Pia Lund", "said", "“The dam holds.\n\n“The road is open.\n\n“Nobody was hurt.”"))
    assert found.one.kind == "direct"
    assert found.said(found.one.content) == ["“The dam holds.", "“The road is open.", "“Nobody was hurt.”"]


def test_what_is_told_next_is_not_in_the_content_because_its_subject_follows() -> None:
    text = "The council reported nothing. The River Watch burned a boat."
    source, cue, *content = (
        span_of(text, words) for words in ("The council", "reported", "nothing", "The River Watch")
    )
    said = Attribution(source=(source,), cue=(cue,), content=tuple(content), confidence=0.8)
    (statement,) = extract(make_report(text), Annotation(attributions=(said,)), ()).statements
    assert [text[begin:end] for begin, end in statement.content] == ["nothing"]


def test_a_statement_has_its_source_stance_and_confidence() -> None:
    text = "Mayor Ilsa Maren denied on Monday that the dam had failed."
    found = read(text, ("Mayor Ilsa Maren", "denied", "that the dam had failed."), times=("Monday",))
    statement = found.one
    assert (statement.stance, statement.kind, found.who(statement)) == ("deny", "indirect", "Ilsa Maren")
    assert found.said(statement.content) == ["that the dam had failed"]
    assert statement.time == found.times[0].id
    assert statement.confidence == 0.8
    assert statement.id == "s-0-57"
    (actor,) = found.parts.actors
    assert (actor.role, actor.kind, actor.public) == ("Mayor", "person", True)


def test_pronouns_and_bare_roles_have_no_actor() -> None:
    text = "She said it rained. The minister claimed it snowed. A senior official insisted it froze."
    found = read(
        text,
        ("She", "said", "it rained"),
        ("The minister", "claimed", "it snowed"),
        ("A senior official", "insisted", "it froze"),
    )
    sources = [statement.source for statement in found.parts.statements]
    assert [source and source.actor for source in sources] == [None] * 3
    assert [source and source.described for source in sources] == [False, False, True]
    assert found.parts.actors == ()


def test_a_passive_accusation_names_nobody() -> None:
    text = "The miller is accused of stealing grain."
    statement = read(text, (None, "is accused of", "stealing grain")).one
    assert (statement.source, statement.stance) == (None, "accuse")


def test_a_statement_lies_within_the_one_whose_content_holds_it() -> None:
    text = "Turkey says Russia denies that it rained."
    found = read(text, ("Turkey", "says", "Russia denies that it rained"), ("Russia", "denies", "that it rained"))
    outer, inner = found.parts.statements
    assert inner.within == outer.id
    assert outer.within is None


def test_statements_that_hold_each_other_do_not_lie_within_each_other() -> None:
    text = "say two say four"
    spans = (Span(0, 16),)
    annotation = Annotation(
        attributions=(
            Attribution(source=(), cue=(Span(0, 3),), content=spans, confidence=1.0),
            Attribution(source=(), cue=(Span(8, 11),), content=spans, confidence=1.0),
        )
    )
    report = make_report(text)
    parts = extract(report, annotation, ())
    whole(report, parts, ())
    assert [statement.within for statement in parts.statements] == [None, None]


def test_i_in_quoted_words_is_who_is_quoted() -> None:
    text = '"I fear the dam will break," Mayor Ilsa Maren said.'
    found = read(
        text,
        ("Mayor Ilsa Maren", "said", '"I fear the dam will break,"'),
        ("I", "fear", "the dam will break"),
    )
    assert [found.who(statement) for statement in found.parts.statements] == ["Ilsa Maren", "Ilsa Maren"]


def test_one_actor_a_name_and_a_mention_each_time_it_is_used() -> None:
    text = "Mayor Ilsa Maren said it rained. Maren said it snowed."
    found = read(text, ("Mayor Ilsa Maren", "said", "it rained"), ("Maren", "said", "it snowed"))
    assert [actor.name for actor in found.parts.actors] == ["Ilsa Maren"]
    (second,) = [m for m in found.parts.mentions if m.begin > 10]
    assert text[second.begin : second.end] == "Maren"


def test_an_attribution_without_content_or_without_any_words_is_left_out() -> None:
    text = "Pia Lund spoke. It rained."
    report = make_report(text)
    annotation = Annotation(
        attributions=(
            Attribution(source=(Span(0, 8),), cue=(Span(9, 14),), content=(), confidence=0.5),
            Attribution(source=(), cue=(), content=(Span(16, 25),), confidence=0.5),
            Attribution(source=(), cue=(), content=(), confidence=0.5),
            Attribution(source=(), cue=(Span(30, 40),), content=(Span(40, 50),), confidence=0.5),
        )
    )
    assert extract(report, annotation, ()).statements == ()


def test_the_same_attribution_twice_is_one_statement_of_the_higher_confidence() -> None:
    text = "Pia Lund said it rained."
    once = marked(text, ("Pia Lund", "said", "it rained")).attributions[0]
    other = Attribution(source=once.source, cue=once.cue, content=once.content, confidence=0.917)
    (statement,) = extract(make_report(text), Annotation(attributions=(once, other)), ()).statements
    assert statement.confidence == 0.92


WORDS = ["said", "told", "Reuters", "Karsk", "President", "Ann", "Velde", "“", "”", '"', "'", "’s", "according to"]
WORDS += [",", ".", "\n\n", "in an interview with", "Radio Veda", "quoted", "as saying", "I", "(AP)", "Photo:", "of"]
WORDS += ["posted on Twitter by", "Ministry", "U.S.", "citing", "''", "‘", "\u200b", "é", "𝒳", "at the Orla"]
KINDS: list[BlockKind] = ["paragraph", "caption", "credit", "dateline", "headline", "byline"]


@st.composite
def readings(draw: st.DrawFn) -> tuple[Report, Annotation]:
    """Any text with attributions anywhere in it and beyond its end."""
    piece = st.sampled_from(WORDS) | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=4)
    text = " ".join(draw(st.lists(piece, max_size=40)))
    offset = st.integers(0, len(text) + 3)
    span = st.tuples(offset, offset).map(lambda pair: Span(min(pair), max(pair) + 1))
    spans = st.lists(span, max_size=3).map(lambda found: tuple(sorted(found)))
    attribution = st.builds(
        Attribution, source=spans, cue=spans, content=spans, confidence=st.floats(0, 1), inner=st.booleans()
    )
    report = make_report(
        text,
        *draw(st.lists(st.sampled_from(KINDS), max_size=6)),
        outlet=draw(st.sampled_from([None, "Reuters", "Radio Veda"])),
        credits=tuple(draw(st.lists(st.sampled_from(["Reuters", "AP", "x"]), max_size=2, unique=True))),
    )
    mention = st.builds(
        Marked,
        span=span,
        head=span,
        kind=st.sampled_from(["person", "organization", "place", "event", "other"]),
        form=st.sampled_from(["name", "nominal", "pronoun"]),
        chain=st.integers(0, 2),
        confidence=st.floats(0, 1),
    )
    return report, Annotation(
        attributions=tuple(draw(st.lists(attribution, max_size=6))), mentions=tuple(draw(st.lists(mention, max_size=6)))
    )


@given(readings())
def test_any_annotation_of_any_text_makes_a_record_that_holds(reading: tuple[Report, Annotation]) -> None:
    report, annotation = reading
    record = whole(report, extract(report, annotation, ()), ())
    assert to_json(record) == to_json(whole(report, extract(report, annotation, ()), ()))
    for mention in record.mentions:
        assert report.text[mention.begin : mention.end].strip()


def _training() -> Path | None:
    folder = Path(os.environ.get("ONRECORD_SHARED") or Path(__file__).parents[3] / "shared")
    path = folder / "corpora" / "attribution" / "polnear-dev.jsonl"
    return path if path.exists() else None


@pytest.mark.skipif(_training() is None, reason="needs the shared corpora")
def test_gold_attributions_of_real_articles_make_records_that_hold() -> None:
    path = _training()
    assert path is not None
    kept = given_ = 0
    for line in path.read_text(encoding="utf-8").splitlines()[:30]:
        article = json.loads(line)
        report = make_report(article["text"])
        spans = [
            {part: tuple(Span(b, e) for b, e in sorted(found[part])) for part in ("source", "cue", "content")}
            for found in article["attributions"]
        ]
        annotation = Annotation(
            attributions=tuple(
                Attribution(source=f["source"], cue=f["cue"], content=f["content"], confidence=0.9) for f in spans
            )
        )
        record = whole(report, extract(report, annotation, ()), ())
        kept += len(record.statements)
        given_ += len(annotation.attributions)
    # The corpus marks deeds as well ("ignored the issue"), which are no statements here.
    assert kept > 0.9 * given_


def test_items_of_a_list_behind_a_colon_are_not_quoted() -> None:
    text = "Maren set rules:\n\nno boats at night;\n\nno dogs."
    attribution = ("Maren", "set rules", "no boats at night | no dogs")
    assert read(text, attribution).one.kind == "direct"
    assert read(text, attribution, kinds=("paragraph", "list-item", "list-item")).one.kind == "indirect"


def test_what_few_or_nobody_believe_is_doubted() -> None:
    assert read("Few of them believed it rained.", ("Few of them", "believed", "it rained")).one.stance == "doubt"
    assert read("A few of them believed it rained.", ("A few of them", "believed", "it rained")).one.stance == "believe"


def test_words_that_open_a_sentence_do_not_reach_back_into_the_one_before() -> None:
    text = "“The tugs are ready.” According to the guard, nobody was hurt."
    found = read(text, ("the guard", "According to", "“The tugs are ready.” | nobody was hurt"))
    assert found.said(found.one.content) == ["nobody was hurt"]


def test_an_outlet_hands_over_to_the_speaker_of_what_it_reports() -> None:
    text = "Mayor Ana Roth said that the bridge is safe, Hill Radio reported."
    found = read(text, ("Hill Radio", "reported", "Mayor Ana Roth said that the bridge is safe"))
    assert found.said(found.one.source.spans if found.one.source else ()) == ["Mayor Ana Roth"]
    assert found.said(found.one.cue) == ["said"]
    assert found.said(found.one.content) == ["that the bridge is safe"]
    assert [found.said(relay.spans) for relay in found.one.via] == [["Hill Radio", "reported"]]


def test_what_goes_on_behind_an_outlets_tail_stays_with_the_speaker() -> None:
    text = "“We wait,” Ana Roth told a briefing, Hill Radio reported. “For now.”"
    found = read(text, ("Ana Roth", "told", "“We wait,”"), ("Hill Radio", "reported", "a briefing | “For now.”"))
    assert found.said(found.one.content) == ["“We wait,”", "“For now.”"]
    assert len(found.one.via) == 1


def test_attributions_that_are_hardly_sure_are_left_out() -> None:
    text = "Ana Roth said it rains."
    annotation = marked(text, ("Ana Roth", "said", "it rains"))
    (one,) = annotation.attributions
    unsure = Annotation(
        attributions=(Attribution(source=one.source, cue=one.cue, content=one.content, confidence=0.2),)
    )
    assert len(extract(make_report(text), annotation, ()).statements) == 1
    assert extract(make_report(text), unsure, ()).statements == ()


def test_a_source_in_another_sentence_than_its_cue_is_not_taken() -> None:
    text = "The envoy, Pia Lund, left early. Karsk, which had abstained, objected that it rained."
    found = read(text, ("Pia Lund", "objected", "that it rained"))
    assert found.one.source is None


def test_what_is_said_inside_what_is_said_lies_within_it_to_any_depth() -> None:
    text = "Turkey says that Russia denies that Syria fears that it rains."
    found = read(
        text,
        ("Turkey", "says", "that Russia denies that Syria fears that it rains"),
        ("Russia", "denies", "that Syria fears that it rains"),
        ("Syria", "fears", "that it rains"),
        inner=(1, 2),
    )
    outer, denial, fear = found.parts.statements
    assert [found.who(s) for s in (outer, denial, fear)] == ["Turkey", "Russia", "Syria"]
    assert (outer.within, denial.within, fear.within) == (None, outer.id, denial.id)
    assert (denial.stance, fear.stance) == ("deny", "expect")


def test_an_inner_statement_without_the_outer_one_is_not_told() -> None:
    text = "Turkey says that Russia denies that it rains."
    assert read(text, ("Russia", "denies", "that it rains"), inner=(0,)).parts.statements == ()


def test_an_inner_statement_that_an_outlet_passes_on_is_told_through_it() -> None:
    text = "Mayor Ana Roth said that the bridge is safe, Hill Radio reported."
    found = read(
        text,
        ("Hill Radio", "reported", "Mayor Ana Roth said that the bridge is safe"),
        ("Mayor Ana Roth", "said", "that the bridge is safe"),
        inner=(1,),
    )
    assert found.who(found.one) == "Ana Roth"
    assert found.via(found.one) == ["Hill Radio"]


def test_the_sentence_before_a_said_clause_is_not_the_speakers() -> None:
    text = "It rained in May, a third less than before. Most of it fell at night, said Pia Lund."
    parts = tuple(span_of(text, words) for words in ("a third less than before", "Most of it fell at night"))
    told = Attribution(source=(span_of(text, "Pia Lund"),), cue=(span_of(text, "said"),), content=parts, confidence=0.9)
    report = make_report(text)
    (statement,) = extract(report, Annotation(attributions=(told,)), ()).statements
    assert statement.content == (parts[1],)
