"""The original of a meeting, to be downloaded byte for byte, and when it may not be."""

import datetime
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.importing.readers import _READERS
from meetings.models import Correction, DocumentFormat, SourceDocument
from meetings.models.turn import LACKING
from meetings.web.schema_org import CONTENT_TYPES
from tests import factories as make

pytestmark = pytest.mark.django_db

WORDS = "会議録の原本です。".encode("cp932")


@pytest.fixture
def meeting():
    source = make.source("第3回 会議録.txt", WORDS, encoding="cp932")
    meeting = make.meeting(title="第3回", source=source)
    make.turn(meeting, "賛成です。")
    return meeting


def path_of(meeting):
    return f"{meeting.get_absolute_url()}original/"


def came_in(meeting, day):
    moment = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    SourceDocument.objects.filter(pk=meeting.source_id).update(imported_at=moment)


def withdraw(turn, day, reason="発言者の申出による"):
    turn.withdrawn_on, turn.withdrawn_reason = day, reason
    turn.save()


def test_it_comes_byte_for_byte_under_its_name_and_runs_nothing(meeting, client):
    response = client.get(path_of(meeting))
    assert response.content == WORDS
    headers = response.headers
    assert headers["Content-Type"] == "text/plain"
    start, _, name = headers["Content-Disposition"].partition("filename*=utf-8''")
    assert (start, unquote(name)) == ("attachment; ", "第3回 会議録.txt")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("html", "text/html"),
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_each_format_has_its_content_type(client, kind, content_type):
    meeting = make.meeting(source=make.source(f"k.{kind}", kind.encode(), format=kind))
    assert client.get(path_of(meeting)).headers["Content-Type"] == content_type


def test_every_format_can_be_read_stored_and_sent():
    assert set(_READERS) == set(DocumentFormat) == set(CONTENT_TYPES)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40))
def test_any_name_fits_in_the_header(meeting, client, name):
    SourceDocument.objects.filter(pk=meeting.source_id).update(name=name)
    response = client.get(path_of(meeting))
    assert response.status_code == 200
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "\n" not in disposition


def test_an_etag_that_matches_answers_304(meeting, client):
    etag = client.get(path_of(meeting)).headers["ETag"]
    assert etag == f'"{meeting.source.sha256}"'
    again = client.get(path_of(meeting), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)


def test_the_page_links_it_with_its_size_without_reading_it(meeting, client, open_page):
    links = open_page(meeting.get_absolute_url()).cssselect(f".facts a[href='{path_of(meeting)}']")
    assert [" ".join(link.text_content().split()) for link in links] == [
        f"原本をダウンロード（テキスト・{len(WORDS)} バイト）"
    ]
    with CaptureQueriesContext(connection) as queries:
        client.get(meeting.get_absolute_url())
    reads = [each["sql"] for each in queries if 'FROM "meetings_sourcedocument"' in each["sql"]]
    assert len(reads) == 1
    assert 'LENGTH("meetings_sourcedocument"."content")' in reads[0]
    assert '"meetings_sourcedocument"."content",' not in reads[0]


def refused(meeting, client, open_page):
    """The sentence on the page, where the address answers 404 and is not linked."""
    assert client.get(path_of(meeting)).status_code == 404
    page = open_page(meeting.get_absolute_url())
    assert not page.cssselect(f"a[href='{path_of(meeting)}']")
    return page.cssselect(".facts")[0].text_content()


def test_the_office_can_keep_it_back(meeting, client, open_page):
    SourceDocument.objects.update(downloadable=False)
    assert "ダウンロードできるようにしていません" in refused(meeting, client, open_page)


@pytest.mark.parametrize("typed", ["1999-01-01", "2024-05-01", None])
def test_it_is_kept_back_when_a_turn_of_it_is_withdrawn(meeting, client, open_page, typed):
    """Whatever day was typed, and also on the day on which it came in."""
    withdraw(meeting.turns.get(), typed or timezone.localdate())
    assert "取り消された発言が載っている" in refused(meeting, client, open_page)


def test_a_turn_that_came_withdrawn_keeps_it_back(meeting, client, open_page):
    """As from another archive: nobody knows whether the document still has it."""
    make.withdrawn_turn(meeting, "二度目の発言。")
    assert "取り消された発言が載っている" in refused(meeting, client, open_page)


def test_a_document_that_came_in_after_a_withdrawal_may_go_out(meeting, client):
    turn = meeting.turns.get()
    withdraw(turn, timezone.localdate())
    came_in(meeting, timezone.localdate() + datetime.timedelta(days=1))
    assert client.get(path_of(meeting)).status_code == 200
    came_in(meeting, timezone.localdate() - datetime.timedelta(days=1))
    assert client.get(path_of(meeting)).status_code == 404


def test_a_turn_that_a_new_document_left_out_does_not_block_it(meeting, client):
    day = timezone.localdate()
    gone = make.turn(meeting, "二度目の発言。")
    withdraw(gone, day, LACKING)
    changes = [{"number": gone.number, "before": "二度目の発言。", "after": None}]
    Correction.objects.create(meeting=meeting, document="第3回 会議録.txt", changes=changes)
    assert client.get(path_of(meeting)).status_code == 200
    withdraw(meeting.turns.get(number=1), day)
    assert client.get(path_of(meeting)).status_code == 404


HIDDEN = [{"status": "draft"}, {"status": "review"}, {"visibility": "internal"}]


@pytest.mark.parametrize("state", HIDDEN, ids=str)
def test_the_original_of_a_hidden_meeting_is_404(client, state):
    meeting = make.meeting(source=make.source(), **state)
    assert client.get(path_of(meeting)).status_code == 404


@pytest.mark.parametrize("state", HIDDEN, ids=str)
def test_a_document_with_a_hidden_meeting_is_not_given_out(meeting, client, open_page, state):
    make.meeting(title="ひみつ", source=meeting.source, **state)
    assert "ひみつ" not in refused(meeting, client, open_page)


def test_the_original_of_a_withdrawn_meeting_is_410(client):
    day = datetime.date(2024, 5, 1)
    meeting = make.meeting(
        source=make.source(), status="withdrawn", withdrawn_on=day, withdrawn_reason="誤りのため"
    )
    response = client.get(path_of(meeting))
    assert response.status_code == 410
    assert "誤りのため" in response.content.decode()


def test_a_meeting_without_a_document_has_none(client, open_page):
    meeting = make.meeting()
    assert client.get(path_of(meeting)).status_code == 404
    main = open_page(meeting.get_absolute_url()).cssselect("main")[0]
    assert "原本" not in main.text_content()
