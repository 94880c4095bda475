"""The desk says what waits, each with the way to it and to nothing else."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import IncomingDocument, SearchRecord, WaitsFor
from tests import factories
from tests.admin.form_filling import staff

pytestmark = pytest.mark.django_db


def something_of_everything() -> None:
    meeting = factories.meeting(status="draft", title="下書きの会議")
    factories.meeting(status="review", title="確認中の会議")
    public = factories.meeting(title="公開した会議")
    factories.turn(public, "だれでしょう。", label="謎")
    factories.turn(
        public, "分かります。", label="会長", speaker=factories.speaker("会長", "office", body=public.body)
    )
    factories.turn(public, "（休憩）", kind="procedure")
    factories.withdrawn_turn(public, "取り消した発言")
    factories.thread(factories.item(meeting, "料金"), title="料金", standing="proposed")
    for n, waits_for in enumerate(WaitsFor.values):
        IncomingDocument.objects.create(
            sha256=f"{n:064x}", name=f"文書{n}.txt", content=b"", waits_for=waits_for, question="どうしますか"
        )
    today = timezone.localdate()
    for text, then in (("ない言葉", ""), ("言い直した言葉", "別の言葉")):
        SearchRecord.objects.create(
            text=text, then=then, days=3, first_day=today - datetime.timedelta(days=3), last_day=today
        )


def work(client: Client) -> dict[str, tuple[int, str]]:
    page = client.get("/staff/").context["page"]
    return {one.title: (one.count, one.path) for one in page.work}


def rows_at(client: Client, path: str) -> int:
    page: Any = client.get(path)
    assert page.status_code == 200
    return int(page.context["cl"].result_count)


def test_each_count_is_that_of_the_page_behind_it(chief: Client) -> None:
    something_of_everything()
    found = work(chief)
    assert {title: count for title, (count, _) in found.items()} == {
        "答えを待つ文書": 3,
        "確認を待つ訂正": 2,
        "下書きの会議": 1,
        "確認中の会議": 1,
        "だれの発言か分からない発言": 1,
        "続いていると思われる議題": 1,
        "見つからなかった検索": 1,
    }
    for title, (count, path) in found.items():
        if path.startswith("/admin/"):
            assert rows_at(chief, path) == count, title
    html = chief.get("/staff/").content.decode()
    assert all(f'id="{place}"' in html for place in ("questions", "corrections", "review", "drafts"))


def test_where_nothing_waits_nothing_is_said(chief: Client) -> None:
    assert work(chief) == {}
    assert "待っていること" not in chief.get("/staff/").content.decode()


def test_nobody_is_sent_where_they_may_not_go() -> None:
    something_of_everything()
    client = staff("newcomer", {"add": ["meeting"]})
    assert set(work(client)) == {"答えを待つ文書", "確認を待つ訂正"}


def test_the_desk_asks_as_often_however_much_waits(chief: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            chief.get("/staff/")
        return len(asked)

    something_of_everything()
    few = queries()
    for n in range(10):
        meeting = factories.meeting(status="draft")
        factories.turn(meeting, f"{n}", label="謎")
    # session, user, assignments; bodies' names; documents; drafts, counted; eight sorts of work
    assert queries() == few <= 14


def test_what_is_to_be_looked_over_stands_apart(chief: Client) -> None:
    something_of_everything()
    page = chief.get("/staff/").context["page"]
    assert [one.title for one in page.review] == ["確認中の会議"]
    assert [one.title for one in page.drafts] == ["下書きの会議"]
    assert (page.review_count, page.draft_count) == (1, 1)
