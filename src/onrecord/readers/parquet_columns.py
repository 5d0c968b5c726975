"""The columns of Parquet that hold reports: which they are, and the values of their rows. Runs in the child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from onrecord.limits import MAX_INPUT_BYTES
from onrecord.readers.parquet_rows import Found
from onrecord.readers.rows import Row
from onrecord.readers.tasks import Refusal

FIELDS: Final = tuple(field.name for field in msgspec.structs.fields(Row))
_EPOCH: Final = datetime(1970, 1, 1)
_A_SECOND: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_MOST_TOLD = 12
_LONGEST_NAME = 40
_LONGEST = 2**20  # bytes of a field but the text; `making` has the caps that people meet

Value = str | int | None


class _TooLong(Exception):
    """A value is longer than any text, title or name."""


_Get = Callable[[int], Value]


class Columns:
    """Which columns of a file are read; raises Refusal where none is the text, or one cannot be what its name says."""

    def __init__(self, schema: Any) -> None:
        self.names: list[str] = []
        self.unused: tuple[str, ...] = ()
        self._fields: dict[str, str] = {}
        columns = [str(name) for name in schema.names]
        for field in FIELDS:
            if (name := _named(columns, field)) is not None:
                _check(name, field, schema.field(columns.index(name)).type)
                self._fields[field] = name
        if "text" not in self._fields:
            raise Refusal(
                f"it has no column named text; its columns are {_told(columns) or 'none'}",
                "Rename the column that holds the reports' text to text, and others to "
                + ", ".join(field for field in FIELDS if field != "text"),
            )
        self.names = list(self._fields.values())
        self.unused = tuple(_short(name) for name in columns if name not in self.names)

    def rows(self, batch: Any, begin: int) -> Iterator[Found]:
        """The rows of a pyarrow.RecordBatch of these columns, from its row `begin`."""
        gets = {
            field: _getter(
                batch.column(batch.schema.names.index(name)), MAX_INPUT_BYTES if field == "text" else _LONGEST
            )
            for field, name in self._fields.items()
        }
        for index in range(begin, batch.num_rows):
            yield _row(gets, index)


def _row(gets: dict[str, _Get], index: int) -> Found:
    values: dict[str, Value] = {}
    for field, get in gets.items():
        try:
            value = get(index)
        except UnicodeDecodeError as error:
            return Found(why=f"byte {error.start} of its {field} is not UTF-8")
        except _TooLong:
            return Found(why=f"its {field} is too long")
        values[field] = value
    text = values.pop("text")
    if not isinstance(text, str):
        return Found(why="its text is missing (null)")
    return Found(msgspec.convert({"text": text, **values}, Row))


def _named(columns: list[str], field: str) -> str | None:
    """The column of a field: the one of that name, else the one of that name in other letter case."""
    exact = [name for name in columns if name == field]
    found = exact or [name for name in columns if name.casefold() == field]
    if len(found) > 1:
        raise Refusal(
            f"it has {len(found):,} columns named {field}: {_told(found)}", "Rename or drop all but the right one"
        )
    return found[0] if found else None


def _check(name: str, field: str, kind: Any) -> None:
    from pyarrow import types

    held = kind.value_type if types.is_dictionary(kind) else kind
    number = field in ("id", "published") and types.is_integer(held)
    moment = field == "published" and (types.is_timestamp(kind) or types.is_date(kind))
    if not (types.is_null(held) or _is_text(held) or number or moment):
        raise Refusal(
            f"its column {_short(name)} holds no text but {_short(str(kind))}",
            "Convert it to text, or rename or drop it",
        )


def _is_text(kind: Any) -> bool:
    """Whether it is text, or bytes: programs that say nothing of what their bytes are write text so."""
    from pyarrow import types

    return any(
        test(kind)
        for test in (
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_binary,
            types.is_large_binary,
            types.is_binary_view,
        )
    )


def _getter(column: Any, most: int) -> _Get:
    """A function from a row's index to its value; it raises UnicodeDecodeError or _TooLong where text is none."""
    import pyarrow
    from pyarrow import types

    kind = column.type
    if types.is_dictionary(kind):
        indices, inner = column.indices, _getter(column.dictionary, most)
        return lambda index: None if (at := indices[index].as_py()) is None else inner(at)
    if types.is_null(kind):
        return lambda index: None
    if _is_text(kind):
        from pyarrow.compute import binary_length

        values = column.cast(pyarrow.large_binary())
        lengths = binary_length(values)
        return lambda index: _decoded(values, lengths[index].as_py(), index, most)
    if types.is_timestamp(kind):
        numbers = column.view(pyarrow.int64())
        zoned, a_second = kind.tz is not None, _A_SECOND[kind.unit]
        return lambda index: _moment(numbers[index].as_py(), a_second, zoned=zoned)
    if types.is_date32(kind):
        days = column.view(pyarrow.int32())
        return lambda index: None if (day := days[index].as_py()) is None else _moment(day * 86_400, 1, zoned=False)
    if types.is_date64(kind):
        numbers = column.view(pyarrow.int64())
        return lambda index: _moment(numbers[index].as_py(), 10**3, zoned=False)
    return lambda index: column[index].as_py()


def _decoded(values: Any, length: int | None, index: int, most: int) -> str | None:
    """Text of bytes; its length is looked at first, since the same long one may be given a million times."""
    if length is None:
        return None
    if length > most:
        raise _TooLong
    return str(values[index].as_py(), "utf-8")


def _moment(value: int | None, a_second: int, *, zoned: bool) -> str | None:
    """A time as ISO 8601; midnight of a time that names no zone is the day alone, which is how days are often kept."""
    if value is None:
        return None
    seconds, rest = divmod(value, a_second)
    try:
        moment = _EPOCH + timedelta(seconds=seconds, microseconds=rest * 10**6 // a_second)
    except OverflowError:
        return str(value)
    if not zoned and not seconds % 86_400 and not rest:
        return moment.date().isoformat()
    return moment.isoformat() + ("+00:00" if zoned else "")


def _told(columns: list[str]) -> str:
    more = len(columns) - _MOST_TOLD
    return ", ".join(map(_short, columns[:_MOST_TOLD])) + (f" and {more:,} more" if more > 0 else "")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
