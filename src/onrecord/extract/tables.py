"""Data files as rows: tab-separated, comment lines before a line of column names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(path: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `onrecord/data/<path>` below its column names, each as long as these; # begins a comment line."""
    lines = [
        line
        for line in files("onrecord").joinpath("data", path).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    width = len(lines[0].split("\t"))
    return tuple(tuple((line.split("\t") + [""] * width)[:width]) for line in lines[1:])


@cache
def header(path: str) -> tuple[str, ...]:
    """The names of the columns of `onrecord/data/<path>`."""
    text = files("onrecord").joinpath("data", path).read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(first.split("\t"))


@cache
def pairs(path: str) -> dict[str, str]:
    """The first column of a data file of two, to the second; callers leave it as it is."""
    return {row[0]: row[1] for row in rows(path)}


@cache
def words(path: str) -> frozenset[str]:
    """The first column of a data file."""
    return frozenset(row[0] for row in rows(path))
