"""A full disk, a database that only reads, connections that are out, a clock that jumps: what readers are
told, what is kept, and that all is well as soon as the cause is gone. (A lock: tests/test_time_limits.py.)
"""

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from meetings.models import ErrorReport, Meeting, Turn
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'could not extend file "base/1/1": No space left on device' USING ERRCODE = 'disk_full';
END $$;
CREATE TRIGGER disk_is_full BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION disk_is_full();
"""
PAGES = ("/", "/bodies/", "/years/", "/speakers/", "/municipalities/", "/search/", "/feed/", "/sitemap.xml")


@pytest.fixture
def meeting() -> Meeting:
    meeting = make.meeting(make.body("朝凪市公園協議会", make.municipality("朝凪市")))
    make.turn(meeting, "噴水の話です。")
    return meeting


@pytest.fixture
def client(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@contextmanager
def full_disk(table: str) -> Iterator[None]:
    """PostgreSQL has no room for another row of that table."""
    with connection.cursor() as cursor:
        cursor.execute(FULL.format(table))
    try:
        yield
    finally:
        drop_full_disk()


def drop_full_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS disk_is_full() CASCADE")


def report(client: Client, meeting: Meeting) -> HttpResponse:
    """What a reader sends."""
    answer: HttpResponse = client.post(f"{meeting.get_absolute_url()}report/", {"text": "字が違います。"})
    return answer


def is_told(answer: HttpResponse) -> bool:
    """That it does not work now, that nothing may be kept, and when to come again."""
    words = answer.content.decode()
    said = "ただいまご利用になれません" in words and "保存されていないことがあります" in words
    return answer.status_code == 503 and said and int(answer["Retry-After"]) > 0


def all_pages_are_there(client: Client, meeting: Meeting) -> bool:
    paths = [*PAGES, meeting.get_absolute_url(), meeting.turns.get().get_absolute_url()]
    return all(client.get(path).status_code == 200 for path in paths)


def test_on_a_full_disk_a_report_is_told_to_be_lost(client: Client, meeting: Meeting) -> None:
    with full_disk("meetings_errorreport"):
        assert is_told(report(client, meeting))
        assert all_pages_are_there(client, meeting)
    assert not ErrorReport.objects.exists()
    assert report(client, meeting).status_code == 302
    assert ErrorReport.objects.count() == 1


@pytest.mark.parametrize("table", ["meetings_turn", "meetings_version", "meetings_turnindex"])
def test_on_a_full_disk_a_clerk_saves_wholly_or_not(
    admin_client: Client, meeting: Meeting, table: str
) -> None:
    """Whichever of the tables that a save writes has no room."""
    admin_client.raise_request_exception = False
    path = f"/admin/meetings/turn/{meeting.turns.get().pk}/change/"
    form = admin_client.get(path).context["adminform"].form
    fields = {name: value for name, value in form.initial.items() if value is not None}
    fields |= {"text": "噴水の話でした。"}
    with full_disk(table):
        assert is_told(admin_client.post(path, fields))
    assert Turn.objects.get().text == "噴水の話です。"
    assert admin_client.post(path, fields).status_code == 302
    assert Turn.objects.get().text == "噴水の話でした。"


def test_where_nothing_can_be_written_reading_goes_on(client: Client, meeting: Meeting) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        assert all_pages_are_there(client, meeting)
        assert is_told(report(client, meeting))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
    assert report(client, meeting).status_code == 302


def test_where_connections_are_out_the_next_page_tries_again(client: Client, meeting: Meeting) -> None:
    connection.close()
    with closing(connection.copy()) as other, other.cursor() as holder:
        name = other.ops.quote_name(other.settings_dict["NAME"])
        holder.execute(f"ALTER DATABASE {name} CONNECTION LIMIT 1")
        try:
            assert is_told(client.get("/years/"))
            assert client.get("/help/").status_code == 200  # asks nothing of it
        finally:
            holder.execute(f"ALTER DATABASE {name} CONNECTION LIMIT -1")
        assert client.get("/years/").status_code == 200


@pytest.mark.parametrize("days", [400, -400])
def test_a_clock_that_jumps_stops_no_page(
    client: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """Neither while it is wrong nor when it is right again; staff may have to log in again."""
    staff = Client()
    staff.force_login(User.objects.create_superuser("hanako"))
    copy = client.get(meeting.get_absolute_url())
    right = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: right() + datetime.timedelta(days=days))
    assert all_pages_are_there(client, meeting)
    assert staff.get("/admin/").status_code == (302 if days > 0 else 200)
    monkeypatch.undo()
    assert all_pages_are_there(client, meeting)
    again = client.get(meeting.get_absolute_url(), headers={"If-None-Match": copy["ETag"]})
    assert again.status_code == 304
