from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.readers.decoding import declared_charset, decode

TEXT = "The envoy said “nothing is settled” — not yet, in any case.\r\nA second line.\n"


def test_utf8_is_kept_code_point_for_code_point() -> None:
    text = "Cafe\u0301 and Caf\u00e9\r\n\u200b\u202eabc\ttab\n"
    assert decode("x", text.encode("utf-8")) == (text, ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode("x", mark + TEXT.encode(encoding)) == (TEXT, ())


def test_utf16_without_a_mark_is_read_and_said() -> None:
    text, warnings = decode("x", TEXT.encode("utf-16-le"))
    assert text == TEXT
    assert warnings == ("its encoding is not stated; read as UTF-16",)


def test_windows_quotation_marks_are_read_and_said() -> None:
    text, warnings = decode("x", TEXT.encode("cp1252"))
    assert text == TEXT
    assert warnings == ("its encoding is not stated; cp1252 is a guess",)


def test_an_encoding_of_another_alphabet_is_guessed() -> None:
    russian = "Министр сказал, что переговоры отложены на неделю, и обещал новую дату до пятницы.\n" * 4
    text, warnings = decode("x", russian.encode("cp1251"))
    assert text == russian
    assert "guess" in warnings[0]


def test_a_few_damaged_bytes_are_a_warning() -> None:
    data = ("Ärzte und Ämter: Ölpreise, Übungen, Äcker. " * 5).encode()
    text, warnings = decode("x", data[:50] + b"\xff" + data[50:])
    assert text.count("\N{REPLACEMENT CHARACTER}") == 1
    assert warnings == ("1 damaged bytes were not in its encoding, utf-8, and stand as U+FFFD",)


def test_a_replacement_character_that_was_written_is_no_damage() -> None:
    assert decode("x", "One \N{REPLACEMENT CHARACTER} two".encode())[1] == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b" \r\n\t ", "it is empty"),
        (codecs.BOM_UTF8, "byte order mark"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"PK\x03\x04....", "ZIP archive"),
        (b"\x1f\x8b\x08....", "gzip archive within another"),
        (b"Shots were heard.\0 Nobody was hurt.", "1 null bytes"),
        (bytes(range(256)) * 20, "not text|no text|control characters|not in its encoding"),
    ],
)
def test_what_is_no_text_is_one_clear_problem(data: bytes, why: str) -> None:
    with pytest.raises(Problem, match=why) as caught:
        decode("file.txt", data)
    line = str(caught.value)
    assert line.startswith("file.txt: not read: ") and line.endswith(".") and "\n" not in line


def test_a_page_declares_its_charset() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Слово</body></html>'
    text, warnings = decode("x", page.encode("cp1251"), markup=True)
    assert text == page
    assert warnings == ()


def test_a_page_that_is_utf8_is_read_as_that_whatever_it_declares() -> None:
    page = '<meta charset="iso-8859-1"><p>Ärger</p>'
    assert decode("x", page.encode(), markup=True) == (page, ())


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<meta charset=shift_jis>", "cp932"),
        (b"<meta charset=utf-7>", None),
        (b"<meta charset=rot13>", None),
        (b"<meta charset=unicode_escape>", None),
        (b"<p>charset</p>", None),
    ],
)
def test_declared_charsets_are_those_of_the_web_only(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


def test_null_bytes_in_a_page_stand_as_browsers_show_them() -> None:
    text, warnings = decode("x", b"<p>One\0two</p>", markup=True)
    assert text == "<p>One\N{REPLACEMENT CHARACTER}two</p>"
    assert warnings == ("1 null bytes stand as U+FFFD",)


@settings(max_examples=300)
@given(st.binary(max_size=400), st.booleans())
def test_bytes_decode_or_are_a_problem(data: bytes, markup: bool) -> None:
    try:
        text, _ = decode("x", data, markup=markup)
    except Problem:
        return
    text.encode("utf-8")
    assert "\0" not in text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_text_is_kept(text: str) -> None:
    if text.strip() and text[0] != "\ufeff":
        assert decode("x", text.encode())[0] == text


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("平和の話".encode("iso2022_jp"), "ISO-2022-JP", "平和の話"),
        ("мир".encode("koi8_r"), "koi8-r", "мир"),
        ("“So”".encode(), "us-ascii", "“So”"),
        ("“So”".encode("cp1252"), "iso-8859-1", "“So”"),
        ("“So”".encode("cp1252"), "utf-7", "“So”"),
        (b"So", "no such charset", "So"),
    ],
)
def test_a_charset_declared_beside_the_text_is_heeded_where_it_fits(data: bytes, declared: str, text: str) -> None:
    assert decode("a", data, declared=declared)[0] == text
