"""The documentation says what the program does: every layer and field is there, and the example reads as shown."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from onrecord.exports.page import LAYERS
from onrecord.integrity import LISTS
from onrecord.readers import deliver
from onrecord.record import Actor, Commitment, Event, Figure, Image, Label, Mention, Place, Source, Statement, Time
from onrecord.report import Delivery

PAGE = (Path(__file__).resolve().parents[1] / "docs/layers.md").read_text("utf-8")
ITEMS = (Actor, Commitment, Event, Figure, Image, Label, Mention, Place, Source, Statement, Time)


@pytest.mark.parametrize("item", ITEMS)
def test_every_field_of_a_layer_is_explained(item: type[msgspec.Struct]) -> None:
    fields = [field for field in item.__struct_fields__ if field not in ("id", "begin", "end")]
    assert [field for field in fields if f"`{field}`" not in PAGE] == []


def test_every_layer_has_a_part_with_its_limits() -> None:
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    for layer in LAYERS:
        (part,) = [part for part in parts if part.lower().startswith(layer)]
        assert "*Limits.*" in part
        assert f"`{layer}`" in PAGE


@pytest.mark.skipif(
    not (resources.files("onrecord") / "data/model/model.onnx").is_file(), reason="the model is not there"
)
def test_the_items_of_the_example_are_on_record(tmp_path: Path) -> None:
    from onrecord.annotate.model import Model
    from onrecord.reading import read

    report = re.search(r"Save it as `ferry.txt`.*?```\n(.*?)```", PAGE, re.DOTALL)
    assert report is not None
    path = tmp_path / "ferry.txt"
    path.write_text(report[1], "utf-8")
    (delivery,) = deliver(str(path))
    assert isinstance(delivery, Delivery)
    record = read(delivery, Model.load())
    known = {item.id for layer in LISTS for item in getattr(record, layer)}
    assert sorted(set(re.findall(r"\b[a-z]-\d+-\d+\b", PAGE)) - known) == []
