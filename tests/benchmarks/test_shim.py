"""The shim itself: what it counts, and what of a file a power cut takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.durability.host import build, lacking
from benchmarks.durability.jobs import ACTIONS, DEEDS, FILES, Action

pytestmark = pytest.mark.skipif(lacking() is not None, reason=str(lacking()))

_CHILD = """
import ctypes, os, sys
folder, deed, number, action, remember = sys.argv[1], *map(int, sys.argv[2:6])
ctypes.CDLL(None).shim_arm(os.fsencode(folder), -1, deed, ctypes.c_long(number), action, 0, remember, 7)
file = os.open(os.path.join(folder, "a.db-wal"), os.O_RDWR | os.O_CREAT)
try:
    os.write(file, b"one " * 1024)
    os.fsync(file)
    os.pwrite(file, b"two " * 1024, 2048)
    os.write(file, b"six")
    os.ftruncate(file, 1024)
except OSError as error:
    sys.exit(error.errno)
"""


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("shim"))


def run(shim: Path, folder: Path, deed: int, number: int, action: Action) -> tuple[int, bytes]:
    options = (deed, number, ACTIONS.index(action), int(action.startswith("lose")))
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder), *map(str, options)], env=os.environ | {"LD_PRELOAD": str(shim)}
    )
    return done.returncode, (folder / "a.db-wal").read_bytes()


ONE, TWO = b"one " * 1024, b"one " * 512 + b"two " * 1024
WRITE, SYNC, TRUNCATE = map(DEEDS.index, ("write", "sync", "truncate"))


def test_names_and_numbers_are_those_of_the_source() -> None:
    source = Path(build.__code__.co_filename).with_name("shim.c").read_text("utf-8")
    for names, last in ((FILES, "FILES"), (DEEDS, "DEEDS"), (ACTIONS, "}")):
        listed = ", ".join(name.upper().replace(" ", "_") for name in names)
        assert f"{{ {listed}, {last}" in source or f"{{ {listed} }}" in source, names


@pytest.mark.parametrize(
    ("deed", "number", "action", "code", "left"),
    [
        (WRITE, 99, "kill before", 0, TWO[:1024]),
        (WRITE, 1, "kill torn", -9, ONE[:2048]),
        (WRITE, 2, "kill before", -9, ONE),
        (WRITE, 2, "kill torn", -9, TWO[:4096]),
        (WRITE, 2, "kill after", -9, TWO),
        (WRITE, 2, "full", 28, ONE),
        (WRITE, 2, "broken", 5, ONE),
        (SYNC, 1, "lose all", -9, b""),
        (TRUNCATE, 1, "lose all", -9, ONE),
        (TRUNCATE, 1, "kill before", -9, TWO[:4096] + b"six" + TWO[4099:]),
        (TRUNCATE, 1, "kill after", -9, TWO[:1024]),
    ],
)
def test_what_is_left(
    shim: Path, tmp_path: Path, deed: int, number: int, action: Action, code: int, left: bytes
) -> None:
    assert run(shim, tmp_path, deed, number, action) == (code, left)


def test_of_what_was_not_synced_a_part_may_be_left(shim: Path, tmp_path: Path) -> None:
    code, left = run(shim, tmp_path, TRUNCATE, 1, "lose some")
    assert code == -9
    assert left[:2048] == ONE[:2048]
    assert left != ONE
