"""Every cap is a positive number with a reason beside it."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

from onrecord import limits

SOURCE = ast.parse(Path(limits.__file__).read_text(encoding="utf-8")).body[1:]


def test_every_cap_is_positive_and_says_what_it_caps() -> None:
    caps = [name for name in vars(limits) if name.isupper()]
    told = set()
    for node, after in pairwise(SOURCE):
        if isinstance(node, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            assert isinstance(node.targets[0], ast.Name)
            told.add(node.targets[0].id)
    assert len(caps) >= 7 and set(caps) == told
    for name in caps:
        assert isinstance(vars(limits)[name], int | float) and vars(limits)[name] > 0, name


def test_caps_fit_each_other() -> None:
    assert limits.MAX_MARKUP_BYTES <= limits.MAX_INPUT_BYTES <= limits.MAX_INFLATED_BYTES
    assert limits.MAX_TEXT_CHARS <= limits.MAX_INPUT_BYTES
