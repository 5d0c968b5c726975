"""The list of what child processes parse for the readers. To add one: a module with `answer`, a line here."""

from __future__ import annotations

from typing import Final

import msgspec

from onrecord.limits import (
    CHILD_MEMORY_BYTES,
    FEED_SECONDS,
    HTTP_SECONDS,
    MAIL_SECONDS,
    MARKUP_SECONDS,
    NEWS_SECONDS,
    PARQUET_MEMORY_BYTES,
    PARQUET_SECONDS,
    PDF_SECONDS,
)


class Task(msgspec.Struct, frozen=True):
    """What one kind of child process does.

    `module` has a function `answer` (bytes of a request → bytes of an answer; raises Refusal to say why there is none).
    `seconds` are what a request may take, `memory` is in bytes of address space (where the platform can cap it);
    `do` is what people are told to do next where there is no answer and the Refusal does not say.
    """

    name: str
    module: str
    seconds: float
    memory: int = CHILD_MEMORY_BYTES
    do: str = "Save the report's text as a .txt file and read that"


class Refusal(Exception):
    """Raised by `answer` where a request has no answer: why, in plain words, for the Problem that the reader raises.

    `do` is what to do next, where that is not what the task's own `do` says.
    """

    def __init__(self, why: str, do: str = "") -> None:
        super().__init__(why)
        self.do = do


TASKS: Final = {
    task.name: task
    for task in (
        Task("html", "onrecord.readers.html_child", MARKUP_SECONDS),
        Task("eml", "onrecord.readers.eml_child", MAIL_SECONDS),
        Task("http", "onrecord.readers.http_child", HTTP_SECONDS),
        Task("feed", "onrecord.readers.feed_child", FEED_SECONDS),
        Task("ninjs", "onrecord.readers.ninjs_child", NEWS_SECONDS),
        Task("newsml", "onrecord.readers.newsml_child", NEWS_SECONDS),
        Task("pdf", "onrecord.readers.pdf_child", PDF_SECONDS),
        Task(
            "parquet",
            "onrecord.readers.parquet_child",
            PARQUET_SECONDS,
            PARQUET_MEMORY_BYTES,
            "Write its rows as JSON Lines and read that",
        ),
    )
}
