"""Captions and picture credits of a page, which the extractor drops, put back where they stood."""

from __future__ import annotations

import re
from typing import Final

from onrecord.readers.html_page import PagePiece
from onrecord.readers.html_tree import Element, squeeze, tokens, words_of

_TEXT: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th", "dd"))
_CAPTION: Final = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?:(?:photo|image|picture|article|media|img|figure|pic)[_-]?)caption|caption(?:-?text)?|cutline)(?:$|\s)"
)
_CREDIT: Final = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|photo-?by|image-?source|source)(?:$|[\s_-])"
)
_ELSEWHERE: Final = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|recirc|promo|teasers?|newsletter|sidebar|comments?|most-?read|read-?more|more-?stories|outbrain|taboola"
    r"|advert(?:isement)?|share|social|cookie|banner)(?:$|[\s_-])"
)
_OUTSIDE: Final = frozenset(("nav", "aside", "footer", "form", "button", "menu", "dialog"))
_FEWEST_ALT_WORDS = 4
_MOST_MISSING = 500


class Setting:
    """Where the extracted pieces stand in a page's tree: which element each came from, and what holds them all."""

    def __init__(self, tree: Element, pieces: list[PagePiece]) -> None:
        self.tree = tree
        self.pieces = pieces
        self.places: list[tuple[Element, int]] = []
        waiting: dict[str, list[int]] = {}
        for index, piece in enumerate(pieces):
            waiting.setdefault(squeeze(piece.text), []).append(index)
        for element in tree.iter(*sorted(_TEXT)):
            indexes = waiting.get(words_of(element))
            if indexes:
                self.places.append((element, indexes.pop(0)))
        self.scope = self._scope()

    def inside(self, element: Element) -> bool:
        """Whether an element belongs to the report: not in an aside, a form or a teaser."""
        for up in (element, *element.iterancestors()):
            if up is self.scope:
                return True
            if up.tag in _OUTSIDE or _ELSEWHERE.search(tokens(up)):
                return False
        return self.scope is None

    def _scope(self) -> Element | None:
        if not self.places:
            return None
        paths = [
            [element, *element.iterancestors()]
            for element, _ in (self.places[0], self.places[len(self.places) // 2], self.places[-1])
        ]
        others = [set(path) for path in paths[1:]]
        common = next((up for up in paths[0] if all(up in other for other in others)), None)
        if common is None:
            return None
        holders = [
            up for up in (common, *common.iterancestors()) if up.tag in ("article", "main") or up.get("role") == "main"
        ]
        return holders[0] if holders else common


def with_captions(setting: Setting) -> tuple[list[PagePiece], list[str]]:
    """The pieces with captions and credits in their places, and warnings."""
    came_from = {id(element): index for element, index in setting.places}
    behind: dict[int, list[PagePiece]] = {}
    kinds: dict[int, str] = {}
    done: set[Element] = set()
    shown: set[str] = {squeeze(piece.text) for piece in setting.pieces}
    alternatives: list[tuple[int, str]] = []
    last = -1
    for element in setting.tree.iter():
        if id(element) in came_from:
            last = max(last, came_from[id(element)])
        if element.tag == "img":
            alt = squeeze(element.get("alt") or "")
            if (
                len(alt.split()) >= _FEWEST_ALT_WORDS
                and len(alt) <= 600
                and setting.inside(element)
                and not _has_caption(element)
            ):
                alternatives.append((last, alt))
            continue
        if not _is_caption(element) or not setting.inside(element):
            continue
        if any(up in done for up in element.iterancestors()):
            continue
        done.add(element)
        found = _pieces(element)
        words = squeeze(" ".join(piece.text for piece in found))
        if id(element) in came_from or words in shown:
            # The extractor kept it as a paragraph: it only needs its right name.
            for index, piece in enumerate(setting.pieces):
                if squeeze(piece.text) == words and index not in kinds:
                    kinds[index] = "caption"
                    break
            else:
                behind.setdefault(last, []).extend(found)
            continue
        behind.setdefault(last, []).extend(found)
    warnings = []
    captions = {squeeze(piece.text) for pieces in behind.values() for piece in pieces} | shown
    taken = 0
    for place, alt in alternatives:
        if alt not in captions:
            captions.add(alt)
            behind.setdefault(place, []).append(PagePiece("caption", alt))
            taken += 1
    if taken:
        warnings.append(
            f"{taken} caption{'s' if taken > 1 else ''} taken from a picture's description, which browsers do not show"
        )
    pieces: list[PagePiece] = []
    if setting.pieces and setting.pieces[0].kind == "headline" and -1 in behind:
        behind.setdefault(0, [])[:0] = behind.pop(-1)
    pieces += behind.get(-1, [])
    for index, piece in enumerate(setting.pieces):
        pieces.append(PagePiece("caption", piece.text) if index in kinds else piece)
        pieces += behind.get(index, [])
    return pieces, warnings


def left_out(setting: Setting, pieces: list[PagePiece]) -> str | None:
    """A warning where paragraphs of the page are in none of the pieces."""
    whole = {squeeze(piece.text) for piece in pieces}
    there = squeeze(" ".join(piece.text for piece in pieces))
    missing: list[str] = []
    for element in setting.tree.iter("p", "blockquote", "li"):
        words = words_of(element)
        if (
            len(words) < 80
            or not setting.inside(element)
            or element.xpath("ancestor::figure|ancestor::header|ancestor::noscript")
        ):
            continue
        # The whole piece is looked up first: searching all of the text for each paragraph would take squared time.
        if words in whole or sum(len(a.text_content()) for a in element.iter("a")) > 0.6 * len(words):
            continue
        if len(missing) < _MOST_MISSING and words[:60] not in there and not any(words in seen for seen in missing):
            missing.append(words)
    if not missing:
        return None
    total = sum(map(len, missing))
    what = "1 paragraph" if len(missing) == 1 else f"{len(missing)} paragraphs"
    return f"{what} of the page ({total:,} characters) left out by extraction, the first: '{missing[0][:60]}…'"


def _is_caption(element: Element) -> bool:
    if element.tag == "figcaption":
        return bool(words_of(element))
    if element.tag in ("p", "div", "span", "small", "em", "dd"):
        if _CAPTION.search(tokens(element)) and len(element) <= 12:
            return 0 < len(words_of(element)) <= 1000
        if _CREDIT.search(tokens(element)) and element.xpath("ancestor::figure"):
            return 0 < len(words_of(element)) <= 200
    return False


def _has_caption(image: Element) -> bool:
    for up in list(image.iterancestors())[:4]:
        if up.tag == "figure" or _CAPTION.search(tokens(up)) or "wp-caption" in tokens(up):
            return any(_is_caption(below) for below in up.iter("figcaption", "p", "div", "span", "small"))
        if len(words_of(up)) > 400:
            break
    return False


def _pieces(element: Element) -> list[PagePiece]:
    """A caption and, where it is marked as such, its credit; in the order in which they stand."""
    if element.tag != "figcaption" and _CREDIT.search(tokens(element)) and not _CAPTION.search(tokens(element)):
        return [PagePiece("credit", words_of(element))]
    credits = [
        below
        for below in element.iter("span", "small", "cite", "p", "div", "em", "a")
        if below is not element and _CREDIT.search(tokens(below))
    ]
    if not credits:
        return [PagePiece("caption", words_of(element))]
    credit = credits[0]
    inside = set(credit.iter())
    before: list[str] = []
    after: list[str] = []
    passed = False
    for owner, words in _texts(element):
        if owner in inside:
            passed = True
        else:
            (after if passed else before).append(words)
    ordered = [
        PagePiece("caption", squeeze("".join(before))),
        PagePiece("credit", words_of(credit)),
        PagePiece("caption", squeeze("".join(after))),
    ]
    return [piece for piece in ordered if piece.text]


def _texts(element: Element) -> list[tuple[Element, str]]:
    """Each stretch of text below an element, in order, with the element that directly holds it."""
    found: list[tuple[Element, str]] = [(element, element.text or "")] if isinstance(element.tag, str) else []
    for child in element:
        found += _texts(child)
        found.append((element, child.tail or ""))
    return found
