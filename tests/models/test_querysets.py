"""What the named reads of the nouns give, and in which order."""

import datetime
from datetime import date

import pytest
from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    BodySuccession,
    Correction,
    Meeting,
    Municipality,
    SourceDocument,
    Speaker,
    Thread,
    ThreadEntry,
    Turn,
    UnrecordedMeeting,
)
from meetings.models.body import CODE_DIGITS, next_code
from meetings.models.thread import discussions_of
from tests import factories as make

pytestmark = pytest.mark.django_db


# -- bodies and municipalities -------------------------------------------------------------------------------


def test_coverage_counts_what_is_published() -> None:
    town = make.municipality()
    council, other = make.body(municipality=town), make.body("潮見野市議会", town)
    make.meeting(council, date=date(2023, 4, 1))
    make.meeting(council, date=date(2024, 5, 2))
    make.meeting(council, date=date(2025, 6, 3), status="draft")
    make.meeting(other, date=date(2022, 1, 1), visibility="internal")

    body = Body.objects.with_coverage().get(pk=council.pk)
    assert (body.meeting_count, body.first_date, body.last_date) == (2, date(2023, 4, 1), date(2024, 5, 2))
    owner = Municipality.objects.with_coverage().get()
    assert (owner.body_count, owner.meeting_count) == (1, 2)
    assert (owner.first_date, owner.last_date) == (date(2023, 4, 1), date(2024, 5, 2))


def test_bodies_are_counted_by_kind_in_the_order_of_kinds() -> None:
    for name in ("甲検討委員会", "乙審議会", "丙審議会", "丁市議会"):
        make.body(name, kind=Body.kind_of_name(name))
    assert Body.objects.count_by_kind() == [("assembly", 1), ("council", 2), ("planning", 1)]


def test_the_kin_of_a_body_are_one_step_away() -> None:
    top = make.body("親会")
    middle = make.body("部会", parent=top)
    below = make.body("分科会", parent=middle)
    make.body("別の部会", parent=top)
    assert set(Body.objects.kin_of(middle)) == {top, below}


def test_the_bodies_before_a_body_leave_itself_out() -> None:
    first = make.body("一の会")
    second = make.body("二の会", predecessors=[first])
    third = make.body("三の会", predecessors=[second])
    assert set(Body.objects.before(third)) == {first, second}
    assert set(Body.objects.lineage_of(third)) == {first, second, third}
    assert not Body.objects.before(first).exists()
    assert BodySuccession.objects.around(second).count() == 2


def test_the_last_code_of_all_is_given_too() -> None:
    every = {a + b + c for a in CODE_DIGITS for b in CODE_DIGITS for c in CODE_DIGITS}
    assert next_code(every - {"ZZZ"}) == "ZZZ"


def test_bodies_are_listed_by_the_code_of_their_owner() -> None:
    nationwide = make.body("全国の会")
    north, south = make.municipality(), make.municipality("朝凪市")
    southern, northern = make.body("南の会", south), make.body("北の会", north)
    assert list(Body.objects.by_municipality()) == [northern, southern, nationwide]


# -- meetings ------------------------------------------------------------------------------------------------


def test_meetings_are_counted_by_year_month_and_body() -> None:
    few, many = make.body("少ない会"), make.body("多い会")
    for day in (date(2023, 12, 1), date(2024, 5, 1), date(2024, 2, 1), date(2024, 5, 9)):
        make.meeting(many, date=day)
    make.meeting(few, date=None, status="draft")
    assert Meeting.objects.count_by_year() == [(2024, 3), (2023, 1)]
    in_2024 = Meeting.objects.filter(date__year=2024)
    assert in_2024.count_by_month() == [(2, 1), (5, 2)]
    assert Meeting.objects.count_by_body() == [(many.pk, 4), (few.pk, 1)]


def test_meetings_beside_one_are_of_its_body_the_nearest_first() -> None:
    body = make.body()
    days = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)]
    one, two, three, four, five = (make.meeting(body, date=day, number=n) for n, day in enumerate(days, 1))
    undated = make.meeting(body, date=None, status="draft")
    make.meeting(date=date(2024, 2, 2))
    assert list(Meeting.objects.before(three)) == [two, one]
    assert list(Meeting.objects.after(three)) == [four, five]
    assert list(Meeting.objects.after(two)) == [three, four, five]
    assert not Meeting.objects.before(undated).exists()


def test_the_last_change_is_the_latest_of_them_all() -> None:
    assert Meeting.objects.last_change() is None
    early, late = make.meeting(), make.meeting()
    now = timezone.now()
    Meeting.objects.filter(pk=early.pk).update(updated_at=now - datetime.timedelta(days=1))
    Meeting.objects.filter(pk=late.pk).update(updated_at=now)
    assert Meeting.objects.last_change() == now
    assert list(Meeting.objects.recently_changed()) == [late, early]
    assert list(Meeting.objects.last_changes("body")) == sorted(
        [(early.body_id, now - datetime.timedelta(days=1)), (late.body_id, now)]
    )


def test_a_withdrawn_meeting_keeps_its_address() -> None:
    withdrawn = {"status": "withdrawn", "withdrawn_on": date(2024, 5, 1), "withdrawn_reason": "誤り"}
    seen = [make.meeting(), make.meeting(**withdrawn)]
    hidden = [make.meeting(status="draft"), make.meeting(visibility="internal", **withdrawn)]
    assert [Meeting.objects.at_address(one.identifier) for one in seen] == seen
    assert [Meeting.objects.at_address(one.identifier) for one in hidden] == [None, None]


@pytest.mark.parametrize(
    ("fields", "comes_out_today"),
    [
        ({}, True),
        ({"date": None}, True),
        ({"date": "tomorrow"}, False),
        ({"visibility": "internal"}, False),
        ({"source_url": "https://example.jp/kaigi.html"}, False),
        ({"issued_on": date(2024, 4, 9)}, False),
    ],
)
def test_minutes_entered_here_come_out_when_published(
    fields: dict[str, object], comes_out_today: bool
) -> None:
    today = timezone.localdate()
    if fields.get("date") == "tomorrow":
        fields = {"date": today + datetime.timedelta(days=1)}
    meeting = Meeting(body=make.body(), status="published", **({"date": today} | fields))
    meeting.note_publication()
    assert meeting.published_at is not None
    assert (meeting.issued_on == today) == comes_out_today
    first = meeting.published_at
    meeting.note_publication()
    assert meeting.published_at == first


def test_a_draft_has_not_been_published() -> None:
    meeting = Meeting(body=make.body(), status="draft")
    meeting.note_publication()
    assert (meeting.published_at, meeting.issued_on) == (None, None)


def test_titles_hold_every_word() -> None:
    both = make.meeting(title="学校給食の無償化")
    make.meeting(title="学校の統合")
    assert list(Meeting.objects.titled(["学校", "無償"])) == [both]
    item = make.item(both, "学校給食の無償化")
    make.item(both, "学校給食", kind="item")
    make.item(both, "学校給食の無償化", kind="opening")
    assert list(AgendaItem.objects.titled(["給食", "無償"])) == [item]


# -- turns ---------------------------------------------------------------------------------------------------


def test_turns_between_two_are_read_in_order() -> None:
    meeting = make.meeting()
    turns = [make.turn(meeting, text) for text in "一二三四五"]
    assert list(Turn.objects.between(turns[1], turns[3])) == turns[1:4]


def test_the_turns_beside_one_are_those_of_its_meeting() -> None:
    meeting, other = make.meeting(), make.meeting()
    first, gone, last = make.turn(meeting, "一"), make.withdrawn_turn(meeting, "二"), make.turn(meeting, "三")
    make.turn(other, "別")
    found = Turn.objects.published().beside([first.pk, gone.pk, last.pk])
    assert found == {first.pk: (None, last), gone.pk: (first, last), last.pk: (first, None)}


def test_turns_are_counted_by_fiscal_year() -> None:
    for day in (date(2024, 3, 31), date(2024, 4, 1), date(2024, 12, 1), date(2025, 1, 1)):
        make.turn(make.meeting(date=day))
    assert Turn.objects.count_by_fiscal_year() == [(2023, 1), (2024, 3)]


def test_the_amount_of_anonymous_speakers_is_put_together() -> None:
    meeting = make.meeting()
    named, anonymous = make.speaker(), make.speaker("委員", "anonymous", meeting=meeting)
    make.turn(meeting, "四文字だ", speaker=named)
    make.turn(meeting, "六文字の発言", speaker=anonymous)
    make.turn(meeting, "二字")
    assert list(Turn.objects.amount_by_speaker()) == [(None, 2, 8), (named.pk, 1, 4)]


def test_the_extent_of_turns_is_count_and_last_change() -> None:
    assert Turn.objects.extent() == (0, None)
    meeting = make.meeting()
    make.turn(meeting)
    make.turn(meeting)
    meeting.refresh_from_db()
    assert Turn.objects.extent() == (2, meeting.updated_at)
    assert list(Turn.objects.last_changes("meeting")) == [(meeting.pk, meeting.updated_at)]


def test_turns_of_the_latest_meeting_come_first() -> None:
    early, late = make.meeting(date=date(2024, 1, 1)), make.meeting(date=date(2024, 2, 1))
    undated = make.meeting(date=None, status="draft")
    turns = [make.turn(meeting, text) for meeting in (undated, early, late) for text in ("先", "後")]
    assert list(Turn.objects.newest_first()) == [turns[4], turns[5], turns[2], turns[3], turns[0], turns[1]]


# -- speakers ------------------------------------------------------------------------------------------------


def test_anonymous_speakers_are_not_listed() -> None:
    person = make.speaker()
    make.speaker("委員", "anonymous", meeting=make.meeting())
    assert list(Speaker.objects.listed()) == [person]


def test_the_speech_count_is_of_published_minutes() -> None:
    speaker, silent = make.speaker(), make.speaker("無口 静")
    public, draft = make.meeting(), make.meeting(status="draft")
    make.turn(public, speaker=speaker)
    make.turn(public, speaker=speaker)
    make.withdrawn_turn(public, "取り消した発言", speaker=speaker)
    make.turn(draft, speaker=speaker)
    counted = Speaker.objects.with_speech_count()
    assert counted.get(pk=speaker.pk).speech_count == 2
    assert counted.get(pk=silent.pk).speech_count == 0


def test_speakers_belong_to_a_town_by_themselves_or_by_a_body() -> None:
    town, other = make.municipality(), make.municipality("朝凪市")
    own = make.speaker("市民 一郎", municipality=town)
    through = make.speaker("会長", "office", body=make.body(municipality=town))
    make.speaker("市民 二郎", municipality=other)
    assert set(Speaker.objects.of_municipality(town)) == {own, through}
    for speaker in (own, through):
        make.turn(make.meeting(), speaker=speaker)
    assert list(Municipality.objects.with_speakers()) == [town]


def test_speakers_without_a_sort_name_come_last() -> None:
    unread = make.speaker("山田 一")
    second, first = make.speaker("若葉 薫", kana="ワカバ カオル"), make.speaker("あおき")
    assert list(Speaker.objects.by_sort_name()) == [first, second, unread]
    assert Speaker.objects.with_sort_name().get(pk=first.pk).sort_name == "アオキ"


@pytest.mark.parametrize("typed", ["若葉薫", "葉薫", "わかば", "ワカバカオル"])
def test_a_speaker_is_found_by_name_or_reading_without_spaces(typed: str) -> None:
    speaker = make.speaker("若葉　薫", kana="ワカバ カオル")
    make.speaker("別の人")
    assert list(Speaker.objects.named(["どこにもない", typed])) == [speaker]


# -- agenda items and threads --------------------------------------------------------------------------------


def test_new_titles_are_those_that_were_spoken_about() -> None:
    meeting = make.meeting(date=date(2024, 4, 1))
    spoken, parent = make.item(meeting, "一"), make.item(meeting, "二")
    below = make.item(meeting, "二の一", parent=parent)
    make.item(meeting, "話のない議題")
    opening = make.item(meeting, "開会", kind="opening")
    gone = make.item(meeting, "取り消された議題")
    for item in (spoken, below, opening):
        make.turn(meeting, item=item)
    make.withdrawn_turn(meeting, "取り消した発言", item=gone)
    titles = [title for title, _, _ in AgendaItem.objects.newest_titles()]
    assert titles == ["一", "二", "二の一"]


def test_items_are_public_with_their_meetings() -> None:
    draft, public = make.meeting(status="draft", date=date(2020, 1, 1)), make.meeting()
    one, two, hidden = make.item(public, "一"), make.item(public, "二"), make.item(draft, "三")
    assert set(AgendaItem.objects.published()) == {one, two}
    assert list(AgendaItem.objects.newest_first()) == [one, two, hidden]


def test_a_thread_is_listed_from_two_published_items() -> None:
    def item(**fields: object) -> AgendaItem:
        return make.item(make.meeting(**fields), "給食費")

    one, two = item(date=date(2024, 1, 1)), item(date=date(2024, 3, 1))
    listed, single = make.thread(one, two), make.thread(item(), item(status="draft"))
    hidden = make.thread(item(), item(), standing="proposed")
    assert set(Thread.objects.published()) == {listed, single}
    assert hidden not in Thread.objects.published()
    assert list(Thread.objects.listed()) == [listed]
    assert Thread.objects.of_meeting(one.meeting) == {one.pk: listed}
    assert list(ThreadEntry.objects.coverage()) == [
        {
            "thread": listed.pk,
            "shown_count": 2,
            "meeting_count": 2,
            "first_date": date(2024, 1, 1),
            "last_date": date(2024, 3, 1),
        }
    ]
    assert [entry.item for entry in ThreadEntry.objects.filter(thread=listed).oldest_first()] == [one, two]


def test_the_discussion_of_an_item_holds_the_items_below_it() -> None:
    meeting = make.meeting()
    item, silent = make.item(meeting, "一"), make.item(meeting, "二")
    below = make.item(meeting, "一の一", parent=item)
    make.turn(meeting, "（資料の説明）", item=item, kind="procedure")
    speech = make.turn(meeting, "意見です。", item=below)
    make.turn(meeting, "次の意見です。", item=below)
    make.withdrawn_turn(meeting, "取り消した発言", item=item)
    [(key, discussion)] = discussions_of([item.pk, silent.pk]).items()
    assert key == item.pk
    assert (discussion.speech_count, discussion.first_speech) == (2, speech)


def test_what_is_said_two_levels_below_counts_for_the_item() -> None:
    meeting = make.meeting()
    item = make.item(meeting, "一")
    below = make.item(meeting, "(1)", parent=item)
    lowest = make.item(meeting, "ア", parent=below)
    speech = make.turn(meeting, "意見です。", item=lowest)
    assert discussions_of([item.pk])[item.pk].first_speech == speech
    assert "一" in [title for title, _, _ in AgendaItem.objects.newest_titles()]


# -- the rest ------------------------------------------------------------------------------------------------


def test_members_are_those_named_as_present_or_absent() -> None:
    early, late = make.meeting(date=date(2024, 1, 1)), make.meeting(date=date(2024, 2, 1))
    second = make.attendance(late, "乙委員", "absent", name="乙")
    first = make.attendance(early, "甲委員", name="甲")
    make.attendance(early, "事務局", "staff", name="丙")
    make.attendance(early, "役員5名")
    assert list(Attendance.objects.members(Meeting.objects.all())) == [first, second]


def test_a_correction_says_what_it_changed_by_turn() -> None:
    changes = [
        {"number": 1, "before": "前", "after": "後"},
        {"number": 2, "before": None, "after": "加えた"},
        {"number": 3, "before": "除いた", "after": None},
    ]
    correction = Correction(changes=changes)
    assert (correction.reworded, correction.added, correction.withdrawn) == ([1], [2], [3])


def test_meetings_without_minutes_are_shown_for_public_bodies() -> None:
    public, hidden = make.body("公開の会"), make.body("公開のない会")
    make.meeting(public)
    days = {body: [None, date(2024, 2, 1), date(2024, 1, 1)] for body in (public, hidden)}
    for body, dates in days.items():
        for number, day in enumerate(dates, 1):
            UnrecordedMeeting.objects.create(
                body=body, number=number, date=day, reason="記録を作らなかったため"
            )
    shown = UnrecordedMeeting.objects.of_public(public)
    assert [one.date for one in shown] == [date(2024, 1, 1), date(2024, 2, 1), None]
    assert not UnrecordedMeeting.objects.of_public(hidden).exists()


def test_an_original_goes_out_while_nothing_in_it_is_hidden() -> None:
    source = make.source(downloadable=True)
    meeting = make.meeting(source=source)
    assert list(SourceDocument.objects.downloadable()) == [source]
    assert SourceDocument.objects.with_size().get().size == len(source.content)
    other = make.meeting(source=source, status="draft")
    assert not SourceDocument.objects.downloadable().exists()
    other.delete()
    Turn.objects.create(
        meeting=meeting,
        text="取り消した発言",
        number=1,
        position=1,
        withdrawn_on=timezone.localdate(),
        withdrawn_reason="申出による",
    )
    assert not SourceDocument.objects.downloadable().exists()


def test_a_meeting_without_turns_has_a_speech_count_of_nought() -> None:
    meeting = make.meeting()
    assert Meeting.objects.with_speech_count().get(pk=meeting.pk).speech_count == 0
