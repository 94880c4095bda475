"""Arbitrary small archives for Hypothesis: every model, every kind of reference between them."""

import datetime
import hashlib
from itertools import combinations
from typing import Any, TypeVar

from django.db import connection, models
from hypothesis import strategies as st

from meetings.models import (
    OF_ONE_MEETING,
    AgendaItem,
    Attendance,
    Body,
    Correction,
    DistinctSpeakers,
    FormerAddress,
    FormerItem,
    GuidePage,
    GuideTopic,
    Material,
    MaterialFile,
    MaterialPage,
    Meeting,
    Membership,
    Municipality,
    SearchCheck,
    SourceDocument,
    Speaker,
    SpeakerName,
    Standing,
    SynonymGroup,
    Thread,
    ThreadEntry,
    Turn,
    UnrecordedMeeting,
)
from meetings.models.json_shapes import Keyed, Many, Nullable, Pair, ShapedJSONField, Text, TextOr, Whole
from meetings.models.municipality import check_digit

M = TypeVar("M", bound=models.Model)

CODES = [f"99{n}{check_digit(f'99{n}')}" for n in ("000", "201", "202", "301")]

storable = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
awkward = st.sampled_from(
    ["\\N", "\\.", "a\tb", "一行\n二行", "\r\n", '"引用"', "\\\\x00", "　全角　", "😀𠮷", "null", "0"]
)
texts = st.one_of(awkward, st.text(storable, max_size=12))
printed = texts.filter(bool)
small = st.integers(0, 32_767)
days = st.dates(datetime.date(1868, 1, 25))
moments = st.datetimes(
    datetime.datetime(1900, 1, 1), datetime.datetime(2100, 1, 1), timezones=st.just(datetime.UTC)
)
links = st.sampled_from(["", "https://example.jp/会議録?a=1&b=2", "http://example.jp/#1"])


def shaped(shape: Any) -> st.SearchStrategy[Any]:
    """Values of one declared JSON shape."""
    match shape:
        case Text():
            return texts
        case Whole(lowest):
            return st.integers(lowest, 99)
        case Nullable(inner):
            return st.none() | shaped(inner)
        case TextOr(other):
            return texts | shaped(other)
        case Many(member):
            return st.lists(shaped(member), max_size=2)
        case Pair():
            return st.tuples(texts, texts).map(list)
        case Keyed(required, optional):
            return st.fixed_dictionaries(
                {key: shaped(inner) for key, inner in required.items()},
                optional={key: shaped(inner) for key, inner in optional.items()},
            )
    raise NotImplementedError(shape)


def values_of(column: Any) -> st.SearchStrategy[Any]:
    """Values of one column that is no reference, by its type and rules."""
    found: st.SearchStrategy[Any]
    if column.flatchoices:
        found = st.sampled_from([value for value, _ in column.flatchoices])
    elif isinstance(column, ShapedJSONField):
        found = shaped(column.shape)
    elif isinstance(column, models.BooleanField):
        found = st.booleans()
    elif isinstance(column, models.DateTimeField):
        found = moments
    elif isinstance(column, models.DateField):
        found = days
    elif isinstance(column, models.TimeField):
        found = st.times()
    elif isinstance(column, models.IntegerField):
        found = st.integers(0, connection.ops.integer_field_range(column.get_internal_type())[1])
    elif isinstance(column, models.URLField):
        found = links
    elif isinstance(column, models.CharField | models.TextField):
        found = (texts if column.blank else printed).map(lambda value: value[: column.max_length])
    else:
        raise NotImplementedError(column)
    return st.none() | found if column.null else found


def drawn(draw: st.DrawFn, model: type[M], **decided: Any) -> M:
    """A row with `decided` and, in every other column that the model has, whatever it may hold."""
    columns = [column for column in model._meta.concrete_fields if not column.primary_key]
    return model(
        **decided,
        **{column.name: draw(values_of(column)) for column in columns if column.name not in decided},
    )


def choice(model: type[models.Model], name: str) -> st.SearchStrategy[str]:
    column: Any = model._meta.get_field(name)
    return st.sampled_from([value for value, _ in column.flatchoices])


DAYS_OF_NAMES: list[dict[str, Any]] = [
    {"since": None, "until": None, "only_then": False},
    *(
        {"since": datetime.date(2024, 4, 1), "until": datetime.date(2025, 3, 31), "only_then": only}
        for only in (True, False)
    ),
]


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
        drawn(
            draw,
            SpeakerName,
            speaker=draw(st.sampled_from(speakers)),
            body=draw(st.sampled_from(bodies)),
            name=name,
            **draw(st.sampled_from(DAYS_OF_NAMES)),
        )
        for name in (draw(st.lists(printed, max_size=2, unique=True)) if speakers and bodies else [])
    ]
    told_apart = [
        drawn(draw, DistinctSpeakers, one=one, other=other) for one, other in _pairs(draw, speakers)
    ]
    inside = [row for meeting in meetings for row in _inside(draw, meeting, maybe_municipality, speakers)]
    paths = draw(st.lists(st.sampled_from(["/a/", "/b/", "/古い/"]), unique=True))
    addresses = [_former_address(draw, path) for path in paths]
    unrecorded = _unrecorded_meetings(draw, bodies)
    members = [
        drawn(
            draw,
            Membership,
            body=draw(st.sampled_from(bodies)),
            name=name,
            since=datetime.date(2024, 4, 1),
            until=draw(st.sampled_from([None, datetime.date(2026, 3, 31)])),
        )
        for name in (draw(st.lists(printed, max_size=2, unique=True)) if bodies else [])
    ]
    threads = _threads(draw, [row for row in inside if isinstance(row, AgendaItem)])
    topics = draw(st.lists(st.sampled_from(GuideTopic.values), unique=True))
    pages = [drawn(draw, GuidePage, topic=topic) for topic in topics]
    written = st.lists(st.sampled_from(["空家 空き家", "国保", "公園 広場"]), unique=True)
    groups = [drawn(draw, SynonymGroup, words=words) for words in draw(written)]
    judged = [drawn(draw, SearchCheck, query=words, must_hit="/meetings/") for words in draw(written)]
    return [
        *municipalities, *bodies, *sources, *meetings, *speakers, *names, *told_apart, *inside, *addresses,
        *unrecorded, *members, *threads, *pages, *groups, *judged,
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
    return drawn(
        draw,
        Municipality,
        code=code,
        name="みのり県" if is_prefecture else f"{code}市",
        prefecture="みのり県",
        kind="prefecture" if is_prefecture else draw(st.sampled_from(["city", "ward", "union"])),
    )


def _body(draw: st.DrawFn, n: int, owner: Municipality | None) -> Body:
    years = sorted(draw(st.tuples(small, small)))
    return drawn(
        draw,
        Body,
        municipality=owner,
        parent=None,
        name=f"{draw(texts)}会{n}",
        code=f"00{n}",
        slug=f"{draw(st.sampled_from('aZ9_'))}-{n}",
        since_year=draw(st.sampled_from([None, years[0]])),
        until_year=draw(st.sampled_from([None, years[1]])),
        publication_days=draw(st.none() | st.integers(1, 32_767)),
    )


def _source(draw: st.DrawFn, n: int, replaces: SourceDocument | None) -> SourceDocument:
    content = bytes([n]) + draw(st.binary(max_size=20))
    sha256 = hashlib.sha256(content).hexdigest()
    return drawn(draw, SourceDocument, sha256=sha256, content=content, replaces=replaces)


def _meeting(draw: st.DrawFn, n: int, body: Body, source: SourceDocument | None) -> Meeting:
    status = draw(choice(Meeting, "status"))
    withdrawn = status == "withdrawn"
    date = draw(days if status == "published" else st.none() | days)
    return drawn(
        draw,
        Meeting,
        identifier=f"{body.owner_code}{body.code}X{n:03d}00000000",
        body=body,
        number=draw(st.sampled_from([None, n + 1, 1000 + n])),
        date=date,
        end_date=draw(st.none() | st.dates(date + datetime.timedelta(days=1)))
        if date and date < datetime.date.max
        else None,
        source=source,
        issued_on=draw(st.none() | (days if date is None else st.dates(date))),
        status=status,
        withdrawn_on=draw(days) if withdrawn else None,
        withdrawn_reason=draw(printed) if withdrawn else "",
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
        if (kind == "office" and body is None) or (kind in OF_ONE_MEETING and not meetings):
            continue
        speaker = drawn(
            draw,
            Speaker,
            kind=kind,
            name=draw(st.sampled_from(["若葉 薫", "会長", "委員"])),
            municipality=draw(maybe_municipality),
            body=body,
            meeting=draw(st.sampled_from(meetings)) if kind in OF_ONE_MEETING else None,
        )
        key = (kind, speaker.name, id(speaker.municipality), id(body), id(speaker.meeting))
        found.setdefault(key, speaker)
    return list(found.values())


def _pairs(draw: st.DrawFn, speakers: list[Speaker]) -> list[tuple[Speaker, Speaker]]:
    """Of those whom a list names; the one who is saved first comes first."""
    listed = [speaker for speaker in speakers if speaker.kind not in OF_ONE_MEETING]
    return [pair for pair in combinations(listed, 2) if draw(st.booleans())]


def _inside(
    draw: st.DrawFn,
    meeting: Meeting,
    maybe_municipality: st.SearchStrategy[Municipality | None],
    speakers: list[Speaker],
) -> list[models.Model]:
    """What belongs to one meeting, in positions with gaps and in any order."""
    numbers = st.lists(st.integers(1, 60), unique=True, max_size=4)
    items: list[AgendaItem] = []
    positions = draw(numbers)
    for number, position in zip(draw(st.permutations(positions)), positions, strict=True):
        items.append(
            drawn(
                draw,
                AgendaItem,
                meeting=meeting,
                parent=draw(st.sampled_from([None, *items])),
                position=position,
                address_number=number,
            )
        )
    former = [drawn(draw, FormerItem, meeting=meeting, number=n + 60) for n in draw(numbers)]
    attendances = [drawn(draw, Attendance, meeting=meeting, position=n) for n in draw(numbers)]
    materials = [drawn(draw, Material, meeting=meeting, position=n) for n in draw(numbers)]
    corrections = [drawn(draw, Correction, meeting=meeting) for _ in range(draw(st.integers(0, 2)))]
    files = [row for n, each in enumerate(materials, start=1) for row in _file(draw, each, n)]
    rows: list[models.Model] = [*items, *former, *attendances, *materials, *files, *corrections]
    mine = [speaker for speaker in speakers if speaker.meeting in (None, meeting)]
    positions = draw(numbers)
    for number, position in enumerate(positions, start=draw(st.integers(1, 9))):
        kind = draw(choice(Turn, "kind"))
        withdrawn = draw(st.booleans())
        rows.append(
            drawn(
                draw,
                Turn,
                meeting=meeting,
                number=number,
                position=position,
                item=draw(st.sampled_from([None, *items])),
                kind=kind,
                text=draw(printed),
                speaker=draw(st.sampled_from([None, *mine])) if kind == "speech" else None,
                municipality=draw(maybe_municipality) if kind == "speech" else None,
                withdrawn_on=draw(days) if withdrawn else None,
                withdrawn_reason=draw(printed) if withdrawn else "",
            )
        )
    return rows


def _file(draw: st.DrawFn, material: Material, number: int) -> list[models.Model]:
    """A handout's file with its pages; one that was taken away; or none."""
    state = draw(st.sampled_from(["none", "removed", "there"]))
    if state == "none":
        return []
    is_there = state == "there"
    content = draw(st.binary(max_size=20)) if is_there else b""
    file = drawn(
        draw,
        MaterialFile,
        meeting=material.meeting,
        material=material if is_there else None,
        number=number,
        content=content,
        sha256=hashlib.sha256(content).hexdigest() if is_there else "",
        removed_on=None if is_there else draw(days),
    )
    pages = draw(st.lists(texts, max_size=3)) if is_there else []
    return [file, *(MaterialPage(file=file, number=n, text=text) for n, text in enumerate(pages, start=1))]


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
        drawn(draw, UnrecordedMeeting, body=body, date=date, number=number) for body, date, number in chosen
    ]


def _threads(draw: st.DrawFn, items: list[AgendaItem]) -> list[models.Model]:
    """Threads with their entries; an item is confirmed in one thread at most."""
    rows: list[models.Model] = []
    confirmed: set[int] = set()
    for number in draw(st.lists(st.integers(1, 999), max_size=3, unique=True)):
        thread = drawn(draw, Thread, pk=number)
        rows.append(thread)
        for item in draw(st.lists(st.sampled_from(items), max_size=4, unique_by=id)) if items else []:
            standing = draw(choice(ThreadEntry, "standing"))
            if standing == Standing.CONFIRMED and id(item) in confirmed:
                continue
            confirmed |= {id(item)} if standing == Standing.CONFIRMED else set()
            rows.append(drawn(draw, ThreadEntry, thread=thread, item=item, standing=standing))
    return rows


def _former_address(draw: st.DrawFn, path: str) -> FormerAddress:
    moved = draw(st.booleans())
    return drawn(
        draw,
        FormerAddress,
        path=path,
        moved_to="/新しい/" if moved else "",
        reason="" if moved else draw(printed),
    )
