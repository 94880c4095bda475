"""Addresses as nobody should write them: each is answered, repaired or not there; none breaks the site."""

import re

import pytest
from django.test import Client
from django.utils.http import urlencode

from meetings.models import Meeting
from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db

LONG = "給食" * 3000
SEARCHES: list[list[tuple[str, str]]] = [
    [("q", "NEAR")],
    [("q", "給食 NEAR/")],
    [("q", "給食 NEAR/99999999999999999999 費")],
    [("q", "給食 NEAR/-1 費")],
    [("q", "給食 NEAR/١٢ 費")],
    [("q", "給食 NEAR/² 費")],
    [("q", "給食 近傍/ 費")],
    [("q", "((給食 NEAR) NEAR/3 (OR")],
    [("q", " NEAR ".join(["給食"] * 40))],
    [("q", '"%_\\" NEAR/5 "[^(?:"')],
    [("q", "給食 NEAR 費 " + "-(a NEAR b) " * 9)],
    [("q", "\x00 NEAR \x1f")],
    [("near", "給食")],
    [("near", ""), ("near_to", "費"), ("within", "")],
    [("near", LONG), ("near_to", LONG), ("within", LONG)],
    [("near", '"'), ("near_to", "(")],
    [("near", "OR"), ("near_to", "NEAR/3"), ("within", "NEAR")],
    [("near", "発言者:会長"), ("near_to", "-費"), ("within", "0")],
    [("near", "\x00"), ("near_to", "\ud7ff"), ("within", "1e9")],
    [("near", "給食"), ("near", "学校"), ("near_to", "費"), ("within", "5"), ("within", "x")],
    [("capacity", "CHAIR")],
    [("capacity", "chair'--")],
    [("capacity", "chair"), ("capacity", "answer")],
    [("capacity", "\x00")],
    [("capacity", LONG)],
    [("first_meeting", "1")],
    [("first_meeting", "{id}")],
    [("body", "{body}"), ("first_meeting", "{id}'")],
    [("body", "{body}"), ("first_meeting", "９" * 21)],
    [("body", "{body}"), ("first_meeting", "999999ZZZX99999999999")],
    [("body", "{body}"), ("first_meeting", "{id}"), ("last_meeting", "{other}")],
    [("body", "{body}"), ("last_meeting", "{id}"), ("lineage", "1"), ("from", "いつか")],
    [("body", "no-such-body"), ("first_meeting", "{id}")],
    [("body", "\x00"), ("first_meeting", "{id}"), ("last_meeting", "\x00")],
    [("names", "off"), ("names", "on"), ("q", "佐倉会長")],
    [("names", "OFF'"), ("q", "佐倉会長")],
    [("without", "\x00"), ("without", LONG), ("q", "給食")],
    [("q", "給食"), *[("without", f"給{n}") for n in range(200)]],
    [("around", "-1"), ("group", "x"), ("sort", "'"), ("mode", "0"), ("scope", "NULL"), ("page", "-1")],
    [("q", "給食 NEAR 費"), ("page", "99999999999999999999"), ("scope", "meeting"), ("mode", "string")],
]
CHOICES: list[list[tuple[str, str]]] = [
    [],
    [("id", "")],
    [("id", "{id}")],
    [("id", "{id}-")],
    [("id", "{id}-0")],
    [("id", "{id}-01")],
    [("id", "{id}-1-2")],
    [("id", "{id}-1\n")],
    [("id", "{id}-１")],
    [("id", "{id}-999999999")],
    [("id", "{id}-9999999999")],
    [("id", "{id}-1"), ("id", "\x00"), ("id", LONG)],
    [("id", f"{{id}}-{n}") for n in range(1, 700)],
]


@pytest.fixture
def meetings() -> list[Meeting]:
    made = [factories.meeting(), factories.meeting()]
    for each in made:
        factories.turn(each, "給食の費用です。", label="事務局")
    index_meetings([each.pk for each in made])
    return made


def written(asked: list[tuple[str, str]], meetings: list[Meeting]) -> str:
    names = {
        "{body}": meetings[0].body.slug,
        "{id}": meetings[0].identifier,
        "{other}": meetings[1].identifier,
    }
    return urlencode([(name, names.get(value) or _filled(value, names)) for name, value in asked])


def _filled(value: str, names: dict[str, str]) -> str:
    return re.sub("|".join(map(re.escape, names)), lambda found: names[found[0]], value)


@pytest.mark.parametrize("page", ["/search/", "/search/results.csv", "/search/feed/"])
def test_an_ill_formed_search_is_answered(client: Client, meetings: list[Meeting], page: str) -> None:
    statuses = {
        n: client.get(f"{page}?{written(asked, meetings)}").status_code for n, asked in enumerate(SEARCHES)
    }
    assert statuses == dict.fromkeys(statuses, 200)


def test_ill_formed_choices_are_answered_or_not_there(client: Client, meetings: list[Meeting]) -> None:
    for asked in CHOICES:
        for page in ("/turns/", "/turns/citation.bib", "/turns/citation.ris", "/turns/citation.json"):
            path = f"{page}?{written(asked, meetings)}"
            assert client.get(path).status_code in (200, 404), path[:200]
    assert client.get("/turns/citation.pdf").status_code == 404


@pytest.mark.parametrize("choose", ["", "0", "2", "\x00", "１", LONG])
def test_only_one_value_asks_for_boxes(client: Client, meetings: list[Meeting], choose: str) -> None:
    answer = client.get(meetings[0].get_absolute_url(), {"choose": choose})
    assert answer.status_code == 200
    assert b"checkbox" not in answer.content


def test_raw_bytes_in_an_address_are_no_error(client: Client, meetings: list[Meeting]) -> None:
    for query in ("q=%ff%fe&near=%e3%81", "first_meeting=%00%ff", "capacity=%", "id=%ff", "id=%", "&&&=&id"):
        for page in ("/search/", "/turns/"):
            answer = client.get(page, QUERY_STRING=query)
            assert answer.status_code in (200, 404), (page, query)
