"""The table (CSV) and the feed (Atom) of a search."""

import csv
import datetime
import io
import tracemalloc

import lxml.etree
import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def table(client, path):
    content = b"".join(client.get(path).streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def feed(client, path):
    response = client.get(path)
    assert response["Content-Type"].startswith("application/atom+xml")
    return lxml.etree.fromstring(response.content)


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
        "発言者の表示", "役職", "種類", "本文", "記録の種類", "URL",
    ]  # fmt: skip
    assert rows[1:] == [
        [
            "2024-09-10",
            "みのり県潮見野市",
            "潮見野審議会",
            "第1回",
            "1 予算",
            "1",
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


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'"])
def test_no_cell_is_a_formula_and_the_words_can_be_had_back(client, start):
    text = f'{start}HYPERLINK("http://x.example/") 公園'
    make.turn(make.meeting(), text, label="委員")
    index_everything()
    cell = table(client, "/search/results.csv?q=公園")[1][9]
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


def test_the_feed_has_the_newest_hits_with_addresses_that_last(client, meeting):
    make.turn(make.meeting(date=datetime.date(2025, 1, 1)), "公園\x0bが<できた>。", label="委員")
    index_everything()
    atom = feed(client, "/search/feed/?q=公園&sort=oldest&year=")
    assert atom.findtext("a:title", namespaces=ATOM) == "検索の新着：公園 を含む｜会議録アーカイブ"
    entries = atom.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM)[:2] for entry in entries] == ["委員", "会長"]
    path = f"http://testserver{meeting.get_absolute_url()}1/"
    assert entries[1].findtext("a:id", namespaces=ATOM) == path
    assert entries[1].find("a:link", ATOM).get("href") == path
    meeting.refresh_from_db()
    updated = datetime.datetime.fromisoformat(entries[1].findtext("a:updated", namespaces=ATOM))
    assert updated == meeting.updated_at


def test_the_feed_changes_only_with_the_record(client, meeting):
    index_everything()
    for query in ("公園", "ないことば"):
        first = client.get(f"/search/feed/?q={query}").content
        assert client.get(f"/search/feed/?q={query}").content == first


def test_the_feed_stops_at_fifty(client):
    meeting = make.meeting()
    for n in range(60):
        make.turn(meeting, f"公園その{n}")
    index_everything()
    assert len(feed(client, "/search/feed/?q=公園").findall("a:entry", ATOM)) == 50
