"""What a person at a terminal gets: width and colour, and a report pasted in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from onrecord.batch.run import page

ROOT = Path(__file__).parent.parent.parent
REPORT = "Mayor Ana Roth said that the ford had been washed away. “Nobody will cross,” she told reporters on Tuesday.\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")


def terminal() -> tuple[int, int]:
    """Both ends of a terminal that is 60 cells wide: the one a person sits at, and the one a process gets."""
    import fcntl
    import pty
    import struct
    import termios

    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    return mine, theirs


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_its_width_and_colour_unless_unwanted(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", **environment}.items():
        monkeypatch.setenv(name, value)
    mine, theirs = terminal()
    with open(theirs, "w") as screen:
        monkeypatch.setattr(sys, "stdout", screen)
        monkeypatch.setattr(sys, "__stdout__", screen)
        assert (page().width, page().colour) == (60, coloured)
        monkeypatch.undo()
    os.close(mine)


@pytest.mark.skipif(
    not (resources.files("onrecord") / "data/model/model.onnx").is_file(), reason="the model is not there"
)
def test_a_report_pasted_into_one_is_asked_for_and_shown_in_its_width() -> None:
    mine, theirs = terminal()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    ran = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "read", "-"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "TERM": "xterm", "PYTHONPATH": str(ROOT / "src")},
    )
    os.close(theirs)
    shown = b""
    while not shown.endswith(b"own:\r\n"):
        shown += os.read(mine, 4096)
    assert shown.startswith(b"Paste a report; end it with Ctrl-D")
    os.write(mine, f"{REPORT}\x04".encode())
    try:
        while piece := os.read(mine, 4096):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(mine)
    assert ran.wait(30) == 0
    printed = shown.decode().partition("━")[2]
    assert "\x1b[" in printed
    assert "«" not in printed
    assert max(map(len, re.sub(r"\x1b\[[0-9;]*m", "", printed).splitlines())) <= 60
