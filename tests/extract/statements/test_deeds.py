from __future__ import annotations

import pytest

from onrecord.extract.statements.cues import lexicon
from onrecord.extract.statements.deeds import looks
from tests.extract.making import read


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Police arrested the old miller for theft.", "arrested", "the old miller for theft"),
        ("Police will not reopen the mill.", "will not reopen", "the mill"),
        ("Police called 911 from the mill.", "called", "911 from the mill"),
        ("Police tried to reassure the old miller.", "tried to reassure", "the old miller"),
        ("Police gathered to remember the old miller.", "gathered to remember", "the old miller"),
        ("Police seemed to shift the talks away from the mill.", "seemed", "to shift the talks away from the mill"),
        ("Police seem certain that the mill is shut.", "seem", "certain that the mill is shut"),
        ("It seems that the mill is shut, Police or not.", "seems", "that the mill is shut"),
        ("Police raised money for the mill.", "raised", "money for the mill"),
        ("Police are investigating the flood at the mill.", "are investigating", "the flood at the mill"),
    ],
)
def test_a_deed_or_a_look_is_no_statement(text: str, cue: str, content: str) -> None:
    assert read(text, ("Police", cue, content), chains=(("organization", "Police"),)).parts.statements == ()


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Police made known that the mill is shut.", "made known", "that the mill is shut"),
        ("Police sang “the mill is shut” at noon.", "sang", "“the mill is shut”"),
        ("Police: the mill is shut.", ":", "the mill is shut"),
        ("Police called the flood a disgrace.", "called", "the flood a disgrace"),
        ("Police raised the matter of the mill.", "raised", "the matter of the mill"),
        ("Police seemed to suggest that the mill is shut.", "seemed to suggest", "that the mill is shut"),
        ("Police are unhappy with the old miller.", "are unhappy with", "the old miller"),
    ],
)
def test_who_says_or_thinks_a_thing_makes_a_statement(text: str, cue: str, content: str) -> None:
    found = read(text, ("Police", cue, content), chains=(("organization", "Police"),))
    assert found.said(found.one.content) == [content]


def test_what_a_thing_looks_like_is_no_stance() -> None:
    told = {entry.cue for same in lexicon().entries.values() for entry in same}
    assert looks()
    assert not looks() & told
