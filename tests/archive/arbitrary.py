"""Arbitrary small archives for Hypothesis: every model, every kind of reference between them."""

import datetime
import hashlib
from typing import Any

from django.db import models
from hypothesis import strategies as st

from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Correction,
    DocumentFormat,
    FormerAddress,
    GuidePage,
    GuideTopic,
    Material,
    Meeting,
    Municipality,
    SourceDocument,
    Speaker,
    SpeakerName,
    Standing,
    Thread,
    ThreadEntry,
    Turn,
    UnrecordedMeeting,
)
from meetings.models.municipality import check_digit

CODES = [f"99{n}{check_digit(f'99{n}')}" for n in ("000", "201", "202", "301")]

storable = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
awkward = st.sampled_from(
    ["\\N", "\\.", "a\tb", "一行\n二行", "\r\n", '"引用"', "\\\\x00", "　全角　", "😀𠮷", "null", "0"]
)
texts = st.one_of(awkward, st.text(storable, max_size=12))
printed = texts.filter(bool)
small = st.integers(0, 32_767)
days = st.dates(datetime.date(1868, 1, 25))
clocks = st.none() | st.times()
moments = st.datetimes(
    datetime.datetime(1900, 1, 1), datetime.datetime(2100, 1, 1), timezones=st.just(datetime.UTC)
)
links = st.sampled_from(["", "https://example.jp/会議録?a=1&b=2", "http://example.jp/#1"])
json_rows = st.lists(
    st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | texts, st.lists, max_leaves=3), max_size=2
)


def choice(model: type[models.Model], name: str) -> st.SearchStrategy[str]:
    column: Any = model._meta.get_field(name)
    return st.sampled_from([value for value, _ in column.flatchoices])


def within(model: type[models.Model], name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Cut to what the column holds."""
    longest: int | None = getattr(model._meta.get_field(name), "max_length", None)
    return values.map(lambda value: value[:longest])


@st.composite
def archives(draw: st.DrawFn) -> list[models.Model]:
    """Rows not yet saved, those that others refer to first."""
    municipalities = [
        _municipality(draw, code) for code in draw(st.lists(st.sampled_from(CODES), unique=True))
    ]
    maybe_municipality = st.sampled_from([None, *municipalities])
    bodies = [_body(draw, n, draw(maybe_municipality)) for n in range(draw(st.integers(0, 3)))]
    sources: list[SourceDocument] = []
    for n in range(draw(st.integers(0, 3))):
        sources.append(_source(draw, n, draw(st.sampled_from([None, *sources]))))
    meetings = [
        _meeting(draw, n, draw(st.sampled_from(bodies)), draw(st.sampled_from([None, *sources])))
        for n in range(draw(st.integers(0, 3)) if bodies else 0)
    ]
    maybe_body = st.sampled_from([None, *bodies])
    speakers = _speakers(draw, maybe_municipality, maybe_body, meetings)
    names = [
        SpeakerName(speaker=draw(st.sampled_from(speakers)), body=draw(st.sampled_from(bodies)), name=name)
        for name in (draw(st.lists(printed, max_size=2, unique=True)) if speakers and bodies else [])
    ]
    inside = [row for meeting in meetings for row in _inside(draw, meeting, maybe_municipality, speakers)]
    paths = draw(st.lists(st.sampled_from(["/a/", "/b/", "/古い/"]), unique=True))
    addresses = [_former_address(draw, path) for path in paths]
    unrecorded = _unrecorded_meetings(draw, bodies)
    threads = _threads(draw, [row for row in inside if isinstance(row, AgendaItem)])
    topics = draw(st.lists(st.sampled_from(GuideTopic.values), unique=True))
    pages = [GuidePage(topic=topic, text=draw(printed), updated_at=draw(moments)) for topic in topics]
    return [
        *municipalities, *bodies, *sources, *meetings, *speakers, *names, *inside, *addresses, *unrecorded,
        *threads, *pages,
    ]  # fmt: skip


@st.composite
def relatives(draw: st.DrawFn, bodies: list[Body]) -> dict[int, tuple[int | None, set[int]]]:
    """By body, a parent and predecessors among the others, in rings too."""
    keys = [body.pk for body in bodies]
    others = {key: [k for k in keys if k != key] for key in keys}
    return {
        key: (
            draw(st.sampled_from([None, *others[key]])),
            draw(st.sets(st.sampled_from(others[key])) if others[key] else st.just(set())),
        )
        for key in keys
    }


def _municipality(draw: st.DrawFn, code: str) -> Municipality:
    is_prefecture = code == CODES[0]
    return Municipality(
        code=code,
        name="みのり県" if is_prefecture else f"{code}市",
        prefecture="みのり県",
        kana=draw(texts),
        kind="prefecture" if is_prefecture else draw(st.sampled_from(["city", "ward", "union"])),
    )


def _body(draw: st.DrawFn, n: int, owner: Municipality | None) -> Body:
    years = sorted(draw(st.tuples(small, small)))
    return Body(
        municipality=owner,
        name=f"{draw(texts)}会{n}",
        kana=draw(texts),
        kind=draw(choice(Body, "kind")),
        code=f"00{n}",
        slug=f"{draw(st.sampled_from('aZ9_'))}-{n}",
        since_year=draw(st.sampled_from([None, years[0]])),
        until_year=draw(st.sampled_from([None, years[1]])),
        department=draw(texts),
        publication_days=draw(st.none() | st.integers(1, 32_767)),
        publication_rule=draw(texts),
        about=draw(texts),
        habits=draw(st.sampled_from([{}, {"layout": ["own", "colon"]}])),
    )


def _source(draw: st.DrawFn, n: int, replaces: SourceDocument | None) -> SourceDocument:
    content = bytes([n]) + draw(st.binary(max_size=20))
    return SourceDocument(
        sha256=hashlib.sha256(content).hexdigest(),
        name=draw(printed),
        format=draw(st.sampled_from(DocumentFormat.values)),
        encoding=draw(within(SourceDocument, "encoding", texts)),
        content=content,
        source_url=draw(links),
        problems=draw(json_rows),
        set_aside=draw(json_rows),
        downloadable=draw(st.booleans()),
        parser_version=draw(within(SourceDocument, "parser_version", texts)),
        replaces=replaces,
    )


def _meeting(draw: st.DrawFn, n: int, body: Body, source: SourceDocument | None) -> Meeting:
    status = draw(choice(Meeting, "status"))
    withdrawn = status == "withdrawn"
    date = draw(days if status == "published" else st.none() | days)
    return Meeting(
        identifier=f"{body.owner_code}{body.code}X{n:03d}00000000",
        body=body,
        title=draw(printed),
        number=draw(st.sampled_from([None, n + 1, 1000 + n])),
        date=date,
        start=draw(clocks),
        end=draw(clocks),
        place=draw(texts),
        attendees=draw(texts),
        openness=draw(choice(Meeting, "openness")),
        openness_reason=draw(texts),
        observers=draw(st.none() | st.integers(0, 2_147_483_647)),
        record_type=draw(choice(Meeting, "record_type")),
        department=draw(texts),
        printed_header=draw(json_rows),
        source=source,
        source_url=draw(links),
        issued_on=draw(st.none() | (days if date is None else st.dates(date))),
        status=status,
        visibility=draw(choice(Meeting, "visibility")),
        withdrawn_on=draw(days) if withdrawn else None,
        withdrawn_reason=draw(printed) if withdrawn else "",
        created_at=draw(moments),
        updated_at=draw(moments),
        published_at=draw(moments if status == "published" else st.none() | moments),
    )


def _speakers(
    draw: st.DrawFn,
    maybe_municipality: st.SearchStrategy[Municipality | None],
    maybe_body: st.SearchStrategy[Body | None],
    meetings: list[Meeting],
) -> list[Speaker]:
    found: dict[tuple[Any, ...], Speaker] = {}
    for kind in draw(st.lists(choice(Speaker, "kind"), max_size=4)):
        body = draw(maybe_body)
        if (kind == "office" and body is None) or (kind == "anonymous" and not meetings):
            continue
        speaker = Speaker(
            kind=kind,
            name=draw(st.sampled_from(["若葉 薫", "会長", "委員"])),
            kana=draw(texts),
            municipality=draw(maybe_municipality),
            body=body,
            meeting=draw(st.sampled_from(meetings)) if kind == "anonymous" else None,
        )
        key = (kind, speaker.name, id(speaker.municipality), id(body), id(speaker.meeting))
        found.setdefault(key, speaker)
    return list(found.values())


def _inside(
    draw: st.DrawFn,
    meeting: Meeting,
    maybe_municipality: st.SearchStrategy[Municipality | None],
    speakers: list[Speaker],
) -> list[models.Model]:
    """What belongs to one meeting, in positions with gaps and in any order."""
    numbers = st.lists(st.integers(1, 60), unique=True, max_size=4)
    items: list[AgendaItem] = []
    for position in draw(numbers):
        items.append(
            AgendaItem(
                meeting=meeting,
                parent=draw(st.sampled_from([None, *items])),
                position=position,
                number=draw(texts),
                title=draw(printed),
                kind=draw(choice(AgendaItem, "kind")),
                outcome=draw(texts),
            )
        )
    attendances = [
        Attendance(
            meeting=meeting,
            position=position,
            kind=draw(choice(Attendance, "kind")),
            text=draw(printed),
            name=draw(texts),
            role=draw(texts),
            count=draw(st.none() | small),
        )
        for position in draw(numbers)
    ]
    materials = [
        Material(meeting=meeting, position=position, number=draw(texts), title=draw(printed), url=draw(links))
        for position in draw(numbers)
    ]
    corrections = [
        Correction(meeting=meeting, made_at=draw(moments), document=draw(printed), changes=draw(json_rows))
        for _ in range(draw(st.integers(0, 2)))
    ]
    rows: list[models.Model] = [*items, *attendances, *materials, *corrections]
    mine = [speaker for speaker in speakers if speaker.meeting in (None, meeting)]
    positions = draw(numbers)
    for number, position in enumerate(positions, start=draw(st.integers(1, 9))):
        kind = draw(choice(Turn, "kind"))
        withdrawn = draw(st.booleans())
        rows.append(
            Turn(
                meeting=meeting,
                number=number,
                position=position,
                item=draw(st.sampled_from([None, *items])),
                kind=kind,
                label=draw(texts),
                printed_label=draw(texts),
                role=draw(texts),
                affiliation=draw(texts),
                speaker=draw(st.sampled_from([None, *mine])) if kind == "speech" else None,
                municipality=draw(maybe_municipality) if kind == "speech" else None,
                text=draw(printed),
                withdrawn_on=draw(days) if withdrawn else None,
                withdrawn_reason=draw(printed) if withdrawn else "",
            )
        )
    return rows


def _unrecorded_meetings(draw: st.DrawFn, bodies: list[Body]) -> list[UnrecordedMeeting]:
    if not bodies:
        return []
    sittings = st.tuples(
        st.sampled_from(bodies),
        st.sampled_from([None, datetime.date(2024, 4, 1), datetime.date(2025, 4, 1)]),
        st.sampled_from([None, 1, 32_767]),
    ).filter(lambda sitting: sitting[1] or sitting[2])
    chosen = draw(st.lists(sittings, max_size=3, unique_by=lambda sitting: (id(sitting[0]), *sitting[1:])))
    return [
        UnrecordedMeeting(body=body, date=date, number=number, reason=draw(printed))
        for body, date, number in chosen
    ]


def _threads(draw: st.DrawFn, items: list[AgendaItem]) -> list[models.Model]:
    """Threads with their entries; an item is confirmed in one thread at most."""
    rows: list[models.Model] = []
    confirmed: set[int] = set()
    for number in draw(st.lists(st.integers(1, 999), max_size=3, unique=True)):
        thread = Thread(
            pk=number,
            title=draw(printed),
            about=draw(texts),
            created_at=draw(moments),
            updated_at=draw(moments),
        )
        rows.append(thread)
        for item in draw(st.lists(st.sampled_from(items), max_size=4, unique_by=id)) if items else []:
            standing = draw(choice(ThreadEntry, "standing"))
            if standing == Standing.CONFIRMED and id(item) in confirmed:
                continue
            confirmed |= {id(item)} if standing == Standing.CONFIRMED else set()
            rows.append(ThreadEntry(thread=thread, item=item, standing=standing, grounds=draw(texts)))
    return rows


def _former_address(draw: st.DrawFn, path: str) -> FormerAddress:
    moved = draw(st.booleans())
    return FormerAddress(
        path=path,
        moved_to="/新しい/" if moved else "",
        reason="" if moved else draw(printed),
        changed_on=draw(days),
    )
