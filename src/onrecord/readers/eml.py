"""Mails (newsletters, press releases, alerts): the report that one holds, and those of mails enclosed in it.

Parsed in a child process; plain text is kept code point for code point, an HTML version is read as a page is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from onrecord.errors import Problem
from onrecord.readers import html
from onrecord.readers.blocks import Piece, tell_apart
from onrecord.readers.credits import agency, people_in
from onrecord.readers.eml_letter import Letter
from onrecord.readers.extractor import ask
from onrecord.readers.lines import Stretch, lines, stretches
from onrecord.readers.making import Facts, Wishes, make, sha256
from onrecord.readers.opening import Opened
from onrecord.readers.seen import Seen
from onrecord.readers.tables import words
from onrecord.report import BlockKind, Delivery

_SIGNED: Final = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----|Hash: [\w, -]{1,60}")
_SIGNATURE_BEGINS, _SIGNATURE_ENDS = "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"
_MOST_SIGNATURE_LINES = 8
_MOST_SIGNATURE_CHARS = 400
_WIDEST_SIGNATURE = 80
_DO = "Save the report's text as a .txt file and read that"


class _Claim(NamedTuple):
    """What a sender's name and domain are worth: the outlet's name and domain, the writer, the agency."""

    outlet: str | None = None
    domain: str | None = None
    people: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of one mail, and those of the mails enclosed in it."""
    raw, data = opened.whole()
    facts = Facts(name=opened.name, raw_sha256=raw, media_type="message/rfc822", path=opened.path)
    seen = Seen()
    for item in of_mail(data, facts, wishes):
        yield seen.checked(item, "a mail around it or beside it") if isinstance(item, Delivery) else item


def of_mail(data: bytes, facts: Facts, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The same of a mail's bytes; `facts` name it. What holds no report is a Problem, and the others go on."""
    try:
        letters = msgspec.json.decode(ask("eml", facts.name, data), type=list[Letter])
    except Problem as problem:
        yield problem
        return
    inner = 0
    for letter in letters:
        told = facts
        if letter.enclosed:
            inner += 1
            told = msgspec.structs.replace(
                facts, name=f"{facts.name} enclosed mail {inner}", raw_sha256=sha256(letter.text.encode("utf-8"))
            )
        try:
            yield _delivery(letter, told, wishes)
        except Problem as problem:
            yield problem


def mail_blocks(text: str) -> list[Piece]:
    """The stretches of a plain mail: quoted lines (">") are quotes, a signature below "-- " is boilerplate."""
    pieces: list[Piece] = []
    single = lines(text)
    kinds = _kinds(text, single)
    at = 0
    while at < len(single):
        end = at
        while end < len(single) and kinds[end] == kinds[at]:
            end += 1
        begin, stop = single[at].begin, single[end - 1].end
        for stretch in stretches(text[begin:stop]):
            apart = single[at].apart if not stretch.begin else stretch.apart
            pieces.append(Piece(begin + stretch.begin, begin + stretch.end, kinds[at], apart))
        at = end
    return pieces


def _kinds(text: str, single: list[Stretch]) -> list[BlockKind | None]:
    kinds: list[BlockKind | None] = []
    signed = False
    for index, line in enumerate(single):
        said = text[line.begin : line.end]
        signed = signed or said == _SIGNATURE_BEGINS or (said == "--" and _is_last(single[index:]))
        if said.startswith(">"):
            kinds.append("quote")
        else:
            kinds.append("boilerplate" if signed or (index < 2 and _SIGNED.fullmatch(said)) else None)
        signed = signed and said != _SIGNATURE_ENDS
    return kinds


def _is_last(rest: list[Stretch]) -> bool:
    """Whether so little follows that it is a signature: newsletters part their items by "--" too."""
    if len(rest) > _MOST_SIGNATURE_LINES or rest[-1].end - rest[0].begin > _MOST_SIGNATURE_CHARS:
        return False
    return all(line.end - line.begin <= _WIDEST_SIGNATURE for line in rest)


def _delivery(letter: Letter, facts: Facts, wishes: Wishes) -> Delivery:
    if letter.refusal is not None:
        raise Problem(facts.name, "not read", letter.refusal, _DO)
    warnings = [*(["enclosed in another mail"] if letter.enclosed else []), *letter.warnings]
    claim = _Claim()
    if letter.passed_on:
        warnings.append(f"the mail {letter.passed_on} another: its sender and date are not taken for the report's")
    else:
        claim = _claim(letter)
    told = msgspec.structs.replace(
        facts,
        id=letter.id,
        title=letter.title,
        outlet=claim.outlet,
        domain=claim.domain,
        published=() if letter.passed_on else letter.published,
        byline=claim.people,
        credits=claim.credits,
        language=letter.language,
        warnings=(*facts.warnings, *warnings),
    )
    if not letter.markup:
        return _plain(letter.text, told, wishes)
    try:
        return html.of_markup(letter.text, told, wishes)
    except Problem as problem:
        if letter.stub is None:
            raise
        why = f"its HTML part is not read: {problem.why}; taken from its plain-text part"
        kept = tuple(warning for warning in told.warnings if not warning.startswith("taken from its HTML part"))
        return _plain(letter.stub, msgspec.structs.replace(told, warnings=(*kept, why)), wishes)


def _plain(text: str, facts: Facts, wishes: Wishes) -> Delivery:
    return make(text, tell_apart(text, mail_blocks(text), facts.title), facts, wishes)


def _claim(letter: Letter) -> _Claim:
    """No more than is there: a person only where the address is that person's, an outlet only where words say so."""
    domain = letter.domain if letter.domain not in words("readers/mail_hosts.tsv") else None
    outlet = letter.house
    people: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    if name := letter.sender:
        by = people_in(name)
        if agency(name):
            outlet, credits = outlet or agency(name), by.agencies
        elif _is_house(name, domain):
            outlet = outlet or name
        elif len(by.people) == 1 and not by.agencies and _is_own(by.people[0], letter.mailbox):
            people = by.people
    return _Claim(outlet or letter.list_name, domain, people, credits)


def _is_house(name: str, domain: str | None) -> bool:
    """Whether a sender's name is an outlet's or an office's: by its words, or because its domain spells it."""
    if any(word.strip(".,").lower() in words("readers/outlets.tsv") for word in name.split()):
        return True
    letters = "".join(c for c in name.casefold().removeprefix("the ") if c.isalnum())
    return len(letters) >= 4 and letters in (domain or "").replace("-", "").replace(".", "")


def _is_own(person: str, mailbox: str | None) -> bool:
    """Whether the part of the address before the @ has the person's last name in it."""
    last = "".join(c for c in person.split()[-1].casefold() if c.isalnum())
    return len(last) >= 3 and last in (mailbox or "").casefold()
