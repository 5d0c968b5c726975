from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers.sources import Source, find, shown

SUFFIXES = (".txt", ".html")


def names(folder: Path, suffixes: tuple[str, ...] = SUFFIXES) -> list[str]:
    return [found.name if isinstance(found, Source) else f"! {found}" for found in find(str(folder), suffixes)]


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", ".hidden.txt", "sub/c.txt", ".git/d.txt", "B.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert names(tmp_path) == [str(tmp_path / name) for name in ("B.TXT", "a.html", "b.txt", "sub/c.txt")]


def test_a_hidden_file_that_is_named_is_taken(tmp_path: Path) -> None:
    path = tmp_path / ".hidden.txt"
    path.write_text("x")
    assert names(path) == [str(path)]


def test_files_that_no_format_takes_are_counted_in_one_line(tmp_path: Path) -> None:
    for name in ("a.txt", "b.png", "c.png", "d"):
        (tmp_path / name).write_text("x")
    found = names(tmp_path)
    assert found[0] == str(tmp_path / "a.txt")
    assert len(found) == 2
    assert "3 files left out" in found[1] and ".png: 2" in found[1]
    assert len(names(tmp_path, ())) == 4


def test_a_link_to_a_file_is_read_and_a_broken_one_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    found = names(tmp_path)
    assert found[:2] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert "not found" in found[2]


def test_folders_that_link_to_each_other_are_each_read_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("x")
    (tmp_path / "a" / "to_b").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "to_a").symlink_to(tmp_path / "a")
    found = names(tmp_path)
    assert sum(not name.startswith("!") for name in found) == 2
    assert all("directory loop" in name for name in found if name.startswith("!"))


def test_sources_are_found_one_by_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    found = find(str(tmp_path), SUFFIXES)
    assert isinstance(next(found), Source)
    (tmp_path / "b.txt").unlink()
    assert isinstance(next(found), Problem)


def test_a_name_that_is_not_utf8_is_shown_safely(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.txt"
    try:
        Path(os.fsdecode(path)).write_text("words")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = find(str(tmp_path), SUFFIXES)
    assert isinstance(found, Source)
    assert found.name.endswith("caf\\xe9\\x1b[31m.txt")
    assert b"".join(found.chunks()) == b"words"
    assert shown("plain/é.txt") == "plain/é.txt"


def test_folders_nested_without_end_are_told_of_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text("a report", "utf-8")
    folder, inner, rest = tmp_path / "dddd", tmp_path / "dddd/dddd", tmp_path / "rest"
    for _ in range(1200):  # from the inside out: the whole path would be too long to name
        rest.mkdir()
        if folder.exists():
            folder.rename(rest / "dddd")
        rest.rename(folder)
    try:
        found = list(find(str(tmp_path), (".txt",)))
    finally:
        while inner.exists():
            inner.rename(rest)
            folder.rmdir()
            rest.rename(folder)
    assert isinstance(found[0], Problem)
    assert isinstance(found[-1], Source) and found[-1].name.endswith("z.txt")


def test_a_folder_of_too_many_files_is_told_of_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.readers.sources.MAX_FOLDER_FILES", 3)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        for number in range(4):
            (tmp_path / folder / f"{number}.txt").write_text("a report", "utf-8")
    found = list(find(str(tmp_path), (".txt",)))
    assert [type(one) for one in found] == [Source] * 3 + [Problem]
