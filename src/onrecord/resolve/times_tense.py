"""Whether the words around an expression tell what was or what is to come: "Monday" after "said", after "will"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.times_meaning import Calendar
from onrecord.resolve.times_tokens import Item

SENTENCE_ENDS = {"dot", "stop", "brk", "longdash"}
CLAUSE_ENDS = {"clause", "after", "foll", "quote"}
"""Words a search to the left does not cross: what stands before them has a tense of its own."""
TENSES = {"cuefut": 2, "cuepast": -2}
TELLING = {*SENTENCE_ENDS, *CLAUSE_ENDS, *TENSES, "prep", "cueplan", "cuesaid", "cuesoon", "other"}
"""Classes with a word in them that a search has to look at; all others it passes over."""
NEAR, FAR, AHEAD = 14, 24, 6
"""How many words are searched for a verb: before an expression, before a day for "will" alone, and behind it."""
FRONTED = 12
"""Words before a sentence's subject among which an expression stands."""
SAID_NEAR = 3
"""So near to "said" or "announced" it is the day on which that was said; what is farther is in what was said."""
WILL = {"will", "shall"}
BE = {"is", "are", "be", "was", "were"}
AWAITING = {"by", "until", "till"}
PUT_OFF_TO = {"until", "till", "to", "through", "from", "for", "starting", "beginning", "effective"}
"""Between "postponed", "ordered", "announced" and a date these make it one to come."""
CLOSING = {"dot", "comma", "edge", "brk", "stop", "rpar", "and", "or", "at", "in", "quote", "part"}


def direction(item: Item, tokens: Sequence[Item]) -> int:
    """Above 0 where the words around tell what is to come, below where what was; 2 and -2 where a verb says so.

    1 says less than 2: a weekday that was only yesterday is not taken for the next one.
    """
    link = tokens[item.first - 1].word.lower() if item.first else ""
    tense = _tense_before(item, tokens, link)
    if link == "for" and abs(tense) < 2 and _is_day(item) and _class(tokens, item.last + 1) in CLOSING:
        return 1
    return tense or int(link in AWAITING)


def _is_day(item: Item) -> bool:
    return isinstance(item.meaning, Calendar) and bool(item.meaning.weekday or item.meaning.part == "WE")


def _class(tokens: Sequence[Item], at: int) -> str:
    return tokens[at].cls if at < len(tokens) else "edge"


def _tense_before(item: Item, tokens: Sequence[Item], link: str) -> int:
    """The tense of the nearest verb before in the clause; where the expression opens its sentence, of the next one."""
    weak, at = 0, item.first - 1
    near, far = at - NEAR, at - (FAR if _is_day(item) else NEAR)
    stop = max(far, -1)
    while at > stop:
        cls = tokens[at].cls
        if cls not in TELLING:
            at -= 1
            continue
        if cls in SENTENCE_ENDS or cls in CLAUSE_ENDS or (cls == "prep" and tokens[at].word.lower() == "since"):
            break
        if cls == "cueplan" and link in PUT_OFF_TO:
            return 2
        beside = at >= item.first - SAID_NEAR
        if cls == "cuesaid" or (cls == "cueplan" and beside and _is_active(tokens, at)):
            return weak or (-2 if beside else 0)
        if at <= near:
            if cls == "cuefut":
                return 2
        elif tense := _infinitive(tokens, at) or TENSES.get(cls, 0):
            return tense
        elif not weak:
            weak = _hint(tokens, at)
            stop = max(near, -1) if weak else stop
            if weak < 0 and link == "for" and at == item.first - 2:
                return 2
        at -= 1
    opens = at < 0 or _class(tokens, at) in SENTENCE_ENDS
    opens = opens and item.first - at <= 3
    if weak:
        return weak
    if opens or _class(tokens, item.last + 1) == "possessive":
        return _tense_after(item, tokens)
    return 2 if _is_fronted(item, tokens, at) else 0


def _is_fronted(item: Item, tokens: Sequence[Item], at: int) -> bool:
    """Whether an expression ends what stands before the subject of "will": "After the vote on Monday, she will".

    `at` is the word at which the search for a verb before it ended.
    """
    if _class(tokens, item.last + 1) != "comma" or item.first - at > FRONTED:
        return False
    for back in range(at, max(at - FRONTED, -1), -1):
        token = tokens[back]
        if token.cls in SENTENCE_ENDS:
            break
        if token.cls in TENSES or token.cls == "cuesaid" or _is_past(token):
            return False
    for token in tokens[item.last + 2 : item.last + 2 + AHEAD]:
        if token.cls in SENTENCE_ENDS or token.cls in CLAUSE_ENDS or token.cls in TENSES or token.cls == "cuesaid":
            return token.word.lower() in WILL
    return False


def _tense_after(item: Item, tokens: Sequence[Item]) -> int:
    for at in range(item.last + 1, min(item.last + 1 + AHEAD, len(tokens))):
        if tokens[at].cls in SENTENCE_ENDS:
            break
        tense = -2 if tokens[at].cls == "cuesaid" else _infinitive(tokens, at) or TENSES.get(tokens[at].cls, 0)
        if tense or _hint(tokens, at) < 0:
            return tense or -1
    return 0


def _infinitive(tokens: Sequence[Item], at: int) -> int:
    """2 for "is to open", 1 for "were to have begun"; "is to blame" tells nothing."""
    if at + 2 >= len(tokens) or tokens[at + 1].cls != "to":
        return 0
    word = tokens[at].word.lower()
    if word not in BE or tokens[at + 1].word.lower() != "to":
        return 0
    if tokens[at + 2].cls not in ("other", "cuesoon") or tokens[at + 2].word.lower() == "blame":
        return 0
    return 1 if word[0] == "w" else 2


def _hint(tokens: Sequence[Item], at: int) -> int:
    """What a verb says if no other tells more: 2 for "the talks open", -1 for "postponed" ("will be" may precede)."""
    token = tokens[at]
    if token.cls == "cuesoon":
        before = tokens[at - 1].word.lower() if at else ""
        return 2 if token.word.lower() != "open" or (before.endswith("s") and before not in BE) else 0
    return -int(token.cls in ("other", "cueplan") and _is_past(token))


def _is_past(token: Item) -> bool:
    return len(token.word) > 4 and token.word.endswith("ed")


def _is_active(tokens: Sequence[Item], at: int) -> bool:
    """Whether "announced" is what somebody did, and not "to be formally announced"."""
    return _is_past(tokens[at]) and all(token.word.lower() != "be" for token in tokens[max(at - 2, 0) : at])
