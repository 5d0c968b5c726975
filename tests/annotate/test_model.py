"""The shipped model: it loads, reads the same text the same way, and its spans stand in the text."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.annotation import Annotation
from onrecord.annotate.model import Model
from onrecord.annotate.tokens import tokenize, windows
from onrecord.report import Block, Origin, Report, digest

TEXT = (
    "The harbour will reopen on Friday, port director Ines Calloway said.\n\n"
    "“We have cleared the wreck,” she said, “and the tugs are ready.” "
    "According to the coast guard, nobody was hurt. Fishermen fear that the oil will spread."
)


PIECES = ("he said ", "“", "”", '"', ", ", "\n\n", "the ministry ", "that rain fell ", "界", "\x00", ".")


def report(text: str) -> Report:
    blocks = (Block(kind="paragraph", begin=0, end=len(text)),) if text else ()
    return Report(
        id="r",
        text=text,
        text_sha256=digest(text),
        blocks=blocks,
        title=None,
        outlet=None,
        published=None,
        byline=(),
        language="en",
        origin=Origin(),
    )


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load()


def test_who_says_what_is_found(model: Model) -> None:
    said = {
        tuple(TEXT[b:e] for b, e in a.source): [TEXT[b:e] for b, e in a.content]
        for a in model.annotate(report(TEXT)).attributions
    }
    assert said["port director Ines Calloway",] == ["The harbour will reopen on Friday"]
    assert len(said["she",]) == 2
    assert "nobody was hurt" in said["the coast guard",][0]
    assert ("Fishermen",) in said


def test_neighbouring_reports_change_nothing(model: Model) -> None:
    alone = model.annotate(report(TEXT))
    model.annotate(report("Something else, a spokesman said. " * 50))
    assert model.annotate(report(TEXT)) == alone == Model.load().annotate(report(TEXT))


def test_a_report_longer_than_many_windows_is_read_to_its_end(model: Model) -> None:
    text = "\n\n".join([TEXT] * 60)
    assert len(windows(tokenize(text))) > 10
    found = model.annotate(report(text)).attributions
    assert found[-1].content[-1].end > len(text) - len(TEXT)
    assert len(found) > 60 * 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*PIECES])))
def test_any_text_gives_spans_inside_it(model: Model, parts: list[str]) -> None:
    text = "".join(parts)
    whole = Block(kind="paragraph", begin=0, end=len(text)) if text.strip() else None
    made = report("" if whole is None else text)
    for attribution in model.annotate(made).attributions:
        spans = attribution.source + attribution.cue + attribution.content
        assert attribution.cue
        assert attribution.content
        assert all(0 <= b < e <= len(text) for b, e in spans)
        assert 0 <= attribution.confidence <= 1


def test_an_empty_report_has_an_empty_annotation(model: Model) -> None:
    assert model.annotate(report("")) == Annotation()


def test_the_shipped_weights_are_those_their_digest_names(model: Model) -> None:
    folder = resources.files("onrecord") / "data/model"
    assert (folder / "model.sha256").read_text("utf-8") == f"{model.sha256}  model.onnx\n"
    assert len((folder / "model.onnx").read_bytes()) < 40 * 2**20
