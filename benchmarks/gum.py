"""Syntax, mentions, coreference and inner attributions on GUM dev: `python -m benchmarks.gum [--freeze]`.

Only the text of a document goes in, put together again from its CoNLL-U; what the model makes of it is compared with
GUM's layers, all offsets being code points of that text. Intervals are of 95 %, by bootstrap over documents. `--model
FILE` measures another model than the shipped one, `--freeze` writes results/gum.json. How each figure is counted:
benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec import to_builtins

from benchmarks.bootstrap import RESAMPLES, SEED, Score, f1, resampled, scores
from benchmarks.conll import Counts, b_cubed, ceaf_e, clusters, muc
from benchmarks.corpora import GUM, digest
from benchmarks.quality import HERE
from onrecord.annotate.annotation import Annotation
from onrecord.annotate.labels import ARGUMENTS, RELATIONS, UPOS
from onrecord.annotate.model import Model
from onrecord.annotate.syntax import Syntax
from onrecord.readers.blocks import plain_blocks
from onrecord.readers.making import Facts, Wishes, make
from onrecord.report import Report
from training.corpora import gum

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEV = GUM / "dev"
ROOT = -1
FEWEST = 10
"""Documents that a group must have for intervals: of two, all resamples are much alike."""

CONLL = ("MUC", "B³", "CEAF-e")


class Mention(NamedTuple):
    """One mention of either side: its characters, GUM's type, its form, and the name of its chain."""

    span: tuple[int, int]
    entity: str
    form: str
    chain: Hashable


class Gold(NamedTuple):
    """One document: its report, GUM's tokens, the tokens that begin sentences, mentions, and inner attributions.

    `inner`: of each attribution inside another, the characters of its source and those of its content.
    """

    report: Report
    tokens: list[gum.Token]
    starts: list[int]
    mentions: list[Mention]
    inner: list[tuple[set[int], set[int]]]


def gold(path: Path) -> Gold:
    """What GUM says of one document; ends where the text put together is not the one that GUM gives by sentence."""
    raw = path.read_text("utf-8")
    text, tokens, starts = gum.parse(raw)
    whole = [line.removeprefix("# text = ").strip() for line in raw.split("\n") if line.startswith("# text = ")]
    ends = [tokens[s - 1].end for s in (*starts[1:], len(tokens))]
    if whole != [text[tokens[s].begin : e] for s, e in zip(starts, ends, strict=True)]:
        raise SystemExit(f"{path.name}: the text put together from its tokens is not its text")
    facts = Facts(name=path.stem, id=path.stem, raw_sha256="", media_type="text/plain")
    report = make(text, plain_blocks(text), facts, Wishes()).report
    mentions = [
        Mention((tokens[s.begin].begin, tokens[s.end - 1].end), s.entity, _form(tokens, s), s.group)
        for s in gum.spans(tokens)
    ]
    read = gum.document(path)
    words = list(zip(read.tokens.begin.tolist(), read.tokens.end.tolist(), strict=True))
    inner = []
    for cue in read.cues:
        roles = {part: [words[w] for w, r in cue.roles.items() if ARGUMENTS[r].endswith(part)] for part in _PARTS}
        inner.append((chars(text, roles["source"]), chars(text, roles["content"])))
    return Gold(report, tokens, starts, mentions, inner)


_PARTS = ("source", "content")


def _form(tokens: list[gum.Token], span: gum.Span) -> str:
    """By the part of speech of its first head: the token that is governed from outside the mention."""
    heads = [t for i, t in enumerate(tokens[span.begin : span.end], span.begin) if not _governed(t, i, span)]
    upos = heads[0].upos if heads else "NOUN"
    return "pronoun" if upos in ("PRON", "DET") else "name" if upos == "PROPN" else "nominal"


def _governed(token: gum.Token, index: int, span: gum.Span) -> bool:
    return token.head != index and span.begin <= token.head < span.end


def accuracy(right: int, of: int) -> Counts:
    """Counts of which precision, recall and F1 are one accuracy."""
    return Counts(right, of, right, of)


def agreement(golds: Iterable[Hashable], answers: Iterable[Hashable]) -> Counts:
    """Counts of things that are right where equal; what is given twice counts twice."""
    one, other = Counter(golds), Counter(answers)
    both = (one & other).total()
    return Counts(both, one.total(), both, other.total())


def sentences(given: Gold, annotation: Annotation) -> dict[str, Counts]:
    """Where sentences begin, the document's own beginning left out; and whole sentences, both ends right."""
    first, last = given.tokens[0].begin, len(given.report.text)
    golds = [given.tokens[s].begin for s in given.starts]
    answers = sorted({first, *annotation.sentences})
    return {
        "sentence starts": agreement(golds[1:], answers[1:]),
        "whole sentences": agreement(*(zip(s, [*s[1:], last], strict=True) for s in (golds, answers))),
    }


def words_of(tokens: list[gum.Token], syntax: Syntax) -> tuple[NDArray[Any], NDArray[np.bool_], NDArray[Any]]:
    """Of each token its word and whether that is its own; of each word the token that owns it.

    A token's word is the first that begins in it. One in which none begins ("not" of "cannot") has none of its own and
    is given the word it stands in, so the same answer as the token before it.
    """
    begins, ends = (np.array([t[side] for t in tokens]) for side in (0, 1))
    word = np.searchsorted(syntax.begin, begins)
    own = np.append(syntax.begin, len(tokens) and ends[-1])[word] < ends
    owners = np.flatnonzero(own)
    owner = owners[np.maximum(np.searchsorted(word[own], np.arange(len(syntax.begin)), "right") - 1, 0)]
    return np.where(own, word, word - 1), own, owner


def syntax(given: Gold, found: Syntax) -> dict[str, Counts]:
    """Parts of speech and dependencies by GUM's token, punctuation too, wherever the model ends its sentences.

    A root's head is no token: it is right for a root only.
    """
    word, own, owner = words_of(given.tokens, found)
    golds = [(ROOT if t.head == i else t.head, t.relation) for i, t in enumerate(given.tokens)]
    answers = [
        (ROOT if found.head[w] == w else int(owner[found.head[w]]), RELATIONS[found.relation[w]]) for w in word.tolist()
    ]
    both = list(zip(golds, answers, strict=True))
    upos = sum(t.upos == UPOS[found.upos[w]] for t, w in zip(given.tokens, word.tolist(), strict=True))

    def right(read: Callable[[tuple[int, str]], object]) -> Counts:
        return accuracy(sum(read(g) == read(a) for g, a in both), len(both))

    return {
        "UPOS": accuracy(upos, len(both)),
        "UAS": right(lambda arc: arc[0]),
        "LAS": right(lambda arc: arc),
        "LAS without subtypes": right(lambda arc: (arc[0], arc[1].split(":")[0])),
        "tokens with a word of their own": accuracy(int(own.sum()), len(both)),
    }


def mentions(golds: list[Mention], answers: list[Mention]) -> dict[str, Counts]:
    """All nested mentions by exact span; a form's own are looked for among those of every form."""
    table = {
        "mentions": agreement((m.span for m in golds), (m.span for m in answers)),
        "mentions with type": agreement((m[:2] for m in golds), (m[:2] for m in answers)),
    }
    for form in ("name", "nominal", "pronoun"):
        recall = agreement((m.span for m in golds if m.form == form), (m.span for m in answers))
        precision = agreement((m.span for m in golds), (m.span for m in answers if m.form == form))
        table[form + "s"] = Counts(recall.found, recall.gold, precision.right, precision.answers)
    return table


def coreference(golds: list[Mention], answers: list[Mention]) -> dict[str, Counts]:
    """The three metrics on predicted mentions, without clusters of one mention on either side and with them."""
    table = {}
    for singletons, name in ((False, ""), (True, " with singletons")):
        key, response = (clusters(((m.span, m.chain) for m in side), singletons) for side in (golds, answers))
        for metric, count in zip(CONLL, (muc, b_cubed, ceaf_e), strict=True):
            table[metric + name] = count(key, response)
    return table


def inner(given: Gold, annotation: Annotation, marked: bool = True) -> Counts:
    """Attributions inside attributions: source and content overlap by half or more (IoU), one to one, the best first.

    `marked`: only answers that the model marks as inner; else all its attributions.
    """
    text = given.report.text
    answers = [
        (chars(text, a.source), chars(text, a.content)) for a in annotation.attributions if a.inner or not marked
    ]
    near = [
        (min(share(x, y) for x, y in zip(g, a, strict=True)), i, j)
        for i, g in enumerate(given.inner)
        for j, a in enumerate(answers)
    ]
    taken: dict[int, int] = {}
    for overlap, i, j in sorted(near, reverse=True):
        if overlap >= 0.5 and i not in taken and j not in taken.values():
            taken[i] = j
    return Counts(len(taken), len(given.inner), len(taken), len(answers))


def chars(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The offsets in some spans, white space left out."""
    return {i for b, e in spans for i in range(b, e) if not text[i].isspace()}


def share(one: set[int], other: set[int]) -> float:
    """What two sets have in common, of what they have together."""
    return len(one & other) / len(one | other) if one or other else 0.0


def counted(given: Gold, model: Model) -> dict[str, Counts]:
    """Every metric's counts on one document."""
    annotation = model.annotate(given.report)
    answers = [Mention((m.span.begin, m.span.end), m.entity, m.form, m.chain) for m in annotation.mentions]
    return {
        **sentences(given, annotation),
        **syntax(given, model.syntax(given.report)),
        **mentions(given.mentions, answers),
        **coreference(given.mentions, answers),
        "inner attributions": inner(given, annotation),
        "inner attributions among all": inner(given, annotation, marked=False),
    }


def scored(table: NDArray[Any], names: list[str]) -> dict[str, Any]:
    """Each metric's F1, precision and recall, the CoNLL means, and the bare counts of inner attributions."""
    out: dict[str, Any] = dict(zip(names, to_builtins(scores(table)), strict=True))
    exact, draws = f1(table.sum(0)), resampled(table)
    for kind in ("", " with singletons"):
        columns = [names.index(metric + kind) for metric in CONLL]
        low, high = np.percentile(draws[:, columns].mean(1), (2.5, 97.5)).tolist()
        mean = Score(round(float(exact[columns].mean()), 1), (round(low, 1), round(high, 1)))
        out["CoNLL" + kind] = to_builtins(mean)
    for name, (found, golds, right, answers) in zip(names, table.sum(0).tolist(), strict=True):
        out[name]["precision"] = round(100 * right / max(answers, 1), 1)
        out[name]["recall"] = round(100 * found / max(golds, 1), 1)
        if name.startswith("inner"):
            # Too few for a rate with an interval.
            out[name] = {"gold": int(golds), "found": int(found), "answers": int(answers)}
    if len(table) < FEWEST:
        for score in out.values():
            score.pop("interval", None)
    return out


def main() -> None:
    """Measure, print, and with --freeze keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gum", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/gum.json")
    parser.add_argument("--model", type=Path, metavar="FILE", help="an ONNX file instead of the shipped model")
    options = parser.parse_args()
    model = Model(options.model.read_bytes()) if options.model else Model.load()
    paths = sorted(DEV.glob("*.conllu"))
    if not paths:
        raise SystemExit(f"{DEV}: no documents. Set ONRECORD_SHARED to the folder that holds the corpora.")
    rows = [counted(gold(path), model) for path in paths]
    names = list(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    news = np.array(["_news_" in path.stem for path in paths])
    groups = {"all": scored(table, names), "news": scored(table[news], names), "other": scored(table[~news], names)}
    print(f"{'F1 [95 %] precision/recall':34s}" + "".join(f"{group:>32s}" for group in groups))
    for name in groups["all"]:
        cells = [_shown(group[name]) for group in groups.values()]
        print(f"{name:34s}" + "".join(f"{cell:>32s}" for cell in cells))
    if options.freeze:
        result = {
            "model": model.sha256,
            "corpora": digest(DEV),
            "documents": {"all": len(paths), "news": int(news.sum())},
            "tokens": int(table[:, names.index("UPOS"), 1].sum()),
            "resamples": RESAMPLES,
            "seed": SEED,
            "scores": groups,
        }
        (HERE / "results/gum.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _shown(score: dict[str, Any]) -> str:
    if "found" in score:
        return f"{score['found']} of {score['gold']}, {score['answers']} answers"
    low, high = score.get("interval", (None, None))
    parts = f" {score['precision']:5.1f}/{score['recall']:5.1f}" if "precision" in score else 12 * " "
    return f"{score['f1']:5.1f}" + (f" [{low:5.1f} {high:5.1f}]" if "interval" in score else "") + parts


if __name__ == "__main__":
    main()
