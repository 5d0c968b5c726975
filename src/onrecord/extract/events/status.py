"""How a clause presents its event: as done, going on, planned, possible, denied or supposed."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from onrecord.extract.events.triggers import triggers
from onrecord.extract.events.words import Around, Word, is_namesake, is_noun, light_verb, owns
from onrecord.vocabulary import EventStatus, EventType

GROUP: Final = 9
"""Words before a verb that may belong to its group ("is not expected to be")."""

SUBJECT: Final = 6
"""Words between a subject's "no" or "none" and the verb's group."""

OBJECT: Final = 6
"""Words between a verb and the "from" that belongs to it."""

WANTED: Final = 16
"""Words between somebody's wish and the infinitive that tells what is wished."""

PROSPECT: Final = 4
"""Words between "hopes" or "risk" and the noun that tells what of."""

ADJECTIVES: Final = 6
"""Words before a noun among which an adjective tells when it is."""

BEHIND: Final = 14
"""Words between a noun and the verb's group that tells when it is to happen."""

SHARED: Final = 14
"""Words between a verb's modal and another verb that shares it: "will stop the raids and withdraw"."""

REWARD: Final = 10
"""Words between "information" and the arrest that it may lead to."""

LASTED: Final = 10
"""Words between "held" and "since"."""

SAID: Final[frozenset[EventType]] = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN"))
"""Types that are done by saying: a statement's cue may tell one."""

_OF_THE_GROUP: Final = frozenset(("auxiliary", "future", "leading", "possible", "refusing", "negation", "continuing"))
_TO_FOLLOWS: Final = frozenset(("offer", "threaten", "able", "ready", "willing", "likely", "unlikely"))
_MERE: Final = frozenset(("only", "just", "merely", "longer", "least", "fewer", "less", "more", "later"))
_PRESENT: Final = frozenset(("is", "are", "am", "'s", "'re", "'m"))
_BEEN: Final = frozenset(("been",))
_BE: Final = _PRESENT | {"be", "was", "were", "been", "being"}
_PASSIVE: Final = frozenset(("was", "were", "been", "being", "be", *_PRESENT))


def status(given: EventStatus, kind: EventType, around: Around) -> EventStatus:
    """The status that the words of the clause tell, or the `given` one where they tell none."""
    if kind == "REJECT" and any("negation" in word.kinds for word in around.trigger):
        return "hypothetical" if _supposed(around.before) else "occurred"  # "will not lift it"
    noun = is_noun(around)
    if not noun:
        around = _sharing(around)
    before = around.before
    light = light_verb(around) if noun else None
    group = _group(before if light is None else before[:light])
    known = noun and light is None and bool(before) and "definite" in before[-1].kinds
    if (kind != "REJECT" or _rejects(around.low)) and (
        (not known and _negated(before, group, light)) or _nobody(around.behind) or _prevented(before, around.low)
    ):
        return "denied"
    if _supposed(before) or (noun and _led_to(before)):
        return "hypothetical"
    verb = around.low if light is None else before[light].low
    if noun and (_prospective(before, (), around.low, True) or _demanded(before)):
        return "possible"
    if _prospective(before[:light], group, verb, False):
        return "possible"
    told = _told(before[:light], group, verb, kind)
    if told is not None and not (kind == "REQUEST" and told == "planned" and _polite(before, group)):
        return told
    if not noun and kind not in SAID and _wanted(before, group):
        return "planned"
    if not noun and not group and _is_wish(before):
        return "possible"
    if not noun and _has_lasted(around, group):
        return "ongoing"
    if noun:
        told = _told_of_noun(around)
        if told is not None:
            return told
    if given == "occurred" and any("lasting-noun" in word.kinds for word in around.trigger):
        return "ongoing"
    if given == "hypothetical":  # no condition stands there, so it is another mood
        return "possible" if group and group[-1].low == "to" else "occurred"
    return given


def _rejects(verb: str) -> bool:
    """Whether the word rejects by itself, so that "not" takes it back; "not accept" is what rejects."""
    return any(row.type == "REJECT" and not row.before.asks for row in triggers().get(verb, ()))


def _group(before: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words right before a verb that belong to it, in text order."""
    held = tuple(takewhile(_belongs, before[: -GROUP - 1 : -1]))[::-1]
    first = len(before) - len(held)
    at = next((at for at in range(len(held) - 1, -1, -1) if is_namesake(held, at) or owns(before, first + at)), -1)
    return held[at + 1 :]


def _belongs(word: Word) -> bool:
    return word.is_adverb or bool(word.kinds & _OF_THE_GROUP)


def _negated(before: tuple[Word, ...], group: tuple[Word, ...], light: int | None) -> bool:
    """Whether the verb's group, its subject, or the noun's determiner says that it did not happen."""
    if _denies(group):
        return True
    if light is not None and _denies(before[light + 1 :][:4]):
        return True
    rest = before[: light if light is not None else len(before)][: -len(group) or None]
    for at, word in enumerate(rest[: -SUBJECT - 1 : -1]):
        if word.is_cut or word.low == "," or "light" in word.kinds:
            return False
        ahead = rest[-at - 2] if at + 2 <= len(rest) else None
        if word.low in ("none", "nobody", "nothing", "neither", "no") and (ahead is None or not ahead.is_preposition):
            behind = rest[len(rest) - at] if at else (group[0] if group else None)
            return behind is None or behind.low not in (*_MERE, "doubt")
    return False


def _denies(words: tuple[Word, ...]) -> bool:
    """Whether a negation or a refusal stands among the words."""
    for at, word in enumerate(words):
        after = words[at + 1].low if at + 1 < len(words) else ""
        if "negation" in word.kinds and after not in _MERE:
            return True
        if "refusing" in word.kinds and (after in ("to", "") or after.endswith("ing")):
            return True
    return False


def _nobody(behind: tuple[Word, ...]) -> bool:
    """Whether what it was done to is nobody: "gave nothing", "has given weapons to no one"."""
    near = [word.low for word in takewhile(lambda w: not w.is_cut and w.low != ",", behind[:4])]
    pairs = zip(near, [*near, ""][1:], strict=True)
    return any(word in ("nobody", "nothing") or (word, after) == ("no", "one") for word, after in pairs)


def _prevented(before: tuple[Word, ...], verb: str) -> bool:
    """Whether somebody was kept from it: "prevented them from attacking"."""
    if not before or before[-1].low != "from" or not verb.endswith("ing"):
        return False
    return any("preventing" in word.kinds for word in before[: -OBJECT - 2 : -1])


def _supposed(before: tuple[Word, ...]) -> bool:
    """Whether a condition opens the clause."""
    for word in before[:-16:-1]:
        if "condition" in word.kinds:
            return True
        if word.is_cut or word.low == ",":
            return False
    return False


def _prospective(before: tuple[Word, ...], group: tuple[Word, ...], verb: str, noun: bool) -> bool:
    """Whether a noun, an infinitive or an -ing form is only what is hoped for, feared or made possible."""
    infinitive = bool(group) and group[0].low == "to"
    if not (noun or infinitive or (verb.endswith("ing") and not group)):
        return False
    ahead = before if noun else before[: len(before) - len(group)]
    for word in ahead[: -(PROSPECT if noun else 2) - 1 : -1]:
        if "prospective" in word.kinds:
            return True
        if word.is_cut or word.low == "," or word.kinds & {"auxiliary", "definite", "light"}:
            return False
        if word.is_preposition and word.low not in ("for", "of", "in", "about"):
            return False
    return False


def _told(before: tuple[Word, ...], group: tuple[Word, ...], verb: str, kind: EventType) -> EventStatus | None:
    """What the verb's group tells of the verb."""
    lows = [word.low for word in group]
    after = [*lows, verb][1:]
    for word, following in zip(group, after, strict=True):
        if "possible" in word.kinds and (not _needs_to(word) or following == "to"):
            return "possible"
    if kind in SAID and any("continuing" in word.kinds for word in group):
        return "ongoing"
    for at, (word, following) in enumerate(zip(group, after, strict=True)):
        if "future" in word.kinds:
            return "hypothetical" if word.low == "would" and "have" in lows[at:] else "planned"
        if "leading" in word.kinds and following == "to":
            return "planned"
        if word.low in _BE and following == "to" and "have" not in lows[at:]:
            return "planned"
    if any("continuing" in word.kinds for word in group):
        return "ongoing"
    if verb.endswith("ing") and lows and _is_going_on(lows):
        return "ongoing"
    if lows == ["being"] and group[0] is not before[0] and _is_bare(before[-2]):
        return "ongoing"  # "the envoys being expelled"
    return "ongoing" if "being" in lows and any(low in _PRESENT for low in lows) else None


def _is_bare(word: Word) -> bool:
    """Whether nothing marks a word as other than a noun."""
    return not (word.is_mark or word.kinds or word.is_preposition or word.is_adverb or word.low in ("of", "to"))


def _sharing(around: Around) -> Around:
    """The words around a verb as if they stood behind the modal verb that it shares with the one before "and"."""
    before = around.before
    if len(before) < 3 or before[-1].low not in ("and", "or"):
        return around
    base = not around.low.endswith(("ed", "s", "ing")) and not any("participle" in w.kinds for w in around.trigger)
    for at in range(len(before) - 2, max(0, len(before) - SHARED) - 1, -1):
        word, after = before[at], before[at + 1]
        if word.is_cut:
            break
        if base and (word.kinds & {"future", "possible"} or (word.low == "to" and _opens_verb(after))):
            return around._replace(before=before[: at + 1])
        if not base and word.low == "have" and at and before[at - 1].kinds & {"future", "possible"}:
            return around._replace(before=before[: at + 1])
        if "auxiliary" in word.kinds and word.low != "to":
            break
    return around


def _opens_verb(word: Word) -> bool:
    """Whether the word behind "to" may be a verb."""
    return not (word.is_mark or word.low[0].isdigit() or "determiner" in word.kinds)


def _led_to(before: tuple[Word, ...]) -> bool:
    """Whether a noun tells what information is asked for: "information leading to an arrest"."""
    near = [word.low for word in before[-REWARD:]]
    leads = next((at for at in range(len(near) - 1) if near[at].startswith("lead") and near[at + 1] == "to"), None)
    return leads is not None and any(low in ("information", "tip", "tips", "reward") for low in near[:leads])


def _demanded(before: tuple[Word, ...]) -> bool:
    """Whether a noun is only what somebody demands: "called for a truce", "demanded the release"."""
    for at in range(len(before) - 1, max(-1, len(before) - PROSPECT - 1), -1):
        word = before[at]
        if "demanding" in word.kinds:
            return True
        if word.low == "for" and at and "demanding-for" in before[at - 1].kinds:
            return True
        if word.is_cut or word.low in (",", "of", "to") or word.is_preposition or word.kinds & {"auxiliary", "light"}:
            return False
    return False


def _is_wish(before: tuple[Word, ...]) -> bool:
    """Whether a participle is what is wanted: "they want the police banned"."""
    for word in before[: -PROSPECT - 1 : -1]:
        if word.low in ("want", "wants", "wanted"):
            return word is not before[-1]
        if word.is_cut or word.low == "," or word.is_preposition or "auxiliary" in word.kinds:
            return False
    return False


def _has_lasted(around: Around, group: tuple[Word, ...]) -> bool:
    """Whether somebody is still kept: "is held in Osk", "has been held there since May"."""
    if not group or not any("keeping" in word.kinds for word in around.trigger):
        return False
    lows = [word.low for word in group]
    if any(low in _PRESENT for low in lows):
        return True
    perfect = "been" in lows and any(low in ("has", "have", "'ve") for low in lows)
    return perfect and any(word.low == "since" for word in around.behind[:LASTED])


def _wanted(before: tuple[Word, ...], group: tuple[Word, ...]) -> bool:
    """Whether somebody is asked or told to do it: "urged them to withdraw"."""
    if not group or group[0].low != "to":
        return False
    ahead = before[: -len(group)][: -WANTED - 1 : -1]
    return any("persuading" in word.kinds for word in takewhile(lambda word: not word.is_cut, ahead))


def _needs_to(word: Word) -> bool:
    return any(word.low.startswith(stem) for stem in _TO_FOLLOWS)


def _is_going_on(lows: list[str]) -> bool:
    """Whether the group before an -ing form makes a present or perfect progressive."""
    last = next((low for low in reversed(lows) if low in _BE), None)
    return last in _PRESENT or (last in _BEEN and any(low in ("has", "have", "had", "'ve", "'s") for low in lows))


def _polite(before: tuple[Word, ...], group: tuple[Word, ...]) -> bool:
    """Whether "I would" asks now and not later."""
    at = len(before) - len(group)
    return at > 0 and before[at - 1].low in ("i", "we") and any(word.low == "would" for word in group)


def _told_of_noun(around: Around) -> EventStatus | None:
    """What adjectives before a noun, or the verb whose subject it is, tell."""
    ahead = takewhile(
        lambda w: not (w.is_cut or w.low == ",") and (w.low == "to" or "auxiliary" not in w.kinds),
        reversed(around.before),
    )
    for number, word in zip(range(ADJECTIVES), ahead, strict=False):
        if "lasting" in word.kinds or "ending" in word.kinds:
            return "ongoing"
        if "coming" in word.kinds and number < 3:
            return "planned"
    stated = _stated(around.before)
    if stated is not None:
        return stated
    near = tuple(takewhile(lambda w: not (w.is_cut or w.low in (",", ".")) or w.low == "that", around.behind))[:BEHIND]
    for at, word in enumerate(near):
        following = next((w.low for w in near[at + 1 :] if not w.is_adverb), "")
        if word.low in ("likely", "unlikely") and following == "to":
            return "possible"
        if "future" in word.kinds or "putting-off" in word.kinds:
            return "planned"
        if word.low in _PASSIVE and following == "to" and near[at + 1].low not in ("likely", "unlikely"):
            return "planned"
        if word.low in ("due", "set", "scheduled", "expected", "planned", "slated") and following in (
            *("to", "for", "on", "in", "at", "next", "this", "later"),
        ):
            return "planned"
        if "continuing" in word.kinds:
            return "ongoing"
        if "auxiliary" in word.kinds and word.low not in (*_PASSIVE, "have", "has", "had", "to"):
            return None
    return None


def _stated(before: tuple[Word, ...]) -> EventStatus | None:
    """What is told of a noun by "there will be" before it, or by "are in" and "keep in": "they are in talks"."""
    if len(before) > 1 and before[-1].low in ("in", "at"):
        verb = next((word for word in before[-2:-4:-1] if not word.is_adverb), before[-2])
        if verb.low in _PRESENT or "continuing" in verb.kinds:
            return "ongoing"
    for at in range(len(before) - 2, max(-1, len(before) - ADJECTIVES - 2), -1):
        if before[at].is_cut:
            return None
        if before[at].low == "there":
            after = before[at + 1]
            return "possible" if "possible" in after.kinds else "planned" if "future" in after.kinds else None
    return None
