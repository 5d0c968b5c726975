from __future__ import annotations

import re

import msgspec

from onrecord.exports.page import Page
from onrecord.exports.text import pieces
from onrecord.record import Record
from tests.exports.stories import Told, story
from tests.samples import empty_record, full_record, plain_report


def shown(*records: Record, width: int = 100, colour: bool = False) -> str:
    return "".join(pieces(records, Page(width=width, colour=colour)))


def lines_of(record: Record) -> list[str]:
    return shown(record).splitlines()


STORY = (
    Told("[s Nobody I know] [c said] [x the well was dry].", described=True),
    Told("[s Ana Roth] [c denied] [x that the road was closed].", named="Ana Roth", stance="deny"),
    Told("[s She] [c added] [x that nobody had asked].", confidence=0.31),
    Told("[x The mayor] is [c said] [x to have left].", kind="indirect"),
    Told('[x "We wait,"] [c said] [s Oren Pell].', named="Oren Pell", kind="direct", via=("Hill Radio",)),
    Told("[s Roth] [c warned] [x against the ford].", named="Ana Roth", stance="warn", kind="mixed"),
)


def test_claims_stand_below_their_speakers_in_order_of_first_saying() -> None:
    lines = lines_of(story(*STORY))
    wanted = (
        "● Ana Roth",
        "  denies          «Ana Roth» _denied_ ‹that the road was closed›.",
        "  s-",
        "  warns           «Roth» _warned_ ‹against the ford›.",
        "● Oren Pell",
        '  quoted          ‹"We wait,"› _said_ «Oren Pell».',
        "── Described, not named",
        "  s-0-35          «Nobody I know» _said_ ‹the well was dry›.",
        "── Not resolved to a name",
        "  unsure: 0.31    «She» _added_ ‹that nobody had asked›.",
        "── No speaker found",
        "  s-115-145       ‹The mayor› is _said_ ‹to have left›.",
    )
    found = [next(n for n, line in enumerate(lines) if line.startswith(start)) for start in wanted]
    assert found == sorted(found)


def test_a_claim_tells_the_way_it_came() -> None:
    assert "→ via Hill Radio → this outlet" in shown(story(*STORY))


def test_the_margin_tells_stance_and_kind_on_one_line_where_they_fit_and_then_how_unsure_it_is() -> None:
    record = story(
        Told("[s Roth] [c denied] [x it].", stance="deny", kind="direct", confidence=0.2),
        Told("[s Roth] [c warned] [x them].", stance="warn", kind="mixed"),
        Told("[s Pell] [c said] [x no].", kind="mixed", confidence=0.49),
    )
    lines, ids = lines_of(record), [f"  {statement.id}" for statement in record.statements]
    at = lines.index("  denies, quoted  «Roth» _denied_ ‹it›.")
    assert lines[at + 1 : at + 9] == [
        "  unsure: 0.20",
        ids[0],
        "  warns           «Roth» _warned_ ‹them›.",
        "  part quoted",
        ids[1],
        "  part quoted     «Pell» _said_ ‹no›.",
        "  unsure: 0.49",
        ids[2],
    ]


def test_a_relay_that_all_claims_share_is_told_once() -> None:
    record = story(
        Told("[s Ana Roth] [c said] [x it rained].", named="Ana Roth", via=("Lake Wire",)),
        Told("[s Oren Pell] [c said] [x it snowed].", named="Oren Pell", via=("Hill Radio", "Lake Wire")),
    )
    page = shown(record)
    assert page.count("All of it reached this outlet via Lake Wire.") == 1
    assert page.count("→ this outlet") == 1
    assert "→ via Hill Radio → Lake Wire → this outlet" in page


def test_what_stands_within_a_claim_is_indented_below_it_and_not_told_twice() -> None:
    record = story(
        Told("[s Velm] [c says] [x Osk denies closing the road].", named="Velm"),
        Told("[s Osk] [c denies] [x closing the bridge].", named="Osk", within=0, stance="deny"),
    )
    lines = lines_of(record)
    at = next(n for n, line in enumerate(lines) if "_says_" in line)
    assert lines[at + 1].startswith("  └ denies        «Osk» _denies_")
    assert not any(line.startswith("● Osk") for line in lines)
    assert "2 statements: 1 by 1 named speaker, 1 within others" in lines


def test_every_layer_of_a_full_record_has_its_place() -> None:
    margin = re.compile(r"^  [a-z]-\d+-\d+ ", re.MULTILINE)  # ids stand beside wrapped lines
    page = " ".join(margin.sub(" ", shown(full_record(), width=116)).split())
    for words in (
        "Two hurt at Tarn bridge ",
        "Velia Courier · published 2031-05-04 · filed from Tarn, 2031-05-04 · by P. Anwick · credits Harbour Wire",
        "● Velia",
        "└ denies",
        "said 2031-05-04 · in Tarn",
        "▪ The bridge at Tarn, posted on Kanal by a driver on 3 May.",
        "posted by a driver on Kanal 2031-05-03 · at Tarn · credit L. Orme",
        "Friday = 2031-05-09 (about)",
        "! one link was dropped",
        "at least 2 people · of rebels · in the assault “shelling” · at Tarn · 2031-05-04 ·",
        "50 percent · of “At least 2 people”",
        "due 2031-05-09 (assumed, counted from 2031-05-04) · between Velia and rebels",
        "force: plans",
        "on condition: “if the guns fall silent”",
        "rebels · in the outlet's own voice",
        "whom it names is not resolved · in the quoted words of rebels",
        "VEL Tarn, Lower Velia · 47.25 N 3.50 W · p-12-16",
        "1 event · 2 figures · 1 commitment · 2 labels · 1 place · 1 picture · 3 times · 1 warning",
    ):
        assert words in page, words


def test_every_item_shows_its_id() -> None:
    record, page = full_record(), shown(full_record())
    for layer in ("statements", "events", "figures", "commitments", "labels", "places", "images"):
        for item in getattr(record, layer):
            assert item.id in page, item.id


def test_only_the_layers_asked_for_are_shown_and_those_that_are_empty_say_so() -> None:
    page = "".join(pieces([full_record()], Page(only=("figures", "labels"))))
    assert "── Figures" in page
    assert "── Words that judge" in page
    for other in (
        "Marked in each",
        "── Events",
        "── What is due",
        "── Places",
        "── Pictures",
        "── Times",
        "None found",
    ):
        assert other not in page
    assert "one link was dropped" in page
    page = "".join(pieces([story(*STORY)], Page(only=("statements", "events", "labels"))))
    assert "None found: events, labels\n" in page


def test_an_empty_record_says_so() -> None:
    assert lines_of(empty_record(plain_report("Ash fell.")))[-1] == "no statements"
    assert lines_of(empty_record(plain_report("")))


def test_plain_text_has_no_escape_sequences_and_colour_has() -> None:
    assert "\x1b" not in shown(full_record())
    coloured = shown(full_record(), colour=True)
    assert "\x1b[" in coloured
    # Where colour tells the roles apart, the marks would only be in the way.
    assert "«" not in coloured
    assert "Velia" in re.sub(r"\x1b\[[0-9;]*m", "", coloured)


def test_the_environment_does_not_change_the_page(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    before = shown(full_record(), colour=True)
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "50"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert shown(full_record(), colour=True) == before


def test_lines_keep_to_the_width() -> None:
    record = story(*STORY, Told(f"[s Ana Roth] [c said] [x {'the long road to Osk ' * 40}].", named="Ana Roth"))
    for width in (44, 80, 100):
        assert max(map(len, shown(record, full_record(), width=width).splitlines())) <= width


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnorw\u2066\x00\x7f"


def test_nothing_of_a_report_reaches_the_terminal_raw() -> None:
    record = story(
        Told(f"[s Ana{HOSTILE} Roth] [c said{HOSTILE}] [x it rained{HOSTILE}].", named=f"Ana{HOSTILE}"),
        Told("[s Pell] [c said] [x no].", named="Pell", via=(f"Wire{HOSTILE}",)),
        title=f"Title{HOSTILE}",
        published=f"2031{HOSTILE}",
        byline=(HOSTILE,),
    )
    record = msgspec.structs.replace(record, warnings=(HOSTILE,))
    page = shown(record)
    assert not [c for c in page if not c.isprintable() and c != "\n"]
    assert "\\x1b]0;owned\\x07" in page
    assert "\\u202egnorw" in page
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", shown(record, colour=True))
    assert not [c for c in coloured if not c.isprintable() and c != "\n"]


def test_markup_of_the_drawing_library_stays_words() -> None:
    page = shown(story(Told("[s Roth] [c said] [x (bold red)now(/) :smile:].", named="Roth"), title="[bold]Osk[/bold]"))
    assert "[bold]Osk[/bold]" in page
    assert ":smile:" in page


def test_several_records_are_apart() -> None:
    page = shown(full_record(), full_record())
    assert page.count("Two hurt at Tarn bridge\n") == 2
    assert "\n\n\nTwo hurt" in page
