"""What is told twice is one event: by a verb and its noun, by an attack and what it did, by "the attack" later on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from onrecord.extract.events.occasions import Occasion
from onrecord.extract.events.parties import is_undergone
from onrecord.extract.events.words import is_noun, kinds, light_verb
from onrecord.extract.spans import overlap
from onrecord.report import Report, Span
from onrecord.vocabulary import EventType


def told_once(report: Report, occasions: Iterable[Occasion], is_person: Callable[[Span], bool]) -> list[Occasion]:
    """The occasions in text order, each told once, by its surest words; by the body where the headline tells it too."""
    kept: list[Occasion] = []
    for own in _by_sentence(occasions):
        kept.extend(_acts(_terms(report.text, own), is_person))
    headlines = [block.span for block in report.blocks if block.kind == "headline"]
    above = [any(span.begin <= o.trigger.begin < span.end for span in headlines) for o in kept]
    body = {o.type for o, in_headline in zip(kept, above, strict=True) if not in_headline}
    kept = [o for o, in_headline in zip(kept, above, strict=True) if not (in_headline and o.type in body)]
    known: set[tuple[EventType, str]] = set()
    told: set[tuple[EventType, str, str]] = set()
    fresh: list[Occasion] = []
    for occasion in kept:
        key = occasion.type, _stem(occasion.around.low)
        done_to = " ".join(report.text[begin:end].lower() for begin, end in occasion.recipients)
        if done_to and (*key, done_to) in told and not _is_counted(occasion):
            continue
        told.add((*key, done_to))
        again = key in known or ((occasion.type, "") in known and not (occasion.agents or occasion.recipients))
        if not (again and _is_retold(occasion, key in known)):
            fresh.append(occasion)
        known |= {key, (occasion.type, "")}
    return fresh


def _by_sentence(occasions: Iterable[Occasion]) -> Iterator[list[Occasion]]:
    ordered = sorted(occasions, key=lambda o: (o.trigger, -o.confidence, o.type))
    for _, own in groupby(ordered, key=lambda o: o.sentence):
        yield list(own)


def _terms(text: str, own: Iterable[Occasion]) -> list[Occasion]:
    """Those of one sentence, a verb with the noun that says it all once ("held talks"), and the same trigger once."""
    kept: list[Occasion] = []
    for occasion in own:
        before = kept[-1] if kept else None
        joined = _joined(text, before, occasion) if before is not None else None
        if before is not None and occasion.trigger.begin < before.trigger.end:
            continue
        if joined is not None:
            kept[-1] = joined
        else:
            kept.append(occasion)
    lexical: dict[EventType, Occasion] = {}
    for occasion in kept:
        if occasion.lexical:
            lexical.setdefault(occasion.type, occasion)
    for occasion in kept:
        surer = lexical.get(occasion.type)
        if not occasion.lexical and surer is not None:
            surer.agents, surer.recipients = surer.agents or occasion.agents, surer.recipients or occasion.recipients
    return [occasion for occasion in kept if occasion.lexical or occasion.type not in lexical]


def _acts(own: list[Occasion], is_person: Callable[[Span], bool]) -> list[Occasion]:
    """Those of one sentence without what an attack did to people, which goes to the attack; alone it needs an agent."""
    acts = [o for o in own if o.type == "ASSAULT" and "consequence" not in _kinds(o)]
    begins = [o.trigger.begin for o in acts]
    kept: list[Occasion] = []
    alone = False
    for occasion in own:
        if occasion.type != "ASSAULT" or "consequence" not in _kinds(occasion):
            kept.append(occasion)
        elif acts:
            at = bisect_left(begins, occasion.trigger.begin)
            act = min(acts[max(0, at - 1) : at + 1], key=lambda o: abs(o.trigger.begin - occasion.trigger.begin))
            if occasion.recipients and occasion.agents not in ((), act.agents) and act.trigger > occasion.trigger:
                kept.append(occasion)  # somebody else's, told before
                continue
            if not any(map(is_person, act.recipients)):
                act.recipients = occasion.recipients or act.recipients
            act.agents = act.agents or occasion.agents
            act.effect = occasion.trigger
            if act.agents != act.recipients:
                act.agents = tuple(span for span in act.agents if not overlap((span,), act.recipients))
        elif occasion.agents and not alone:
            kept.append(occasion)
            alone = True
    return kept


def _kinds(occasion: Occasion) -> frozenset[str]:
    return occasion.around.trigger[0].kinds if occasion.around.trigger else frozenset()


def _is_retold(occasion: Occasion, same: bool) -> bool:
    """Whether a noun names again what was told before: "the attack", or, in the same word, "attacks"."""
    if not is_noun(occasion.around) or occasion.status == "denied":
        return False
    lead = occasion.around.before[:-4:-1]
    if any("definite" in word.kinds for word in lead):
        return True
    return same and not _is_counted(occasion) and not any("determiner" in word.kinds for word in lead)


def _is_counted(occasion: Occasion) -> bool:
    """Whether a number stands before the noun, so that it tells others than those before: "four more raids"."""
    for number, word in enumerate(occasion.around.before[:-3:-1]):
        if word.low[0].isdigit() or ("quantity" in word.kinds and word.low != "all"):
            ahead = occasion.around.before[: -number - 1]
            return not (ahead and ahead[-1].is_mark)  # "the 9/11 attacks" are one
        if word.is_mark or word.is_preposition or word.low == "of":
            return False
    return False


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _joined(text: str, first: Occasion, then: Occasion) -> Occasion | None:
    """Both as one event where the first is a verb that says no more than the noun behind it, or they are one term."""
    verb = light_verb(then.around)
    passive = is_undergone(then.around)
    if verb is not None and not passive and then.around.before[verb].begin == first.trigger.begin:
        noun, other = then, first
    elif not text[first.trigger.end : then.trigger.begin].strip(" -") and first.type == then.type:
        noun, other = (then, first) if then.confidence >= first.confidence else (first, then)
    elif _passes(first, then):
        noun, other = first, then
    else:
        return None
    return replace(
        noun,
        type=noun.type if noun.confidence >= other.confidence else other.type,
        agents=noun.agents or other.agents,
        recipients=noun.recipients or other.recipients,
        status=other.status,
        confidence=max(noun.confidence, other.confidence),
        lexical=noun.lexical or other.lexical,
    )


def _passes(noun: Occasion, verb: Occasion) -> bool:
    """Whether the verb says no more than that the noun before it happened: "talks were held", "the attack began"."""
    known = kinds().get(verb.around.trigger[0].low, frozenset()) if verb.around.trigger else frozenset()
    between = [word for word in verb.around.before if word.begin >= noun.trigger.end]
    if not known & {"light", "happening"} or len(between) > 4 or any(w.is_cut or w.low == "," for w in between):
        return False
    passive = any(word.low in ("be", "was", "were", "been", "being", "is", "are") for word in between)
    return passive if "happening" not in known else all("determiner" not in word.kinds for word in between)
