"""Identifiers and codes: given once, never changed."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import Body, Meeting, Turn
from meetings.models.body import CODE_DIGITS, next_code
from meetings.models.meeting import compose_identifier
from tests import factories

codes = st.text(alphabet=CODE_DIGITS, min_size=3, max_size=3)


@given(codes, st.integers(0, 999), st.none() | st.dates())
def test_an_identifier_has_21_characters(code: str, number: int, day: datetime.date | None) -> None:
    identifier = compose_identifier("131016", code, number, day)
    assert re.fullmatch(r"[0-9]{6}[0-9A-Z]{3}X[0-9]{11}", identifier)


def test_codes_count_up_through_digits_and_letters() -> None:
    assert next_code(set()) == "001"
    assert next_code({"001", "003"}) == "002"
    assert next_code({f"00{digit}" for digit in CODE_DIGITS}) == "010"
    nines = {f"00{n}" for n in range(10)}
    assert next_code(nines) == "00A"


@given(st.sets(codes, max_size=50))
def test_a_new_code_is_free(taken: set[str]) -> None:
    assert next_code(taken) not in taken


def test_there_is_an_end_to_codes() -> None:
    every = {a + b + c for a in CODE_DIGITS for b in CODE_DIGITS for c in CODE_DIGITS}
    with pytest.raises(ValueError, match="taken"):
        next_code(every)


@pytest.mark.django_db
def test_a_meeting_is_known_by_owner_body_number_and_day() -> None:
    body = factories.body(municipality=factories.municipality())
    meeting = factories.meeting(body, number=3, date=datetime.date(2024, 9, 10))
    assert meeting.identifier == f"{body.owner_code}001X00320240910"
    assert meeting.get_absolute_url() == f"/meetings/{meeting.identifier}/"


@pytest.mark.django_db
def test_a_nationwide_body_begins_with_zeros() -> None:
    meeting = factories.meeting(factories.body(), number=1, date=datetime.date(2024, 9, 10))
    assert meeting.identifier == "000000001X00120240910"


@pytest.mark.django_db
def test_where_an_identifier_is_taken_the_number_steps_on() -> None:
    body, day = factories.body(), datetime.date(2024, 9, 10)
    made = [factories.meeting(body, date=day).identifier[10:13] for _ in range(3)]
    assert made == ["000", "001", "002"]
    numbered = factories.meeting(body, date=day, number=1)
    assert numbered.identifier[10:13] == "003"
    assert factories.meeting(body, date=day, number=1234).identifier[10:13] == "004"


@pytest.mark.django_db
def test_an_identifier_never_changes() -> None:
    meeting = factories.meeting(number=1)
    before = meeting.identifier
    meeting.number, meeting.date = 2, datetime.date(1999, 1, 1)
    meeting.assign_identifier()
    meeting.save()
    assert Meeting.objects.get().identifier == before


@pytest.mark.django_db
def test_a_body_keeps_its_code_and_address() -> None:
    town = factories.municipality()
    body = factories.body("第一審議会", town)
    assert (body.code, body.slug) == ("001", f"{town.code}-001")
    body.assign_code()
    assert body.code == "001"
    assert factories.body("第二審議会", town, slug="second").code == "002"
    assert Body.objects.enter("第一審議会", town) == body
    assert Body.objects.enter("第三委員会", town).code == "003"
    assert Body.objects.enter("第三委員会", None).code == "001"


@pytest.mark.django_db
def test_a_withdrawn_turn_keeps_its_number() -> None:
    meeting = factories.meeting()
    assert Turn.objects.next_number(meeting) == 1
    factories.turn(meeting)
    factories.withdrawn_turn(meeting, "取り消した発言")
    assert Turn.objects.next_number(meeting) == 3
    assert Turn.objects.next_number(factories.meeting()) == 1
