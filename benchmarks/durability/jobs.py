"""What a process is to run and what is to befall it, and how it ended."""

from __future__ import annotations

from typing import Literal

import msgspec

File = Literal["database", "wal", "shm", "journal", "other", "any"]
Deed = Literal["create", "write", "sync", "truncate", "remove", "rename", "read", "any"]
Action = Literal[
    "none", "kill before", "kill after", "kill torn", "lose all", "lose some", "full", "full short", "broken"
]
"""`kill torn` writes half and dies; `lose` takes back what was not synced (all, or a part drawn by the seed) and dies;
`full` and `full short` say that the disk is full, the latter after half of the bytes; `broken` is an I/O error."""

FILES: tuple[File, ...] = ("database", "wal", "shm", "journal", "other")
DEEDS: tuple[Deed, ...] = ("create", "write", "sync", "truncate", "remove", "rename", "read")
ACTIONS: tuple[Action, ...] = (
    "none",
    "kill before",
    "kill after",
    "kill torn",
    "lose all",
    "lose some",
    "full",
    "full short",
    "broken",
)
"""These three in the order in which shim.c numbers them."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What befalls the `number`th call that does `deed` to `file` (any deed but reading), counted from 1.

    With `lasting`, all such calls from there on; `seed` draws what is lost of the page cache.
    """

    file: File = "any"
    deed: Deed = "any"
    number: int
    action: Action
    lasting: bool = False
    seed: int = 0

    def __str__(self) -> str:
        lasting = ", and from there on" if self.lasting else ""
        return f"{self.action} at {self.deed} {self.number} of {self.file}{lasting}"


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """The process is killed before or after the `number`th statement that begins with `verb`, or line it prints."""

    verb: Literal["BEGIN", "INSERT", "UPDATE", "DELETE", "COMMIT", "VACUUM", "line"]
    number: int
    after: bool

    def __str__(self) -> str:
        return f"killed {'after' if self.after else 'before'} {self.verb} {self.number}"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """`onrecord` with these arguments, in a process of its own that touches `folder`."""

    arguments: tuple[str, ...]
    folder: str = ""
    fault: Fault | None = None
    stop: Stop | None = None
    kill_after: float | None = None
    limit: float = 60.0


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How it ended: exit code or minus the signal; `counts` by file and deed; `statements` by verb; seconds.

    `waited` is the longest that it waited to begin a transaction; `late` says that it had to be ended at its limit.
    """

    code: int
    out: str
    err: str
    seconds: float
    counts: tuple[tuple[int, ...], ...]
    statements: dict[str, int]
    waited: float
    late: bool

    @property
    def killed(self) -> bool:
        """Whether SIGKILL ended it, and not its time limit."""
        return self.code == -9 and not self.late

    def changes(self) -> int:
        """How many calls that change something there were."""
        return sum(sum(row[:-1]) for row in self.counts)
