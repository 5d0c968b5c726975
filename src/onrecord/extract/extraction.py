"""Extraction: every part of a record that rules make of the model's annotation, layer after layer."""

from __future__ import annotations

from onrecord.annotate.annotation import Annotation
from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.dictionary import Dictionary
from onrecord.extract.actors.lookalikes import lookalikes
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.people import People
from onrecord.extract.actors.profiles import Profiles
from onrecord.extract.commitments.commitments import find_commitments
from onrecord.extract.events.accounts import Accounts
from onrecord.extract.events.events import find_events
from onrecord.extract.figures.figures import find_figures
from onrecord.extract.images.images import find_images
from onrecord.extract.labels.labels import find_labels
from onrecord.extract.parts import Parts
from onrecord.extract.places.datelines import find_dateline
from onrecord.extract.places.places import find_places
from onrecord.extract.sentences import Sentences
from onrecord.extract.statements.statements import find_statements
from onrecord.record import Dateline, Time
from onrecord.report import Report
from onrecord.resolve.gazetteer import Gazetteer


def extract(
    report: Report,
    annotation: Annotation,
    times: tuple[Time, ...],
    dictionary: Dictionary | None = None,
    gazetteer: Gazetteer | None = None,
) -> Parts:
    """The layers of a report, by rules over the model's spans and its blocks.

    Each layer is found first, which registers the actors and places that it names; when all are known, the register is
    frozen and each layer makes its items, whose ids point at one another and at `times`. Actors are looked up in
    `dictionary`, places in `gazetteer`, in those that come with onrecord if None. Linear in text and attributions.
    """
    sentences = Sentences(report)
    people = People(report, sentences)
    names = Names(report, sentences, people, dictionary)
    chains = Chains(report.text, annotation.mentions, names)
    register = Register(chains, Profiles(dictionary, report.published or ""))
    said = find_statements(report, annotation, sentences, people, names, chains, register)
    place, time = find_dateline(report, times, register)
    images = find_images(report, times, register)
    events = find_events(report, annotation, said, times, sentences, register)
    commitments = find_commitments(report, annotation, times, sentences, register)
    labels = find_labels(report, annotation, sentences, said.quotations, chains, register)
    figures = find_figures(report, annotation, times, sentences, register)
    find_places(report, annotation, sentences, people, register, gazetteer or Gazetteer.bundled())
    frozen = register.freeze()
    dateline = Dateline(place=frozen.place_ids[place] if place is not None else None, time=time)
    statements = said.made(frozen, times)
    accounts = Accounts(statements)
    happened = events.made(frozen, accounts, times)
    return Parts(
        statements=statements,
        events=happened,
        figures=figures.made(frozen, accounts, happened, times),
        commitments=commitments.made(frozen, accounts, times),
        labels=labels.made(frozen, statements, accounts),
        actors=frozen.actors,
        mentions=frozen.mentions,
        places=frozen.places,
        images=tuple(image.made(frozen) for image in images),
        dateline=dateline if dateline.place is not None or dateline.time is not None else None,
        warnings=(*lookalikes(report.text), *commitments.warnings),
    )
