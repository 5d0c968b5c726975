"""PolNeAR dev by publisher and by kind of statement, with intervals: `python -m benchmarks.attribution [--freeze]`.

Runs `onrecord read` and counts with the shared scorer's own functions over whole articles; the totals must be the
scorer's. Intervals are of 95 %, by bootstrap over articles. `--against RECORDS.jsonl`, what another version printed for
the same articles, adds the paired bootstrap of the difference. `--freeze` writes results/attribution.json.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec import to_builtins

from benchmarks.bootstrap import RESAMPLES, SEED, Score, differences, scores
from benchmarks.corpora import POLNEAR, digest, lines, program
from benchmarks.quality import HERE, read

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

SPANS = ("source", "cue", "content")
METRICS = (*SPANS, "chars", "relation", "usable")
KINDS = ("direct", "indirect", "mixed")

# A quotation; one that the span enters late has only its closing mark, one that goes on in the next paragraph none.
_QUOTED = re.compile(r"^[^“”]*”|“[^”]*”?|\"[^\"]*\"?|''(?:[^']|'(?!'))*(?:'')?|‘(?:[^’]|’(?=\w))*’?")


class Said(NamedTuple):
    """One statement: its kind, its trimmed spans, and what it shares with the one it is paired with and no other."""

    kind: str
    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    pair: object


def scorer() -> Any:
    """The shared scorer, as a module."""
    return program("attribution")


def kind(parts: Iterable[str]) -> str:
    """Direct where all letters of a content's parts stand in its own quotation marks, mixed where some do."""
    marked, bare = False, False
    for part in parts:
        rest = _QUOTED.sub("", part)
        marked |= rest != part
        bare |= any(c.isalnum() for c in rest)
    return ("mixed" if bare else "direct") if marked else "indirect"


def said(text: str, given: Iterable[dict[str, Any]], side: str) -> list[Said]:
    """Statements as the scorer compares them, each paired with nothing yet."""
    made = []
    for i, statement in enumerate(given):
        source, cue, content = (scorer().merge(text, statement[k]) for k in SPANS)
        made.append(Said(kind(text[b:e] for b, e in statement["content"]), source, cue, content, (side, i)))
    return made


def paired(golds: list[Said], answers: list[Said]) -> list[Said]:
    """The answers, usable ones with the pair of their gold statement; each is used once, the best overlap first."""

    def share(one: object, other: object) -> float:
        x, y = scorer().chars(one), scorer().chars(other)
        return len(x & y) / len(x | y) if x and y else float(not x and not y)

    near = [(share(g.content, a.content), i, j) for i, g in enumerate(golds) for j, a in enumerate(answers)]
    out, used = list(answers), set()
    for overlap, i, j in sorted(near, reverse=True):
        free = i not in used and out[j].pair == answers[j].pair
        if overlap >= 0.5 and free and golds[i].content and share(golds[i].source, answers[j].source) >= 0.5:
            used.add(i)
            out[j] = answers[j]._replace(pair=golds[i].pair)
    return out


def things(statements: list[Said], metric: str) -> Counter[object]:
    """What a metric counts of some statements."""
    if metric in SPANS:
        return Counter({span for s in statements for span in getattr(s, metric)})
    if metric == "chars":
        return Counter(scorer().chars(span for s in statements for span in s.content))
    return Counter(s.pair if metric == "usable" else s[1:4] for s in statements)


def counts(article: dict[str, Any], record: dict[str, Any]) -> Ints:
    """[1 + kinds, metrics, 4]: gold found, gold, answers right, answers; a kind's own are looked for among all."""
    text = article["text"]
    golds = said(text, article["attributions"], "gold")
    answers = paired(golds, said(text, scorer().predicted(record), "answer"))
    table = np.zeros((1 + len(KINDS), len(METRICS), 4), dtype=np.int64)
    for column, metric in enumerate(METRICS):
        every = things(golds, metric), things(answers, metric)
        for row, only in enumerate((None, *KINDS)):
            gold, answer = (things([s for s in side if only in (None, s.kind)], metric) for side in (golds, answers))
            found, right = gold & every[1], answer & every[0]
            table[row, column] = found.total(), gold.total(), right.total(), answer.total()
    return table


def checked(articles: list[dict[str, Any]], records: list[dict[str, Any]]) -> Ints:
    """The counts of each article, [articles, 1 + kinds, metrics, 4]; ends where the totals are not the scorer's."""
    by_id = {r["report"]["id"]: r for r in records}
    missing = [a["id"] for a in articles if a["id"] not in by_id]
    if missing:
        raise SystemExit(f"{len(missing)} of {len(articles)} articles have no record, the first: {missing[0]}")
    program, totals = scorer(), []
    f1 = program.f1

    def heard(*given: int) -> tuple[float, ...]:
        totals.append(given)
        return tuple(f1(*given))

    program.f1 = heard
    with redirect_stdout(io.StringIO()):
        program.whole_articles(articles, by_id)
    program.f1 = f1
    table = np.stack([counts(a, by_id[a["id"]]) for a in articles])
    ours = [(int(t[0]), int(t[3]), int(t[1])) for t in table[:, 0].sum(0)]
    # It asks for each metric's F1 three times, once a column of what it prints.
    if ours != totals[::3]:
        raise SystemExit(f"these counts are not the scorer's: {ours}, {totals[::3]}")
    return table


def groups(articles: list[dict[str, Any]], table: Ints) -> dict[str, Ints]:
    """Counts [articles, metrics, 4] of all, of each publisher's articles, and of each kind of statement."""
    outlets = np.array([a["outlet"] for a in articles])
    by_outlet = {outlet: table[outlets == outlet, 0] for outlet in sorted(set(outlets.tolist()))}
    return {"all": table[:, 0], **by_outlet, **{kind: table[:, 1 + i] for i, kind in enumerate(KINDS)}}


def shown(name: str, found: list[Score], gold: int | None = None) -> dict[str, Any]:
    """Prints a group on one line, and returns it for the results."""
    cells = []
    for one in found:
        better = "" if one.better is None else f" {one.better:4.0%}"
        cells.append(f"{one.f1:5.1f} [{one.interval[0]:5.1f} {one.interval[1]:5.1f}]{better}")
    print(f"{name:13s} {'' if gold is None else gold:>5} " + "  ".join(cells))
    return {
        **({} if gold is None else {"gold statements": gold}),
        **dict(zip(METRICS, to_builtins(found), strict=True)),
    }


def main() -> None:
    """Measure, print, and with --freeze keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/attribution.json")
    parser.add_argument("--against", type=Path, metavar="RECORDS.jsonl", help="records of another version to compare")
    options = parser.parse_args()
    articles = lines(POLNEAR)
    with tempfile.TemporaryDirectory() as folder:
        read(POLNEAR, Path(folder) / "records.jsonl")
        records = lines(Path(folder) / "records.jsonl")
    new = groups(articles, checked(articles, records))
    result: dict[str, Any] = {
        "model": records[0]["made_by"]["model"],
        "corpora": digest(POLNEAR),
        "articles": len(articles),
        "resamples": RESAMPLES,
        "seed": SEED,
    }
    print(f"{'':14s} gold " + "  ".join(f"{metric + ' F1':19s}" for metric in METRICS))
    gold = METRICS.index("relation")
    result["scores"] = {name: shown(name, scores(t), int(t[:, gold, 1].sum())) for name, t in new.items()}
    if options.against:
        before = lines(options.against)
        old = groups(articles, checked(articles, before))
        print("\nnew minus old in points, and the share of resamples in which new is better")
        result["against"] = before[0]["made_by"]["model"]
        result["differences"] = {name: shown(name, differences(t, old[name])) for name, t in new.items()}
    if options.freeze:
        (HERE / "results/attribution.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
