from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers.lines import is_item, lines, stretches


def words(text: str) -> list[str]:
    return [text[s.begin : s.end] for s in stretches(text)]


def test_lines_carry_no_white_space_and_know_blank_lines_before_them() -> None:
    text = "  One \r\n\r\n\u00a0Two\r\nThree"
    assert [(text[s.begin : s.end], s.apart) for s in lines(text)] == [("One", True), ("Two", True), ("Three", False)]


def test_a_line_each_is_a_paragraph_each() -> None:
    text = "The first paragraph is a line.\nThe second one too.\n\nAnd the third."
    assert len(words(text)) == 3


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ministry said on Monday that the road to the harbour\n"
        "would be closed until the end of the week, because the\n"
        "bridge had been hit and it was not safe to cross it.\n"
        "\n"
        "Drivers were told to take the road by the lake, which is\n"
        "eleven kilometres longer, and to leave the coast before\n"
        "dark.\n"
    )
    assert [len(paragraph.splitlines()) for paragraph in words(text)] == [3, 3]


def test_a_stray_break_within_a_sentence_is_mended() -> None:
    text = "Also on Monday the northern\nalliance\nsaid that it would come to the table, after a week of silence."
    assert len(words(text)) == 1


def test_items_are_never_joined() -> None:
    assert len(words("The points are\n- first, bread\n- second, peace")) == 3
    assert is_item("• bread") and is_item("3. peace") and not is_item("-5 degrees") and not is_item("2031 began")


@given(st.text(alphabet=st.sampled_from("ab.,\n\r \u2028\u00a0-1“"), max_size=200) | st.text(max_size=100))
def test_stretches_cover_all_words_in_order(text: str) -> None:
    at = 0
    for stretch in stretches(text):
        assert at <= stretch.begin < stretch.end
        assert not text[at : stretch.begin].strip()
        assert text[stretch.begin : stretch.end] == text[stretch.begin : stretch.end].strip()
        at = stretch.end
    assert not text[at:].strip()
