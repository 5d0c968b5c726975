"""GUM's rows as labels of our words; runs without torch. The sentences are our own, in GUM's format."""

# ruff: noqa: E501 -- rows are long
from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.annotate.labels import ARGUMENTS, ENTITIES, FORMS, RELATIONS, STATUSES, TAGS, UPOS
from training.corpora.gum import document
from training.documents import Document

ROWS = """\
# newdoc id = GUM_news_bridge
# newpar
1	Mira	Mira	PROPN	NNP	_	3	nsubj	_	Discourse=attribution-positive:1->2:0:sem-atsrc-1-2-_+lex-indwd-3-_|Entity=(1-person-new-n-1-1,2-coref
2	Holt	Holt	PROPN	NNP	_	1	flat	_	Entity=1)
3	said	say	VERB	VBD	Tense=Past|VerbForm=Fin	0	root	_	_
4	Oran	Oran	PROPN	NNP	_	5	nsubj	_	Discourse=attribution-positive:2->3:1:sem-atsrc-4-_+lex-indwd-5-_|Entity=(2-person-new-n-1-1-coref)
5	believes	believe	VERB	VBZ	VerbForm=Fin	3	ccomp	_	_
6	she	she	PRON	PRP	_	9	nsubj	_	Discourse=ROOT:3:0|Entity=(1-person-giv-n-1-1-ana)
7-8	won't	_	_	_	_	_	_	_	_
7	wo	will	AUX	MD	VerbForm=Fin	9	aux	_	_
8	n't	not	PART	RB	_	9	advmod	_	_
9	cross	cross	VERB	VB	VerbForm=Inf	5	ccomp	_	_
10	the	the	DET	DT	_	11	det	_	Entity=(3-place-new-n-1-2-sgl
11	bridge	bridge	NOUN	NN	_	9	obj	_	Entity=3)|SpaceAfter=No
12	.	.	PUNCT	.	_	3	punct	_	_

# newpar
1	Talks	talk	NOUN	NNS	_	3	nsubj	_	Discourse=x-y:4->3:0|Entity=(4-event-new-n-1-1-sgl)
2	will	will	AUX	MD	VerbForm=Fin	3	aux	_	_
3	begin	begin	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_
"""


@pytest.fixture
def made(tmp_path: Path) -> Document:
    path = tmp_path / "GUM_news_bridge.conllu"
    path.write_text(ROWS, "utf-8")
    return document(path)


def words(made: Document) -> list[str]:
    return [made.text[b:e] for b, e in zip(made.tokens.begin, made.tokens.end, strict=True)]


def test_text_is_rebuilt_with_its_spaces_and_paragraphs(made: Document) -> None:
    assert made.text == "Mira Holt said Oran believes she won't cross the bridge.\n\nTalks will begin."


def test_syntax_is_on_the_first_word_of_each_token(made: Document) -> None:
    at = {w: i for i, w in enumerate(words(made))}
    layers = made.layers
    assert layers.head is not None and layers.relation is not None and layers.upos is not None
    assert layers.sentence is not None
    assert words(made)[layers.head[at["Holt"]]] == "Mira"
    assert RELATIONS[layers.relation[at["said"]]] == "root"
    assert layers.head[at["said"]] == at["said"]
    assert UPOS[layers.upos[at["cross"]]] == "VERB"
    # "won" is "wo" and the begin of "n't", whose other words hang on its second.
    assert (layers.head >= 0).all()
    assert [w for w, s in zip(words(made), layers.sentence, strict=True) if s] == ["Mira", "Talks"]


def test_mentions_point_from_their_heads_to_their_edges_and_chains(made: Document) -> None:
    at = {w: i for i, w in enumerate(words(made))}
    layers = made.layers
    assert layers.entity is not None and layers.left is not None and layers.right is not None
    assert layers.chain is not None and layers.form is not None
    assert ENTITIES[layers.entity[at["Mira"]]] == "person"
    assert (layers.left[at["Mira"]], layers.right[at["Mira"]]) == (at["Mira"], at["Holt"])
    assert layers.left[at["bridge"]] == at["the"]
    assert layers.chain[at["she"]] == layers.chain[at["Mira"]] != layers.chain[at["Oran"]]
    assert FORMS[layers.form[at["she"]]] == "pronoun"


def test_clauses_tell_how_they_present_what_they_tell(made: Document) -> None:
    at = {w: i for i, w in enumerate(words(made))}
    status = made.layers.status
    assert status is not None
    assert STATUSES[status[at["said"]]] == "occurred"
    assert STATUSES[status[at["cross"]]] == "denied"
    assert STATUSES[status[at["begin"]]] == "planned"
    assert STATUSES[status[at["Talks"]]] == "planned"


def test_only_the_attribution_inside_another_is_an_inner_one(made: Document) -> None:
    names = words(made)
    inner = made.layers.inner
    assert inner is not None
    assert {w: TAGS[t] for w, t in zip(names, inner, strict=True) if t > 0} == {
        "Oran": "B-source",
        "believes": "B-cue",
        "she": "B-content",
        **dict.fromkeys(("won", "'", "t", "cross", "the", "bridge"), "I-content"),
    }
    (cue,) = made.cues
    assert names[cue.begin] == "believes"
    assert ARGUMENTS[cue.roles[names.index("Oran")]] == "B-source"
    assert cue.roles.get(names.index("Mira")) is None
