"""What can go wrong, told to people: what happened, why, and what to do next."""

from __future__ import annotations

import errno
from typing import Final

NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the operating system says where a disk is full, or a file as large as it may be."""


class Problem(Exception):
    """One failure as one line. Readers yield it for an input that cannot be read; the others go on.

    `source` names the input as the user did (a path, "-", "reports.jsonl line 7").
    """

    def __init__(self, source: str, what: str, why: str, do: str) -> None:
        super().__init__(source, what, why, do)
        self.source, self.what, self.why, self.do = source, what, why, do

    def __str__(self) -> str:
        line = f"{self.source}: {self.what}: {self.why}. {self.do}."
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


class DiskFull(Problem):
    """What was to be written has no room: nothing that was acknowledged before is lost."""
