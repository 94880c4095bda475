"""A facet is declared once: everything that the search shows of it follows from the declaration."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pytest

from meetings.models import Openness
from meetings.search import facets
from meetings.search.facets import Facet
from meetings.web.address import Address, parameters
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

OPENNESS = Facet(name="new_openness", label="会議の公開", path="meeting__openness", choices=Openness)
PLACE = Facet(name="new_place", label="場所", path="meeting__place", no_value="場所の記載なし")
NUMBER = Facet(name="new_number", label="議題の番号", path="item__number", below="municipality")
"""Of a table that no other facet is counted by."""


@pytest.fixture(params=[OPENNESS, PLACE, NUMBER], ids=lambda facet: facet.name)
def declared(request, monkeypatch):
    monkeypatch.setattr(facets, "FACETS", (*facets.FACETS, request.param))
    return request.param


@pytest.fixture
def values():
    """Two turns of one value and one turn of another; the values, as addresses and as readers have them."""
    for n, (openness, place, number) in enumerate([("closed", "本庁舎", "第1"), ("open", "公民館", "第2")]):
        meeting = make.meeting(openness=openness, place=place)
        item = make.item(meeting, "公園について", number=number)
        for _ in range(2 - n):
            make.turn(meeting, f"公園の{place}です。", item=item, label="委員")
    index_everything()
    return {"new_openness": ("closed", "非公開"), "new_place": ("本庁舎",) * 2, "new_number": ("第1",) * 2}


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def test_a_declared_facet_is_counted_and_leads_to_its_hits(declared, values, open_page):
    value, label = values[declared.name]
    page = open_page("/search/?q=公園")
    facet = next(each for each in page.cssselect(".facet") if texts(each, "h3") == [declared.label])
    assert texts(facet, "li")[0] == f"{label}2件"
    path = facet.cssselect("a")[0].get("href")
    assert dict(parse_qsl(urlsplit(path).query)) == {"q": "公園", declared.name: value}
    narrowed = open_page(path)
    assert texts(narrowed, ".found-count b") == ["2件"]
    assert texts(narrowed, ".chip-text") == ["公園 を含む", f"{declared.label}：{label}"]
    assert f"（{declared.label}：{label}）" in narrowed.cssselect("title")[0].text_content()
    assert texts(narrowed, ".facet a[aria-current]") == [f"{label}外す2件"]


def test_a_declared_facet_cuts_down_table_and_feed(declared, values, client):
    value, label = values[declared.name]
    table = b"".join(client.get(f"/search/results.csv?q=公園&{declared.name}={value}").streaming_content)
    assert len(list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))) == 3
    feed = client.get(f"/search/feed/?q=公園&{declared.name}={value}").content.decode()
    assert f"公園 を含む／{declared.label}：{label}" in feed
    assert feed.count("<entry>") == 2


def test_a_declared_facet_has_its_place_in_the_address(declared, values, open_page):
    value, _ = values[declared.name]
    page = open_page(f"/search/?sort=oldest&to=2030&{declared.name}={value}&year=2024&q=公園")
    canonical = page.cssselect("link[rel=canonical]")[0].get("href")
    names = [name for name, _ in parse_qsl(urlsplit(canonical).query)]
    assert names == ["q", "year", declared.name, "to", "sort"]


def test_a_declared_facet_says_what_it_cannot_read(declared, values, open_page):
    page = open_page(f"/search/?q=公園&{declared.name}=%00{'あ' * 200}")
    assert texts(page, ".notices li") == [
        f"{declared.label}の指定「{'あ' * 20}…」は読み取れないため、この条件を外してさがしました。"
    ]
    assert texts(page, ".found-count b") == ["3件"]


def test_hits_without_a_value_of_a_declared_facet_are_counted(monkeypatch, values, open_page):
    monkeypatch.setattr(facets, "FACETS", (*facets.FACETS, PLACE, NUMBER))
    make.turn(make.meeting(), "公園の報告です。")
    index_everything()
    page = open_page("/search/?q=公園")
    assert "場所の記載なし1件" in texts(page, ".facet-rest")
    assert "記載なし1件" in texts(page, ".facet-rest")


def test_the_page_lists_facets_in_its_own_order(monkeypatch):
    monkeypatch.setattr(facets, "FACETS", (*facets.FACETS, NUMBER))
    order = ["municipality", "new_number", "body", "speaker", "role", "spoken_for", "kind", "record_type"]
    assert [facet.name for facet in facets.facets_on_page() if facet.name in order] == order


def test_the_address_has_one_order_for_its_parameters():
    order = [
        "q", "mode", "scope", "without", "municipality", "spoken_for", "body", "lineage", "speaker", "role",
        "kind", "record_type", "year", "from", "to", "sort", "group", "around", "page",
    ]  # fmt: skip
    assert [name for name in parameters() if name in order] == order
    backwards = Address("/search/").having(**dict.fromkeys(parameters()[::-1], "1"))
    assert [name for name, _ in backwards.pairs] == parameters()
