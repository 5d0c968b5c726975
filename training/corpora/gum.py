"""GUM: syntax, nested mentions, coreference, attributions in each other, and how clauses present what they tell."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from onrecord.annotate.labels import ENTITIES, EVENTS, FORMS, PART, RELATIONS, STATUSES, TIMES, UPOS
from onrecord.annotate.tokens import Tokens, tokenize
from training.documents import Cue, Document, Layers, set_role, set_tag, span, unknown

QUIET = frozenset(("academic", "textbook", "vlog", "conversation"))
"""Genres in which next to nothing is an event of PLOVER: their words teach what triggers none."""

CHAT = frozenset(("vlog", "conversation"))
"""Genres whose "I think" and "you know" report nothing: their attributions are left out."""

_CLAUSES = defaultdict[str, set[str]](set)
for _line in Path(__file__).with_name("clauses.tsv").read_text("utf-8").splitlines():
    if not _line.startswith("#"):
        _kind, _lemma = _line.split("\t")
        _CLAUSES[_kind].add(_lemma)
_NOUNS = frozenset(("nsubj", "nsubj:pass", "obj"))
_FORMS = {"PRON": "pronoun", "DET": "pronoun", "PROPN": "name"}
_ENTITY = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")


class Token(NamedTuple):
    """One row: character offsets, form, lemma, part of speech, head (index or itself), relation, features, MISC."""

    begin: int
    end: int
    lemma: str
    upos: str
    head: int
    relation: str
    features: dict[str, str]
    misc: dict[str, str]


class Span(NamedTuple):
    """A mention's tokens [begin, end), its group and type."""

    begin: int
    end: int
    group: str
    entity: str


def read(folder: Path) -> list[Document]:
    """All documents of a folder, by name."""
    return [document(path) for path in sorted(folder.glob("*.conllu"))]


def document(path: Path) -> Document:
    """One file; words are our tokenizer's, and a token's labels are on the first of its words."""
    text, tokens, starts = parse(path.read_text("utf-8"))
    made = tokenize(text)
    first = [int(np.searchsorted(made.begin, t.begin)) for t in tokens]
    # "cannot" is two tokens and one word: the second has no word of its own and counts as the first.
    owner = [f if f < len(made) and made.begin[f] < t.end else f - 1 for f, t in zip(first, tokens, strict=True)]
    layers = Layers()
    _syntax(layers, made, tokens, starts, owner)
    _mentions(layers, made, text, tokens, owner)
    genre = path.stem.split("_")[1]
    cues = _attributions(layers, made, tokens, owner) if genre not in CHAT else []
    if genre in QUIET:
        layers.event = np.full(len(made), EVENTS.index("O"), dtype=np.int64)
    return Document(id=path.stem, text=text, tokens=made, layers=layers, cues=cues)


def parse(raw: str) -> tuple[str, list[Token], list[int]]:
    """A file's text, its tokens, and the tokens at which sentences begin."""
    text, tokens, starts = "", list[Token](), list[int]()
    for block in raw.split("\n\n"):
        lines = [cells for line in block.split("\n") if len(cells := line.split("\t")) == 10]
        rows = [cells for cells in lines if cells[0].isdigit()]
        if not rows:
            continue
        glued = _glued(lines)
        text = text.rstrip() + ("" if not tokens else "\n\n" if "# newpar" in block else " ")
        base = len(tokens)
        starts.append(base)
        for cells in rows:
            features, misc = (dict(f.split("=", 1) for f in cells[i].split("|") if "=" in f) for i in (5, 9))
            head = base + (int(cells[6]) or int(cells[0])) - 1
            begin = len(text)
            text += cells[1]
            tokens.append(Token(begin, len(text), cells[2], cells[3], head, cells[7], features, misc))
            text += "" if int(cells[0]) in glued else " "
    return text.rstrip(), tokens, starts


def _glued(lines: list[list[str]]) -> set[int]:
    """The tokens that no space follows: those that say so, and all but the last of "daughter's", a line of its own."""
    out: set[int] = set()
    for cells in lines:
        alone = "SpaceAfter=No" in cells[9].split("|")
        first, _, last = cells[0].partition("-")
        if last:
            out.update(range(int(first), int(last) + alone))
        elif alone and first.isdigit():
            out.add(int(first))
    return out


def _syntax(layers: Layers, made: Tokens, tokens: list[Token], starts: list[int], owner: list[int]) -> None:
    count = len(made)
    own = [i for i in range(len(tokens)) if i == 0 or owner[i] != owner[i - 1]]
    layers.sentence = np.zeros(count, dtype=np.int64)
    layers.sentence[[owner[s] for s in starts]] = 1
    layers.upos, layers.relation, layers.head = unknown(count), unknown(count), unknown(count)
    layers.status = unknown(count)
    children: dict[int, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
    for index, following in zip(own, [*own[1:], None], strict=True):
        token, word = tokens[index], owner[index]
        end = owner[following] if following is not None else count
        layers.upos[word:end] = UPOS.index(token.upos)
        head = owner[token.head]
        while head == word and token.head != index and tokens[token.head].head != token.head:
            token = tokens[token.head]
            head = owner[token.head]
        layers.head[word] = head
        layers.relation[word] = RELATIONS.index(token.relation)
        layers.head[word + 1 : end] = word
        layers.relation[word + 1 : end] = RELATIONS.index(PART)
    for index, token in enumerate(tokens):
        if token.upos != "VERB":
            continue
        status = _status(index, tokens, children)
        if status is None:
            continue
        layers.status[owner[index]] = STATUSES.index(status)
        for child in children[index]:
            if tokens[child].relation in _NOUNS and tokens[child].upos == "NOUN":
                layers.status[owner[child]] = STATUSES.index(status)


def _status(verb: int, tokens: list[Token], children: dict[int, list[int]]) -> str | None:
    """How the verb's clause presents it, by its auxiliaries, negation, conjunction and governor."""
    token = tokens[verb]
    kids = [tokens[c] for c in children[verb]]
    below = {k.lemma.lower() for k in kids if k.relation in ("aux", "advmod", "mark")}
    if any(k.lemma.lower() in _CLAUSES["not"] for k in kids if k.relation == "advmod"):
        return "denied"
    if any(k.relation == "mark" and k.lemma.lower() in _CLAUSES["if"] for k in kids) or below & _CLAUSES["would"]:
        return "hypothetical"
    if below & _CLAUSES["will"]:
        return "planned"
    if below & _CLAUSES["may"]:
        return "possible"
    governor = tokens[token.head]
    if any(k.relation == "mark" and k.lemma == "to" for k in kids):
        if token.relation in ("xcomp", "acl", "ccomp") and governor.lemma in _CLAUSES["plan"]:
            return "planned"
        if token.relation in ("xcomp", "acl", "ccomp") and governor.lemma in _CLAUSES["ask"]:
            return "hypothetical"
        return None
    if token.relation == "conj" and governor.upos == "VERB" and not any(k.relation.startswith("nsubj") for k in kids):
        return _status(token.head, tokens, children) if token.head < verb else None
    if token.features.get("VerbForm") == "Fin" or token.features.get("Tense") == "Past":
        return "occurred"
    return None


def _mentions(layers: Layers, made: Tokens, text: str, tokens: list[Token], owner: list[int]) -> None:
    count = len(made)
    layers.entity = np.zeros(count, dtype=np.int64)
    layers.left, layers.right = unknown(count), unknown(count)
    layers.chain, layers.form, layers.same = unknown(count), unknown(count), unknown(count)
    layers.time = np.zeros(count, dtype=np.int64)
    layers.spelling = np.array([spelling(text[b:e]) for b, e in zip(made.begin, made.end, strict=True)])
    groups: dict[str, int] = {}
    # Inner mentions first: of two with one head, the outer (mostly "A and B") takes its conjunction.
    for mention in sorted(spans(tokens), key=lambda m: (m.end - m.begin, m.begin)):
        low, high = owner[mention.begin], owner[mention.end - 1]
        while high + 1 < count and made.begin[high + 1] < tokens[mention.end - 1].end:
            high += 1
        inside = range(mention.begin, mention.end)
        if mention.entity == "time":
            layers.time[low : high + 1] = TIMES.index("I")
            layers.time[low] = TIMES.index("B")
        heads = [i for i in inside if not mention.begin <= tokens[i].head < mention.end or tokens[i].head == i]
        at = owner[heads[0]] if heads else low
        if layers.entity[at]:
            joints = [owner[i] for i in inside if tokens[i].relation == "cc" and tokens[i].upos == "CCONJ"]
            joints = [j for j in joints if not layers.entity[j]]
            if not joints:
                continue
            at = joints[0]
        layers.entity[at] = ENTITIES.index(mention.entity)
        layers.left[at], layers.right[at] = low, high
        layers.chain[at] = groups.setdefault(mention.group, len(groups))
        layers.form[at] = FORMS.index(_FORMS.get(tokens[heads[0]].upos if heads else "", "nominal"))
        layers.same[at] = spelling(text[made.begin[low] : made.end[high]])


def spelling(words: str) -> int:
    """A number for the words of a mention without case and article."""
    folded = re.sub(r"^(?:the|a|an)\s+", "", words.casefold())
    return zlib.crc32(folded.encode())


def spans(tokens: list[Token]) -> list[Span]:
    """The mentions of a document, in the order of their ends."""
    open_: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found: list[Span] = []
    for index, token in enumerate(tokens):
        for opening, closed, closing in _ENTITY.findall(token.misc.get("Entity", "")):
            if opening:
                group, entity = opening.split("-")[:2]
                if closed:
                    found.append(Span(index, index + 1, group, entity))
                else:
                    open_[group].append((index, entity))
            elif open_[closing.split("-")[0]]:
                begin, entity = open_[closing.split("-")[0]].pop()
                found.append(Span(begin, index + 1, closing.split("-")[0], entity))
    return [s for s in found if s.entity in ENTITIES]


def _attributions(layers: Layers, made: Tokens, tokens: list[Token], owner: list[int]) -> list[Cue]:
    """Discourse attributions, whose signals name the source's and the cue's tokens; marked where they are inside one.

    Top-level attributions are left to PolNeAR, whose rules differ; the cues' arguments are learnt from all.
    """
    layers.inner = unknown(len(made))
    units: list[tuple[int, int, str, str]] = []
    for index, token in enumerate(tokens):
        relation = token.misc.get("Discourse", "").split(";")[0]
        if relation:
            name, _, rest = relation.partition(":")
            units.append((index, int(rest.split("->")[0].split(":")[0]), name, rest))
    ends = {number: following[0] for (_, number, _, _), following in pairwise(units)}
    begins = {number: begin for begin, number, _, _ in units}
    kids: dict[int, list[int]] = defaultdict(list)
    for _, number, _, rest in units:
        if "->" in rest:
            kids[int(rest.split("->")[1].split(":")[0])].append(number)
    found: list[tuple[list[int], list[int], list[int]]] = []
    for _, number, name, rest in units:
        if not name.startswith("attribution") or number not in ends:
            continue
        source = _signalled(rest, "sem-atsrc")
        cue = [t for t in _signalled(rest, "lex-indwd") + _signalled(rest, "lex-indph") if t < len(tokens)]
        unit = range(begins[number], ends[number])
        cue = [t for t in cue if t in unit and t not in source]
        verbs = [t for t in unit if tokens[t].upos == "VERB" and t not in source]
        cue = cue or verbs[:1]
        if not cue or not source or any(t >= len(tokens) for t in source):
            continue
        held, todo = set[int](), [int(rest.split("->")[1].split(":")[0])]
        while todo:
            unit_number = todo.pop()
            if unit_number == number or unit_number not in ends:
                continue
            held.update(range(begins[unit_number], ends[unit_number]))
            todo.extend(k for k in kids[unit_number] if k != number)
        content = [t for t in sorted(held) if tokens[t].relation != "punct" or (t - 1 in held and t + 1 in held)]
        if content and len(content) < 120:
            found.append((source, cue, content))
    cues: list[Cue] = []
    inside = [i for i, (_, cue, _) in enumerate(found) if any(j != i and cue[0] in f[2] for j, f in enumerate(found))]
    for _, _, content in found:
        layers.inner[[owner[t] for t in content]] = 0
    for index, (source, cue, content) in enumerate(found):
        runs = {
            kind: _runs(made, tokens, part) for kind, part in (("source", source), ("cue", cue), ("content", content))
        }
        roles: dict[int, int] = {}
        for kind, spans in runs.items():
            for low, high in spans:
                if index in inside:
                    set_tag(layers.inner, kind, low, high)
                if kind != "cue":
                    set_role(roles, kind, low, high)
        if index in inside:
            cues.extend(Cue(low, high, roles) for low, high in runs["cue"][:1])
    return cues


def _signalled(rest: str, name: str) -> list[int]:
    """Token indices (GUM counts them from 1 over the document) that a signal of this name rests on."""
    out: list[int] = []
    for group in re.findall(re.escape(name) + r"-([\d,-]+)", rest):
        for part in group.strip("-,").split(","):
            numbers = [int(n) for n in part.split("-") if n]
            if numbers:
                out.extend(n - 1 for n in (range(numbers[0], numbers[-1] + 1) if len(numbers) > 1 else numbers))
    return out


def _runs(made: Tokens, tokens: list[Token], chosen: list[int]) -> list[tuple[int, int]]:
    """Tokens as runs of words [low, high)."""
    out: list[tuple[int, int]] = []
    for index in sorted(chosen):
        low, high = span(made, tokens[index].begin, tokens[index].end)
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        else:
            out.append((low, high))
    return out
