"""Messages on a pipe: eight bytes of length, then the bytes."""

from __future__ import annotations

from typing import IO

from onrecord.limits import MAX_ANSWER_BYTES


def send(pipe: IO[bytes], data: bytes) -> None:
    """Write one message and flush it."""
    pipe.write(len(data).to_bytes(8, "big"))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None where the pipe ends, or one longer than MAX_ANSWER_BYTES is announced."""
    head = pipe.read(8)
    if len(head) < 8:
        return None
    length = int.from_bytes(head, "big")
    if length > MAX_ANSWER_BYTES:
        return None
    data = pipe.read(length)
    return data if len(data) == length else None
