"""What the database itself refuses, whoever writes to it: one row for every named rule."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint

from meetings.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Body,
    BodySuccession,
    Correction,
    DistinctSpeakers,
    ErrorReport,
    FormerAddress,
    FormerItem,
    GuidePage,
    IncomingDocument,
    InternalWordForm,
    Material,
    MaterialFile,
    MaterialPage,
    MaterialWordForm,
    Meeting,
    Membership,
    Municipality,
    OfficeAccount,
    Purge,
    SearchCheck,
    SearchRecord,
    SourceDocument,
    Speaker,
    SpeakerName,
    Subscription,
    SynonymGroup,
    Thread,
    ThreadEntry,
    Turn,
    UnrecordedMeeting,
    WordForm,
)
from tests import factories

DAY = datetime.date(2024, 4, 1)
OTHER_DAY = datetime.date(2024, 5, 1)

Violation = Callable[[], object]
VIOLATIONS: dict[str, Violation] = {}


def violates(name: str) -> Callable[[Violation], Violation]:
    """Registers a function that writes a row which breaks that rule and no other."""

    def register(write: Violation) -> Violation:
        assert name not in VIOLATIONS, name
        VIOLATIONS[name] = write
        return write

    return register


def violate(name: str, write: Violation) -> None:
    violates(name)(write)


def named_constraints() -> dict[str, BaseConstraint]:
    models = apps.get_app_config("meetings").get_models()
    return {constraint.name: constraint for model in models for constraint in model._meta.constraints}


def write_now(write: Violation) -> None:
    """Also what waits for the end of the transaction is checked."""
    with transaction.atomic():
        write()
        connection.check_constraints()


def test_every_rule_has_a_row_that_breaks_it() -> None:
    missing = set(named_constraints()) - set(VIOLATIONS)
    assert not missing, f"tests/models/test_constraints.py needs a row for: {', '.join(sorted(missing))}"
    assert not set(VIOLATIONS) - set(named_constraints())


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(named_constraints()))
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal:
        write_now(VIOLATIONS[name])
    diagnosis = getattr(refusal.value.__cause__, "diag", None)
    assert getattr(diagnosis, "constraint_name", None) == name, str(refusal.value)


@pytest.mark.parametrize("name", sorted(named_constraints()))
def test_every_rule_explains_itself_in_japanese(name: str) -> None:
    message = str(named_constraints()[name].violation_error_message)
    assert re.search("[ぁ-ん]", message), message
    assert message.endswith("。")
    assert name not in message


# -- municipalities and bodies -----------------------------------------------------------------------------


def raw_municipality(**fields: object) -> None:
    right = {"code": "131016", "name": "千代田区", "prefecture": "東京都", "kind": "ward"}
    Municipality.objects.bulk_create([Municipality(**right | fields)])


violate("municipality_code_check_digit", lambda: raw_municipality(code="131017"))
violate("municipality_is_named", lambda: raw_municipality(name=""))
violate("municipality_prefecture_names_itself", lambda: raw_municipality(name="東京都"))
violate("municipality_kind_known", lambda: raw_municipality(kind="county"))


def raw_body(**fields: object) -> None:
    right = {"name": "審議会", "kind": "council", "code": "00A", "slug": "a"}
    Body.objects.bulk_create([Body(**right | fields)])


violate("body_is_named", lambda: raw_body(name=""))
violate("body_code_three_characters", lambda: raw_body(code="ab1"))
violate("body_years_in_order", lambda: raw_body(since_year=2020, until_year=2019))
violate("body_kind_known", lambda: raw_body(kind="club"))
violate("body_default_visibility_known", lambda: raw_body(default_visibility="secret"))
violate("body_publication_days_from_one", lambda: raw_body(publication_days=0))


@violates("body_name_unique_in_municipality")
def _two_nationwide_bodies_of_one_name() -> None:
    raw_body()
    raw_body(code="00B", slug="b")


@violates("body_code_unique_in_municipality")
def _two_nationwide_bodies_of_one_code() -> None:
    raw_body()
    raw_body(name="別の審議会", slug="b")


def raw_assignment(**fields: object) -> None:
    user, _ = User.objects.get_or_create(username="midori")
    Assignment.objects.bulk_create([Assignment(user=user, **fields)])


violate("assignment_is_of_one_thing", raw_assignment)


@violates("assignment_once")
def _one_body_twice() -> None:
    body = factories.body()
    raw_assignment(body=body)
    raw_assignment(body=body)


@violates("body_is_not_its_own_parent")
def _a_body_above_itself() -> None:
    body = factories.body()
    Body.objects.filter(pk=body.pk).update(parent=body)


@violates("body_succession_once")
def _the_same_predecessor_twice() -> None:
    earlier, later = factories.body("準備会"), factories.body()
    BodySuccession.objects.bulk_create([BodySuccession(earlier=earlier, later=later) for _ in range(2)])


@violates("body_succession_is_not_of_itself")
def _a_body_before_itself() -> None:
    body = factories.body()
    BodySuccession.objects.bulk_create([BodySuccession(earlier=body, later=body)])


def raw_unrecorded_meeting(*several: dict[str, object], **fields: object) -> None:
    right = {"body": factories.body(), "number": 1, "date": DAY, "reason": "会議録を作成中"}
    UnrecordedMeeting.objects.bulk_create(
        [UnrecordedMeeting(**right | fields | each) for each in several or [{}]]
    )


violate("unrecorded_meeting_has_number_or_date", lambda: raw_unrecorded_meeting(number=None, date=None))
violate("unrecorded_meeting_number_from_one", lambda: raw_unrecorded_meeting(number=0))
violate("unrecorded_meeting_says_why", lambda: raw_unrecorded_meeting(reason=""))
violate("unrecorded_meeting_once", lambda: raw_unrecorded_meeting({}, {"reason": "別の理由"}, date=None))


# -- documents and meetings --------------------------------------------------------------------------------


def raw_document(**fields: object) -> SourceDocument:
    right = {"sha256": "0" * 64, "name": "a.txt", "format": "text", "content": b"", "parser_version": "1"}
    return SourceDocument.objects.bulk_create([SourceDocument(**right | fields)])[0]


def raw_file(**fields: object) -> MaterialFile:
    material = factories.material(factories.meeting(), "給食費の推計")
    right = {"meeting": material.meeting, "material": material, "number": 1, "name": "a.txt"}
    right |= {"format": "text", "sha256": "0" * 64, "content": b""}
    return MaterialFile.objects.bulk_create([MaterialFile(**right | fields)])[0]


@violates("material_file_number_given_once")
def _two_files_of_one_number() -> None:
    file = raw_file()
    raw_file(meeting=file.meeting, material=factories.material(file.meeting, "別の資料"))


violate("material_file_number_from_one", lambda: raw_file(number=0))
violate("material_file_format_known", lambda: raw_file(format="odt"))
violate("material_file_of_a_material_or_removed", lambda: raw_file(removed_on=DAY))
violate(
    "material_page_once",
    lambda: MaterialPage.objects.bulk_create([MaterialPage(file=raw_file(), number=1, text="x")] * 2),
)
violate("material_page_number_from_one", lambda: MaterialPage.objects.create(file=raw_file(), number=0))
violate("source_document_sha256_form", lambda: raw_document(sha256="A" * 64))
violate("source_document_format_known", lambda: raw_document(format="odt"))


@violates("source_document_does_not_replace_itself")
def _a_document_that_replaces_itself() -> None:
    document = raw_document()
    SourceDocument.objects.filter(pk=document.pk).update(replaces=document)


def raw_meeting(**fields: object) -> None:
    right = {"body": factories.body(), "title": "第1回", "date": DAY, "number": 1}
    right |= {"identifier": "000000001X00120240401"}
    Meeting.objects.bulk_create([Meeting(**right | fields)])


violate("meeting_ends_after_its_first_day", lambda: raw_meeting(date=DAY, end_date=DAY))
violate("meeting_is_titled", lambda: raw_meeting(title=""))
violate("meeting_identifier_form", lambda: raw_meeting(identifier="000000001Y00120240401"))
violate("meeting_issued_after_it_was_held", lambda: raw_meeting(date=OTHER_DAY, issued_on=DAY))
violate("meeting_number_from_one", lambda: raw_meeting(number=0))
violate("meeting_published_has_date", lambda: raw_meeting(status="published", date=None))
violate("meeting_withdrawn_says_when_and_why", lambda: raw_meeting(status="withdrawn", withdrawn_on=DAY))
violate("meeting_status_known", lambda: raw_meeting(status="lost"))
violate("meeting_visibility_known", lambda: raw_meeting(visibility="secret"))
violate("meeting_record_type_known", lambda: raw_meeting(record_type="tape"))
violate("meeting_openness_known", lambda: raw_meeting(openness="ajar"))


@violates("meeting_number_unique_on_a_day")
def _two_sittings_of_one_number_on_one_day() -> None:
    there = factories.meeting(date=DAY, number=1)
    raw_meeting(body=there.body, identifier="000000001X00220240401")


# -- what a meeting has ------------------------------------------------------------------------------------


def raw_item(**fields: object) -> None:
    right = {"meeting": factories.meeting(), "position": 1, "address_number": 1, "title": "議題"}
    AgendaItem.objects.bulk_create([AgendaItem(**right | fields)])


violate("agenda_item_is_titled", lambda: raw_item(title=""))
violate("agenda_item_kind_known", lambda: raw_item(kind="pause"))
violate("agenda_item_number_from_one", lambda: raw_item(address_number=0))


@violates("agenda_item_position_unique")
def _two_items_in_one_place() -> None:
    item = factories.item(factories.meeting(), "議題")
    raw_item(meeting=item.meeting, address_number=2)


@violates("agenda_item_number_given_once")
def _two_items_at_one_address() -> None:
    item = factories.item(factories.meeting(), "議題")
    raw_item(meeting=item.meeting, position=2)


@violates("agenda_item_is_not_its_own_parent")
def _an_item_under_itself() -> None:
    item = factories.item(factories.meeting(), "議題")
    AgendaItem.objects.filter(pk=item.pk).update(parent=item)


def raw_former_item(**fields: object) -> None:
    right = {"meeting": factories.meeting(), "number": 1, "title": "議題", "reason": "誤りのため"}
    FormerItem.objects.bulk_create([FormerItem(**right | fields)])


violate("former_item_number_from_one", lambda: raw_former_item(number=0))
violate("former_item_has_a_reason", lambda: raw_former_item(reason=""))


@violates("former_item_number_once")
def _two_former_items_at_one_address() -> None:
    meeting = factories.meeting()
    raw_former_item(meeting=meeting)
    raw_former_item(meeting=meeting)


def raw_attendance(**fields: object) -> None:
    right = {"meeting": factories.meeting(), "position": 1, "text": "会長"}
    Attendance.objects.bulk_create([Attendance(**right | fields)])


violate("attendance_is_printed", lambda: raw_attendance(text=""))
violate("attendance_kind_known", lambda: raw_attendance(kind="late"))


@violates("attendance_position_unique")
def _two_people_in_one_place() -> None:
    there = factories.attendance(factories.meeting(), "会長")
    raw_attendance(meeting=there.meeting)


def raw_material(**fields: object) -> None:
    right = {"meeting": factories.meeting(), "position": 1, "title": "資料"}
    Material.objects.bulk_create([Material(**right | fields)])


violate("material_is_titled", lambda: raw_material(title=""))


@violates("material_position_unique")
def _two_materials_in_one_place() -> None:
    there = factories.material(factories.meeting(), "資料")
    raw_material(meeting=there.meeting)


# -- documents that wait -----------------------------------------------------------------------------------


def raw_incoming(**fields: object) -> None:
    right = {
        "sha256": "0" * 64,
        "name": "a.txt",
        "content": b"a",
        "waits_for": "body",
        "question": "どの会議体ですか",
    }
    IncomingDocument.objects.bulk_create([IncomingDocument(**right | fields)])


violate("incoming_document_sha256_form", lambda: raw_incoming(sha256="a"))
violate("incoming_document_asks_something", lambda: raw_incoming(question=""))
violate("incoming_document_waits_for_known", lambda: raw_incoming(waits_for="money"))


# -- who speaks, and what is said --------------------------------------------------------------------------


def raw_speaker(**fields: object) -> None:
    right = {"kind": "person", "name": "若葉 薫"}
    Speaker.objects.bulk_create([Speaker(**right | fields)])


violate("speaker_is_named", lambda: raw_speaker(name=""))
violate("speaker_kind_known", lambda: raw_speaker(kind="crowd"))
violate("speaker_office_belongs_to_a_body", lambda: raw_speaker(kind="office", name="会長"))
violate("speaker_belongs_to_one_meeting", lambda: raw_speaker(kind="anonymous", name="委員"))


@violates("speaker_unique_in_its_scope")
def _two_people_nothing_tells_apart() -> None:
    raw_speaker()
    raw_speaker()


def raw_speaker_name(**fields: object) -> None:
    right = {"name": "若葉 かおる", **fields}
    SpeakerName.objects.bulk_create([SpeakerName(**right)])


violate(
    "speaker_name_is_written",
    lambda: raw_speaker_name(name="", body=factories.body(), speaker=factories.speaker()),
)


violate(
    "speaker_name_days_in_order",
    lambda: raw_speaker_name(only_then=True, body=factories.body(), speaker=factories.speaker()),
)


@violates("speaker_name_means_one_speaker_in_a_body")
def _a_spelling_of_two_people() -> None:
    body = factories.body()
    for name in ("若葉 薫", "若葉 香"):
        raw_speaker_name(body=body, speaker=factories.speaker(name))


@violates("distinct_speakers_are_two")
def _a_speaker_apart_from_himself() -> None:
    one = factories.speaker()
    DistinctSpeakers.objects.create(one=one, other=one)


@violates("distinct_speakers_once")
def _told_apart_twice() -> None:
    one, other = factories.speaker(), factories.speaker("若葉 香")
    DistinctSpeakers.objects.create(one=one, other=other)
    DistinctSpeakers.objects.create(one=one, other=other)


def raw_membership(**fields: object) -> None:
    right = {"body": fields.pop("body", None) or factories.body(), "name": "若葉 薫", "since": DAY}
    Membership.objects.bulk_create([Membership(**right | fields)])


violate("membership_is_named", lambda: raw_membership(name=""))
violate("membership_days_in_order", lambda: raw_membership(until=DAY - datetime.timedelta(days=1)))


@violates("membership_once")
def _a_member_twice() -> None:
    body = factories.body()
    raw_membership(body=body)
    raw_membership(body=body)


def raw_turn(**fields: object) -> None:
    right = {"number": 1, "position": 1, "text": "賛成です。"}
    meeting = fields.pop("meeting", None) or factories.meeting()
    Turn.objects.bulk_create([Turn(meeting=meeting, **right | fields)])


violate("turn_counts_from_one", lambda: raw_turn(number=0))
violate("turn_says_something", lambda: raw_turn(text=""))
violate("turn_withdrawn_says_when_and_why", lambda: raw_turn(withdrawn_on=DAY))
violate("turn_kind_known", lambda: raw_turn(kind="song"))
violate(
    "turn_only_speech_has_a_speaker", lambda: raw_turn(kind="narration", speaker=factories.speaker("会場"))
)


@violates("turn_number_given_once")
def _one_address_for_two_turns() -> None:
    there = factories.turn(factories.meeting())
    raw_turn(meeting=there.meeting, position=2)


@violates("turn_position_unique")
def _two_turns_in_one_place() -> None:
    there = factories.turn(factories.meeting())
    raw_turn(meeting=there.meeting, number=2)


# -- threads -----------------------------------------------------------------------------------------------


def raw_entry(**fields: object) -> None:
    right = {"thread": factories.thread(), "item": factories.item(factories.meeting(), "議題")}
    ThreadEntry.objects.bulk_create([ThreadEntry(**right | fields)])


violate("thread_is_titled", lambda: Thread.objects.bulk_create([Thread(title="")]))
violate("thread_entry_standing_known", lambda: raw_entry(standing="perhaps"))


@violates("thread_entry_once")
def _an_item_twice_in_one_thread() -> None:
    item = factories.item(factories.meeting(), "議題")
    raw_entry(thread=factories.thread(item, standing="refused"), item=item)


@violates("thread_entry_item_in_one_thread")
def _an_item_confirmed_in_two_threads() -> None:
    item = factories.item(factories.meeting(), "議題")
    factories.thread(item)
    raw_entry(item=item, standing="confirmed")


# -- the search index --------------------------------------------------------------------------------------

violate(
    "word_form_known_once",
    lambda: WordForm.objects.bulk_create([WordForm(key="サーバー", surface="サーバ")] * 2),
)
violate(
    "internal_word_form_known_once",
    lambda: InternalWordForm.objects.bulk_create([InternalWordForm(key="サーバー", surface="サーバ")] * 2),
)
violate(
    "material_word_form_known_once",
    lambda: MaterialWordForm.objects.bulk_create([MaterialWordForm(key="サーバー", surface="サーバ")] * 2),
)


# -- what the staff keep for the search ---------------------------------------------------------------------


def raw_record(**fields: object) -> None:
    day = datetime.date(2026, 4, 1)
    right = {"text": "空家", "first_day": day, "last_day": day}
    SearchRecord.objects.bulk_create([SearchRecord(**right | fields)])


def raw_synonyms(**fields: object) -> None:
    SynonymGroup.objects.bulk_create([SynonymGroup(**{"words": "空家 空き家"} | fields)])


violate("synonym_group_has_words", lambda: raw_synonyms(words=""))
violate("synonym_group_direction_known", lambda: raw_synonyms(direction="last"))
violate("search_record_has_words", lambda: raw_record(text=""))
violate("search_record_days_fit", lambda: raw_record(days=0))
violate("search_check_has_words", lambda: SearchCheck.objects.create(query="", must_hit="/meetings/"))
violate("search_check_names_a_turn", lambda: SearchCheck.objects.create(query="空家"))


@violates("search_record_known_once")
def _the_same_search_twice() -> None:
    raw_record()
    raw_record()


# -- the site's own pages ----------------------------------------------------------------------------------


def raw_guide_page(**fields: object) -> None:
    GuidePage.objects.bulk_create([GuidePage(**{"topic": "contact", "text": "窓口"} | fields)])


violate("guide_page_has_text", lambda: raw_guide_page(text=""))
violate("guide_page_topic_known", lambda: raw_guide_page(topic="weather"))


# -- addresses ---------------------------------------------------------------------------------------------


def raw_former_address(**fields: object) -> None:
    right = {"path": "/old/", "moved_to": "/new/"}
    FormerAddress.objects.bulk_create([FormerAddress(**right | fields)])


violate("former_address_is_another_path", lambda: raw_former_address(moved_to="/old/"))
violate(
    "correction_names_its_document",
    lambda: Correction.objects.bulk_create([Correction(meeting=factories.meeting(), document="")]),
)
violate("former_address_moved_or_gone", lambda: raw_former_address(moved_to="", reason=""))


@pytest.mark.django_db
def test_rows_may_change_places_within_a_transaction() -> None:
    meeting = factories.meeting()
    for first, second in (
        (factories.turn(meeting, "一"), factories.turn(meeting, "二")),
        (factories.item(meeting, "一"), factories.item(meeting, "二")),
        (factories.attendance(meeting, "一"), factories.attendance(meeting, "二")),
        (factories.material(meeting, "一"), factories.material(meeting, "二")),
    ):
        rows = type(first).objects
        rows.filter(pk=first.pk).update(position=2)
        rows.filter(pk=second.pk).update(position=1)
    connection.check_constraints()


# -- readers ---------------------------------------------------------------------------------------------


def raw_report(**fields: object) -> None:
    right = {"meeting": factories.meeting(), "text": "違います。"}
    ErrorReport.objects.bulk_create([ErrorReport(**right | fields)])


violate("error_report_says_something", lambda: raw_report(text=""))
violate("error_report_standing_known", lambda: raw_report(standing="lost", settled_at="2024-04-01T00:00Z"))
violate("error_report_settled_says_when", lambda: raw_report(standing="done"))


def raw_subscription(**fields: object) -> None:
    right = {"address": "a@example.jp", "path": "/speakers/1/", "often": "daily"}
    Subscription.objects.bulk_create([Subscription(**right | fields)])


@violates("subscription_once")
def _() -> None:
    for _ in range(2):
        raw_subscription(confirmed_at="2024-04-01T00:00Z", told_until="2024-04-01T00:00Z")


violate("subscription_is_of_something", lambda: raw_subscription(path=""))
violate("subscription_often_known", lambda: raw_subscription(often="hourly"))
violate("subscription_confirmed_tells_from_when", lambda: raw_subscription(confirmed_at="2024-04-01T00:00Z"))


@violates("office_account_once")
def _() -> None:
    for name in ("midori", "hana"):
        user = User.objects.create(username=name)
        OfficeAccount.objects.create(user=user, issuer="https://login.shiomino.example", subject="u-1")


violate(
    "purge_has_a_reason",
    lambda: Purge.objects.create(identifier="990019001X00120240401", actor="chief", reason="", places=1),
)
