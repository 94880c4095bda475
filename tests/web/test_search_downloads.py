"""The table (CSV) and the feed (Atom) of a search."""

import csv
import datetime
import gzip
import io
import tracemalloc
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished
from django.db import OperationalError, close_old_connections, connection

from meetings.search.engine import SearchTimeoutError
from meetings.web import exports
from meetings.web.places import AT_ONCE, Places
from tests import factories as make
from tests.web.atom import (
    ATOM,
    HOST,
    categories,
    entries,
    follow,
    link,
    read_feed,
    summary_of,
    tombstones,
)
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


def table(client, path):
    content = b"".join(client.get(path).streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def meeting():
    town = make.municipality("潮見野市")
    meeting = make.meeting(
        make.body("潮見野審議会", town), title="第1回", date=datetime.date(2024, 9, 10), record_type="summary"
    )
    item = make.item(meeting, "予算", number="1")
    make.turn(meeting, "公園の\n「予算」, です。", label="会長", role="会長", item=item)
    return meeting


def test_the_table_has_a_row_for_each_hit(client, meeting):
    make.turn(make.meeting(), "ほかの話。")
    index_everything()
    rows = table(client, "/search/results.csv?q=公園")
    assert rows[0] == [
        "開催日", "自治体", "会議体", "会議名", "議題", "発言番号",
        "発言者", "発言者の表示", "役職", "種類", "本文", "記録の種類", "URL",
    ]  # fmt: skip
    assert rows[1:] == [
        [
            "2024-09-10",
            "みのり県潮見野市",
            "潮見野審議会",
            "第1回",
            "1 予算",
            "1",
            "",
            "会長",
            "会長",
            "発言",
            "公園の\n「予算」, です。",
            "要点",
            f"http://testserver{meeting.get_absolute_url()}1/",
        ]
    ]


def test_the_table_is_a_file_in_the_order_of_the_page(client):
    for year in (2023, 2024):
        make.turn(make.meeting(date=datetime.date(year, 5, 1)), "公園")
    index_everything()
    response = client.get("/search/results.csv?q=公園&sort=oldest")
    assert response["Content-Disposition"] == 'attachment; filename="search-results.csv"'
    dates = [row[0] for row in table(client, "/search/results.csv?q=公園&sort=oldest")[1:]]
    assert dates == ["2023-05-01", "2024-05-01"]
    assert len(table(client, "/search/results.csv?q=公園&year=2023")) == 2


def test_the_table_is_packed_while_it_is_sent(client, meeting):
    index_everything()
    plain = client.get("/search/results.csv?q=公園")
    packed = client.get("/search/results.csv?q=公園", HTTP_ACCEPT_ENCODING="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Length" not in packed
    assert gzip.decompress(b"".join(packed.streaming_content)) == b"".join(plain.streaming_content)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'"])
def test_no_cell_is_a_formula_and_the_words_can_be_had_back(client, start):
    text = f'{start}HYPERLINK("http://x.example/") 公園'
    make.turn(make.meeting(), text, label="委員")
    index_everything()
    cell = table(client, "/search/results.csv?q=公園")[1][10]
    assert cell == f"'{text}"


@pytest.mark.slow
def test_the_table_is_sent_while_it_is_read(client, monkeypatch):
    meeting = make.meeting()
    make.turn(meeting, "公園。" * 3000)
    template = meeting.turns.get()
    type(template).objects.bulk_create(
        type(template)(meeting=meeting, number=n, position=n, text=template.text) for n in range(2, 1500)
    )
    index_everything()
    response = client.get("/search/results.csv?q=公園")
    tracemalloc.start()
    sent = sum(len(piece) for piece in response.streaming_content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > 40_000_000
    assert peak < sent


def rows_of_a_long_table(client, monkeypatch, most=3):
    monkeypatch.setattr("meetings.web.views.search.MOST_ROWS", most)
    make_turns(5)
    return table(client, "/search/results.csv?q=公園&sort=oldest")


def make_turns(number):
    meeting = make.meeting()
    for n in range(number):
        make.turn(meeting, f"公園その{n}")
    index_everything()


def test_a_long_table_ends_with_how_to_get_the_rest(client, monkeypatch):
    rows = rows_of_a_long_table(client, monkeypatch)
    assert [row[10] for row in rows[1:-1]] == ["公園その0", "公園その1", "公園その2"]
    (last,) = rows[-1]
    assert "ここまでの3件" in last
    assert "http://testserver/data/" in last


def test_a_table_that_just_fits_has_no_such_line(client, monkeypatch):
    rows = rows_of_a_long_table(client, monkeypatch, most=5)
    assert [row[10] for row in rows[1:]] == [f"公園その{n}" for n in range(5)]


def test_the_link_to_a_table_says_what_it_has(client, monkeypatch):
    make_turns(5)
    path = "/search/?q=公園"
    assert "すべての結果を表（CSV）で保存する" in client.get(path).content.decode()
    monkeypatch.setattr("meetings.web.search.results_page.ResultsPage.in_table", 3)
    assert "はじめの3件を表（CSV）で保存する" in client.get(path).content.decode()


def test_the_pages_about_tables_say_how_long_they_get(client):
    for path in ("/data/", "/help/"):
        assert f"{exports.MOST_ROWS:,}件まで" in client.get(path).content.decode()


@pytest.fixture
def places(monkeypatch):
    """As many as a server has."""
    monkeypatch.setattr(exports, "_places", Places())


def test_as_many_tables_at_once_as_may_be_and_then_429(client, meeting, places):
    """Whoever holds them all leaves the pages their threads; each that ends or is broken off makes room."""
    index_everything()
    path = "/search/results.csv?q=公園"
    held = [client.get(path) for _ in range(AT_ONCE)]
    refused = client.get(path)
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert "混み合っています" in refused.content.decode()
    assert client.get("/search/?q=公園").status_code == 200
    leave(held.pop())  # not a piece of it was read
    again = client.get(path)
    assert again.status_code == 200
    b"".join(again.streaming_content)
    leave(again)  # a second time gives no second place
    held.append(client.get(path))
    assert client.get(path).status_code == 429
    for each in held:
        leave(each)


def leave(response):
    """As a server does when the reader has gone; the connection of the test stays."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def test_a_table_that_is_not_begun_holds_no_place(client, meeting, monkeypatch, places):
    index_everything()

    def too_long(*arguments):
        raise SearchTimeoutError

    with monkeypatch.context() as now:
        now.setattr("meetings.web.views.search.turns_found", too_long)
        for _ in range(AT_ONCE + 1):
            assert client.get("/search/results.csv?q=公園").status_code == 503
    assert len(table(client, "/search/results.csv?q=公園")) == 2


def test_a_table_that_breaks_off_says_so(client, monkeypatch):
    """The head says 200 by then: only the table itself can tell."""
    make_turns(5)
    monkeypatch.setattr("meetings.search.engine._PIECE", 2)
    monkeypatch.setattr("meetings.web.views.search.ROWS_AT_ONCE", 1)
    response = client.get("/search/results.csv?q=公園&sort=oldest")
    with connection.execute_wrapper(no_connection):
        content = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert [row[10] for row in rows[1:-1]] == ["公園その0", "公園その1"]
    assert "途中で切れています" in rows[-1][0]


def no_connection(*arguments):
    raise OperationalError


def days_later(days):
    return datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=days)


def test_the_feed_has_what_was_published_last_first(client, meeting):
    old = make.meeting(date=datetime.date(2020, 1, 1), updated_at=days_later(9), published_at=days_later(8))
    make.turn(old, "公園\x0bが<できた>。", label="委員")
    type(meeting).objects.filter(pk=meeting.pk).update(updated_at=days_later(1))
    index_everything()
    root = read_feed(client, "/search/feed/?q=公園&sort=oldest&year=")
    assert root.findtext(f"{ATOM}title") == "検索の新着：公園 を含む｜会議録アーカイブ"
    first, second = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title")[:2] for entry in (first, second)] == ["委員", "会長"]
    assert (
        second.findtext(f"{ATOM}id") == f"{HOST}{meeting.get_absolute_url()}1/" == link(second, "alternate")
    )
    assert first.findtext(f"{ATOM}updated") == days_later(9).isoformat()
    assert first.findtext(f"{ATOM}published") == days_later(8).isoformat()
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "委員"
    assert categories(second) == ["みのり県潮見野市", "潮見野審議会", "発言"]


def test_a_correction_moves_its_hits_up(client, meeting):
    other = make.meeting(updated_at=days_later(2))
    make.turn(other, "公園")
    type(meeting).objects.filter(pk=meeting.pk).update(updated_at=days_later(1))
    index_everything()
    here, there = (f"{HOST}{each.get_absolute_url()}1/" for each in (meeting, other))
    assert entries(read_feed(client, "/search/feed/?q=公園")) == [there, here]
    type(meeting).objects.filter(pk=meeting.pk).update(updated_at=days_later(3))
    assert entries(read_feed(client, "/search/feed/?q=公園")) == [here, there]


def test_an_entry_has_the_words_around_the_hit(client):
    make.turn(make.meeting(), f"{'初めの話です。' * 60}公園を作ります。{'後の話です。' * 60}")
    index_everything()
    (entry,) = read_feed(client, "/search/feed/?q=公園").iter(f"{ATOM}entry")
    words = summary_of(entry)[0]
    assert "公園を作ります。" in words
    assert words.startswith("…")
    assert words.endswith("…")


def test_tombstones_do_not_tell_what_was_said(client, meeting):
    """A withdrawn turn is in the feed of every query, whether it held the words or not."""
    gone = make.withdrawn_turn(meeting, "公園は取りやめ。")
    index_everything()
    type(meeting).objects.filter(pk=meeting.pk).update(updated_at=days_later(1))
    told = {path: tombstones(read_feed(client, f"/search/feed/?q={path}")) for path in ("公園", "水琴窟")}
    expected = [(f"{HOST}{gone.get_absolute_url()}", days_later(1).isoformat(), "発言者の申出による")]
    assert told == {"公園": expected, "水琴窟": expected}
    assert "取りやめ" not in client.get("/search/feed/?q=公園").content.decode()


def test_the_feed_of_a_query_has_further_pages(client):
    first = make.meeting(updated_at=days_later(1))
    second = make.meeting(updated_at=days_later(2))
    for n in range(60):
        make.turn(first, f"公園その{n}")
    for n in range(70):
        make.turn(second, f"公園の話{n}")
    index_everything()
    pages = list(follow(client, f"/search/feed/?{urlencode({'q': '公園'})}"))
    assert [len(entries(root)) for root in pages] == [50, 50, 30]
    of = [(second, n) for n in range(1, 71)] + [(first, n) for n in range(1, 61)]
    expected = [f"{HOST}{meeting.get_absolute_url()}{n}/" for meeting, n in of]
    assert [address for root in pages for address in entries(root)] == expected
    assert len({root.findtext(f"{ATOM}id") for root in pages}) == 1
    beyond = read_feed(client, "/search/feed/?q=公園&page=99")
    assert entries(beyond) == entries(pages[2])
    assert link(beyond, "self") == link(pages[2], "self")


def test_one_feed_has_one_id_however_it_is_laid_out(client, meeting):
    index_everything()
    paths = [f"/search/feed/?q=公園{more}" for more in ("", "&sort=oldest", "&group=speaker", "&around=1")]
    assert len({client.get(path).content for path in paths}) == 1


def test_the_feed_changes_only_with_the_record(client, meeting):
    index_everything()
    for query in ("公園", "ないことば"):
        first = client.get(f"/search/feed/?q={query}").content
        assert client.get(f"/search/feed/?q={query}").content == first


def test_a_search_in_vain_offers_its_feed_and_no_table(client, meeting):
    index_everything()
    page = client.get("/search/?q=水琴窟").content.decode()
    assert "この検索の新着をRSSリーダーで受け取る" in page
    assert "/search/results.csv" not in page
