"""The whole way from a delivered report to its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.extract.actors.dictionary import Dictionary
from onrecord.extract.extraction import extract
from onrecord.readers.language import not_read
from onrecord.record import VERSION, MadeBy, Record
from onrecord.report import Delivery
from onrecord.resolve.times import find_times

if TYPE_CHECKING:
    from onrecord.annotate.model import Model
    from onrecord.resolve.gazetteer import Gazetteer


def read(
    delivery: Delivery, model: Model, dictionary: Dictionary | None = None, gazetteer: Gazetteer | None = None
) -> Record:
    """The record of one report, the same for the same report, model, dictionary of actors and gazetteer.

    None is the dictionary, and the gazetteer, that comes with onrecord. Layers that have no rules yet are empty.
    """
    report = delivery.report
    unread = not_read(report)
    if unread:
        return _unread(delivery, model, unread)
    times = find_times(report)
    parts = extract(report, model.annotate(report), times, dictionary, gazetteer)
    return Record(
        schema=VERSION,
        report=report,
        dateline=parts.dateline,
        mentions=parts.mentions,
        actors=parts.actors,
        places=parts.places,
        times=times,
        statements=parts.statements,
        events=parts.events,
        figures=parts.figures,
        commitments=parts.commitments,
        labels=parts.labels,
        images=parts.images,
        warnings=(*delivery.warnings, *parts.warnings),
        made_by=MadeBy(onrecord=__version__, model=model.sha256),
    )


def _unread(delivery: Delivery, model: Model, why: str) -> Record:
    """A report that is kept as it is: every layer empty, and a warning that says why."""
    warnings = delivery.warnings if why in delivery.warnings else (*delivery.warnings, why)
    return Record(
        schema=VERSION,
        report=delivery.report,
        dateline=None,
        mentions=(),
        actors=(),
        places=(),
        times=(),
        statements=(),
        events=(),
        figures=(),
        commitments=(),
        labels=(),
        images=(),
        warnings=warnings,
        made_by=MadeBy(onrecord=__version__, model=model.sha256),
    )
