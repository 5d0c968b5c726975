"""The bundled demo reports, read the whole way with the model that the package ships."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.annotate.model import Model
from onrecord.readers import deliver
from onrecord.reading import read
from onrecord.record import Record
from onrecord.report import Delivery


@cache
def model() -> Model:
    """The model that the package ships, loaded once."""
    return Model.load()


@cache
def records() -> dict[str, Record]:
    """The record of each demo report by its id in the manifest."""
    folder = Path(str(files("onrecord"))) / "data" / "demo"
    entries = json.loads((folder / "manifest.json").read_bytes())
    found: dict[str, Record] = {}
    for file in dict.fromkeys(entry["file"] for entry in entries):
        ids = [entry["id"] for entry in entries if entry["file"] == file]
        for delivery in deliver(str(folder / file)):
            if not isinstance(delivery, Delivery):
                raise TypeError(str(delivery))
            given = delivery.report.id if len(ids) > 1 else ids[0]
            found[given] = read(delivery, model())
    return {entry["id"]: found[entry["id"]] for entry in entries}
