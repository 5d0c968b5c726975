"""What is no part of a content though the model took it for one: an occasion, the report's own sentences."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.statements.cues import functions
from onrecord.report import Span

_ADDRESSEE: Final = re.compile(
    r"to\s+(?:(?:the|an?|his|her|its|their|my|our|your)\s+(?:[\w’'-]+\s+){1,4}|(?:[A-Z][\w.’'-]*\s+){1,4}"
    r"|(?:me|us|them|him|her|you|police|reporters|journalists|investigators|detectives|officials|lawmakers)\s+)(?=that\s)"
)
_MARKS: Final = frozenset("\"'“‘«")


def own_words(
    text: str,
    content: tuple[Span, ...],
    frame: tuple[Span, ...],
    sentence: Span,
    sentences: Sentences,
    quotations: Quotations,
) -> tuple[Span, ...]:
    """The content without all that; `frame` are source and cue in text order, `sentence` is the cue's."""
    behind = frame[-1].end if frame else 0
    parts = [
        _quoted_only(text, part, sentences, quotations) if part.begin >= behind else part
        for part in _without_occasion(text, content, frame, sentence, quotations)
    ]
    parts = [_within_its_sentence(text, part, frame, sentence, quotations) for part in parts]
    parts = [_without_addressee(text, part) if part.begin >= behind else part for part in parts]
    return tuple(part for part in parts if not _breaks_off(part, sentence, sentences, quotations)) or tuple(parts)


def _without_occasion(
    text: str, content: tuple[Span, ...], frame: tuple[Span, ...], sentence: Span, quotations: Quotations
) -> tuple[Span, ...]:
    """The content without what tells when a whole sentence was said: "After the match, she said, “We won.”"."""
    if len(content) < 2 or not frame or content[0].begin != sentence.begin or content[0].end > frame[0].begin:
        return content
    first, second = content[0], content[1]
    word = text[first.begin : first.end].split(" ", 1)[0].lower()
    opens = functions().get(word) == "preposition" and not quotations.at(first.begin)
    comma = text[first.end : frame[0].begin].lstrip().startswith(",")
    quoted = any(q.begin == second.begin for q in quotations.at(second.begin)) and second.begin >= frame[-1].end
    sentence_said = text[second.begin + 1 : second.begin + 2].isupper()
    return content[1:] if opens and comma and quoted and sentence_said else content


def _without_addressee(text: str, part: Span) -> Span:
    """A part without those who were told it: "she admitted to the police that it rained"."""
    match = _ADDRESSEE.match(text, part.begin, part.end)
    return Span(match.end(), part.end) if match is not None else part


def _quoted_only(text: str, part: Span, sentences: Sentences, quotations: Quotations) -> Span:
    """A part that opens with quotations, without the sentences in no marks behind these: they are the report's own."""
    at = part.begin
    while (quotation := next((q for q in quotations.at(at) if q.double), None)) is not None:
        end = at = quotation.end
        while at < part.end and text[at].isspace():
            at += 1
        if at >= part.end or not quotation.closed:
            return part
        if not quotations.at(at):
            return Span(part.begin, end) if sentences.at(at).begin == at else part
    return part


def _breaks_off(part: Span, own: Span, sentences: Sentences, quotations: Quotations) -> bool:
    """Whether unquoted words open a sentence behind the cue's `own` and end within it: what is told next begins so."""
    sentence = sentences.at(part.begin)
    opens = own.end <= sentence.begin == part.begin and not quotations.at(part.begin)
    return opens and part.end < sentence.end - 1


def _within_its_sentence(
    text: str, part: Span, frame: tuple[Span, ...], sentence: Span, quotations: Quotations
) -> Span:
    """An unquoted part behind its cue, up to the end of the cue's sentence: what the next one tells is another's."""
    opens = frame and frame[-1].end <= part.begin < sentence.end < part.end
    if not opens or text[part.begin] in _MARKS or quotations.at(part.begin) or quotations.at(sentence.end - 1):
        return part
    if text[sentence.end : sentence.end + 1].isdigit():
        return part  # "1. 5 metres"
    end = sentence.end
    while end > part.begin and (text[end - 1].isspace() or text[end - 1] == "."):
        end -= 1
    listed = text[part.begin : end].rstrip().endswith(":") or text[frame[-1].end : part.begin].strip().endswith(":")
    return part if listed else Span(part.begin, end)
