"""An invented report and its record, with every kind of item in it, for tests."""

from __future__ import annotations

from onrecord.record import (
    VERSION,
    Actor,
    Commitment,
    Dateline,
    Event,
    Figure,
    Image,
    Label,
    MadeBy,
    Mention,
    Place,
    Record,
    Relay,
    Source,
    Statement,
    Time,
    item_id,
)
from onrecord.report import Block, BlockKind, Origin, Outlet, Report, Span, digest

PARTS: tuple[tuple[BlockKind, str], ...] = (
    ("headline", "Two hurt at Tarn bridge"),
    ("dateline", "TARN, 4 May"),
    (
        "paragraph",
        "Velia says rebels denied shelling the bridge, the Harbour Wire reported. At least 2 people, half of the"
        " bandit crew, were hurt by shelling; talks are set for Friday if the guns fall silent.",
    ),
    ("caption", "The bridge at Tarn, posted on Kanal by a driver on 3 May. (Photo: L. Orme)"),
)
TEXT = "\n".join(words for _, words in PARTS)


def find(words: str, nth: int = 0) -> Span:
    """The nth occurrence of `words` in TEXT."""
    begin = -1
    for _ in range(nth + 1):
        begin = TEXT.index(words, begin + 1)
    return Span(begin, begin + len(words))


def plain_report(text: str, *, kind: BlockKind = "paragraph") -> Report:
    """A report of one block."""
    return Report(
        id="plain",
        text=text,
        text_sha256=digest(text),
        blocks=(Block(kind=kind, begin=0, end=len(text)),) if text else (),
        title=None,
        outlet=None,
        published=None,
        byline=(),
        language=None,
        origin=Origin(),
    )


def full_report() -> Report:
    """The report that `full_record` is made of."""
    blocks, begin = [], 0
    for kind, words in PARTS:
        blocks.append(Block(kind=kind, begin=begin, end=begin + len(words)))
        begin += len(words) + 1
    return Report(
        id="tarn-1",
        text=TEXT,
        text_sha256=digest(TEXT),
        blocks=tuple(blocks),
        title="Two hurt at Tarn bridge",
        outlet=Outlet(name="Velia Courier", domain="courier.example"),
        published="2031-05-04",
        byline=("P. Anwick",),
        language="en",
        origin=Origin(path="tarn.txt", media_type="text/plain", raw_sha256=digest(TEXT), credits=("Harbour Wire",)),
    )


def empty_record(report: Report) -> Record:
    """A record of `report` with nothing in it."""
    return Record(
        schema=VERSION,
        report=report,
        dateline=None,
        mentions=(),
        actors=(),
        places=(),
        times=(),
        statements=(),
        events=(),
        figures=(),
        commitments=(),
        labels=(),
        images=(),
        warnings=(),
        made_by=MadeBy(onrecord="0.1.0", model="none"),
    )


def full_record() -> Record:
    """A record that holds an item of every kind, every field of the contract set in one item at least."""
    taken: dict[str, int] = {}

    def mention(words: str, kind: str, nth: int = 0, **more: object) -> Mention:
        span = find(words, nth)
        name = item_id("m", span, taken)
        return Mention(id=name, begin=span.begin, end=span.end, kind=kind, **more)  # type: ignore[arg-type]

    def identity(letter: str, words: str, nth: int = 0) -> str:
        return item_id(letter, find(words, nth), taken)

    tarn, velia, rebels = identity("p", "Tarn"), identity("a", "Velia"), identity("a", "rebels")
    wire, driver = identity("a", "the Harbour Wire"), identity("a", "a driver")
    mentions = (
        mention("Tarn", "place", form="name", place=tarn, confidence=0.9),
        mention("Velia", "place", form="name", actor=velia),
        mention("rebels", "group", form="nominal", actor=rebels),
        mention("the Harbour Wire", "organization", actor=wire),
        mention("the bandit crew", "group", actor=rebels),
        mention("a driver", "person", actor=driver),
    )
    named = {
        words: m.id for words, m in zip(("tarn", "velia", "rebels", "wire", "crew", "driver"), mentions, strict=True)
    }
    actors = (
        Actor(
            id=velia,
            name="Velia",
            kind="country",
            country="VEL",
            sector="GOV",
            same_as=("iso3166:VEL",),
            mentions=(named["velia"],),
            confidence=0.8,
            public=True,
        ),
        Actor(id=rebels, name="rebels", kind="group", mentions=(named["rebels"], named["crew"]), public=True),
        Actor(id=wire, name="Harbour Wire", kind="media", mentions=(named["wire"],), public=True),
        Actor(
            id=driver,
            name="a driver",
            kind="person",
            role="driver",
            affiliation=velia,
            mentions=(named["driver"],),
            public=False,
        ),
    )
    place = Place(
        id=tarn,
        name="Tarn",
        kind="PPL",
        lat=47.25,
        lon=-3.5,
        country="VEL",
        admin1="Lower Velia",
        geonames=7,
        confidence=0.7,
        mentions=(named["tarn"],),
    )

    def time(words: str, value: str, *, mod: str | None = None) -> Time:
        span = find(words)
        return Time(
            id=item_id("t", span, taken),
            begin=span.begin,
            end=span.end,
            type="DATE",
            value=value,
            mod=mod,
            begin_date=value,
            end_date=value,
            confidence=1.0,
        )

    times = (time("4 May", "2031-05-04"), time("Friday", "2031-05-09", mod="APPROX"), time("3 May", "2031-05-03"))
    outer = Statement(
        id=item_id("s", Span(find("Velia").begin, find("the bridge").end), taken),
        kind="indirect",
        source=Source(spans=(find("Velia"),), actor=velia),
        cue=(find("says"),),
        content=(find("rebels denied shelling the bridge"),),
        stance="assert",
        via=(Relay(actor=wire, spans=(find("the Harbour Wire reported"),)),),
        within=None,
        time=times[0].id,
        place=tarn,
        confidence=0.75,
        about=(rebels,),
    )
    inner = Statement(
        id=item_id("s", Span(find("rebels").begin, find("the bridge").end), taken),
        kind="indirect",
        source=Source(spans=(find("rebels"),), actor=rebels, described=True),
        cue=(find("denied"),),
        content=(find("shelling the bridge"),),
        stance="deny",
        via=(),
        within=outer.id,
        confidence=0.5,
        about=(),
    )
    event = Event(
        id=identity("e", "shelling", 1),
        type="ASSAULT",
        mode="artillery",
        trigger=find("shelling", 1),
        agents=(named["crew"],),
        recipients=(named["tarn"],),
        places=(tarn,),
        time=times[0].id,
        status="possible",
        according_to=(outer.id,),
        confidence=0.4,
    )
    hurt = Figure(
        id=identity("f", "At least 2 people"),
        begin=find("At least 2 people").begin,
        end=find("At least 2 people").end,
        kind="injured",
        value=2,
        low=2,
        high=None,
        unit="people",
        approximation="At least",
        whom=named["crew"],
        event=event.id,
        place=tarn,
        time=times[0].id,
        according_to=(outer.id, inner.id),
        confidence=0.9,
    )
    share = Figure(
        id=identity("f", "half"),
        begin=find("half").begin,
        end=find("half").end,
        kind="share",
        value=50,
        low=50,
        high=50,
        unit="percent",
        share_of=hurt.id,
        according_to=(),
        confidence=0.9,
    )
    talks = Commitment(
        id=identity("c", "talks are set for Friday"),
        begin=find("talks are set for Friday").begin,
        end=find("talks are set for Friday").end,
        what=find("talks"),
        parties=(velia, rebels),
        due="2031-05-09",
        reckoned_from=times[0].id,
        status="scheduled",
        place=tarn,
        according_to=(outer.id,),
        confidence=0.6,
        force="plans",
        instrument="talks",
        condition=find("if the guns fall silent"),
        anchor="assumed",
    )
    bandit = Label(
        id=identity("l", "bandit"),
        begin=find("bandit").begin,
        end=find("bandit").end,
        term="bandit",
        actor=rebels,
        voice="outlet",
        confidence=0.9,
    )
    shelling = Label(
        id=identity("l", "shelling"),
        begin=find("shelling").begin,
        end=find("shelling").end,
        term="shelling",
        actor=None,
        voice=inner.id,
        quoted=True,
        confidence=0.1,
    )
    image = Image(
        id=identity("i", PARTS[3][1]),
        caption=find(PARTS[3][1]),
        shows=find("The bridge at Tarn"),
        credit="L. Orme",
        posted_by=driver,
        posted_on="Kanal",
        posted_at=times[2].id,
        place=tarn,
        confidence=0.9,
    )
    return Record(
        schema=VERSION,
        report=full_report(),
        dateline=Dateline(place=tarn, time=times[0].id),
        mentions=mentions,
        actors=actors,
        places=(place,),
        times=times,
        statements=(outer, inner),
        events=(event,),
        figures=(hurt, share),
        commitments=(talks,),
        labels=(shelling, bandit),
        images=(image,),
        warnings=("one link was dropped",),
        made_by=MadeBy(onrecord="0.1.0", model="0" * 64),
    )
