from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from onrecord import limits
from onrecord.batch import downloads, gazetteers
from onrecord.batch.gazetteers import ENDING, gazetteer, load
from onrecord.errors import Problem
from onrecord.resolve.gazetteer_dump import COLUMNS
from onrecord.resolve.gazetteer_index import Entry
from tests.dumps import dump_row

ROWS = b"\n".join([dump_row(), dump_row(id=90_000_002, name="Velm Water", kind="H.STM"), b""])


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "onrecord"


def text(folder: Path, rows: bytes = ROWS, name: str = "SY.txt") -> str:
    path = folder / name
    path.write_bytes(rows)
    return str(path)


def archive(folder: Path, rows: bytes = ROWS, how: int = ZIP_DEFLATED, more: Iterable[str] = ("readme.txt",)) -> str:
    path = folder / "SY.zip"
    with ZipFile(path, "w", how) as made:
        for name in more:
            made.writestr(name, "what the columns are")
        made.writestr("SY.txt", rows)
    return str(path)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("made", [text, archive])
def test_a_download_becomes_an_index_beside_it_that_is_used_again(
    made: Callable[[Path], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path)
    (index,) = load([path])
    assert index == Path(path + ENDING)
    assert capsys.readouterr().err == f"{path}: 2 places, kept for next time in {index}\n"
    before = index.stat()
    assert load([path, path]) == (index,)
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert capsys.readouterr().err == ""
    assert left(tmp_path) == [Path(path).name, index.name]


def test_its_places_are_found_with_those_that_come_along(tmp_path: Path) -> None:
    found = gazetteer(load([text(tmp_path)]))
    assert [(place.id, place.country, place.admin1) for place in found.named("Karsk")] == [(90_000_001, "SYR", 170062)]
    assert [place.kind for place in found.named("Velm Water")] == ["STM"]
    assert found.named("Syria") == gazetteer(()).named("Syria")


def test_a_place_that_comes_along_stays_as_it_is_and_gets_further_names(tmp_path: Path) -> None:
    known = gazetteer(()).place(169023)
    assert known is not None and known.kind == "PPL"
    path = text(tmp_path, dump_row(id=known.id, name="Moved", others="Vexhall Bridge", lat=1, lon=1, people=7))
    found = gazetteer(load([path]))
    assert found.place(known.id) == known._replace(other=0)
    assert found.named("Moved") == (known._replace(other=0),)
    assert found.named("Vexhall Bridge") == (known._replace(other=1),)


def test_a_changed_download_is_made_anew(tmp_path: Path) -> None:
    path = text(tmp_path)
    load([path])
    text(tmp_path, dump_row(name="Karsq"))
    index = gazetteer(load([path]))
    assert index.named("Karsq") and not index.named("Velm Water")
    os.utime(path, ns=(1, 1))
    assert gazetteers._is_of(Path(path + ENDING), f"{gazetteers.VERSION} {os.stat(path).st_size} 1") is False
    load([path])
    assert gazetteers._is_of(Path(path + ENDING), f"{gazetteers.VERSION} {os.stat(path).st_size} 1")


@pytest.mark.parametrize("damage", [lambda data: data[:-4096], lambda data: b"", lambda data: b"no index" * 999])
def test_a_damaged_index_is_made_anew(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = text(tmp_path)
    (index,) = load([path])
    whole = index.read_bytes()
    index.write_bytes(damage(whole))
    assert load([path]) == (index,) and index.read_bytes() == whole


def test_where_it_cannot_be_written_the_index_goes_to_the_cache_folder(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = text(tmp_path)
    os.mkdir(path + ENDING + ".part")  # no file can be opened here, by root neither
    (index,) = load([path])
    assert index.parent == cache and left(cache) == [index.name]
    assert str(index) in capsys.readouterr().err
    assert load([path]) == (index,) and capsys.readouterr().err == ""


def test_rows_of_another_form_are_left_out_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [b"short\trow", dump_row(), dump_row(name="x").replace(b"\tx\t", b"\t\xff\t"), b"", dump_row(lat="north")]
    huge = dump_row(id=5, others="y" * (3 * limits.MAX_GAZETTEER_ROW_BYTES))
    path = text(tmp_path, b"\r\n".join([*rows, huge, dump_row(id=6, name="Velm")]))
    index = gazetteer(load([path]))
    assert index.named("Karsk") and index.named("Velm") and index.place(5) is None
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"{path}: 4 of 6 rows left out: they are not {COLUMNS} columns that place a name"
    assert len(told) == 2


NO_PLACES = "not a file of places: no row has the 19 columns of GeoNames' dump, in UTF-8"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (b"", NO_PLACES),
        (b"\x00" * 9999, NO_PLACES),
        (b"1\t2\t3\n" * 5000, NO_PLACES),
        (ROWS.decode().encode("utf-16"), NO_PLACES),
        (b"z" * 5 * limits.MAX_GAZETTEER_ROW_BYTES, NO_PLACES),
        (b"PK\x03\x04 and then nothing", "its archive is damaged or cut off"),
    ],
)
def test_what_is_no_dump_is_one_line_and_leaves_nothing(rows: bytes, told: str, tmp_path: Path) -> None:
    refused(text(tmp_path, rows), told)
    assert left(tmp_path) == ["SY.txt"]


def refused(path: str, told: str) -> None:
    with pytest.raises(Problem) as caught:
        load([path])
    assert caught.value.source == path and told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_an_archive_that_is_cut_off_is_refused(kept: float, tmp_path: Path) -> None:
    path = archive(tmp_path, b"\n".join(dump_row(id=n, name=f"Karsk {n * 7919}") for n in range(1, 500)))
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[: int(len(data) * kept)])
    refused(path, "its archive is damaged or cut off. Fetch it again")
    assert left(tmp_path) == ["SY.zip"]


def test_an_archive_with_other_bytes_in_it_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, b"\n".join(dump_row(id=n, name=f"Karsk {n * 7919}") for n in range(1, 500)))
    data = bytearray(Path(path).read_bytes())
    data[len(data) // 2] ^= 0xFF
    Path(path).write_bytes(data)
    refused(path, "its archive is damaged")
    assert left(tmp_path) == ["SY.zip"]


def test_archives_of_another_kind_are_refused(tmp_path: Path) -> None:
    refused(archive(tmp_path, more=("a.txt", "readme.txt")), "holds 2 files beside readme.txt, not one")
    refused(archive(tmp_path, more=map(str, range(50))), "holds more than 16 files")
    refused(archive(tmp_path, how=ZIP_BZIP2), "compressed in another way")
    refused(archive(tmp_path, b"\0" * 2**22), "as a zip bomb does")
    path = archive(tmp_path)
    data = Path(path).read_bytes()
    at = data.rindex(b"PK\x01\x02")
    Path(path).write_bytes(data[: at + 8] + b"\x01" + data[at + 9 :])
    refused(path, "is encrypted")


def test_a_member_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, ROWS * 100)
    data = Path(path).read_bytes()
    at = data.rindex(b"PK\x01\x02")
    Path(path).write_bytes(data[: at + 24] + (200).to_bytes(4, "little") + data[at + 28 :])
    refused(path, "its archive is damaged")


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(str(tmp_path), "it is no file")
    refused(str(tmp_path / "SY.zip"), "no such file")
    refused("nul\0byte", "null")
    path = text(tmp_path)
    monkeypatch.setattr(gazetteers, "MAX_GAZETTEER_BYTES", 10)
    refused(path, "larger than")
    monkeypatch.setattr(downloads, "MAX_GAZETTEER_BYTES", 10)
    monkeypatch.setattr(gazetteers, "MAX_GAZETTEER_BYTES", 10_000)
    refused(archive(tmp_path), "as a zip bomb does")


KILLED = """
import os, signal, sys
from onrecord.batch import gazetteers
from onrecord.resolve import gazetteer_index
number = 0
def entry(made):
    def counted(store, entry):
        global number
        number += 1
        if number == 300:
            os.kill(os.getpid(), int(sys.argv[2]))
        return made(store, entry)
    return counted
gazetteer_index._collect = entry(gazetteer_index._collect)
gazetteers.load([sys.argv[1]])
"""


@pytest.mark.parametrize("how", [9, 2])
def test_a_process_that_is_stopped_leaves_no_half_index(how: int, tmp_path: Path) -> None:
    path = text(tmp_path, b"\n".join(dump_row(id=n, name=f"Karsk {n}") for n in range(1, 600)))
    ended = subprocess.run([sys.executable, "-c", KILLED, path, str(how)], capture_output=True, timeout=60)
    assert ended.returncode != 0
    assert left(tmp_path) == (["SY.txt", f"SY.txt{ENDING}.part"] if how == 9 else ["SY.txt"])
    (index,) = load([path])
    assert left(tmp_path) == ["SY.txt", index.name]
    with sqlite3.connect(index) as store:
        assert store.execute("SELECT count(*) FROM places").fetchone() == (599,)
    store.close()


def test_two_processes_make_one_index(tmp_path: Path) -> None:
    path = text(tmp_path, b"\n".join(dump_row(id=n, name=f"Karsk {n}") for n in range(1, 20_000)))
    code = "import sys; from onrecord.batch.gazetteers import load; load([sys.argv[1]])"
    running = [subprocess.Popen([sys.executable, "-c", code, path], stderr=subprocess.PIPE) for _ in range(3)]
    said = [each.communicate(timeout=120)[1].decode() for each in running]
    assert [each.returncode for each in running] == [0, 0, 0]
    assert sum("kept for next time" in each for each in said) == 1, said
    assert left(tmp_path) == ["SY.txt", f"SY.txt{ENDING}"]


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(entries: Iterable[Entry], target: Path, origin: str = "") -> int:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(gazetteers, "build", full)
    refused(text(tmp_path), "no index made of it: database or disk is full. See that you may read it")
    assert left(tmp_path) == ["SY.txt"]


def test_long_work_says_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from onrecord.batch import progress

    for module in (progress, gazetteers):
        monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    path = text(tmp_path, b"\n".join(dump_row(id=n, others="y" * 9000) for n in range(1, 500)))
    load([path])
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("onrecord: 1 of 4 MB of SY.txt, ") and told[0].endswith(" left")
    assert told[-2] == "onrecord: all rows read; sorting their names"


def test_an_index_that_is_gone_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be looked up"):
        gazetteer((tmp_path / "gone.sqlite",))
