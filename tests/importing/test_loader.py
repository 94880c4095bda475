"""A parsed document becomes rows: whole or not at all, once, and with addresses that stay."""

import hashlib
from datetime import date, time

import pytest
from django.db import connection

from meetings.importing import read_document
from meetings.importing.errors import LoadRefusedError
from meetings.importing.loader import load_document
from meetings.importing.parsed import (
    ParsedAttendance,
    ParsedDocument,
    ParsedItem,
    ParsedMaterial,
    ParsedMeeting,
    ParsedTurn,
    PrintedField,
)
from meetings.models import (
    AgendaItem,
    Body,
    Material,
    Meeting,
    MeetingStatus,
    Municipality,
    SourceDocument,
    Speaker,
    SpeakerKind,
    SpeakerName,
    Turn,
)
from tests import factories

from .papers import W, docx_with
from .sittings import printed

pytestmark = pytest.mark.django_db

SPOKEN = [
    ("会長", "開会します。"),
    ("委員", "道路はいつできますか。"),
    ("事務局", "来年三月の予定です。"),
    ("会長", "終わります。"),
]


@pytest.fixture
def _town() -> Municipality:
    return Municipality.objects.create(code="993018", name="緑野町", prefecture="みのり県", kind="town")


def parsed(spoken: list[tuple[str, str]] = SPOKEN, **facts: object) -> ParsedDocument:
    meeting = ParsedMeeting(
        title="第3回緑野町道路審議会",
        municipality="緑野町",
        body="緑野町道路審議会",
        number=3,
        date=date(2024, 7, 12),
        start=time(14, 0),
        end=time(15, 30),
        place="緑野町役場 第1会議室",
        header=[PrintedField("場所", "緑野町役場 第1会議室", 4)],
        attendance=[ParsedAttendance("present", "会長 若葉 薫", "若葉 薫", "会長")],
        materials=[ParsedMaterial("資料1", "路線図")],
        outline=[ParsedItem("道路の計画について", "1"), ParsedItem("財源", "(1)", parent=0)],
        turns=[ParsedTurn(label, text, line, item=0) for line, (label, text) in enumerate(spoken, start=10)],
    )
    for name, value in facts.items():
        setattr(meeting, name, value)
    digest = hashlib.sha256(repr(meeting).encode()).hexdigest()
    return ParsedDocument("kiroku.txt", digest, "text", "minutes", "utf-8", meetings=[meeting])


def load(document: ParsedDocument, **options: object) -> list:
    return load_document(document, b"kiroku", name="kiroku.txt", **options)  # type: ignore[arg-type]


@pytest.mark.usefixtures("_town")
def test_a_document_becomes_a_complete_published_meeting() -> None:
    [stored] = load(parsed())
    meeting = Meeting.objects.published().get()
    assert stored.action == "created"
    assert meeting.identifier == "993018001X00320240712"
    assert meeting.body.municipality == Municipality.objects.get()
    assert meeting.printed_header == [["場所", "緑野町役場 第1会議室"]]
    assert [(t.number, t.position, t.label, t.text) for t in meeting.turns.in_order()] == [
        (n, n, label, text) for n, (label, text) in enumerate(SPOKEN, start=1)
    ]
    assert [(i.title, i.parent and i.parent.title) for i in meeting.agenda_items.all()] == [
        ("道路の計画について", None),
        ("財源", "道路の計画について"),
    ]
    assert meeting.materials.get().title == "路線図"
    assert meeting.attendances.get().role == "会長"
    assert bytes(SourceDocument.objects.get().content) == b"kiroku"


@pytest.mark.usefixtures("_town")
def test_the_same_bytes_twice_change_nothing() -> None:
    load(parsed())
    before = list(Turn.objects.values()), list(Meeting.objects.values()), list(Speaker.objects.values())
    [stored] = load(parsed())
    assert stored.action == "unchanged"
    assert before == (
        list(Turn.objects.values()),
        list(Meeting.objects.values()),
        list(Speaker.objects.values()),
    )
    assert SourceDocument.objects.count() == 1


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(
    ("last", "parts", "given_out"),
    [
        ("", {}, True),
        ('<w:del w:id="1"><w:r><w:delText>消した言葉</w:delText></w:r></w:del>', {}, False),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隠した言葉</w:t></w:r>", {}, False),
        ("", {"comments": f'<w:comments {W}><w:comment w:id="0"/></w:comments>'}, False),
    ],
)
def test_a_word_document_with_words_left_out_is_not_given_out(
    last: str, parts: dict[str, str], given_out: bool
) -> None:
    lines = printed(lambda label, spoken: f"○{label}　{spoken}").split("\n")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    content = docx_with(f"{body}<w:p>{last}</w:p>", **parts)
    document = read_document(content, "kiroku.docx")
    load_document(document, content, name="kiroku.docx", municipality="緑野町", body="道路審議会")
    assert SourceDocument.objects.get().downloadable is given_out


@pytest.mark.usefixtures("_town")
def test_a_correction_keeps_addresses_and_leaves_a_tombstone() -> None:
    load(parsed())
    corrected = [
        SPOKEN[0],
        ("事務局", "資料を確かめます。"),
        ("事務局", "再来年三月の予定です。"),
        SPOKEN[3],
    ]
    [stored] = load(parsed(corrected))
    assert stored.action == "revised"
    standing = Turn.objects.not_withdrawn().in_order()
    assert [(t.number, t.text) for t in standing] == [
        (1, "開会します。"),
        (5, "資料を確かめます。"),
        (3, "再来年三月の予定です。"),
        (4, "終わります。"),
    ]
    gone = Turn.objects.get(withdrawn_on__isnull=False)
    assert (gone.number, gone.text) == (2, "道路はいつできますか。")
    assert gone.withdrawn_reason
    assert {c.number for c in stored.changes} == {2, 3, 5}
    meeting = Meeting.objects.get()
    assert meeting.source is not None
    assert meeting.source.replaces is not None
    correction = meeting.corrections.get()
    assert (correction.reworded, correction.added, correction.withdrawn) == ([3], [5], [2])
    kept = {change["number"]: change["before"] for change in correction.changes}
    assert kept[3] == "来年三月の予定です。"


def read_again(*materials: tuple[str, str]) -> dict[str, Material]:
    """The meeting's handouts by title, after an edition that prints these; each edition says it otherwise."""
    edition = parsed([*SPOKEN[:3], ("会長", f"終わります。{len(SourceDocument.objects.all())}")])
    edition.meetings[0].materials = [ParsedMaterial(*each) for each in materials]
    load(edition)
    return {row.title: row for row in Meeting.objects.get().materials.order_by("position")}


@pytest.mark.usefixtures("_town")
def test_a_correction_keeps_what_the_staff_gave_handouts() -> None:
    """A link, and a file; also where it prints the handout under another number, or not any more."""
    first = read_again(("資料1", "路線図"), ("資料2", "予算の表"), ("資料3", "名簿"), ("資料4", "日程"))
    Material.objects.filter(title="路線図").update(url="https://example.jp/rosen.pdf")
    file = factories.material_file(first["予算の表"])
    second = read_again(("資料1", "挨拶文"), ("資料2", "路線図"), ("資料3", "予算の表（案）"))
    assert list(second) == ["挨拶文", "路線図", "予算の表（案）", "予算の表"]
    assert second["路線図"].url == "https://example.jp/rosen.pdf"
    assert (second["挨拶文"].url, second["予算の表（案）"].url) == ("", "")
    assert second["予算の表"].file == file
    third = read_again(("資料3", "路線図（その2）"), ("資料2", "予算の表（改）"))
    assert list(third) == ["路線図（その2）", "予算の表（改）", "路線図"]
    assert third["予算の表（改）"].file == file
    assert third["路線図"].url == "https://example.jp/rosen.pdf"
    assert third["路線図（その2）"].url == ""


@pytest.mark.usefixtures("_town")
def test_a_correction_writes_no_more_than_it_changes() -> None:
    load(parsed())
    before = {table: places(table) for table in ("meetings_turn", "meetings_turnindex")}
    load(parsed([*SPOKEN[:2], ("事務局", "再来年の予定です。"), SPOKEN[3]]))
    corrected = Turn.objects.get(number=3)
    for table, rows in before.items():
        now = places(table)
        assert [turn for turn in rows if now[turn] != rows[turn]] == [corrected.pk], table


def places(table: str) -> dict[int, str]:
    """Where the row of each turn lies in the table: elsewhere as soon as it was written."""
    key = "turn_id" if table == "meetings_turnindex" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, ctid::text FROM {table} ORDER BY 1")  # noqa: S608 (names of ours)
        return dict(cursor.fetchall())


@pytest.mark.usefixtures("_town")
def test_a_withdrawn_number_is_never_given_again() -> None:
    load(parsed())
    load(parsed(SPOKEN[:3]))
    load(parsed([*SPOKEN[:3], ("委員", "もう一つ質問があります。")]))
    assert sorted(Turn.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    positions = list(Turn.objects.in_order().values_list("position", flat=True))
    assert positions == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("_town")
def test_a_speaker_that_a_clerk_has_set_outlives_a_correction() -> None:
    load(parsed())
    person = Speaker.objects.create(kind=SpeakerKind.PERSON, name="青木薫")
    Turn.objects.filter(number=1).update(speaker=person)
    load(parsed([("会長", "ただいまから開会します。"), *SPOKEN[1:]]))
    assert Turn.objects.get(number=1).speaker == person


@pytest.mark.usefixtures("_town")
def test_a_confirmed_spelling_goes_before_any_rule() -> None:
    load(parsed())
    chair = Speaker.objects.get(name="若葉薫")
    SpeakerName.objects.create(speaker=chair, body=Body.objects.get(), name="長会")
    load(parsed([("長会", "次の会議です。")], number=4, date=date(2024, 8, 9)))
    turn = Turn.objects.get(label="長会")
    assert turn.speaker == chair


@pytest.mark.usefixtures("_town")
def test_anonymous_labels_of_two_meetings_are_two_unknowns() -> None:
    load(parsed())
    load(parsed([("委員", "賛成です。"), ("会長", "では。")], number=4, date=date(2024, 8, 9)))
    assert Speaker.objects.filter(name="委員").count() == 2
    assert Speaker.objects.filter(name="若葉薫").count() == 1


@pytest.mark.usefixtures("_town")
def test_one_person_in_two_offices_of_a_town_is_one_speaker() -> None:
    load(parsed())
    load(
        parsed(
            [("図書館長", "説明します。"), ("若葉委員", "質問です。")],
            body="緑野町図書館協議会",
            attendance=[ParsedAttendance("present", "若葉 薫", "若葉 薫", "委員")],
        )
    )
    person = Speaker.objects.get(name="若葉薫")
    assert person.kind == SpeakerKind.PERSON
    assert set(person.turns.values_list("label", "role")) == {("会長", "会長"), ("若葉委員", "委員")}


@pytest.mark.usefixtures("_town")
def test_a_municipality_is_one_speaker_in_every_body() -> None:
    spoken = [("緑野町", "当町の例です。"), ("会長", "どうも。")]
    load(parsed(spoken))
    load(parsed(spoken, body="課長連絡会", municipality=None, title="課長連絡会"))
    town = Municipality.objects.get()
    assert Turn.objects.filter(municipality=town).count() == 2
    assert Speaker.objects.get(name="緑野町").municipality == town


def test_a_name_that_several_municipalities_bear_is_not_guessed() -> None:
    load(parsed([("美里町", "発言します。"), ("会長", "どうも。")], municipality=None))
    turn = Turn.objects.get(label="美里町")
    assert turn.municipality is None
    assert turn.speaker is not None
    assert turn.speaker.kind == SpeakerKind.ORGANISATION


def test_an_ambiguous_owner_is_refused_with_the_codes() -> None:
    with pytest.raises(LoadRefusedError, match=r"3つ.*045055.*--municipality"):
        load(parsed(municipality="美里町", body="美里町道路審議会"))
    assert not SourceDocument.objects.exists()


def test_an_unknown_owner_is_refused_and_nothing_is_left() -> None:
    with pytest.raises(LoadRefusedError, match="緑野町"):
        load(parsed())
    assert not Body.objects.exists()
    assert not SourceDocument.objects.exists()


def test_a_wrong_code_is_refused_with_the_right_digit() -> None:
    with pytest.raises(LoadRefusedError, match="6けた目は6です"):
        load(parsed(), municipality="131017")


@pytest.mark.usefixtures("_town")
def test_two_sittings_with_one_number_on_one_day_are_refused() -> None:
    load(parsed())
    with pytest.raises(LoadRefusedError, match="第3回"):
        load(
            parsed([("委員", "別の話です。"), ("会長", "午後の部です。")], start=time(18, 0), end=time(19, 0))
        )
    assert Meeting.objects.count() == 1
    assert SourceDocument.objects.count() == 1


@pytest.mark.usefixtures("_town")
def test_sittings_of_one_day_get_the_next_identifier() -> None:
    morning = parsed(number=None, title="緑野町道路審議会")
    evening = parsed([("委員", "別の話です。")], number=None, title="緑野町道路審議会", start=time(18, 0))
    load(morning)
    load(evening)
    assert sorted(Meeting.objects.values_list("identifier", flat=True)) == [
        "993018001X00020240712",
        "993018001X00120240712",
    ]


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("公開", "open"),
        ("一部非公開（議題3は個人に関するため）", "partly"),
        ("一部公開", "partly"),
        ("非公開", "closed"),
        (None, "unknown"),
    ],
)
def test_whether_the_public_could_attend_is_read_from_the_print(printed: str | None, kind: str) -> None:
    load(parsed(openness=printed))
    assert Meeting.objects.get().openness == kind


@pytest.mark.usefixtures("_town")
def test_a_meeting_without_a_date_stays_a_draft() -> None:
    load(parsed(date=None))
    assert Meeting.objects.get().status == MeetingStatus.DRAFT
    assert not Meeting.objects.published().exists()


@pytest.mark.usefixtures("_town")
def test_an_outline_of_three_levels_is_stored_as_such() -> None:
    load(parsed(outline=[ParsedItem("計画"), ParsedItem("財源", parent=0), ParsedItem("起債", parent=1)]))
    above = AgendaItem.objects.values_list("title", "parent__title")
    assert list(above) == [("計画", None), ("財源", "計画"), ("起債", "財源")]


@pytest.mark.usefixtures("_town")
def test_a_correction_rewrites_the_outline_of_the_turns() -> None:
    load(parsed())
    load(parsed(outline=[ParsedItem("道路の整備計画について", "1")]))
    assert AgendaItem.objects.get().title == "道路の整備計画について"
    assert {turn.item for turn in Turn.objects.select_related("item")} == {AgendaItem.objects.get()}
