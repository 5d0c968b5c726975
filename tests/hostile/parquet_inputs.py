"""Hostile Parquet, made anew with pyarrow: nothing of it is stored."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as keys

ENGLISH = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda. Nobody knew when they would meet again. "
)


def written(columns: dict[str, Any], **options: Any) -> bytes:
    """A file of these columns."""
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, **options)
    return sink.getvalue()


def same(words: str, rows: int) -> Any:
    """A column of one text many times over, without as many copies of it."""
    return pa.DictionaryArray.from_arrays(pa.array([0]).take(pa.array([0] * rows)).cast(pa.int32()), pa.array([words]))


def text_of_bytes(*values: bytes) -> Any:
    """A column that says it is text, whatever its bytes are."""
    return pa.Array.from_buffers(pa.string(), len(values), pa.array(values, pa.binary()).buffers())


class _Keys(keys.KmsClient):  # type: ignore[misc] # pyarrow has no types
    """Keys that are wrapped in nothing."""

    def wrap_key(self, key_bytes: bytes, master_key_identifier: str) -> bytes:
        return base64.b64encode(key_bytes)

    def unwrap_key(self, wrapped_key: bytes, master_key_identifier: str) -> bytes:
        return base64.b64decode(wrapped_key)


def _encrypted(*, plaintext_footer: bool) -> bytes:
    factory = keys.CryptoFactory(lambda config: _Keys())
    config = keys.EncryptionConfiguration(
        footer_key="f", column_keys={"c": ["text"]}, plaintext_footer=plaintext_footer, double_wrapping=False
    )
    table = pa.table({"id": ["a"], "text": [ENGLISH]})
    properties = factory.file_encryption_properties(keys.KmsConnectionConfig(), config)
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, table.schema, encryption_properties=properties) as writer:
        writer.write_table(table)
    return sink.getvalue()


def _damaged() -> bytes:
    """Two row groups, the first of which has other bytes than were written."""
    data = written(
        {"id": ["a", "b"], "text": [ENGLISH, ENGLISH + "Later."]},
        row_group_size=1,
        compression="none",
        use_dictionary=False,
        write_statistics=False,
        write_page_checksum=True,
    )
    return data.replace(b"again. ", b"never. ", 1)


def _page_bomb() -> bytes:
    """One page that inflates to half a gigabyte."""
    return written({"text": ["a" * 500_000_000]}, compression="lz4", use_dictionary=False, write_statistics=False)


GOOD = written({"id": ["a"], "text": [ENGLISH]})

CONTENTS: dict[str, bytes] = {
    "good.parquet": GOOD,
    "parquet.txt": GOOD,
    "truncated.parquet": GOOD[:-20],
    "headless.parquet": GOOD[100:],
    "mark.parquet": b"PAR1",
    "words.parquet": ENGLISH.encode(),
    "empty.parquet": b"",
    "zeros.parquet": b"PAR1" + bytes(5000) + (100).to_bytes(4, "little") + b"PAR1",
    "lying-footer.parquet": GOOD[:-8] + (2**31 - 1).to_bytes(4, "little") + b"PAR1",
    "short-footer.parquet": GOOD[:-8] + (9).to_bytes(4, "little") + b"PAR1",
    "no-rows.parquet": written({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())}),
    "no-columns.parquet": written({}),
    "no-text.parquet": written({"body": [ENGLISH], "date": ["2031-03-04"]}),
    "nested.parquet": written({"text": [[ENGLISH, ENGLISH]]}),
    "structured.parquet": written({"text": [{"body": ENGLISH}]}),
    "nested-title.parquet": written({"text": [ENGLISH], "title": [["Talks"]]}),
    "numbers.parquet": written({"text": [1, 2]}),
    "two-texts.parquet": written({"Text": [ENGLISH], "TEXT": [ENGLISH]}),
    "nulls.parquet": written({"id": ["a", "b", "c"], "text": [ENGLISH, None, ENGLISH + "Later."]}),
    "all-null.parquet": written({"text": pa.nulls(3)}),
    "null-bytes.parquet": written({"id": ["a", "b"], "text": [ENGLISH + "\0\0", ENGLISH]}),
    "not-utf8.parquet": written({"id": ["a", "b"], "text": text_of_bytes(b"caf\xe9", ENGLISH.encode())}),
    "locked.parquet": _encrypted(plaintext_footer=False),
    "locked-column.parquet": _encrypted(plaintext_footer=True),
    "damaged.parquet": _damaged(),
}
"""File name → bytes."""

MADE: dict[str, Callable[[], bytes]] = {
    "wide.parquet": lambda: written({**{f"column {n}": [n] for n in range(10_000)}, "text": [ENGLISH]}),
    "wide-no-text.parquet": lambda: written({f"column {n}": [n] for n in range(10_000)}),
    "bomb.parquet": lambda: written({"text": same("a" * 1_000_000, 1_000_000)}),
    "null-bomb.parquet": lambda: written({"text": pa.nulls(3_000_000, pa.string())}),
    "long.parquet": lambda: written({"text": same("a" * 50_000_000, 1000)}, compression="lz4"),
    "wide-bomb.parquet": lambda: written({"text": same("a" * 50_000_000, 1000)}, compression="lz4", store_schema=False),
    "page-bomb.parquet": _page_bomb,
}
"""Those that take long to make."""
