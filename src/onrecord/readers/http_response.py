"""An HTTP response as an archive holds it: its status, what its header says of the body, and the body."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final

import msgspec

from onrecord.limits import MAX_HEADER_BYTES
from onrecord.readers.decoding import declared_charset
from onrecord.readers.extractor import ask
from onrecord.readers.http_child import Coded

_BLANK: Final = re.compile(rb"\r?\n\r?\n")
_PROTOCOLS: Final = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3"]


class Response(msgspec.Struct, frozen=True):
    """A response; `media` is a media type in lower case, empty where none is stated, `charset` a name Python knows."""

    status: str
    media: str
    charset: str | None
    chunked: bool
    codings: tuple[str, ...]
    body: bytes

    def payload(self, name: str) -> bytes:
        """The body with its codings undone, which a child process does; raises Problem, naming `name`."""
        if not self.chunked and not self.codings:
            return self.body
        coded = Coded(body=self.body, chunked=self.chunked, codings=self.codings)
        return ask("http", name, msgspec.msgpack.encode(coded))


def document(content_type: str, body: bytes) -> Response:
    """A document that was stored as it is, as if a server had sent it."""
    return Response("200", media_type(content_type), _charset(content_type), False, (), body)


def response_in(content: bytes) -> Response | None:
    """The response that a record's content is, or None where that is none with a header of MAX_HEADER_BYTES at most."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    end = _BLANK.search(content, 0, MAX_HEADER_BYTES)
    if end is None:
        return None
    try:
        given = StatusAndHeadersParser(_PROTOCOLS).parse(BytesIO(content[: end.end()]))
    except StatusAndHeadersParserException:
        return None

    def listed(name: str) -> list[str]:
        values = ",".join(value for key, value in given.headers if key.lower() == name)
        return [value.strip().lower() for value in values.split(",") if value.strip()]

    content_type = str(given.get_header("Content-Type", ""))
    transfer = listed("transfer-encoding")
    return Response(
        status=str(given.get_statuscode()),
        media=media_type(content_type),
        charset=_charset(content_type),
        chunked="chunked" in transfer,
        codings=tuple(listed("content-encoding") + [coding for coding in transfer if coding != "chunked"]),
        body=content[end.end() :],
    )


def media_type(content_type: str) -> str:
    """The media type of a Content-Type, without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def _charset(content_type: str) -> str | None:
    return declared_charset(content_type.encode("utf-8", "replace"))
