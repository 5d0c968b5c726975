from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.annotation import Annotation
from onrecord.extract.extraction import extract
from onrecord.extract.parts import Parts
from onrecord.record import Commitment
from onrecord.report import BlockKind
from onrecord.resolve.times import find_times
from onrecord.vocabulary import MentionKind
from tests.extract.making import make_report, marked, mentions, whole, with_mentions

Said = tuple[str | None, str | None, str]
PUBLISHED = "2031-03-05"
"""A Wednesday."""


class Bound:
    """What extraction makes of a text, and what is due in it."""

    def __init__(
        self,
        text: str,
        *said: Said,
        of: tuple[tuple[MentionKind, str], ...] = (),
        kinds: tuple[BlockKind, ...] = (),
        published: str = PUBLISHED,
    ) -> None:
        report = make_report(text, *kinds, published=published)
        self.text, self.times = text, find_times(report)
        annotation = with_mentions(marked(text, *said), *mentions(text, *of))
        self.parts: Parts = extract(report, annotation, self.times)
        self.record = whole(report, self.parts, self.times)

    @property
    def one(self) -> Commitment:
        (commitment,) = self.parts.commitments
        return commitment

    @property
    def words(self) -> list[str]:
        return [self.text[one.begin : one.end] for one in self.parts.commitments]

    @property
    def dues(self) -> list[str | None]:
        return [one.due for one in self.parts.commitments]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The talks are due to open in Karsk on Monday.", "2031-03-10"),
        ("The talks will open next Monday.", "2031-03-10"),
        ("The ministry plans to open two camps by the end of the month.", "2031-03-31"),
        ("The envoy is expected in Karsk on Friday.", "2031-03-07"),
        ("A second round has been pencilled in for late March.", "2031-03"),
        ("They agreed to exchange lists within 30 days.", "2031-04-04"),
        ("The army promised to answer within ten working days.", "2031-03-19"),
        ("The truce is to take effect in a week.", "2031-03-12"),
        ("The port is scheduled to close at the weekend.", "2031-03-08/2031-03-09"),
        ("The ministry will host a summit in summer.", "2031-06/2031-08"),
        ("The governor ordered three days of mourning from Thursday.", "2031-03-06/2031-03-08"),
        ("The council votes tonight on a draft.", "2031-03-05"),
        ("The report must be published no later than 2 May 2031.", "2031-05-02"),
        ("Lund calls on the army to leave the port by Friday.", "2031-03-07"),
        ("Results due on Saturday may change that.", "2031-03-08"),
        ("Both sides have agreed on a meeting next month.", "2031-04"),
        ("The army will fire if the guards do not leave by Friday.", "2031-03-07"),
        ("Oto Brandt will be sworn in as governor on Friday.", "2031-03-07"),
        ("The office asked them to do so within a month.", "2031-04-05"),
        ("The deadline for bids is Friday.", "2031-03-07"),
        ("The party pledged to reopen the port within 30 days of taking office.", None),
        ("On Monday, Oda Brandt will leave the port.", "2031-03-10"),
        ("The guards will stay until Monday, when the new council is to be sworn in.", "2031-03-10"),
        ("The guards were given a week to leave the port.", "2031-03-12"),
        ("The judge adjourned the hearing to 9 June.", "2031-06-09"),
        ("The next council will be obligated to keep every treaty.", None),
        ("The summit will take place in the next three months.", "2031-03-05/2031-06-05"),
    ],
)
def test_what_is_due_and_when(text: str, due: str | None) -> None:
    assert Bound(text).dues == [due]


@pytest.mark.parametrize(
    "text",
    [
        "The talks opened in Karsk on Monday.",
        "The minister will not say who fired on Friday.",
        "Will the talks open on Monday?",
        "The envoy has been in Karsk for four days.",
        "The shells landed within four minutes of one another.",
        "The talks will probably fail next week.",
        "The minister said on Monday that the guns were silent.",
        "The meeting on Tuesday was short.",
        "He went to Karsk, and will die there.",
        "The wall was set in stone before Friday.",
        "The talks are expected to continue through Friday.",
        "We do so in line with our obligations under the law of the sea.",
        "The guards fled, only to be caught a day later.",
        "The port would open if the rebels pledged to leave.",
        "He was taken to jail and booked shortly before midnight.",
        "The 2032 budget will hold a surplus.",
        "He is willing to renegotiate the treaty.",
        "They had to close it twice within the past three years.",
        "They agreed that the road is poor today.",
        "The proposed law is long.",
    ],
)
def test_what_was_may_be_or_is_asked_is_none(text: str) -> None:
    assert Bound(text).words == []


def test_a_day_in_a_month_and_the_month_are_one_unless_one_is_another() -> None:
    rally = Bound("The strike is planned for April. The port workers’ strike will begin on 9 April.")
    assert rally.dues == ["2031-04-09"]
    rounds = Bound("Talks will open on 7 April. A second round of talks is planned for April.")
    assert rounds.dues == ["2031-04-07", "2031-04"]


def test_only_a_party_undertakes_to_do_something_without_a_day() -> None:
    text = "The charts of Karsk will provide guidance."
    assert Bound(text, of=(("other", "The charts of Karsk"),)).words == []
    assert Bound(text, of=(("organization", "The charts of Karsk"),)).words == [text[:-1]]


def test_what_it_is_for_belongs_not_to_what_is_due() -> None:
    bound = Bound("The council is expected to vote on Friday to pave the way for a new law.")
    assert bound.words == ["The council is expected to vote on Friday"]


def test_the_day_of_adoption_is_assumed_and_pointed_at() -> None:
    text = (
        "The council’s resolution 2999, adopted on 18 December 2030, binds both sides. "
        "It calls on them to seat a government within six months."
    )
    bound = Bound(text)
    told = {t.id: bound.text[t.begin : t.end] for t in bound.times}
    assert (bound.one.due, bound.one.anchor) == ("2031-06-18", "assumed")
    assert bound.one.reckoned_from is not None and told[bound.one.reckoned_from] == "18 December 2030"
    assert bound.one.force == "calls-for"


def test_the_day_of_adoption_is_stated_where_the_text_says_so() -> None:
    text = (
        "A commission is to be seated within six months. All periods run from the day of adoption, 4 March, Lund said."
    )
    bound = Bound(text)
    assert (bound.dues[0], bound.parts.commitments[0].anchor) == ("2031-09-04", "stated")


def test_of_two_days_of_adoption_the_one_told_last_counts() -> None:
    bound = Bound(
        "Resolution 2990, adopted on 6 January 2030, called for a vote within two months. "
        "Resolution 2999, adopted on 18 December 2030, calls for elections within six months."
    )
    assert bound.dues[-1] == "2031-06-18"


def test_that_counts_from_what_was_just_told() -> None:
    text = "Lund urged both sides to stop on 15 March and to open the road within 72 hours of that."
    assert Bound(text).dues == ["2031-03-15", "2031-03-18"]
    assert Bound(text).parts.commitments[1].anchor == "stated"


def test_a_date_needs_no_anchor() -> None:
    assert Bound("The talks are due to open on Monday.").one.anchor is None


def test_without_a_publication_day_only_whole_dates_are_due() -> None:
    assert Bound("The talks are due to open on 10 March 2031.", published="").dues == ["2031-03-10"]
    assert Bound("The talks are due to open in a week.", published="").dues == [None]


def test_one_thing_is_listed_once_by_its_best_mention() -> None:
    text = "Talks in Karsk on Monday\n\nThe talks are due to open on Monday. Ahead of Monday’s talks nobody spoke."
    bound = Bound(text, kinds=("headline",))
    assert bound.words == ["The talks are due to open on Monday"]


def test_things_of_different_days_stay_apart() -> None:
    text = "The talks are due to open on Monday. A second round is to be held on 2 April."
    assert Bound(text).dues == ["2031-03-10", "2031-04-02"]


def test_the_same_deed_of_two_bodies_is_two() -> None:
    text = "Veda is to withdraw by Friday. Karsk is to withdraw by Friday. Veda is to withdraw by Friday."
    bound = Bound(text, of=(("organization", "Veda | Veda"), ("organization", "Karsk")))
    assert len(bound.words) == 2


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Diplomats say that the talks are in doubt.", "in-doubt"),
        ("The talks were cancelled on Wednesday.", "cancelled"),
        ("The rooms are booked.", "scheduled"),
    ],
)
def test_the_status_is_as_told(told: str, status: str) -> None:
    assert Bound(f"The talks are due to open on Monday. {told}").one.status == status


def test_what_is_put_off_is_due_on_the_new_day() -> None:
    text = "The talks that were to have begun on Monday have been postponed. They are now to open on 24 March."
    bound = Bound(text)
    assert (bound.one.due, bound.one.status) == ("2031-03-24", "postponed")


def test_a_breach_is_alleged_by_whose_account() -> None:
    text = "The minister said that there had been violations of the truce."
    bound = Bound(text, ("The minister", "said", "that there had been violations of the truce"))
    assert bound.one.status == "alleged-violation"
    assert bound.one.according_to == (bound.parts.statements[0].id,)


def test_within_days_counts_from_the_day_it_was_said() -> None:
    text = "On 1 March the minister said that the road would open within two days."
    bound = Bound(text, ("the minister", "said", "that the road would open within two days"))
    said = bound.parts.statements[0].time
    if said is not None:
        assert bound.dues == ["2031-03-03"] and bound.one.reckoned_from == said


def test_the_condition_and_the_instrument_are_told() -> None:
    bound = Bound("Under resolution 2999 the army is to leave on Friday unless the council objects.")
    assert bound.one.instrument == "resolution 2999" and bound.one.condition is not None
    assert bound.text[slice(*bound.one.condition)] == "unless the council objects"


def test_parties_are_those_that_the_words_name() -> None:
    text = "The talks between Norway and Sweden are due to open on Monday."
    of: tuple[tuple[MentionKind, str], ...] = (
        ("event", "The talks between Norway and Sweden"),
        ("place", "Norway"),
        ("place", "Sweden"),
    )
    bound = Bound(text, of=of)
    names = {actor.id: actor.name for actor in bound.parts.actors}
    assert [names[party] for party in bound.one.parties] == ["Norway", "Sweden"]


@pytest.mark.parametrize(
    "text",
    [
        "Lund praised the office on Monday but warned that much remained to be done.",
        "A few donors are deciding who will lead the council next year.",
        "The fall of the town would be their worst defeat since 2033.",
    ],
)
def test_what_is_not_due_is_none(text: str) -> None:
    assert not Bound(text).parts.commitments


def test_a_promise_that_is_told_as_broken_is_an_alleged_violation() -> None:
    assert Bound("The council promised to reopen the port but reneged, he said.").one.status == "alleged-violation"


def test_what_is_unlikely_to_take_place_is_in_doubt() -> None:
    assert Bound("The summit is unlikely to take place next month.").one.status == "in-doubt"


def test_if_behind_ask_is_no_condition() -> None:
    assert Bound("Voters asked if the election will be held on Friday.").one.condition is None


PIECES = [
    "The talks", "are due to", "open", "on Monday", "within six months", "will", "hold", "by Friday", "resolution 9",
    "postponed", "that", "if", "unless", "not", ",", ".", "“", "”", "calls on", "to", "promised", "the truce",
    "violations of", "\n\n", "Monday’s", "meeting", "obligations under", "be", "was to have", "?", ";", "1,000",
    "adopted on 1 March",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_any_words_give_a_record_that_holds_and_the_same_again(text: str) -> None:
    assert Bound(text).parts == Bound(text).parts


def test_many_commitments_take_time_linear_in_the_text_and_are_capped() -> None:
    text = "".join(
        f"Team {i} will meet the envoy within {i % 90 + 1} days, and violations of the truce put the talks in doubt. "
        for i in range(4000)
    )
    report = make_report(text, published=PUBLISHED)
    times = find_times(report)
    begun = time.process_time()
    parts = extract(report, Annotation(), times)
    assert time.process_time() - begun < 20 and 0 < len(parts.commitments) <= 200
